"""Caching: a page for readers says by which tag it is known; who has it is answered without drawing it.

The last pages that were drawn are kept in the process by their tags, so that many readers cost one drawing.
No more than so many are kept, and what nobody asked for longest goes first: a flood of addresses costs the
drawing of each, and no memory. Of an address no more counts than the page reads of it, so that nobody has
one page drawn again by writing something behind its "?".
"""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cached_property, partial, wraps
from http import HTTPStatus
from importlib.metadata import version
from itertools import islice
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language

from dateline.web.press.addresses import site
from dateline.web.telling.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.http import HttpRequest

_P = ParamSpec("_P")
_Answer = TypeVar("_Answer", bound=HttpResponseBase)

AGE = 60
"""Seconds for which a page may be shown without asking again, and once more while it is asked for anew: who
reads sees a correction two minutes later at the latest."""


def known_by(
    key: Callable[Concatenate[HttpRequest, _P], str | None],
    *,
    reads: Callable[Concatenate[HttpRequest, _P], str] | None = None,
    age: int = AGE,
) -> Callable[
    [Callable[Concatenate[HttpRequest, _P], _Answer]],
    Callable[Concatenate[HttpRequest, _P], _Answer],
]:
    """Have a view answered by 304 where the asker has what `key` says: nothing is rendered then.

    Args:
        key: All that the page is made of, as words that change when any of it does; None where there is no
            such page. It is asked before the view, so it has to be cheap: a query, or two.
        reads: The parameters that it reads, as a query string in which the same is always written alike
            ("page=2"); by default none. The view and its links get to see no others.
        age: Seconds for which the page may be shown without asking again.
    """

    def of(
        view: Callable[Concatenate[HttpRequest, _P], _Answer],
    ) -> Callable[Concatenate[HttpRequest, _P], _Answer]:
        @wraps(view)
        def answer(request: HttpRequest, /, *args: _P.args, **kwargs: _P.kwargs) -> _Answer:
            _narrow(request, reads(request, *args, **kwargs) if reads else "")
            found = key(request, *args, **kwargs)
            tag = None if found is None else tag_of(request, found)
            held = get_conditional_response(request, etag=tag)
            response = cast("_Answer", held or drawn(request, tag, partial(view, request, *args, **kwargs)))
            if tag:
                packed = response.has_header("Content-Encoding")
                response.headers.setdefault("ETag", f"W/{tag}" if packed else tag)
            if response.status_code in {200, 304} and not response.has_header("Cache-Control"):
                patch_cache_control(response, public=True, max_age=age, stale_while_revalidate=AGE)
            return response

        def drawn(request: HttpRequest, tag: str | None, draw: Callable[[], _Answer]) -> _Answer:
            if tag and (page := _drawn.get(tag)):
                return cast("_Answer", page.answer(request))
            response = draw()
            if tag and isinstance(response, HttpResponse) and _may_be_kept(response):
                _drawn.put(tag, _Page(content=response.content, headers=dict(response.items())))
            return response

        return answer

    return of


def and_refused(query: str, refused: Iterable[tuple[str, str]]) -> str:
    """A query string with the first few parameters that a page says it has passed over."""
    passed = urlencode([(name, value[:_SHOWN]) for name, value in islice(refused, _REFUSED)])
    return "&".join(part for part in (query, passed) if part)


def tag_of(request: HttpRequest, key: str) -> str:
    """The entity tag of an answer: its key, its address and language, and the release that draws it."""
    parts = (
        _RELEASE,
        str(settings.SECRET_KEY)[:8],
        site(request),
        request.get_full_path(),
        get_language() or "",
        key,
    )
    return f'"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'


def _narrow(request: HttpRequest, query: str) -> None:
    """Have a request ask for nothing else than `query`, as if nothing else had stood in its address."""
    if request.META.get("QUERY_STRING", "") != query:
        request.META["QUERY_STRING"] = query
        request.GET = QueryDict(query)


def forget() -> None:
    """Draw every page anew."""
    _drawn.clear()


@dataclass(frozen=True, kw_only=True)
class _Page:
    """A page as it was drawn; it is packed once, and not for each reader again."""

    content: bytes
    headers: dict[str, str]

    def answer(self, request: HttpRequest) -> HttpResponse:
        """It as an answer, packed where the asker can unpack it."""
        if len(self.content) < _SMALL or not _PACKED.search(request.headers.get("Accept-Encoding", "")):
            return HttpResponse(self.content, headers=self.headers)
        response = HttpResponse(self.packed, headers=self.headers)
        response.headers["Content-Encoding"] = "gzip"
        patch_vary_headers(response, ("Accept-Encoding",))
        return response

    @cached_property
    def packed(self) -> bytes:
        """The page as gzip."""
        return gzip.compress(self.content, compresslevel=6, mtime=0)


def _may_be_kept(response: HttpResponse) -> bool:
    html = response.headers.get("Content-Type", "").startswith("text/html")
    return (
        html
        and response.status_code == HTTPStatus.OK
        and not response.cookies
        and len(response.content) < _LARGEST
    )


_REFUSED, _SHOWN = 5, 60  # parameters that are said to be passed over, and the signs of each
_LARGEST = 256 * 1024  # bytes; with the number that is kept, 60 MB at most
_SMALL = 200  # bytes: what is smaller is not packed
_PACKED = re.compile(r"\bgzip\b")
_drawn: Kept[str, _Page] = Kept(200)
_RELEASE = version("dateline")
