"""What every request carries: its number, and who asks, for the history of changes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from dateline.web.archive.history import within_request

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


def numbered(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give each request a number: changes made by it keep it, and the answer tells it."""

    def answer(request: HttpRequest) -> HttpResponse:
        number = uuid4().hex
        with within_request(number):
            response = get_response(request)
        response.headers["X-Request-Id"] = number
        return response

    return answer
