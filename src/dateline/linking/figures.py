"""Figures: the number that each origin stands by in the end, and how it moved."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from dateline.domain import Count, Move
from dateline.linking.agreement import below
from dateline.linking.ranges import spanned
from dateline.linking.victims import Victims, alike
from dateline.resolving.tolls import MOST_TIMES, lowest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.linking.tellings import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class LastFigure:
    """What one origin stands by in the end of one kind of harm: the range of its last figures.

    `told` are the tellings that it rests on, the last one last. `part` says that it is for some of those whom
    the origin tells of: its toll is another figure.
    """

    key: str
    count: Count
    told: tuple[Said, ...]
    moves: tuple[Move, ...]
    part: bool = False

    @property
    def last(self) -> Said:
        """What it told last."""
        return self.told[-1]

    @property
    def firm(self) -> bool:
        """Whether it is a toll to hold others against; see `Said`."""
        return self.last.firm

    @property
    def victims(self) -> Victims | None:
        """Whom it counts; None for damage, which is to things."""
        kinds = {said.victims for said in self.told} - {None}
        if self.last.things:
            return None
        return kinds.pop() if len(kinds) == 1 else Victims.ANYBODY


def figures_of(key: str, told: Sequence[Said]) -> tuple[LastFigure, ...]:
    """The toll of one origin over its tellings of one kind of harm, then its figures for some of the victims.

    The tellings come in time order. In one report the first number leads: it is the report's own sum. A later
    one replaces it only where the words say that it rose. Of several days a higher number replaces the
    earlier; a lower one, or another of the same day, stands beside it. A move is one voice's: what it said
    first, and then. Figures for civilians or for fighters that do not lead are parts; those for "people"
    are of something else. Damage to other things each makes a figure each.
    """
    counted = [said for said in told if said.telling.count not in {None, Count()}]
    counted = [said for said in counted if said.firm] or counted
    if not counted:
        return ()
    if counted[0].things:
        return tuple(_figure(key, some) for some in _groups(counted))
    toll = _figure(key, [said for said in counted if not any(_is_within(said, one) for one in counted)])
    kinds = {Victims.CIVILIANS, Victims.FIGHTERS}
    rest = [
        said for said in counted if said.victims in kinds and not any(alike(said, one) for one in toll.told)
    ]
    return toll, *(replace(_figure(key, some), part=True, moves=()) for some in _groups(rest))


def is_a_number(words: str) -> bool:
    """Whether words for a quantity give a number, be it "at least eleven" or "a civilian".

    "Dozens" and "several" leave it to the reader; somebody by name or "his brother" is one of the victims.

    >>> [is_a_number(words) for words in ("more than 20", "a baker", "Several", "Karim Haddad")]
    [True, True, False, False]
    """
    if _NUMERAL.search(words):
        return True
    return not _VAGUE.search(words) and bool(_ONE.search(words))


def _is_within(said: Said, other: Said) -> bool:
    """Whether a figure is one of those that another sums up."""
    one, whole = said.telling, other.telling
    return one.event.report == whole.event.report and one.at != whole.at and whole.at.holds(one.at)


def _groups(told: Sequence[Said]) -> list[list[Said]]:
    groups: list[list[Said]] = []
    for said in told:
        group = next((some for some in groups if alike(some[0], said)), None)
        if group is None:
            groups.append([said])
        else:
            group.append(said)
    return groups


def _figure(key: str, told: Sequence[Said]) -> LastFigure:
    by_report: dict[str, list[Said]] = {}
    for said in told:
        by_report.setdefault(said.telling.event.report, []).append(said)
    moves: list[Move] = []
    leads: list[Said] = []
    count = Count()
    for some in by_report.values():
        found, risen = _in_one_report(some)
        moves += [_move(earlier, later) for earlier, later in risen]
        now = _count(found)
        if not leads:
            count = now
        elif leads[-1].telling.value != found.telling.value:
            later = _is_later(found, leads[-1])
            before = next((one for one in reversed(leads) if one.voice.id == found.voice.id), None)
            if before and found.firm and _replaces(before, found):
                moves.append(_move(before, found))
            count = now if later and _is_more(now, count) else spanned([count, now])
        leads.append(found)
    return LastFigure(key=key, count=count, told=tuple(leads), moves=tuple(moves))


def _is_later(one: Said, other: Said) -> bool:
    return (one.telling.said or date.min) > (other.telling.said or date.max)


def _replaces(before: Said, found: Said) -> bool:
    """Whether a later number says otherwise: at least three does not after more than twenty."""
    now, then = _count(found), _count(before)
    return _is_later(found, before) and alike(before, found) and (_is_more(now, then) or below(now, then))


def _in_one_report(some: list[Said]) -> tuple[Said, list[tuple[Said, Said]]]:
    lead = some[0]
    risen: list[tuple[Said, Said]] = []
    for said in some[1:]:
        count, before = _count(said), _count(lead)
        near = (count.min or 0) <= MOST_TIMES * max(before.min or before.max or 1, 1)
        rose = _ROSE_TO if not near else _ROSE
        if not (alike(lead, said) or said.victims is Victims.ANYBODY):
            continue
        rose_since = rose.search(said.telling.quote) or _HAD_BEEN.search(lead.telling.quote)
        if _is_more(count, before) and rose_since:
            risen.append((lead, said))
            lead = said
        elif below(count, before) and _EARLIER.search(said.telling.quote):
            risen.append((said, lead))
    return lead, risen


def _move(earlier: Said, later: Said) -> Move:
    return Move(
        origin=later.telling.origin,
        earlier=earlier.telling.value,
        later=later.telling.value,
        said=later.telling.said,
    )


def _count(said: Said) -> Count:
    return said.telling.count or Count()


def _is_more(count: Count, before: Count) -> bool:
    return lowest(count) > lowest(before) or below(before, count)


_NUMERAL = re.compile(
    r"\d|\b(?:no|none|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety|hundred|thousand|million|dozen)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:dozens|scores|several|hundreds|thousands|millions|tens|number|numerous|many|some|few|handful|couple"
    r"|multiple|various|others|more)\b",
    re.IGNORECASE,
)
_ONE = re.compile(r"\b(?:an?|one|another|single)\b", re.IGNORECASE)
_ROSE = re.compile(
    r"\b(?:now|rose|ris(?:es?|en|ing)|climb\w*|up from|increas\w*|jump\w*|later|revis\w*|updat\w*|reach\w*"
    r"|bring\w*|brought)\b",
    re.IGNORECASE,
)
_ROSE_TO = re.compile(
    r"\b(?:rose|ris(?:es|en|ing)|climb\w*|increas\w*|jump\w*|revis\w*|updat\w*|reach\w*)\b[^.]{0,30}\bto\b",
    re.IGNORECASE,
)  # any number: "risen to four" from one
_HAD_BEEN = re.compile(
    r"\b(?:previous|earlier|initial|first)\s+(?:death\s+)?(?:toll|count|figure)\s+(?:was|stood|had been)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:earlier|initial\w*|previous\w*|at first|first reports?|up from)\b", re.IGNORECASE
)
