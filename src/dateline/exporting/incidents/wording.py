"""Incidents' codes and values in plain words, and the names of origins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import EventType, Fact, PlacePrecision, SourceKind, Standing
from dateline.exporting import wording
from dateline.exporting.meaning import place_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dateline.domain import Origin, Placing, Telling, Weighing

LABELS = {
    Fact.KILLED: "killed",
    Fact.INJURED: "injured",
    Fact.CAPTURED: "captured",
    Fact.MISSING: "missing",
    Fact.DISPLACED: "displaced",
    Fact.DAMAGED: "damaged",
    Fact.AGENT: "who",
    Fact.TARGET: "whom",
    Fact.PLACE: "where",
    Fact.DATE: "when",
    Fact.MEANS: "by what",
    Fact.TYPE: "what",
}
"""Each fact as a reader asks for it, in the order in which the table has them: the harm first."""

KINDS = {
    SourceKind.AGENCY: "agency",
    SourceKind.MEDIA: "outlet",
    SourceKind.LOCAL_MEDIA: "local outlet",
    SourceKind.STATE_MEDIA: "state media",
    SourceKind.PARTY: "party to the conflict",
    SourceKind.MONITOR: "monitor",
    SourceKind.ORGANISATION: "organisation",
    SourceKind.WITNESS: "witnesses",
    SourceKind.UNKNOWN: "of no known kind",
}

STANDINGS = {
    Standing.REPORTED: "reported",
    Standing.DISPUTED: "disputed",
    Standing.DENIED: "denied, and nobody says in their own name that it happened",
    Standing.ACKNOWLEDGED: "acknowledged by a belligerent",
}


def value_words(telling: Telling) -> str:
    """What a telling tells, in words: "at least 11", "6 December 2018", "Marj, Idleb, Syria, within 2 km"."""
    match telling.fact:
        case Fact.TYPE if telling.value in set(EventType):
            return wording.type_words(EventType(telling.value))
        case Fact.DATE if telling.date:
            return wording.date_words(telling.date)
        case Fact.PLACE if telling.place:
            return where_words(telling.place)
        case _:
            counted = wording.count_words(telling.count) if telling.count else ""
            return counted or telling.value


def where_words(placing: Placing) -> str:
    """A place as exactly as it is told: "near Hajin, Deir Ezzor, Syria, within 3 km"."""
    name = place_name(placing.place)
    if placing.precision is PlacePrecision.COUNTRY or placing.lat is None or placing.lon is None:
        return name
    near = "near " if placing.precision is PlacePrecision.NEAR else ""
    return f"{near}{name}, within {wording.distance_words(placing.radius_km)}"


def range_words(weighing: Weighing | None) -> str:
    """The range over independent origins, with the best number where it is none by itself."""
    if weighing is None or weighing.range is None:
        return ""
    span = wording.count_words(weighing.range)
    exact = weighing.range.min == weighing.range.max
    return f"{span}; best {weighing.best:,}" if span and weighing.best is not None and not exact else span


def names_of(keys: Iterable[str], origins: Mapping[str, Origin]) -> str:
    """The names of origins, in a row."""
    return ", ".join(name_of(key, origins) for key in keys)


def name_of(key: str, origins: Mapping[str, Origin]) -> str:
    """The name of an origin, its id where it is not among those known.

    People without a name whom a report has speak for different sides are told apart by these.
    """
    origin = origins.get(key)
    if origin is None:
        return key
    if not (key.startswith("report:") and origin.alignment):
        return origin.name
    side = origins.get(f"actor:{origin.alignment}")
    return f"{origin.name} on the side of {side.name}" if side else f"{origin.name} on a side"
