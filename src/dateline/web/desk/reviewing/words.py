"""Words in forms: selected in the text ("12-20"), or typed, and then looked for where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import Span
from dateline.domain.errors import CorrectionRefused
from dateline.web.telling.spans import span_of, written

if TYPE_CHECKING:
    from django.http import QueryDict

_ROUND = 60  # characters of context on either side, where one of several is chosen
_MOST = 40  # places to choose from; who finds more types more words


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One of several places where words stand, with what stands round them."""

    at: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Words of a field that stand several times in the text, the nearest to the event first."""

    name: str
    words: str
    places: tuple[Place, ...]


class WordsAsked:
    """The words that a form gives, by the names of its fields: `agent` typed, `agent_at` where selected.

    What stands in several places is kept in `choices`.
    """

    def __init__(self, given: QueryDict, text: str, near: Span) -> None:
        """A form on `text`, for an event whose trigger is `near`."""
        self.choices: list[Choice] = []
        self._given, self._text, self._near = given, text, near

    def words(self, name: str) -> Span | None:
        """Where the words of a field stand; None where none are given, or one of several is to be chosen.

        Raises:
            CorrectionRefused: They do not stand in the text.
        """
        typed = " ".join(self._given.get(name, "").split())
        chosen = span_of(self._given.get(f"{name}_at", ""), self._text)
        if chosen and (not typed or _same(chosen.of(self._text), typed)):
            return chosen
        if not typed:
            return None
        found = standing(typed, self._text)
        if not found:
            raise CorrectionRefused(
                f"“{typed}” does not stand in the report", "Take words as they stand there."
            )
        if len(found) == 1:
            return found[0]
        found = sorted(found, key=lambda span: (distance(span, self._near), span))[:_MOST]
        places = tuple(place(span, self._text) for span in found)
        self.choices.append(Choice(name=name, words=typed, places=places))
        return None


def standing(words: str, text: str) -> list[Span]:
    """Where words stand as words of their own, whatever white space parts them.

    As they are written, else in capitals or small letters as it comes, else as part of longer words.
    """
    spaced = r"\s+".join(map(re.escape, words.split()))
    whole = rf"(?<!\w){spaced}(?!\w)"
    for form, flags in ((whole, 0), (whole, re.IGNORECASE), (spaced, re.IGNORECASE)):
        found = [Span(at.start(), at.end()) for at in re.finditer(form, text, flags)]
        if found:
            return found
    return []


def distance(span: Span, near: Span) -> int:
    """How many characters part two spans."""
    return max(span.start - near.end, near.start - span.end, 0)


def place(span: Span, text: str) -> Place:
    """Where words stand, with what stands round them."""
    before, after = text[max(0, span.start - _ROUND) : span.start], text[span.end : span.end + _ROUND]
    if span.start > _ROUND:
        before = "…" + before.partition(" ")[2]
    if span.end + _ROUND < len(text):
        after = after.rpartition(" ")[0] + "…"
    return Place(at=written(span), before=before, words=span.of(text), after=after)


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()
