"""What stays open although the gazetteer has a place of the name, and what is said of it all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.domain import Feature, PlacePrecision, Placing, Unresolved
from dateline.resolving.geometry import km_between, point_of
from dateline.resolving.placing import place_names
from tests.resolving.placing_world import (
    ALEPPO,
    ALEPPO_PROVINCE,
    FRANCE,
    IDLIB,
    IDLIB_PROVINCE,
    IRAQ,
    KAFRIN,
    MARJ_IN_IDLIB,
    MARJ_IN_NINEVEH,
    PARIS,
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
    from dateline.domain import Coding, Place

# Far from all that the small world's reports are about.
ZUBROWKA = place("Zubrowka", 45.0, 6.0, country="FR", admin1="Savoie", population=9_000)
BRZEG = place("Brzeg", 45.6, 6.5, country="FR", admin1="Savoie", population=20_000)
SAMAR_QUARTER = place("Tell Samar", 45.2, 6.2, Feature.DISTRICT, country="FR", admin1="Savoie")
UMAR_FIELD = place("Umar", 35.1, 40.6, Feature.OIL_FIELD, admin1="Deir ez-Zor")
CENTRAL_REGION = place("Central Region", -13.8, 33.9, Feature.ADMIN1, country="MW", population=5_000_000)
GALICIAN_HILLS = place("Syrian Highlands", 34.0, 37.0, Feature.REGION, radius_km=60)
TALIN_HILLS = place("Talin Hills", 35.8, 36.6, Feature.LAND, radius_km=20)


def answers(coding: Coding, *more: Place, home: str | None = None) -> dict[str, Placing | Unresolved]:
    """What each span of a coding resolves to, by its words, in the small world and some places more."""
    found = place_names(coding, InMemoryGazetteer(*WORLD, *more), home)
    return {span.of(coding.report.text): it for span, it in found.items()}


def placed(coding: Coding, words: str, *more: Place, home: str | None = None) -> Placing:
    """What words resolve to, which must be a place."""
    it = answers(coding, *more, home=home)[words]
    assert isinstance(it, Placing), it
    return it


def left_open(coding: Coding, words: str, *more: Place, home: str | None = None) -> str:
    """Why words resolve to nothing."""
    it = answers(coding, *more, home=home)[words]
    assert isinstance(it, Unresolved), it
    return it.reason


# ── a match that nothing supports ────────────────────────────────────────────────────────────────────────


def test_a_lone_match_is_not_taken_where_a_sure_place_lies_in_another_land() -> None:
    text = "Shells were fired from the Tell Samar barracks and from Tell Samar. They were tried in Aleppo."
    coding = coded(text, "Tell Samar barracks", "Tell Samar#2", "Aleppo")
    for words in ("Tell Samar barracks", "Tell Samar"):
        assert left_open(coding, words, SAMAR_QUARTER).endswith("does not fit the report")
    assert placed(coding, "Aleppo", SAMAR_QUARTER).place == ALEPPO


def test_a_lone_match_is_taken_where_nothing_speaks_against_it() -> None:
    assert placed(coded("Shells fell on Tell Samar.", "Tell Samar"), "Tell Samar", SAMAR_QUARTER).place == (
        SAMAR_QUARTER
    )


def test_two_names_of_one_place_do_not_vouch_for_each_other() -> None:
    text = "Fire reached Zubrowka and the Zubrowka airbase, then Talin, Saraqib and Idlib."
    coding = coded(text, "Zubrowka", "Zubrowka airbase", "Talin", "Saraqib", "Idlib")
    assert left_open(coding, "Zubrowka", ZUBROWKA).endswith("does not fit the report")
    assert left_open(coding, "Zubrowka airbase", ZUBROWKA).endswith("does not fit the report")


def test_where_the_likeliest_place_does_not_fit_one_in_the_land_told_is_taken() -> None:
    far = place("Palmira", 3.5, -76.3, country="CO", admin1="Valle", population=250_000)
    near = place("Tadmur", 34.56, 38.28, admin1="Homs", population=51_000)
    names = ["Syria", "Syria#2", "Iraq", "France", "Palmyra"]
    for words, meant in (("Palmyra", near), ("the Palmyra neighbourhood", None)):
        text = f"In central Syria and in east Syria, they told Iraq and France, they hit {words}."
        found = place_names(coded(text, *names), InMemoryGazetteer(*WORLD, far, (near, "Palmyra")))
        it = found[span_of("Palmyra", text)]
        assert (it.place if isinstance(it, Placing) else None) == meant


def test_two_wordings_of_one_name_are_no_two_witnesses() -> None:
    quarter = place("Zahra", 36.22, 37.1, Feature.DISTRICT, admin1="Aleppo")
    text = "Kafrin, Nineveh, Iraq and Syria burnt. They hit Zahra Towers, then the Zahra mosque and Zahra."
    names = ["Kafrin", "Nineveh", "Iraq", "Syria", "Zahra Towers", "Zahra#2", "Zahra#3"]
    assert left_open(coded(text, *names), "Zahra Towers", quarter).endswith("does not fit the report")


def test_a_city_is_named_out_of_the_blue_and_a_village_is_not() -> None:
    village = place("Lisek", 50.0, 18.4, country="PL", admin1="Silesia", population=9_000)
    text = "Talin, Saraqib and Idlib burnt, they said in Paris, in Lisek and in Aleppo."
    coding = coded(text, "Talin", "Saraqib", "Idlib", "Paris", "Lisek", "Aleppo")
    assert placed(coding, "Paris", village).place == PARIS
    assert left_open(coding, "Lisek", village).endswith("does not fit the report")


def test_a_city_in_the_name_makes_no_town_known() -> None:
    far = place("Youth City", 46.2, 100.7, country="MN", population=31_000)
    coding = coded(
        "Fire reached Youth City, Talin, Saraqib and Idlib.", "Youth City", "Talin", "Saraqib", "Idlib"
    )
    assert left_open(coding, "Youth City", far).endswith("does not fit the report")


def test_a_village_is_taken_where_its_land_is_told() -> None:
    text = "Talin, Saraqib and Idlib burnt, they said in France, in Brzeg and in Zubrowka."
    coding = coded(text, "Talin", "Saraqib", "Idlib", "France", "Brzeg", "Zubrowka")
    assert placed(coding, "Zubrowka", ZUBROWKA, BRZEG).place == ZUBROWKA


@pytest.mark.parametrize(
    "text", ["Shells fell on the Zubrowka neighbourhood.", "Shells fell on the Zubrowka mosque."]
)
def test_a_quarter_or_a_mosque_is_no_far_town_of_the_name(text: str) -> None:
    coding = coded(text, "Zubrowka")
    assert left_open(coding, "Zubrowka", ZUBROWKA).endswith("does not fit the report")


def test_a_quarter_lies_by_a_town_that_the_report_names() -> None:
    village = place("Mazra", 35.1, 37.9, admin1="Homs", population=3_000)
    coding = coded(
        "Shells fell on the Mazra neighbourhood in Syria, an aide in Aleppo said.", "Mazra", "Aleppo"
    )
    assert left_open(coding, "Mazra", village).startswith(
        "“Mazra” is called a neighbourhood here, and the one known lies in no town"
    )


def test_a_quarter_that_the_text_puts_into_a_town_does_not_lie_half_a_day_off() -> None:
    far = place("Mazra", 36.35, 37.4, admin1="Aleppo", population=3_000)
    it = placed(coded("Shells fell on the Mazra neighbourhood in Aleppo.", "Mazra", "Aleppo"), "Mazra", far)
    assert (it.place, it.precision) == (ALEPPO, PlacePrecision.TOWN)
    assert it.reason == "no “Mazra” is known in Aleppo; the text puts it in Aleppo"


def test_a_mosque_is_no_oil_field() -> None:
    coding = coded("Shells fell on the Umar mosque in Syria.", "Umar", "Syria")
    assert left_open(coding, "Umar", UMAR_FIELD).startswith("the likeliest place called “Umar”")
    it = placed(coded("Shells fell on the Umar oil field in Syria.", "Umar", "Syria"), "Umar", UMAR_FIELD)
    assert (it.place, it.reason) == (UMAR_FIELD, "the only place of this name in Syria, which the text names")


def test_a_street_is_not_the_town_that_it_is_called_after() -> None:
    coding = coded("Shells fell on Saraqib Street and on Talin.", "Saraqib Street", "Talin")
    gazetteer = InMemoryGazetteer(*WORLD, (SARAQIB, "Saraqib Street"))
    it = place_names(coding, gazetteer)[span_of("Saraqib Street", coding.report.text)]
    assert it == Unresolved(reason="“Saraqib” is called a street here, which the only one known is not")


def test_a_name_that_is_but_a_side_and_a_kind_belongs_to_the_land_told() -> None:
    text = "Missiles hit the Central Region. Talin, Saraqib, Idlib and Aleppo were calm."
    coding = coded(text, "Central Region", "Talin", "Saraqib", "Idlib", "Aleppo")
    assert left_open(coding, "Central Region", CENTRAL_REGION).endswith("does not fit the report")


def test_a_name_may_tell_its_own_land() -> None:
    text = "The Syrian Highlands, Paris, Kafrin and Zubrowka were named."
    coding = coded(text, "Syrian Highlands", "Paris", "Kafrin", "Zubrowka")
    assert placed(coding, "Syrian Highlands", GALICIAN_HILLS).place == GALICIAN_HILLS


def test_a_source_s_own_land_does_not_count_where_all_that_it_names_lies_abroad() -> None:
    coding = coded("Talin, Aleppo and Saraqib burnt near Marj.", "Talin", "Aleppo", "Saraqib", "Marj")
    assert placed(coding, "Marj", home="IQ").place == MARJ_IN_IDLIB


def test_unknown_names_do_not_water_down_what_the_known_ones_tell() -> None:
    unknown = ["Qwelm", "Hurbz", "Dwopt", "Jofkq", "Pelmz"]
    text = f"Fire reached {', '.join(unknown)}, Saraqib and Talin in Syria and Zubrowka."
    coding = coded(text, *unknown, "Saraqib", "Talin", "Syria", "Zubrowka")
    assert placed(coding, "Talin", ZUBROWKA).place == TALIN


# ── misspelt names ───────────────────────────────────────────────────────────────────────────────────────


def test_a_misspelt_name_of_another_land_stays_open() -> None:
    text = "Iraqi troops left Saraqiv, Kafrin and Marj for Iraq."
    coding = coded(text, "Saraqiv", "Kafrin", "Marj", "Iraq")
    assert left_open(coding, "Saraqiv") == "the gazetteer knows no place called “Saraqiv”"
    assert placed(coding, "Marj").place == MARJ_IN_NINEVEH


# ── what the text says against it ────────────────────────────────────────────────────────────────────────


def test_a_place_across_the_border_does_not_lie_in_the_province_named() -> None:
    border = place("Zubrowka", 36.3, 36.6, country="TR", admin1="Hatay", population=9_000)
    text = "Shells fell on Zubrowka in Idlib province, in Talin and in Saraqib, Turkish officials said."
    coding = coded(text, "Zubrowka", "Idlib province", "Talin", "Saraqib")
    it = placed(coding, "Zubrowka", border)
    assert (it.place, it.precision) == (IDLIB_PROVINCE, PlacePrecision.ADMIN)
    assert it.reason == "no “Zubrowka” is known in Idlib; the text puts it in Idlib"


def test_a_country_is_not_argued_away() -> None:
    text = "Fire reached a rebel-held region of Syria in Iraq."
    assert placed(coded(text, "Syria", "Iraq"), "Syria").place == SYRIA


def test_a_land_that_one_mention_agrees_with_outweighs_a_misread_one() -> None:
    text = "Talin in Syria burnt. They drove through Talin in Iraq's name."
    it = placed(coded(text, "Talin", "Syria", "Talin#2", "Iraq"), "Talin")
    assert it.place == TALIN


def test_what_was_refuted_holds_nothing() -> None:
    quarter = place("Sulam", 35.5, 45.4, country="IQ", admin1="Nineveh", population=700_000)
    text = "Iraqi aides saw a fire at Zubrowka Street in the Sulam neighbourhood."
    coding = coded(text, "Zubrowka Street", "Sulam")
    assert left_open(coding, "Sulam", quarter).endswith("which the town of that name is not")
    assert left_open(coding, "Zubrowka Street", quarter) == (
        "the gazetteer knows no place called “Zubrowka Street”"
    )


def test_a_village_in_the_east_of_a_city_s_province_is_not_refuted_by_the_city() -> None:
    far = place("Jarib", 36.8, 38.0, admin1="Aleppo", population=10_000)
    coding = coded("A bomb went off in Jarib city in eastern Aleppo.", "Jarib", "Aleppo")
    assert placed(coding, "Jarib", far).place == far
    assert placed(coding, "Aleppo", far).place == ALEPPO_PROVINCE


def test_a_desert_without_an_outline_refutes_nothing_near_it() -> None:
    desert = place("Syrian Desert", 34.3, 38.8, Feature.LAND, radius_km=80)
    near = place("Rasaf", 35.8, 38.7, admin1="Raqqa", population=2_000)
    coding = coded("They took Rasaf in the Syrian Desert.", "Rasaf", "Syrian Desert")
    assert placed(coding, "Rasaf", desert, near).place == near


# ── where an unknown name lies ───────────────────────────────────────────────────────────────────────────


def test_an_unknown_oil_field_in_the_east_of_a_province_lies_in_the_province_s_east() -> None:
    coding = coded("They hit the Zubrowka oil field in eastern Idlib.", "Zubrowka oil field", "Idlib")
    it = placed(coding, "Zubrowka oil field")
    assert (it.place, it.precision) == (IDLIB_PROVINCE, PlacePrecision.ADMIN)
    assert it.lon is not None
    assert it.lon > IDLIB_PROVINCE.lon
    assert it.radius_km > 20
    assert it.reason == "the gazetteer knows no place called “Zubrowka”; the text says “eastern Idlib”"


def test_an_unknown_village_in_a_town_lies_in_the_land_around_it() -> None:
    in_seat = placed(coded("They took the village of Zubrowka in Idlib.", "Zubrowka", "Idlib"), "Zubrowka")
    assert (in_seat.place, in_seat.precision) == (IDLIB_PROVINCE, PlacePrecision.ADMIN)
    in_town = placed(coded("They took the village of Zubrowka in Talin.", "Zubrowka", "Talin"), "Zubrowka")
    assert (in_town.place, in_town.precision) == (TALIN, PlacePrecision.NEAR)
    assert in_town.radius_km > 15


def test_an_unknown_village_in_a_part_of_a_town_lies_on_that_side_of_it() -> None:
    coding = coded("They took the village of Zubrowka in southern Talin.", "Zubrowka", "Talin")
    it = placed(coding, "Zubrowka")
    assert (it.place, it.precision) == (TALIN, PlacePrecision.NEAR)
    assert it.lat is not None
    assert it.lat < TALIN.lat - 0.05


def test_an_unknown_name_lies_near_the_other_place_of_its_event() -> None:
    text = "Fire reached Zubrowka on Monday, a man from Talin said."
    coding = coded(text, "Zubrowka", "Talin", places=["Zubrowka", "Talin"])
    it = placed(coding, "Zubrowka")
    assert (it.place, it.precision) == (TALIN, PlacePrecision.NEAR)
    assert it.radius_km > placed(coding, "Talin").radius_km
    assert it.reason == (
        "the gazetteer knows no place called “Zubrowka”; the same event is told to be in Talin"
    )


def test_a_border_does_not_hold_what_lies_on_it() -> None:
    text = "Fire reached Zubrowka on the border with Talin."
    coding = coded(text, "Zubrowka", "Talin", places=["Zubrowka", "Talin"])
    assert left_open(coding, "Zubrowka") == "the gazetteer knows no place called “Zubrowka”"


def test_a_quarter_s_town_may_be_told_in_another_sentence_of_the_event() -> None:
    text = "A bomb hit the Zubrowka neighbourhood. Eight died in Aleppo, officials said."
    coding = coded(text, "Zubrowka", "Aleppo", places=["Zubrowka", "Aleppo"])
    it = placed(coding, "Zubrowka")
    assert it.place == ALEPPO


# ── a town, its province, and other namesakes ────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "unknown", "meant"),
    [
        ("A bomb went off in Zubrowka in Idlib.", "Zubrowka", IDLIB),  # a quarter, as likely as not
        ("A bomb went off in the Zubrowka neighbourhood in Idlib.", "Zubrowka", IDLIB),
        ("A bomb went off in the village of Zubrowka in Idlib.", "Zubrowka", IDLIB_PROVINCE),
        ("A bomb went off in Kafr Zubrowka in Idlib.", "Kafr Zubrowka", IDLIB_PROVINCE),
    ],
)
def test_what_a_name_holds_tells_the_town_from_the_province(text: str, unknown: str, meant: Place) -> None:
    assert placed(coded(text, unknown, "Idlib"), "Idlib").place == meant


def test_a_city_is_meant_before_a_state_of_its_name_that_the_report_names_nothing_of() -> None:
    state = place("Sedan", 47.4, -120.8, Feature.ADMIN1, country="US", population=6_500_000)
    capital = place("Sedan", 38.9, -77.0, country="US", admin1="District", population=690_000)
    inside = place("Yakima", 46.6, -120.5, country="US", admin1="Sedan", population=300_000)
    assert placed(coded("They met in Sedan.", "Sedan"), "Sedan", state, capital).place == capital
    coding = coded("They met in Sedan, then in Yakima.", "Sedan", "Yakima")
    assert placed(coding, "Sedan", state, capital, inside).place == state


def test_the_adjective_of_a_country_outweighs_the_rest_of_the_report() -> None:
    text = "Talin, Saraqib and Idlib burnt. The Iraqi village of Marj did not."
    coding = coded(text, "Talin", "Saraqib", "Idlib", "Marj")
    assert placed(coding, "Marj").place == MARJ_IN_NINEVEH


def test_the_adjective_of_who_attacks_tells_nothing_of_the_place() -> None:
    text = "Iraqi jets bombed Marj, Talin, Saraqib and Idlib."
    assert placed(coded(text, "Marj", "Talin", "Saraqib", "Idlib"), "Marj").place == MARJ_IN_IDLIB


def test_the_fallback_keeps_its_distance_from_places_that_are_known() -> None:
    text = "Fire reached Zubrowka, 12 km north of Talin."
    it = placed(coded(text, "Zubrowka", "Talin"), "Zubrowka")
    assert it.lat is not None
    assert it.lon is not None
    assert km_between((it.lat, it.lon), point_of(TALIN)) == pytest.approx(12, abs=0.2)
    assert it.place not in {FRANCE, IRAQ, KAFRIN}
