"""Whether coding anew keeps what people said: `python -m bench.recoding --reports 10000`.

Reports are made up, coded and corrected, in every field that can be. Then each is coded anew otherwise: words
stand elsewhere in the text, or no more; events have other ids and types, some are gone and others are new.
Counted is what became of each correction, and of each event that somebody accepted, rejected or added. What
is kept has to stand at just the words that it was said of, wherever these still are, unless like words have
come or gone beside them, so that nobody can say which they are: then it is listed. All on a database of its
own, as in `bench.archive_web`.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bench.archive_web import clock, set_up, tell_times
from bench.retelling import retold
from bench.saying import event_of, review

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.retelling import Edit
    from bench.saying import Review, Said
    from dateline.domain import Coding, Event, Span
    from dateline.web.archive.models import Correction
    from dateline.web.archive.people import User


@dataclass(slots=True)
class Outcome:
    """What became of what people said: how many of each, by a word for it; and what must not be."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, what: str) -> None:
        """Count one."""
        self.counts[what] += 1


# ── what became of it ───────────────────────────────────────────────────────────────────────────────────────


def check(told: Review, edits: Sequence[Edit], outcome: Outcome) -> None:
    """Look at what became of all that people said of a report, after its text was edited so."""
    from dateline.web.archive.models import Correction, CorrectionState
    from dateline.web.archive.models import Event as EventRow
    from dateline.web.archive.models import Review as State
    from dateline.web.archive.store import coding_of

    standing = coding_of(told.report, with_rejected=True)
    rows = {one.pk: one for one in EventRow.objects.filter(pk__in=told.anchors)}
    kept = {one.pk: one for one in Correction.objects.filter(pk__in=[one.correction for one in told.said])}
    for one in told.said:
        row, made = rows.get(one.event), kept.get(one.correction)
        outcome.add("corrections made")
        if row is None or made is None or made.state != CorrectionState.CONFIRMED:
            outcome.wrong.append(f"{told.report.key}: a correction of {one.field} is gone")
            continue
        outcome.add("corrections kept")
        event = event_of(standing, row) if standing and row.coding_id else None
        outcome.add(
            _became(told, one, made=made, event=event, standing=standing, edits=edits, outcome=outcome)
        )
    for pk, state in [
        *((pk, State.ACCEPTED) for pk in told.accepted),
        *((pk, State.REJECTED) for pk in told.rejected),
    ]:
        outcome.add(f"events {state}")
        if pk not in rows or rows[pk].review != state:
            outcome.wrong.append(f"{told.report.key}: an event is {state} no more")
        elif state == State.ACCEPTED and rows[pk].coding_id is None and _stand(told.anchors[pk], edits):
            outcome.wrong.append(f"{told.report.key}: an accepted event stands no more, though its words do")


def _became(
    told: Review,
    one: Said,
    *,
    made: Correction,
    event: Event | None,
    standing: Coding | None,
    edits: Sequence[Edit],
    outcome: Outcome,
) -> str:
    """In a word, what became of a correction that is kept."""
    there = _stand(told.anchors[one.event], edits)
    stands = there and _stand(one.needs, edits)
    if made.laid and event and standing:
        if not stands:
            return "laid, of like words elsewhere: its own are gone"
        if _says(one, event, standing, edits):
            return "laid"
        outcome.wrong.append(f"{told.report.key}: {one.field} is laid, and says otherwise: {event}")
        return "laid wrongly"
    if stands and standing and _cannot_be_told_apart((*one.needs, *told.anchors[one.event]), told, standing):
        return "listed as lost: of like words some have come or gone"
    if stands:
        outcome.wrong.append(f"{told.report.key}: {one.field} is not laid: {made.obstacle}")
        return "not laid, though its words stand"
    return "listed as lost: its words are gone"


def _cannot_be_told_apart(words: Sequence[Span], told: Review, standing: Coding) -> bool:
    """Whether some words stood more than once, and stand there more or less often now."""
    before, now = told.coding.report.text, standing.report.text
    quotes = [span.of(before) for span in words]
    return any(before.count(quote) > 1 and before.count(quote) != now.count(quote) for quote in quotes)


def _stand(words: Sequence[Span], edits: Sequence[Edit]) -> bool:
    return all(moved(span, edits) is not None for span in words)


def moved(span: Span, edits: Sequence[Edit]) -> Span | None:
    """Where words stand after some edits, one after the other."""
    here: Span | None = span
    for edit in edits:
        here = edit.moved(here) if here else None
    return here


def _says(  # noqa: PLR0911 -- a field each
    one: Said, event: Event, coding: Coding, edits: Sequence[Edit]
) -> bool:
    """Whether an event says now what was said of it, of the same words."""
    there = [moved(span, edits) for span in one.needs]
    match one.field:
        case "actor":
            return coding.actors.get(there[0]) == one.after  # type: ignore[arg-type] # it stands
        case "place":
            return coding.places.get(there[0]) == one.after  # type: ignore[arg-type]
        case "harm":
            return [(h.quantity, h.victims, h.count) for h in event.harm] == [(*there, one.after[0].count)]
        case "claims":
            said = [coding.attribution(key) for key in event.claims]
            return [(s.cue, s.source) for s in said] == [tuple(there)]
        case "event":
            return [*event.mentions, *event.agents, *event.times] == there
        case "type" | "status" | "date":
            return bool(getattr(event, one.field) == one.after)
    return list(getattr(event, one.field)) == there


# ── the program ─────────────────────────────────────────────────────────────────────────────────────────────


def made_up(reports: int) -> Iterator[Coding]:
    """So many reports, as an engine that errs in nothing codes them."""
    from tests.web.archive.invented import Invented

    for start in range(0, reports, _A_LAND):
        for at, coding in enumerate(Invented(start).codings(min(_A_LAND, reports - start))):
            yield replace(
                coding, report=replace(coding.report, id=f"r{start + at}"), events=tuple(_tied(coding.events))
            )


def _tied(events: Sequence[Event]) -> Iterator[Event]:
    """Events with words of other sentences in them, as real ones have."""
    for at, one in enumerate(events):
        other = events[at - 1]
        yield replace(one, targets=other.places[:1], times=other.mentions[:1]) if other is not one else one


_A_LAND = 50  # reports on the same happenings


@cache
def _somebody() -> User:
    from tests.web.archive.people import somebody

    return somebody()


@click.command()
@click.option("--reports", default=10_000, show_default=True, help="To store, correct and code anew.")
@click.option("--codings", default=1, show_default=True, help="How often each is coded anew.")
@click.option("--seed", default=1, show_default=True, help="What all is drawn by.")
def main(reports: int, codings: int, seed: int) -> None:
    """Store reports, have them corrected, code them all anew, and tell what became of the corrections."""
    with tempfile.TemporaryDirectory() as folder:
        set_up(Path(folder))
        from django.db import connection, transaction

        from dateline.web.archive.store import store_coding

        click.echo(f"{connection.vendor}")
        draw, outcome = random.Random(seed), Outcome()  # noqa: S311 (nothing is guarded by it)
        began = time.monotonic()
        reviewed = []
        for coding in made_up(reports):
            with transaction.atomic():  # one, so that nobody waits for the disk
                reviewed.append(review(coding, draw, _somebody()))
        click.echo(f"{reports:,} reports stored and corrected in {time.monotonic() - began:.0f} s")
        edits: dict[int, list[Edit]] = {at: [] for at in range(reports)}
        now = [one.coding for one in reviewed]
        for turn in range(codings):
            times = []
            for at, coding in enumerate(now):
                now[at], edit = retold(coding, draw, engine=f"other/{turn}")
                edits[at].append(edit)
                start = clock()
                store_coding(now[at])
                times.append(1000 * (clock() - start))
            tell_times(f"a report coded anew, turn {turn + 1}", times, f"{sum(times) / 1000:.0f} s in all")
        for at, one in enumerate(reviewed):
            check(one, edits[at], outcome)
    for what, number in sorted(outcome.counts.items()):
        click.echo(f"{number:>8,}  {what}")
    for what in outcome.wrong[:20]:
        click.echo(f"wrong: {what}", err=True)
    click.echo(f"{len(outcome.wrong):>8,}  wrong")
    if outcome.wrong:
        raise click.exceptions.Exit(1)


if __name__ == "__main__":
    main()
