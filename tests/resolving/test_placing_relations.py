"""Relations around a name, and what holds it: they move the point, widen the radius, tell namesakes apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.domain import PlacePrecision, Placing, Unresolved
from dateline.resolving.geometry import km_between, point_of
from dateline.resolving.placing import place_names
from dateline.resolving.placing.relations import (
    Manner,
    Relation,
    relation_after,
    relation_before,
    relation_between,
)
from tests.resolving.placing_world import (
    ALEPPO,
    IDLIB_PROVINCE,
    MARJ_IN_ALEPPO,
    MARJ_IN_IDLIB,
    MARJ_IN_NINEVEH,
    PARIS,
    PARIS_TEXAS,
    SARAQIB,
    SYRIA,
    TALIN,
    coded,
    span_of,
    world,
)

if TYPE_CHECKING:
    from dateline.domain import Place

NEAR, TOWN, ADMIN, COUNTRY = (
    PlacePrecision.NEAR,
    PlacePrecision.TOWN,
    PlacePrecision.ADMIN,
    PlacePrecision.COUNTRY,
)


def placed(text: str, words: str, *others: str) -> Placing:
    """What words of a text resolve to in the small world, beside other names."""
    it = place_names(coded(text, words, *others), world())[span_of(words, text)]
    assert isinstance(it, Placing), it
    return it


def pin(it: Placing) -> tuple[float, float]:
    """The point meant."""
    assert it.lat is not None
    assert it.lon is not None
    return it.lat, it.lon


# ── reading the words ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("near Talin", Relation(manner=Manner.NEAR, words="near")),
        ("close to the town of Talin", Relation(manner=Manner.NEAR, words="close to")),
        ("outside Talin", Relation(manner=Manner.NEAR, words="outside")),
        ("around the besieged city of Talin", Relation(manner=Manner.NEAR, words="around")),
        ("on the outskirts of Talin", Relation(manner=Manner.NEAR, words="outskirts of")),
        (
            "the northern outskirts of Talin",
            Relation(manner=Manner.NEAR, words="northern outskirts of", bearing=0),
        ),
        ("the road leading to Talin", Relation(manner=Manner.NEAR, words="road leading to")),
        ("north of Talin", Relation(manner=Manner.OFF, words="north of", bearing=0)),
        (
            "to the south-east of Talin",
            Relation(manner=Manner.OFF, words="to the south-east of", bearing=135),
        ),
        ("10 km east of Talin", Relation(manner=Manner.OFF, words="10 km east of", bearing=90, km=10)),
        ("10km west of Talin", Relation(manner=Manner.OFF, words="10km west of", bearing=270, km=10)),
        (
            "about 12 miles (19 km) south of Talin",
            Relation(manner=Manner.OFF, words="12 miles (19 km) south of", bearing=180, km=19.31),
        ),
        ("1,500 metres from Talin", Relation(manner=Manner.OFF, words="1,500 metres from", km=1.5)),
        ("a kilometre from Talin", Relation(manner=Manner.OFF, words="a kilometre from", km=1)),
        ("several miles from Talin", Relation(manner=Manner.OFF, words="several miles from", km=8.04)),
        ("the countryside of Talin", Relation(manner=Manner.COUNTRYSIDE, words="countryside of")),
        (
            "the western countryside of Talin",
            Relation(manner=Manner.COUNTRYSIDE, words="western countryside of", bearing=270),
        ),
        ("rural Talin", Relation(manner=Manner.COUNTRYSIDE, words="rural")),
        ("eastern Talin", Relation(manner=Manner.PART, words="eastern", bearing=90)),
        ("in the north of Talin", Relation(manner=Manner.PART, words="in the north of", bearing=0)),
        (
            "the southern districts of Talin",
            Relation(manner=Manner.SECTION, words="southern districts of", bearing=180),
        ),
        ("the border with Talin", Relation(manner=Manner.BORDER, words="border with")),
        ("off the coast of Talin", Relation(manner=Manner.COAST, words="off the coast of")),
        ("in Talin", None),
        ("came from Talin", None),
        ("within 1.2.3 km from Talin", Relation(manner=Manner.OFF, words="1.2.3 km from")),
    ],
)
def test_a_relation_is_read_before_a_name(text: str, expected: Relation | None) -> None:
    assert relation_before(text, text.index("Talin")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talin countryside", Relation(manner=Manner.COUNTRYSIDE, words="countryside")),
        (
            "Talin's eastern countryside",
            Relation(manner=Manner.COUNTRYSIDE, words="eastern countryside", bearing=90),
        ),
        ("Talin’s outskirts", Relation(manner=Manner.NEAR, words="outskirts")),
        ("Talin border", Relation(manner=Manner.BORDER, words="border")),
        ("Talin coast", Relation(manner=Manner.COAST, words="coast")),
        ("Talin's northern part", Relation(manner=Manner.SECTION, words="northern part", bearing=0)),
        ("Talin road", Relation(manner=Manner.NEAR, words="road")),
        ("Talin border crossing", None),
        ("Talin burnt", None),
    ],
)
def test_a_relation_is_read_behind_a_name(text: str, expected: Relation | None) -> None:
    assert relation_after(text, len("Talin")) == expected


@pytest.mark.parametrize(
    ("text", "manner", "words"),
    [
        ("between Talin and Idlib", Manner.BETWEEN, "between Talin and Idlib"),
        (
            "between the towns of Talin and Idlib",
            Manner.BETWEEN,
            "between the towns of Talin and Idlib",
        ),
        ("the road from Talin to Idlib", Manner.BETWEEN, "road from Talin to Idlib"),
        ("the Talin-Idlib highway", Manner.BETWEEN, "Talin-Idlib highway"),
        ("the border between Talin and Idlib", Manner.BORDER, "border between Talin and Idlib"),
        ("the Talin-Idlib border", Manner.BORDER, "Talin-Idlib border"),
        ("in Talin and Idlib", None, None),
        ("from Talin, then Idlib", None, None),
    ],
)
def test_a_relation_is_read_between_two_names(text: str, manner: Manner | None, words: str | None) -> None:
    first, second = ((text.index(name), text.index(name) + 5) for name in ("Talin", "Idlib"))
    found = relation_between(text, first, second)
    assert (found and found.manner, found and found.words) == (manner, words)


# ── what they make of a place ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "km", "north", "east"),
    [
        ("Shells fell 10 km east of Talin.", 10, 0, 1),
        ("Shells fell 10 km north of Talin.", 10, 1, 0),
        ("Shells fell south of Talin.", 6.4, -1, 0),
        ("Shells fell on the western outskirts of Talin.", 3, 0, -1),
        ("Shells fell in the northern countryside of Talin.", 9.6, 1, 0),
        ("Shells fell near Talin.", 0, 0, 0),
        ("Shells fell five kilometres from Talin.", 0, 0, 0),
        ("Shells fell in the countryside of Talin.", 0, 0, 0),
    ],
)
def test_a_direction_moves_the_point_and_what_is_near_has_a_wider_radius(
    text: str, km: float, north: int, east: int
) -> None:
    it = placed(text, "Talin")
    lat, lon = pin(it)
    assert (it.place, it.precision) == (TALIN, NEAR)
    assert km_between((lat, lon), point_of(TALIN)) == pytest.approx(km, abs=0.1)
    assert (round(100 * (lat - TALIN.lat)) > 0) == (north > 0)
    assert (round(100 * (lat - TALIN.lat)) < 0) == (north < 0)
    assert (round(100 * (lon - TALIN.lon)) > 0) == (east > 0)
    assert (round(100 * (lon - TALIN.lon)) < 0) == (east < 0)
    assert it.radius_km > placed("Shells fell on Talin.", "Talin").radius_km
    assert "the text says “" in it.reason


def test_a_part_of_a_town_is_still_that_town() -> None:
    it = placed("Shells fell on the eastern quarters of Aleppo.", "Aleppo")
    assert (it.place, it.precision) == (ALEPPO, TOWN)
    assert pin(it)[1] > ALEPPO.lon
    assert it.radius_km < placed("Shells fell on Aleppo.", "Aleppo").radius_km


def test_a_side_of_a_town_and_its_province_may_be_a_part_of_either() -> None:
    it = placed("Shells fell in eastern Aleppo.", "Aleppo")
    assert (it.place, it.precision) == (ALEPPO, NEAR)
    assert it.radius_km > 25


def test_a_part_of_a_province_lies_on_that_side_of_it() -> None:
    it = placed("Shells fell in the southern part of Idlib province.", "Idlib")
    whole = placed("Shells fell in Idlib province.", "Idlib")
    assert (it.place, it.precision) == (IDLIB_PROVINCE, ADMIN)
    assert pin(it)[0] < IDLIB_PROVINCE.lat
    assert it.radius_km < whole.radius_km


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell in northern Syria.",
        "Shells fell along the border with Syria.",
        "They sank off the coast of Syria.",
        "They live near Syria.",
    ],
)
def test_no_relation_to_a_country_is_worth_a_pin(text: str) -> None:
    it = placed(text, "Syria")
    assert (it.place, it.precision, it.lat) == (SYRIA, COUNTRY, None)


@pytest.mark.parametrize(
    "text", ["Shells fell between Talin and Saraqib.", "They mined the road from Talin to Saraqib."]
)
def test_what_lies_between_two_places_lies_half_way(text: str) -> None:
    for words, others in (("Talin", ["Saraqib"]), ("Saraqib", ["Talin"])):
        it = placed(text, words, *others)
        assert it.precision == NEAR
        assert km_between(pin(it), point_of(TALIN)) == pytest.approx(
            km_between(pin(it), point_of(SARAQIB)), abs=0.1
        )
        assert it.radius_km >= km_between(point_of(TALIN), point_of(SARAQIB)) / 2


def test_a_relation_inside_the_words_of_an_event_s_place_is_read() -> None:
    text = "Clashes broke out in a village 10 km north of Talin at noon."
    coding = coded(text, "Talin", places=["village 10 km north of Talin"])
    it = place_names(coding, world())[span_of("village 10 km north of Talin", text)]
    assert isinstance(it, Placing)
    assert (it.place, it.precision) == (TALIN, NEAR)
    assert km_between(pin(it), point_of(TALIN)) == pytest.approx(10, abs=0.1)


# ── containment ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "holder", "meant"),
    [
        ("Shells fell on Marj in the province of Idlib.", "Idlib", MARJ_IN_IDLIB),
        ("Shells fell on Marj in Aleppo province.", "Aleppo", MARJ_IN_ALEPPO),
        ("Shells fell on Marj, Idlib.", "Idlib", MARJ_IN_IDLIB),
        ("Shells fell on Marj, a village in northern Aleppo.", "Aleppo", MARJ_IN_ALEPPO),
        ("Shells fell on Marj, which is located in Iraq.", "Iraq", MARJ_IN_NINEVEH),
        ("Shells fell on Marj (Idlib).", "Idlib", MARJ_IN_IDLIB),
        ("Shells fell on the Idlib town of Marj.", "Idlib", MARJ_IN_IDLIB),
        ("Shells fell on Idlib's village of Marj.", "Idlib", MARJ_IN_IDLIB),
        ("Shells fell on Marj, near Saraqib.", "Saraqib", MARJ_IN_IDLIB),
        ("Shells fell on Marj, 12 km south of Idlib.", "Idlib", MARJ_IN_IDLIB),
    ],
)
def test_where_the_text_says_a_place_lies_tells_it_from_its_namesakes(
    text: str, holder: str, meant: Place
) -> None:
    assert placed(text, "Marj", holder).place == meant


def test_the_reason_names_what_the_text_names() -> None:
    it = placed("Shells fell on Marj in the province of Idlib.", "Marj", "Idlib")
    assert it.reason == "the only place of this name in Idlib, which the text names"


def test_of_an_event_s_places_the_later_hold_the_earlier() -> None:
    text = "Clashes went on for hours. Aleppo was calm but for Marj."
    told = coded(text, "Aleppo", "Marj", places=["Marj", "Aleppo"])
    it = place_names(told, world())[span_of("Marj", text)]
    assert isinstance(it, Placing)
    assert it.place == MARJ_IN_ALEPPO


def test_a_comma_tells_paris_from_paris() -> None:
    assert placed("They met in Paris, Texas.", "Paris", "Texas").place == PARIS_TEXAS
    assert placed("They met in Paris, France.", "Paris", "France").place == PARIS


# ── one sense per report ─────────────────────────────────────────────────────────────────────────────────


def test_a_name_means_the_same_place_throughout_a_report() -> None:
    text = "Paris wept. The fire in Paris, Texas, went on. Then Paris slept."
    coding = coded(text, "Paris", "Paris#2", "Texas", "Paris#3")
    answers = place_names(coding, world())
    told = [answers[span_of(f"Paris#{nth}", text)] for nth in (1, 2, 3)]
    assert all(isinstance(it, Placing) and it.place == PARIS_TEXAS for it in told)


def test_two_places_of_one_name_are_told_apart_where_the_text_does() -> None:
    text = "The fire in Paris, Texas, was seen in Paris, France. Paris slept."
    coding = coded(text, "Paris", "Texas", "Paris#2", "France", "Paris#3")
    answers = place_names(coding, world())
    told = [answers[span_of(f"Paris#{nth}", text)] for nth in (1, 2, 3)]
    assert [it.place for it in told if isinstance(it, Placing)] == [PARIS_TEXAS, PARIS, PARIS]


# ── words that are no names ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "names", "places", "vague", "meant", "precision"),
    [
        ("Clashes raged in Talin. The city burnt.", ["Talin"], ["city"], "city", TALIN, TOWN),
        (
            "Clashes raged in Idlib province. Half the province burnt, Syria said.",
            ["Idlib", "Syria"],
            ["province#2"],
            "province#2",
            IDLIB_PROVINCE,
            ADMIN,
        ),
        (
            "Clashes raged in a hospital in Talin.",
            ["Talin"],
            ["hospital", "Talin"],
            "hospital",
            TALIN,
            TOWN,
        ),
        (
            "Clashes raged in Talin and in an area to the south of the town.",
            ["Talin"],
            ["area to the south of the town"],
            "area to the south of the town",
            TALIN,
            NEAR,
        ),
        (
            "Clashes raged in Aleppo, and the eastern districts burnt.",
            ["Aleppo"],
            ["eastern districts"],
            "eastern districts",
            ALEPPO,
            TOWN,
        ),
        ("Clashes raged in Syria. The country burnt.", ["Syria"], ["country"], "country", SYRIA, COUNTRY),
        (
            "Talin fell. Clashes raged in northern Syria.",
            ["Talin", "Syria"],
            ["northern"],
            "northern",
            SYRIA,
            COUNTRY,
        ),
    ],
)
def test_words_that_are_no_name_stand_for_a_place_named_with_them_or_before(  # noqa: PLR0917 (a table's row)
    text: str, names: list[str], places: list[str], vague: str, meant: Place, precision: PlacePrecision
) -> None:
    it = place_names(coded(text, *names, places=places), world())[span_of(vague, text)]
    assert isinstance(it, Placing)
    assert (it.place, it.precision) == (meant, precision)
    assert it.reason.startswith(f"“{vague.partition('#')[0]}” ")


@pytest.mark.parametrize("words", ["area", "5"])
def test_words_that_stand_for_nothing_stay_open(words: str) -> None:
    text = f"Clashes raged in the {words}."
    it = place_names(coded(text, places=[words]), world())[span_of(words, text)]
    assert isinstance(it, Unresolved)
    assert it.reason.startswith(f"“{words}” names no place")
