"""Sketches of known reports as lines of JSON, so that a report is compared without its coding being read.

A line is made by certain rules and holds as long as these do: it names them, and one by other rules is made
anew.
"""

from __future__ import annotations

import json
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from sys import intern
from typing import TYPE_CHECKING, Any

from dateline.domain import EventRef, EventType
from dateline.exporting.incidents import SKETCHES
from dateline.linking.sketching import Sketch, Spot, key_of

if TYPE_CHECKING:
    from collections.abc import Sequence

# What a sketch is made by; a change of it makes another sketch of the same report. Of rooms all modules.
_MAKERS = {
    "dateline.linking": (
        "common.json", "denials.py", "hours.py", "kinds.py", "linking.py", "rollup.py", "sketching.py",
        "wording.py",
    ),
    "dateline.resolving": ("datelines.py", "nearness.py", "numbers.py", "romanising.py", "tolls.py"),
    "dateline.resolving.acting": ("forms.py",),
    "dateline.resolving.dates": (),
    "dateline.coding": ("sentences.py",),
    "dateline.pipeline": ("sketched.py",),
}  # fmt: skip


def sketches_to_line(report: str, sketches: Sequence[Sketch]) -> str:
    """The sketches of a report's accounts as one line of JSON, without its line end."""
    first = sketches[0] if sketches else None
    written = {
        "schema": SKETCHES,
        "report": report,
        "by": made_by(),
        "said": first.said if first else None,
        "words": sorted(first.words) if first else [],
        "weight": first.weights[1] if first else 0.0,
        "accounts": [_written(one) for one in sketches],
    }
    return json.dumps(written, ensure_ascii=False)


def sketches_from_dict(written: dict[str, Any]) -> tuple[Sketch, ...] | None:
    """The sketches that one object holds; None where other rules made it, or it does not hold."""
    try:
        if written["by"] != made_by():
            return None
        words = _tokens(written["words"])
        return tuple(_read(one, written, words) for one in written["accounts"])
    except (KeyError, TypeError, ValueError, IndexError):
        return None


@cache
def made_by() -> str:
    """What tells the rules that make sketches from those of any other version."""
    found = blake2b(digest_size=8)
    for room, names in _MAKERS.items():
        modules = sorted(one.name for one in files(room).iterdir() if one.name.endswith(".py"))
        for name in names or modules:
            found.update(files(room).joinpath(name).read_bytes())
    return found.hexdigest()


def _written(one: Sketch) -> dict[str, Any]:
    return {
        "events": [event.event for event in one.events],
        "type": one.type.value,
        "first": one.first,
        "last": one.last,
        "exact": one.exact,
        "total": one.total,
        "calendar": sorted(one.calendar),
        "hours": one.hours,
        "spots": [[spot.place, spot.lat, spot.lon, spot.radius_km] for spot in one.spots],
        "divisions": sorted(one.divisions),
        "agents": sorted(one.agents),
        "targets": sorted(one.targets),
        "killed": one.killed,
        "injured": one.injured,
        "grounds": sorted(one.grounds),
        "people": sorted(one.people),
        "told": sorted(one.told),
        "weight": one.weights[0],
    }


def _read(one: dict[str, Any], of: dict[str, Any], words: frozenset[str]) -> Sketch:
    report: str = of["report"]
    events = tuple(EventRef(report=report, event=key) for key in one["events"])
    return Sketch(
        key=key_of(events[0]),
        report=report,
        events=events,
        type=EventType(one["type"]),
        said=of["said"],
        first=one["first"],
        last=one["last"],
        exact=one["exact"],
        total=one["total"],
        calendar=frozenset(one["calendar"]),
        hours=one["hours"],
        spots=tuple(
            Spot(place=place, lat=lat, lon=lon, radius_km=radius) for place, lat, lon, radius in one["spots"]
        ),
        divisions=frozenset(one["divisions"]),
        agents=frozenset(one["agents"]),
        targets=frozenset(one["targets"]),
        killed=_bounds(one["killed"]),
        injured=_bounds(one["injured"]),
        grounds=_tokens(one["grounds"]),
        people=_tokens(one["people"]),
        told=_tokens(one["told"]),
        words=words,
        weights=(one["weight"], of["weight"]),
    )


def _tokens(written: list[str]) -> frozenset[str]:
    """As `wording` has them: each token once in memory, since archives hold some hundred thousand."""
    return frozenset(map(intern, written))


def _bounds(written: list[int] | None) -> tuple[int, int] | None:
    return (written[0], written[1]) if written else None
