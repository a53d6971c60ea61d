"""How much a request may bring: little from a stranger, a handful of reports from who is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.reading import MAX_BYTES
from dateline.web.site.errors import too_large

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

MOST_OF_A_STRANGER = 256 * 1024
"""Bytes; the longest form that is open to strangers, a passkey's answer in it, has some 10 kB."""
MOST = 5 * MAX_BYTES
"""Bytes; the largest report five times, or a list with the texts of some thousands."""


def bounded(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse what is too large before a byte of it is read: 413.

    It goes by the length that the request tells, beyond which nothing is read. It stands behind the
    middleware of sign-in, which it asks only where more comes than from a stranger.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        length = _length(request)
        if length > MOST or (length > MOST_OF_A_STRANGER and not request.user.is_authenticated):
            return too_large(request)
        return get_response(request)

    return answer


def _length(request: HttpRequest) -> int:
    """The bytes that the request says it brings; 0 where it says nothing of use, as Django takes it, too."""
    told = request.META.get("CONTENT_LENGTH") or ""
    return int(told) if told.isascii() and told.isdecimal() else 0
