"""Actors and speakers, resolved from the words that the annotators marked: `python -m bench.actors GOLD OUT`.

With the gold's own spans as input the engine has no part in it. Shares say how much resolves, not how much
resolves rightly: for that OUT holds each with its reason, to be read.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from bench.gold import KEYS, read_gold
from bench.lines import IN, OUT, read_lines, write_lines
from dateline.adapters.register import load_register
from dateline.coding.names import everywhere
from dateline.domain import NameClass, ResolvedBy
from dateline.resolving.acting import name_actors
from dateline.resolving.speakers import name_speakers
from dateline.resolving.speaking import name_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bench.lines import Line
    from dateline.domain import Acting, Coding, Span, Speaker
    from dateline.resolving.ports import Register

ACTING, SPEAKING = "agents and targets", "sources"
THING = "thing"
_AROUND = 50  # letters before and behind the words in a listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Words of the gold, what they resolve to, and why.

    `kind` is, of agents and targets, the class of the annotated name that stands in the words ("other" for
    none); of sources, "named" or "unnamed", as annotated. `by` is "register", "rule", "unresolved" or
    "thing": then the words name no actor, but a thing or a place.
    """

    measure: str
    kind: str
    by: str
    words: str
    found: str
    reason: str


def answers(codings: Iterable[Coding], register: Register) -> Iterator[Answer]:
    """What every agent, target and source of the gold codings resolves to, each span once."""
    for gold in codings:
        coding = replace(gold, attributions=name_speakers(gold))
        actors = name_actors(coding, register)
        speakers = name_sources(coding, register, actors)
        roles = {span for event in coding.events for span in (*event.agents, *event.targets)}
        for span in sorted(roles):
            yield _acting(span, actors.get(span), coding)
        named = {one.source: one.named for one in coding.attributions if one.source}
        for span in sorted(named):
            yield _speaking(span, speakers.get(span), coding, kind="named" if named[span] else "unnamed")


def named_gold(line: Line) -> Coding:
    """The gold coding of a line of the corpus, with its names."""
    coding = read_gold(line).coding
    names = (
        name
        for kind, forms in line["coding"].get("names", {}).items()
        for name in everywhere(coding.report.text, NameClass(kind), forms)
    )
    return replace(coding, names=tuple(names))


def _acting(span: Span, acting: Acting | None, coding: Coding) -> Answer:
    classes = {name.cls for name in coding.names if name.span.overlap(span)}
    kinds = (NameClass.ACTOR, NameClass.PERSON, NameClass.PLACE)
    kind = next((kind.value for kind in kinds if kind in classes), "other")
    return Answer(
        measure=ACTING,
        kind=kind,
        by=acting.by.value if acting else THING,
        words=_in_context(span, coding),
        found=_told(acting) if acting else "-",
        reason=acting.reason if acting else "no actor",
    )


def _speaking(span: Span, speaker: Speaker | None, coding: Coding, *, kind: str) -> Answer:
    body = speaker.organisation if speaker else None
    by = ResolvedBy.REGISTER if body and body.actor else ResolvedBy.RULE if speaker else ResolvedBy.UNRESOLVED
    parts = (
        (speaker.kind.value, speaker.person, speaker.role, body and _told(body), speaker.alignment)
        if speaker
        else ()
    )
    return Answer(
        measure=SPEAKING,
        kind=kind,
        by=by.value,
        words=_in_context(span, coding),
        found=" | ".join(part or "-" for part in parts),
        reason=speaker.reason if speaker else "no rule fits",
    )


def _told(acting: Acting) -> str:
    return acting.actor.id if acting.actor else f"{acting.cls or '-'} {acting.country or ''}".strip()


def _in_context(span: Span, coding: Coding) -> str:
    text = coding.report.text
    before, behind = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
    return " ".join(f"{before}[{span.of(text)}]{behind}".split())


def shares(found: Iterable[Answer]) -> Iterator[str]:
    """A line for each measure and kind: how many resolve, by what, and how many are things besides."""
    counts = Counter((one.measure, one.kind, one.by) for one in found)
    for measure in (ACTING, SPEAKING):
        kinds = sorted({kind for told, kind, _ in counts if told == measure})
        for kind in ("all", *kinds):
            by = Counter[str]()
            for (told, other, how), number in counts.items():
                by[how] += number if told == measure and kind in {"all", other} else 0
            resolved = by["register"] + by["rule"]
            of = resolved + by["unresolved"]
            share = 100 * resolved / of if of else 0.0
            yield (
                f"{measure:<20}{kind:<15} resolved {resolved:>5} of {of:>5} = {share:5.1f} %"
                f"   (register {by['register']}, rule {by['rule']}; things besides {by[THING]})"
            )


@click.command()
@click.argument("gold", metavar="GOLD", type=IN)
@click.argument("out", metavar="OUT", type=OUT)
@click.option("--sample", type=int, help="Print so many of the resolved, always the same ones.")
def main(gold: Path, out: Path, *, sample: int | None) -> None:
    """Measure how many agents, targets and sources of the annotated corpus GOLD resolve.

    OUT gets each of them, with what it resolves to and why.
    """
    codings = [named_gold(line) for line in read_lines(gold, keys=KEYS)]
    register = load_register()
    started = time.process_time()
    found = list(answers(codings, register))
    spent = (time.process_time() - started) / len(codings)
    write_lines(out, map(_listed, found))
    resolved = [one for one in found if one.by not in {ResolvedBy.UNRESOLVED, THING}]
    chance = random.Random(0)  # noqa: S311 (what is drawn is read, and the same each time)
    for one in chance.sample(resolved, min(sample or 0, len(resolved))):
        click.echo(_listed(one))
    click.echo("\n".join(shares(found)))
    click.echo(f"{1000 * spent:.1f} ms a report")


def _listed(one: Answer) -> str:
    return f"{one.measure}: {one.words}\n    {one.found}: {one.reason}"


if __name__ == "__main__":
    main()
