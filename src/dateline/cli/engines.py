"""Which engine codes: `--engine`, the same for every command that codes."""

from __future__ import annotations

import click

engine_option = click.option(
    "--engine",
    type=click.Choice(["compact", "llm"]),
    default="compact",
    show_default=True,
    help="What codes: the model that ships, or an LLM server that DATELINE_LLM_URL and _MODEL name.",
)
