"""Caching: a page for readers says by which tag it is known; who has it is answered without drawing it.

The last pages that were drawn are kept in the process by their tags, so that many readers cost one drawing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import partial, wraps
from http import HTTPStatus
from importlib.metadata import version
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language

from dateline.web.telling.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

_P = ParamSpec("_P")
_Answer = TypeVar("_Answer", bound=HttpResponseBase)

AGE = 60
"""Seconds for which a page may be shown without asking again, and once more while it is asked for anew: who
reads sees a correction two minutes later at the latest."""


def known_by(
    key: Callable[Concatenate[HttpRequest, _P], str | None], *, age: int = AGE
) -> Callable[
    [Callable[Concatenate[HttpRequest, _P], _Answer]],
    Callable[Concatenate[HttpRequest, _P], _Answer],
]:
    """Have a view answered by 304 where the asker has what `key` says: nothing is rendered then.

    Args:
        key: All that the page is made of, as words that change when any of it does; None where there is no
            such page. It is asked before the view, so it has to be cheap: a query, or two.
        age: Seconds for which the page may be shown without asking again.
    """

    def of(
        view: Callable[Concatenate[HttpRequest, _P], _Answer],
    ) -> Callable[Concatenate[HttpRequest, _P], _Answer]:
        @wraps(view)
        def answer(request: HttpRequest, /, *args: _P.args, **kwargs: _P.kwargs) -> _Answer:
            found = key(request, *args, **kwargs)
            tag = None if found is None else tag_of(request, found)
            held = get_conditional_response(request, etag=tag)
            response = cast("_Answer", held or drawn(tag, partial(view, request, *args, **kwargs)))
            if tag:
                response.headers.setdefault("ETag", tag)
            if response.status_code in {200, 304} and not response.has_header("Cache-Control"):
                patch_cache_control(response, public=True, max_age=age, stale_while_revalidate=AGE)
            return response

        def drawn(tag: str | None, draw: Callable[[], _Answer]) -> _Answer:
            if tag and (page := _drawn.get(tag)):
                return cast("_Answer", HttpResponse(page.content, headers=page.headers))
            response = draw()
            if tag and isinstance(response, HttpResponse) and _may_be_kept(response):
                _drawn.put(tag, _Page(content=response.content, headers=dict(response.items())))
            return response

        return answer

    return of


def tag_of(request: HttpRequest, key: str) -> str:
    """The entity tag of an answer: its key, its address and language, and the release that draws it."""
    parts = (
        _RELEASE,
        str(settings.SECRET_KEY)[:8],
        request.scheme or "",
        request.get_host(),
        request.get_full_path(),
        get_language() or "",
        key,
    )
    return f'"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'


def forget() -> None:
    """Draw every page anew."""
    _drawn.clear()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A page as it was drawn."""

    content: bytes
    headers: dict[str, str]


def _may_be_kept(response: HttpResponse) -> bool:
    html = response.headers.get("Content-Type", "").startswith("text/html")
    return (
        html
        and response.status_code == HTTPStatus.OK
        and not response.cookies
        and len(response.content) < _LARGEST
    )


_LARGEST = 256 * 1024  # bytes; with the number that is kept, 50 MB at most
_drawn: Kept[str, _Page] = Kept(200)
_RELEASE = version("dateline")
