"""The screens `feeds` and `feed`: what is followed, what came of it, and when it is looked at next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dateline.adapters.feeds import host_of
from dateline.domain.errors import DatelineError
from dateline.web.archive.leases import workers_alive
from dateline.web.archive.models import Feed, FeedKind
from dateline.web.desk.intake import following
from dateline.web.desk.intake.forms import address_field, checked_address
from dateline.web.desk.intake.handing_in import with_progress
from dateline.web.desk.intake.visible import visible_arrivals
from dateline.web.desk.requests import me, page_of
from dateline.web.rights import Right, load, may, needs

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse
    from django_stubs_ext import StrOrPromise

    from dateline.web.archive.models import Host

_SHOWN = 12  # entries of a dry look, and arrivals of a feed

_EVERY: tuple[tuple[int, StrOrPromise], ...] = (
    (15, gettext_lazy("a quarter of an hour")),
    (30, gettext_lazy("half an hour")),
    (60, gettext_lazy("an hour")),
    (180, gettext_lazy("3 hours")),
    (720, gettext_lazy("12 hours")),
    (1440, gettext_lazy("a day")),
)


class FollowForm(forms.Form):
    """What to follow."""

    url = address_field(
        label=gettext_lazy("Address of the feed"),
        help_text=gettext_lazy("An RSS or Atom feed, a sitemap, or a list of addresses."),
        error_messages={"required": gettext_lazy("Paste the address of a feed.")},
    )
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=150,
        required=False,
        help_text=gettext_lazy("Whose it is, by name. Without one it goes by its site."),
    )
    every = forms.TypedChoiceField(
        label=gettext_lazy("Look every"),
        choices=_EVERY,
        coerce=int,
        initial=60,
        help_text=gettext_lazy("Less often where the feed asks for it, or fails."),
    )
    kind = forms.ChoiceField(choices=FeedKind, required=False, widget=forms.HiddenInput)

    def clean_url(self) -> str:
        """Refuse what is no address."""
        return checked_address(self.cleaned_data["url"])


class EveryForm(forms.Form):
    """How often a feed is looked at."""

    every = forms.TypedChoiceField(label=gettext_lazy("Look every"), coerce=int)

    def __init__(self, *args: Any, interval: int, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Offer the usual ones, and what is set."""
        super().__init__(*args, **kwargs)
        self.initial["every"] = interval
        usual = dict(_EVERY)
        own = {} if interval in usual else {interval: _("%(number)s minutes") % {"number": interval}}
        self.fields["every"].choices = sorted({**usual, **own}.items())  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A feed with what its host has asked for."""

    feed: Feed
    host: Host | None


@require_safe
@needs(Right.SEE_DESK)
def feeds(request: HttpRequest) -> HttpResponse:
    """All that is followed; what fails stands first."""
    return _feeds(request, FollowForm() if may(request.user, Right.EDIT_SOURCES) else None)


@require_POST
@needs(Right.EDIT_SOURCES)
def try_out(request: HttpRequest) -> HttpResponse:
    """A dry look: what following would bring. Nothing is taken in, and nothing kept."""
    form = FollowForm(request.POST)
    if not form.is_valid():
        return _feeds(request, form, status=422)
    try:
        preview = following.preview(form.cleaned_data["url"])
    except DatelineError as error:
        form.add_error("url", str(error))
        return _feeds(request, form, status=422)
    shown = FollowForm(initial={**form.cleaned_data, "kind": preview.kind})
    return _feeds(request, shown, preview=preview)


@require_POST
@needs(Right.EDIT_SOURCES)
def follow(request: HttpRequest) -> HttpResponse:
    """Follow a feed from now on."""
    form = FollowForm(request.POST)
    if not form.is_valid():
        return _feeds(request, form, status=422)
    given = form.cleaned_data
    feed, new = following.follow(
        given["url"],
        kind=FeedKind(given["kind"] or FeedKind.RSS),
        source=given["source"],
        every=given["every"],
        by=me(request),
    )
    said = _("It is followed from now on.") if new else _("It is followed already.")
    messages.success(request, said) if new else messages.info(request, said)
    return redirect("feed", pk=feed.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.SEE_DESK)
def feed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One feed: what came of it, and how often it is looked at."""
    row = load(request.user, Right.SEE_DESK, _rows(), pk)
    edits = may(request.user, Right.EDIT_SOURCES, row)
    if request.method == "POST" and not edits:
        raise PermissionDenied
    form = EveryForm(request.POST if request.method == "POST" else None, interval=row.interval)
    if form.is_bound and form.is_valid():
        if following.change(row, by=me(request), verb="changed", interval=form.cleaned_data["every"]):
            messages.success(request, _("It is changed."))
        return redirect("feed", pk=row.pk)
    came = list(visible_arrivals(me(request)).filter(feed=row)[:_SHOWN])
    return render(
        request,
        "desk/intake/feed.html",
        {
            "screen_name": "hand_in",
            "feed": row,
            "host": following.hosts_of([row]).get(host_of(row.url)),
            "lines": with_progress(came),
            "form": form if edits else None,
            "workers": workers_alive(),
        },
    )


@require_POST
@needs(Right.EDIT_SOURCES)
def settle(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Pause a feed, take it up again, have it looked at now, or drop it."""
    row = load(request.user, Right.EDIT_SOURCES, Feed.objects.select_related("source"), pk)
    match request.POST.get("what"):
        case "pause":
            following.change(row, by=me(request), verb="paused", enabled=False)
            messages.success(request, _("It is paused: nobody looks at it."))
        case "resume":
            following.change(row, by=me(request), verb="took up again", enabled=True)
            messages.success(request, _("It is followed again."))
        case "look":
            if following.look_now(row, by=me(request)):
                messages.success(request, _("It is looked at as soon as a worker is free."))
            else:
                messages.error(request, _("It is paused: take it up again first."))
        case "drop":
            following.drop(row, by=me(request))
            messages.success(request, _("It is followed no more. Its reports stay."))
            return redirect("feeds")
    return redirect("feeds") if request.POST.get("back") == "feeds" else redirect("feed", pk=row.pk)


def _rows() -> Any:  # noqa: ANN401 -- an annotated query
    return Feed.objects.select_related("source").annotate(
        number_of_arrivals=Count("arrivals"), latest_arrival=Max("arrivals__came_at")
    )


def _feeds(
    request: HttpRequest,
    form: FollowForm | None,
    *,
    preview: following.Preview | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = _rows().order_by("-enabled", "-failures", "source__name", "url")
    page = page_of(request, rows)
    shown = list(page.object_list)
    hosts = following.hosts_of(shown)
    return render(
        request,
        "desk/intake/feeds.html",
        {
            "screen_name": "hand_in",
            "page": page,
            "rows": [Followed(feed=one, host=hosts.get(host_of(one.url))) for one in shown],
            "form": form,
            "preview": preview,
            "entries": preview.entries[:_SHOWN] if preview else (),
            "more": max(0, len(preview.entries) - _SHOWN) if preview else 0,
            "workers": workers_alive(),
        },
        status=status,
    )
