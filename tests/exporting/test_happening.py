from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given, settings

from dateline.domain import (
    EventType,
    PlacePrecision,
    Stance,
    Status,
    Unresolved,
)
from dateline.exporting.happening import happenings
from tests.codings import codings
from tests.fakes import Happens, Says
from tests.resolved import IDLEB, IN_MARJ, MARJ, SYRIA, coded, placing

if TYPE_CHECKING:
    from dateline.domain import Coding
    from dateline.exporting.happening import Happening

TEXT = "Troops shelled Marj in Idleb in Syria, a nurse said. The army hit the mill.\nThe ministry denied it."


def test_of_several_places_the_most_exact_counts() -> None:
    found = _one(
        Happens(type=EventType.SHELLING, trigger="shelled", places=("Syria", "Idleb", "Marj")),
        places={
            "Syria": placing(SYRIA, PlacePrecision.COUNTRY),
            "Idleb": placing(IDLEB, PlacePrecision.ADMIN, 60),
            "Marj": IN_MARJ,
        },
    ).where
    assert (found.words, found.point, found.country) == ("Marj", (MARJ.lat, MARJ.lon), "SY")


def test_of_equally_exact_places_the_narrower_counts() -> None:
    found = _one(
        Happens(type=EventType.SHELLING, trigger="shelled", places=("Idleb", "Marj")),
        places={
            "Idleb": placing(IDLEB, PlacePrecision.NEAR, 20),
            "Marj": placing(MARJ, PlacePrecision.NEAR, 5),
        },
    ).where
    assert found.words == "Marj"


def test_a_bare_country_has_no_point() -> None:
    country = placing(SYRIA, PlacePrecision.COUNTRY)
    where = _one(
        Happens(type=EventType.SHELLING, trigger="shelled", places=("Syria",)), places={"Syria": country}
    ).where
    assert (where.point, where.country) == (None, "SY")


def test_a_place_that_is_not_resolved_keeps_its_words() -> None:
    where = _one(
        Happens(type=EventType.SHELLING, trigger="shelled", places=("Marj",)),
        places={"Marj": Unresolved(reason="two towns of this name")},
    ).where
    assert (where.words, where.placing, where.point) == ("Marj", None, None)


def test_what_only_accusers_say_is_an_accusation_until_somebody_asserts_it() -> None:
    accuses = Says(id="a1", cue="said", source="a nurse", stance=Stance.ACCUSES)
    denies = Says(id="a2", cue="denied", source="The ministry", stance=Stance.DENIES)
    asserts = Says(id="a3", cue="said", source="a nurse")
    shelled = Happens(type=EventType.SHELLING, trigger="shelled")
    assert _one(_under(shelled, "a1"), says=(accuses,)).accused
    assert _one(_under(shelled, "a1", "a2"), says=(accuses, denies)).accused
    assert not _one(_under(shelled, "a1", "a3"), says=(accuses, asserts)).accused
    assert not _one(shelled).accused
    assert not _one(_under(Happens(type=EventType.ACCUSATION, trigger="said"), "a1"), says=(accuses,)).accused


def test_what_is_only_denied_was_not_done() -> None:
    denies = Says(id="a1", cue="denied", source="The ministry", stance=Stance.DENIES)
    shelled = Happens(type=EventType.SHELLING, trigger="shelled")
    assert _one(_under(shelled, "a1"), says=(denies,)).undone == "denied"
    assert _one(shelled).undone is None
    assert _one(Happens(type=EventType.SHELLING, trigger="shelled", status=Status.DISPUTED)).undone is None


def test_the_passage_are_the_sentences_of_all_mentions_each_once() -> None:
    found = _one(Happens(type=EventType.SHELLING, trigger="hit", also=("shelled", "said")))
    assert found.passage == "Troops shelled Marj in Idleb in Syria, a nurse said. The army hit the mill."


def test_only_what_the_first_paragraph_tells_leads() -> None:
    assert _one(Happens(type=EventType.SHELLING, trigger="shelled")).leading
    assert not _one(Happens(type=EventType.ACCUSATION, trigger="denied")).leading


def test_of_a_text_without_paragraphs_the_first_three_sentences_lead() -> None:
    text = "Troops shelled Marj. It was early. It was quiet by noon. The army left. The ministry denied it."
    events = (
        Happens(type=EventType.SHELLING, trigger="shelled"),
        Happens(type=EventType.OTHER, trigger="quiet"),
        Happens(type=EventType.WITHDRAWAL, trigger="left"),
    )
    assert [one.leading for one in happenings(coded(text, *events))] == [True, True, False]


def test_what_is_disputed_or_only_hedged_is_doubted() -> None:
    hedges = Says(id="a1", cue="said", source="a nurse", stance=Stance.HEDGES)
    asserts = Says(id="a2", cue="said", source="a nurse")
    shelled = Happens(type=EventType.SHELLING, trigger="shelled")
    assert _one(_under(shelled, "a1"), says=(hedges,)).doubted
    assert not _one(_under(shelled, "a1", "a2"), says=(hedges, asserts)).doubted
    assert _one(Happens(type=EventType.SHELLING, trigger="shelled", status=Status.DISPUTED)).doubted
    assert not _one(shelled).doubted


def test_an_event_has_the_same_number_in_every_run_and_another_than_its_neighbours() -> None:
    happens = (
        Happens(type=EventType.SHELLING, trigger="shelled"),
        Happens(type=EventType.OTHER, trigger="hit"),
    )
    first, again = ([one.number for one in happenings(coded(TEXT, *happens))] for _ in range(2))
    other = [one.number for one in happenings(coded(TEXT, *happens, id="r2"))]
    assert first == again
    assert len({*first, *other}) == 4
    assert all(0 < number < 2**53 for number in (*first, *other))


@settings(max_examples=25)
@given(codings())
def test_every_event_of_any_coding_is_there_once(coding: Coding) -> None:
    found = [one.event.id for one in happenings(coding)]
    assert sorted(found) == sorted(event.id for event in coding.events)


def _under(happens: Happens, *claims: str) -> Happens:
    return Happens(type=happens.type, trigger=happens.trigger, by=claims)


def _one(happens: Happens, **resolved: Any) -> Happening:  # noqa: ANN401 -- as `coded` takes them
    (found,) = happenings(coded(TEXT, happens, **resolved))
    return found
