from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from dateline.domain import ActorClass, Feature, PlacePrecision, Speaker, SpeakerKind, Unresolved
from dateline.exporting.meaning import actor_meaning, actor_names, place_meaning, place_name, speaker_meaning
from tests.resolved import (
    ARIHA,
    CIVILIANS,
    IDLEB,
    IN_MARJ,
    MARJ,
    MEDICS,
    MINISTRY,
    REBELS,
    SPOKESWOMAN,
    SYRIA,
    coded,
    of_class,
    placing,
)

if TYPE_CHECKING:
    from dateline.domain import Acting, Place, Placing

_PLACES = [
    (MARJ, "Marj, Idleb, Syria"),
    (IDLEB, "Idleb, Syria"),
    (ARIHA, "Ariha, Idleb, Syria"),
    (SYRIA, "Syria"),
    (replace(MARJ, admin1=None, country=None), "Marj"),
    (replace(MARJ, name="Idleb"), "Idleb, Syria"),
    (replace(MARJ, country="ZZ"), "Marj, Idleb, ZZ"),
]


@pytest.mark.parametrize(("place", "name"), _PLACES)
def test_a_place_is_named_with_what_it_lies_in(place: Place, name: str) -> None:
    assert place_name(place) == name


_WHERE = [
    (
        placing(MARJ, PlacePrecision.EXACT, 0.3),
        "Marj, Idleb, Syria, within 300 m",
        "the very place, within 300 m",
        "35.5000, 36.2500",
    ),
    (
        placing(MARJ, PlacePrecision.TOWN, 2.5),
        "Marj, Idleb, Syria, within 2.5 km",
        "somewhere in the town, within 2.5 km",
        "35.500, 36.250",
    ),
    (
        placing(MARJ, PlacePrecision.NEAR, 12.4),
        "near Marj, Idleb, Syria, within 12 km",
        "near it, within 12 km",
        "35.50, 36.25",
    ),
    (
        placing(IDLEB, PlacePrecision.ADMIN, 60),
        "Idleb, Syria, within 60 km",
        "somewhere in the region, within 60 km",
        "35.80, 36.70",
    ),
    (
        placing(SYRIA, PlacePrecision.COUNTRY, 400),
        "Syria",
        "no more than the country; no point on a map",
        "",
    ),
]


@pytest.mark.parametrize(("found", "beside", "note", "point"), _WHERE)
def test_a_place_tells_how_exactly_the_words_say_it(
    found: Placing, beside: str, note: str, point: str
) -> None:
    meaning = place_meaning(found, "the mill")
    assert meaning is not None
    assert (meaning.beside, meaning.note, meaning.point) == (beside, note, point)
    assert meaning.reason == "the only place of this name"


def test_a_place_tells_the_point_meant_even_where_it_lies_away_from_the_place() -> None:
    meaning = place_meaning(replace(IN_MARJ, lat=35.6), "Marj")
    assert meaning is not None
    assert meaning.point == "35.600, 36.250"


_RUNNERS_UP = [
    (ARIHA, "Ariha, Idleb, Syria"),
    (replace(MARJ, id="other", feature=Feature.ADMIN3), "Marj, Idleb, Syria (the division)"),
    (replace(MARJ, id="other", feature=Feature.OIL_FIELD), "Marj, Idleb, Syria (the oil field)"),
]


@pytest.mark.parametrize(("other", "told"), _RUNNERS_UP)
def test_a_next_best_of_the_same_name_is_told_with_its_kind(other: Place, told: str) -> None:
    meaning = place_meaning(replace(IN_MARJ, runner_up=other), "Marj")
    assert meaning is not None
    assert meaning.runner_up == told


def test_a_bare_country_tells_no_point() -> None:
    meaning = place_meaning(replace(placing(SYRIA, PlacePrecision.COUNTRY), lat=35.0, lon=38.0), "Syria")
    assert meaning is not None
    assert (meaning.point, meaning.beside) == ("", "the country, no point on a map")


def test_words_that_mean_no_place_tell_why() -> None:
    meaning = place_meaning(Unresolved(reason="two towns of this name"), "Marj")
    assert meaning is not None
    assert (meaning.beside, meaning.reason) == ("not placed", "two towns of this name")
    assert not meaning.resolved


_ACTORS = [
    (REBELS, "the rebels", "Front of the Hills", "rebel group, Syria"),
    (MEDICS, "medics", "Doctors of the Plain", "non-governmental organisation"),
    (CIVILIANS, "a teacher", "civilians, Syria", ""),
    (of_class(ActorClass.STATE_FORCES, None), "warplanes", "state forces", ""),
    (of_class(None, "SY"), "the Syrians", "somebody, Syria", ""),
    (of_class(None, None), "the other side", "not identified", ""),
]


@pytest.mark.parametrize(("found", "words", "name", "note"), _ACTORS)
def test_an_actor_is_told_by_its_name_or_else_by_its_kind(
    found: Acting, words: str, name: str, note: str
) -> None:
    meaning = actor_meaning(found, words, {})
    assert meaning is not None
    assert (meaning.name, meaning.beside, meaning.note) == (name, name, note)
    assert meaning.reason == found.reason
    assert meaning.resolved == (name != "not identified")


_SAID_ALREADY = [
    (REBELS, "Front of the Hills", True),
    (REBELS, "the front of the Hills’", True),
    (MINISTRY, "The Ministry of Defence’s", True),
    (REBELS, "fighters of the Front of the Hills", False),
    (REBELS, "anti-Front of the Hills fighters", False),
    (CIVILIANS, "three civilians", True),
    (CIVILIANS, "Syrians", False),
]


@pytest.mark.parametrize(("found", "words", "said"), _SAID_ALREADY)
def test_nothing_stands_beside_words_that_are_the_name_or_hold_the_kind(
    found: Acting, words: str, *, said: bool
) -> None:
    meaning = actor_meaning(found, words, {})
    assert meaning is not None
    assert (meaning.beside == "") == said


def test_only_the_very_name_of_an_actor_needs_no_reason() -> None:
    words = ((REBELS, "the Front of the Hills"), (REBELS, "rebels"), (CIVILIANS, "civilians"))
    found = [actor_meaning(acting, one, {}) for acting, one in words]
    assert [meaning.plain for meaning in found if meaning] == [True, False, False]


_NAMES = {"marj-front": "Front of the Hills"}
_LOCALS = Speaker(kind=SpeakerKind.LOCAL_SOURCES, reason="by the noun")
_SPEAKERS = [
    (SPOKESWOMAN, "She", "Lina Haddad, spokeswoman, Ministry of Defence"),
    (SPOKESWOMAN, "Lina Haddad", "spokeswoman, Ministry of Defence"),
    (SPOKESWOMAN, "spokeswoman Lina Haddad", "Ministry of Defence"),
    (replace(SPOKESWOMAN, organisation=None), "Haddad", "Lina Haddad, spokeswoman"),
    (replace(SPOKESWOMAN, role=None), "Lina Haddad", "Ministry of Defence"),
    (replace(SPOKESWOMAN, person=None), "the spokeswoman", "a person, Ministry of Defence"),
    (replace(SPOKESWOMAN, role=None, organisation=None), "Haddad", "Lina Haddad"),
    (
        Speaker(kind=SpeakerKind.ORGANISATION, reason="", organisation=MINISTRY),
        "the ministry",
        "Ministry of Defence",
    ),
    (
        Speaker(kind=SpeakerKind.ORGANISATION, reason="", organisation=MINISTRY),
        "the Ministry of Defence",
        "",
    ),
    (Speaker(kind=SpeakerKind.ORGANISATION, reason=""), "the channel", ""),
    (_LOCALS, "two residents", ""),
    (
        replace(_LOCALS, alignment="marj-front"),
        "sources near the front",
        "local sources, siding with Front of the Hills",
    ),
    (
        Speaker(kind=SpeakerKind.OFFICIALS, reason="", organisation=MINISTRY, alignment="marj-front"),
        "an official",
        "officials, Ministry of Defence, siding with Front of the Hills",
    ),
]


@pytest.mark.parametrize(("found", "words", "beside"), _SPEAKERS)
def test_a_source_is_told_as_a_person_with_its_post_or_a_body_or_a_kind_of_people(
    found: Speaker, words: str, beside: str
) -> None:
    meaning = speaker_meaning(found, words, _NAMES)
    assert meaning is not None
    assert (meaning.beside, meaning.reason) == (beside, found.reason)


def test_a_body_is_told_alike_where_it_acts_and_where_it_speaks() -> None:
    speaks = Speaker(kind=SpeakerKind.ORGANISATION, reason="named before", organisation=MINISTRY)
    acting, speaking = (
        actor_meaning(MINISTRY, "it", _NAMES),
        speaker_meaning(speaks, "it", _NAMES),
    )
    assert acting is not None
    assert speaking == replace(acting, reason="named before")


def test_a_person_of_whom_only_the_name_is_known_needs_no_telling() -> None:
    known = replace(SPOKESWOMAN, role=None, organisation=None)
    assert speaker_meaning(known, "Lina Haddad", {}) is None


def test_a_party_that_the_report_does_not_name_is_told_where_the_coding_knows_its_name() -> None:
    coding = coded("Rebels fled.", actors={"Rebels": REBELS}, speakers={"Rebels": SPOKESWOMAN})
    assert actor_names(replace(coding, parties={"marj-guard": "Guard of the Mills"})) == {
        "marj-front": "Front of the Hills",
        "marj-ministry": "Ministry of Defence",
        "marj-guard": "Guard of the Mills",
    }


_SIDES = [
    ("marj-front", "rebel group, Syria, siding with Front of the Hills"),
    ("marj-guard", "rebel group, Syria"),
]


@pytest.mark.parametrize(("party", "note"), _SIDES)
def test_the_party_that_an_actor_sides_with_is_told_by_its_name_and_never_by_its_id(
    party: str, note: str
) -> None:
    assert REBELS.actor
    acting = replace(REBELS, actor=replace(REBELS.actor, alignment=party))
    meaning = actor_meaning(acting, "rebels", _NAMES)
    assert meaning is not None
    assert meaning.note == note


def test_words_that_were_not_looked_up_mean_nothing_said() -> None:
    assert place_meaning(None, "Marj") is None
    assert actor_meaning(None, "rebels", {}) is None
    assert speaker_meaning(None, "a nurse", {}) is None
