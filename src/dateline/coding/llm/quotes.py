"""Finding a model's quotes in a report: the words as they stand, or the same words written otherwise.

A quote that is found becomes a span, and the span's words are the report's, whatever the model wrote. One
that is not found is nothing: no likeness short of the same words counts.
"""

from __future__ import annotations

import unicodedata
from functools import cache, cached_property
from typing import TYPE_CHECKING

from dateline.domain import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Quotes:
    """The words of a text, sentence by sentence, to find quotes in."""

    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        """`sentences` are those of `text`, numbered in its order from 0."""
        self.text = text
        self.sentences = tuple(sentences)
        self._stretches: dict[Span, _Stretch] = {}

    def find(self, words: str, sentence: int, *, near: Span | None = None) -> Span | None:
        """Where `words` stand: in the sentence of that number, else beside it, else across its borders.

        Within each the exact words come first, then the same but for white space, the form of quote marks
        and dashes, accents and capitals. Of several places it is the one nearest to `near`, else the first.
        """
        return next(
            (found for place in self._around(sentence) if (found := self._in(place, words, near))), None
        )

    def find_between(self, words: str, first: int, last: int) -> Span | None:
        """Where `words` stand in the sentences `first` to `last`."""
        return self._in(Span(self.sentences[first].start, self.sentences[last].end), words, None)

    def _around(self, sentence: int) -> Iterator[Span]:
        near = [n for n in (sentence, sentence - 1, sentence + 1) if 0 <= n < len(self.sentences)]
        yield from (self.sentences[n] for n in near)
        if len(near) > 1:
            yield Span(self.sentences[min(near)].start, self.sentences[max(near)].end)

    def _in(self, place: Span, words: str, near: Span | None) -> Span | None:
        words = words.strip()
        if not (any(map(str.isalnum, words)) or (words and set(words) <= _QUOTE_MARKS)):
            return None  # a stray stop or comma is no quote; a quote mark is, as the cue of direct speech
        stretch = self._stretches.get(place)
        if stretch is None:
            stretch = self._stretches[place] = _Stretch(self.text, place)
        for found in (stretch.exactly(words), stretch.alike(words)):
            if found:
                return min(found, key=lambda span: _gap(span, near)) if near else found[0]
        return None


class _Stretch:
    """A stretch of a text, and how it reads without regard to spelling."""

    def __init__(self, text: str, place: Span) -> None:
        self._text = text
        self._place = place

    def exactly(self, words: str) -> list[Span]:
        """Every place where `words` stand as whole words."""
        starts = _occurrences(self._text, words, self._place.start, self._place.end)
        spans = (Span(start, start + len(words)) for start in starts)
        return [span for span in spans if _is_whole(self._text, span)]

    def alike(self, words: str) -> list[Span]:
        """Every place where the same words stand as whole words, in whatever spelling."""
        plain = _Plain(words, Span(0, len(words))).letters.strip(" ")
        for sought in dict.fromkeys((plain, plain.strip(_LOOSE))):
            spans = [
                span
                for span in self._plain.spans(sought)
                if _is_whole(self._text, span) and not _whispers(span.of(self._text), words)
            ]
            if spans:
                return spans
        return []

    @cached_property
    def _plain(self) -> _Plain:
        return _Plain(self._text, self._place)


class _Plain:
    """`letters`: a stretch in small letters, its accents, quote marks, dashes and white space made one.

    Each letter keeps the place in the text that it comes from.
    """

    def __init__(self, text: str, place: Span) -> None:
        letters: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        for at in range(place.start, place.end):
            plain = _plain(text[at])
            if letters and (_is_accent(text[at]) or (plain in _RUNS and plain == letters[-1])):
                self._ends[-1] = at + 1  # the rest of what stands before it
                continue
            for letter in plain:
                letters.append(letter)
                self._starts.append(at)
                self._ends.append(at + 1)
        self.letters = "".join(letters)

    def spans(self, sought: str) -> Iterator[Span]:
        """Every place of the text that reads `sought`."""
        if not sought:
            return
        for first in _occurrences(self.letters, sought, 0, len(self.letters)):
            last = first + len(sought) - 1
            # One sign may read as several letters ("ß"): a quote takes all of them or none.
            opens = first == 0 or self._starts[first - 1] != self._starts[first]
            closes = last + 1 == len(self.letters) or self._starts[last + 1] != self._starts[last]
            if opens and closes:
                yield Span(self._starts[first], self._ends[last])


_RUNS = frozenset(" '")  # several in a row read as one: ``two'' is “two”
_LOOSE = " '.,;:!?"  # what a model sets round a quote of its own accord
# Those of ASCII, the accent and the primes that stand in for them, the low and the wide ones.
_QUOTE_MARKS = frozenset("'\"`\u00b4\u2032\u2033‘’\u201b\u201a“”\u201e\u201f«»\u2039\u203a\uff02\uff07")


@cache
def _plain(sign: str) -> str:
    """What one sign of a text reads as: nothing, one letter, or several."""
    if sign.isspace():
        return " "
    if sign in _QUOTE_MARKS:
        return "'"
    match unicodedata.category(sign):
        case "Pd":
            return "-"
        case "Cf":  # no ink: joiners, soft hyphens, marks of direction
            return ""
    parts = unicodedata.normalize("NFKD", sign)
    plain = "".join(part for part in parts if not _is_accent(part)).casefold()
    return "".join(" " if letter.isspace() else letter for letter in plain)


def _is_accent(sign: str) -> bool:
    return unicodedata.combining(sign) != 0


def _occurrences(text: str, sought: str, start: int, end: int) -> Iterator[int]:
    at = text.find(sought, start, end)
    while at >= 0:
        yield at
        at = text.find(sought, at + 1, end)


def _is_whole(text: str, span: Span) -> bool:
    """Whether a span cuts no word and no number: "hit" does not stand in "white", nor "10" in "10,000"."""
    before, inside, after = (
        text[max(span.start - 2, 0) : span.start],
        span.of(text),
        text[span.end : span.end + 2],
    )
    return not (
        (_in_word(before[-1:]) and _in_word(inside[0]))
        or (_in_word(inside[-1]) and _in_word(after[:1]))
        or (_is_point(before[-1:]) and before[:1].isdigit() and inside[0].isdigit())
        or (_is_point(after[:1]) and after[1:].isdigit() and inside[-1].isdigit())
    )


def _in_word(sign: str) -> bool:
    return sign.isalnum() or (sign != "" and _is_accent(sign))


def _is_point(sign: str) -> bool:
    return sign in (".", ",")


def _whispers(found: str, quote: str) -> bool:
    """Whether small letters were found for capitals: "us" is not "US", though "Nato" is "NATO"."""
    return quote.isupper() and found.islower()


def _gap(span: Span, other: Span) -> int:
    """Characters between two spans; none where they touch or overlap."""
    return max(span.start - other.end, other.start - span.end, 0)
