"""One sense per report: the mentions of a name go together, unless the text tells two apart."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.domain import Feature
from dateline.resolving.geometry import km_between, point_of
from dateline.resolving.placing.kinds import AREAS, GROUNDS, SETTLED, split_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.domain import Place, Span
    from dateline.resolving.placing.kinds import Kind
    from dateline.resolving.placing.lookup import Lookup
    from dateline.resolving.placing.mentions import Mention
    from dateline.resolving.ports import Candidate

# Every candidate is held against every other: a day's round-up of a hundred names keeps the best few of each.
ROOM, FEWEST = 800, 4
TOWN_HOLDS_KM = 30  # "Jobar, Damascus": suburbs that bear a city's name lie as far out
REGION_HOLDS_KM = 120  # a region has no outline in the gazetteer: where it knows no radius, this has to do
METROPOLIS = 500_000  # people: too large for the regions that reports name, such as the land around it
MIDDLE_KM = 20  # what lies so near the middle of a division lies in it, whatever division the gazetteer names


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """A name in one meaning: its mentions, and the places that it may be.

    `name` is the wording that was found, `kind` what it or the text calls the place.
    """

    mentions: tuple[Mention, ...]
    candidates: tuple[Candidate, ...]
    name: str
    kind: Kind | None = None


def read_senses(mentions: Sequence[Mention], lookup: Lookup) -> tuple[Sense, ...]:
    """The senses of a report's mentions, in the order of their first mention."""
    groups: dict[tuple[str, frozenset[Feature]], list[Mention]] = {}
    for one in mentions:
        key = (fold(lookup.name_in(one.wordings)), _apart(_kind(one, lookup)))
        groups.setdefault(key, []).append(one)
    by_core = {one.core: lookup.first(one.wordings) for one in mentions}
    senses = [
        Sense(
            mentions=tuple(part),
            candidates=tuple(one for one in by_core[part[0].core] if one.place.id in fit)
            if fit
            else by_core[part[0].core],
            name=lookup.name_in(part[0].wordings),
            kind=next(filter(None, (_kind(one, lookup) for one in part)), None),
        )
        for group in groups.values()
        for part, fit in _told_apart(group, by_core)
    ]
    most = max(FEWEST, ROOM // max(len(senses), 1))
    fitted = (replace(sense, candidates=sense.candidates[:most]) for sense in senses)
    return tuple(sorted(fitted, key=lambda sense: sense.mentions[0].core))


def _kind(mention: Mention, lookup: Lookup) -> Kind | None:
    """The kind in the name as found ("Marj County" of "Marj County Jail"), or else as the text has it."""
    return split_kind(lookup.name_in(mention.wordings))[1] or mention.kind


def _apart(kind: Kind | None) -> frozenset[Feature]:
    """What a kind tells a name apart by: "the village of Marj" is "Marj", and "Marj airbase" is not."""
    return kind.features if kind and not kind.features & SETTLED else frozenset()


def holds(larger: Place, smaller: Place) -> bool:
    """Whether a place lies in a larger one, as far as a gazetteer can tell."""
    if larger.id == smaller.id or smaller.feature is Feature.COUNTRY:
        return False
    match larger.feature:
        case Feature.COUNTRY:
            return larger.country == smaller.country
        case Feature.ADMIN1 | Feature.ADMIN2 | Feature.ADMIN3:
            return larger.country == smaller.country and _in_division(larger, smaller)
        case Feature.REGION | Feature.LAND | Feature.WATER:
            inner = smaller.feature not in AREAS and smaller.population < METROPOLIS
            return inner and _within(larger.radius_km or REGION_HOLDS_KM, larger, smaller)
        case _:
            inner = smaller.feature not in AREAS and larger.population >= smaller.population
            return inner and larger.feature not in GROUNDS and _within(TOWN_HOLDS_KM, larger, smaller)


def _in_division(larger: Place, smaller: Place) -> bool:
    """By the names of the smaller place's divisions in the gazetteer, at any level, or by nearness."""
    if _LEVEL.get(smaller.feature, 9) <= _LEVEL[larger.feature]:
        return False
    names = {_bare(name) for name in (smaller.admin1, smaller.admin2) if name}
    if _bare(larger.name) not in names:
        return _within(MIDDLE_KM, larger, smaller)
    same = larger.feature is Feature.ADMIN1 or not (larger.admin1 and smaller.admin1)
    return same or _bare(larger.admin1 or "") in names or _bare(larger.name) == _bare(smaller.admin1 or "")


_LEVEL = {Feature.COUNTRY: 0, Feature.ADMIN1: 1, Feature.ADMIN2: 2, Feature.ADMIN3: 3}


@lru_cache(maxsize=16384)
def _bare(name: str) -> str:
    """The name of a division without its kind: "Marj Governorate" and "Marj" are one."""
    return fold(split_kind(name)[0])


def _within(km: float, larger: Place, smaller: Place) -> bool:
    return km_between(point_of(larger), point_of(smaller)) <= km


@lru_cache(maxsize=16384)
def fold(words: str) -> str:
    """Words without case, accents, apostrophes and dashes, to tell whether two are the same name."""
    parts = unicodedata.normalize("NFKD", words).casefold()
    tokens = re.sub(r"[^\w ]", "", re.sub(r"[-–—/]", " ", parts)).split()
    return " ".join([_LONG.get(token, token) for token in tokens[:1]] + tokens[1:])


_LONG = {"mt": "mount", "st": "saint", "ft": "fort"}


def _told_apart(
    group: list[Mention], by_core: dict[Span, tuple[Candidate, ...]]
) -> list[tuple[list[Mention], set[str]]]:
    """The mentions of a name, apart where no one candidate lies in both the places that the text tells.

    With each part are the ids of the candidates that lie where it is told to lie; none where a name is told
    to lie nowhere, or in one place throughout: there the ranking has the say, but for the country of an
    adjective ("the Syrian town of"), which is seldom misread.
    """
    candidates = by_core[group[0].core]
    parts: list[tuple[list[Mention], set[str]]] = []
    current: tuple[list[Mention], set[str]] | None = None
    waiting: list[Mention] = []
    for one in group:
        fit = _fitting(one, candidates, by_core)
        if not fit:
            (current[0] if current else waiting).append(one)
            continue
        current = next((part for part in parts if part[1] & fit), None)
        if current is None:
            current = ([], fit)
            parts.append(current)
        current[1].intersection_update(fit)
        current[0].append(one)
    if len(parts) < 2:  # noqa: PLR2004 (told apart from itself)
        return [(group, _in_lands(candidates, {one.country for one in group} - {None}))]
    parts[0][0][:0] = waiting
    return parts


def _in_lands(candidates: tuple[Candidate, ...], lands: set[str | None]) -> set[str]:
    """The ids of the candidates in some lands; none where the name is that of a land itself."""
    if any(one.place.feature is Feature.COUNTRY for one in candidates):
        return set()
    return {one.place.id for one in candidates if one.place.country in lands}


def _fitting(
    mention: Mention, candidates: tuple[Candidate, ...], by_core: dict[Span, tuple[Candidate, ...]]
) -> set[str]:
    """The ids of the candidates that lie where the text puts this mention; empty where it puts it nowhere."""
    fit: set[str] = set()
    for core in (*mention.stated, *mention.loose[:1]):
        larger = by_core.get(core, ())
        inner = {
            one.place.id
            for one in candidates
            if any(holds(other.place, one.place) for other in larger if other.place.feature not in SETTLED)
        }
        fit = (fit & inner) or fit or inner
    if mention.country:
        there = {one.place.id for one in candidates if one.place.country == mention.country}
        fit = (fit & there) or fit or there
    return fit
