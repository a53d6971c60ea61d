"""The pages of actors and places: their names, what they are, and the published incidents by day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from dateline.domain import ActorClass, Feature
from dateline.web.archive import overrides_finding
from dateline.web.archive.models import EventActor
from dateline.web.press.atlas.answers import rows_in_order
from dateline.web.press.caching import known_by
from dateline.web.press.incidents.lists import listed, page_of, told
from dateline.web.press.incidents.words import CLASSES, FEATURES, country_words, day_words
from dateline.web.press.once import once
from dateline.web.press.paging import which

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from dateline.adapters.register.records import Held, Record
    from dateline.domain import Actor, Place
    from dateline.web.press.incidents.lists import Told

_FORMS = (("atom", "Atom"), ("rss", "RSS"), ("json", "JSON"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Actor:
    """An actor that readers see: as the register has it, and the incidents in which it plays a part."""

    record: Record | None
    name: str
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A place that readers see: as the gazetteer has it, and the incidents that were there."""

    place: Place | None
    name: str
    country: str
    admin1: str
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A tie or a name, and from when to when it held."""

    words: str
    url_key: str
    days: str


@once
def _actor(request: HttpRequest, key: str) -> _Actor | None:  # noqa: ARG001 -- kept with it
    record = overrides_finding.record(key)
    incidents = told(actor=key)
    if record:
        return _Actor(record=record, name=record.actor.name, told=incidents)
    if not incidents.number:
        return None
    name = EventActor.objects.filter(actor=key).exclude(name="").values_list("name", flat=True).first()
    return _Actor(record=None, name=name or key, told=incidents)


def _reads_actor(request: HttpRequest, key: str) -> str:
    one = _actor(request, key)
    return which(page_of(request, one.told)) if one else ""


def _known_actor(request: HttpRequest, key: str) -> str | None:
    one = _actor(request, key)
    return repr((one.record, one.name, one.told.key)) if one else None


@require_safe
@known_by(_known_actor, reads=_reads_actor)
def actor(request: HttpRequest, key: str) -> HttpResponse:
    """An actor, and the incidents in which it plays a part; it says so of none that it was to blame."""
    one = _actor(request, key)
    if one is None:
        raise Http404
    record = one.record
    ties = (*record.parents, *record.sides) if record else ()
    known = overrides_finding.actors_by_key(tie.what for tie in ties)
    context = {
        "key": key,
        "name": one.name,
        "cls": CLASSES[ActorClass(record.actor.cls)] if record and record.actor.cls else "",
        "country": country_words(record.actor.country or "") if record else "",
        "names": list(_ties(record.names, {})) if record else [],
        "parents": list(_ties(record.parents, known)) if record else [],
        "sides": list(_ties(record.sides, known)) if record else [],
        "lived": _days(record.start, record.end) if record else "",
        "forms": _FORMS,
        **listed(request, one.told),
    }
    return render(request, "press/incidents/actor.html", context)


@once
def _place(request: HttpRequest, key: str) -> _Place | None:  # noqa: ARG001 -- kept with it
    place = overrides_finding.place(key)
    incidents = told(place=key)
    if place:
        return _Place(
            place=place,
            name=place.name,
            country=place.country or "",
            admin1=place.admin1 or "",
            told=incidents,
        )
    row = next(iter(rows_in_order(incidents.answers.some(0, 1))), None)
    if row is None:
        return None
    return _Place(place=None, name=row.place_name, country=row.country, admin1=row.admin1, told=incidents)


def _reads_place(request: HttpRequest, key: str) -> str:
    one = _place(request, key)
    return which(page_of(request, one.told)) if one else ""


def _known_place(request: HttpRequest, key: str) -> str | None:
    one = _place(request, key)
    return repr((one.place, one.name, one.told.key)) if one else None


@require_safe
@known_by(_known_place, reads=_reads_place)
def place(request: HttpRequest, key: str) -> HttpResponse:
    """A place, and the incidents that were there."""
    one = _place(request, key)
    if one is None:
        raise Http404
    context = {
        "key": key,
        "name": one.name,
        "feature": FEATURES[Feature(one.place.feature)] if one.place and one.place.feature else "",
        "country": country_words(one.country),
        "admin1": one.admin1,
        "point": f"{one.place.lat:.3f}, {one.place.lon:.3f}" if one.place else "",
        "forms": _FORMS,
        **listed(request, one.told),
    }
    return render(request, "press/incidents/place.html", context)


def _ties(held: Iterable[Held], known: Mapping[str, Actor]) -> Iterable[Tie]:
    for one in held:
        actor = known.get(one.what)
        yield Tie(
            words=actor.name if actor else one.what,
            url_key=actor.id if actor else "",
            days=_days(one.start, one.end),
        )


def _days(start: date | None, end: date | None) -> str:
    first, last = day_words(start), day_words(end)
    if first and last:
        return pgettext("days", "%(first)s to %(last)s") % {"first": first, "last": last}
    if first:
        return pgettext("days", "since %(first)s") % {"first": first}
    return pgettext("days", "until %(last)s") % {"last": last} if last else ""
