"""Who fills which role of an incident: `python -m bench.roles IN OUT`, for MUC-4.

The engine names fillers with their role (perpetrators, targets, victims, weapons) and tells events
with theirs. A filler that an event confirms counts for more; those that count enough are merged
into entities.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from bench.engines import default_engine
from bench.entities import Mention, entities
from bench.lines import IN, OUT, english_report, read_lines, watched, write_lines
from dateline.domain import EventType, NameClass, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bench.engines import RoleEngine
    from dateline.coding.compact import Filler
    from dateline.domain import Coding, Event, Span

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """How sure the engine must be of a filler, and what an event that confirms it adds."""

    least: float = 0.5
    event: float = 0.1


def roles(
    text: str, fillers: Iterable[Filler], coding: Coding, weighing: Weighing
) -> dict[str, list[list[str]]]:
    """The entities in each role, one wording each, as the MUC-4 score wants them."""
    confirmed = list(confirmations(coding))
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for filler in fillers:
        told = any(role == filler.role and span.overlap(filler.span) for role, span in confirmed)
        score = filler.score + weighing.event * told
        if score >= weighing.least:
            mentions[filler.role].append(Mention(filler.span, score))
    return {role: [[wording] for wording in entities(text, role, mentions[role])] for role in ROLES}


def confirmations(coding: Coding) -> Iterator[tuple[str, Span]]:
    """The MUC-4 roles that the events of a coding give to words.

    An agent may be either kind of perpetrator. A person hit is a victim, anything else a target.
    """
    people = [name.span for name in coding.names if name.cls is NameClass.PERSON]
    for event in coding.events:
        if event.type in _INCIDENTS:
            yield from _confirmations(event, people)


def _confirmations(event: Event, people: list[Span]) -> Iterator[tuple[str, Span]]:
    for agent in event.fillers(Role.AGENT):
        yield "PerpInd", agent
        yield "PerpOrg", agent
    for target in event.fillers(Role.TARGET):
        yield "Victim" if any(target.overlap(person) for person in people) else "Target", target
    for harm in event.harm:
        if harm.victims is not None:
            yield "Victim", harm.victims
    for means in event.fillers(Role.MEANS):
        yield "Weapon", means


# MUC-4 tells of attacks, bombings, arson, kidnapping and robbery, not of battles between armies.
_INCIDENTS = frozenset(
    {
        EventType.ASSAULT,
        EventType.AIRSTRIKE,
        EventType.SHELLING,
        EventType.SUICIDE_BOMBING,
        EventType.BOMBING,
        EventType.ATTACK_ON_CIVILIANS,
        EventType.ABDUCTION,
        EventType.DESTRUCTION,
        EventType.DEATH,
    }
)


def _roles_of(line: dict[str, str], engine: RoleEngine, weighing: Weighing) -> dict[str, list[list[str]]]:
    report = english_report(line, name="docid", text="doctext")
    return roles(report.text, engine.fillers(report.text), engine.code(report), weighing)


@click.command()
@click.argument("texts", metavar="IN", type=IN)
@click.argument("out", metavar="OUT", type=OUT)
@click.option("--least", default=Weighing().least, show_default=True, help="Least score that counts.")
@click.option("--event", default=Weighing().event, show_default=True, help="What a confirming event adds.")
def main(texts: Path, out: Path, least: float, event: float) -> None:
    """Find the role fillers in the texts of IN and write them to OUT.

    IN has one text a line: {"docid", "doctext"}. OUT gets one JSON object:
    {docid: {role: [[mention], ...]}}, the roles being PerpInd, PerpOrg, Target, Victim and Weapon.
    """
    lines = read_lines(texts, keys=("docid", "doctext"))
    engine, weighing = default_engine(), Weighing(least=least, event=event)
    found = {line["docid"]: _roles_of(line, engine, weighing) for line in watched(lines, "finding fillers")}
    write_lines(out, [json.dumps(found, ensure_ascii=False)])
    click.echo(f"{len(found)} texts in {out}")


if __name__ == "__main__":
    main()
