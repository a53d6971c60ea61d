from __future__ import annotations

import multiprocessing
import pickle
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import product
from typing import TYPE_CHECKING

import pytest

from bench.lookups import own_memory_mb
from dateline.adapters.gazetteer import SqliteGazetteer, default_path, load_gazetteer
from dateline.adapters.gazetteer.build import write
from dateline.adapters.gazetteer.listed import Listed
from dateline.adapters.gazetteer.listing import Listing
from dateline.adapters.gazetteer.schema import SCHEMA, spelling_mark
from dateline.domain import Feature, Place
from dateline.domain.errors import GazetteerMissing, GazetteerUnavailable
from dateline.resolving.romanising import closeness

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection
    from pathlib import Path

    from dateline.resolving.ports import Gazetteer

ABOUT = {"schema": str(SCHEMA), "spelling": spelling_mark()}


def _town(number: int, name: str, lat: float, lon: float, **more: object) -> Listed:
    values: dict[str, object] = {"country": "SY", "within": ("SY.07",), **more}
    return Listed(
        id=f"geonames:{number}",
        name=name,
        feature=Feature.TOWN,
        lat=lat,
        lon=lon,
        **values,  # type: ignore[arg-type]
    )


PLACES = [
    Listed(id="iso:SY", name="Syria", names=("Syrian Arab Republic",), feature=Feature.COUNTRY,
           lat=35.0, lon=38.0, country="SY", population=17_000_000, radius_km=240.0),
    Listed(id="iso:IQ", name="Iraq", feature=Feature.COUNTRY, lat=33.0, lon=44.0, country="IQ"),
    Listed(id="geonames:1", name="Deir ez-Zor", names=("Dayr az Zawr Governorate",), feature=Feature.ADMIN1,
           country="SY", code="SY.07", within=("SY.07",)),
    Listed(id="geonames:2", name="Idlib", names=("Idlib Governorate",), feature=Feature.ADMIN1, country="SY",
           code="SY.12", within=("SY.12",)),
    Listed(id="geonames:3", name="Harem", feature=Feature.ADMIN2, country="SY", code="SY.12.1",
           within=("SY.12", "SY.12.1")),
    _town(10, "Deir ez-Zor", 35.33588, 40.14084, names=("Dair az-Zaur",), population=271_800),
    _town(11, "Hajin", 34.68, 40.83, population=37_935),
    _town(12, "Idlib", 35.93, 36.63, within=("SY.12",), population=128_840),
    _town(13, "Harem", 36.21, 36.52, within=("SY.12", "SY.12.1"), population=21_934),
    _town(14, "Saraqib", 35.86, 36.80, within=("SY.12",), population=34_231),
    _town(15, "Kafr Hamam", 36.0, 36.7, within=("SY.12",), population=900),
    _town(16, "Kafr Hammām", 36.6, 37.1, within=("SY.12",), population=5_000),
    _town(17, "Salvador", -12.97, -38.48, country="BR", within=("BR.05",), population=2_400_000),
    _town(18, "El Salvador", 36.5, 36.9, within=("SY.12",), population=70),
    _town(19, "Korem", 52.1, 179.95, country="RU", within=(), population=300),
    _town(20, "Karom", 52.1, -179.9, country="US", within=(), population=200),
    # One name for a town and what holds it, for a land far off, and for a region that nobody counts.
    Listed(id="iso:YC", name="Yarik", feature=Feature.COUNTRY, lat=60.0, lon=9.0, country="YC",
           population=90),
    Listed(id="geonames:30", name="Yarik Oblast", names=("Yarik",), feature=Feature.ADMIN1, country="YA",
           code="YA.01", within=("YA.01",)),
    _town(31, "Yarik", 50.0, 30.0, country="YA", within=("YA.01",), population=500),
    _town(32, "Wardan", 50.5, 30.5, country="YA", within=("YA.01",), population=9_000),
    Listed(id="dateline:yarik", name="Yarik Hills", names=("Yarik",), feature=Feature.LAND, lat=9.0,
           lon=10.0, radius_km=20.0),
    # A city that has a quarter of its division's people but another name of its own, and one that has less.
    Listed(id="geonames:33", name="Zubr", feature=Feature.ADMIN1, country="YB", code="YB.01",
           within=("YB.01",)),
    _town(34, "Zubr City", 51.0, 40.0, names=("Zubr", "Zubur"), country="YB", within=("YB.01",),
          population=300),
    _town(35, "Marwa", 51.5, 40.5, country="YB", within=("YB.01",), population=600),
    Listed(id="geonames:36", name="Hulm", feature=Feature.ADMIN1, country="YB", code="YB.02",
           within=("YB.02",), lat=52.0, lon=41.0),
    _town(37, "Hulm City", 52.0, 42.0, names=("Hulm",), country="YB", within=("YB.02",), population=100),
    _town(38, "Tawil", 52.0, 43.0, country="YB", within=("YB.02",), population=900),
    _town(39, "Qadim", 51.9, 42.0, country="YB", within=("YB.02",)),
    _town(40, "Nahri", 52.1, 42.0, country="YB", within=("YB.02",)),
    _town(41, "Sabil", 52.0, 42.1, country="YB", within=("YB.02",)),
    Listed(id="dateline:tabqa-airbase", name="Tabqa airbase", feature=Feature.AIRBASE, lat=35.7545,
           lon=38.5666, country="SY", admin1="Raqqa"),
    Listed(id="dateline:omar", name="al-Omar", feature=Feature.OIL_FIELD, lat=35.05, lon=40.55, country="SY"),
]  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gazetteer of the places above."""
    listing = Listing()
    for one in PLACES:
        listing.add(one)
    out = tmp_path_factory.mktemp("gazetteer") / "small.sqlite"
    write(listing.finished(), out, ABOUT)
    return out


@pytest.fixture(scope="module")
def gazetteer(path: Path) -> Iterator[SqliteGazetteer]:
    with SqliteGazetteer(path) as opened:
        yield opened


def _found(gazetteer: SqliteGazetteer, words: str) -> list[str]:
    return [one.place.id for one in gazetteer.find(words)]


# What is looked up, and the ids of what is found, in order.
FOUND = [
    ("Hajin", ["geonames:11"]),
    ("Hajeen", ["geonames:11"]),
    ("hajin", ["geonames:11"]),
    ("Deir Ezzor", ["geonames:10", "geonames:1"]),
    ("Dayr az-Zawr", ["geonames:1", "geonames:10"]),  # the division is spelt so in one of its names
    ("Yarik", ["iso:YC", "dateline:yarik", "geonames:31", "geonames:30"]),
    ("Zubr", ["geonames:34", "geonames:33"]),
    ("Hulm", ["geonames:36", "geonames:37"]),
    ("Syria", ["iso:SY"]),
    ("the Syrian Arab Republic", ["iso:SY"]),
    # One form, and one of them is spelt so.
    ("Kafr Hamam", ["geonames:15", "geonames:16"]),
    ("Kafr Hammam", ["geonames:16", "geonames:15"]),
    ("El Salvador", ["geonames:18", "geonames:17"]),
    # Misspelt.
    ("Saraqeb", ["geonames:14"]),
    ("Sarakeb", ["geonames:14"]),
    ("Hajjin", ["geonames:11"]),
    ("Sraqib", ["geonames:14"]),
    ("Saraqibb", ["geonames:14"]),
    ("Saraqip", ["geonames:14"]),
    ("Saraqi", ["geonames:14"]),
    ("Saarqib", ["geonames:14"]),
    ("Iraqq", ["iso:IQ"]),
    # A kind is asked for.
    ("Idlib province", ["geonames:2", "geonames:12"]),
    ("the province of Idlib", ["geonames:2", "geonames:12"]),
    ("Idlib Governorate", ["geonames:2"]),
    ("the city of Idlib", ["geonames:12", "geonames:2"]),
    ("Harem district", ["geonames:3", "geonames:13"]),
    ("Tabqa air base", ["dateline:tabqa-airbase"]),
    ("al-Omar oil field", ["dateline:omar"]),
    ("Saraqeb town", ["geonames:14"]),
    # Nothing.
    ("Kandahar", []),
    ("Syrian", []),
    ("Iraqi", []),
    ("the airport", []),
    ("x", []),
    ("", []),
    ('"<> AND OR NEAR(', []),
]


@pytest.mark.parametrize(("words", "ids"), FOUND, ids=[words or "empty" for words, _ in FOUND])
def test_a_name_finds_the_places_that_it_may_mean(
    gazetteer: SqliteGazetteer, words: str, ids: list[str]
) -> None:
    assert _found(gazetteer, words) == ids


def test_a_name_with_the_same_normal_form_is_as_close_as_can_be_and_a_misspelling_less(
    gazetteer: SqliteGazetteer,
) -> None:
    assert [one.closeness for one in gazetteer.find("Dayr az-Zawr")] == [1.0, 1.0]
    assert 0.8 <= gazetteer.find("Saraqip")[0].closeness < 1.0


def test_the_name_that_matched_is_told(gazetteer: SqliteGazetteer) -> None:
    assert [one.matched for one in gazetteer.find("Dair az Zawr")] == ["Deir ez-Zor", "Deir ez-Zor"]
    assert gazetteer.find("Syrian Arab Republic")[0].matched == "Syrian Arab Republic"


@pytest.mark.parametrize("words", ["Zubr", "Zubur"])
def test_of_the_names_with_one_form_the_one_that_is_spelt_as_asked_for_is_told(
    gazetteer: SqliteGazetteer, words: str
) -> None:
    assert {one.place.id: one.matched for one in gazetteer.find(words)}["geonames:34"] == words


def test_a_place_of_another_kind_than_asked_for_is_less_close(gazetteer: SqliteGazetteer) -> None:
    assert [(one.place.feature, one.closeness) for one in gazetteer.find("Idlib province")] == [
        (Feature.ADMIN1, 1.0),
        (Feature.TOWN, 0.9),
    ]


def test_a_place_knows_its_divisions_by_their_usual_names(gazetteer: SqliteGazetteer) -> None:
    assert gazetteer.find("Harem")[0].place == Place(
        id="geonames:13",
        name="Harem",
        lat=36.21,
        lon=36.52,
        feature=Feature.TOWN,
        country="SY",
        admin1="Idlib",
        admin2="Harem",
        population=21_934,
    )
    assert gazetteer.find("Tabqa airbase")[0].place.admin1 == "Raqqa"


def test_of_many_names_that_are_alike_the_closest_is_found(tmp_path: Path) -> None:
    names = [f"M{a}r{b}s{c}n" for a, b, c in product("aeiu", repeat=3) if (a, b, c) != ("a", "i", "a")]
    listing = Listing()
    for number, name in enumerate(names):
        listing.add(_town(number, name, 35.0, 38.0, within=()))
    write(listing.finished(), tmp_path / "alike.sqlite", ABOUT)
    with SqliteGazetteer(tmp_path / "alike.sqlite") as gazetteer:
        found = gazetteer.find("Marisan")
    assert found[0].closeness == max(closeness("Marisan", name) for name in names)
    assert found[0].matched == "Maresan"


def test_a_country_is_found_by_its_code(gazetteer: SqliteGazetteer) -> None:
    syria, nowhere = gazetteer.country("sy"), gazetteer.country("ZZ")
    assert syria is not None
    assert (syria.name, syria.feature, syria.population) == ("Syria", Feature.COUNTRY, 17_000_000)
    assert nowhere is None


@pytest.mark.parametrize(
    ("country", "name", "key"),
    [
        ("SY", "Deir Ezzor", "geonames:1"),
        ("SY", "Dayr az-Zawr governorate", "geonames:1"),
        ("SY", "Edlib", "geonames:2"),
        ("sy", "the province of Idlib", "geonames:2"),
        ("SY", "12", "geonames:2"),
        ("IQ", "Idlib", None),
        ("SY", "Harem", None),
        ("SY", "", None),
    ],
)
def test_a_first_division_is_found_in_its_country_only(
    gazetteer: SqliteGazetteer, country: str, name: str, key: str | None
) -> None:
    division = gazetteer.admin1(country, name)
    assert (division and division.id) == key


def test_a_division_has_its_middle_its_reach_and_its_people_from_the_towns_inside(
    gazetteer: SqliteGazetteer,
) -> None:
    division = gazetteer.admin1("SY", "Idlib")
    assert division is not None
    assert 35.86 < division.lat < 36.6
    assert 36.5 < division.lon < 37.1
    assert division.population == 128_840 + 21_934 + 34_231 + 900 + 5_000 + 70
    assert division.radius_km is not None
    assert 20 < division.radius_km < 80
    assert gazetteer.country("SY").radius_km == 240.0  # type: ignore[union-attr]
    assert gazetteer.place("geonames:11").radius_km is None  # type: ignore[union-attr]


def test_a_division_that_a_source_pins_reaches_from_that_pin(gazetteer: SqliteGazetteer) -> None:
    division = gazetteer.place("geonames:36")
    assert division is not None
    assert (division.lat, division.lon) == (52.0, 41.0)
    assert division.radius_km == pytest.approx(75, abs=1)


def test_a_few_towns_do_not_tell_how_far_a_division_reaches(gazetteer: SqliteGazetteer) -> None:
    division = gazetteer.admin1("SY", "Deir ez-Zor")
    assert division is not None
    assert division.radius_km is None


@pytest.mark.parametrize(
    ("lat", "lon", "km", "ids"),
    [
        (35.34, 40.14, 2, ["geonames:10"]),
        (35.93, 36.63, 20, ["geonames:12", "geonames:15", "geonames:14"]),
        (52.1, 180.0, 20, ["geonames:19", "geonames:20"]),  # on both sides of the date line
        (52.1, -180.0, 20, ["geonames:19", "geonames:20"]),
        (0.0, 0.0, 50, []),
    ],
)
def test_the_places_around_a_point_are_found_nearest_first(
    gazetteer: SqliteGazetteer, lat: float, lon: float, km: float, ids: list[str]
) -> None:
    assert [place.id for place in gazetteer.within(lat, lon, km, {Feature.TOWN})] == ids


def test_around_a_pole_lies_every_longitude(gazetteer: SqliteGazetteer) -> None:
    assert {place.id for place in gazetteer.within(89.9, 0, 4300, {Feature.TOWN})} >= {
        "geonames:19",
        "geonames:20",
    }


def test_places_of_all_kinds_are_around_a_point_unless_some_are_named(gazetteer: SqliteGazetteer) -> None:
    kinds = {place.feature for place in gazetteer.within(35.0, 38.0, 300)}
    assert {Feature.COUNTRY, Feature.ADMIN1, Feature.TOWN, Feature.AIRBASE, Feature.OIL_FIELD} <= kinds


def test_many_threads_may_look_up_at_once(path: Path) -> None:
    words = [words for words, _ in FOUND] * 10
    with SqliteGazetteer(path) as one, SqliteGazetteer(path) as other, ThreadPoolExecutor(8) as threads:
        assert list(threads.map(one.find, words)) == list(map(other.find, words))


def test_a_gazetteer_can_be_sent_to_another_process(gazetteer: SqliteGazetteer) -> None:
    with pickle.loads(pickle.dumps(gazetteer)) as sent:  # noqa: S301 (our own bytes)
        assert sent.find("Hajin") == gazetteer.find("Hajin")


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="needs processes that fork")
def test_a_process_that_is_forked_off_opens_the_file_for_itself(gazetteer: SqliteGazetteer) -> None:
    assert gazetteer.country("SY")  # the parent has it open
    here, there = multiprocessing.get_context("fork").Pipe()
    child = multiprocessing.get_context("fork").Process(target=_ask_and_tell, args=(gazetteer, there))
    child.start()
    opened, found = here.recv()
    child.join()
    assert found == "Iraq"
    assert opened
    assert opened.isdisjoint(_connections(gazetteer))
    assert _found(gazetteer, "Saraqip") == ["geonames:14"]


def _ask_and_tell(gazetteer: SqliteGazetteer, pipe: Connection) -> None:
    country = gazetteer.country("IQ")
    pipe.send((_connections(gazetteer), country and country.name))


def _connections(gazetteer: SqliteGazetteer) -> set[int]:
    """Its connections to the file: what a forked process inherits is the same object there."""
    return set(map(id, gazetteer._pool._all))  # noqa: SLF001


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux how much memory the process has")
def test_a_large_file_is_not_read_into_memory(path: Path, tmp_path: Path) -> None:
    large = tmp_path / "large.sqlite"
    large.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(large)) as file, file:
        file.execute("CREATE TABLE ballast AS SELECT zeroblob(80000000) AS filling")
    before = own_memory_mb()
    with SqliteGazetteer(large) as opened:
        assert opened.find("Hajin")
        assert opened.find("Saraqip")
        assert opened.within(35.0, 38.0, 300)
        assert own_memory_mb() - before < 8


def test_looking_up_never_writes(path: Path) -> None:
    before = path.read_bytes()
    path.chmod(0o444)
    with SqliteGazetteer(path) as opened:
        opened.find("Hajin")
        opened.within(35.0, 38.0, 300)
    assert path.read_bytes() == before
    assert [other.name for other in path.parent.iterdir()] == [path.name]


def test_it_keeps_the_port_that_resolving_asks_for(gazetteer: SqliteGazetteer) -> None:
    port: Gazetteer = gazetteer
    assert port.find("Hajin")[0].place.id == "geonames:11"


def test_a_closed_gazetteer_opens_again_when_it_is_asked(path: Path) -> None:
    opened = SqliteGazetteer(path)
    opened.close()
    assert opened.country("SY") is not None
    opened.close()


def test_a_file_that_is_no_gazetteer_is_told_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite"
    path.write_text("Buy bread.", encoding="utf-8")
    with pytest.raises(GazetteerUnavailable, match=r"notes\.sqlite .*dateline gazetteer build"):
        SqliteGazetteer(path)


def test_a_gazetteer_of_another_version_is_told_with_what_to_do(path: Path, tmp_path: Path) -> None:
    older = tmp_path / "older.sqlite"
    older.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(older)) as file, file:
        file.execute("UPDATE meta SET value = 'as once' WHERE key = 'spelling'")
    with pytest.raises(GazetteerUnavailable, match="another version of Dateline"):
        SqliteGazetteer(older)


def test_where_none_was_built_the_error_says_how(tmp_path: Path) -> None:
    with pytest.raises(GazetteerMissing, match=r"none\.sqlite.*dateline gazetteer build"):
        load_gazetteer(tmp_path / "none.sqlite")


def test_a_gazetteer_is_opened_once(path: Path) -> None:
    with load_gazetteer(path) as opened:
        assert load_gazetteer(path) is opened


def test_the_environment_says_where_the_gazetteer_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = tmp_path / "mine.sqlite"
    assert default_path({"DATELINE_GAZETTEER": str(named)}) == named
    monkeypatch.setattr("sys.base_prefix", "/usr")
    monkeypatch.setattr("sys.prefix", str(tmp_path / "venv"))
    assert default_path({}) == tmp_path / "venv" / "share" / "dateline" / "gazetteer.sqlite"
    monkeypatch.setattr("sys.prefix", "/usr")
    assert default_path({"XDG_CACHE_HOME": str(tmp_path)}) == tmp_path / "dateline" / "gazetteer.sqlite"
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_path({}) == tmp_path / ".cache" / "dateline" / "gazetteer.sqlite"


def test_the_greatest_towns_of_a_stretch_come_first_and_nothing_but_towns(gazetteer: SqliteGazetteer) -> None:
    found = gazetteer.greatest_towns((35.0, 37.0, 36.0, 41.0), 3)
    assert [place.name for place in found] == ["Deir ez-Zor", "Idlib", "Saraqib"]


def test_the_greatest_towns_are_found_on_both_sides_of_the_date_line(gazetteer: SqliteGazetteer) -> None:
    found = gazetteer.greatest_towns((50.0, 54.0, 179.0, -179.0), 5)
    assert [place.name for place in found] == ["Korem", "Karom"]


def test_names_are_found_by_their_beginnings_the_most_populous_first(gazetteer: SqliteGazetteer) -> None:
    assert [one.place.id for one in gazetteer.begun("Deir ez")] == ["geonames:1", "geonames:10"]
    assert [one.place.name for one in gazetteer.begun("Kafr Ham", 1)] == ["Kafr Hammām"]
    assert gazetteer.begun("Ha") == ()  # so short a beginning is of half the gazetteer
