"""What the screens of the desk ask of a request: who it is, and which page of a list is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.core.paginator import Paginator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.paginator import Page
    from django.db.models import QuerySet
    from django.http import HttpRequest

    from dateline.web.archive.people import User

A_PAGE = 50
"""Rows of a page, unless a list says otherwise."""


def me(request: HttpRequest) -> User:
    """Who asks; `needs` lets nobody else in."""
    return cast("User", request.user)


def page_of(request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], size: int = A_PAGE) -> Page[Any]:
    """The page of a list that is asked for."""
    return Paginator(rows, size).get_page(request.GET.get("page"))
