"""The reference of the command line is whole: every command and every option stands in it, and no other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click
import pytest

from dateline.cli import dateline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def _commands(group: click.Group, before: str = "dateline") -> Iterator[tuple[str, click.Command]]:
    """Every command under its whole name."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _commands(command, f"{before} {name}")
        else:
            yield f"{before} {name}", command


COMMANDS = dict(_commands(dateline))


@pytest.fixture
def sections(repository: Path) -> dict[str, str]:
    """What the reference says of each command."""
    page = (repository / "docs/reference/command-line.md").read_text(encoding="utf-8")
    found = {}
    for part in re.split(r"^## ", page, flags=re.MULTILINE)[1:]:
        if heading := re.match(r"`(dateline[a-z ]+?)(?: [^a-z].*)?`\n", part):
            found[heading[1]] = part
    return found


def test_every_command_has_its_section_and_every_section_its_command(sections: dict[str, str]) -> None:
    assert set(sections) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_told_and_every_option_that_is_told_is_there(
    name: str, sections: dict[str, str]
) -> None:
    options = _options(COMMANDS[name])
    there = {spelling for option in options for spelling in (*option.opts, *option.secondary_opts)}
    section = sections[name]
    mentioned = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", " ".join(re.findall(r"`([^`\n]+)`", section))))
    assert there <= mentioned, f"{name} has {sorted(there - mentioned)}, of which its section says nothing"
    tabled = {
        spelling
        for row in re.findall(r"^\| (`-.*?`) \|", section, re.MULTILINE)
        for spelling in re.findall(r"`(--?[a-z-]+)", row)
    }
    assert tabled <= there, f"{name} does not have {sorted(tabled - there)}"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_defaults_that_are_told_are_those_that_there_are(name: str, sections: dict[str, str]) -> None:
    for option in _options(COMMANDS[name]):
        row = re.search(rf"^\| `{option.opts[-1]}[ `].*?\| (.*) \|$", sections[name], re.MULTILINE)
        if row and "by default" in row[1] and isinstance(option.default, int | str) and option.show_default:
            assert re.search(rf"(?<![\w.]){re.escape(str(option.default))} by default", row[1]), row[0]


def _options(command: click.Command) -> list[click.Option]:
    return [param for param in command.params if isinstance(param, click.Option)]
