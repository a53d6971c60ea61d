"""Which words of a report are the name of a place, and how far a place reaches."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dateline.domain import Feature, PlacePrecision
from dateline.resolving.geometry import halfway, km_between, moved
from dateline.resolving.placing.cores import name_cores, place_spans, witness_cores
from dateline.resolving.placing.demonyms import country_of, demonyms, divisions_of
from dateline.resolving.placing.extents import Extents, precision_of
from dateline.resolving.placing.kinds import is_kind, kind_of, split_kind
from dateline.resolving.placing.lookup import Lookup
from dateline.resolving.placing.mentions import read_mentions
from dateline.resolving.placing.senses import ROOM, read_senses
from dateline.resolving.ports import Candidate
from tests.resolving.placing_world import IDLIB_PROVINCE, TALIN, InMemoryGazetteer, coded, place

if TYPE_CHECKING:
    from collections.abc import Sequence

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "places.md"
KNOWN = {
    "Talin", "Idlib", "Aleppo", "United States", "Eastern Ghoran", "West Bank", "Isle of Dogs", "Marj",
    "Syrian", "Turkish", "Mt. Hope", "Kansas City", "Washington", "new talin",
}  # fmt: skip


def known(words: str) -> bool:
    """Whether the tests take words for a name."""
    return words in KNOWN


@pytest.mark.parametrize(
    ("text", "marked", "cores"),
    [
        ("Shells fell on the town of Talin.", "town of Talin", ["Talin"]),
        ("Shells fell on “Talin”.", "“Talin”", ["Talin"]),
        ("Shells fell on Talin's market.", "Talin's", ["Talin"]),
        ("Shells fell on Talin, Idlib.", "Talin, Idlib", ["Talin", "Idlib"]),
        ("Shells fell on Talin in Idlib.", "Talin in Idlib", ["Talin", "Idlib"]),
        ("Shells fell on the Isle of Dogs.", "Isle of Dogs", ["Isle of Dogs"]),
        ("Shells fell in northern Idlib.", "northern Idlib", ["Idlib"]),
        ("Shells fell in Northern Idlib.", "Northern Idlib", ["Idlib"]),
        ("Shells fell in Eastern Ghoran.", "Eastern Ghoran", ["Eastern Ghoran"]),
        ("Shells fell in eastern Ghoran.", "Ghoran", ["Ghoran"]),
        ("Shells fell on al-Tanak.", "al-Tanak", ["al-Tanak"]),
        ("Shells fell on Deir al Balah.", "Deir al Balah", ["Deir al Balah"]),
        ("Shells fell along the Syrian-Turkish border.", "Syrian-Turkish border", ["Syrian", "Turkish"]),
        ("Shells fell in the United States.", "United", ["United States"]),
        ("Shells fell on Mt. Hope.", "Mt", ["Mt. Hope"]),
        ("Shells fell on a hospital.", "hospital", []),
        ("shells fell on new talin.", "new talin", ["new talin"]),
        ("Shells fell on the Province of Idlib.", "Province of Idlib", ["Idlib"]),
        ("Shells fell on 40 houses.", "40", []),
    ],
)
def test_a_name_is_cut_out_of_what_is_marked(text: str, marked: str, cores: list[str]) -> None:
    assert [core.of(text) for core in name_cores(coded(text, marked), known)] == cores


@pytest.mark.parametrize(
    ("body", "witness"),
    [
        ("Talin Police", ["Talin"]),
        ("Marj Media Center", ["Marj"]),
        ("Washington", ["Washington"]),
        ("Syrian Army Command", []),
        ("TALIN", []),
        ("Zubrowka Police", []),
        ("Police Department", []),
    ],
)
def test_a_body_bears_witness_to_the_place_in_its_name(body: str, witness: list[str]) -> None:
    text = f"The {body} said so."
    assert [core.of(text) for core in witness_cores(coded(text, bodies=[body]), known, [])] == witness


@pytest.mark.parametrize(
    ("target", "is_place"),
    [
        ("Talin", True),
        ("town of Talin", True),
        ("northern Talin", True),
        ("Talin city", True),
        ("mayor of Talin", False),
        ("Talin's farmers", False),
        ("rebels", False),
    ],
)
def test_a_target_is_a_place_where_it_is_nothing_else(target: str, *, is_place: bool) -> None:
    text = f"Shells hit the {target}."
    coding = coded(text, *(["Talin"] if "Talin" in target else []), targets=[target])
    assert (coding.events[0].targets[0] in place_spans(coding)) == is_place


@pytest.mark.parametrize(
    ("words", "wordings"),
    [
        ("Talin", ("Talin",)),
        ("Kansas City", ("Kansas City", "Kansas")),
        ("Talin Road", ("Talin Road",)),
        ("Talin Community Hospital", ("Talin Community Hospital", "Talin Community", "Talin")),
        ("Greater Talin", ("Greater Talin", "Talin")),
        ("W. Bank", ("W. Bank", "West Bank")),
        ("Syrias", ("Syrias", "Syria")),
    ],
)
def test_the_fullest_wording_of_a_name_is_looked_up_first(words: str, wordings: tuple[str, ...]) -> None:
    text = f"They saw {words} burn."
    assert read_mentions(coded(text, words), known)[0].wordings == wordings


def test_the_kind_belongs_to_the_name_that_it_tells_of() -> None:
    told = {
        "The Marj suburb of Talin burnt.": [None, "suburb"],
        "The Marj district of Talin burnt.": ["district", None],
        "The town of Marj in Talin province burnt.": ["town", "province"],
    }
    for text, kinds in told.items():
        mentions = read_mentions(coded(text, "Marj", "Talin"), known)
        assert [one.kind and one.kind.words for one in mentions] == kinds, text


class CrowdedGazetteer(InMemoryGazetteer):
    """Has thirty towns of every name, the largest first."""

    def find(self, words: str) -> Sequence[Candidate]:
        """Thirty towns."""
        towns = (
            place(words, 35 + at / 10, 36, admin1=f"Marj{at}", population=1000 * (30 - at))
            for at in range(30)
        )
        return [Candidate(place=town, closeness=1.0, matched=words) for town in towns]


def test_a_report_of_very_many_names_keeps_the_best_candidates_of_each() -> None:
    names = [f"Town{first}{second}" for first in "BDFGKLMN" for second in "prstvz"]
    lookup = Lookup(CrowdedGazetteer())
    senses = read_senses(read_mentions(coded(". ".join(names), *names), lookup.known), lookup)
    assert len(senses) == len(names)
    assert {len(sense.candidates) for sense in senses} == {ROOM // len(names)}
    assert all(sense.candidates[0].place.population == 30_000 for sense in senses)


def test_kinds_are_split_off_and_know_what_they_ask_for() -> None:
    core, kind = split_kind("al-Tanak oil field")
    assert core == "al-Tanak"
    assert kind is not None
    assert kind.features == {Feature.OIL_FIELD, Feature.GAS_FIELD}
    assert kind.is_ground
    assert split_kind("Talin") == ("Talin", None)
    assert split_kind("Camp")[1] is None
    assert kind_of("fiddle") is None
    assert is_kind("the area")
    assert not is_kind("Talin area")


def test_peoples_and_short_forms_are_known() -> None:
    assert [code for *_, code in demonyms("Syrians, a South Korean and polish")] == ["SY", "KR"]
    assert (country_of("Iraqis"), country_of("Martian")) == ("IQ", None)
    assert divisions_of("W.Va.") == [("US", "West Virginia")]
    assert divisions_of("Ky") == [("US", "Kentucky")]


# ── extents ──────────────────────────────────────────────────────────────────────────────────────────────


def test_every_kind_of_place_has_a_radius_and_a_precision() -> None:
    for feature in Feature:
        one = place("Marj", 35, 36, feature)
        assert Extents().radius(one) > 0
        assert precision_of(one) in PlacePrecision


def test_a_larger_town_reaches_farther_and_a_hamlet_two_kilometres() -> None:
    assert Extents().radius(replace(TALIN, population=0)) == 2
    assert Extents().radius(replace(TALIN, population=1_000_000)) == 10


@pytest.mark.parametrize(
    ("known", "population", "radius"),
    [
        (40.0, 450_000, 40),  # as the gazetteer measures it
        (None, 450_000, 100),  # it does not
        (5.0, 4_500, 100),  # it knows one town of it: that measures nothing
        (5.0, 1_670_000, 12.9),  # which is all of it, where it has so many people
    ],
)
def test_a_division_reaches_as_far_as_the_gazetteer_can_tell(
    known: float | None, population: int, radius: float
) -> None:
    division = replace(IDLIB_PROVINCE, radius_km=known, population=population)
    assert Extents().radius(division) == radius


def test_the_reference_gives_the_radius_of_every_kind_of_place() -> None:
    rows = dict(
        re.findall(r"^\| `(\w+)` \| \w+ \| ([\d.,]+)", REFERENCE.read_text(encoding="utf-8"), re.MULTILINE)
    )
    told = {feature: float(rows[feature]) for feature in Feature if feature is not Feature.TOWN}
    assert told == {feature: Extents().radius(place("Marj", 35, 36, feature)) for feature in told}


def test_points_move_and_meet_across_the_date_line() -> None:
    assert moved((0.0, 179.9), 90, 50)[1] == pytest.approx(-179.65, abs=0.01)
    assert halfway((0.0, 179.0), (0.0, -179.0)) == (0.0, -180.0)
    assert km_between((0.0, 179.5), (0.0, -179.5)) == pytest.approx(111.2, abs=0.1)
