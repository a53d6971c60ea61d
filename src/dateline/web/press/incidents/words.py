"""Words: the closed lists of the domain, counts and days, as pages for readers say them in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as later
from django.utils.translation import pgettext_lazy

from dateline.domain import (
    Count,
    DateRange,
    EventType,
    Fact,
    Feature,
    Grade,
    PlacePrecision,
    Precision,
    Stance,
    naming,
)
from dateline.domain.messages import Capital, Row
from dateline.exporting import wording
from dateline.exporting.incidents import wording as of_incidents
from dateline.exporting.meaning import country_name
from dateline.web.telling.days import day_in
from dateline.web.telling.saying import all_said, apart, said
from dateline.web.telling.translating import gettext as _

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from django_stubs_ext import StrOrPromise

    from dateline.domain import Telling
    from dateline.web.archive.models import Event, Incident

    Of = Event | Incident

TYPES = all_said(naming.TYPES)

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

WARNINGS = all_said({stance: Capital.of(words) for stance, words in wording.WARNINGS.items()})
"""What a reader must be told of a claim besides; an assertion needs no warning."""

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

STANDINGS = all_said(of_incidents.STANDINGS)
KINDS = all_said(of_incidents.KINDS)

PRECISIONS: Mapping[PlacePrecision, StrOrPromise] = {
    PlacePrecision.EXACT: pgettext_lazy("place", "the very place"),
    PlacePrecision.TOWN: pgettext_lazy("place", "somewhere in the town"),
    PlacePrecision.NEAR: pgettext_lazy("place", "near it"),
    PlacePrecision.ADMIN: pgettext_lazy("place", "somewhere in the region"),
    PlacePrecision.COUNTRY: pgettext_lazy("place", "no more than the country is known"),
}

CLASSES = all_said(wording.CLASSES)

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


def called(row: Of) -> str:
    """What and where in one line: "Shelling, Saraqib"."""
    return at_place(type_words(row.type), row.place_name)


def at_place(what: str, place: str) -> str:
    """What and where in one line; what alone, where no place is known."""
    return _("%(what)s, %(place)s") % {"what": what, "place": apart(place)} if place else what


def in_a_line(row: Of) -> str:
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


def where_words(row: Of) -> str:
    """Where it was: "Saraqib, Idlib, Syria"; empty where it is not known."""
    names = dict.fromkeys((country_name(row.country), row.admin1, row.place_name))
    return said(Row.of([name for name in reversed(names) if name]))


def precision_words(row: Of) -> str:
    """How exactly it is known where that was: "somewhere in the town, within 3 km"."""
    if not row.place_precision:
        return ""
    precision = PlacePrecision(row.place_precision)
    where = str(PRECISIONS[precision])
    if row.radius_km and precision is not PlacePrecision.COUNTRY:
        return within(where, row.radius_km)
    return where


def within(where: str, km: float) -> str:
    """How exactly a place is known, with the distance: "somewhere in the town, within 3 km"."""
    far = said(wording.distance_words(km))
    return _("%(where)s, within %(distance)s") % {"where": where, "distance": far}


def country_words(code: str) -> str:
    """A country by its ISO 3166-1 alpha-2 code; the code, where it has no name."""
    return said(country_name(code))


def count_words(least: int | None, most: int | None) -> str:
    """A number as exact as it is told: "6", "6 to 8", "at least 6", "none"; empty for no number."""
    return said(wording.count_words(Count(min=least, max=most)))


def range_words(least: int | None, best: int | None, most: int | None) -> str:
    """A range with its best number where it is none by itself: "3 to 6; best 4"."""
    return said(of_incidents.with_best(Count(min=least, max=most), best))


def killed_words(row: Incident) -> str:
    """The dead over independent origins; empty where nobody tells of any."""
    return range_words(row.killed_min, row.killed_best, row.killed_max)


def injured_words(row: Incident) -> str:
    """The injured over independent origins; empty where nobody tells of any."""
    return range_words(row.injured_min, row.injured_best, row.injured_max)


def value_words(telling: Telling) -> str:
    """What a telling tells: "at least 11", "6 December 2018", "Marj, Idleb, Syria, within 2 km"."""
    return said(of_incidents.value_words(telling))


def days_words(row: Of) -> str:
    """When it was, as exact as it is: "22 November 2018", "November 2018"; empty where it is not known."""
    if row.date_start is None or row.date_end is None:
        return ""
    precision = Precision(row.date_precision or Precision.DAY)
    return said(wording.date_words(DateRange(start=row.date_start, end=row.date_end, precision=precision)))


def day_words(day: date | None, form: str = "j F Y") -> str:
    """One day: "23 November 2018"; empty for none."""
    return day_in(form, day) if day else ""
