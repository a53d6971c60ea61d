"""Reports of two invented lands for the tests of incidents: coded by a script, looked up for real."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from dateline.adapters.register import load_register
from dateline.domain import Effect, EventType, Report, Stance, Status
from dateline.linking import RegisterSources, Told, incident_of, roll_up
from dateline.pipeline import Lookups, code
from tests.fakes import Done, Happens, Says, Script, ScriptedEngine
from tests.registers import write_register

if TYPE_CHECKING:
    from dateline.domain import Coding, Incident, NameClass, Telling
    from dateline.resolving.ports import Register


PAPERS = """
- {id: marsh-herald, name: Marsh Herald, class: media, sector: JRN, country: XA,
   alignment: [{with: marland-government}]}
"""
OWN = "- {id: world-wire, outlet: agency, acronyms: [WW]}\n"


@cache
def register() -> Register:
    """The register of Marland and Norland, an agency, and a paper that only takes a side."""
    with TemporaryDirectory() as folder:
        written = write_register(Path(folder), **{"actors/papers": PAPERS})
        own = written / "own.yaml"
        own.write_text(OWN, encoding="utf-8")
        return load_register(own, shipped=written, cache=written / "cache")


def sources() -> RegisterSources:
    """Who is what in Marland; World Wire is an agency."""
    return RegisterSources(register=register())


def coded(
    text: str,
    *happens: Happens,
    says: tuple[Says, ...] = (),
    source: str | None = "Harbour Dispatch",
    day: int | None = 22,
    key: str | None = None,
    author: str | None = None,
    names: tuple[tuple[str, NameClass], ...] = (),
    looked_up: bool = True,
) -> Coding:
    """The coding of a report of a day in May 2018."""
    report = Report(
        id=key or f"{source}-{day}",
        text=text,
        source=source,
        author=author,
        published=date(2018, 5, day) if day else None,
        language="en",
    )
    engine = ScriptedEngine(Script(opening="", names=names, happens=happens, says=says))
    return code(report, engine, Lookups(register=register()) if looked_up else None)


def told(coding: Coding, account: int = 0) -> Told:
    """One account of a report, by default that of its main happening."""
    return Told(coding=coding, account=roll_up(coding)[account])


def incident(*reports: Coding) -> Incident:
    """The incident that the main happenings of these reports are."""
    return incident_of("i1", [told(one) for one in reports], sources())


def row(one: Telling) -> tuple[str, str, str, str]:
    """Fact, value, stance and origin of a telling."""
    return one.fact.value, one.value, one.stance.value, one.origin


def table(*reports: Coding) -> list[tuple[str, str, str, str]]:
    """The account table of the incident that the main happenings of these reports are, by rows."""
    return [row(one) for one in incident(*reports).tellings]


def denies(content: str, cue: str = "denied", source: str = "The Marlandic Army") -> Says:
    """A body's denial, as the claim "a1" of a report."""
    return Says(id="a1", source=source, cue=cue, content=content, named=True, stance=Stance.DENIES)


def strike(
    trigger: str = "struck",
    *,
    type: EventType = EventType.AIRSTRIKE,  # noqa: A002 -- as the record has it
    killed: str | None = None,
    also_killed: tuple[str, ...] = (),
    agents: tuple[str, ...] = (),
    targets: tuple[str, ...] = (),
    places: tuple[str, ...] = (),
    times: tuple[str, ...] = (),
    means: tuple[str, ...] = (),
    also: tuple[str, ...] = (),
    by: tuple[str, ...] = (),
    status: Status = Status.REPORTED,
) -> Happens:
    """An airstrike, or what else is asked for, each part by its words; `killed` as in "five people"."""
    quantities = [words for words in (killed, *also_killed) if words]
    return Happens(
        type=type,
        trigger=trigger,
        also=also,
        agents=agents,
        targets=targets,
        places=places,
        times=times,
        means=means,
        harm=tuple(Done(effect=Effect.KILLED, quantity=words, victims=words) for words in quantities),
        by=by,
        status=status,
    )
