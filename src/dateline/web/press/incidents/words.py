"""Words: the closed lists of the domain, counts and days, as pages for readers say them in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import pgettext, pgettext_lazy

from dateline.domain import (
    ActorClass,
    EventType,
    Fact,
    Feature,
    Grade,
    PlacePrecision,
    Precision,
    SourceKind,
    Stance,
    Standing,
)
from dateline.exporting import wording
from dateline.exporting.countries import country
from dateline.exporting.meaning import place_name
from dateline.web.telling.days import day_in, shortest

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from django_stubs_ext import StrOrPromise

    from dateline.domain import Placing, Telling
    from dateline.web.archive.models import Event, Incident

    Row = Event | Incident

TYPES: Mapping[EventType, StrOrPromise] = {
    EventType.CLASH: later("Clash"),
    EventType.ASSAULT: later("Assault"),
    EventType.CAPTURE: later("Capture"),
    EventType.AIRSTRIKE: later("Airstrike"),
    EventType.DRONE_STRIKE: later("Drone strike"),
    EventType.SHELLING: later("Shelling"),
    EventType.SUICIDE_BOMBING: later("Suicide bombing"),
    EventType.BOMBING: later("Bombing"),
    EventType.CHEMICAL_ATTACK: later("Chemical attack"),
    EventType.ATTACK_ON_CIVILIANS: later("Attack on civilians"),
    EventType.ABDUCTION: later("Abduction"),
    EventType.ARREST: later("Arrest"),
    EventType.WEAPONS_SEIZURE: later("Weapons seizure"),
    EventType.DESTRUCTION: later("Destruction"),
    EventType.SIEGE: later("Siege"),
    EventType.WITHDRAWAL: later("Withdrawal"),
    EventType.DEPLOYMENT: later("Deployment"),
    EventType.DISPLACEMENT: later("Displacement"),
    EventType.PROTEST: later("Protest"),
    EventType.AGREEMENT: later("Agreement"),
    EventType.TALKS: later("Talks"),
    EventType.SUPPORT: later("Support"),
    EventType.ACCUSATION: later("Accusation"),
    EventType.PRESSURE: later("Pressure"),
    EventType.DEATH: later("Death"),
    EventType.OTHER: later("Other"),
}

FACTS: Mapping[Fact, StrOrPromise] = {
    Fact.KILLED: pgettext_lazy("fact", "killed"),
    Fact.INJURED: pgettext_lazy("fact", "injured"),
    Fact.CAPTURED: pgettext_lazy("fact", "captured"),
    Fact.MISSING: pgettext_lazy("fact", "missing"),
    Fact.DISPLACED: pgettext_lazy("fact", "displaced"),
    Fact.DAMAGED: pgettext_lazy("fact", "damaged"),
    Fact.AGENT: pgettext_lazy("fact", "who did it"),
    Fact.TARGET: pgettext_lazy("fact", "whom it befell"),
    Fact.PLACE: pgettext_lazy("fact", "where"),
    Fact.DATE: pgettext_lazy("fact", "when"),
    Fact.MEANS: pgettext_lazy("fact", "by what"),
    Fact.TYPE: pgettext_lazy("fact", "what happened"),
}

STANCES: Mapping[Stance, StrOrPromise] = {
    Stance.ASSERTS: later("says that it is so"),
    Stance.DENIES: later("denies it"),
    Stance.ACCUSES: later("accuses somebody of it"),
    Stance.HEDGES: later("says that it may be so"),
}

WHOSE: Mapping[Stance, StrOrPromise] = {
    Stance.ASSERTS: later("according to %(who)s"),
    Stance.DENIES: later("denied by %(who)s"),
    Stance.ACCUSES: later("an accusation by %(who)s"),
    Stance.HEDGES: later("held possible by %(who)s"),
}
"""Whose claim it is, in the manner in which they make it: no heading tells what is said without it."""

WARNINGS: Mapping[Stance, StrOrPromise] = {
    Stance.DENIES: later("A denial"),
    Stance.ACCUSES: later("An accusation, not established"),
    Stance.HEDGES: later("Not certain, by the source’s own words"),
}
"""What a reader must be told of a claim besides; an assertion needs no warning."""

ACCUSED = later("Accusation, not established")
NOBODY = later("Nobody says in their own name that it happened")

GRADES: Mapping[Grade, StrOrPromise] = {
    Grade.CONFIRMED: pgettext_lazy("grade", "confirmed"),
    Grade.FAIR: pgettext_lazy("grade", "fair"),
    Grade.WEAK: pgettext_lazy("grade", "weak"),
    Grade.CONTESTED: pgettext_lazy("grade", "contested"),
    Grade.DISCOUNTED: pgettext_lazy("grade", "discounted"),
}

GRADES_MEAN: Mapping[Grade, StrOrPromise] = {
    Grade.CONFIRMED: later("a belligerent says that it did it"),
    Grade.FAIR: later("two or more credible, independent origins tell of it"),
    Grade.WEAK: later("one origin tells of it, or none that is independent"),
    Grade.CONTESTED: later("those who tell of it name different sides"),
    Grade.DISCOUNTED: later("those who could know say that it was not so"),
}

STANDINGS: Mapping[Standing, StrOrPromise] = {
    Standing.REPORTED: pgettext_lazy("standing", "reported"),
    Standing.DISPUTED: pgettext_lazy("standing", "disputed"),
    Standing.DENIED: pgettext_lazy("standing", "denied, and nobody says in their own name that it happened"),
    Standing.ACKNOWLEDGED: pgettext_lazy("standing", "acknowledged by a belligerent"),
}

KINDS: Mapping[SourceKind, StrOrPromise] = {
    SourceKind.AGENCY: later("agency"),
    SourceKind.MEDIA: later("outlet"),
    SourceKind.LOCAL_MEDIA: later("local outlet"),
    SourceKind.STATE_MEDIA: later("state media"),
    SourceKind.PARTY: later("party to the conflict"),
    SourceKind.MONITOR: later("monitor"),
    SourceKind.ORGANISATION: later("organisation"),
    SourceKind.WITNESS: later("witnesses"),
    SourceKind.UNKNOWN: later("of no known kind"),
}

PRECISIONS: Mapping[PlacePrecision, StrOrPromise] = {
    PlacePrecision.EXACT: pgettext_lazy("place", "the very place"),
    PlacePrecision.TOWN: pgettext_lazy("place", "somewhere in the town"),
    PlacePrecision.NEAR: pgettext_lazy("place", "near it"),
    PlacePrecision.ADMIN: pgettext_lazy("place", "somewhere in the region"),
    PlacePrecision.COUNTRY: pgettext_lazy("place", "no more than the country is known"),
}

CLASSES: Mapping[ActorClass, StrOrPromise] = {
    ActorClass.STATE_FORCES: later("state forces"),
    ActorClass.REBEL_GROUP: later("rebel group"),
    ActorClass.POLITICAL_MILITIA: later("political militia"),
    ActorClass.IDENTITY_MILITIA: later("communal militia"),
    ActorClass.RIOTERS: later("rioters"),
    ActorClass.PROTESTERS: later("protesters"),
    ActorClass.CIVILIANS: later("civilians"),
    ActorClass.EXTERNAL_FORCES: later("forces from abroad"),
    ActorClass.GOVERNMENT: later("government"),
    ActorClass.PARTY: later("party or opposition body"),
    ActorClass.INTERGOVERNMENTAL: later("intergovernmental body"),
    ActorClass.NGO: later("non-governmental organisation"),
    ActorClass.MONITOR: later("monitor"),
    ActorClass.MEDIA: later("media"),
}

FEATURES: Mapping[Feature, StrOrPromise] = {
    Feature.COUNTRY: later("country"),
    Feature.ADMIN1: later("province"),
    Feature.ADMIN2: later("district of a province"),
    Feature.ADMIN3: later("subdistrict"),
    Feature.REGION: later("region"),
    Feature.TOWN: later("town"),
    Feature.DISTRICT: later("part of a town"),
    Feature.CAMP: later("camp"),
    Feature.CROSSING: later("crossing"),
    Feature.BASE: later("base"),
    Feature.AIRBASE: later("airbase"),
    Feature.AIRPORT: later("airport"),
    Feature.PORT: later("port"),
    Feature.OIL_FIELD: later("oil field"),
    Feature.GAS_FIELD: later("gas field"),
    Feature.PLANT: later("plant"),
    Feature.FRONT: later("front"),
    Feature.ROAD: later("road"),
    Feature.HOSPITAL: later("hospital"),
    Feature.SITE: later("building or ground"),
    Feature.WATER: later("water"),
    Feature.LAND: later("land"),
}


def type_words(kind: str) -> str:
    """The type as a heading: "Attack on civilians"."""
    return str(TYPES[EventType(kind)])


def called(row: Row) -> str:
    """What and where in one line: "Shelling, Saraqib"."""
    return at_place(type_words(row.type), row.place_name)


def at_place(what: str, place: str) -> str:
    """What and where in one line; what alone, where no place is known."""
    return _("%(what)s, %(place)s") % {"what": what, "place": place} if place else what


def in_a_line(row: Row) -> str:
    """What, where and when: "Shelling, Saraqib, 22 November 2018"."""
    return on_day(called(row), days_words(row))


def on_day(what: str, day: str) -> str:
    """What and when in one line; what alone, where no day is known."""
    return _("%(what)s, %(day)s") % {"what": what, "day": day} if day else what


def warning_of(stances: Collection[str]) -> str:
    """What warns of a claim that is made in these manners: nothing where one of its voices asserts it."""
    if not stances or Stance.ASSERTS in stances:
        return ""
    by_weight = (Stance.ACCUSES, Stance.DENIES, Stance.HEDGES)
    return str(WARNINGS[next(one for one in by_weight if one in stances)])


def warned(line: str, warning: str) -> str:
    """A line that can stand alone, so what warns of what it tells stands before it."""
    return _("%(warning)s: %(what)s") % {"warning": warning, "what": line} if warning else line


def where_words(row: Row) -> str:
    """Where it was: "Saraqib, Idlib, Syria"; empty where it is not known."""
    names = (row.place_name, row.admin1, country_words(row.country))
    return _(", ").join(dict.fromkeys(name for name in names if name))


def precision_words(row: Row) -> str:
    """How exactly it is known where that was: "somewhere in the town, within 3 km"."""
    if not row.place_precision:
        return ""
    precision = PlacePrecision(row.place_precision)
    said = str(PRECISIONS[precision])
    if row.radius_km and precision is not PlacePrecision.COUNTRY:
        far = wording.distance_words(row.radius_km)
        return _("%(where)s, within %(distance)s") % {"where": said, "distance": far}
    return said


def country_words(code: str) -> str:
    """A country by its ISO 3166-1 alpha-2 code; the code, where it has no name."""
    land = country(code) if code else None
    return land.name if land else code


def count_words(least: int | None, most: int | None) -> str:
    """A number as exact as it is told: "6", "6 to 8", "at least 6", "none"; empty for no number."""
    match least, most:
        case None, None:
            return ""
        case low, None:
            return _("at least %(number)s") % {"number": _number(low or 0)}
        case None, high:
            return _("at most %(number)s") % {"number": _number(high or 0)}
        case 0, 0:
            return _("none")
        case low, high if low == high:
            return _number(low or 0)
        case low, high:
            return _("%(least)s to %(most)s") % {"least": _number(low or 0), "most": _number(high or 0)}


def range_words(least: int | None, best: int | None, most: int | None) -> str:
    """A range with its best number where it is none by itself: "3 to 6; best 4"."""
    said = count_words(least, most)
    if not said or best is None or least == most:
        return said
    return _("%(range)s; best %(best)s") % {"range": said, "best": _number(best)}


def killed_words(row: Incident) -> str:
    """The dead over independent origins; empty where nobody tells of any."""
    return range_words(row.killed_min, row.killed_best, row.killed_max)


def injured_words(row: Incident) -> str:
    """The injured over independent origins; empty where nobody tells of any."""
    return range_words(row.injured_min, row.injured_best, row.injured_max)


def value_words(telling: Telling) -> str:
    """What a telling tells: "at least 11", "6 December 2018", "Marj, Idleb, Syria, within 2 km"."""
    match telling.fact:
        case Fact.TYPE if telling.value in set(EventType):
            return type_words(telling.value)
        case Fact.DATE if telling.date:
            return _days(telling.date.start, telling.date.end, telling.date.precision)
        case Fact.PLACE if telling.place:
            return placed_words(telling.place)
        case _:
            counted = count_words(telling.count.min, telling.count.max) if telling.count else ""
            return counted or telling.value


def placed_words(placing: Placing) -> str:
    """A place as exactly as it is told: "near Hajin, Deir Ezzor, Syria, within 3 km"."""
    name = place_name(placing.place)
    if placing.precision is PlacePrecision.COUNTRY or placing.lat is None or placing.lon is None:
        return name
    far = {"place": name, "distance": wording.distance_words(placing.radius_km)}
    if placing.precision is PlacePrecision.NEAR:
        return _("near %(place)s, within %(distance)s") % far
    return _("%(place)s, within %(distance)s") % far


def days_words(row: Row) -> str:
    """When it was, as exact as it is: "22 November 2018", "November 2018"; empty where it is not known."""
    if row.date_start is None or row.date_end is None:
        return ""
    return _days(row.date_start, row.date_end, Precision(row.date_precision or Precision.DAY))


def _days(start: date, end: date, precision: Precision) -> str:
    form = {Precision.MONTH: "F Y", Precision.YEAR: "Y"}.get(precision, "j F Y")
    first, last = day_words(start, form), day_words(end, form)
    if first == last:
        return first
    if form == "j F Y":
        first = day_words(start, shortest(form, start, end))
    return pgettext("days", "%(first)s to %(last)s") % {"first": first, "last": last}


def day_words(day: date | None, form: str = "j F Y") -> str:
    """One day: "23 November 2018"; empty for none."""
    return day_in(form, day) if day else ""


def _number(number: int) -> str:
    return number_format(number, use_l10n=True, force_grouping=True)
