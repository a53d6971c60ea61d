"""A gazetteer as one report asks it: each wording once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import Feature
from dateline.resolving.placing.demonyms import country_of, divisions_of
from dateline.resolving.ports import Candidate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.domain import Place
    from dateline.resolving.ports import Gazetteer

SAME = 0.99  # closeness from which words and name are the same
MOST = 25  # candidates of one name; further ones have been smaller towns of the same name


class Lookup:
    """Finds the candidates of names, and remembers them while the report is resolved."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._found: dict[str, tuple[Candidate, ...]] = {}
        self._known: dict[str, bool] = {}

    def find(self, words: str) -> tuple[Candidate, ...]:
        """The places that `words` may name."""
        if words not in self._found:
            self._found[words] = self._look(words)
        return self._found[words]

    def known(self, words: str) -> bool:
        """Whether some place is called just so."""
        known = self._known.get(words)
        if known is None:
            known = self._known[words] = any(one.closeness >= SAME for one in self.find(words))
        return known

    def name_in(self, wordings: Sequence[str]) -> str:
        """The fullest wording that is known, or the first where none is."""
        return next((words for words in wordings if self.known(words)), wordings[0])

    def first(self, wordings: Sequence[str]) -> tuple[Candidate, ...]:
        """The candidates of the fullest wording that is known, and those of the others where none is."""
        name = self.name_in(wordings)
        if self.known(name):
            return self.find(name)
        best: dict[str, Candidate] = {}
        for words in wordings:
            for one in self.find(words):
                held = best.get(one.place.id)
                if held is None or held.closeness < one.closeness:
                    best[one.place.id] = one
        return tuple(sorted(best.values(), key=lambda one: (-one.closeness, -one.place.population)))[:MOST]

    def province(self, place: Place) -> Place | None:
        """The first division that a place lies in."""
        found = (one.place for one in self.find(place.admin1)) if place.admin1 else ()
        inside = (one for one in found if one.feature is Feature.ADMIN1 and one.country == place.country)
        return next(inside, None)

    def country(self, place: Place) -> Place | None:
        """The country that a place lies in."""
        return self._gazetteer.country(place.country) if place.country else None

    def land(self, place: Place) -> str | None:
        """The name of the country that a place lies in."""
        found = self.country(place)
        return found.name if found else None

    def _look(self, words: str) -> tuple[Candidate, ...]:
        short = [place for one in divisions_of(words) if (place := self._gazetteer.admin1(*one))]
        if short:
            return tuple(Candidate(place=place, closeness=1.0, matched=words) for place in short)
        found = tuple(self._gazetteer.find(words))[:MOST]
        code = country_of(words) if words[:1].isupper() else None
        country = self._gazetteer.country(code) if code else None
        if country is None:
            return found
        exact = tuple(one for one in found if one.closeness >= SAME and one.place.id != country.id)
        return (Candidate(place=country, closeness=1.0, matched=words), *exact)
