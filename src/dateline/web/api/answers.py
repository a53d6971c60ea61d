"""Answers: known by a tag, so that who has them gets 304 before much is read; tables and maps streamed."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date

from dateline.exporting.sheets import in_order, safe_cell
from dateline.web.api.forms import MEDIA_TYPES, Form
from dateline.web.press.caching import AGE, tag_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from django.http.response import HttpResponseBase

    from dateline.exporting.sheets import Cell
    from dateline.web.api.forms import Asking


def answered(
    request: Asking, *, key: str, changed: datetime | None, make: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """What `make` makes, or 304 where the asker has it: then `make` is not called.

    Args:
        request: What is asked.
        key: All that the answer is made of, as words that change when any of it does.
        changed: When it changed last, as far as one moment can say. It is told and not judged by: a list
            from which something was taken is no newer, so only the tag decides.
        make: Makes the answer.
    """
    tag = tag_of(request, f"{request.form} {key}")
    response: HttpResponseBase = get_conditional_response(request, etag=tag) or make()
    response.headers["ETag"] = tag
    if changed:
        response.headers["Last-Modified"] = http_date(changed.timestamp())
    patch_cache_control(response, public=True, max_age=AGE, stale_while_revalidate=AGE)
    patch_vary_headers(response, ("Accept",))
    return response


def as_json(told: object) -> HttpResponse:
    """One answer as JSON."""
    return HttpResponse(written(told), content_type=MEDIA_TYPES[Form.JSON])


def as_features(features: Iterable[Mapping[str, Any]]) -> StreamingHttpResponse:
    """Features as one collection (RFC 7946), sent as they are made."""
    return StreamingHttpResponse(_collection(features), content_type=MEDIA_TYPES[Form.GEOJSON])


def as_feature(feature: Mapping[str, Any]) -> HttpResponse:
    """One feature."""
    return HttpResponse(written(feature), content_type=MEDIA_TYPES[Form.GEOJSON])


def as_table(
    columns: Sequence[str], rows: Iterable[Mapping[str, Cell]], *, name: str
) -> StreamingHttpResponse:
    """Rows as CSV under a header, sent as they are made; no cell is a formula to a spreadsheet."""
    media = f"{MEDIA_TYPES[Form.CSV]}; charset=utf-8; header=present"
    response = StreamingHttpResponse(_lines(tuple(columns), rows), content_type=media)
    response.headers["Content-Disposition"] = f'inline; filename="{name}.csv"'
    return response


def written(told: object) -> str:
    """As JSON. Halves of surrogate pairs, which UTF-8 has no room for, are written as escapes."""
    words = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    try:
        words.encode()
    except UnicodeEncodeError:
        return json.dumps(told, separators=(",", ":"))
    return words


def _collection(features: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    yield '{"type":"FeatureCollection","features":['
    for nth, feature in enumerate(features):
        yield f"{',' if nth else ''}{written(feature)}"
    yield "]}\n"


def _lines(columns: tuple[str, ...], rows: Iterable[Mapping[str, Cell]]) -> Iterator[str]:
    writer = csv.writer(_Line(), lineterminator="\n")
    yield writer.writerow(columns)
    for row in rows:
        yield writer.writerow([_storable(safe_cell(cell)) for cell in in_order(row, columns)])


def _storable(cell: str) -> str:
    return cell if cell.isascii() else cell.encode("utf-8", "replace").decode()


class _Line:
    """Hands back the line that a writer of CSV writes."""

    def write(self, line: str) -> str:
        """The line."""
        return line
