"""Differing: in what the accounts of an incident differ, and whether a text gives each of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from dateline.domain import HARM
from dateline.exporting.incidents import wording
from dateline.resolving.acting.calling import number_words
from dateline.web.archive.models import Incident
from dateline.web.archive.store import examined_of
from dateline.web.press.incidents.words import FACTS, value_words
from dateline.web.telling.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from dateline.domain import Fact, Position, Telling
    from dateline.web.press.models import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelt:
    """One of the values on which accounts differ: all that stands for it, and the reports' words for it."""

    values: frozenset[str]
    words: frozenset[str]
    numbers: tuple[int, ...] = ()

    def stands_in(self, text: str) -> bool:
        """Whether a text has it, in the words of a report or as numbers, in digits or in English words."""
        line = _in_line(text)
        found = any(_has(line, words) for words in self.words)
        return found or (bool(self.numbers) and all(_has_number(line, one) for one in self.numbers))


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """A fact on which accounts differ, in words, and each position."""

    fact: Fact
    words: str
    positions: tuple[Spelt, ...]


def differing_in(rows: Sequence[Incident]) -> dict[UUID, tuple[Differing, ...]]:
    """In what the accounts of incidents differ, as they were weighed last, in a query at most.

    Their `body` may be deferred: it is asked for only where it was not read before.
    """
    language = get_language()
    known = {row.pk: _memory.get((row.pk, row.changed_at, language)) for row in rows}
    found = {pk: one for pk, one in known.items() if one is not None}
    if unread := [pk for pk in known if pk not in found]:
        for row in Incident.objects.filter(pk__in=unread).only("pk", "changed_at", "body"):
            found[row.pk] = _memory.put((row.pk, row.changed_at, language), tuple(_found(row)))
    return {row.pk: found.get(row.pk, ()) for row in rows}


def is_told(one: Differing, cited: Iterable[Citation], sentences: Mapping[str, Sequence[str]]) -> bool:
    """Whether a text gives each position; a single one leaves it out.

    It does by a claim that is of that, or where a figure stands in a sentence, quoted as often as not, that
    rests on other words of a sentence which has it.

    Args:
        one: What accounts differ in.
        cited: The claims that the text cites of the incident.
        sentences: By label, the sentences of the text that rest on a claim.
    """
    cited = list(cited)
    return all(any(_gives(claim, one.fact, spelt, sentences) for claim in cited) for spelt in one.positions)


def spell(position: Position, told: Iterable[Telling]) -> Spelt:
    """A position in all the spellings that stand for it.

    Linking may say it in words of its own, where kinds of victims are told apart ("7 civilians") or one
    origin gives several figures ("7 to 9"): it is then what its origins tell.

    Args:
        position: One of a contradiction.
        told: All tellings of its fact.
    """
    told = list(told)
    theirs = [one for one in told if one.origin in position.origins]
    figure = _OF.sub("", position.value)
    its = (
        [one for one in told if one.value == position.value]
        or [one for one in theirs if one.value == figure]
        or theirs
    )
    counted = any(one.fact in HARM for one in its)
    return Spelt(
        values=frozenset({position.value, *(value for one in its for value in _values(one))}),
        words=frozenset(words for one in its if (words := _in_line(one.words))),
        numbers=tuple(map(int, re.findall(r"[0-9]+", figure))) if counted else (),
    )


_memory: Kept[tuple[UUID, datetime, str | None], tuple[Differing, ...]] = Kept(512)
_OF = re.compile(r" (?:civilians|fighters|families|people)$")


def _found(row: Incident) -> Iterator[Differing]:
    examined = examined_of(row)
    for weighing in examined.weighings:
        if weighing.contradiction is None:
            continue
        told = [one for one in examined.incident.tellings if one.fact is weighing.fact]
        shown = {one.value: value_words(one) for one in reversed(told)}
        values = [one.value for one in weighing.contradiction.positions]
        yield Differing(
            fact=weighing.fact,
            words=f"{FACTS[weighing.fact]}: {' / '.join(shown.get(value, value) for value in values)}",
            positions=tuple(spell(one, told) for one in weighing.contradiction.positions),
        )


def _values(one: Telling) -> tuple[str, str]:
    return one.value, wording.value_words(one)


def _gives(claim: Citation, fact: Fact, spelt: Spelt, sentences: Mapping[str, Sequence[str]]) -> bool:
    if claim.fact == fact.value and claim.value in spelt.values:
        return True
    resting = sentences.get(claim.label, ())
    return spelt.stands_in(claim.quote) and any(spelt.stands_in(words) for words in resting)


def _has_number(line: str, number: int) -> bool:
    return any(_has(line, form) for form in (str(number), f"{number:,}", number_words(number)))


def _has(line: str, words: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", line))


def _in_line(words: str) -> str:
    return " ".join(words.split()).casefold()
