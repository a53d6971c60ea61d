"""Saying: `{% load saying %}`, the core's words, rows of names and days in the language of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from dateline.domain.messages import Row
from dateline.web.telling import saying
from dateline.web.telling.days import day_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

register = template.Library()


@register.filter
def said(words: str) -> str:
    """Words of the core: `{{ told.warning|said }}`."""
    return saying.said(words)


@register.filter
def in_a_row(words: Iterable[str], between: str = ", ") -> str:
    """Words with commas between them, or with semicolons: `{{ one.tellers|in_a_row:"; " }}`."""
    return saying.said(Row.of(tuple(words), between))


@register.filter
def day(at: date | None, form: str = "j F Y") -> str:
    """A day in a form of Django's, as the language writes it: `{{ one.fetched_at|day:"j M Y" }}`."""
    return day_in(form, at) if at else ""
