"""`dateline corpus export`: what people reviewed at the desk, as gold for training.

What is imported inside the functions is loaded when it is used, so that --help stays light.
"""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.archive import open_archive
from dateline.cli.whole import whole

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator
    from datetime import datetime


@click.group(short_help="What people reviewed, as a corpus to train and measure on.")
def corpus() -> None:
    """What people reviewed, as a corpus to train and measure on."""


@corpus.command(short_help="Write what people reviewed as lines of the corpus format.")
@click.option("-o", "--output", "out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write to FILE, whole or not at all; by default to standard output.")  # fmt: skip
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD",
              help="Only reports of which somebody said something on that day or later.")  # fmt: skip
@click.option(
    "--reviewed-only/--with-proposed",
    "reviewed_only",
    default=True,
    show_default=True,
    help="Only reports of which every event was reviewed; or also those that were begun, marked as such.",
)
@click.option("--by", "people", multiple=True, metavar="WHO",
              help="Only what this person (address or pseudonym) reviewed; may be given again.")  # fmt: skip
@click.option("--named", is_flag=True, help="Give people's names instead of pseudonyms.")
def export(
    *, out: Path | None, since: datetime | None, reviewed_only: bool, people: tuple[str, ...], named: bool
) -> None:
    """Write the reports that people reviewed, one JSON object a line, in the format that training reads.

    Every line holds a report's whole text. Most texts belong to those who published them: you may be free to
    train on them and yet not to pass them on. Look at the rights of each source before a file leaves your
    house.

    Reviewers go by pseudonyms, unless --named is given. Rejected events stand beside the accepted ones, as
    examples of what is none.
    """
    open_archive()
    from collections import Counter

    from dateline.web.archive import corpus as archive

    lines = archive.export(
        since=since.date() if since else None,
        by=[archive.whom(one) for one in people],
        with_proposed=not reviewed_only,
        named=named,
    )
    tally: Counter[str] = Counter()
    with whole(out) if out else nullcontext(None) as path:
        if path is None:
            _write(sys.stdout, _counted(lines, tally))
        else:
            with path.open("w", encoding="utf-8") as stream:
                _write(stream, _counted(lines, tally))
    click.echo(f"dateline: {_told(tally)}{f' in {out}' if out else ''}.", err=True)


def _write(stream: Any, lines: Iterable[dict[str, Any]]) -> None:  # noqa: ANN401 -- a stream of text
    from dateline.web.archive.corpus import to_line

    for line in lines:
        stream.write(to_line(line) + "\n")


def _counted(lines: Iterable[dict[str, Any]], tally: Counter[str]) -> Iterator[dict[str, Any]]:
    for line in lines:
        tally[line["review"]["gold"]] += 1
        tally["event"] += len(line["coding"]["events"])
        tally["rejected"] += len(line["review"]["rejected"])
        tally["correction"] += len(line["review"]["corrections"])
        yield line


def _told(tally: Counter[str]) -> str:
    reports = tally["whole"] + tally["part"]
    parts = [
        _many(reports, "report") + (f", {tally['part']:,} of them in part" if tally["part"] else ""),
        _many(tally["event"], "event"),
        f"{tally['rejected']:,} rejected",
        _many(tally["correction"], "correction"),
    ]
    return ", ".join(parts)


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
