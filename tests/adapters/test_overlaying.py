"""What a newsroom says of actors and places, laid over a register and a gazetteer that are loaded already."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from dateline.adapters.gazetteer.overlaying import MOST, GazetteerWithOwn, SaidPlace
from dateline.adapters.register import load_register
from dateline.adapters.register.overlaying import Said, lay_over
from dateline.adapters.register.records import Held, record_of
from dateline.domain import Feature, Place
from tests.lookups import DEIR_EZ_ZOR, MARJ, RASHWAN, SYRIA, InMemoryGazetteer
from tests.registers import invented_register, write_register

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.adapters.register import Roster

OWLS = Said(
    id="owl-brigade",
    own=True,
    name="Owl Brigade",
    names=("Owls of the Reed", "OB"),
    cls="rebel_group",
    sector="REB",
    country="XA",
    start=date(2014, 3, 1),
    parent="reed-front",
    alignment="norland-government",
    alignment_start=date(2015, 1, 1),
)


@pytest.fixture(scope="module")
def roster(tmp_path_factory: pytest.TempPathFactory) -> Roster:
    return invented_register(tmp_path_factory.mktemp("register"))


# ── actors ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_own_actor_is_looked_up_as_if_a_file_had_told_of_it(roster: Roster, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        """
- id: owl-brigade
  name: Owl Brigade
  names: [Owls of the Reed]
  acronyms: [OB]
  class: rebel_group
  sector: REB
  country: XA
  from: "2014-03-01"
  parents: [{of: reed-front}]
  alignment: [{with: norland-government, from: "2015-01-01"}]
""",
        encoding="utf-8",
    )
    told = load_register(own, shipped=write_register(tmp_path / "shipped"), cache=tmp_path / "cache")
    above, faults = lay_over(roster, [OWLS])
    assert faults == {}
    assert above.book == told.book


def test_the_register_below_stays_as_it_was(roster: Roster, tmp_path: Path) -> None:
    lay_over(roster, [OWLS, Said(id="reed-front", own=False, names=("Front of Reeds",), cls="party")])
    assert roster.book == invented_register(tmp_path).book


def test_names_more_are_borne_as_long_as_the_actor_was(roster: Roster) -> None:
    said = Said(id="reed-front", own=False, names=("Front of Reeds", "FOR"), sector="PRM", country="XB")
    above, _ = lay_over(roster, [said])
    found = above.named("the Front of Reeds", date(2015, 1, 1))
    assert [(one.id, one.sector, one.country) for one in found] == [("reed-front", "PRM", "XB")]
    assert [one.id for one in above.named("FOR", None)] == ["reed-front"]
    assert above.named("for", None) == ()  # a short name counts only where it has its capitals
    assert [one.actors[0].id for one in above.within("said the Front of Reeds on Friday", None)] == [
        "reed-front"
    ]
    assert [one.id for one in above.nearly_named("Frunt of Reeds", None)] == ["reed-front"]
    record = record_of(above, "reed-front")
    assert record is not None
    assert Held(what="Front of Reeds", start=date(2012, 1, 1), end=date(2016, 6, 30)) in record.names


def test_a_side_that_is_said_takes_the_place_of_all_that_the_register_tells(roster: Roster) -> None:
    said = Said(
        id="reed-front",
        own=False,
        alignment="marsh-guard",
        alignment_end=date(2013, 12, 31),
        parent="marsh-guard",
    )
    above, _ = lay_over(roster, [said])
    sides = [above.actor("reed-front", date(year, 5, 1)) for year in (2013, 2015)]
    assert [one and (one.alignment, one.parent) for one in sides] == [
        ("marsh-guard", "marsh-guard"), (None, "marsh-guard"),
    ]  # fmt: skip


def test_own_actors_may_belong_to_each_other(roster: Roster) -> None:
    owlets = replace(OWLS, id="owlets", name="Owlets", names=(), parent="owl-brigade", alignment="")
    above, faults = lay_over(roster, [owlets, OWLS])
    assert faults == {}
    found = above.actor("owlets", None)
    assert found is not None
    assert found.parent == "owl-brigade"


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (
            Said(id="reed-union", own=True, name="Reed Union", cls="party", sector="PTY"),
            "has an entry of this id",
        ),
        (Said(id="nobody", own=False, names=("Nobody",)), "no such entry any more"),
        (replace(OWLS, id="other", cls="owls"), "'class' is 'owls'"),
        (replace(OWLS, id="other", name="Other", names=(), parent="nobody"), "no entry 'nobody'"),
        (Said(id="reed-front", own=False, parent="nobody"), "no entry 'nobody'"),
    ],
)
def test_what_cannot_be_laid_over_is_told_and_stops_no_other(roster: Roster, said: Said, fault: str) -> None:
    above, faults = lay_over(roster, [said, OWLS])
    assert [one.id for one in above.named("Owl Brigade", None)] == ["owl-brigade"]
    assert set(faults) == {said.id}
    assert fault in faults[said.id]


def test_a_record_tells_names_ties_and_sites_with_their_days(roster: Roster) -> None:
    record = record_of(roster, "reed-front")
    assert record is not None
    assert (record.actor.name, record.start, record.end) == (
        "Reed Front",
        date(2012, 1, 1),
        date(2016, 6, 30),
    )
    assert record.sides == (
        Held(what="norland-government", start=date(2014, 1, 1), end=date(2015, 12, 31)),
        Held(what="marland-government", start=date(2016, 1, 1), end=date(2019, 12, 31)),
    )
    assert [one.what for one in record.names] == ["Reed Front", "RF"]
    assert record_of(roster, "nobody") is None


# ── places ──────────────────────────────────────────────────────────────────────────────────────────────────

GATE = Place(
    id="desk:reed-gate", name="Reed Gate", lat=35.7, lon=36.4, feature=Feature.CROSSING, country="SY"
)


class _Keyed(InMemoryGazetteer):
    def place(self, key: str) -> Place | None:
        return next((one for one in self._places if one.id == key), None)


@pytest.fixture
def above() -> GazetteerWithOwn:
    far = replace(MARJ, lat=35.9, radius_km=4.0)
    below = _Keyed([SYRIA, DEIR_EZ_ZOR, RASHWAN, MARJ, replace(MARJ, id="geonames:9", population=50)])
    return GazetteerWithOwn(
        below,
        [
            SaidPlace(place=GATE, own=True, names=("Bawabat al-Qasab", "Marj")),
            SaidPlace(place=far, own=False, names=("Owl Town",)),
        ],
    )


@pytest.mark.parametrize(
    "words", ["Reed Gate", "reed gate", "Reed Gate crossing", "the Reed Gate crossing", "Bawabat el Qasab"]
)
def test_an_own_place_is_found_by_any_usual_spelling_of_its_names(
    above: GazetteerWithOwn, words: str
) -> None:
    found = above.find(words)
    assert [(one.place.id, one.closeness) for one in found] == [("desk:reed-gate", 1.0)]


def test_a_place_of_another_kind_than_asked_for_is_less_close(above: GazetteerWithOwn) -> None:
    assert [(one.place.id, one.closeness) for one in above.find("Reed Gate airport")] == [
        ("desk:reed-gate", 0.9)
    ]


def test_a_misspelling_is_found_where_nothing_bears_the_name(above: GazetteerWithOwn) -> None:
    (found,) = above.find("Reid Gate")
    assert found.place.id == "desk:reed-gate"
    assert 0.8 < found.closeness < 1
    assert above.find("Xy") == ()


def test_namesakes_come_the_most_populous_first(above: GazetteerWithOwn) -> None:
    assert [one.place.id for one in above.find("Marj")] == [MARJ.id, "geonames:9", "desk:reed-gate"]


def test_an_own_place_is_not_cut_off_by_many_namesakes() -> None:
    many = [replace(MARJ, id=f"geonames:{at}", population=at) for at in range(1, 60)]
    gate = SaidPlace(place=replace(GATE, name="Marj"), own=True)
    found = GazetteerWithOwn(_Keyed(many), [gate]).find("Marj")
    assert len(found) == MOST
    assert "desk:reed-gate" in {one.place.id for one in found}


def test_what_is_said_of_a_place_holds_wherever_it_is_met(above: GazetteerWithOwn) -> None:
    for place in (above.find("Marj")[0].place, above.find("Owl Town")[0].place, above.place(MARJ.id)):
        assert place is not None
        assert (place.lat, place.radius_km, place.population) == (35.9, 4.0, 9_000)


def test_countries_divisions_and_what_nobody_speaks_of_are_as_below(above: GazetteerWithOwn) -> None:
    assert above.country("SY") == SYRIA
    assert above.admin1("SY", "Deir ez-Zor") == DEIR_EZ_ZOR
    assert above.place(RASHWAN.id) == RASHWAN
    assert above.place("geonames:1") is None
    assert above.within(35.0, 36.0, 10.0) == ()  # the one below knows nothing of nearness


def test_names_are_found_by_their_beginnings(above: GazetteerWithOwn) -> None:
    assert [one.place.id for one in above.begun("Bawab")] == ["desk:reed-gate"]
    assert [one.place.id for one in above.begun("Owl T")] == [MARJ.id]
    assert above.begun("") == []
