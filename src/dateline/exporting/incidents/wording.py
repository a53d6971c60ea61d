"""Incidents' codes and values in plain words, and the names of origins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.domain import EventType, Fact, PlacePrecision, SourceKind, Standing
from dateline.domain.messages import Number, Row, message, message_in
from dateline.exporting import wording
from dateline.exporting.meaning import place_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dateline.domain import Count, Origin, Placing, Telling, Weighing

LABELS = {
    Fact.KILLED: message("killed"),
    Fact.INJURED: message("injured"),
    Fact.CAPTURED: message("captured"),
    Fact.MISSING: message("missing"),
    Fact.DISPLACED: message("displaced"),
    Fact.DAMAGED: message("damaged"),
    Fact.AGENT: message("who"),
    Fact.TARGET: message("whom"),
    Fact.PLACE: message("where"),
    Fact.DATE: message("when"),
    Fact.MEANS: message("by what"),
    Fact.TYPE: message("what"),
}
"""Each fact as a reader asks for it, in the order in which the table has them: the harm first."""

KINDS = {
    SourceKind.AGENCY: message("agency"),
    SourceKind.MEDIA: message("outlet"),
    SourceKind.LOCAL_MEDIA: message("local outlet"),
    SourceKind.STATE_MEDIA: message("state media"),
    SourceKind.PARTY: message("party to the conflict"),
    SourceKind.MONITOR: message("monitor"),
    SourceKind.ORGANISATION: message("organisation"),
    SourceKind.WITNESS: message("witnesses"),
    SourceKind.UNKNOWN: message("of no known kind"),
}

STANDINGS = {
    Standing.REPORTED: message_in("standing", "reported"),
    Standing.DISPUTED: message_in("standing", "disputed"),
    Standing.DENIED: message_in("standing", "denied, and nobody says in their own name that it happened"),
    Standing.ACKNOWLEDGED: message_in("standing", "acknowledged by a belligerent"),
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
    far = wording.distance_words(placing.radius_km)
    if placing.precision is PlacePrecision.NEAR:
        return message("near %(place)s, within %(distance)s", place=name, distance=far)
    return message("%(place)s, within %(distance)s", place=name, distance=far)


def range_words(weighing: Weighing | None) -> str:
    """The range over independent origins, with the best number where it is none by itself."""
    return with_best(weighing.range, weighing.best) if weighing and weighing.range else ""


def with_best(span: Count, best: int | None) -> str:
    """A range with its best number where it is none by itself: "3 to 6; best 4"."""
    words = wording.count_words(span)
    if not words or best is None or span.min == span.max:
        return words
    return message("%(range)s; best %(best)s", range=words, best=Number.of(best))


def figure_words(written: str) -> str:
    """A figure as linking writes it ("8 to 10", "at least 6 people"), in words that know their numbers."""
    found = _FIGURE.fullmatch(written)
    if not found:
        return written
    figure = _figure(found[1] or "", int(found[2]), int(found[3]) if found[3] else None)
    match found[4]:
        case "people":
            return message("%(figure)s people", figure=figure)
        case "civilians":
            return message("%(figure)s civilians", figure=figure)
        case "fighters":
            return message("%(figure)s fighters", figure=figure)
        case "families":
            return message("%(figure)s families", figure=figure)
    return figure


def _figure(bound: str, number: int, most: int | None) -> str:
    low = Number.of(number, apart=False)
    if most is not None:
        return message("%(least)s to %(most)s", least=low, most=Number.of(most, apart=False))
    if not bound:
        return low
    if bound == "at most ":
        return message("at most %(number)s", number=low)
    return message("at least %(number)s", number=low)


_FIGURE = re.compile(r"(at least |at most )?(\d+)(?: to (\d+))?(?: (people|civilians|fighters|families))?")


def names_of(keys: Iterable[str], origins: Mapping[str, Origin]) -> str:
    """The names of origins, in a row."""
    return Row.of([name_of(key, origins) for key in keys])


def name_of(key: str, origins: Mapping[str, Origin]) -> str:
    """The name of an origin, its id where it is not among those known.

    People without a name whom a report has speak for different sides are told apart by these.
    """
    origin = origins.get(key)
    if origin is None:
        return key
    unnamed = key.startswith("report:")
    name = _unnamed(origin.name) if unnamed else origin.name
    if not (unnamed and origin.alignment):
        return name
    side = origins.get(f"actor:{origin.alignment}")
    if side is None:
        return message("%(name)s on a side", name=name)
    return message("%(name)s on the side of %(side)s", name=name, side=side.name)


def _unnamed(name: str) -> str:
    """How linking calls people whom a report does not name, as words that can be said in other languages."""
    outlet = name.removeprefix(_UNNAMED)
    return name if outlet == name else message("unnamed sources of %(outlet)s", outlet=outlet)


_UNNAMED = "unnamed sources of "
