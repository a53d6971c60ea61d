"""What views that change something share: who asks, on what, whether it stands as it was seen, and back."""

from __future__ import annotations

from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, cast

from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dateline.web.archive.models import Event, Report
from dateline.web.archive.reviewing import take
from dateline.web.desk.filters import kept
from dateline.web.desk.requests import me
from dateline.web.desk.reviewing.reading import look_again
from dateline.web.rights import load, needs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from dateline.web.rights import Right

_P = ParamSpec("_P")


def address(name: str, pk: UUID, request: HttpRequest) -> str:
    """An address of reviewing, with the filters of the queue that one came from."""
    filters = kept(request.GET)
    return reverse(name, args=[pk]) + (f"?{filters}" if filters else "")


def to_event(pk: UUID, request: HttpRequest) -> HttpResponseRedirect:
    """Back to an event."""
    return HttpResponseRedirect(address("event", pk, request))


def event_for(request: HttpRequest, right: Right, pk: UUID) -> Event:
    """An event, if whoever asks has the right on it."""
    rows = Event.objects.select_related("report__source", "assignee").defer("report__set_apart")
    return load(request.user, right, rows, pk)


def posted(
    right: Right, back: str = "event"
) -> Callable[
    [Callable[Concatenate[HttpRequest, _P], HttpResponse]],
    Callable[Concatenate[HttpRequest, _P], HttpResponseBase],
]:
    """A view that changes something: for those who have `right`, by POST.

    Who comes to its address in another way (reloads, signs in again) is led to the page that it is of.
    """

    def guard(
        view: Callable[Concatenate[HttpRequest, _P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, _P], HttpResponseBase]:
        @require_http_methods(["GET", "HEAD", "POST"])
        @needs(right)
        @wraps(view)
        def answer(request: HttpRequest, /, *args: _P.args, **kwargs: _P.kwargs) -> HttpResponse:
            if request.method != "POST":
                return HttpResponseRedirect(address(back, cast("UUID", kwargs["pk"]), request))
            return view(request, *args, **kwargs)

        return answer

    return guard


@contextmanager
def changing(event: Event, request: HttpRequest) -> Iterator[None]:
    """A transaction in which an event is ours alone, in our hands, and as it was when the form was opened.

    Raises:
        ViewOutdated: It was changed since.
        TakenByAnother: Somebody else has it in hand.
    """
    with transaction.atomic():
        Report.objects.select_for_update().filter(pk=event.report_id).values_list("pk").get()
        event.refresh_from_db(fields=["coding", "review", "words", "ref", "assignee", "assigned_until"])
        take(event, by=me(request))
        look_again(event, request.POST.get("seen", ""))
        yield
