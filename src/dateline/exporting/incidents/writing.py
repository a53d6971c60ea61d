"""Incident to JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from dateline.domain import Fact
from dateline.domain.messages import to_json
from dateline.exporting.interchange.dates import write_date
from dateline.exporting.interchange.resolved import write_actor, write_place

if TYPE_CHECKING:
    from typing import Any

    from dateline.domain import (
        Contradiction,
        Count,
        Counted,
        EventRef,
        Examined,
        Move,
        Origin,
        Telling,
        Weighing,
    )

SCHEMA = "dateline/incident/1"
SKETCHES = "dateline/sketches/1"
"""Of lines beside incidents: what linking compares of a report, which nobody else needs to read."""


def to_dict(examined: Examined) -> dict[str, Any]:
    """An incident as one object, its keys in the order of the schema."""
    incident = examined.incident
    return {
        "schema": SCHEMA,
        "id": incident.id,
        "type": incident.type.value,
        "standing": incident.standing.value,
        "grade": incident.grade.value,
        "reason": str(incident.reason),
        "reason_parts": None if type(incident.reason) is str else to_json(incident.reason),
        "date": write_date(incident.date) if incident.date else None,
        "place": write_place(incident.place)["place"],
        "killed": _estimate(incident.killed, examined.weighing(Fact.KILLED)),
        "injured": _estimate(incident.injured, examined.weighing(Fact.INJURED)),
        "number_of_sources": len(examined.counted),
        "events": [write_event(event) for event in incident.events],
        "origins": [_origin(origin) for origin in incident.origins],
        "tellings": [_telling(telling) for telling in incident.tellings],
        "weighings": [_weighing(weighing) for weighing in examined.weighings],
        "counted": [_counted(counted) for counted in examined.counted],
    }


def to_line(examined: Examined) -> str:
    """An incident as one line of JSON, without its line end."""
    return json.dumps(to_dict(examined), ensure_ascii=False)


def _estimate(span: Count | None, weighing: Weighing | None) -> dict[str, int | None] | None:
    if span is None:
        return None
    return {"low": span.min, "best": weighing.best if weighing else None, "high": span.max}


def write_event(event: EventRef) -> dict[str, str]:
    """An event by the id of its report and its own."""
    return {"report": event.report, "event": event.event}


def _origin(origin: Origin) -> dict[str, Any]:
    return {
        "id": origin.id,
        "name": origin.name,
        "kind": origin.kind.value,
        "alignment": origin.alignment,
        "reports": list(origin.reports),
    }


def _telling(telling: Telling) -> dict[str, Any]:
    return {
        "fact": telling.fact.value,
        "value": telling.value,
        "stance": telling.stance.value,
        "origin": telling.origin,
        "through": list(telling.through),
        "said": telling.said.isoformat() if telling.said else None,
        **write_event(telling.event),
        "words": telling.words,
        "start": telling.at.start,
        "end": telling.at.end,
        "quote": telling.quote,
        "count": _count(telling.count),
        "date": write_date(telling.date) if telling.date else None,
        "place": write_place(telling.place)["place"],
        "actor": write_actor(telling.actor) if telling.actor else None,
    }


def _weighing(weighing: Weighing) -> dict[str, Any]:
    return {
        "fact": weighing.fact.value,
        "common": weighing.common,
        "moved": [_move(move) for move in weighing.moved],
        "contradiction": _contradiction(weighing.contradiction) if weighing.contradiction else None,
        "denied_by": list(weighing.denied_by),
        "range": _count(weighing.range),
        "best": weighing.best,
    }


def _move(move: Move) -> dict[str, str | None]:
    return {
        "origin": move.origin,
        "earlier": move.earlier,
        "later": move.later,
        "said": move.said.isoformat() if move.said else None,
    }


def _contradiction(contradiction: Contradiction) -> dict[str, Any]:
    return {
        "positions": [{"value": one.value, "origins": list(one.origins)} for one in contradiction.positions],
        "growth": contradiction.growth,
    }


def _counted(counted: Counted) -> dict[str, Any]:
    return {
        "key": counted.key,
        "origins": list(counted.origins),
        "credible": counted.credible,
        "partisan": counted.partisan,
    }


def _count(count: Count | None) -> dict[str, int | None] | None:
    return {"min": count.min, "max": count.max} if count else None
