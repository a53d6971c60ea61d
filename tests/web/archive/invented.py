"""Reports that are made up: what happens in a small land, and who tells of it in which words."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dateline.domain import (
    Acting,
    Actor,
    ActorClass,
    Coding,
    Count,
    DateRange,
    Effect,
    Event,
    EventType,
    Feature,
    Harm,
    Name,
    NameClass,
    Place,
    PlacePrecision,
    Placing,
    Precision,
    Report,
    ResolvedBy,
    Span,
)
from dateline.linking.linking import Archive
from dateline.web.archive.linking import link_report
from dateline.web.archive.models import Account
from dateline.web.archive.store import store_coding

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.web.archive.models import Report as ReportRow

TOWNS = ("Marjsalam", "Ubaytra", "Khantumar", "Deirzahr", "Abuhasan", "Talqara", "Mazrawi", "Hululiya")
_FORCES = ("the army", "rebels", "the militia")
_ACTS = {
    EventType.SHELLING: "shelled",
    EventType.AIRSTRIKE: "struck from the air",
    EventType.CAPTURE: "captured",
    EventType.ASSAULT: "attacked",
}
_NAMES = ("Barakat", "Qasim", "Zeidan", "Hamdo", "Salloum", "Jarrah", "Nasser", "Kurdi")
_FIRST = date(2018, 5, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What happened, before anybody tells of it."""

    type: EventType
    day: date
    town: str
    force: str
    killed: int
    witness: str


class Invented:
    """A land by a seed: the same seed, the same reports."""

    def __init__(self, seed: int) -> None:
        """The land of a seed."""
        self._draw = random.Random(seed)
        self._happened = [self._happening() for _ in range(6)]

    def codings(self, count: int) -> list[Coding]:
        """So many reports, each of one to three happenings."""
        return [
            self.coding(f"r{at}", self._draw.sample(self._happened, self._draw.choice((1, 1, 2, 3))))
            for at in range(count)
        ]

    def coding(self, key: str, happened: Sequence[Happened]) -> Coding:
        """A report of some happenings, as an engine that errs in nothing codes it."""
        telling = _Telling(self._draw)
        for one in happened:
            telling.tell(one)
        published = max(one.day for one in happened) + timedelta(days=self._draw.choice((0, 1)))
        return telling.coding(key, published)

    def _happening(self) -> Happened:
        draw = self._draw
        return Happened(
            type=draw.choice(list(_ACTS)),
            day=_FIRST + timedelta(days=draw.randrange(12)),
            town=draw.choice(TOWNS),
            force=draw.choice(_FORCES),
            killed=draw.randrange(9),
            witness=draw.choice(_NAMES),
        )


class _Telling:
    """A report while it is written."""

    def __init__(self, draw: random.Random) -> None:
        self._draw = draw
        self._text = ""
        self._events: list[Event] = []
        self._names: list[Name] = []
        self._places: dict[Span, Placing] = {}
        self._actors: dict[Span, Acting] = {}

    def tell(self, one: Happened) -> None:
        """Write a happening down, in the writer's own words."""
        self._write(
            self._draw.choice(("On that day ", "Residents said that ", "Before dawn ", "It is told that "))
        )
        force = self._write(one.force)
        self._write(" ")
        trigger = self._write(_ACTS[one.type])
        self._write(" ")
        town = self._write(one.town)
        killed = one.killed + self._draw.choice((0, 0, 1))
        self._write(", killing ")
        quantity = self._write(str(killed))
        self._write(" ")
        victims = self._write("civilians")
        self._write(", said ")
        witness = self._write(one.witness)
        self._write(f". {self._draw.choice(('Smoke rose.', 'Roads were shut.', 'Bakeries closed.'))} ")
        self._names.append(Name(span=witness, cls=NameClass.PERSON))
        self._places[town] = _placing(one.town)
        self._actors[force] = _acting(one.force)
        self._actors[victims] = Acting(by=ResolvedBy.RULE, reason="civilians", cls=ActorClass.CIVILIANS)
        self._events.append(
            Event(
                id=f"e{len(self._events) + 1}",
                type=one.type,
                mentions=(trigger,),
                agents=(force,),
                places=(town,),
                harm=(
                    Harm(
                        effect=Effect.KILLED,
                        quantity=quantity,
                        victims=victims,
                        count=Count(min=killed, max=killed),
                    ),
                ),
                date=DateRange(start=one.day, end=one.day, precision=Precision.DAY),
                confidence=0.8,
            )
        )

    def coding(self, key: str, published: date) -> Coding:
        """The report as it is coded."""
        return Coding(
            report=Report(
                id=key,
                text=self._text,
                title=f"What happened {key}",
                published=published,
                source=f"The {key} Mill",
            ),
            engine="invented/1",
            names=tuple(self._names),
            events=tuple(self._events),
            places=self._places,
            actors=self._actors,
        )

    def _write(self, words: str) -> Span:
        start = len(self._text)
        self._text += words
        return Span(start, len(self._text))


def _placing(town: str) -> Placing:
    at = TOWNS.index(town)
    place = Place(
        id=f"dateline:{town.lower()}",
        name=town,
        lat=33 + at * 0.7,
        lon=36 + (at % 3) * 0.9,
        feature=Feature.TOWN,
        country="SY",
        admin1=("Idlib", "Hama")[at % 2],
    )
    return Placing(
        place=place,
        precision=PlacePrecision.TOWN,
        radius_km=3.0,
        reason="the only one",
        lat=place.lat,
        lon=place.lon,
    )


def _acting(words: str) -> Acting:
    actor = Actor(
        id=words.removeprefix("the "),
        name=words.title(),
        cls=ActorClass.STATE_FORCES,
        sector="MIL",
        country="SY",
    )
    return Acting(by=ResolvedBy.REGISTER, reason="named", actor=actor, cls=actor.cls, country=actor.country)


def stored(codings: Iterable[Coding]) -> list[ReportRow]:
    """Reports in the archive, coded and linked one after the other."""
    reports = [store_coding(coding).report for coding in codings]
    for report in reports:
        link_report(report)
        report.refresh_from_db()
    return reports


def partition() -> set[frozenset[tuple[str, str]]]:
    """Which accounts are together in the archive: by their reports and main events."""
    groups: dict[object, set[tuple[str, str]]] = {}
    for incident, report, ref in Account.objects.values_list("incident", "report__key", "ref"):
        groups.setdefault(incident, set()).add((report, ref))
    return {frozenset(group) for group in groups.values()}


def in_memory(codings: Iterable[Coding]) -> set[frozenset[tuple[str, str]]]:
    """Which accounts are together where the same reports are linked in memory, in the same order."""
    archive = Archive()
    for coding in codings:
        archive.add(coding)
    return {
        frozenset((one.events[0].report, one.events[0].event) for one in archive.told(incident.id))
        for incident in archive.incidents()
    }
