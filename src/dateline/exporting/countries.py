"""Countries under the names and numbers of the formats.

`countries.csv` holds, for each of today's states and a few territories: the codes of ISO 3166-1; the English
name and the region that ACLED uses (codebook of 2023; empty where we are not sure of the region); the number
of Gleditsch and Ward's list of independent states (1999, as kept since) with UCDP's name and region (UCDP
counts Palestine under Israel and Western Sahara under Morocco, as neither is on that list; very small states
are not on it either); the number of the Correlates of War's state system (2016); the code of FIPS 10-4,
withdrawn in 2008 and used by GDELT; and the CAMEO code for actors of a country (manual 1.1b3, 2012).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country, and how each format calls it; an empty string where a format has no code for it."""

    iso2: str
    iso3: str
    number: str
    name: str
    acled_region: str
    gw: str
    ucdp_name: str
    ucdp_region: str
    cow: str
    fips: str
    cameo: str

    @property
    def counted_alone(self) -> bool:
        """Whether UCDP counts it as a state of its own, and not under another."""
        return bool(self.gw and self.cow)


def country(code: str | None) -> Country | None:
    """The country with an ISO 3166-1 alpha-2 code, or None where the list has none."""
    return _countries().get(code.upper()) if code else None


def all_countries() -> tuple[Country, ...]:
    """All countries of the list."""
    return tuple(_countries().values())


@cache
def _countries() -> dict[str, Country]:
    text = files("dateline.exporting").joinpath("countries.csv").read_text("utf-8")
    return {row["iso2"]: Country(**row) for row in csv.DictReader(text.splitlines())}
