"""Places that a report only mentions, apart from those where it tells of an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import Unresolved
from dateline.exporting.meaning import place_meaning
from dateline.exporting.telling import Filler, words_of

if TYPE_CHECKING:
    from dateline.domain import Coding, Span


def mentioned_places(coding: Coding) -> tuple[Filler, ...]:
    """The places that were looked up and where no event of `coding` is told to be, each once, in order."""
    where = [span for event in coding.events for span in event.places]
    told = {_key(coding, span) for span in where}
    others: dict[str, Filler] = {}
    for span in sorted({name.span for name in coding.names}):
        key = _key(coding, span)
        if key and key not in told and not any(span.overlap(other) for other in where):
            words = words_of(span, coding.report.text)
            others.setdefault(key, Filler(words=words, meaning=place_meaning(coding.places.get(span), words)))
    return tuple(others.values())


def _key(coding: Coding, span: Span) -> str | None:
    """What tells one place from another: its id, or its words; None for words that were not looked up."""
    match coding.places.get(span):
        case None:
            return None
        case Unresolved():
            return f"words:{words_of(span, coding.report.text).casefold()}"
        case placing:
            return f"id:{placing.place.id}"
