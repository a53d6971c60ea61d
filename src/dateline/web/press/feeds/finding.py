"""Finding: the place or the actor that a feed is of, by its id, as their pages know them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from dateline.web.archive import overrides_finding
from dateline.web.archive.asking import AsWritten
from dateline.web.archive.models import EventActor, Incident
from dateline.web.press.atlas.answers import Answers
from dateline.web.press.atlas.asking import Sought

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.web.archive.models.incidents import IncidentQuerySet


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A place or an actor: what its feed is called, its page, and the published incidents of it."""

    title: str
    page: str
    incidents: IncidentQuerySet


def place_named(key: str) -> Named | None:
    """A place by its id in the gazetteer."""
    incidents = Incident.objects.published().at_place(key)
    place = overrides_finding.place(key)
    told = incidents.exclude(place_name="").order_by().values_list("place_name", flat=True)
    name = place.name if place else told.first()
    if name is None:
        return None
    title = _("Dateline: incidents at %(place)s") % {"place": name}
    return Named(title=title, page=reverse("press:place", args=[key]), incidents=incidents)


def actor_named(key: str) -> Named | None:
    """An actor by its id in the register."""
    incidents = _of_actor(key)
    record = overrides_finding.record(key)
    if record is None and not incidents.exists():
        return None
    told = EventActor.objects.filter(actor=key).exclude(name="").values_list("name", flat=True)
    name = record.actor.name if record else told.first() or key
    title = _("Dateline: incidents with %(actor)s") % {"actor": name}
    return Named(title=title, page=reverse("press:actor", args=[key]), incidents=incidents)


def _of_actor(key: str) -> IncidentQuerySet:
    """Those of an actor: by their ids where they are few, else by what each of the newest is asked."""
    keys = Answers(Sought(actors=(key,), meant=AsWritten())).few()
    if keys is not None:
        return Incident.objects.published().filter(pk__in=keys)
    part = EventActor.objects.filter(actor=key, event__accounts__incident=OuterRef("pk"))
    return Incident.objects.published().filter(Exists(part))


def told_of() -> Iterator[tuple[str, str, str]]:
    """The places and actors that incidents of published briefings name: "place" or "actor", id, name."""
    told = Incident.objects.published().filter(
        told_in__shown=True, told_in__briefing__live__isnull=False, told_in__briefing__withdrawn_at=None
    )
    places = told.exclude(place="").exclude(place_name="").order_by("place_name", "place")
    for key, name in places.values_list("place", "place_name").distinct()[:_MOST]:
        yield "place", key, name
    actors = EventActor.objects.filter(event__accounts__incident__in=told).exclude(actor="").exclude(name="")
    for key, name in actors.order_by("name", "actor").values_list("actor", "name").distinct()[:_MOST]:
        yield "actor", key, name


_MOST = 500
