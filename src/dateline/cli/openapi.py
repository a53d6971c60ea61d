"""`dateline openapi`: the description of the API, for who writes a program against it."""

from __future__ import annotations

import click

from dateline.cli.serve import set_up_django


@click.command(short_help="Print the description of the API (OpenAPI 3.1).")
def openapi() -> None:
    """Print the description of the API as JSON: OpenAPI 3.1, as the site serves it at /api/v1/openapi.json.

    No site has to run for it, and no table has to be there.
    """
    set_up_django()
    from dateline.web.api.schema import written

    click.echo(written(), nl=False)
