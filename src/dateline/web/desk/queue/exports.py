"""Exports of what is listed: the form is chosen, what it loses is told, and then there is a file."""

from __future__ import annotations

import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from dateline.domain.errors import DatelineError
from dateline.exporting import forms
from dateline.web.archive.history import record
from dateline.web.desk.filters import (
    events_asked_for,
    incidents_asked_for,
    kept,
    kept_of_reports,
    reports_asked_for,
)
from dateline.web.desk.queue import exporting
from dateline.web.desk.requests import me
from dateline.web.rights import Right, needs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
    from django_stubs_ext import StrOrPromise

    from dateline.exporting.losses import Loss
    from dateline.web.archive.people import User

PREVIEWED = 200
"""So many are written beforehand to tell what a form loses of them."""

# What each is called, and what it is good for.
_FORMS: Mapping[str, tuple[str, StrOrPromise]] = {
    "acled": ("ACLED", gettext_lazy("a table in ACLED's 31 columns (CSV)")),
    "ucdp": ("UCDP GED", gettext_lazy("a table in the columns of UCDP's georeferenced events (CSV)")),
    "polecat": ("POLECAT", gettext_lazy("a table in POLECAT's columns (parted by tabs)")),
    "gdelt": ("GDELT", gettext_lazy("a table in GDELT's 61 columns (parted by tabs, without a header)")),
    "hxl": ("HXL", gettext_lazy("a table with humanitarian hashtags (CSV)")),
    "csv": ("CSV", gettext_lazy("all that an event holds, a row each, for a spreadsheet")),
    "geojson": ("GeoJSON", gettext_lazy("points for a map; what has none is left out")),
    "jsonld": ("JSON-LD", gettext_lazy("articles, claims and events in the words of schema.org")),
    "parquet": ("Parquet", gettext_lazy("events and attributions as two files for analysis, in a ZIP")),
    "jsonl": ("JSON lines", gettext_lazy("Dateline's own: loses nothing, and every command reads it")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """A list that can be exported: what it holds, and how it is written."""

    label: StrOrPromise
    page: str
    asked_for: Callable[[QueryDict, User], Any]
    write: Callable[[Any, str, Path], Loss]
    kept: Callable[[QueryDict], str] = kept


def _write_incidents(found: Any, form: str, path: Path) -> Loss:  # noqa: ANN401 -- a query set of incidents
    if forms.FORMS[form].incidents:
        return forms.write_incidents(exporting.incidents_of(found), form, path)
    return forms.write(exporting.events_of_incidents(found), form, path)


_LISTS: Mapping[str, _List] = {
    "events": _List(
        label=gettext_lazy("events"),
        page="desk",
        asked_for=events_asked_for,
        write=lambda found, form, path: forms.write(exporting.events_of(found), form, path),
    ),
    "incidents": _List(
        label=gettext_lazy("incidents"),
        page="incidents",
        asked_for=incidents_asked_for,
        write=_write_incidents,
    ),
    "reports": _List(
        label=gettext_lazy("reports"),
        page="reports",
        asked_for=lambda params, _user: reports_asked_for(params),
        write=lambda found, form, path: forms.write(exporting.reports_of(found), form, path),
        kept=kept_of_reports,
    ),
}


@require_safe
@needs(Right.EXPORT)
def export(request: HttpRequest) -> HttpResponse:
    """Choose a form; once it is chosen, be told what it does not hold."""
    name, listed, found = _listed(request)
    number, form = found.count(), request.GET.get("form", "")
    note: tuple[str, ...] = ()
    if form in forms.FORMS:
        try:
            with _written(listed, _first(found, number), form) as (_paths, loss):
                note = _note(loss, name, form)
        except DatelineError as error:
            messages.error(request, str(error))
            form = ""
    return render(
        request,
        "desk/queue/export.html",
        {
            "screen_name": listed.page,
            "list": name,
            "listed": listed,
            "number": number,
            "form": form if form in forms.FORMS else "",
            "label": _FORMS[form][0] if form in forms.FORMS else "",
            "forms": [(key, label, told, key == form) for key, (label, told) in _FORMS.items()],
            "kept": listed.kept(request.GET),
            "carried": parse_qsl(listed.kept(request.GET)),
            "note": note,
            "of_first": PREVIEWED if number > PREVIEWED else 0,
            "file": _file_name(name, form) if form in forms.FORMS else "",
            "zipped": form in forms.FORMS and forms.FORMS[form].files > 1,
        },
    )


@require_POST
@needs(Right.EXPORT)
def download(request: HttpRequest) -> HttpResponseBase:
    """The file; with `zip` it comes together with the note of what is lost."""
    name, listed, found = _listed(request)
    form, user = request.GET.get("form", ""), me(request)
    if form not in forms.FORMS:
        raise Http404
    try:
        with _written(listed, found, form) as (paths, loss):
            with transaction.atomic():
                after = {"list": name, "filters": listed.kept(request.GET), "form": form}
                record("exported", user, by=user, after={**after, "of": loss.events, "rows": loss.rows})
            note = _note(loss, name, form)
            zipped = len(paths) > 1 or "zip" in request.POST
            path = _zipped(paths, note) if zipped else paths[0]
            # The folder goes, the open file stays until it is sent.
            response = FileResponse(path.open("rb"), as_attachment=True, filename=path.name)
    except DatelineError as error:
        messages.error(request, str(error))
        return redirect(f"{reverse('export')}?list={name}&{listed.kept(request.GET)}")
    if not zipped:
        response.headers["Content-Type"] = f"{forms.FORMS[form].media}; charset=utf-8"
    response.headers["Dateline-Loss"] = (
        "; ".join(line.strip() for line in note).encode("ascii", "replace").decode()
    )
    return response


def _listed(request: HttpRequest) -> tuple[str, _List, Any]:
    name = request.GET.get("list", "events")
    if name not in _LISTS:
        raise Http404
    return name, _LISTS[name], _LISTS[name].asked_for(request.GET, me(request))


def _first(found: QuerySet[Any], number: int) -> QuerySet[Any]:
    """The first of what is listed, if there are many: what is lost of them tells what is lost of all."""
    if number <= PREVIEWED:
        return found
    keys = list(found.order_by("pk").values_list("pk", flat=True)[:PREVIEWED])
    return found.filter(pk__in=keys)


@contextmanager
def _written(listed: _List, found: Any, form: str) -> Iterator[tuple[tuple[Path, ...], Loss]]:  # noqa: ANN401
    """The files of an export, in a folder that is gone afterwards, and what was lost."""
    name = next(name for name, one in _LISTS.items() if one is listed)
    with TemporaryDirectory(prefix="dateline-") as folder:
        path = Path(folder) / _file_name(name, form)
        loss = listed.write(found, form, path)
        yield forms.files_of(form, path), loss


def _zipped(paths: tuple[Path, ...], note: tuple[str, ...]) -> Path:
    """The files and the note in one."""
    first = paths[0]
    together = first.with_name(f"{first.stem}.zip")
    with zipfile.ZipFile(together, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in paths:
            archive.write(path, path.name)
        archive.writestr(f"{first.stem}.note.txt", "\n".join(note) + "\n")
    return together


def _file_name(name: str, form: str) -> str:
    return f"dateline-{name}-{form}-{timezone.now():%Y-%m-%d}.{forms.FORMS[form].ending}"


def _note(loss: Loss, name: str, form: str) -> tuple[str, ...]:
    """What is lost, as the command line tells it."""
    if name == "incidents" and not forms.FORMS[form].incidents:
        return (_("%(form)s knows no incidents: their events are written.") % {"form": form}, *loss.lines())
    return loss.lines()
