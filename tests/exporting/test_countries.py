from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.exporting.countries import country

if TYPE_CHECKING:
    from pathlib import Path

# From the published lists: ISO 3166-1, Gleditsch and Ward, Correlates of War, FIPS 10-4, CAMEO.
KNOWN = [
    ("SY", "SYR", "760", "652", "652", "SY", "SYR"),
    ("IQ", "IRQ", "368", "645", "645", "IZ", "IRQ"),
    ("UA", "UKR", "804", "369", "369", "UP", "UKR"),
    ("RU", "RUS", "643", "365", "365", "RS", "RUS"),
    ("YE", "YEM", "887", "678", "679", "YM", "YEM"),
    ("DE", "DEU", "276", "260", "255", "GM", "DEU"),
    ("RS", "SRB", "688", "340", "345", "RI", "SRB"),
    ("RO", "ROU", "642", "360", "360", "RO", "ROM"),
    ("SD", "SDN", "729", "625", "625", "SU", "SDN"),
    ("SS", "SSD", "728", "626", "626", "OD", "SSD"),
    ("ML", "MLI", "466", "432", "432", "ML", "MLI"),
    ("MM", "MMR", "104", "775", "775", "BM", "MMR"),
    ("US", "USA", "840", "2", "2", "US", "USA"),
    ("VN", "VNM", "704", "816", "816", "VM", "VNM"),
]


@pytest.mark.parametrize("row", KNOWN, ids=lambda row: str(row[0]))
def test_a_country_has_the_published_numbers(row: tuple[str, ...]) -> None:
    found = country(row[0])
    assert found is not None
    assert (found.iso2, found.iso3, found.number, found.gw, found.cow, found.fips, found.cameo) == row


@pytest.mark.parametrize(
    ("code", "region"),
    [
        ("SY", "Middle East"),
        ("TR", "Middle East"),
        ("AF", "Caucasus and Central Asia"),
        ("SD", "Northern Africa"),
        ("ML", "Western Africa"),
        ("UA", "Europe"),
        ("MM", "Southeast Asia"),
        ("PK", "South Asia"),
    ],
)
def test_a_country_lies_in_the_region_that_acled_puts_it_in(code: str, region: str) -> None:
    found = country(code)
    assert found is not None
    assert found.acled_region == region


@pytest.mark.parametrize(
    ("code", "name", "region"),
    [
        ("EG", "Egypt", "Middle East"),
        ("PS", "Israel", "Middle East"),
        ("AZ", "Azerbaijan", "Europe"),
        ("RU", "Russia (Soviet Union)", "Europe"),
        ("YE", "Yemen (North Yemen)", "Middle East"),
        ("CD", "DR Congo (Zaire)", "Africa"),
    ],
)
def test_a_country_has_the_name_and_region_that_ucdp_gives_it(code: str, name: str, region: str) -> None:
    found = country(code)
    assert found is not None
    assert (found.ucdp_name, found.ucdp_region) == (name, region)


@pytest.mark.parametrize("column", ["iso2", "iso3", "number", "name", "cow", "fips", "cameo"])
def test_no_two_countries_share_a_code(repository: Path, column: str) -> None:
    codes = [code for code in _column(repository, column) if code]
    assert len(set(codes)) == len(codes)


def test_every_sovereign_state_is_there(repository: Path) -> None:
    assert len(_column(repository, "iso2")) >= 195


@pytest.mark.parametrize("code", ["ZZ", "", None])
def test_an_unknown_code_is_no_country(code: str | None) -> None:
    assert country(code) is None


def test_a_code_in_small_letters_is_known() -> None:
    assert country("sy") == country("SY")


def _column(repository: Path, column: str) -> list[str]:
    lines = (repository / "src/dateline/exporting/countries.csv").read_text(encoding="utf-8").splitlines()
    at = lines[0].split(",").index(column)
    return [line.split(",")[at] for line in lines[1:]]
