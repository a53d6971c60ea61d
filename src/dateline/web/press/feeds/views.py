"""Feeds at their addresses: of the site, a series, a place, an actor, and of corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from dateline.web.press.addresses import absolute
from dateline.web.press.caching import known_by
from dateline.web.press.feeds.entries import A_PAGE, Channel
from dateline.web.press.feeds.finding import actor_named, place_named
from dateline.web.press.feeds.subjects import Briefings, Corrections, Found, Incidents, updated_of
from dateline.web.press.feeds.written import FORMS
from dateline.web.press.models import Series
from dateline.web.press.once import once

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from dateline.web.press.feeds.subjects import Subject

    Find = Callable[..., Found[Any] | None]
    View = Callable[..., HttpResponse]


_LONGEST = 6  # digits of the number of a page: no feed has more


def _feed(find: Callable[..., Subject[Any] | None]) -> View:
    """The view of a feed; `find` gives what it is of, by what its address names."""

    @once
    def found(request: HttpRequest, /, **named: str) -> Found[Any] | None:
        subject = find(**named)
        number = _page(request)
        if subject is None or number is None:
            return None
        rows = list(subject.rows()[(number - 1) * A_PAGE : number * A_PAGE + 1])
        if not rows and number > 1:
            return None
        return Found(subject, tuple(rows[:A_PAGE]), number, len(rows) > A_PAGE)

    def reads(request: HttpRequest, /, form: str, **named: str) -> str:  # noqa: ARG001 -- as of the key
        number = _page(request)
        return "" if number == 1 else f"page={number or 0}"

    def known(request: HttpRequest, /, form: str, **named: str) -> str | None:
        here = found(request, **named) if form in FORMS else None
        return here.known if here else None

    @require_safe
    @known_by(known, reads=reads)
    def view(request: HttpRequest, /, form: str, **named: str) -> HttpResponse:
        here = found(request, **named) if form in FORMS else None
        if here is None:
            raise Http404(request.path)
        media_type, write = FORMS[form]
        response = HttpResponse(write(_channel(request, here)), content_type=f"{media_type}; charset=utf-8")
        response.headers["Access-Control-Allow-Origin"] = "*"  # readers in browsers, on pages of others
        return response

    return view


def _page(request: HttpRequest) -> int | None:
    written = request.GET.get("page", "1")
    plain = written.isascii() and written.isdecimal() and len(written) <= _LONGEST
    return int(written) or None if plain else None


def _channel(request: HttpRequest, here: Found[Any]) -> Channel:
    def whole(path: str) -> str:
        return absolute(request, path)

    subject, own = here.subject, whole(request.path)
    entries = tuple(subject.entries(here.rows, whole))
    beyond = f"{own}?page={here.number - 1}" if here.number > 2 else own  # noqa: PLR2004 -- the first has no number
    return Channel(
        id=whole(reverse("home")) if subject.page == reverse("home") else whole(subject.page),
        title=subject.title,
        about=subject.about,
        page=whole(subject.page),
        own=own,
        language=subject.language,
        updated=updated_of(entries),
        entries=entries,
        number=here.number,
        first=own if here.number > 1 or here.more else "",
        previous=beyond if here.number > 1 else "",
        next=f"{own}?page={here.number + 1}" if here.more else "",
    )


def _series(series: str) -> Briefings | None:
    row = Series.objects.filter(slug=series).first()
    return Briefings(row) if row else None


def _of_place(key: str) -> Incidents | None:
    found = place_named(key)
    return Incidents(found.incidents, title=found.title, page=found.page) if found else None


def _of_actor(key: str) -> Incidents | None:
    found = actor_named(key)
    return Incidents(found.incidents, title=found.title, page=found.page) if found else None


briefings_feed = _feed(Briefings)
series_feed = _feed(_series)
corrections_feed = _feed(Corrections)
place_feed = _feed(_of_place)
actor_feed = _feed(_of_actor)
