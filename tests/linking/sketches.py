"""Sketches of accounts made by hand, for the tests of what puts accounts together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from dateline.domain import EventRef, EventType
from dateline.linking.sketching import Sketch, Spot, key_of
from dateline.linking.wording import weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dateline.linking.clustering import Groups

DAY = date(2018, 5, 22).toordinal()  # a Tuesday
MARJ = Spot(place="marj", lat=35.6, lon=36.3, radius_km=2.0)
QAMAR = Spot(place="qamar", lat=36.6, lon=37.6, radius_km=2.0)  # 160 km from Marj
NAMES = frozenset({"~mrj", "~krml", "~hdd", "market", "stall"})


def ref(key: str) -> EventRef:
    """The event that "r1" or "r1/e2" stands for: a report, and its first event or another."""
    report, _, event = key.partition("/")
    return EventRef(report=report, event=event or "e1")


def sketched(key: str = "r1", **parts: Any) -> Sketch:  # noqa: ANN401 -- any field of Sketch
    """An account of an airstrike on Marj on 22 May 2018, but for `parts`; `key` as for `ref`."""
    known: dict[str, Any] = {
        "key": key_of(ref(key)),
        "report": ref(key).report,
        "events": (ref(key),),
        "type": EventType.AIRSTRIKE,
        "said": DAY,
        "first": DAY,
        "last": DAY,
        "exact": True,
        "total": False,
        "calendar": frozenset(),
        "hours": 0,
        "spots": (MARJ,),
        "divisions": frozenset({"SY/Idlib"}),
        "agents": frozenset(),
        "targets": frozenset(),
        "killed": None,
        "injured": None,
        "grounds": frozenset({"~mrj"}),
        "people": frozenset(),
        "told": NAMES,
        "words": NAMES,
    }
    found = {**known, **parts}
    return Sketch(**{"weights": (weight(found["told"]), weight(found["words"])), **found})


def undated(key: str = "r1", **parts: Any) -> Sketch:  # noqa: ANN401
    """The same account in a report whose day nobody knows."""
    return sketched(key, **{"said": None, "first": None, "last": None, "exact": False, **parts})


@dataclass(frozen=True, slots=True)
class Table:
    """A scorer that looks chances up: {"a b": 0.9} for the first accounts of the reports a and b."""

    chances: Mapping[str, float]

    def __call__(self, one: Sketch, other: Sketch) -> float:
        """The chance in the table, 0 where it has none; the same either way round."""
        here, there = called(one), called(other)
        return self.chances.get(f"{here} {there}", self.chances.get(f"{there} {here}", 0.0))


def called(sketch: Sketch) -> str:
    """What `sketched` calls an account."""
    report, event = sketch.key.split("\0")
    return report if event == "e1" else f"{report}/{event}"


def grouped(groups: Groups) -> set[frozenset[str]]:
    """The accounts of each group, as `sketched` calls them."""
    return {frozenset(called(one) for one in groups.members(key)) for key in groups.ids}


def named(groups: Groups) -> dict[str, frozenset[str]]:
    """The same, by the groups' ids."""
    return {key: frozenset(called(one) for one in groups.members(key)) for key in groups.ids}


def put_in(groups: Groups, keys: Iterable[str]) -> Groups:
    """Accounts by their names, those of one report at once, in the order in which reports are first named."""
    reports: dict[str, list[Sketch]] = {}
    for key in keys:
        reports.setdefault(ref(key).report, []).append(sketched(key))
    for report, sketches in reports.items():
        groups.add(report, sketches)
    return groups


# ── any at all ──────────────────────────────────────────────────────────────────────────────────────────────

_TOKENS = st.frozensets(st.sampled_from([*NAMES, "kill", "shell", "~qmr", "reed", "hospital"]), max_size=8)
_SIDES = st.frozensets(
    st.sampled_from(["army", "front", "=civilians", "=rebel_group", "@SY", "@TR"]), max_size=3
)
_SPOTS = st.builds(
    Spot,
    place=st.sampled_from("abcd"),
    lat=st.floats(-60, 60),
    lon=st.floats(-180, 180),
    radius_km=st.sampled_from([0.7, 2.0, 3.2, 30.0]),
)
_TOLLS = st.none() | st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda both: (both[0], sum(both)))


@st.composite
def sketches(draw: st.DrawFn, key: str = "r1") -> Sketch:
    """Any account."""
    said = draw(st.none() | st.integers(DAY, DAY + 9))
    first = draw(st.none() | st.integers(DAY - 9, DAY + 9))
    last = None if first is None else first + draw(st.integers(0, 40))
    return sketched(
        key,
        type=draw(st.sampled_from(EventType)),
        said=said,
        first=first,
        last=last,
        exact=first is not None and last == first,
        total=draw(st.booleans()),
        calendar=draw(st.frozensets(st.sampled_from(["mon", "fri", "05-22", "12-03"]), max_size=2)),
        hours=draw(st.integers(0, 2**24 - 1)),
        spots=tuple(draw(st.lists(_SPOTS, max_size=3, unique_by=lambda one: one.place))),
        divisions=draw(st.frozensets(st.sampled_from(["SY/Idlib", "SY/Hama", "IQ/Anbar"]), max_size=2)),
        agents=draw(_SIDES),
        targets=draw(_SIDES),
        killed=draw(_TOLLS),
        injured=draw(_TOLLS),
        **{tokens: draw(_TOKENS) for tokens in ("grounds", "people", "told", "words")},
    )
