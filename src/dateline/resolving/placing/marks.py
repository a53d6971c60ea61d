"""What speaks for a candidate: the names of the marks that the ranking weighs, and those of its own."""

from __future__ import annotations

from math import log10, pi
from typing import TYPE_CHECKING

from dateline.domain import Feature
from dateline.resolving.placing.kinds import DIVISIONS, GROUNDS
from dateline.resolving.placing.senses import fold
from dateline.resolving.romanising import normal

if TYPE_CHECKING:
    from dateline.domain import Place
    from dateline.resolving.placing.senses import Sense
    from dateline.resolving.ports import Candidate

# What stands in a candidate itself and in the words.
OWN = (
    "spelling",  # how far its name is from the words: 0 the same, down to -1
    "as_written",  # a name of it is written as the words are, not only in another spelling of the same form
    "own_name",  # that name is its own, not one of its other names
    "population",  # of a settlement: logarithm, over that of ten million
    "size",  # the same of a division, a country, a region
    "country",
    "admin1",
    "admin2",  # and smaller divisions
    "region",  # and land, and water
    "ground",  # a plot: camp, airbase, field, quarter
    "asked",  # of the kind that the text calls it by
    "asked_by_name",  # and that word is part of the name: "Marj District"
    "people",  # lies in the country of an adjective before it: "the Syrian city of"
    "home",  # lies in the country that the source usually writes about
)
# What the other names of the report lend it, by how likely each of their candidates is.
LENT = (
    "stated",  # lies in a place that the text says it lies in
    "loose",  # lies in a place that follows it
    "close",  # lies by a place that the text says it lies by
    "holding",  # holds what the text says lies in it
    "same_country",  # share of the report's other names in its country
    "same_admin1",  # share in its first division
    "peoples",  # share of the words for peoples that mean its country's
    "within_50",  # share of the other names within some 50 km
    "within_300",  # and within some 300 km
    "nearest",  # nearness to whichever other name lies nearest
    "in_named",  # a first division that it lies in is named
    "in_district",  # a second division that it lies in is named
    "holds_named",  # a place that lies in it, a second division, is named
)
MARKS = OWN + LENT

_UNCOUNTED = frozenset({Feature.REGION, Feature.LAND, Feature.WATER})
_AREAS = DIVISIONS | _UNCOUNTED | {Feature.COUNTRY}
_TENS = 7  # ten million
_HAMLET = 500  # people, where none are told
# What an area weighs whose people nobody counts: seas and regions that are listed are well known, and a wide
# one counts as many people as live on so much land in the mean.
_REGION = 1_000_000
_PEOPLE_PER_KM2 = 35


def own_marks(one: Candidate, sense: Sense, home: str | None) -> list[float]:
    """The marks of OWN, in their order, of a candidate of a sense."""
    place, kind = one.place, sense.kind
    matched = fold(one.matched)
    area = place.feature in _AREAS
    suits = kind is not None and place.feature in kind.features
    countries = {mention.country for mention in sense.mentions if mention.country}
    return [
        one.closeness - 1.0,
        float(matched in {fold(words) for words in sense.mentions[0].wordings}),
        float(matched == fold(place.name) or normal(one.matched) == normal(place.name)),
        0.0 if area else _size(place),
        _size(place) if area else 0.0,
        float(place.feature is Feature.COUNTRY),
        float(place.feature is Feature.ADMIN1),
        float(place.feature in {Feature.ADMIN2, Feature.ADMIN3}),
        float(place.feature in _UNCOUNTED),
        float(place.feature in GROUNDS or place.feature is Feature.DISTRICT),
        float(suits),
        float(suits and kind is not None and sense.name.endswith(kind.words)),
        float(place.country in countries),
        float(home is not None and place.country == home),
    ]


def _size(place: Place) -> float:
    """The logarithm of a place's people over that of ten million."""
    people = max(place.population, _HAMLET)
    if place.feature in _UNCOUNTED:
        people = max(place.population, _REGION, int(_PEOPLE_PER_KM2 * pi * (place.radius_km or 0.0) ** 2))
    return log10(1 + people) / _TENS
