from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from dateline.domain import ActorClass, PlacePrecision, Speaker, SpeakerKind, Unresolved
from dateline.exporting.meaning import Meaning, actor_meaning, place_meaning, place_name, speaker_meaning
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


_EXACTNESS = [
    (placing(MARJ, PlacePrecision.EXACT, 0.3), "the very place, within 300 m"),
    (placing(MARJ, PlacePrecision.TOWN, 2.5), "somewhere in the town, within 2.5 km"),
    (placing(MARJ, PlacePrecision.NEAR, 12.4), "near it, within 12 km"),
    (placing(IDLEB, PlacePrecision.ADMIN, 60), "somewhere in the region, within 60 km"),
    (placing(SYRIA, PlacePrecision.COUNTRY, 400), "no more than the country; no point on a map"),
]


@pytest.mark.parametrize(("found", "note"), _EXACTNESS)
def test_a_place_tells_how_exactly_the_words_say_it(found: Placing, note: str) -> None:
    meaning = place_meaning(found)
    assert meaning is not None
    assert meaning.note == note
    assert meaning.reason == "the only place of this name"


def test_a_place_tells_the_point_meant_and_the_next_best() -> None:
    meaning = place_meaning(replace(IN_MARJ, lat=35.6, runner_up=ARIHA))
    assert meaning is not None
    assert (meaning.point, meaning.runner_up) == ("35.6000, 36.2500", "Ariha, Idleb, Syria")


def test_a_bare_country_tells_no_point() -> None:
    meaning = place_meaning(replace(placing(SYRIA, PlacePrecision.COUNTRY), lat=35.0, lon=38.0))
    assert meaning is not None
    assert meaning.point == ""


def test_a_place_that_is_not_resolved_tells_why() -> None:
    assert place_meaning(Unresolved(reason="two towns of this name")) == Meaning(
        name="not placed", note="", reason="two towns of this name", resolved=False
    )


_ACTORS = [
    (REBELS, "Front of the Hills", "rebel group, Syria", True),
    (MEDICS, "Doctors of the Plain", "non-governmental organisation", True),
    (CIVILIANS, "civilians, Syria", "none in particular", True),
    (of_class(ActorClass.STATE_FORCES, None), "state forces", "none in particular", True),
    (of_class(None, "SY"), "somebody, Syria", "none in particular", True),
    (of_class(None, None), "not identified", "", False),
]


@pytest.mark.parametrize(("found", "name", "note", "resolved"), _ACTORS)
def test_an_actor_is_told_by_its_name_or_else_by_its_kind(
    found: Acting, name: str, note: str, *, resolved: bool
) -> None:
    meaning = actor_meaning(found)
    assert meaning == Meaning(name=name, note=note, reason=found.reason, resolved=resolved)


_SIDE = {"marj-front": "Front of the Hills"}
_LOCALS = Speaker(kind=SpeakerKind.LOCAL_SOURCES, reason="by the noun")
_SPEAKERS = [
    (SPOKESWOMAN, "Lina Haddad", "spokeswoman of Ministry of Defence"),
    (replace(SPOKESWOMAN, organisation=None), "Lina Haddad", "spokeswoman"),
    (replace(SPOKESWOMAN, role=None), "Lina Haddad", "of Ministry of Defence"),
    (replace(SPOKESWOMAN, person=None), "a person", "spokeswoman of Ministry of Defence"),
    (
        Speaker(kind=SpeakerKind.ORGANISATION, reason="", organisation=MINISTRY),
        "Ministry of Defence",
        "government, Syria",
    ),
    (Speaker(kind=SpeakerKind.ORGANISATION, reason=""), "an organisation", ""),
    (_LOCALS, "local sources", ""),
    (replace(_LOCALS, alignment="marj-front"), "local sources", "sides with Front of the Hills"),
    (replace(_LOCALS, alignment="marj-guard"), "local sources", "sides with marj guard"),
    (
        Speaker(kind=SpeakerKind.OFFICIALS, reason="", organisation=MINISTRY, alignment="marj-front"),
        "officials",
        "of Ministry of Defence; sides with Front of the Hills",
    ),
]


@pytest.mark.parametrize(("found", "name", "note"), _SPEAKERS)
def test_a_source_is_told_as_a_person_with_its_post_or_a_body_or_a_kind_of_people(
    found: Speaker, name: str, note: str
) -> None:
    meaning = speaker_meaning(found, _SIDE)
    assert meaning is not None
    assert (meaning.name, meaning.note, meaning.reason) == (name, note, found.reason)


def test_words_that_were_not_looked_up_mean_nothing_said() -> None:
    assert (place_meaning(None), actor_meaning(None), speaker_meaning(None, {})) == (None, None, None)
