"""A small world for the tests of placing: a gazetteer in memory, and codings by the words of their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import Coding, Event, EventType, Feature, Name, NameClass, Place, Report, Span
from dateline.resolving.ports import Candidate
from dateline.resolving.romanising import closeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class InMemoryGazetteer:
    """Keeps the contract of dateline.resolving.ports.Gazetteer on a list of places and their other names."""

    def __init__(self, *places: Place | tuple[Place, str]) -> None:
        """Take places, each with another name if it has one."""
        self._named = [one if isinstance(one, tuple) else (one, one.name) for one in places]
        self.asked: list[str] = []

    def find(self, words: str) -> Sequence[Candidate]:
        """All places with a name near to `words`."""
        self.asked.append(words)
        best: dict[str, Candidate] = {}
        for place, other in self._named:
            for name in (other, place.name):
                near = closeness(words, name)
                if near >= 0.7 and (place.id not in best or best[place.id].closeness < near):
                    best[place.id] = Candidate(place=place, closeness=near, matched=name)
        return sorted(best.values(), key=lambda one: (-one.closeness, -one.place.population))

    def country(self, code: str) -> Place | None:
        """The country with a code."""
        held = (place for place, _ in self._named if place.feature is Feature.COUNTRY)
        return next((place for place in held if place.country == code), None)

    def admin1(self, country: str, name: str) -> Place | None:
        """The first division of a country with a name."""
        held = (place for place, _ in self._named if place.feature is Feature.ADMIN1)
        return next((place for place in held if (place.country, place.name) == (country, name)), None)


def place(
    name: str,
    lat: float,
    lon: float,
    feature: Feature = Feature.TOWN,
    *,
    country: str | None = "SY",
    admin1: str | None = None,
    population: int = 0,
    radius_km: float | None = None,
) -> Place:
    """A place whose id tells its name, division and kind."""
    key = "/".join(part for part in (name, admin1, country, feature.value) if part)
    return Place(
        id=key,
        name=name,
        lat=lat,
        lon=lon,
        feature=feature,
        country=country,
        admin1=admin1,
        population=population,
        radius_km=radius_km,
    )


SYRIA = place("Syria", 35.0, 38.0, Feature.COUNTRY, population=17_000_000, radius_km=240)
IRAQ = place("Iraq", 33.0, 44.0, Feature.COUNTRY, country="IQ", population=38_000_000)
AMERICA = place("United States", 39.8, -99.2, Feature.COUNTRY, country="US", population=327_000_000)
FRANCE = place("France", 46.0, 2.0, Feature.COUNTRY, country="FR", population=67_000_000)
IDLIB_PROVINCE = place("Idlib", 35.8, 36.7, Feature.ADMIN1, admin1="Idlib", population=450_000, radius_km=40)
ALEPPO_PROVINCE = place(
    "Aleppo", 36.2, 37.6, Feature.ADMIN1, admin1="Aleppo", population=2_800_000, radius_km=75
)
NINEVEH = place("Nineveh", 36.3, 42.4, Feature.ADMIN1, country="IQ", admin1="Nineveh", population=3_000_000)
TEXAS = place("Texas", 31.3, -99.3, Feature.ADMIN1, country="US", admin1="Texas", population=29_000_000)
IDLIB = place("Idlib", 35.93, 36.63, admin1="Idlib", population=128_000)
ALEPPO = place("Aleppo", 36.2, 37.16, admin1="Aleppo", population=2_098_000)
MARJ_IN_IDLIB = place("Marj", 35.75, 36.6, admin1="Idlib", population=4_000)
MARJ_IN_ALEPPO = place("Marj", 36.4, 37.5, admin1="Aleppo", population=4_000)
MARJ_IN_NINEVEH = place("Marj", 36.6, 42.0, country="IQ", admin1="Nineveh", population=4_000)
TALIN = place("Talin", 35.8, 36.75, admin1="Idlib", population=40_000)
SARAQIB = place("Saraqib", 35.86, 36.8, admin1="Idlib", population=32_000)
KAFRIN = place("Kafrin", 36.3, 42.9, country="IQ", admin1="Nineveh", population=60_000)
PARIS = place("Paris", 48.85, 2.35, country="FR", admin1="Île-de-France", population=2_138_000)
PARIS_TEXAS = place("Paris", 33.66, -95.56, country="US", admin1="Texas", population=25_000)
JOBAN = place("Joban", 36.21, 37.14, Feature.DISTRICT, admin1="Aleppo")
TALIN_AIRBASE = place("Talin airbase", 35.75, 36.85, Feature.AIRBASE, admin1="Idlib")
SANAK_FIELD = place("al-Sanak", 35.0, 40.4, Feature.OIL_FIELD, admin1="Deir ez-Zor")
SANAK = place("al-Sanak", 34.2, 38.1, admin1="Homs", population=3_000)

WORLD = (
    SYRIA, IRAQ, AMERICA, FRANCE, IDLIB_PROVINCE, ALEPPO_PROVINCE, NINEVEH, TEXAS, IDLIB, ALEPPO,
    MARJ_IN_IDLIB, MARJ_IN_ALEPPO, MARJ_IN_NINEVEH, TALIN, SARAQIB, KAFRIN, PARIS, PARIS_TEXAS, JOBAN,
    TALIN_AIRBASE, SANAK_FIELD, SANAK,
)  # fmt: skip


def world() -> InMemoryGazetteer:
    """The gazetteer of the small world."""
    return InMemoryGazetteer(*WORLD)


def coded(
    text: str,
    *names: str,
    persons: Iterable[str] = (),
    bodies: Iterable[str] = (),
    places: Sequence[str] = (),
    targets: Sequence[str] = (),
) -> Coding:
    """A coding of `text` with the words of `names` marked as places; "words#2" are their second occurrence.

    With `places` or `targets` there is one event, triggered by the text's first word, that has them.
    """
    kinds = ((NameClass.PLACE, names), (NameClass.PERSON, persons), (NameClass.ACTOR, bodies))
    event = Event(
        id="e1",
        type=EventType.CLASH,
        mentions=(Span(0, len(text.split(maxsplit=1)[0])),),
        places=tuple(span_of(words, text) for words in places),
        targets=tuple(span_of(words, text) for words in targets),
    )
    return Coding(
        report=Report(id="r", text=text),
        engine="test",
        names=tuple(Name(span=span_of(words, text), cls=cls) for cls, listed in kinds for words in listed),
        events=(event,) if places or targets else (),
    )


def span_of(words: str, text: str) -> Span:
    """Where words stand in a text."""
    phrase, _, nth = words.partition("#")
    start = -1
    for _ in range(int(nth or 1)):
        start = text.find(phrase, start + 1)
        assert start >= 0, f"the text does not hold {words!r}"
    return Span(start, start + len(phrase))
