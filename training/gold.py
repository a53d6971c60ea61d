"""Annotated texts of every set, in one form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Range = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """One annotated event: character ranges of its mentions, its fillers by channel, its harm.

    The first mention is the trigger. `type` is None where the set tells none. `harm`: (effect, quantity
    range, victims range or None, total). `by`: numbers of attributions.
    """

    type: str | None
    mentions: tuple[Range, ...]
    fillers: Mapping[str, tuple[Range, ...]]
    harm: tuple[tuple[str, Range, Range | None, bool], ...]
    status: str
    by: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldAttribution:
    """One annotated attribution, as character ranges."""

    cue: Range | None
    source: Range | None
    content: Range | None
    named: bool | None = None
    stance: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One annotated text.

    `layers` says what was annotated in it: events, attributions, incident, names, where.
    """

    id: str
    text: str
    layers: frozenset[str]
    names: tuple[tuple[str, int, int], ...] = ()
    events: tuple[GoldEvent, ...] = ()
    attributions: tuple[GoldAttribution, ...] = ()
    incident: tuple[tuple[str, int, int], ...] = ()
