"""How far what is meant reaches: areas, rivers, seas, and towns that are called as the land around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.domain import Feature, PlacePrecision, Placing, Unresolved
from dateline.resolving.placing import place_names
from dateline.resolving.placing.extents import Extents
from dateline.resolving.placing.kinds import kind_of
from dateline.resolving.placing.relations import Manner, Relation
from tests.resolving.placing_world import (
    ALEPPO,
    IDLIB,
    IDLIB_PROVINCE,
    MARJ_IN_ALEPPO,
    MARJ_IN_IDLIB,
    SARAQIB,
    SYRIA,
    TALIN,
    WORLD,
    InMemoryGazetteer,
    coded,
    place,
    span_of,
)

if TYPE_CHECKING:
    from dateline.domain import Place

NEAR, TOWN, ADMIN = PlacePrecision.NEAR, PlacePrecision.TOWN, PlacePrecision.ADMIN

RIVER = place("Nahrin", 35.4, 40.1, Feature.WATER, radius_km=300)
SEA = place("Baltic Sea", 58.5, 20.0, Feature.WATER, country=None, radius_km=700)
CROSSING = place("Bab Talin", 36.24, 36.68, Feature.CROSSING, admin1="Idlib")
ZAHRA_IN_ALEPPO = place("Zahra", 36.22, 37.1, Feature.DISTRICT, admin1="Aleppo")
HOMS = place("Homs", 34.72, 36.73, admin1="Homs", population=775_000)
MIDAN = place("Midan", 34.73, 36.74, Feature.DISTRICT, admin1="Homs")
MAKKAH = place("Makkah", 21.43, 39.83, country="SA", admin1="Mecca", population=1_500_000)
MECCA = place("Mecca", 21.7, 40.4, Feature.ADMIN1, country="SA", admin1="Mecca", population=7_300_000)
CONGO = place("Congo", -4.0, 22.0, Feature.COUNTRY, country="CD", population=84_000_000)
BRAZZAVILLE = place("Congo", -1.0, 15.0, Feature.COUNTRY, country="CG", population=5_000_000)


def answer(text: str, words: str, *others: str, more: tuple[Place | tuple[Place, str], ...] = ()) -> Placing:
    """What words of a text resolve to in the small world and `more` of it, beside other names."""
    it = found(text, words, *others, more=more)
    assert isinstance(it, Placing), it
    return it


def found(
    text: str, words: str, *others: str, more: tuple[Place | tuple[Place, str], ...] = ()
) -> Placing | Unresolved:
    """What words of a text resolve to, or why to nothing."""
    return place_names(coded(text, words, *others), InMemoryGazetteer(*WORLD, *more))[span_of(words, text)]


# ── areas around towns ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "words", "precision", "radius_km"),
    [
        ("Shells fell on Saraqib.", "Saraqib", TOWN, 2.0),
        ("Shells fell in the Saraqib area.", "Saraqib", NEAR, 10.0),
        ("Shells fell in the area of Saraqib.", "Saraqib", NEAR, 10.0),
        ("Shells fell in the Saraqib desert.", "Saraqib", NEAR, 18.0),
        ("Shells fell in a rebel-held area of Aleppo.", "Aleppo", TOWN, 14.5),
        ("Shells fell in Saraqib suburbs.", "Saraqib", NEAR, 10.0),
        ("Shells fell on a besieged Aleppo suburb.", "Aleppo", NEAR, 29.5),
    ],
)
def test_the_area_of_a_town_reaches_beyond_it(
    text: str, words: str, precision: PlacePrecision, radius_km: float
) -> None:
    it = answer(text, words, "Syria") if "Syria" in text else answer(text, words)
    assert (it.precision, it.radius_km) == (precision, radius_km)


def test_the_east_of_a_metropolis_is_its_east_and_what_lies_beyond() -> None:
    it = answer("Shells fell on eastern Aleppo.", "Aleppo")
    city = Extents().radius(ALEPPO)
    assert it.precision is NEAR
    assert it.lon is not None
    assert it.lon > ALEPPO.lon
    assert it.radius_km > city


# ── rivers and seas ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text", ["Shells fell east of the Nahrin.", "Shells fell on the east side of the Nahrin."]
)
def test_what_lies_east_of_a_river_lies_anywhere_along_it(text: str) -> None:
    it = answer(text, "Nahrin", more=(RIVER,))
    assert (it.precision, it.radius_km, it.lat, it.lon) == (ADMIN, 300, RIVER.lat, RIVER.lon)


def test_a_missile_from_over_a_sea_west_of_a_town_came_from_over_the_sea() -> None:
    sea = place("Inner Sea", 36.5, 33.0, Feature.WATER, country=None, radius_km=400)
    text = "Missiles came from over the Inner Sea, west of Talin."
    assert answer(text, "Inner Sea", "Talin", more=(sea,)).place == sea


def test_the_east_of_a_sea_is_a_part_of_it() -> None:
    east = Extents().related(SEA, Relation(manner=Manner.PART, words="eastern", bearing=90.0))
    assert east.precision is ADMIN
    assert east.point is not None
    assert east.point[1] > SEA.lon
    assert east.radius_km < 700


def test_a_sea_holds_an_unknown_name_no_better_than_a_country_does() -> None:
    it = found("Shells fell on Zubrowka in the Baltic Sea.", "Zubrowka", "Baltic Sea", more=(SEA,))
    assert it == Unresolved(
        reason="the gazetteer knows no place called “Zubrowka”; the text puts it in Baltic Sea"
    )


@pytest.mark.parametrize(
    ("one", "wide"),
    [(SYRIA, True), (SEA, True), (RIVER, True), (IDLIB_PROVINCE, False), (ALEPPO, False), (CROSSING, False)],
)
def test_a_sea_is_as_wide_as_a_country(one: Place, wide: bool) -> None:  # noqa: FBT001 (a table's row)
    assert Extents().is_wide(one) is wide


# ── what is called after a place ─────────────────────────────────────────────────────────────────────────


def test_a_hospital_called_after_a_crossing_lies_near_it() -> None:
    it = answer("Shells fell on Bab Talin hospital in Syria.", "Bab Talin", "Syria", more=(CROSSING,))
    assert (it.place, it.precision, it.radius_km) == (CROSSING, NEAR, 9.0)
    assert it.reason.startswith("no hospital of this name is known, but Bab Talin is: ")


def test_an_oil_field_is_not_called_after_a_mosque() -> None:
    mosque = place("Umar", 35.8, 36.7, Feature.SITE, admin1="Idlib")
    it = found("Shells fell on the Umar oil field in Syria.", "Umar", "Syria", more=(mosque,))
    assert isinstance(it, Unresolved)


def test_a_quarter_lies_in_a_town_that_the_report_names() -> None:
    far = found(
        "Shells fell on the Midan neighbourhood, an aide in Aleppo said.", "Midan", "Aleppo", more=(MIDAN,)
    )
    assert far == Unresolved(
        reason="“Midan” is called a neighbourhood here, and the one known lies in no town that "
        "the report names"
    )
    near = answer(
        "Shells fell on the Midan neighbourhood, an aide in Homs said.", "Midan", "Homs", more=(MIDAN, HOMS)
    )
    assert near.place == MIDAN


def test_a_quarter_is_not_meant_where_only_other_towns_are_named() -> None:
    text = "Shells from Midan fell on Aleppo, a Syrian said."
    assert found(text, "Midan", "Aleppo", more=(MIDAN, HOMS)) == Unresolved(
        reason="the likeliest place called “Midan” is a quarter of a town that the report does not name"
    )
    homs = place("Homs", 34.3, 38.2, Feature.ADMIN1, admin1="Homs", population=1_000_000)
    told = "Shells from Midan fell on Aleppo, in the province of Homs and on Syria."
    assert answer(told, "Midan", "Aleppo", "Homs", "Syria", more=(MIDAN, homs)).place == MIDAN


def test_the_end_of_a_list_tells_where_a_quarter_lies_and_where_it_does_not() -> None:
    text = "Shells fell on Midan and Zahra in Aleppo."
    it = answer(text, "Midan", "Zahra", "Aleppo", more=(MIDAN, HOMS, ZAHRA_IN_ALEPPO))
    assert (it.place, it.precision) == (ALEPPO, TOWN)
    assert it.reason == "no “Midan” is known in Aleppo; it seems to lie in Aleppo"


def test_the_end_of_a_list_speaks_against_a_name_that_is_spelt_otherwise() -> None:
    banan = place("Banan", 36.3, 37.9, admin1="Aleppo", population=3_000)
    text = "Shells fell on Banin and Talin in the province of Idlib, said Aleppo."
    it = answer(text, "Banin", "Talin", "Idlib", "Aleppo", more=(banan,))
    assert it.place == IDLIB_PROVINCE


# ── names that a town and the land around it bear ────────────────────────────────────────────────────────


def test_a_bare_name_is_that_of_the_town_under_whatever_name_the_gazetteer_has_it() -> None:
    it = answer("Pilgrims met in Mecca.", "Mecca", more=((MAKKAH, "Mecca"), MECCA))
    assert (it.place, it.reason) == (MAKKAH, "the town of this name, not the province")


def test_a_town_whose_people_nobody_counted_comes_before_its_district() -> None:
    district = place("Maarin", 35.61, 36.56, Feature.ADMIN2, admin1="Idlib", population=45_000)
    town = place("Maarin", 35.65, 36.68, admin1="Idlib")
    it = answer("Shells fell on Maarin in Syria.", "Maarin", "Syria", more=(district, town))
    assert it.place == town


def test_provinces_behind_a_people_are_all_provinces() -> None:
    text = "A truce holds in the Syrian provinces of Idlib and Aleppo."
    for words in ("Idlib", "Aleppo"):
        it = answer(text, words, *({"Idlib", "Aleppo", "Syrian"} - {words}))
        assert it.place.feature is Feature.ADMIN1
        assert "Syrian” into it" not in it.reason


def test_a_name_and_its_province_count_as_one_against_a_namesake() -> None:
    alone = found("Shells fell on Marj.", "Marj")
    assert isinstance(alone, Unresolved)
    assert alone.reason.startswith("“Marj” may be ")
    district = place("Marj", 36.41, 37.51, Feature.ADMIN2, admin1="Aleppo", population=90_000)
    assert answer("Shells fell on Marj.", "Marj", more=(district,)).place == MARJ_IN_ALEPPO


# ── names that engines cut ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("Democratic Republic of", "the Congo"), "the Congo"),
        (("Congo",), "Congo"),
    ],
)
def test_a_republic_is_told_by_its_whole_name(names: tuple[str, ...], words: str) -> None:
    text = "Fighters left the Democratic Republic of the Congo."
    more = ((CONGO, "Democratic Republic of the Congo"), (BRAZZAVILLE, "Republic of the Congo"))
    it = place_names(coded(text, *names), InMemoryGazetteer(*WORLD, *more))[span_of(words, text)]
    assert isinstance(it, Placing)
    assert it.place == CONGO


@pytest.mark.parametrize("words", ["area", "desert", "plain"])
def test_words_for_land_are_told_apart_from_words_for_plots(words: str) -> None:
    kind = kind_of(words)
    assert kind is not None
    assert not kind.is_ground
    assert kind.is_around or kind.is_landscape


def test_the_towns_of_these_tests_are_what_they_seem() -> None:
    assert Extents().radius(TALIN) == 2.0
    assert Extents().radius(MARJ_IN_IDLIB) == Extents().radius(SARAQIB)
    assert IDLIB.population >= 100_000
