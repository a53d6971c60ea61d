"""The scorer: how likely two accounts tell of one happening, by features that are weighed.

The chance is that of a logistic regression. Its weights lie in weights.json; bench/fit_linking.py fits them.
docs/reference/linking.md says what each feature means.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from math import cos, exp, fsum, hypot, log, log1p, log2, radians
from typing import TYPE_CHECKING

from dateline.linking.hours import WEEKDAYS, marks_of_day
from dateline.linking.kinds import FAMILIES, Family, kinship
from dateline.linking.windows import days_apart
from dateline.linking.wording import likeness, rarity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.linking.sketching import Sketch, Spot

# Each feature, and the sign that its weight may have: more of it never speaks against what it speaks for.
SIGNS: Mapping[str, int] = {
    "undated": -1,  # for one of the two no day is known
    "days": -1,  # between them: 0 for none, 0.5 for one, 1 from 16 on
    "broad": -1,  # one of the two is told of a stretch of days only
    "calendar": 1,  # weekday and day of the year, where no more is known: 1 agree, -1 differ
    "hours": -1,  # the parts of the day have no hour in common
    "unplaced": -1,  # one of the two has no place told as exactly as a town
    "km": -1,  # between the nearest places beyond their radii: 0 for none, 1 from 200 on
    "site": 1,  # one place, or the share of rare names of places
    "divisions": -1,  # places of both are known by their first division, and none in common
    "type": 1,  # kinship of the types
    "agents": 1,  # 1 one actor, 0.5 actors of one country, -1 known and nothing in common
    "targets": 1,  # likewise
    "toll": 1,  # 1 the same dead or injured, down to -1 for sixteen times as many
    "total": -1,  # one is a sum over several happenings, the other is not
    "people": 1,  # names of persons in common
    "untied": -1,  # talks, pressure, arrests … with no place, person or actor in common
    "nothing": -1,  # the sentences that tell of it have no rare word or name in common
    "told": 1,  # rare words and names in common in the sentences that tell of it
    "words": 1,  # rare words and names that the reports have in common
    "words_undated": 1,  # the same once more, where no day is known
}
FEATURES = tuple(SIGNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each feature counts, and the log odds with nothing to go by."""

    intercept: float
    of: Mapping[str, float]


def load_weights() -> Weights:
    """The weights that ship."""
    found = json.loads(files(__package__).joinpath("weights.json").read_text(encoding="utf-8"))
    return Weights(intercept=found.pop("intercept"), of=found)


@dataclass(slots=True)
class Scorer:
    """The chance that two accounts are of one incident, by `weights`."""

    weights: Weights
    _in_order: tuple[float, ...] = field(init=False)

    def __post_init__(self) -> None:
        self._in_order = tuple(self.weights.of[name] for name in FEATURES)

    def __call__(self, one: Sketch, other: Sketch) -> float:
        """The chance, 0 to 1. It is the same either way round."""
        odds = self.weights.intercept
        for weight, value in zip(self._in_order, compare(one, other), strict=True):
            odds += weight * value
        return 1 / (1 + exp(-odds))


def compare(one: Sketch, other: Sketch) -> tuple[float, ...]:
    """The features of two accounts, in the order of `FEATURES`."""
    apart = days_apart(one, other)
    undated = apart is None
    words = likeness(one.words, other.words, (one.weights[1], other.weights[1])) ** 0.3
    unplaced = not one.spots or not other.spots
    km, met = (0.0, False) if unplaced else _distance(one, other)
    site = max(float(met), _shared(one.grounds, other.grounds))
    agents, targets = _sides(one.agents, other.agents), _sides(one.targets, other.targets)
    people = _shared(one.people, other.people)
    near = not unplaced and km < _NEAR_KM
    # Of a day's talks and threats all reports have words in common.
    peaceful = Family.VIOLENCE not in FAMILIES[one.type] & FAMILIES[other.type]
    return (
        float(undated),
        min(((apart or 0) / _MOST_DAYS) ** 0.25, 1.0),
        float(not undated and not (one.exact and other.exact)),
        _calendar(one, other) if undated else 0.0,
        float(bool(one.hours and other.hours) and not one.hours & other.hours),
        float(unplaced),
        min(log1p(km) / log(_MOST_KM), 1.0),
        site,
        float(bool(one.divisions and other.divisions) and not one.divisions & other.divisions),
        kinship(one.type, other.type),
        agents,
        targets,
        _tolls(one, other),
        float(one.total != other.total),
        people,
        float(peaceful and not site and not near and not people and max(agents, targets) < 1),
        float(not any(rarity(token) >= _TELLING for token in one.told & other.told)),
        likeness(one.told, other.told, (one.weights[0], other.weights[0])) ** 0.3,
        words,
        words if undated else 0.0,
    )


# ── time ────────────────────────────────────────────────────────────────────────────────────────────────────

_MOST_DAYS = 16


def _calendar(one: Sketch, other: Sketch) -> float:
    """Agreement of what is known of the days: a day of the year says more than a weekday."""
    here, there = _marks(one), _marks(other)
    days_here, days_there = here - _WEEK, there - _WEEK
    if days_here and days_there:
        return 1.0 if days_here & days_there else -1.0
    week_here, week_there = here & _WEEK, there & _WEEK
    if week_here and week_there:
        return _ONE_WEEKDAY if week_here & week_there else -_ONE_WEEKDAY
    return 0.0


_WEEK = frozenset(WEEKDAYS)
_ONE_WEEKDAY = 0.35  # log(7) / log(365)


def _marks(one: Sketch) -> frozenset[str]:
    if one.first is None or one.last is None or not one.exact:
        return one.calendar
    days = [date.fromordinal(at) for at in range(one.first, one.last + 1)]
    return frozenset().union(*(marks_of_day(day.weekday(), day.month, day.day) for day in days))


# ── place ───────────────────────────────────────────────────────────────────────────────────────────────────

_MOST_KM = 200
_MET_KM = 3
_NEAR_KM = 10  # beyond their radii: the next village
_EXACT_KM = 5
_RARE = 2.0  # two names that no report of the corpus has are as good as a point


def _distance(one: Sketch, other: Sketch) -> tuple[float, bool]:
    """Kilometres between the nearest places beyond their radii, and whether they are one exact place."""
    nearest, met = float("inf"), False
    for here in one.spots:
        for there in other.spots:
            km = 0.0 if here.place == there.place else _km(here, there)
            nearest = min(nearest, max(0.0, km - (here.radius_km + there.radius_km)))
            met = met or (km < _MET_KM and max(here.radius_km, there.radius_km) <= _EXACT_KM)
    return nearest, met


_TELLING = 0.4  # rarity of a word that at most 57 of 879 reports have


def _km(here: Spot, there: Spot) -> float:
    """Kilometres between two places, as on a plane: good to one in a hundred up to `_MOST_KM`."""
    north = (here.lat - there.lat) * _KM_PER_DEGREE
    round_about = abs(here.lon - there.lon) % 360
    between = radians((here.lat + there.lat) / 2)
    east = min(round_about, 360 - round_about) * _KM_PER_DEGREE * cos(between)
    return hypot(north, east)


_KM_PER_DEGREE = 111.2


def _shared(some: frozenset[str], others: frozenset[str]) -> float:
    return min(fsum(rarity(token) for token in some & others), _RARE) / _RARE


# ── who, and with what harm ─────────────────────────────────────────────────────────────────────────────────


def _sides(some: frozenset[str], others: frozenset[str]) -> float:
    if not some or not others:
        return 0.0
    shared = some & others
    if any(key[0] not in "=@" for key in shared):
        return 1.0
    if any(key[0] == "@" for key in shared):
        return 0.5
    return 0.0 if shared else -1.0


_MOST_TIMES = 16


def _tolls(one: Sketch, other: Sketch) -> float:
    """How well the dead agree, or the injured where for one of the two no dead are told."""
    for some, others in ((one.killed, other.killed), (one.injured, other.injured)):
        if some and others:
            return _agreement(some, others)
    return 0.0


def _agreement(some: tuple[int, int], others: tuple[int, int]) -> float:
    """1 where the numbers may be one, else minus how many times the higher is the lower, as a logarithm."""
    if some[0] <= others[1] and others[0] <= some[1]:
        return 1.0 if some[1] and others[1] else 0.0  # that nobody was hurt is told of many a strike
    low, high = sorted((some, others))
    return -min(log2(high[0] / max(low[1], 1)) / log2(_MOST_TIMES), 1.0)
