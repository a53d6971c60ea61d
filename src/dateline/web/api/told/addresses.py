"""Addresses as other programs need them: whole, with the host that was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from dateline.web.press.addresses import absolute

if TYPE_CHECKING:
    from django.http import HttpRequest


class Addresses:
    """The addresses of what is published, on the host that a request came to."""

    def __init__(self, request: HttpRequest) -> None:
        """Those of the host of `request`."""
        self._root = absolute(request, "")

    def of(self, name: str, *args: object, **params: object) -> str:
        """The address of a page, a file or an answer by its name."""
        query = f"?{urlencode(params)}" if params else ""
        return self.whole(f"{reverse(name, args=args)}{query}")

    def whole(self, path: str) -> str:
        """The address of a path."""
        return f"{self._root}{path}"
