"""Who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from dateline.domain import EventType, Speaker, SpeakerKind, Stance
from dateline.exporting.tellers import distinct, tellers_of
from tests.fakes import Happens, Says
from tests.resolved import MINISTRY, SPOKESWOMAN, coded

if TYPE_CHECKING:
    from dateline.exporting.tellers import Teller

TEXT = (
    "Troops shelled Marj, a nurse said. The ministry said so, and the Marj Ministry said it again. "
    "They denied it."
)
BY_BOTH = Happens(type=EventType.SHELLING, trigger="shelled", by=("a1", "a2"))


def test_who_says_so_has_a_name_a_post_and_those_that_quote_them() -> None:
    found = _tellers(
        Happens(type=EventType.SHELLING, trigger="shelled", by=("a2",)),
        says=(
            Says(id="a1", cue="said", source="The ministry"),
            Says(id="a2", cue="said", source="a nurse", within="a1"),
        ),
        speakers={"a nurse": SPOKESWOMAN},
    )
    assert [(one.name, one.within) for one in found] == [
        ("Lina Haddad, spokeswoman of Ministry of Defence", ("The ministry",))
    ]


def test_an_anonymous_source_goes_by_its_words() -> None:
    witnesses = Speaker(kind=SpeakerKind.WITNESSES, reason="by the noun")
    found = _tellers(
        Happens(type=EventType.SHELLING, trigger="shelled", by=("a1",)),
        says=(Says(id="a1", cue="said", source="a nurse"),),
        speakers={"a nurse": witnesses},
    )
    assert [one.name for one in found] == ["a nurse"]


@pytest.mark.parametrize("pronoun", ["They", "it"])
def test_a_pronoun_is_no_name(pronoun: str) -> None:
    found = _tellers(
        Happens(type=EventType.SHELLING, trigger="shelled", by=("a1",)),
        says=(Says(id="a1", cue="said", source=pronoun),),
    )
    assert [one.name for one in found] == [""]


BODY = Speaker(kind=SpeakerKind.ORGANISATION, reason="by the register", organisation=MINISTRY)


def test_one_body_under_two_names_is_one_under_the_fuller() -> None:
    found = _tellers(
        BY_BOTH,
        says=(
            Says(id="a1", cue="said#2", source="The ministry"),
            Says(id="a2", cue="said#3", source="the Marj Ministry"),
        ),
        speakers={"The ministry": BODY, "the Marj Ministry": BODY},
    )
    assert [one.name for one in distinct(found)] == ["the Marj Ministry"]


def test_who_asserts_and_denies_says_two_things() -> None:
    found = _tellers(
        BY_BOTH,
        says=(
            Says(id="a1", cue="said", source="a nurse"),
            Says(id="a2", cue="denied", source="a nurse", stance=Stance.DENIES),
        ),
    )
    assert [(one.name, one.stance) for one in distinct(found)] == [
        ("a nurse", Stance.ASSERTS),
        ("a nurse", Stance.DENIES),
    ]


def _tellers(happens: Happens, **resolved: Any) -> tuple[Teller, ...]:  # noqa: ANN401 -- as `coded` takes them
    coding = coded(TEXT, happens, **resolved)
    return tellers_of(coding.events[0], coding)
