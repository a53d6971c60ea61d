"""Words for kinds of place: "oil field", "province", "airbase", and what each asks the gazetteer for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.domain import Feature

SETTLED = frozenset({Feature.TOWN, Feature.DISTRICT})
DIVISIONS = frozenset({Feature.ADMIN1, Feature.ADMIN2, Feature.ADMIN3})
# Called after the place that they lead to, or after one far off.
WAYS = frozenset({Feature.ROAD})
AREAS = DIVISIONS | {Feature.REGION, Feature.COUNTRY}
# What stands on one plot of ground, and is often called after the town beside it: "Marj airbase".
GROUNDS = frozenset({
    Feature.CROSSING, Feature.BASE, Feature.AIRBASE, Feature.AIRPORT, Feature.PORT, Feature.OIL_FIELD,
    Feature.GAS_FIELD, Feature.PLANT, Feature.HOSPITAL, Feature.SITE, Feature.CAMP,
})  # fmt: skip


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
    def is_quarter(self) -> bool:
        """Whether a part of a town is asked for."""
        return self.words.lower() in _QUARTERS

    @property
    def is_ground(self) -> bool:
        """Whether one plot of ground is asked for, not a settlement or an area."""
        return bool(self.features & GROUNDS)


_TABLE: dict[str, frozenset[Feature]] = {
    "country|nation|republic|kingdom": frozenset({Feature.COUNTRY}),
    "state": frozenset({Feature.ADMIN1, Feature.COUNTRY}),
    "governorate|province|oblast|prefecture|wilaya": frozenset({Feature.ADMIN1, Feature.ADMIN2}),
    "region": frozenset({Feature.REGION, Feature.ADMIN1, Feature.ADMIN2, Feature.LAND}),
    "county|parish|raion|canton|subdistrict|sub-district": frozenset({
        Feature.ADMIN2, Feature.ADMIN3, Feature.ADMIN1,
    }),
    "district": DIVISIONS | {Feature.DISTRICT, Feature.REGION},
    "city|town|village|hamlet|settlement|municipality|township|capital|metropolis|enclave": SETTLED
    | {Feature.ADMIN3},
    "suburb|neighbourhood|neighborhood|quarter|borough": SETTLED | {Feature.ADMIN3, Feature.ADMIN2},
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
    "oil field|oilfield": frozenset({Feature.OIL_FIELD}),
    "gas field|gasfield|gas plant": frozenset({Feature.GAS_FIELD, Feature.PLANT}),
    "field": frozenset({Feature.OIL_FIELD, Feature.GAS_FIELD}),
    "nuclear power plant|power plant|power station|coke plant|plant|refinery|factory|dam|steelworks":
        frozenset({Feature.PLANT}),
    "hospital|clinic|medical centre|medical center|medical complex": frozenset({Feature.HOSPITAL}),
    "prison|school|university|mosque|church|market|bridge|museum|stadium|monastery|citadel|castle|cemetery"
    "|shrine|zoo": frozenset({Feature.SITE}),
    "river|lake|sea|strait|gulf|bay|reservoir|creek|canal|ocean|channel": frozenset({Feature.WATER}),
    "mountains|mountain|mount|hills|hill|valley|desert|island|islands|forest|plain|heights|peninsula|ridge":
        frozenset({Feature.LAND, Feature.REGION}),
    "front|frontline|front line|axis": frozenset({Feature.FRONT}),
    # These ask for nothing in particular.
    "area|areas|zone|strip|territory|territories|governorates|provinces|districts|cities|towns|villages"
    "|neighbourhoods|neighborhoods|suburbs|counties|regions|camps": frozenset(),
}  # fmt: skip
_IN_NAMES = frozenset({"strip", "camp", "refugee camp"})
_QUARTERS = frozenset(
    {"neighbourhood", "neighborhood", "quarter", "borough", "street", "square", "roundabout"}
)
_KINDS = {word: features for words, features in _TABLE.items() for word in words.split("|")}
# For a pattern: any of the words, the longest first.
KIND_WORDS = "|".join(re.escape(word) for word in sorted(_KINDS, key=len, reverse=True))

_AT_THE_END = re.compile(rf"[\s-]({KIND_WORDS})$", re.IGNORECASE)
_WHOLE = re.compile(rf"(?:the\s)?({KIND_WORDS})", re.IGNORECASE)


def kind_of(words: str) -> Kind | None:
    """The kind that `words`, such as "province" or "Oil Field", are a word for."""
    found = _KINDS.get(words.lower())
    return None if found is None else Kind(words=words, features=found)


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


def is_kind(words: str) -> bool:
    """Whether `words` are nothing but a word for a kind of place: "city", "the area"."""
    return _WHOLE.fullmatch(words.strip()) is not None
