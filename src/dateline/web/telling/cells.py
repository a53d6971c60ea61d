"""Cells: what each report says of a fact, as the row of an account table: no template draws dozens."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import mark_safe

from dateline.web.telling.translating import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

    from dateline.web.telling.table import Cell, Saying, Value


def draw(cells: Iterable[Cell]) -> SafeString:
    """Cells in a row, with the head of its column in each: on a narrow page they stand one below another."""
    silence = escape(_("does not say"))
    silent = f'<td class="silent"><span class="aside">{silence}</span></td>'
    drawn = "".join(_cell(one) if one.sayings else silent for one in cells)
    return mark_safe(drawn)  # noqa: S308 -- all that is told is escaped


def _cell(cell: Cell) -> str:
    head = cell.head
    sayings = "".join(_saying(one, head.language) for one in cell.sayings)
    mark = f' <span class="unreviewed">{escape(head.mark)}</span>' if head.mark else ""
    return (
        f'<td><span class="source-of" aria-hidden="true"><span class="disc">{head.number}</span> '
        f"{escape(head.column.source)}{mark}</span>{sayings}</td>"
    )


def _saying(one: Saying, language: str) -> str:
    warning = f'<p class="warning">{escape(one.warning)}</p>' if one.warning else ""
    own = f' lang="{escape(language)}" dir="auto"' if language else ' dir="auto"'
    quotes = "".join(f"<blockquote{own}>{escape(quote)}</blockquote>" for quote in one.quotes)
    values = "".join(_value(value, own) for value in one.values)
    return (
        f'<div class="saying {one.stance}"><p>{values}</p>'
        f'<p class="teller">{escape(one.teller)}</p>{warning}{quotes}</div>'
    )


def _value(one: Value, own: str) -> str:
    value = escape(one.value)
    led = f'<b dir="auto">{value}</b>'
    if one.at:
        led = f'<a class="told" href="{escape(one.at)}" dir="auto">{value}</a>'
    words = f' <span class="aside"{own}>{escape(one.words)}</span>' if one.words else ""
    return f"{led}{words}{escape(one.then)}"
