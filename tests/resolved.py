"""Codings with resolved places, actors and speakers, for tests of the formats. All of it is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from dateline.domain import (
    Acting,
    Actor,
    ActorClass,
    Count,
    DateRange,
    Feature,
    Place,
    PlacePrecision,
    Placing,
    Precision,
    Report,
    ResolvedBy,
    Span,
    Speaker,
    SpeakerKind,
)
from tests.fakes import Script, ScriptedEngine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.domain import Coding, Event, NameClass, Unresolved
    from dateline.exporting.sheets import Table
    from tests.fakes import Happens, Says

ON_22_MAY = DateRange(start=date(2018, 5, 22), end=date(2018, 5, 22), precision=Precision.DAY)


def coded(
    text: str,
    *happens: Happens,
    says: tuple[Says, ...] = (),
    names: tuple[tuple[str, NameClass], ...] = (),
    places: Mapping[str, Placing | Unresolved] | None = None,
    actors: Mapping[str, Acting] | None = None,
    speakers: Mapping[str, Speaker] | None = None,
    counts: Mapping[str, Count] | None = None,
    dated: DateRange | None = ON_22_MAY,
    **report: Any,  # noqa: ANN401 -- any field of Report
) -> Coding:
    """The coding of `text` with these events, all of them on one date, and with what their words resolve to.

    Words stand for their first occurrence, "words#2" for the second; a quantity that `counts` does not
    know counts nobody.
    """
    known: dict[str, Any] = {
        "id": "r1",
        "source": "Levant Monitor",
        "title": "Shells on Marj",
        "url": "https://monitor.example/1",
        "published": date(2018, 5, 23),
        "fetched": datetime(2018, 5, 23, 6, 0, tzinfo=UTC),
        "language": "en",
    }
    script = Script(opening=text[:1], names=names, happens=happens, says=says)
    coding = ScriptedEngine(script).code(Report(text=text, **{**known, **report}))
    events = tuple(_counted(replace(event, date=dated), text, counts or {}) for event in coding.events)
    return replace(
        coding,
        events=events,
        places={_span(words, text): found for words, found in (places or {}).items()},
        actors={_span(words, text): found for words, found in (actors or {}).items()},
        speakers={_span(words, text): found for words, found in (speakers or {}).items()},
    )


def between(
    text: str,
    happens: Happens,
    agent: Acting | None,
    target: Acting | None,
    *,
    place: Placing | Unresolved,
    **more: Any,  # noqa: ANN401 -- as `coded` takes them
) -> Coding:
    """The coding of `text`, in which "The ones" did something to "the others" in "Marj".

    Either is left out of the event where they resolve to nobody.
    """
    sides = {"The ones": agent, "the others": target}
    happens = replace(
        happens,
        agents=("The ones",) if agent else (),
        targets=("the others",) if target else (),
        places=("Marj",),
    )
    actors = {words: acting for words, acting in sides.items() if acting}
    return coded(text, happens, places={"Marj": place}, actors=actors, **more)


def only_row(table: Table) -> dict[str, str]:
    """The cells of the one row of a table, by their columns."""
    (row,) = table.rows
    return dict(zip(table.layout.columns, row, strict=True))


def actor(
    key: str,
    name: str,
    cls: ActorClass,
    country: str | None = "SY",
    *,
    sector: str = "MIL",
    wikidata: str | None = None,
) -> Acting:
    """What words resolve to that name an actor of the register."""
    found = Actor(id=key, name=name, cls=cls, sector=sector, country=country, wikidata=wikidata)
    return Acting(by=ResolvedBy.REGISTER, reason="named so in the register", actor=found)


def of_class(cls: ActorClass | None, country: str | None = "SY") -> Acting:
    """What words resolve to that tell of a kind of actor alone."""
    return Acting(by=ResolvedBy.RULE, reason="by the noun", cls=cls, country=country)


def placing(place: Place, precision: PlacePrecision, radius_km: float = 2.0) -> Placing:
    """What words resolve to that mean a place as exactly as `precision` says; a country has no point."""
    pinned = precision is not PlacePrecision.COUNTRY
    return Placing(
        place=place,
        precision=precision,
        radius_km=radius_km,
        reason="the only place of this name",
        lat=place.lat if pinned else None,
        lon=place.lon if pinned else None,
    )


ARMY = actor("marj-army", "Army of the Plain", ActorClass.STATE_FORCES)
REBELS = actor("marj-front", "Front of the Hills", ActorClass.REBEL_GROUP, sector="REB", wikidata="Q1")
FOREIGNERS = actor("north-army", "Army of the North", ActorClass.STATE_FORCES, "RU")
MILITIA = actor("marj-guard", "Guard of the Mills", ActorClass.POLITICAL_MILITIA, sector="PRM")
CLAN = actor("marj-clan", "Clan of the Wells", ActorClass.IDENTITY_MILITIA, sector="UAF")
MEDICS = actor("medics", "Doctors of the Plain", ActorClass.NGO, None, sector="NGO")
CIVILIANS = of_class(ActorClass.CIVILIANS)
UNKNOWN = Acting(by=ResolvedBy.UNRESOLVED, reason="no entry of the register")
MINISTRY = actor("marj-ministry", "Ministry of Defence", ActorClass.GOVERNMENT, sector="GOV")

MARJ = Place(
    id="geonames:999001", name="Marj", lat=35.5, lon=36.25, feature=Feature.TOWN, country="SY",
    admin1="Idleb", admin2="Ariha",
)  # fmt: skip
IDLEB = Place(id="geonames:999002", name="Idleb", lat=35.8, lon=36.7, feature=Feature.ADMIN1, country="SY")
ARIHA = Place(
    id="geonames:999003",
    name="Ariha",
    lat=35.8,
    lon=36.6,
    feature=Feature.ADMIN2,
    country="SY",
    admin1="Idleb",
)
SYRIA = Place(id="iso:SY", name="Syria", lat=35.0, lon=38.0, feature=Feature.COUNTRY, country="SY")
IN_MARJ = placing(MARJ, PlacePrecision.TOWN)
SPOKESWOMAN = Speaker(
    kind=SpeakerKind.PERSON,
    reason="by its post",
    person="Lina Haddad",
    role="spokeswoman",
    organisation=MINISTRY,
)


def _span(words: str, text: str) -> Span:
    phrase, _, nth = words.partition("#")
    start = -1
    for _ in range(int(nth or 1)):
        start = text.index(phrase, start + 1)
    return Span(start, start + len(phrase))


def _counted(event: Event, text: str, counts: Mapping[str, Count]) -> Event:
    harm = tuple(replace(one, count=counts.get(one.quantity.of(text), Count())) for one in event.harm)
    return replace(event, harm=harm)
