"""The kind of place that words ask for: "Idlib province" asks for a division called Idlib.

So a gazetteer reads a name. `placing.kinds` reads the words around one in a text, where they say less: of the
99 words that both know, 43 may mean other kinds there, and each knows words that would mislead the other
("department", "street").
"""

from __future__ import annotations

import re

from dateline.domain import Feature


def asked_kind(words: str) -> tuple[str, Feature | None]:
    """A name without the words for its kind, and the kind that they ask for; the words as they are, if none.

    What is left may be empty: "the airport" names nothing.

    >>> asked_kind("the province of Deir ez-Zor"), asked_kind("al-Omar oil field")
    (('Deir ez-Zor', <Feature.ADMIN1: 'admin1'>), ('al-Omar', <Feature.OIL_FIELD: 'oil_field'>))
    >>> asked_kind("Muḩāfaz̧at Idlib"), asked_kind("Marj")
    (('Idlib', <Feature.ADMIN1: 'admin1'>), ('Marj', None))
    """
    spaced = " ".join(words.split())
    if match := _OF.fullmatch(spaced) or _BEFORE.fullmatch(spaced) or _AFTER.fullmatch(spaced):
        return match["name"] or "", _KINDS[_key(match["head"])]
    return words, None


def suits(asked: Feature, feature: Feature) -> bool:
    """Whether a place of the kind `feature` may be what a word for the kind `asked` means.

    Reports and gazetteers draw other lines: the airport of one is the airbase of the other, and a "district"
    is whatever comes under a province or makes up a town.
    """
    return feature is asked or feature in _SUITS.get(asked, frozenset())


def _key(word: str) -> str:
    """A word for a kind as the table holds it; a Turkish İ is an i with a dot over it."""
    return word.casefold().replace("\u0307", "").replace("-", " ")


# English words stand after the name (Idlib province) or before it with "of" (the province of Idlib).
_ENGLISH: dict[Feature, str] = {
    Feature.ADMIN1: "governorate|governate|province|oblast|krai|kray|state|emirate|voivodeship|prefecture|"
    "region|wilaya|wilayat|canton|division",
    Feature.ADMIN2: "district|county|parish|raion|rayon|department|municipality",
    Feature.ADMIN3: "subdistrict|sub district|nahiya|nahiyah|hromada|township|commune",
    Feature.TOWN: "city|town|village|hamlet|settlement",
    Feature.DISTRICT: "neighbourhood|neighborhood|quarter|suburb|borough",
    Feature.CAMP: "camp|refugee camp|displacement camp|idp camp",
    Feature.CROSSING: "crossing|border crossing|crossing point|border gate|checkpoint",
    Feature.BASE: "base|military base|army base|naval base|barracks|garrison|outpost",
    Feature.AIRBASE: "airbase|air base|military airport|military airfield|military airbase",
    Feature.AIRPORT: "airport|international airport|airfield|airstrip",
    Feature.PORT: "port|seaport|harbour|harbor",
    Feature.OIL_FIELD: "oil field|oilfield|oilfields|oil fields",
    Feature.GAS_FIELD: "gas field|gasfield",
    Feature.PLANT: "plant|power plant|nuclear power plant|thermal power plant|power station|coke plant|"
    "gas plant|refinery|oil refinery|factory|dam",
    Feature.HOSPITAL: "hospital|medical complex|medical centre|medical center|clinic",
    Feature.SITE: "prison|university|school|mosque|church|market|square|bridge|monastery|citadel|castle|"
    "cemetery",
    Feature.ROAD: "road|highway|motorway",
    Feature.FRONT: "front|frontline|front line|axis",
    Feature.WATER: "river|lake|reservoir|canal",
    Feature.LAND: "mountains|mountain|valley|desert|island|forest|heights|peninsula",
}
# The lands' own words stand before the name: Muhafazat Idlib, Kibbutz Be'eri.
_BEFORE_NAMES: dict[Feature, str] = {
    Feature.ADMIN1: "muhafazat|muhafazah|muḩāfaz̧at|wilayat|wilāyat|wilaya|liwa|liwā'|ostan|ostān|ostan e|"
    "ostān e",
    Feature.ADMIN2: "qada|qaḑā'|qaḑā’|mintaqat|minţaqat|shahrestan|shahrestān|cercle|cercle de",
    Feature.ADMIN3: "nahiyat|nāḩiyat|nahiya|nahiyah",
    Feature.TOWN: "kibbutz|moshav|madinat|madīnat|qaryat",
}
# These stand after it, in names that lists of places carry along: Kursk vilayəti, Van İli.
_AFTER_NAMES: dict[Feature, str] = {
    Feature.ADMIN1: "oblast'|oblast’|vilayəti|viloyati|vilayeti|mühafəzəsi|İli",
    Feature.ADMIN2: "rayonu|tumani|ilçesi",
}

_KINDS = {
    _key(word): feature
    for table in (_AFTER_NAMES, _BEFORE_NAMES, _ENGLISH)
    for feature, words in table.items()
    for word in words.split("|")
}
_SUITS: dict[Feature, frozenset[Feature]] = {
    Feature.ADMIN1: frozenset({Feature.REGION, Feature.ADMIN2}),
    Feature.ADMIN2: frozenset({Feature.ADMIN3, Feature.ADMIN1, Feature.DISTRICT}),
    Feature.ADMIN3: frozenset({Feature.ADMIN2}),
    Feature.TOWN: frozenset({Feature.DISTRICT}),
    Feature.DISTRICT: frozenset({Feature.TOWN}),
    Feature.BASE: frozenset({Feature.AIRBASE}),
    Feature.AIRBASE: frozenset({Feature.AIRPORT, Feature.BASE}),
    Feature.AIRPORT: frozenset({Feature.AIRBASE}),
    Feature.CROSSING: frozenset({Feature.SITE}),
    Feature.OIL_FIELD: frozenset({Feature.GAS_FIELD}),
    Feature.GAS_FIELD: frozenset({Feature.OIL_FIELD, Feature.PLANT}),
    Feature.LAND: frozenset({Feature.REGION}),
}


def _any_of(*tables: dict[Feature, str]) -> str:
    """A pattern for any word of the tables, the longest first; a hyphen may stand for a space."""
    words = {word for table in tables for words in table.values() for word in words.split("|")}
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", "[ -]") for word in ordered)


_OF = re.compile(rf"(?:the )?(?P<head>{_any_of(_ENGLISH)}) of (?:the )?(?P<name>.+)", re.IGNORECASE)
_BEFORE = re.compile(rf"(?P<head>{_any_of(_BEFORE_NAMES)})[ -](?P<name>.+)", re.IGNORECASE)
_AFTER = re.compile(
    rf"(?:the )?(?:(?P<name>.+?)(?:['’]s)?[ -])??(?P<head>{_any_of(_ENGLISH, _AFTER_NAMES)})", re.IGNORECASE
)
