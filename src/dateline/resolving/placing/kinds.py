"""Words for kinds of place: "oil field", "province", "airbase", and what each asks the gazetteer for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.domain import Feature

if TYPE_CHECKING:
    from collections.abc import Iterable

SETTLED = frozenset({Feature.TOWN, Feature.DISTRICT})
DIVISIONS = frozenset({Feature.ADMIN1, Feature.ADMIN2, Feature.ADMIN3})
# Called after the place that they lead to, or after one far off.
WAYS = frozenset({Feature.ROAD})
AREAS = DIVISIONS | {Feature.REGION, Feature.COUNTRY}
# What stands on one plot of ground, and is often called after the town beside it: "Marj airbase". The first
# stand outside that town, the others in it.
OUTLYING = frozenset({
    Feature.CROSSING, Feature.BASE, Feature.AIRBASE, Feature.AIRPORT, Feature.PORT, Feature.OIL_FIELD,
    Feature.GAS_FIELD, Feature.PLANT,
})  # fmt: skip
# Where people live or pass, so that a hospital is called after it.
LIVED_IN = frozenset({Feature.CROSSING, Feature.CAMP})
GROUNDS = OUTLYING | {Feature.HOSPITAL, Feature.SITE, Feature.CAMP}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of place as a text names it: its words, and the features that may be meant."""

    words: str
    features: frozenset[Feature]

    @property
    def may_be_in_the_name(self) -> bool:
        """Whether gazetteers list places with this word: "Marj oil field", "Marj strip", not "Marj city"."""
        plain = not self.features or bool(self.features & (SETTLED | DIVISIONS))
        return not plain or self.words.lower() in _IN_NAMES

    @property
    def is_plural(self) -> bool:
        """Whether several places are named so: "the towns of Marj and Tal"."""
        return self.words.lower() in _PLURALS

    @property
    def singular(self) -> str:
        """Its words for one place of the kind, in small letters."""
        return _singular(self.words.lower())

    @property
    def is_quarter(self) -> bool:
        """Whether a part of a town is asked for."""
        return self.singular in _QUARTERS

    @property
    def is_settled(self) -> bool:
        """Whether a settlement of its own is asked for, no part of another."""
        return self.singular in _SETTLEMENTS

    @property
    def is_ground(self) -> bool:
        """Whether one plot of ground is asked for, not a settlement or an area."""
        return bool(self.features & GROUNDS)

    @property
    def is_outlying(self) -> bool:
        """Whether what is asked for lies outside towns: a village, an oil field."""
        return self.is_settled or (self.is_ground and self.features <= OUTLYING)

    @property
    def is_landscape(self) -> bool:
        """Whether it is called after a town in it or by it: a desert, a plain."""
        return Feature.LAND in self.features

    @property
    def is_around(self) -> bool:
        """Whether a town is told of with what lies around it: its area."""
        return self.singular in _AROUND

    @property
    def is_local(self) -> bool:
        """Whether what is asked for is known near it only, so that no report names it out of the blue."""
        small = self.is_quarter or self.is_ground or self.singular in _SMALL
        return small or (self.is_settled and self.singular not in _CITIES)


_CITIES = frozenset({"city", "capital", "metropolis"})
_SETTLEMENTS_TOLD = "city|capital|metropolis|town|village|hamlet|settlement|municipality|township|enclave"
_QUARTERS_TOLD = "neighbourhood|neighborhood|quarter|borough"
_TABLE: dict[str, frozenset[Feature]] = {
    "country|nation|republic|kingdom": frozenset({Feature.COUNTRY}),
    "state": frozenset({Feature.ADMIN1, Feature.COUNTRY}),
    "governorate|province|oblast|prefecture|wilaya": frozenset({Feature.ADMIN1, Feature.ADMIN2}),
    "region": frozenset({Feature.REGION, Feature.ADMIN1, Feature.ADMIN2, Feature.LAND}),
    "county|parish|raion|canton|subdistrict|sub-district": frozenset({
        Feature.ADMIN2, Feature.ADMIN3, Feature.ADMIN1,
    }),
    "district": frozenset({Feature.ADMIN2, Feature.ADMIN3, Feature.DISTRICT, Feature.REGION}),
    _SETTLEMENTS_TOLD: SETTLED | {Feature.ADMIN3},
    f"suburb|{_QUARTERS_TOLD}": SETTLED | {Feature.ADMIN3, Feature.ADMIN2},
    "street|avenue|boulevard|drive|lane|highway|motorway|road|turnpike|parkway": WAYS,
    "square|roundabout|junction|intersection": frozenset({Feature.DISTRICT, Feature.ROAD}),
    "refugee camp|displacement camp|camp": frozenset({Feature.CAMP, Feature.TOWN, Feature.DISTRICT}),
    "border crossing|crossing point|crossing|checkpoint|border post": frozenset({Feature.CROSSING}),
    "air force base|air base|airbase|airfield|military airport|military airfield": frozenset({
        Feature.AIRBASE, Feature.AIRPORT,
    }),
    "international airport|airport": frozenset({Feature.AIRPORT, Feature.AIRBASE}),
    "military base|naval base|base|barracks|outpost|garrison|headquarters": frozenset({
        Feature.BASE, Feature.AIRBASE,
    }),
    "seaport|port|harbour|harbor": frozenset({Feature.PORT, Feature.TOWN}),
    "oil field|oilfield": frozenset({Feature.OIL_FIELD, Feature.GAS_FIELD}),
    "gas field|gasfield|gas plant": frozenset({Feature.GAS_FIELD, Feature.OIL_FIELD, Feature.PLANT}),
    "field": frozenset({Feature.OIL_FIELD, Feature.GAS_FIELD}),
    "nuclear power plant|power plant|power station|coke plant|plant|refinery|factory|dam|steelworks":
        frozenset({Feature.PLANT}),
    "hospital|clinic|medical centre|medical center|medical complex": frozenset({Feature.HOSPITAL}),
    "prison|school|university|building|tower|compound|mosque|church|market|bridge|museum|stadium|monastery|citadel|castle|cemetery"
    "|shrine|zoo": frozenset({Feature.SITE}),
    "river|lake|sea|strait|gulf|bay|reservoir|creek|canal|ocean|channel": frozenset({Feature.WATER}),
    "mountains|mountain|mount|hills|hill|valley|desert|island|islands|forest|plain|heights|peninsula|ridge":
        frozenset({Feature.LAND, Feature.REGION}),
    "front|frontline|front line|axis": frozenset({Feature.FRONT}),
    # These ask for nothing in particular.
    "area|areas|zone|strip|territory|territories|farm|farms": frozenset(),
    # Nor do these: every town has one.
    "old city|old town|ancient city|inner city|city centre|city center|town centre|town center": frozenset(),
}  # fmt: skip
_IN_NAMES = frozenset({"strip", "camp", "refugee camp"})
_QUARTERS = frozenset({*_QUARTERS_TOLD.split("|"), "street", "square", "roundabout"})
_SETTLEMENTS = frozenset(_SETTLEMENTS_TOLD.split("|"))
_AROUND = frozenset({"area", "areas", "zone", "territory"})
_SMALL = frozenset({"district", "suburb", "subdistrict", "sub-district"})
_PLURALS = {
    "governorates": "governorate", "provinces": "province", "regions": "region", "counties": "county",
    "districts": "district", "cities": "city", "towns": "town", "villages": "village",
    "settlements": "settlement", "suburbs": "suburb", "neighbourhoods": "neighbourhood",
    "neighborhoods": "neighborhood", "quarters": "quarter", "camps": "camp", "crossings": "crossing",
    "fronts": "front", "frontlines": "frontline", "streets": "street", "hospitals": "hospital",
    "bases": "base", "airports": "airport", "mosques": "mosque", "towers": "tower", "buildings": "building",
    "rivers": "river", "lakes": "lake",
}  # fmt: skip
_SINGULARS = {word: features for words, features in _TABLE.items() for word in words.split("|")}
_KINDS = _SINGULARS | {plural: _SINGULARS[word] for plural, word in _PLURALS.items()}
KINDS = tuple(_KINDS)


def one_of(words: Iterable[str]) -> str:
    """For a pattern: any of some words, the longest of those that start alike first.

    They are grouped by their first letters, so that a search tries some twenty letters in each place of a
    text, and not two hundred words.

    >>> one_of(["town", "port", "township"])
    'p(?:ort)|t(?:ownship|own)'
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (word[0], -len(word))):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in groups.items())


KIND_WORDS = one_of(_KINDS)

_AT_THE_END = re.compile(rf"[\s-]({KIND_WORDS})$", re.IGNORECASE)
_WHOLE = re.compile(rf"(?:the\s)?({KIND_WORDS})", re.IGNORECASE)


def kind_of(words: str) -> Kind | None:
    """The kind that `words`, such as "province" or "Oil Field", are a word for."""
    found = _KINDS.get(words.lower())
    return None if found is None else Kind(words=words, features=found)


@lru_cache(maxsize=4096)
def split_kind(words: str) -> tuple[str, Kind | None]:
    """A name without the kind word that it ends in, and that kind.

    >>> core, kind = split_kind("al-Tanak oil field")
    >>> core, kind.words
    ('al-Tanak', 'oil field')
    """
    match = _AT_THE_END.search(words)
    if match is None or not match.start():
        return words, None
    return words[: match.start()], kind_of(match[1])


@lru_cache(maxsize=4096)
def is_kind(words: str) -> bool:
    """Whether `words` are nothing but a word for a kind of place: "city", "the area"."""
    return _WHOLE.fullmatch(words.strip()) is not None


def _singular(word: str) -> str:
    return _PLURALS.get(word, word)
