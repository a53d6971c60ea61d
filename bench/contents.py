"""What an attribution's content covers, cut and stretched as PolNeAR marks it.

A content is one span in a coding and a list of spans in PolNeAR. There the words "he said" that
break up a quotation are no content, while quote marks, "that", and a quotation that goes on behind
"he said." in the same paragraph are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.domain import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.domain import Attribution


def pieces(text: str, attribution: Attribution, taken: Iterable[Span] = ()) -> list[Span]:
    """The spans of the attribution's content in the order of the text; none where it has no content.

    A quotation that goes on behind the cue joins unless it overlaps one of the spans `taken`, the
    contents of other attributions.
    """
    if attribution.content is None:
        return []
    apart = _without_the_cue(text, _with_its_marks(text, attribution.content), attribution)
    rest = _going_on(text, apart[-1], attribution)
    if rest is not None and not any(rest.overlap(other) for other in taken):
        apart.append(rest)
    return apart


def is_quote_mark(words: str) -> bool:
    """Whether the words are quote marks only: a cue to us, none to PolNeAR."""
    return not words.strip("“”\"'‘’«»")


def _with_its_marks(text: str, content: Span) -> Span:
    """The content with the quote marks that it leaves standing at its ends, and with "that" before it."""
    start, end = content.start, content.end
    opening = _OPENING_BEFORE.search(text[:start])
    if opening is not None:
        start = opening.start()
    elif that := _THAT_BEFORE.search(text[:start]):
        start = that.start()
    closing = _CLOSING_AFTER.match(text, end)
    if closing is not None and _MARK.match(text, start):
        end = closing.end()
    return Span(start, end)


def _without_the_cue(text: str, content: Span, attribution: Attribution) -> list[Span]:
    """The content in two where the cue breaks it up, in one where the cue stands outside."""
    cue, source = attribution.cue, attribution.source
    if not content.holds(cue) or is_quote_mark(cue.of(text)):
        return [content]
    start, end = cue.start, cue.end
    if source is not None and content.holds(source) and _gap(cue, source) <= _NEXT_TO:
        start, end = min(start, source.start), max(end, source.end)
    quoted = text[content.start : start].rstrip(_STRAY).endswith(_CLOSING_MARKS)
    if quoted and (opening := _UNTIL_QUOTED_AGAIN.match(text, end, content.end)):
        end = opening.end()
    parts = ((content.start, start), (end, content.end))
    return [_tight(text, Span(*part)) for part in parts if text[slice(*part)].strip(_STRAY)] or [content]


def _going_on(text: str, piece: Span, attribution: Attribution) -> Span | None:
    """What goes on behind a cue that closely follows the piece: the quotation, or else the sentence."""
    cue, source = attribution.cue, attribution.source
    if not 0 <= cue.start - piece.end <= _NEXT_TO:
        return None
    end = max(cue.end, source.end) if source is not None and _gap(cue, source) <= _NEXT_TO else cue.end
    if opening := _QUOTED_NEXT.match(text, end):
        closing = _CLOSING[opening["mark"]].search(text, opening.end())
        return Span(opening.start("mark"), closing.end()) if closing else None
    if text[piece.end] == "," and (rest := _REST_OF_SENTENCE.match(text, end)):
        return Span(*rest.span("rest"))
    return None


def _gap(one: Span, other: Span) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def _tight(text: str, span: Span) -> Span:
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip(_STRAY)), span.start + len(words.rstrip(_STRAY)))


_STRAY = " \t\r\n\u00a0,.;:"
_NEXT_TO = 60  # characters: "Mr. Hedge, the owner of the club, said" still breaks one quotation
_MARK = re.compile("[“\"]|''|‘|'")
_CLOSING = {"“": re.compile("”"), '"': re.compile('"'), "''": re.compile("''")}
_CLOSING_MARKS = ("”", '"', "''")
_OPENING_BEFORE = re.compile(r"(?:[“\"‘]|''|(?<![\w.,!?])')\Z")
_CLOSING_AFTER = re.compile(r"[,.!?]?(?:[”\"’]|''?)")
_THAT_BEFORE = re.compile(r"\bthat\s+\Z")
_UNTIL_QUOTED_AGAIN = re.compile(r"[^“\"\n]*?(?=[“\"]|'')")
_QUOTED_NEXT = re.compile(r"(?:(?!'')[^\n“\"]){,100}?[.,][ \u00a0]+(?P<mark>[“\"]|'')")
_REST_OF_SENTENCE = re.compile(r",[ \u00a0]+(?P<rest>(?!\w+ing\b|who\b|which\b)[^.?!\n]+)")
