"""Counts and dates alone, read from the words that the annotators marked: `python -m bench.resolving GOLD`.

With the gold's own events and spans as input, what is wrong here is wrong in `dateline.resolving`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from bench.gold import KEYS, read_gold
from bench.lines import IN, read_lines
from dateline.domain import Count
from dateline.resolving import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from dateline.domain import Coding, DateRange

MEASURES = COUNTS, TIMED, UNTIMED, UNDATED = (
    "counts", "dates from times", "dates without a time", "undated events left undated"
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read from some words, beside the gold. `given`: something was read."""

    measure: str
    words: str
    found: str
    gold: str
    given: bool

    @property
    def right(self) -> bool:
        """Whether it was read as in the gold."""
        return self.found == self.gold


def readings(codings: Iterable[Coding]) -> Iterator[Reading]:
    """Every count and date of the gold codings, and how it is read again from its words."""
    for gold in codings:
        for told, found in zip(gold.events, resolve(emptied(gold)).events, strict=True):
            text = gold.report.text
            for harm, counted in zip(told.harm, found.harm, strict=True):
                yield Reading(
                    measure=COUNTS,
                    words=harm.quantity.of(text),
                    found=_count(counted.count),
                    gold=_count(harm.count),
                    given=counted.count != Count(),
                )
            dated = TIMED if told.times else UNTIMED
            words = " | ".join(span.of(text) for span in told.times or told.mentions[:1])
            yield Reading(
                measure=dated if told.date else UNDATED,
                words=f"{words} ({gold.report.published})",
                found=_days(found.date),
                gold=_days(told.date),
                given=found.date is not None,
            )


def emptied(coding: Coding) -> Coding:
    """The coding as an engine hands it on: without counts and dates."""
    events = (
        replace(event, date=None, harm=tuple(replace(harm, count=Count()) for harm in event.harm))
        for event in coding.events
    )
    return replace(coding, events=tuple(events))


def _count(count: Count) -> str:
    return f"{count.min} to {count.max}"


def _days(dated: DateRange | None) -> str:
    return f"{dated.start} to {dated.end}" if dated else "undated"


@click.command()
@click.argument("gold", metavar="GOLD", type=IN)
@click.option("--wrong", is_flag=True, help="List what was read wrong, too.")
def main(gold: Path, *, wrong: bool) -> None:
    """Measure how many counts and dates of the annotated corpus GOLD are read exactly from their words."""
    found = list(readings(read_gold(line).coding for line in read_lines(gold, keys=KEYS)))
    if wrong:
        for one in sorted((one for one in found if not one.right), key=lambda one: (one.measure, one.words)):
            click.echo(f"{one.measure}: {one.words!r} read as {one.found}, gold {one.gold}")
    for measure in MEASURES:
        rows = [one for one in found if one.measure == measure]
        right, given = sum(one.right for one in rows), sum(one.given for one in rows)
        share = 100 * right / len(rows) if rows else 0.0
        click.echo(f"{measure:<28} right {right:>5} of {len(rows):>5} = {share:5.1f} %   (read {given})")


if __name__ == "__main__":
    main()
