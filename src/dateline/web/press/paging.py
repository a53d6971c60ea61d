"""Paging: which page of a list an address asks for, written in one way alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.core.paginator import Page


def which(page: Page[Any]) -> str:
    """The page as a query string: nothing for the first, the last one for all numbers beyond it."""
    return f"page={page.number}" if page.number > 1 else ""
