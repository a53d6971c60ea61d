"""A made-up archive: reports on the incidents of some weeks, in words as common as those of real reports.

Accounts of one incident are variations of it: another toll, other words, at times another type or no place.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from importlib.resources import files
from itertools import accumulate
from typing import TYPE_CHECKING

from dateline.domain import EventType
from dateline.linking.sketching import Spot
from dateline.linking.wording import MOST_WORDS, NAME, rarity
from tests.linking.sketches import DAY, sketched

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.linking.sketching import Sketch

_TYPES = (EventType.AIRSTRIKE, EventType.SHELLING, EventType.BOMBING, EventType.CLASH, EventType.TALKS)
_TOLLS = (0, 0, 1, 2, 3, 5, 8, 20)
_SIDES = ("army", "rebels", "coalition", "militia")
_WORDS_OF_A_REPORT = 120  # drawn; the most telling are kept, as `telling` does
_WORDS_OF_A_SENTENCE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Happened:
    type: EventType
    day: int
    town: int
    killed: int
    by: str
    names: tuple[str, ...]


class MadeUp:
    """Makes up incidents and reports on them, the same for one seed."""

    def __init__(self, seed: int) -> None:
        table = json.loads(files("dateline.linking").joinpath("common.json").read_text(encoding="utf-8"))
        self._draw = random.Random(seed)
        self._words = list(table["counts"])
        self._often = list(accumulate(table["counts"].values()))
        names = [word for word in self._words if word[0] == NAME]
        self._names = sorted(names, key=rarity)[:: len(names) // 40]  # of the largest towns first

    def reports(self, incidents: int, *, days: int, towns: int) -> list[list[Sketch]]:
        """The accounts of each report on so many incidents, one to five reports on each, by their days."""
        happened = [self._happened(days, towns) for _ in range(incidents)]
        told = sorted(
            (one.day + self._draw.choice((0, 0, 0, 1)), at)
            for at, one in enumerate(happened)
            for _ in range(self._draw.choice((1, 1, 2, 3, 5)))
        )
        reports: list[list[Sketch]] = []
        while told:
            some = list(dict.fromkeys(at for _, at in told[: self._draw.choice((1, 1, 2, 3))]))
            reports.append(self._report(f"r{len(reports):05}", {at: happened[at] for at in some}))
            told = told[len(some) :]
        return reports

    def _happened(self, days: int, towns: int) -> _Happened:
        draw = self._draw
        return _Happened(
            type=draw.choice(_TYPES),
            day=draw.randrange(days),
            town=int(towns ** draw.random()) - 1,  # large ones are told of more often
            killed=draw.choice(_TOLLS),
            by=draw.choice(_SIDES),
            names=tuple(f"{NAME}{draw.randrange(9999)}" for _ in range(3)) + tuple(self._some(3)),
        )

    def _report(self, key: str, about: dict[int, _Happened]) -> list[Sketch]:
        own = {word for one in about.values() for word in (*one.names, self._town(one.town))}
        words = _telling(own.union(self._some(_WORDS_OF_A_REPORT)))
        return [self._account(f"{key}/e{at}", one, words) for at, one in about.items()]

    def _account(self, key: str, one: _Happened, words: frozenset[str]) -> Sketch:
        draw, town = self._draw, self._town(one.town)
        killed = max(0, one.killed + draw.choice((0, 0, 0, 1, -1, 2)))
        placed = draw.choice((True, True, True, False))
        spot = Spot(
            place=f"t{one.town}", lat=33 + one.town % 17 / 4, lon=36 + one.town % 23 / 4, radius_km=2.0
        )
        return sketched(
            key,
            type=draw.choice((one.type, one.type, one.type, draw.choice(_TYPES))),
            said=DAY + one.day + draw.choice((0, 1)),
            first=DAY + one.day,
            last=DAY + one.day,
            spots=(spot,) if placed else (),
            divisions=frozenset({f"SY/{one.town % 7}"}),
            agents=frozenset({draw.choice((one.by, one.by, draw.choice(_SIDES)))}),
            grounds=frozenset({town}) if placed else frozenset(),
            killed=(killed, killed) if one.killed else None,
            told=frozenset([*draw.sample(one.names, 3), town, *self._some(_WORDS_OF_A_SENTENCE)]),
            words=words,
        )

    def _some(self, count: int) -> list[str]:
        """Words drawn as often as reports have them."""
        return self._draw.choices(self._words, cum_weights=self._often, k=count)

    def _town(self, at: int) -> str:
        return self._names[at] if at < len(self._names) else f"{NAME}t{at}"


def _telling(words: Iterable[str]) -> frozenset[str]:
    ranked = sorted(words, key=lambda word: (word[0] != NAME, -rarity(word), word))
    return frozenset(ranked[:MOST_WORDS])
