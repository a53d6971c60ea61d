"""The register of actors, as it ships and as the newsroom adds to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db.models import Count
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from dateline.web.archive.models import ActorOverride, Event, EventActor
from dateline.web.archive.overrides_editing import actor_said, save_actor
from dateline.web.archive.overrides_finding import actors_by_key, classes, countries, find_actors, record
from dateline.web.desk.registers.entries import initial_of, shown, try_to_save
from dateline.web.desk.registers.forms import ActorForm
from dateline.web.desk.registers.refusing import must
from dateline.web.desk.requests import page_of
from dateline.web.rights import Right, needs

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from dateline.adapters.register.records import Record
    from dateline.web.desk.registers.forms import EntryForm

LATEST_EVENTS = 10
"""Events that stand on the page of an actor or a place; the queue has them all."""


@require_safe
@needs(Right.SEE_DESK)
def actors(request: HttpRequest) -> HttpResponse:
    """All actors, or those that are searched for."""
    words, cls, country = (request.GET.get(name, "").strip()[:200] for name in ("q", "class", "country"))
    ours = {row.actor: row for row in ActorOverride.objects.filter(withdrawn_at=None)}
    found = find_actors(words, cls=cls, country=country)
    if request.GET.get("ours"):
        found = [one for one in found if one.actor.id in ours]
    page = page_of(request, found)
    keys = [one.actor.id for one in page]
    acts = _numbers(keys)
    rows = [
        {"found": one, "ours": ours.get(one.actor.id), "events": acts.get(one.actor.id, 0)} for one in page
    ]
    context = {"page": page, "rows": rows, "number": len(found), "q": words, "cls": cls, "country": country}
    return render(
        request,
        "desk/registers/actors.html",
        context | {"classes": classes(), "countries": countries(), "ours": request.GET.get("ours", "")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.SEE_DESK)
def actor(request: HttpRequest, key: str) -> HttpResponse:
    """One actor: what the register says, what we say, in which events it plays a part."""
    row, known = actor_said(key), record(key)
    if row is None and known is None:
        raise Http404
    make = partial(ActorForm, own=bool(row and row.own))
    if request.method == "POST":
        must(request, Right.EDIT_REGISTERS)
        tried = try_to_save(request, make, partial(save_actor, key), partial(actor_said, key))
        if tried.row is not None:
            return redirect("actor", key=key)
        return _drawn(request, key, actor_said(key), known, tried.form, bearers=tried.bearers)
    return _drawn(request, key, row, known, make(initial=initial_of(row)))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EDIT_REGISTERS)
def new_actor(request: HttpRequest) -> HttpResponse:
    """An actor of our own."""
    make = partial(ActorForm, own=True)
    form: EntryForm = make(initial={"name": request.GET.get("name", "")[:200]})
    bearers: tuple[str, ...] = ()
    if request.method == "POST":
        tried = try_to_save(request, make, partial(save_actor, ""))
        if isinstance(tried.row, ActorOverride):
            return redirect("actor", key=tried.row.actor)
        form, bearers = tried.form, tried.bearers
    context = {"form": form, "bearers": actors_by_key(bearers).values(), "screen_name": "actors"}
    return render(request, "desk/registers/new_actor.html", context)


def _drawn(
    request: HttpRequest,
    key: str,
    row: ActorOverride | None,
    known: Record | None,
    form: EntryForm,
    *,
    bearers: tuple[str, ...] = (),
) -> HttpResponse:
    ties = (*known.parents, *known.sides) if known else ()
    names = actors_by_key({one.what for one in ties} | set(bearers))
    events = Event.objects.told().by_actor(key).with_words().order_by("-date_start", "-id")[:LATEST_EVENTS]
    ours = set(row.aliases) | {row.name} if row and row.withdrawn_at is None else set()
    context = {
        "known": known,
        "names": [(one, one.what in ours) for one in known.names] if known else [],
        "parents": [(one, names.get(one.what)) for one in known.parents] if known else [],
        "sides": [(one, names.get(one.what)) for one in known.sides] if known else [],
        "roles": dict(_roles(key)),
        "events": events,
        "bearers": [names[one] for one in bearers if one in names],
        "screen_name": "actors",
        **shown(request, row, key, form),
    }
    return render(request, "desk/registers/actor.html", context)


def _numbers(keys: list[str]) -> dict[str, int]:
    """In how many events each of some actors plays a part."""
    counted = EventActor.objects.filter(actor__in=keys).values("actor").order_by("actor")
    return {one["actor"]: one["number"] for one in counted.annotate(number=Count("event", distinct=True))}


def _roles(key: str) -> list[tuple[str, int]]:
    counted = EventActor.objects.filter(actor=key).values("role").order_by("role")
    return [(one["role"], one["number"]) for one in counted.annotate(number=Count("event", distinct=True))]
