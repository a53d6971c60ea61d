"""Drawing: a report's text with its events lit in it, as the page of a reading lights them.

The words of the event in question are strong, those of the others faint, and lead to them. Nothing but the
report's own words is text: numbers and labels are drawn by the style from attributes, so that what is
selected is the report's, and where it stands can be counted. Each paragraph says where it begins (`data-at`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from dateline.exporting.page.lighting import LABELS, light
from dateline.web.telling.saying import said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from django.utils.safestring import SafeString

    from dateline.domain import Span
    from dateline.exporting.page.lighting import Piece, Run
    from dateline.exporting.telling import EventTold

POINTED = "words"
"""The anchor of the words that a link points at."""

_UNDERLINED = 2  # parts that words can show with a line at once


def drawn(
    text: str,
    told: Iterable[EventTold],
    *,
    current: int | None,
    leads: Callable[[int], str],
    pointed: Span | None = None,
) -> SafeString:
    """The paragraphs of a text.

    Args:
        text: What the coding was made of.
        told: Its events in words.
        current: The number of the event in question; None where all are alike.
        leads: The address of an event by its number.
        pointed: Words that a link points at: they are marked, and `#words` leads there.
    """
    drawing = _Drawing(current, {one.number: one.what for one in told}, leads, pointed)
    return mark_safe("".join(drawing.paragraphs(text, told)))  # noqa: S308 -- made of escaped parts alone


class _Drawing:
    def __init__(
        self, current: int | None, types: dict[int, str], leads: Callable[[int], str], pointed: Span | None
    ) -> None:
        self._current, self._types, self._leads = current, types, leads
        self._pointed = {pointed: POINTED} if pointed else {}
        self._anchored = False

    def paragraphs(self, text: str, told: Iterable[EventTold]) -> Iterator[str]:
        at = 0
        for runs in light(text, told, self._pointed):
            words = "".join(piece.words for run in runs for piece in run.pieces)
            at = text.index(words, at)
            inside = "".join(map(self._run, runs))
            yield f'<p data-at="{at}">{inside}</p>\n'
            at += len(words)

    def _run(self, run: Run) -> str:
        inside = "".join(map(self._piece, run.pieces))
        ends = {*run.triggers, *run.mentions}
        if run.event is not None:
            number = run.event if run.event in ends else None
            inside = self._naming(run.event, inside, number, first=run.event in run.triggers)
        others = sorted(ends - {run.event})
        return inside + "".join(self._naming(number, "", number, first=False) for number in others)

    def _naming(self, event: int, inside: str, number: int | None, *, first: bool) -> str:
        shown = f' data-number="{number}"' if number else ""
        if event == self._current:
            anchor = ' id="trigger"' if first and not self._anchored else ""
            self._anchored = self._anchored or first
            return f'<mark class="naming"{anchor}{shown}>{inside}</mark>' if inside else ""
        label = _("%(what)s (%(number)s)") % {"what": said(self._types[event]), "number": event}
        named = "" if inside else f' aria-label="{escape(label)}"'
        address = escape(self._leads(event))
        return (
            f'<a class="naming" draggable="false" href="{address}" title="{escape(label)}"{named}{shown}>'
            f"{inside}</a>"
        )

    def _piece(self, piece: Piece) -> str:
        words = self._lit(piece)
        if not piece.within:
            return words
        anchor = format_html(' id="{}"', POINTED) if piece.opens else ""
        return format_html('<mark class="pointed"{}>{}</mark>', anchor, words)

    def _lit(self, piece: Piece) -> SafeString:
        words = escape(piece.words)
        own = piece.lights.get(self._current, ()) if self._current else ()
        parts = own or piece.parts
        if not parts:
            return words
        lines = [part for part in parts if part in _LINES][:_UNDERLINED]
        for part in lines[1:]:
            words = format_html('<span class="lit second {}">{}</span>', part, words)
        strength = "now" if own else "faint"
        classes = " ".join(part for part in parts if part not in lines[1:])
        label = piece.labels.get(self._current, "") if self._current else ""
        label = "" if label == _WHAT else label  # what happened stands out without it
        told = format_html(' data-label="{}"', label) if label else ""
        return format_html('<span class="lit {} {}"{}>{}</span>', strength, classes, told, words)


_WHAT = LABELS["trigger"]
_LINES = ("agent", "target", "place", "time", "means", "harm")
