"""JSON Lines in and out, with errors that name the file, the line and what to do."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.domain import Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

IN = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
OUT = click.Path(dir_okay=False, writable=True, path_type=Path)

Line = dict[str, Any]


def read_lines(path: Path, *, keys: Sequence[str]) -> list[Line]:
    """The objects in the lines of `path`, each of which must have all the `keys`.

    Raises:
        click.ClickException: A line is not such an object, or there is none.
    """
    found = [_line(path, number, words) for number, words in _numbered(path) if words.strip()]
    for number, line in found:
        lacking = [key for key in keys if key not in line]
        if lacking:
            raise click.ClickException(f"{path}, line {number} lacks {', '.join(lacking)}.")
    if not found:
        raise click.ClickException(f"{path} has no lines. One JSON object a line is expected.")
    return [line for _, line in found]


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write `lines` to `path`, which appears only once all of them are there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".part")
    with unfinished.open("w", encoding="utf-8") as out:
        out.writelines(line + "\n" for line in lines)
    unfinished.replace(path)


def english_report(line: Line, *, name: str = "id", text: str = "text") -> Report:
    """The report in a line of a corpus. All the corpora measured on are in English."""
    try:
        published = date.fromisoformat(line["date"]) if line.get("date") else None
    except (TypeError, ValueError):
        raise click.ClickException(
            f'Report {line[name]}: its "date" is {line["date"]!r}. Write "2018-11-23", or null where unknown.'
        ) from None
    return Report(
        id=line[name],
        text=line[text],
        title=line.get("title"),
        source=line.get("outlet"),
        published=published,
        language="en",
    )


def watched(lines: list[Line], what: str) -> Iterator[Line]:
    """The `lines` one by one, with a progress bar on a terminal."""
    with click.progressbar(lines, label=what, file=sys.stderr) as bar:
        yield from bar


def _numbered(path: Path) -> list[tuple[int, str]]:
    try:
        return list(enumerate(path.read_text(encoding="utf-8").split("\n"), start=1))
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{path} is not UTF-8 text (byte {error.start}).") from None


def _line(path: Path, number: int, words: str) -> tuple[int, Line]:
    try:
        line = json.loads(words)
    except json.JSONDecodeError as error:
        raise click.ClickException(f"{path}, line {number} is not JSON: {error.msg}.") from None
    if not isinstance(line, dict):
        raise click.ClickException(f"{path}, line {number} is not a JSON object.")
    return number, line
