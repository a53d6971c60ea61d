"""Pictures and videos: what a published briefing shows is anybody's to see, the rest only the desk's."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.utils.http import content_disposition_header, parse_etags
from django.views.decorators.http import require_safe

from dateline.web.press.caching import AGE
from dateline.web.press.models import Media, Revision
from dateline.web.press.reading.ranges import NoSuchRange, part, range_of
from dateline.web.rights import Right, may

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

_SHOWN = frozenset(
    {"image/jpeg", "image/png", "image/webp", "image/gif", "image/avif", "video/mp4", "video/webm"}
)
"""What a browser may show; all else it is told to save."""

_PUBLIC = f"public, max-age={AGE}, stale-while-revalidate={AGE}"  # what was withdrawn goes as pages do
_OURS = "private, no-cache"


@require_safe
def media(request: HttpRequest, pk: UUID, name: str) -> HttpResponseBase:  # noqa: ARG001 -- for who saves it
    """A picture or a video, or the part of it that is asked for."""
    row = Media.objects.filter(pk=pk).first()
    public = row is not None and is_public(row)
    if row is None or not (public or may(request.user, Right.SEE_DESK)):
        raise Http404(pk)
    path = _where(row)
    tag = f'"{row.sha256}"'
    answer = _unless_known(request, tag) or _answer(request, path, tag)
    for head, value in _heads(row, path, tag, public=public).items():
        answer.headers[head] = value
    return answer


def is_public(row: Media) -> bool:
    """Whether a version of a briefing that readers see, or saw, shows it; or a video that it stands for."""
    shows = Q(pk__in=[])
    for pk in (row.pk, *Media.objects.filter(poster=row).values_list("pk", flat=True)):
        shows |= Q(briefing__media=pk, body__contains=f"media:{pk}")
    seen = Revision.objects.filter(shows, live_from__isnull=False)
    return seen.filter(briefing__live__isnull=False, briefing__withdrawn_at=None).exists()


def _where(row: Media) -> Path:
    """The file; Http404 where it is gone, or would lie elsewhere than where media lie."""
    root = Path(settings.MEDIA_ROOT).resolve()
    path = (root / str(row.file)).resolve()
    if not (path.is_relative_to(root) and path.is_file()):
        raise Http404(row.pk)
    return path


def _unless_known(request: HttpRequest, tag: str) -> HttpResponseBase | None:
    asked = parse_etags(request.headers.get("If-None-Match", ""))
    known = {each.removeprefix("W/") for each in asked}
    return HttpResponseNotModified() if tag in known or "*" in known else None


def _answer(request: HttpRequest, path: Path, tag: str) -> HttpResponseBase:
    size = path.stat().st_size
    wanted = request.headers.get("Range", "")
    if request.headers.get("If-Range", tag) != tag:
        wanted = ""  # they hold a part of something else: they get all of this
    try:
        found = range_of(wanted, size) if wanted else None
    except NoSuchRange:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, end = found or (0, size)
    answer = StreamingHttpResponse(part(path, first, end), status=206 if found else 200)
    answer.headers["Content-Length"] = str(end - first)
    if found:
        answer.headers["Content-Range"] = f"bytes {first}-{end - 1}/{size}"
    return answer


def _heads(row: Media, path: Path, tag: str, *, public: bool) -> dict[str, str]:
    known = row.media_type in _SHOWN
    name = PurePosixPath(path).name
    return {
        "Content-Type": row.media_type if known else "application/octet-stream",
        "Content-Disposition": content_disposition_header(not known, name) or "inline",
        "X-Content-Type-Options": "nosniff",
        "Accept-Ranges": "bytes",
        "Cache-Control": _PUBLIC if public else _OURS,
        "ETag": tag,
    }
