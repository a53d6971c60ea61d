"""The gazetteer, as it was built and as the newsroom adds to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db.models import Count
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from dateline.resolving.placing.extents import precision_of
from dateline.resolving.ports import Candidate
from dateline.web.archive.models import Event, PlaceOverride
from dateline.web.archive.overrides_editing import place_said, save_place
from dateline.web.archive.overrides_finding import countries, find_places, places_by_key
from dateline.web.archive.overrides_finding import place as find_place
from dateline.web.archive.tasks_world import world
from dateline.web.desk.registers.actors import LATEST_EVENTS
from dateline.web.desk.registers.entries import initial_of, shown, try_to_save
from dateline.web.desk.registers.forms import PlaceForm
from dateline.web.desk.registers.refusing import must
from dateline.web.desk.requests import page_of
from dateline.web.rights import Right, needs

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from dateline.domain import Place
    from dateline.web.desk.registers.forms import EntryForm


@require_safe
@needs(Right.SEE_DESK)
def places(request: HttpRequest) -> HttpResponse:
    """The places that are searched for; without words those that we say something of."""
    words, country = (request.GET.get(name, "").strip()[:200] for name in ("q", "country"))
    ours = {row.place: row for row in PlaceOverride.objects.filter(withdrawn_at=None)}
    if words:
        found = find_places(words, country=country)
    else:
        found = [
            Candidate(place=one, closeness=1.0, matched=one.name)
            for one in sorted(places_by_key(ours).values(), key=lambda one: one.name)
            if not country or one.country == country
        ]
    page = page_of(request, found)
    counted = Event.objects.told().filter(place__in=[one.place.id for one in page]).order_by()
    here = {one["place"]: one["number"] for one in counted.values("place").annotate(number=Count("pk"))}
    rows = [
        {"found": one, "ours": ours.get(one.place.id), "events": here.get(one.place.id, 0)} for one in page
    ]
    context = {"page": page, "rows": rows, "number": len(found), "q": words, "country": country}
    return render(
        request,
        "desk/registers/places.html",
        context | {"countries": countries(), "no_gazetteer": world().lookups().gazetteer is None},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.SEE_DESK)
def place(request: HttpRequest, key: str) -> HttpResponse:
    """One place: what the gazetteer says, what we say, which events were there."""
    row, known = place_said(key), find_place(key)
    if row is None and known is None:
        raise Http404
    make = partial(PlaceForm, own=bool(row and row.own))
    if request.method == "POST":
        must(request, Right.EDIT_REGISTERS)
        tried = try_to_save(request, make, partial(save_place, key), partial(place_said, key))
        if tried.row is not None:
            return redirect("place", key=key)
        return _drawn(request, key, place_said(key), known, tried.form, bearers=tried.bearers)
    return _drawn(request, key, row, known, make(initial=initial_of(row)))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EDIT_REGISTERS)
def new_place(request: HttpRequest) -> HttpResponse:
    """A place of our own."""
    make = partial(PlaceForm, own=True)
    form: EntryForm = make(initial={"name": request.GET.get("name", "")[:200]})
    bearers: tuple[str, ...] = ()
    if request.method == "POST":
        tried = try_to_save(request, make, partial(save_place, ""))
        if isinstance(tried.row, PlaceOverride):
            return redirect("place", key=tried.row.place)
        form, bearers = tried.form, tried.bearers
    context = {"form": form, "bearers": places_by_key(bearers).values(), "screen_name": "places"}
    return render(request, "desk/registers/new_place.html", context)


def _drawn(
    request: HttpRequest,
    key: str,
    row: PlaceOverride | None,
    known: Place | None,
    form: EntryForm,
    *,
    bearers: tuple[str, ...] = (),
) -> HttpResponse:
    told = Event.objects.told().at_place(key)
    context = {
        "known": known,
        "precision": precision_of(known).value if known else "",
        # Degrees on a sheet of 360 by 180, as SVG counts them: from the upper left.
        "at": {"x": known.lon + 180, "y": 90 - known.lat} if known else None,
        "number": told.count(),
        "events": told.with_words().order_by("-date_start", "-id")[:LATEST_EVENTS],
        "bearers": places_by_key(bearers).values(),
        "screen_name": "places",
        **shown(request, row, key, form),
    }
    return render(request, "desk/registers/place.html", context)
