"""Copies: the archived pages of a report as a file, where its source's pages may be shown."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from dateline.web.archive.warc import write_report
from dateline.web.press.caching import known_by
from dateline.web.press.claims.archived import found

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

_IN_MEMORY = 2 * 1024**2  # bytes; what is larger is written to disk while it is packed


def _key(request: HttpRequest, pk: UUID) -> str | None:
    one = found(request, pk)
    return repr([page.pk for page in one.pages]) if one and one.pages and one.report.showable else None


@require_safe
@known_by(_key)
def warc(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """All versions of a report's page as WARC."""
    one = found(request, pk)
    if one is None or not one.pages:
        raise Http404
    if not one.report.showable:
        raise PermissionDenied
    packed = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 -- the answer closes it
    write_report(packed, one.report)
    packed.seek(0)
    return FileResponse(
        packed, as_attachment=True, filename=f"{one.report.pk}.warc.gz", content_type="application/warc"
    )
