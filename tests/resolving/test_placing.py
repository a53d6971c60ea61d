"""Which place a name means: ambiguous, unknown and misspelt names, kinds, and the rest of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.domain import PlacePrecision, Placing, Unresolved
from dateline.resolving.placing import place_names
from tests.resolving.placing_world import (
    ALEPPO,
    ALEPPO_PROVINCE,
    IDLIB,
    IDLIB_PROVINCE,
    IRAQ,
    JOBAN,
    KAFRIN,
    MARJ_IN_ALEPPO,
    MARJ_IN_IDLIB,
    MARJ_IN_NINEVEH,
    PARIS,
    PARIS_TEXAS,
    SANAK,
    SANAK_FIELD,
    SARAQIB,
    SYRIA,
    TALIN,
    TALIN_AIRBASE,
    TEXAS,
    WORLD,
    InMemoryGazetteer,
    coded,
    place,
    span_of,
    world,
)

if TYPE_CHECKING:
    from dateline.domain import Coding, Place


def found(coding: Coding, words: str, home: str | None = None) -> Placing | Unresolved:
    """What the words of a coding resolve to in the small world."""
    return place_names(coding, world(), home)[span_of(words, coding.report.text)]


def placed(coding: Coding, words: str, home: str | None = None) -> Placing:
    """What the words of a coding resolve to, which must be a place."""
    it = found(coding, words, home)
    assert isinstance(it, Placing), it
    return it


def left_open(coding: Coding, words: str) -> str:
    """Why the words of a coding resolve to nothing."""
    it = found(coding, words)
    assert isinstance(it, Unresolved), it
    return it.reason


# ── ambiguous names ──────────────────────────────────────────────────────────────────────────────────────


def test_of_several_places_that_are_equally_likely_none_is_taken() -> None:
    reason = left_open(coded("Shells fell on Marj.", "Marj"), "Marj")
    assert reason.startswith("“Marj” may be Marj (")
    assert reason.endswith("nothing here tells which")


@pytest.mark.parametrize(
    ("text", "names", "meant"),
    [
        ("Shells fell on Marj and Saraqib.", ["Marj", "Saraqib"], MARJ_IN_IDLIB),
        ("Shells fell on Marj. Iraqi officials in Kafrin said so.", ["Marj", "Kafrin"], MARJ_IN_NINEVEH),
        ("Shells fell on Marj, the governor of Idlib said.", ["Marj", "Idlib"], MARJ_IN_IDLIB),
    ],
)
def test_sure_places_pull_an_ambiguous_one_to_them(text: str, names: list[str], meant: Place) -> None:
    assert placed(coded(text, *names), "Marj").place == meant


def test_of_two_cities_the_far_larger_one_is_meant_where_nothing_else_tells() -> None:
    it = placed(coded("They met in Paris.", "Paris"), "Paris")
    assert it.place == PARIS
    assert it.reason == "the largest place of this name"


def test_the_next_best_is_told_where_it_comes_close() -> None:
    assert placed(coded("They met in Paris.", "Paris"), "Paris").runner_up == PARIS_TEXAS
    assert placed(coded("They met in Paris, Texas.", "Paris", "Texas"), "Paris").runner_up is None


def test_the_country_that_a_source_usually_writes_about_counts() -> None:
    coding = coded("Shells fell on Marj.", "Marj")
    it = placed(coding, "Marj", home="IQ")
    assert it.place == MARJ_IN_NINEVEH
    assert it.reason == "in Iraq, about which this source usually writes"


def test_the_country_of_an_adjective_counts() -> None:
    it = placed(coded("Shells fell on the Iraqi town of Marj.", "Marj"), "Marj")
    assert it.place == MARJ_IN_NINEVEH
    assert it.reason == "the only place of this name in Iraq, as the text says"


def test_words_for_peoples_pull_to_their_country() -> None:
    coding = coded("Iraqi soldiers and Iraqi police fought over Marj for days.", "Marj")
    assert placed(coding, "Marj").place == MARJ_IN_NINEVEH


def test_a_body_that_bears_a_place_in_its_name_pulls_to_it() -> None:
    text = "The Saraqib Media Center filmed the fire in Marj."
    coding = coded(text, "Marj", bodies=["Saraqib Media Center"])
    assert placed(coding, "Marj").place == MARJ_IN_IDLIB
    assert list(place_names(coding, world())) == [span_of("Marj", text)]


# ── unknown names ────────────────────────────────────────────────────────────────────────────────────────


def test_a_name_that_the_gazetteer_does_not_have_stays_open() -> None:
    assert left_open(coded("Shells fell on Zubrowka.", "Zubrowka"), "Zubrowka") == (
        "the gazetteer knows no place called “Zubrowka”"
    )


def test_an_unknown_name_lies_in_the_place_that_the_text_puts_it_in() -> None:
    it = placed(coded("A fire broke out in Zubrowka in Talin.", "Zubrowka", "Talin"), "Zubrowka")
    assert (it.place, it.precision) == (TALIN, PlacePrecision.TOWN)
    assert it.reason == "the gazetteer knows no place called “Zubrowka”; the text puts it in Talin"


def test_an_unknown_name_in_the_countryside_of_a_town_lies_there() -> None:
    text = "A fire broke out in Zubrowka in the eastern countryside of Talin."
    it = placed(coded(text, "Zubrowka", "Talin"), "Zubrowka")
    assert (it.place, it.precision) == (TALIN, PlacePrecision.NEAR)
    assert it.lon is not None
    assert it.lon > TALIN.lon


def test_what_was_told_of_an_unknown_name_holds_where_it_is_named_again() -> None:
    text = "A fire broke out in Zubrowka in Talin. By noon Zubrowka was empty."
    it = placed(coded(text, "Zubrowka", "Talin", "Zubrowka#2"), "Zubrowka#2")
    assert it.place == TALIN


def test_an_unknown_name_in_a_country_stays_open() -> None:
    reason = left_open(coded("Shells fell on Zubrowka in Syria.", "Zubrowka", "Syria"), "Zubrowka")
    assert reason == "the gazetteer knows no place called “Zubrowka”; the text puts it in Syria"


def test_towns_in_a_list_do_not_lie_in_each_other() -> None:
    coding = coded(
        "Shells fell on the towns of Zubrowka and Talin.", "Zubrowka", "Talin", places=["Zubrowka", "Talin"]
    )
    assert left_open(coding, "Zubrowka") == "the gazetteer knows no place called “Zubrowka”"


def test_a_village_far_from_all_else_that_the_report_names_is_not_taken() -> None:
    far = place("Zubrowka", 45.0, 6.0, country="FR", admin1="Savoie", population=2_000)
    names = ("Zubrowka", "Talin", "Saraqib", "Idlib", "Syria")
    text = "Shells fell on Zubrowka, on Talin, on Saraqib and near Idlib, all in Syria."
    it = place_names(coded(text, *names), InMemoryGazetteer(*WORLD, far))[span_of("Zubrowka", text)]
    assert isinstance(it, Unresolved)
    assert it.reason == (
        "the likeliest place called “Zubrowka”, Zubrowka (Savoie, France), does not fit the report"
    )


def test_a_place_that_is_not_where_the_text_says_is_not_taken() -> None:
    far = place("Maanah", 30.2, 35.7, country="JO", population=40_000)
    text = "Shells fell on Maanah, east of Talin."
    coding = coded(text, "Maanah", "Talin")
    it = place_names(coding, InMemoryGazetteer(*WORLD, far))[span_of("Maanah", text)]
    assert isinstance(it, Placing)
    assert (it.place, it.precision) == (TALIN, PlacePrecision.NEAR)
    assert it.reason == "no “Maanah” is known near Talin; the text says “east of Talin”"


def test_a_quarter_is_no_city_of_the_same_name() -> None:
    text = "Iraqi shells fell on the Kafrin neighbourhood."
    large = place("Kafrin", 36.3, 42.9, country="IQ", admin1="Nineveh", population=600_000)
    it = place_names(coded(text, "Kafrin"), InMemoryGazetteer(IRAQ, large))[span_of("Kafrin", text)]
    assert it == Unresolved(
        reason="“Kafrin” is called a neighbourhood here, which the town of that name is not"
    )


def test_the_name_of_a_person_is_no_place_unless_the_text_says_so() -> None:
    talked = coded("Karim Talin spoke. Talin said no more.", "Talin#2", persons=["Karim Talin"])
    assert left_open(talked, "Talin#2") == "“Talin” is the name of a person here: Karim Talin"
    went = coded("Karim Talin spoke. He went to Talin.", "Talin#2", persons=["Karim Talin"])
    assert placed(went, "Talin#2").place == TALIN


# ── misspelt names ───────────────────────────────────────────────────────────────────────────────────────


def test_another_romanisation_is_the_same_name() -> None:
    it = placed(coded("Shells fell on Sarakib near Idlib.", "Sarakib", "Idlib"), "Sarakib")
    assert it.place == SARAQIB
    assert "spelt" not in it.reason


def test_a_misspelt_name_is_taken_where_all_else_speaks_for_it_and_the_reason_tells() -> None:
    text = "Shells fell on Saraqiv in the province of Idlib and on Talin."
    it = placed(coded(text, "Saraqiv", "Idlib", "Talin"), "Saraqiv")
    assert it.place == SARAQIB
    assert it.reason.endswith("; the gazetteer spells it “Saraqib”")


def test_a_misspelt_name_alone_stays_open() -> None:
    assert left_open(coded("Shells fell on Saraqiv.", "Saraqiv"), "Saraqiv") == (
        "the gazetteer knows no place called “Saraqiv”"
    )


def test_a_possessive_that_lost_its_apostrophe_is_read() -> None:
    assert placed(coded("It fell in Syrias north.", "Syrias"), "Syrias").place == SYRIA


# ── kinds ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "name", "meant", "precision"),
    [
        ("They hit the al-Sanak oil field.", "al-Sanak", SANAK_FIELD, PlacePrecision.EXACT),
        ("They hit the al-Sanak oil field.", "al-Sanak oil field", SANAK_FIELD, PlacePrecision.EXACT),
        ("They hit the village of al-Sanak.", "al-Sanak", SANAK, PlacePrecision.TOWN),
        ("They hit the Talin airbase.", "Talin airbase", TALIN_AIRBASE, PlacePrecision.EXACT),
        ("They hit Talin.", "Talin", TALIN, PlacePrecision.TOWN),
        ("They fought in the province of Idlib.", "Idlib", IDLIB_PROVINCE, PlacePrecision.ADMIN),
        ("They fought in Idlib province.", "Idlib province", IDLIB_PROVINCE, PlacePrecision.ADMIN),
        ("They fought in Idlib city.", "Idlib", IDLIB, PlacePrecision.TOWN),
        ("They fought in Idlib.", "Idlib", IDLIB, PlacePrecision.TOWN),
        ("They fought in Joban district.", "Joban district", JOBAN, PlacePrecision.EXACT),
    ],
)
def test_the_kind_that_the_text_asks_for_is_meant(
    text: str, name: str, meant: Place, precision: PlacePrecision
) -> None:
    it = placed(coded(text, name), name)
    assert (it.place, it.precision) == (meant, precision)


def test_an_airbase_that_is_not_listed_lies_near_the_town_of_its_name() -> None:
    it = placed(coded("They hit the Saraqib airbase.", "Saraqib airbase"), "Saraqib airbase")
    assert (it.place, it.precision) == (SARAQIB, PlacePrecision.NEAR)
    assert (
        it.reason
        == "no airbase of this name is known, but Saraqib is: the only place of this name in the gazetteer"
    )


def test_a_country_has_no_pin() -> None:
    it = placed(coded("The war in Syria went on.", "Syria"), "Syria")
    assert (it.place, it.precision, it.lat, it.lon) == (SYRIA, PlacePrecision.COUNTRY, None, None)


def test_a_word_for_a_people_that_is_marked_as_a_place_means_the_country() -> None:
    it = placed(coded("An Iraqi village burnt.", "Iraqi"), "Iraqi")
    assert (it.place, it.reason) == (IRAQ, "“Iraqi” stands for Iraq")


def test_a_state_that_is_shortened_as_newspapers_do_is_read() -> None:
    coding = coded("They met in Paris, Tex., on Monday.", "Paris", "Tex.")
    assert (placed(coding, "Paris").place, placed(coding, "Tex.").place) == (PARIS_TEXAS, TEXAS)


# ── what is answered ─────────────────────────────────────────────────────────────────────────────────────


def test_names_places_of_events_and_targets_that_are_places_are_answered() -> None:
    text = "Shells fell on the town of Talin and on rebels in northern Aleppo, killing farmers of Saraqib."
    coding = coded(
        text,
        "Talin",
        "Aleppo",
        places=["northern Aleppo"],
        targets=["town of Talin", "rebels", "farmers of Saraqib"],
    )
    answered = {span.of(text) for span in place_names(coding, world())}
    assert answered == {"Talin", "Aleppo", "northern Aleppo", "town of Talin"}


def test_a_coding_without_places_has_no_answers() -> None:
    assert place_names(coded("Nothing happened."), world()) == {}


def test_two_runs_give_the_same_answers() -> None:
    coding = coded("Shells fell on Marj, Saraqib, Kafrin and Paris.", "Marj", "Saraqib", "Kafrin", "Paris")
    assert place_names(coding, world()) == place_names(coding, world())


def test_a_name_is_looked_up_once_a_report() -> None:
    gazetteer = world()
    text = "Marj burnt. Marj fell. In Marj they wept."
    place_names(coded(text, "Marj", "Marj#2", "Marj#3"), gazetteer)
    assert gazetteer.asked.count("Marj") == 1


def test_a_town_in_a_province_of_its_name_is_meant_unless_the_name_holds_villages() -> None:
    text = "Fighting went on in Aleppo. Shells fell on Marj, Aleppo."
    coding = coded(text, "Aleppo", "Marj", "Aleppo#2")
    assert placed(coding, "Aleppo").place == ALEPPO
    assert placed(coding, "Marj").place == MARJ_IN_ALEPPO
    assert placed(coding, "Aleppo#2").place == ALEPPO_PROVINCE
    assert KAFRIN not in {placed(coding, name).place for name in ("Aleppo", "Marj", "Aleppo#2")}
