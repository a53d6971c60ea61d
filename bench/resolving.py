"""Counts and dates alone, read from the words that the annotators marked: `python -m bench.resolving GOLD`.

With the gold's own events and spans as input, what is wrong here is wrong in `dateline.resolving`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from bench.expressions import QUANTITIES, TIMES, count_amiss, date_amiss, kind_of
from bench.gold import KEYS, read_gold
from bench.lines import IN, english_report, read_lines
from bench.standoff import read_standoff
from dateline.domain import Count
from dateline.resolving import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from dateline.domain import Coding, DateRange, Event, Report

MEASURES = COUNTS, TIMED, UNTIMED, UNDATED = (
    "counts", "dates from times", "dates without a time", "undated events left undated"
)  # fmt: skip
EXAMPLES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read from some words, beside the gold.

    `given`: something was read. `kind` is that of the words, `amiss` how the reading misses the gold.
    """

    measure: str
    words: str
    found: str
    gold: str
    given: bool
    kind: str
    amiss: str

    @property
    def right(self) -> bool:
        """Whether it was read as in the gold."""
        return not self.amiss


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
                    kind=kind_of(harm.quantity.of(text), QUANTITIES),
                    amiss=count_amiss(counted.count, harm.count),
                )
            yield _dated(told, found, gold.report)


def _dated(told: Event, found: Event, report: Report) -> Reading:
    words = [span.of(report.text) for span in told.times or told.mentions[:1]]
    kinds = sorted({kind_of(time, TIMES) for time in words}) if told.times else [told.status.value]
    return Reading(
        measure=(TIMED if told.times else UNTIMED) if told.date else UNDATED,
        words=f"{' | '.join(words)} ({report.published})",
        found=_days(found.date),
        gold=_days(told.date),
        given=found.date is not None,
        kind=" and ".join(kinds) if told.times else f"no time, {kinds[0]}",
        amiss=date_amiss(found.date, told.date),
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


def read_codings(gold: Path, standoff: Path | None) -> list[Coding]:
    """The annotations in the corpus `gold`; or those in `standoff`, of the reports of `gold`.

    Raises:
        click.ClickException: A stand-off coding is of a report that `gold` does not hold.
    """
    if standoff is None:
        return [read_gold(line).coding for line in read_lines(gold, keys=KEYS)]
    reports = {line["id"]: english_report(line) for line in read_lines(gold, keys=("id", "text"))}
    lines = read_lines(standoff, keys=("id", "events"))
    missing = [line["id"] for line in lines if line["id"] not in reports]
    if missing:
        raise click.ClickException(f"{standoff} codes {missing[0]}, which {gold} does not hold.")
    return [read_standoff(line, reports[line["id"]]) for line in lines]


@click.command()
@click.argument("gold", metavar="GOLD", type=IN)
@click.option("--codings", metavar="STANDOFF", type=IN, help="Stand-off codings of the reports in GOLD.")
@click.option("--wrong", is_flag=True, help="List what was read wrong, too.")
@click.option("--kinds", is_flag=True, help="Count what was read wrong by kind, with the commonest words.")
def main(gold: Path, *, codings: Path | None, wrong: bool, kinds: bool) -> None:
    """Measure how many counts and dates of the annotated corpus GOLD are read exactly from their words."""
    found = list(readings(read_codings(gold, codings)))
    errors = sorted((one for one in found if not one.right), key=lambda one: (one.measure, one.words))
    if wrong:
        for one in errors:
            click.echo(f"{one.measure}: {one.words!r} read as {one.found}, gold {one.gold}")
    if kinds:
        click.echo("\n".join(by_kind(errors)))
    for measure in MEASURES:
        rows = [one for one in found if one.measure == measure]
        right, given = sum(one.right for one in rows), sum(one.given for one in rows)
        share = 100 * right / len(rows) if rows else 0.0
        click.echo(f"{measure:<28} right {right:>5} of {len(rows):>5} = {share:5.1f} %   (read {given})")


def by_kind(errors: Iterable[Reading]) -> Iterator[str]:
    """A line for each kind of error, the commonest first: how many, what they miss, and examples."""
    groups: dict[tuple[str, str, str], list[Reading]] = {}
    for one in errors:
        groups.setdefault((one.measure, one.kind, one.amiss), []).append(one)
    for (measure, kind, amiss), some in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        words = Counter(one.words.rsplit(" (", 1)[0] for one in some).most_common(EXAMPLES)
        yield f"{len(some):>5}  {measure}: {kind}, {amiss}: " + "; ".join(word for word, _ in words)


if __name__ == "__main__":
    main()
