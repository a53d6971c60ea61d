"""What words are looked up in by tests: a gazetteer of a few invented places, and the register that ships."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from dateline.adapters.register import load_register
from dateline.domain import Feature, Place
from dateline.pipeline import Lookups
from dateline.resolving.ports import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.resolving.ports import Register

SYRIA = Place(id="iso:SY", name="Syria", lat=35.0, lon=38.0, feature=Feature.COUNTRY, country="SY")
DEIR_EZ_ZOR = Place(
    id="geonames:999101", name="Deir ez-Zor", lat=35.0, lon=40.4, feature=Feature.ADMIN1, country="SY"
)
RASHWAN = Place(
    id="dateline:al-rashwan",
    name="al-Tanak oil field",
    lat=34.9,
    lon=40.6,
    feature=Feature.OIL_FIELD,
    country="SY",
    admin1="Deir ez-Zor",
)
MARJ = Place(
    id="geonames:999102",
    name="Marj",
    lat=35.6,
    lon=36.3,
    feature=Feature.TOWN,
    country="SY",
    population=9_000,
)


class InMemoryGazetteer:
    """Keeps the contract of dateline.resolving.ports.Gazetteer on a few places; knows no other spellings."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = tuple(places)

    def find(self, words: str) -> Sequence[Candidate]:
        """Places with just that name, the most populous first."""
        found = [place for place in self._places if place.name.casefold() == words.casefold()]
        found.sort(key=lambda place: (-place.population, place.id))
        return [Candidate(place=place, closeness=1.0, matched=place.name) for place in found]

    def country(self, code: str) -> Place | None:
        """The country with a code."""
        countries = (place for place in self._places if place.feature is Feature.COUNTRY)
        return next((place for place in countries if place.country == code), None)

    def admin1(self, country: str, name: str) -> Place | None:
        """The first division with just that name."""
        divisions = (place for place in self._places if place.feature is Feature.ADMIN1)
        return next((one for one in divisions if (one.country, one.name) == (country, name)), None)


GAZETTEER = InMemoryGazetteer([SYRIA, DEIR_EZ_ZOR, RASHWAN, MARJ])


@cache
def register() -> Register:
    """The register that ships, compiled anew: no cache of this machine has a say in a test."""
    with TemporaryDirectory() as cache_folder:
        return load_register(cache=Path(cache_folder))


def both() -> Lookups:
    """Gazetteer and register."""
    return Lookups(gazetteer=GAZETTEER, register=register())
