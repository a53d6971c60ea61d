"""Words for a place that are no name of one: what they stand for, and how far that may be off."""

from __future__ import annotations

import pytest

from dateline.domain import PlacePrecision, Placing, Span, Unresolved
from dateline.resolving.placing import place_names
from dateline.resolving.placing.vague import is_filed_from
from tests.resolving.placing_world import (
    ALEPPO,
    ALEPPO_PROVINCE,
    IDLIB,
    IDLIB_PROVINCE,
    JOBAN,
    TALIN,
    TALIN_AIRBASE,
    coded,
    span_of,
    world,
)

EXACT, TOWN, NEAR, ADMIN = (
    PlacePrecision.EXACT,
    PlacePrecision.TOWN,
    PlacePrecision.NEAR,
    PlacePrecision.ADMIN,
)


def answer(text: str, words: str, names: list[str], places: list[str]) -> Placing | Unresolved:
    """What words of an event's place resolve to in the small world."""
    return place_names(coded(text, *names, places=places), world())[span_of(words, text)]


def placed(text: str, words: str, names: list[str], places: list[str]) -> Placing:
    """What words of an event's place resolve to, which must be a place."""
    it = answer(text, words, names, places)
    assert isinstance(it, Placing), it
    return it


# ── words that go with a name ────────────────────────────────────────────────────────────────────────────


def test_the_kind_behind_a_name_is_that_name_s() -> None:
    it = placed(
        "They shelled the Joban district in Aleppo.", "district", ["Joban", "Aleppo"], ["district", "Aleppo"]
    )
    assert (it.place, it.precision) == (JOBAN, EXACT)
    assert it.reason.startswith("“district” goes with “Joban”: ")


@pytest.mark.parametrize(
    ("text", "words", "meant", "precision"),
    [
        ("They shelled the northern countryside of Aleppo.", "northern countryside", ALEPPO_PROVINCE, ADMIN),
        ("They shelled the province of Idlib.", "province", IDLIB_PROVINCE, ADMIN),
        ("They shelled rural Idlib.", "rural", IDLIB_PROVINCE, ADMIN),
        ("They shelled villages in northern Idlib.", "villages in northern", IDLIB_PROVINCE, ADMIN),
        ("They shelled a hospital in Idlib.", "hospital", IDLIB, TOWN),
        ("They shelled a crossing in Idlib.", "crossing", IDLIB, NEAR),
    ],
)
def test_words_that_lead_up_to_a_name_are_read_with_it(
    text: str, words: str, meant: object, precision: PlacePrecision
) -> None:
    name = "Aleppo" if "Aleppo" in text else "Idlib"
    it = placed(text, words, [name], [words])
    assert (it.place, it.precision) == (meant, precision)


def test_a_common_noun_beside_an_unknown_name_stays_open_with_it() -> None:
    text = "IDLIB – Three died when they shelled the ferry crossing at Jisr Qwelm. One came from Talin."
    names = ["IDLIB", "Jisr Qwelm", "Talin"]
    it = answer(text, "crossing", names, ["crossing", "Jisr Qwelm"])
    assert it == Unresolved(
        reason="“crossing” goes with “Jisr Qwelm”: the gazetteer knows no place called “Jisr Qwelm”"
    )


def test_a_common_noun_in_an_event_at_an_unknown_place_stays_open_with_it() -> None:
    text = "Near Talin all was calm. A crossing burnt when shells, they say, reached Qwelm at noon."
    it = answer(text, "crossing", ["Talin", "Qwelm"], ["crossing", "Qwelm"])
    assert it == Unresolved(
        reason="“crossing” names no place; beside it, the gazetteer knows no place called “Qwelm”"
    )


# ── what was named before ────────────────────────────────────────────────────────────────────────────────


def test_a_dateline_is_no_place_that_words_stand_for() -> None:
    text = "ALEPPO (Wire) – Shells fell on a market at dawn."
    assert isinstance(answer(text, "market", ["ALEPPO"], ["market"]), Unresolved)
    told = "ALEPPO (Wire) – Talin was calm. Shells fell on a market at dawn."
    assert placed(told, "market", ["ALEPPO", "Talin"], ["market"]).place == TALIN


@pytest.mark.parametrize(
    ("text", "words", "filed"),
    [
        ("BEIRUT (AP) — Shells fell.", "BEIRUT", True),
        ("Beirut (AFP) – Shells fell.", "Beirut", True),
        ("Istanbul, Turkey – Shells fell.", "Istanbul", True),
        ("Aleppo, SANA-Shells fell.", "Aleppo", True),
        ("Shells fell. HOMS (Wire) Ten died.", "HOMS", True),
        ("Shells fell on Aleppo – ten died.", "Aleppo", False),
        ("Aleppo burnt.", "Aleppo", False),
        ("SHELLS FELL ON HOMS.", "HOMS", False),
        ("An aide of the UN spoke.", "UN", False),
    ],
)
def test_a_dateline_is_told_by_how_it_stands(text: str, words: str, filed: bool) -> None:  # noqa: FBT001
    start = text.index(words)
    assert is_filed_from(text, Span(start, start + len(words))) == filed


def test_what_is_named_only_before_may_be_near_it() -> None:
    text = "They shelled Joban in Aleppo. Ten died in a hospital."
    it = placed(text, "hospital", ["Joban", "Aleppo"], ["hospital"])
    assert (it.place, it.precision) == (ALEPPO, NEAR)
    assert it.radius_km > 20
    assert it.reason == "“hospital” names no place; Aleppo is named last before it"


@pytest.mark.parametrize("words", ["villages", "rebel-held areas", "countryside"])
def test_words_for_much_land_reach_far(words: str) -> None:
    it = placed(f"They shelled Talin. Then they took the {words}.", words, ["Talin"], [words])
    assert (it.place, it.precision) == (TALIN, NEAR)
    assert it.radius_km > 15


def test_a_border_or_a_crossing_lies_outside_the_town() -> None:
    for words in ("border", "crossing"):
        text = f"They shelled Talin and, at dawn, the {words}."
        it = placed(text, words, ["Talin"], [words, "Talin"])
        assert (it.place, it.precision) == (TALIN, NEAR)


def test_what_is_told_of_a_place_is_told_of_what_is_in_it() -> None:
    text = "A convoy burnt, they said, in the southern countryside of Talin."
    it = placed(text, "convoy", ["Talin"], ["convoy", "Talin"])
    assert (it.place, it.precision) == (TALIN, NEAR)
    assert it.lat is not None
    assert it.lat < TALIN.lat


def test_the_airfield_is_the_airbase_named_before_and_not_the_town_after_it() -> None:
    text = "Jets left Talin airbase for Saraqib. They shelled the airfield, people in Saraqib said."
    names = ["Talin airbase", "Saraqib", "Saraqib#2"]
    it = placed(text, "airfield", names, ["airfield", "Saraqib#2"])
    assert (it.place, it.reason) == (
        TALIN_AIRBASE,
        "“airfield” names no place; Talin airbase is the airfield named last before it",
    )


BOUNDLESS = [
    # A side of something that is not named, or a desert, is in the country of all that is.
    ("They shelled Talin and Idlib. In the south a convoy burnt.", "south", "Syria"),
    ("They shelled Talin. In the north-west a convoy burnt.", "north-west", "Syria"),
    ("They shelled Talin. In the far north a convoy burnt.", "far north", "Syria"),
    ("They shelled Talin. In the south and east a convoy burnt.", "south and east", "Syria"),
    ("They shelled Talin. Then they left for the desert.", "desert", "Syria"),
    ("They shelled Talin. Then they left for the eastern desert.", "eastern desert", "Syria"),
    ("They shelled Talin and Saraqib, and Iraq mourned. In the south a convoy burnt.", "south", "Syria"),
    ("Syria mourned. In the south a convoy burnt.", "south", "Syria"),
    # It is open where several are, or none; and where it is no land.
    ("They shelled Talin and Kafrin. In the south a convoy burnt.", "south", None),
    ("Syria and Iraq mourned. In the south a convoy burnt.", "south", None),
    ("In the south a convoy burnt.", "south", None),
    ("Syria mourned for Qwelm. In the south a convoy burnt.", "south", None),
    ("They shelled Talin. The fires, they said in the West, spread.", "West", None),
    # The side of a place whose other side was told of, and of one that its kind calls again.
    ("Shells fell in the east of Aleppo and in the army-held west.", "army-held west", "Aleppo"),
    ("They shelled northern Aleppo. A shell fell in the south.", "south", "Aleppo"),
    ("They shelled northern Aleppo. A shell fell in the north.", "north", "Syria"),
    ("They shelled Aleppo. Then they took villages to the south of the city.", "south", "Aleppo"),
]


@pytest.mark.parametrize(("text", "words", "expected"), BOUNDLESS)
def test_a_side_of_what_is_not_named_is_not_near_the_place_named_last(
    text: str, words: str, expected: str | None
) -> None:
    names = ["Talin", "Saraqib", "Idlib", "Aleppo", "Syria", "Iraq", "Kafrin", "Qwelm"]
    it = answer(text, words, [name for name in names if name in text], [words])
    assert (it.place.name if isinstance(it, Placing) else None) == expected
    assert isinstance(it, Unresolved) or (it.lat is None) == (expected == "Syria")
    assert it.reason.startswith(f"“{words}” names no place")


def test_a_side_of_the_city_points_from_the_city_named_before() -> None:
    text = "They shelled Aleppo. Then they took villages to the south of the city."
    it = placed(text, "south", ["Aleppo"], ["south"])
    assert (it.place, it.precision) == (ALEPPO, NEAR)
    assert it.lat is not None
    assert it.lat < ALEPPO.lat
    text = "Shells fell in the east of Aleppo and in the army-held west."
    it = placed(text, "army-held west", ["Aleppo"], ["army-held west"])
    assert it.reason == "“army-held west” names no place; another side of Aleppo is told of before it"
    assert it.lon is not None
    assert it.lon < ALEPPO.lon


def test_a_side_that_belongs_to_no_event_stays_open() -> None:
    text = "They left Talin. The desert is wide, they said, and so is the north."
    found = place_names(coded(text, "Talin", "desert", "north"), world())
    assert isinstance(found[span_of("desert", text)], Unresolved)
    assert isinstance(found[span_of("north", text)], Unresolved)


def test_the_country_is_no_town() -> None:
    it = answer("They left Talin. The country mourned.", "country", ["Talin"], ["country"])
    assert isinstance(it, Unresolved)


def test_a_word_that_is_no_place_and_belongs_to_no_event_stays_open() -> None:
    text = "They left Talin. The pilgrims mourned."
    it = place_names(coded(text, "Talin", "pilgrims"), world())[span_of("pilgrims", text)]
    assert isinstance(it, Unresolved)
