"""What the text says around the names of places: lists, kinds, what holds what, and where it misleads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.domain import Placing
from dateline.resolving.placing import place_names
from dateline.resolving.placing.lookup import Lookup
from dateline.resolving.placing.mentions import read_mentions
from tests.resolving.placing_world import (
    ALEPPO,
    ALEPPO_PROVINCE,
    IDLIB_PROVINCE,
    KAFRIN,
    MARJ_IN_ALEPPO,
    TALIN,
    coded,
    span_of,
    world,
)

if TYPE_CHECKING:
    from dateline.resolving.placing.mentions import Mention


def mentions(text: str, *names: str) -> dict[str, Mention]:
    """The mentions of a text by their words, in the small world."""
    found = read_mentions(coded(text, *names), Lookup(world()).known)
    return {one.words: one for one in found}


def kinds(text: str, *names: str) -> list[str | None]:
    """What the names of a text are called."""
    return [one.kind.words if one.kind else None for one in mentions(text, *names).values()]


def where(text: str, words: str, *others: str) -> Placing:
    """What words of a text resolve to, which must be a place."""
    it = place_names(coded(text, words, *others), world())[span_of(words, text)]
    assert isinstance(it, Placing), it
    return it


# ── lists ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("In the provinces of Idlib and Aleppo.", ["Idlib", "Aleppo"], ["provinces"] * 2),
        ("In Idlib, Aleppo and Nineveh provinces.", ["Idlib", "Aleppo", "Nineveh"], ["provinces"] * 3),
        ("On the towns of Talin Marj and Saraqib.", ["Talin", "Marj", "Saraqib"], ["towns"] * 3),
        ("On the districts of Qwelm Hurbz Dwopt.", ["Qwelm", "Hurbz", "Dwopt"], ["districts"] * 3),
        ("On the towns of Talin and Marj, Idlib.", ["Talin", "Marj", "Idlib"], ["towns", "towns", None]),
        (
            "In the Syrian provinces of Idlib and Aleppo.",
            ["Syrian", "Idlib", "Aleppo"],
            [None, *["provinces"] * 2],
        ),
        ("On Talin and the province of Idlib.", ["Talin", "Idlib"], [None, "province"]),
        ("On Talin, in Idlib province.", ["Talin", "Idlib"], [None, "province"]),
    ],
)
def test_a_plural_calls_all_of_its_list(text: str, names: list[str], expected: list[str | None]) -> None:
    assert kinds(text, *names) == expected


def test_the_neighbourhoods_of_a_town_are_not_called_like_it() -> None:
    assert kinds("Shells fell on the neighbourhoods of Aleppo.", "Aleppo") == [None]
    assert where("Shells fell on the neighbourhoods of Aleppo.", "Aleppo").place == ALEPPO


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell on a rebel-held neighbourhood of Aleppo.", None),
        ("Shells fell on the neighbourhood of Aleppo.", "neighbourhood"),
        ("Shells fell on an Aleppo hospital.", None),
        ("Shells fell on the Aleppo hospital.", "hospital"),
        ("Shells fell on an Aleppo airbase.", "airbase"),
        ("Shells fell on Aleppo suburbs.", None),
        ("They wrote to the Aleppo field office.", None),
    ],
)
def test_what_a_town_has_several_of_is_not_called_like_it(text: str, expected: str | None) -> None:
    assert kinds(text, "Aleppo") == [expected]


def test_a_city_that_is_misread_for_a_quarter_once_is_the_city_still() -> None:
    text = "Shells fell on Aleppo. Aleppo burns. They left the neighbourhood of Aleppo for Talin."
    assert where(text, "Aleppo", "Aleppo#2", "Aleppo#3", "Talin").place == ALEPPO


def test_examples_with_commas_between_them_do_not_hold_each_other() -> None:
    text = "Shells fell on several places, including Talin, Saraqib, Marj."
    assert [one.loose for one in mentions(text, "Talin", "Saraqib", "Marj").values()] == [()] * 3


def test_provinces_in_a_list_are_provinces() -> None:
    text = "Fighting went on in Idlib and Aleppo provinces."
    assert where(text, "Idlib", "Aleppo").place == IDLIB_PROVINCE
    assert where(text, "Aleppo", "Idlib").place == ALEPPO_PROVINCE


def test_what_holds_the_last_of_a_list_holds_all_of_it_most_likely() -> None:
    found = mentions(
        "Shells fell on Marj, Talin and Saraqib in Aleppo.", "Marj", "Talin", "Saraqib", "Aleppo"
    )
    aleppo = found["Aleppo"].core
    assert found["Saraqib"].stated == (aleppo,)
    assert found["Marj"].loose == found["Talin"].loose == (aleppo,)
    text = "Shells fell on Marj and Zubrowka in Aleppo."
    assert where(text, "Marj", "Zubrowka", "Aleppo").place == MARJ_IN_ALEPPO


def test_a_quarter_holds_the_last_of_a_list_and_not_the_others() -> None:
    text = "Shells fell on Qwelm, Hurbz and Dwopt in Joban, Aleppo."
    names = ("Qwelm", "Hurbz", "Dwopt", "Joban", "Aleppo")
    assert where(text, "Dwopt", *names).place.name == "Joban"
    it = place_names(coded(text, *names), world())[span_of("Qwelm", text)]
    assert not isinstance(it, Placing) or it.place.name != "Joban"


@pytest.mark.parametrize("joint", [" and ", ", Saraqib and ", " as well as "])
def test_names_in_a_list_do_not_hold_each_other(joint: str) -> None:
    text = f"Shells fell on Marj{joint}Talin."
    names = [name for name in ("Marj", "Saraqib", "Talin") if name in text]
    coding = coded(text, *names, places=names)
    found = {one.words: one for one in read_mentions(coding, Lookup(world()).known)}
    assert (found["Marj"].stated, found["Marj"].loose, found["Marj"].along) == ((), (), ())


# ── kinds ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("On the Aleppo district of Zubrowka.", ["Aleppo", "Zubrowka"], [None, "district"]),  # it is known
        ("On the Joban district of Aleppo.", ["Joban", "Aleppo"], ["district", None]),
        ("On Qwelm neighbourhood of Aleppo.", ["Qwelm neighbourhood", "Aleppo"], ["neighbourhood", None]),
        ("On a Talin neighbourhood.", ["Talin"], [None]),
        ("On the Talin neighbourhood.", ["Talin"], ["neighbourhood"]),
        ("On Talin's military airport.", ["Talin"], ["military airport"]),
        ("On the Talin district of the province.", ["Talin"], ["district"]),
        ("On the Talin town of old houses.", ["Talin"], [None]),
    ],
)
def test_a_kind_goes_with_the_name_that_it_tells_of(
    text: str, names: list[str], expected: list[str | None]
) -> None:
    assert kinds(text, *names) == expected


# ── what holds what ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell on Marj in the heart of Aleppo.",
        "Shells fell on Marj in the southern side of Aleppo.",
        "Shells fell on the district of Marj of east Aleppo.",
        "Shells fell on Marj in the northern countryside of the city of Aleppo.",
    ],
)
def test_more_may_stand_between_a_name_and_what_holds_it(text: str) -> None:
    found = mentions(text, "Marj", "Aleppo")
    assert found["Marj"].stated == (found["Aleppo"].core,)


def test_a_town_in_a_land_holds_what_the_land_was_said_to_hold() -> None:
    found = mentions("On the Qwelm district of Syria’s eastern city of Aleppo.", "Qwelm", "Syria", "Aleppo")
    assert found["Qwelm"].stated == (found["Syria"].core, found["Aleppo"].core)


def test_what_holds_the_next_name_holds_the_one_before_perhaps() -> None:
    text = "Shells fell on Talin in Aleppo, Marj in Idlib."
    talin = mentions(text, "Talin", "Aleppo", "Marj", "Idlib")["Talin"]
    assert [core.of(text) for core in talin.stated] == ["Aleppo"]
    assert [core.of(text) for core in talin.loose] == ["Marj", "Idlib"]


def test_the_next_clause_holds_nothing() -> None:
    found = mentions("At the Marj Talks, the United States said so.", "Marj Talks", "United States")
    assert found["Marj Talks"].loose == ()


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The Iraqi town of Marj burnt.", "IQ"),
        ("The northern Syrian area of Marj burnt.", "SY"),
        ("The Syrian border town Marj burnt.", "SY"),
        ("Iraqi jets bombed Marj.", None),
        ("Iraqi shelling of Marj went on.", None),
    ],
)
def test_the_adjective_of_a_country_counts_where_it_stands_with_the_name(
    text: str, country: str | None
) -> None:
    assert mentions(text, "Marj")["Marj"].country == country


# ── which words are a name ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "marked", "cores"),
    [
        ("Fighting in NE Syria.", ["NE", "Syria"], ["Syria"]),
        ("Fighting in NE Syria.", ["NE Syria"], ["Syria"]),
        ("Fighting in E. Aleppo.", ["E", "Aleppo"], ["Aleppo"]),
        ("Fighting in the Eastern part of Aleppo.", ["Eastern", "Aleppo"], ["Aleppo"]),
        ("Fighting in Talin al-Sharqi.", ["Talin", "al-Sharqi"], ["Talin al-Sharqi"]),
        ("Fighting in Paris Texas.", ["Paris", "Texas"], ["Paris", "Texas"]),
        ("Fighting in the Old City of Aleppo.", ["Old City", "Aleppo"], ["Aleppo"]),
        ("Fighting at the Syrian airbase.", ["Syrian airbase"], []),
        ("Fighting at the Indonesian Hospital.", ["Indonesian Hospital"], []),
        ("Fighting on Syrian soil.", ["Syrian"], ["Syrian"]),
        ("Fighting in Syrian Talin.", ["Syrian Talin"], ["Talin"]),
        ("Fighting at the border.", ["border"], []),
        (
            "Fighting in Idlib province northern Syria.",
            ["Idlib province northern Syria"],
            ["Idlib province northern Syria"],
        ),
    ],
)
def test_a_name_is_told_from_what_is_none(text: str, marked: list[str], cores: list[str]) -> None:
    assert list(mentions(text, *marked)) == cores


def test_a_name_whose_parts_are_marked_too_is_several() -> None:
    text = "Fighting in Idlib province northern Syria went on."
    names = ("Idlib province northern Syria", "Idlib province", "northern Syria")
    assert set(mentions(text, *names)) == {"Idlib", "Syria"}


def test_small_letters_are_read_where_a_text_has_no_others() -> None:
    assert list(mentions("shells fell on talin.", "talin")) == ["talin"]
    assert list(mentions("Shells fell on talin.", "talin")) == []


def test_a_name_with_a_first_word_in_small_letters_is_looked_up_whole() -> None:
    gazetteer = world()
    text = "Fighting in kafr Talin."
    known = Lookup(gazetteer).known
    found = read_mentions(coded(text, "kafr Talin"), lambda words: words == "kafr Talin" or known(words))
    assert [one.words for one in found] == ["kafr Talin"]


def test_a_mention_without_a_kind_is_the_village_named_before() -> None:
    text = "The village of Marj in Nineveh burnt, far from Talin, Saraqib and Idlib. By noon Marj was ash."
    it = place_names(coded(text, "Marj", "Nineveh", "Talin", "Saraqib", "Idlib", "Marj#2"), world())[
        span_of("Marj#2", text)
    ]
    assert isinstance(it, Placing)
    assert it.place.country == KAFRIN.country


def test_a_list_of_what_is_known_stays_what_it_is() -> None:
    assert where("Shells fell on Talin and Saraqib.", "Talin", "Saraqib").place == TALIN
