"""What a newsroom says of places, laid over a gazetteer: places of its own, more names, points set right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from dateline.adapters.gazetteer.spellings import LEAST, SHORTEST
from dateline.resolving.asked_kinds import asked_kind, suits
from dateline.resolving.ports import Candidate
from dateline.resolving.romanising import folded, form_closeness, normal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from dateline.domain import Feature, Place
    from dateline.resolving.ports import Gazetteer

MOST = 30  # candidates for one name, as the gazetteer gives them
_OTHER_KIND = 0.9  # as the gazetteer has it
_REMEMBERED = 8192


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidPlace:
    """What a newsroom says of a place: one of its own (`own`), or one of the gazetteer.

    `place` is it as it is to be found, `names` are names more than its own.
    """

    place: Place
    own: bool
    names: tuple[str, ...] = ()


@runtime_checkable
class Keyed(Protocol):
    """A gazetteer that knows places by their ids, too."""

    def place(self, key: str) -> Place | None:
        """The place with the id `key`."""
        ...


@runtime_checkable
class Begun(Protocol):
    """A gazetteer that can be asked for names that are not yet typed to their ends."""

    def begun(self, words: str, limit: int = 30) -> Sequence[Candidate]:
        """Places with a name that begins like `words`, the most populous first."""
        ...


@runtime_checkable
class Around(Protocol):
    """A gazetteer that knows what lies around a point."""

    def within(
        self, lat: float, lon: float, km: float, features: Collection[Feature] = ()
    ) -> Sequence[Place]:
        """The places that lie within `km` of a point, the nearest first; of some kinds only, where named."""
        ...


@runtime_checkable
class WithTowns(Protocol):
    """A gazetteer that knows the greatest towns of a stretch of the map."""

    def greatest_towns(self, bounds: tuple[float, float, float, float], most: int) -> Sequence[Place]:
        """The most populous towns of a stretch of the map, the greatest first."""
        ...


class GazetteerWithOwn:
    """Keeps the contract of dateline.resolving.ports.Gazetteer on another one and what is said of places."""

    def __init__(self, below: Gazetteer, said: Iterable[SaidPlace]) -> None:
        """Lay `said` over `below`."""
        self.below = below
        self._said = {one.place.id: one for one in said}
        self._forms: dict[str, list[tuple[SaidPlace, str]]] = {}
        for one in self._said.values():
            # A place of the gazetteer is found by its own name there; by another that it was given, here.
            for name in dict.fromkeys((one.place.name, *one.names)):
                self._forms.setdefault(normal(name), []).append((one, name))
        self._forms.pop("", None)
        self._find = lru_cache(_REMEMBERED)(self._look_up)

    def find(self, words: str) -> Sequence[Candidate]:
        """Places that `words` may name, closest first and, among equals, the most populous first; few.

        As the gazetteer below, it stops at the first step that finds anything: the same normal form, the name
        without its word for a kind, another spelling.
        """
        return self._find(words)

    def country(self, code: str) -> Place | None:
        """The country with an ISO 3166-1 alpha-2 code."""
        return self._as_said(self.below.country(code))

    def admin1(self, country: str, name: str) -> Place | None:
        """The first division of a country with that name, in any usual spelling."""
        return self._as_said(self.below.admin1(country, name))

    def place(self, key: str) -> Place | None:
        """The place with the id `key`."""
        if key in self._said:
            return self._said[key].place
        return self.below.place(key) if isinstance(self.below, Keyed) else None

    def within(
        self, lat: float, lon: float, km: float, features: Collection[Feature] = ()
    ) -> Sequence[Place]:
        """The gazetteer's places that lie within `km` of a point, the nearest first; of some kinds only."""
        return self.below.within(lat, lon, km, features) if isinstance(self.below, Around) else ()

    def greatest_towns(self, bounds: tuple[float, float, float, float], most: int) -> Sequence[Place]:
        """The gazetteer's most populous towns of a stretch of the map, the greatest first."""
        return self.below.greatest_towns(bounds, most) if isinstance(self.below, WithTowns) else ()

    def begun(self, words: str, limit: int = MOST) -> Sequence[Candidate]:
        """Places with a name that begins like `words`: those that are spoken of here first."""
        start = normal(words)
        here = [
            Candidate(place=one.place, closeness=1.0, matched=name)
            for form, bearers in self._forms.items()
            if start and form.startswith(start)
            for one, name in bearers
        ]
        below = self.below.begun(words, limit) if isinstance(self.below, Begun) else ()
        return _once([*here, *map(self._candidate, below)])[:limit]

    def _look_up(self, words: str) -> tuple[Candidate, ...]:
        below = [self._candidate(one) for one in self.below.find(words)]
        bare, asked = asked_kind(words)
        same, stripped = normal(words), normal(bare) if asked and bare else ""
        if self._forms and (found := self._bearers(same)):
            return _merged(words, found, [one for one in below if normal(one.matched) == same])
        if any(normal(one.matched) == same for one in below):
            return tuple(below)
        if asked and stripped and (found := self._bearers(stripped)):
            found = [
                one if suits(asked, one.place.feature) else replace(one, closeness=_OTHER_KIND)
                for one in found
            ]
            return _merged(words, found, [one for one in below if normal(one.matched) == stripped])
        if any(stripped and normal(one.matched) == stripped for one in below):
            return tuple(below)
        return _merged(words, self._near(stripped or same), below)

    def _bearers(self, form: str) -> list[Candidate]:
        return [
            Candidate(place=one.place, closeness=1.0, matched=name) for one, name in self._forms.get(form, ())
        ]

    def _near(self, form: str) -> list[Candidate]:
        if len(form) < SHORTEST:
            return []
        weighed = ((form_closeness(form, other, LEAST), other) for other in self._forms)
        return [
            replace(one, closeness=near) for near, other in weighed if near for one in self._bearers(other)
        ]

    def _candidate(self, one: Candidate) -> Candidate:
        said = self._said.get(one.place.id)
        return replace(one, place=said.place) if said else one

    def _as_said(self, place: Place | None) -> Place | None:
        return self._said[place.id].place if place and place.id in self._said else place


def _merged(words: str, here: list[Candidate], below: list[Candidate]) -> tuple[Candidate, ...]:
    """Both, closest first, what is spelt so first; an editor's place is never cut off by namesakes."""
    plain = folded(words)
    kept = _once(here)
    others = [one for one in below if one.place.id not in {other.place.id for other in kept}]
    found = [*others[: max(0, MOST - len(kept))], *kept]
    found.sort(key=lambda one: (-one.closeness, folded(one.matched) != plain, -one.place.population))
    return tuple(found[:MOST])


def _once(found: Iterable[Candidate]) -> list[Candidate]:
    best: dict[str, Candidate] = {}
    for one in found:
        if one.place.id not in best or best[one.place.id].closeness < one.closeness:
            best[one.place.id] = one
    return list(best.values())
