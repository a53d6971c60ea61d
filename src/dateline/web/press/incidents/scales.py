"""Scales: the dead or the injured of an incident as a line from least to most, and who gives which figure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from dateline.domain import Fact, Stance
from dateline.web.press.incidents.words import count_words, range_words
from dateline.web.telling.saying import said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dateline.domain import Telling
    from dateline.exporting.incidents.accounts import FactTold, IncidentTold

WIDTH, HEIGHT = 320, 46
_LEFT, _RIGHT, _LINE = 14, 306, 20
_STOOD_BY = frozenset({Stance.ASSERTS, Stance.HEDGES})
_ROOM = 1.12  # of the greatest number: a range that is open needs room for its arrow


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure that somebody gives, on the line."""

    x: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A figure, the report's own words for it where they say more, and all who give it, each with a doubt."""

    value: str
    words: str
    language: str
    by: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A kind of harm: in words, and as a line in the units of its view box.

    `low` to `high` is the range over independent origins, `best` where the best number lies, None where it is
    none by itself; `open` says that no most is told. `figures` are those that somebody asserts, `given` the
    same with who does, the least first. One figure is no line: it is not `drawn`.
    """

    label: str
    words: str
    low: float
    high: float
    best: float | None
    open: bool
    figures: tuple[Figure, ...]
    given: tuple[Given, ...]
    top: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = _RIGHT
    line: int = _LINE

    @property
    def drawn(self) -> bool:
        """Whether there is a line to draw."""
        return len(self.figures) > 1 or self.open or self.low != self.high


def scales_of(told: IncidentTold, languages: Mapping[str, str]) -> tuple[Scale, ...]:
    """The dead and the injured of an incident, where somebody tells of any.

    Args:
        told: The incident in words.
        languages: Those of its reports, by their ids.
    """
    return tuple(_scales(told, languages))


def _scales(told: IncidentTold, languages: Mapping[str, str]) -> Iterator[Scale]:
    facts = {one.fact: one for one in told.facts}
    for fact, label in ((Fact.KILLED, _("Killed")), (Fact.INJURED, _("Injured"))):
        weighing = told.examined.weighing(fact)
        if weighing is None or weighing.range is None:
            continue
        least, most = weighing.range.min, weighing.range.max
        counts = [
            one.count
            for one in told.examined.incident.tellings
            if one.fact is fact and one.count and one.stance in _STOOD_BY
        ]
        numbers = [number for one in counts for number in (one.min, one.max) if number is not None]
        top = max(1, ceil(max([*numbers, least or 0, most or 0]) * _ROOM))
        at = {count_words(one.min, one.max): one.min if one.min is not None else one.max for one in counts}
        yield Scale(
            label=label,
            words=range_words(least, weighing.best, most),
            low=_x(least or 0, top),
            high=_x(top if most is None else most, top),
            best=_x(weighing.best, top) if weighing.best is not None else None,
            open=most is None,
            figures=tuple(
                Figure(x=_x(far, top), words=words) for words, far in at.items() if far is not None
            ),
            given=tuple(_given(facts[fact], languages)),
            top=count_words(top, top),
        )


def _given(fact: FactTold, languages: Mapping[str, str]) -> Iterator[Given]:
    told = [
        (one, saying)
        for saying in fact.sayings
        for one in saying.values
        if _numbered(one.telling) and one.telling.stance in _STOOD_BY
    ]
    told.sort(key=lambda pair: (_least(pair[0].telling), pair[0].value))
    for value, some in groupby(told, key=lambda pair: pair[0].value):
        group = list(some)
        by = dict.fromkeys((said(saying.who), said(saying.warning)) for _one, saying in group)
        first, saying = group[0]
        yield Given(
            value=said(value),
            words=first.words,
            language=languages.get(saying.report, ""),
            by=tuple(by),
        )


def _numbered(telling: Telling) -> bool:
    """Whether it gives a number: "children" alone does not."""
    count = telling.count
    return count is not None and (count.min is not None or count.max is not None)


def _least(telling: Telling) -> tuple[int, int]:
    """By what figures are put in order: of "at least 6" and "6" the first is the lesser."""
    count = telling.count
    least = count.min if count and count.min is not None else 0
    return (least, 0 if count and count.max is None else 1)


def _x(number: int, top: int) -> float:
    return round(_LEFT + (_RIGHT - _LEFT) * number / top, 1)
