"""The page of a report: what it is, what it tells, how far it got, and its page as it was fetched."""

from __future__ import annotations

import re
import tempfile
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dateline.web.archive.models import Change, Incident, Report, ReportState
from dateline.web.archive.store import body_of
from dateline.web.archive.tasks import Urgency, enqueue_coding
from dateline.web.archive.warc import write_report
from dateline.web.desk.filters import kept
from dateline.web.desk.reviewing import showing
from dateline.web.desk.reviewing.reading import read
from dateline.web.desk.reviewing.saying import said
from dateline.web.desk.reviewing.views.doing import address, posted
from dateline.web.rights import Right, load, may, needs
from dateline.web.telling.lighting import drawn

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from dateline.web.desk.reviewing.reading import Reading

_CHANGES = 50
_MEMORY = 2**20  # bytes of a WARC file before it is put on the disk


@require_safe
@needs(Right.SEE_DESK)
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A report with its events in the order of the text."""
    row = load(request.user, Right.SEE_DESK, Report.objects.select_related("source"), pk)
    reading = read(row)
    pages = row.pages.defer("body", "headers").order_by("-fetched_at")
    changes = Change.objects.of_report(row.key)
    incidents = Incident.objects.there().light().filter(accounts__report=row).distinct()
    context: dict[str, Any] = {
        "screen_name": "desk",
        "report": row,
        "failed": row.state == ReportState.FAILED,
        "original": _web(row.url),
        "reading": reading,
        "text": _text(request, reading),
        "events": _events(reading),
        "gone": [one for one in reading.rows if one.coding_id is None],
        "lost": [said(one) for one in reading.lost()],
        "incidents": incidents.order_by("date_start", "id"),
        "pages": pages,
        "changes": changes[:_CHANGES],
        "more": changes.count() > _CHANGES,
        "types": showing.types(),
        "kept": kept(request.GET),
        "mine": may(request.user, Right.REVIEW) and reading.coding is not None,
        "may_code": may(request.user, Right.REVIEW),
    }
    return render(request, "desk/reviewing/report.html", context)


@require_safe
@needs(Right.SEE_DESK)
def page(request: HttpRequest, pk: UUID, page: UUID) -> HttpResponse:
    """A version of the page, byte for byte, to be kept: never shown as a page of this site."""
    row = load(request.user, Right.SEE_DESK, Report.objects, pk)
    version = load(request.user, Right.SEE_DESK, row.pages, page)
    answer = HttpResponse(body_of(version), content_type="application/octet-stream")
    name = f"{_plain(row)}-{version.sha256[:12]}{_ENDINGS.get(_media(version.media_type), '.bin')}"
    _to_keep(answer, name)
    return answer


@require_safe
@needs(Right.SEE_DESK)
def warc(request: HttpRequest, pk: UUID) -> FileResponse:
    """All versions of the page as a WARC file."""
    row = load(request.user, Right.SEE_DESK, Report.objects.select_related("source"), pk)
    out = tempfile.SpooledTemporaryFile(max_size=_MEMORY)  # noqa: SIM115 -- the answer closes it
    write_report(out, row)
    out.seek(0)
    answer = FileResponse(out, content_type="application/warc")
    _to_keep(answer, f"{_plain(row)}.warc.gz")
    return answer


@posted(Right.REVIEW, back="report")
def code_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Have a report coded anew in the background."""
    row = load(request.user, Right.REVIEW, Report.objects, pk)
    enqueue_coding(row, Urgency.ASKED, again=True)
    messages.success(request, _("The report is on its way to be coded anew. What people said of it is kept."))
    return HttpResponseRedirect(address("report", pk, request))


def _text(request: HttpRequest, reading: Reading) -> str:
    rows = {one.number: reading.by_ref.get(one.event.id) for one in reading.told}

    def leads(number: int) -> str:
        row = rows[number]
        return address("event", row.pk, request) if row else "#text"

    return drawn(reading.text, reading.told, current=None, leads=leads)


def _events(reading: Reading) -> list[dict[str, Any]]:
    return [
        {"told": one, "row": reading.by_ref[one.event.id]}
        for one in reading.told
        if one.event.id in reading.by_ref
    ]


def _web(url: str) -> str:
    """An address that a page may lead to, or nothing."""
    try:
        return url if urlsplit(url).scheme in {"http", "https"} else ""
    except ValueError:
        return ""


_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/json": ".json",
}


def _media(written: str) -> str:
    return written.partition(";")[0].strip().lower()


def _plain(row: Report) -> str:
    """The report's key as the name of a file."""
    return re.sub(r"[^A-Za-z0-9]+", "-", row.key).strip("-")[:60] or "report"


def _to_keep(answer: HttpResponse | FileResponse, name: str) -> None:
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
