"""Codes in plain words: what a count, a date, a status or a stance says, as a reader would say it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from dateline.domain import ActorClass, PlacePrecision, Precision, SpeakerKind, Stance, Status
from dateline.domain.messages import Day, Number, message, message_in
from dateline.domain.naming import TYPES

if TYPE_CHECKING:
    from dateline.domain import Count, DateRange, EventType

# What a reader must be told besides; an assertion needs no warning.
WARNINGS = {
    Stance.DENIES: message("a denial"),
    Stance.ACCUSES: message("an accusation, not established"),
    Stance.HEDGES: message("not certain, by the source's own words"),
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
    ActorClass.STATE_FORCES: message("state forces"),
    ActorClass.REBEL_GROUP: message("rebel group"),
    ActorClass.POLITICAL_MILITIA: message("political militia"),
    ActorClass.IDENTITY_MILITIA: message("communal militia"),
    ActorClass.RIOTERS: message("rioters"),
    ActorClass.PROTESTERS: message("protesters"),
    ActorClass.CIVILIANS: message("civilians"),
    ActorClass.EXTERNAL_FORCES: message("forces from abroad"),
    ActorClass.GOVERNMENT: message("government"),
    ActorClass.PARTY: message("party or opposition body"),
    ActorClass.INTERGOVERNMENTAL: message("intergovernmental body"),
    ActorClass.NGO: message("non-governmental organisation"),
    ActorClass.MONITOR: message("monitor"),
    ActorClass.MEDIA: message("media"),
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
    return TYPES[kind]


def chance_words(confidence: float) -> str:
    """A confidence as a chance: "87 of 100"; never none and never all, and "" where the engine gives none."""
    return "" if confidence == 1 else f"{min(max(round(100 * confidence), 1), 99)} of 100"


def count_words(count: Count) -> str:
    """The number as exact as it is: "6", "6 to 8", "at least 6", "at most 10", "none"; "" for no number."""
    least, most = count.min, count.max
    if least is None:
        return "" if most is None else message("at most %(number)s", number=Number.of(most))
    if most is None:
        return message("at least %(number)s", number=Number.of(least))
    if least == most:
        return Number.of(least) if least else message("none")
    return message("%(least)s to %(most)s", least=Number.of(least), most=Number.of(most))


def date_words(dated: DateRange) -> str:
    """The date as exact as it is: "22 May 2018", "19 to 25 May 2018", "May 2018", "2014 to 2017"."""
    start, end = dated.start, dated.end
    if dated.precision in (Precision.MONTH, Precision.YEAR, Precision.RANGE) and start != end:
        if _opens_year(start) and _closes_year(end):
            return _range(start, end, "Y")
        if start.day == 1 and _closes_month(end):
            return _range(start, end, "F Y")
    return _range(start, end, "j F Y")


def day_words(day: date) -> str:
    """One day: "23 November 2018"."""
    return Day.of(day)


def distance_words(km: float) -> str:
    """A distance as round as it is rough: "300 m", "2.5 km", "80 km"."""
    tenths = max(round(km * 10), 1)
    if tenths < _KM:
        return message("%(number)s m", number=Number.of(tenths * 100))
    if tenths < 10 * _KM and tenths % _KM:
        return message("%(number)s km", number=Number.of(tenths / _KM, places=1))
    return message("%(number)s km", number=Number.of(km, apart=False))


_KM = 10  # tenths of a kilometre


def point_words(lat: float, lon: float, radius_km: float) -> str:
    """Latitude and longitude, no finer than is of use in a circle of `radius_km`: "35.14, 40.17"."""
    # A hundredth of a degree is about a kilometre.
    places = 2 if radius_km >= _WIDE else 3 if radius_km >= _NARROW else 4
    return f"{lat:.{places}f}, {lon:.{places}f}"


_WIDE, _NARROW = 10, 1


def _range(start: date, end: date, form: str) -> str:
    """From day to day, month to month or year to year; what both have in common is said once."""
    last = Day.of(end, form)
    if last == Day.of(start, form):
        return last
    if "j" in form and (start.year, start.month) == (end.year, end.month):
        form = "j"
    elif "F" in form and start.year == end.year:
        form = form.removesuffix(" Y")
    return message_in("days", "%(first)s to %(last)s", first=Day.of(start, form), last=last)


def _opens_year(day: date) -> bool:
    return (day.month, day.day) == (1, 1)


def _closes_year(day: date) -> bool:
    return (day.month, day.day) == (12, 31)


def _closes_month(day: date) -> bool:
    return day == date.max or (day + timedelta(days=1)).day == 1
