"""The screen `hand_in`: an address, a text, files or a list, and what somebody has handed in of late."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from dateline.domain.errors import AddressForbidden, DatelineError
from dateline.web.archive.ingest import Taken, take_page, take_url
from dateline.web.archive.leases import workers_alive
from dateline.web.desk.intake.batches import hand_in_files, hand_in_list, twins_of
from dateline.web.desk.intake.forms import AddressForm, FilesForm, ListForm, TextForm, is_list
from dateline.web.desk.intake.progress import progress_of
from dateline.web.desk.intake.visible import own_arrivals, visible_arrivals
from dateline.web.desk.requests import me
from dateline.web.rights import Right, needs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from uuid import UUID

    from django.core.files.uploadedfile import UploadedFile
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse
    from django_stubs_ext import StrOrPromise

    from dateline.web.archive.models import Arrival
    from dateline.web.archive.people import User
    from dateline.web.desk.intake.progress import Progress

_OF_LATE = 8


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.HAND_IN)
def hand_in(request: HttpRequest) -> HttpResponse:
    """Hand in a page, in one of four ways; afterwards it is seen how far it has got."""
    asked = request.POST.get("way") or request.GET.get("way") or "address"
    way = asked if asked in _FORMS else "address"
    form = _form(request, way)
    if request.method == "POST" and form.is_valid():
        try:
            came = _TAKE[way](form.cleaned_data, me(request))
        except DatelineError as error:
            form.add_error(_field_of(error, form), str(error))
        else:
            return _lead_on(request, came)
    of_late = list(own_arrivals(me(request))[: _OF_LATE + 1])
    return render(
        request,
        "desk/intake/hand_in.html",
        {
            "form": form,
            "way": way,
            "in_ways": [{"way": name, "label": label} for name, label in _WAYS.items()],
            "with_files": form.is_multipart(),
            "of_late": with_progress(of_late[:_OF_LATE]),
            "more": len(of_late) > _OF_LATE,
            "workers": workers_alive(),
        },
        status=422 if form.errors else 200,
    )


def with_progress(arrivals: Iterable[Arrival]) -> list[tuple[Arrival, Progress]]:
    """Each with how far it has got, in one query more at most."""
    rows = list(arrivals)
    twins = twins_of(rows)
    return [(one, progress_of(one, twins.get(one.key))) for one in rows]


_WAYS: dict[str, StrOrPromise] = {
    "address": gettext_lazy("Address"),
    "text": gettext_lazy("Text or HTML"),
    "files": gettext_lazy("Files"),
    "list": gettext_lazy("List"),
}
_FORMS: dict[str, type[Form]] = {
    "address": AddressForm,
    "text": TextForm,
    "files": FilesForm,
    "list": ListForm,
}


def _form(request: HttpRequest, way: str) -> Form:
    if request.method == "POST":
        return _FORMS[way](request.POST, request.FILES)
    known = {name: request.GET[name] for name in ("url", "title") if name in request.GET}
    return _FORMS[way](initial=known)


def _take_address(given: dict[str, Any], by: User) -> Taken:
    return take_url(given["url"], published=given["published"], by=by)


def _take_text(given: dict[str, Any], by: User) -> Taken:
    return take_page(
        given["text"],
        url=given["url"] or None,
        title=given["title"],
        outlet=given["outlet"],
        published=given["published"],
        by=by,
    )


def _take_files(given: dict[str, Any], by: User) -> Taken | UUID:
    files: list[UploadedFile[bytes]] = given["pages"]
    if len(files) == 1 and is_list(files[0]):
        return _take_list({"file": files[0]}, by)
    return hand_in_files(files, by=by)


def _take_list(given: dict[str, Any], by: User) -> UUID:
    file: UploadedFile[bytes] = given["file"]
    return hand_in_list(file.read(), name=file.name or "", by=by)


_TAKE: dict[str, Callable[[dict[str, Any], User], Taken | UUID]] = {
    "address": _take_address,
    "text": _take_text,
    "files": _take_files,
    "list": _take_list,
}


def _field_of(error: DatelineError, form: Form) -> str:
    """The field beside which an error stands."""
    if isinstance(error, AddressForbidden) and "url" in form.fields:
        return "url"
    return next(iter(form.fields))


def _lead_on(request: HttpRequest, came: Taken | UUID) -> HttpResponse:

    if not isinstance(came, Taken):
        return redirect("batch", batch=came)
    arrival = came.arrival
    if arrival is None or not visible_arrivals(me(request)).filter(pk=arrival.pk).exists():
        messages.info(request, _("This page waits to be read already: somebody else has brought it."))
        return redirect("hand_in")
    if not came.new:
        messages.info(request, _("This page is on its way already: it is taken once."))
    return redirect("arrival", pk=arrival.pk)
