"""Codes in plain words: what a count, a date, a status or a stance says, as a reader would say it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from dateline.domain import ActorClass, PlacePrecision, Precision, SpeakerKind, Stance, Status

if TYPE_CHECKING:
    from dateline.domain import Count, DateRange, EventType

# What a reader must be told besides; an assertion needs no warning.
WARNINGS = {
    Stance.DENIES: "a denial",
    Stance.ACCUSES: "an accusation, not established",
    Stance.HEDGES: "not certain, by the source's own words",
}

STATUSES = {
    Status.REPORTED: "reported",
    Status.ONGOING: "going on",
    Status.PLANNED: "planned, not yet done",
    Status.DENIED: "denied",
    Status.DISPUTED: "disputed: accounts differ",
    Status.HYPOTHETICAL: "hypothetical: not said to have happened",
}

CLASSES = {
    ActorClass.STATE_FORCES: "state forces",
    ActorClass.REBEL_GROUP: "rebel group",
    ActorClass.POLITICAL_MILITIA: "political militia",
    ActorClass.IDENTITY_MILITIA: "communal militia",
    ActorClass.RIOTERS: "rioters",
    ActorClass.PROTESTERS: "protesters",
    ActorClass.CIVILIANS: "civilians",
    ActorClass.EXTERNAL_FORCES: "forces from abroad",
    ActorClass.GOVERNMENT: "government",
    ActorClass.PARTY: "party or opposition body",
    ActorClass.INTERGOVERNMENTAL: "intergovernmental body",
    ActorClass.NGO: "non-governmental organisation",
    ActorClass.MONITOR: "monitor",
    ActorClass.MEDIA: "media",
}

PRECISIONS = {
    PlacePrecision.EXACT: "the very place",
    PlacePrecision.TOWN: "somewhere in the town",
    PlacePrecision.NEAR: "near it",
    PlacePrecision.ADMIN: "somewhere in the region",
    PlacePrecision.COUNTRY: "no more than the country",
}

SPEAKERS = {
    SpeakerKind.PERSON: "a person",
    SpeakerKind.ORGANISATION: "an organisation",
    SpeakerKind.WITNESSES: "witnesses",
    SpeakerKind.LOCAL_SOURCES: "local sources",
    SpeakerKind.OFFICIALS: "officials",
    SpeakerKind.REPORTS: "reports without a speaker",
}


def type_words(kind: EventType) -> str:
    """The event type as a heading: "Attack on civilians"."""
    return kind.value.replace("_", " ").capitalize()


def chance_words(confidence: float) -> str:
    """A confidence as a chance: "87 of 100"; never none and never all, and "" where the engine gives none."""
    return "" if confidence == 1 else f"{min(max(round(100 * confidence), 1), 99)} of 100"


def count_words(count: Count) -> str:
    """The number as exact as it is: "6", "6 to 8", "at least 6", "at most 10", "none"; "" for no number."""
    match count.min, count.max:
        case None, None:
            return ""
        case least, None:
            return f"at least {least:,}"
        case None, most:
            return f"at most {most:,}"
        case 0, 0:
            return "none"
        case least, most if least == most:
            return f"{least:,}"
        case least, most:
            return f"{least:,} to {most:,}"


def date_words(dated: DateRange) -> str:
    """The date as exact as it is: "22 May 2018", "19 to 25 May 2018", "May 2018", "2014 to 2017"."""
    start, end = dated.start, dated.end
    if dated.precision in (Precision.MONTH, Precision.YEAR, Precision.RANGE) and start != end:
        if _opens_year(start) and _closes_year(end):
            return _range(str(start.year), str(end.year))
        if start.day == 1 and _closes_month(end):
            first = f"{start:%B}" if start.year == end.year and start.month != end.month else f"{start:%B %Y}"
            return _range(first, f"{end:%B %Y}")
    if (start.year, start.month) == (end.year, end.month):
        return _range(str(start.day), str(end.day)) + f" {end:%B %Y}"
    first = f"{start.day} {start:%B}" + ("" if start.year == end.year else f" {start.year}")
    return _range(first, f"{end.day} {end:%B %Y}")


def day_words(day: date) -> str:
    """One day: "23 November 2018"."""
    return f"{day.day} {day:%B %Y}"


def distance_words(km: float) -> str:
    """A distance as round as it is rough: "300 m", "2.5 km", "80 km"."""
    tenths = max(round(km * 10), 1)
    if tenths < _KM:
        return f"{tenths * 100} m"
    if tenths < 10 * _KM and tenths % _KM:
        return f"{tenths / _KM:.1f} km"
    return f"{km:.0f} km"


_KM = 10  # tenths of a kilometre


def point_words(lat: float, lon: float, radius_km: float) -> str:
    """Latitude and longitude, no finer than is of use in a circle of `radius_km`: "35.14, 40.17"."""
    # A hundredth of a degree is about a kilometre.
    places = 2 if radius_km >= _WIDE else 3 if radius_km >= _NARROW else 4
    return f"{lat:.{places}f}, {lon:.{places}f}"


_WIDE, _NARROW = 10, 1


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def _opens_year(day: date) -> bool:
    return (day.month, day.day) == (1, 1)


def _closes_year(day: date) -> bool:
    return (day.month, day.day) == (12, 31)


def _closes_month(day: date) -> bool:
    return day == date.max or (day + timedelta(days=1)).day == 1
