"""Blocking: which accounts of all may be of one incident with a new one, without looking at the rest.

An account is compared with those of its family of types, near it in time, that have something in common with
it: a cell of the map or a neighbouring one, a name of a place or person, or a rare word of their reports.
What shares none of these the scorer hardly ever puts together; docs/reference/linking.md has the figures.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import product
from math import floor
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from dateline.linking.kinds import FAMILIES, kinship
from dateline.linking.windows import window
from dateline.linking.wording import rarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dateline.domain import EventType
    from dateline.linking.sketching import Sketch

Key: TypeAlias = tuple[str | int, ...]

CELL = 0.5  # degrees: some 50 km, beyond which the scorer has little left
DAYS = 4  # in a block of time, and at most between accounts of one incident
LONG = 31  # days from which on a stretch is no time to look by
RARE = 0.4  # of names and words to look by: those that at most 57 of 879 reports have
# What so many have, without a day to narrow it down, tells none of them.
COMMON = 250
# Of those found, so many are compared, the likeliest by a first look: some 2 ms. Which they are hangs on what
# is in already. Where more are found, these hold all of 229 pairs of the corpus with even chances, and all
# but one of 1,652 of a made-up archive. Of those with most in common it would take 400; with 150 of them
# another order of the corpus changed 4 to 7 of 100 pairs.
MOST = 150


class Glance(NamedTuple):
    """The little of an account that a first look asks for.

    `days` are its window, `places` the ids of its spots.
    """

    key: str
    report: str
    type: EventType
    said: int | None
    days: tuple[int, int] | None
    places: frozenset[str]


def glance(sketch: Sketch) -> Glance:
    """A first look's part of a sketch."""
    places = frozenset(spot.place for spot in sketch.spots)
    return Glance(sketch.key, sketch.report, sketch.type, sketch.said, window(sketch), places)


@dataclass(slots=True)
class Blocks:
    """Accounts by what they are looked up by. `near` costs the same, however many there are."""

    _held: dict[Key, dict[str, None]] = field(default_factory=dict)
    _accounts: dict[str, tuple[Sketch, Glance]] = field(default_factory=dict)

    def add(self, sketch: Sketch) -> None:
        """Keep an account."""
        self._accounts[sketch.key] = (sketch, glance(sketch))
        for key in homes(sketch):
            held = self._held.setdefault(key, {})
            if key[0] not in DAYLESS or len(held) <= COMMON:
                held[sketch.key] = None

    def remove(self, sketch: Sketch) -> None:
        """Forget an account."""
        self._accounts.pop(sketch.key, None)
        for key in homes(sketch):
            held = self._held.get(key, {})
            held.pop(sketch.key, None)
            if not held:
                self._held.pop(key, None)

    def near(self, sketch: Sketch) -> list[Sketch]:
        """The accounts of other reports that may be of one incident with this one, in a fixed order."""
        hits: Counter[str] = Counter()
        for key in sought(sketch):
            held = self._held.get(key, {})
            if key[0] not in DAYLESS or len(held) <= COMMON:
                hits.update(held.keys())
        found = likeliest(glance(sketch), ((self._accounts[key][1], count) for key, count in hits.items()))
        return [self._accounts[key][0] for key in found]


DAYLESS = frozenset({"some day", "no day"})
"""The first parts of keys that tell no day: one that more than `COMMON` accounts have tells none of them."""


def likeliest(one: Glance, found: Iterable[tuple[Glance, int]]) -> list[str]:
    """The keys of the `MOST` accounts, of those found, that are likeliest to be one with this one.

    That is at a first look, by how many keys found each, which stands beside it. Accounts of one report never
    are one, nor are those of no common kind, or of days too far from each other.
    """
    of_report, of_type, of_days, of_places = one.report, one.type, one.days, one.places
    looked_at: list[tuple[float, str]] = []
    for (key, report, type_, _, days, places), hits in found:
        kin = kinship(of_type, type_)
        if not kin or report == of_report:
            continue
        if of_days is None or days is None:
            otherwise = _UNDATED
        else:
            apart = max(0, of_days[0] - days[1], days[0] - of_days[1])
            if apart > DAYS:
                continue
            otherwise = _ANOTHER_DAY * (apart > 0)
        met = not of_places.isdisjoint(places)
        likely = _HIT * hits + _KIN * kin + _MET * met - otherwise
        looked_at.append((-likely, key))
    return [key for _, key in nsmallest(MOST, looked_at)]


# As the scorer has them, roughly.
_HIT, _KIN, _MET, _ANOTHER_DAY, _UNDATED = 0.3, 1.7, 2.0, 2.0, 4.0


def homes(sketch: Sketch) -> Iterator[Key]:
    """The keys under which an account is kept."""
    blocks, tokens, families = _blocks(sketch, 0), _tokens(sketch), sorted(FAMILIES[sketch.type])
    cells = sorted({_cell(spot.lat, spot.lon) for spot in sketch.spots})
    for block, family, cell in product(blocks, families, cells):
        yield "cell", block, family, *cell
    for block, family, token in product(blocks, families, tokens):
        yield "then", block, family, token
    for token in tokens:
        yield "some day" if blocks else "no day", token


def sought(sketch: Sketch) -> Iterator[Key]:
    """The keys under which those near to an account are kept."""
    blocks, tokens, families = _blocks(sketch, DAYS), _tokens(sketch), sorted(FAMILIES[sketch.type])
    cells = {
        (lat + north, lon + east)
        for lat, lon in {_cell(spot.lat, spot.lon) for spot in sketch.spots}
        for north in (-1, 0, 1)
        for east in (-1, 0, 1)
    }
    for block, family, cell in product(blocks, families, sorted(cells)):
        yield "cell", block, family, *cell
    for block, family, token in product(blocks, families, tokens):
        yield "then", block, family, token
    for token in tokens:
        yield "no day", token
        if not blocks:
            yield "some day", token


def _blocks(sketch: Sketch, margin: int) -> range:
    days = window(sketch)
    if days is None or days[1] - days[0] > LONG:
        return range(0)
    return range((days[0] - margin) // DAYS, (days[1] + margin) // DAYS + 1)


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return floor(lat / CELL), floor(lon / CELL)


def _tokens(sketch: Sketch) -> list[str]:
    """What an account is looked up by, besides places: of 40 words, 24 alone lose three points of F1."""
    told = sketch.people.union(sketch.grounds, sketch.words)
    return sorted(token for token in told if rarity(token) >= RARE)
