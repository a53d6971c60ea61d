"""Findings: what a fact comes to over all who tell it, in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from dateline.domain import Fact
from dateline.domain.messages import Row, message
from dateline.exporting import wording
from dateline.exporting.incidents.wording import figure_words, name_of, names_of, range_words, value_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dateline.domain import Origin, Telling, Weighing


class Finding(StrEnum):
    """What a note tells of a fact."""

    RANGE = "range"
    MOVED = "moved"
    DIFFER = "differ"
    DENIED = "denied"
    COMMON = "common"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a fact comes to over all who tell it: what is found, and each part of it in words."""

    finding: Finding
    title: str
    parts: tuple[str, ...]

    @property
    def words(self) -> str:
        """All of it in one line."""
        return message("%(found)s %(what)s", found=self.title, what=Row.of(self.parts, "; "))


def values_in(weighing: Weighing) -> set[str]:
    """The values that `notes_of` puts into words: no tellings of others are needed for it."""
    positions = weighing.contradiction.positions if weighing.contradiction else ()
    moved = (value for one in weighing.moved for value in (one.earlier, one.later))
    return {*(one.value for one in positions), *moved, *([weighing.common] if weighing.common else ())}


def notes_of(weighing: Weighing, told: Iterable[Telling], origins: Mapping[str, Origin]) -> Iterator[Note]:
    """What a fact comes to: `told` are all tellings of it, or the last of each of `values_in`."""
    shown = {one.value: _briefly(one) for one in told}
    if span := range_words(weighing):
        yield Note(finding=Finding.RANGE, title=message("over independent origins:"), parts=(span,))
    for move in weighing.moved:
        figures = message(
            "%(earlier)s, now %(later)s", earlier=_shown(move.earlier, shown), later=_shown(move.later, shown)
        )
        by = name_of(move.origin, origins)
        if move.said:
            by = message("%(who)s, %(day)s", who=by, day=wording.day_words(move.said))
        yield Note(finding=Finding.MOVED, title=message("moved:"), parts=(told_by(figures, by),))
    if weighing.contradiction:
        positions = tuple(
            told_by(_shown(one.value, shown), names_of(one.origins, origins))
            for one in weighing.contradiction.positions
        )
        differ = (
            message("accounts differ (the higher was told later):")
            if weighing.contradiction.growth
            else message("accounts differ:")
        )
        yield Note(finding=Finding.DIFFER, title=differ, parts=positions)
    if weighing.denied_by:
        names = tuple(name_of(key, origins) for key in weighing.denied_by)
        yield Note(finding=Finding.DENIED, title=message("denied by"), parts=names)
    if weighing.common:
        common = _shown(weighing.common, shown)
        yield Note(finding=Finding.COMMON, title=message("common ground:"), parts=(common,))


def told_by(what: str, who: str) -> str:
    """What is told, and by whom."""
    return message("%(what)s – %(who)s", what=what, who=who)


def _briefly(telling: Telling) -> str:
    """What a telling tells; of a place no more than its name."""
    return telling.value if telling.fact is Fact.PLACE else value_words(telling)


def _shown(value: str, shown: Mapping[str, str]) -> str:
    """A value as the table shows it, or as linking has worked it out."""
    return shown[value] if value in shown else figure_words(value)
