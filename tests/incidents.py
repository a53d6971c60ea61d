"""Incidents for tests: any at all, for properties; an invented one in parts; and that of the two samples."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from dateline.domain import (
    Contradiction,
    Count,
    Counted,
    EventRef,
    EventType,
    Examined,
    Fact,
    Feature,
    Grade,
    Incident,
    Move,
    Origin,
    Place,
    Position,
    SourceKind,
    Span,
    Stance,
    Standing,
    Telling,
    Weighing,
)
from dateline.linking import RegisterSources, Told, examine, roll_up
from dateline.pipeline import Lookups, code
from dateline.reading import read
from tests.codings import HARBOUR, MONITOR, actings, date_ranges, placings
from tests.fakes import ScriptedEngine
from tests.lookups import SYRIA, InMemoryGazetteer, register
from tests.sample_scripts import SAMPLE_SCRIPTS

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.domain import Coding

# ── that of the two samples ──────────────────────────────────────────────────────────────────────────────

JISR_WADI = Place(
    id="dateline:jisr-wadi", name="Jisr Wadi", lat=35.2, lon=36.5, feature=Feature.TOWN, country="SY",
    admin1="Hama", population=800,
)  # fmt: skip
HAMA = Place(
    id="geonames:999201", name="Hama", lat=35.1, lon=36.7, feature=Feature.TOWN, country="SY",
    admin1="Hama", population=800_000,
)  # fmt: skip


@cache
def crossing_codings() -> tuple[Coding, Coding]:
    """The two samples that tell of one shelling, coded by a script and looked up in a small world."""
    return _looked_up(HARBOUR), _looked_up(MONITOR)


@cache
def crossing() -> Examined:
    """The shelling of the ferry crossing: 3 dead by one report, at least 11 by the other."""
    told = [Told(coding=coding, account=roll_up(coding)[0]) for coding in crossing_codings()]
    return examine("5e11ab1e0001", told, RegisterSources(register=register()))


def _looked_up(page: Path) -> Coding:
    lookups = Lookups(gazetteer=InMemoryGazetteer([SYRIA, HAMA, JISR_WADI]), register=register())
    return code(read(page), ScriptedEngine(*SAMPLE_SCRIPTS), lookups)


# ── an invented one, in parts ────────────────────────────────────────────────────────────────────────────

WIRE = Origin(id="actor:wire", name="World Wire", kind=SourceKind.AGENCY, reports=("r1", "r2"))
ARMY = Origin(
    id="actor:army", name="Army of the Plain", kind=SourceKind.PARTY, reports=("r2",), alignment="plain"
)
FRONT = Origin(id="actor:front", name="Front of the Hills", kind=SourceKind.PARTY, reports=("r2",))


def telling(fact: Fact, value: str, **others: Any) -> Telling:  # noqa: ANN401 -- any field of Telling
    """A telling by World Wire in report r1, on 22 May 2018, but for what is asked for."""
    known: dict[str, Any] = {
        "event": EventRef(report="r1", event="e1"),
        "origin": WIRE.id,
        "words": value,
        "at": Span(0, 5),
        "quote": f"The quote with {value}.",
        "said": date(2018, 5, 22),
    }
    return Telling(fact=fact, value=value, **{**known, **others})


def happened(stance: Stance = Stance.ASSERTS, origin: Origin = WIRE) -> Telling:
    """A telling that an airstrike happened, or how else `stance` puts it."""
    return telling(Fact.TYPE, "airstrike", stance=stance, origin=origin.id, words="struck")


def examined(*tellings: Telling, weighings: tuple[Weighing, ...] = (), **others: Any) -> Examined:  # noqa: ANN401
    """An airstrike with these tellings; `others` are fields of Incident, or `counted`."""
    counted = others.pop("counted", (Counted(key="wire", origins=(WIRE.id,), credible=True, partisan=False),))
    known: dict[str, Any] = {
        "id": "a1b2c3d4e5f6",
        "type": EventType.AIRSTRIKE,
        "events": (EventRef(report="r1", event="e1"),),
        "origins": (WIRE, ARMY, FRONT),
        "standing": Standing.REPORTED,
        "grade": Grade.WEAK,
        "reason": "One origin, World Wire, tells of the airstrike.",
    }
    incident = Incident(tellings=tellings, **{**known, **others})
    return Examined(incident=incident, weighings=weighings, counted=counted)


def killed(value: str, count: Count, **others: Any) -> Telling:  # noqa: ANN401 -- any field of Telling
    """A telling of dead."""
    return telling(Fact.KILLED, value, count=count, words=f"{value} people", **others)


# ── any at all ───────────────────────────────────────────────────────────────────────────────────────────

_words = st.text(max_size=12)
_maybe_words = st.none() | _words
_days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


def any_examined() -> st.SearchStrategy[Examined]:
    """Any incident whose tellings and weighings name origins that are there."""
    return st.lists(_words, min_size=1, max_size=3, unique=True).flatmap(_with_origins)


def _with_origins(keys: list[str]) -> st.SearchStrategy[Examined]:
    some = st.lists(st.sampled_from(keys), max_size=2).map(tuple)
    incident = st.builds(
        Incident,
        id=_words,
        type=st.sampled_from(EventType),
        events=st.lists(_refs(), min_size=1, max_size=3).map(tuple),
        tellings=st.lists(_tellings(keys), max_size=4).map(tuple),
        origins=st.tuples(*(_origins(key) for key in keys)),
        standing=st.sampled_from(Standing),
        grade=st.sampled_from(Grade),
        reason=_words,
        date=st.none() | date_ranges(),
        place=st.none() | placings(),
        killed=st.none() | _counts(),
        injured=st.none() | _counts(),
    )
    counted = st.builds(Counted, key=_words, origins=some, credible=st.booleans(), partisan=st.booleans())
    return st.builds(
        Examined,
        incident=incident,
        weighings=st.lists(
            st.sampled_from(Fact).flatmap(lambda fact: _weighings(fact, keys)),
            max_size=3,
            unique_by=lambda one: one.fact,
        ).map(tuple),
        counted=st.lists(counted, max_size=3).map(tuple),
    )


def _refs() -> st.SearchStrategy[EventRef]:
    return st.builds(EventRef, report=_words, event=_words)


def _origins(key: str) -> st.SearchStrategy[Origin]:
    return st.builds(
        Origin,
        id=st.just(key),
        name=_words,
        kind=st.sampled_from(SourceKind),
        reports=st.lists(_words, max_size=2).map(tuple),
        alignment=_maybe_words,
    )


def _tellings(keys: list[str]) -> st.SearchStrategy[Telling]:
    return st.builds(
        Telling,
        fact=st.sampled_from(Fact),
        value=_words,
        event=_refs(),
        origin=st.sampled_from(keys),
        words=_words,
        at=st.tuples(st.integers(0, 50), st.integers(1, 9)).map(lambda two: Span(two[0], two[0] + two[1])),
        quote=_words,
        stance=st.sampled_from(Stance),
        through=st.lists(_words, max_size=2).map(tuple),
        said=st.none() | _days,
        count=st.none() | _counts(),
        date=st.none() | date_ranges(),
        place=st.none() | placings(),
        actor=st.none() | actings(),
    )


def _weighings(fact: Fact, keys: list[str]) -> st.SearchStrategy[Weighing]:
    some = st.lists(st.sampled_from(keys), max_size=2).map(tuple)
    move = st.builds(Move, origin=st.sampled_from(keys), earlier=_words, later=_words, said=st.none() | _days)
    positions = st.lists(st.builds(Position, value=_words, origins=some), max_size=2).map(tuple)
    return st.builds(
        Weighing,
        fact=st.just(fact),
        common=_maybe_words,
        moved=st.lists(move, max_size=2).map(tuple),
        contradiction=st.none() | st.builds(Contradiction, positions=positions, growth=st.booleans()),
        denied_by=some,
        range=st.none() | _counts(),
        best=st.none() | st.integers(min_value=0),
    )


def _counts() -> st.SearchStrategy[Count]:
    bounds = st.tuples(st.none() | st.integers(0, 5000), st.none() | st.integers(5000, 9000))
    return bounds.map(lambda both: Count(min=both[0], max=both[1]))
