"""Findings: what a fact comes to over all who tell it, in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from dateline.domain import Fact
from dateline.exporting import wording
from dateline.exporting.incidents.wording import name_of, names_of, range_words, value_words

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
        return f"{self.title} {'; '.join(self.parts)}"


def notes_of(weighing: Weighing, told: Iterable[Telling], origins: Mapping[str, Origin]) -> Iterator[Note]:
    """What a fact comes to: `told` are all tellings of it."""
    shown = {one.value: _briefly(one) for one in told}
    if span := range_words(weighing):
        yield Note(finding=Finding.RANGE, title="over independent origins:", parts=(span,))
    for move in weighing.moved:
        day = f", {wording.day_words(move.said)}" if move.said else ""
        figures = f"{_shown(move.earlier, shown)}, now {_shown(move.later, shown)}"
        by = f"{name_of(move.origin, origins)}{day}"
        yield Note(finding=Finding.MOVED, title="moved:", parts=(f"{figures} – {by}",))
    if weighing.contradiction:
        positions = tuple(
            f"{_shown(one.value, shown)} – {names_of(one.origins, origins)}"
            for one in weighing.contradiction.positions
        )
        growth = " (the higher was told later)" if weighing.contradiction.growth else ""
        yield Note(finding=Finding.DIFFER, title=f"accounts differ{growth}:", parts=positions)
    if weighing.denied_by:
        names = tuple(name_of(key, origins) for key in weighing.denied_by)
        yield Note(finding=Finding.DENIED, title="denied by", parts=names)
    if weighing.common:
        yield Note(finding=Finding.COMMON, title="common ground:", parts=(_shown(weighing.common, shown),))


def _briefly(telling: Telling) -> str:
    """What a telling tells; of a place no more than its name."""
    return telling.value if telling.fact is Fact.PLACE else value_words(telling)


def _shown(value: str, shown: Mapping[str, str]) -> str:
    """A value as the table shows it."""
    return shown.get(value, value)
