"""Who did it: claims that compete, denials, and how an incident stands after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.domain import EventType, Grade, Stance, Standing, Status
from tests.fakes import Says
from tests.linking.strike_on_marj import LEAGUE, citing, naming, own, owning
from tests.linking.two_lands import coded, denies, incident, strike

if TYPE_CHECKING:
    from dateline.domain import Coding


def test_two_origins_that_name_two_agents_contest_each_other() -> None:
    found = incident(
        naming("Harbour Dispatch", "the Northern League"), naming("Hill Courier", "the Marlandic Army")
    )
    assert (found.standing, found.grade) == (Standing.DISPUTED, Grade.CONTESTED)
    assert found.reason == (
        "Who did it is contested: Harbour Dispatch names the Northern League, and Hill Courier names the "
        "Marlandic Army."
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Norric police", "the Norric Army"),  # of one state
        ("the Marlandic Army", "the Marlandic Air Force"),  # its part
        ("the Marlandic Army", "the Government of Marland"),  # whose it is
        ("the Marsh Guard", "the Marlandic Army"),  # on its side
        ("jets", "the Marlandic Army"),  # whose they are is not said
        ("armed men", "rebels"),
    ],
)
def test_two_words_for_one_side_contest_nothing(one: str, other: str) -> None:
    found = incident(naming("Harbour Dispatch", one), naming("Hill Courier", other))
    assert (found.standing, found.grade) == (Standing.REPORTED, Grade.FAIR)


@pytest.mark.parametrize(
    ("kind", "grade"),
    [
        (EventType.AIRSTRIKE, Grade.CONTESTED),
        (EventType.CLASH, Grade.FAIR),
        (EventType.TALKS, Grade.FAIR),
        (EventType.PRESSURE, Grade.FAIR),
    ],
)
def test_only_of_the_deed_of_one_side_can_it_be_contested_who_did_it(kind: EventType, grade: Grade) -> None:
    reports = [
        coded(f"{agent} {trigger} at Marj.", strike(trigger, type=kind, agents=(agent,)), source=source)
        for agent, trigger, source in (
            ("The Northern League", "acted", "Harbour Dispatch"),
            ("The Marlandic Army", "moved", "Hill Courier"),
        )
    ]
    assert incident(*reports).grade is grade


def test_two_that_fight_each_other_contest_nothing() -> None:
    reports = [
        coded(
            f"{agent} {trigger} {target}.",
            strike(trigger, type=EventType.ASSAULT, agents=(agent,), targets=(target,)),
            source=source,
        )
        for agent, trigger, target, source in (
            ("The Northern League", "attacked", "the Marlandic Army", "Harbour Dispatch"),
            ("The Marlandic Army", "hit back at", "the hills", "Hill Courier"),
        )
    ]
    assert incident(*reports).grade is Grade.FAIR


@pytest.mark.parametrize(
    ("words", "contested"),
    [
        ("A Norric raid", True),
        ("A suspected Norric raid", False),
        ("What was probably a Norric raid", False),
        ("Nobody knew whether a Norric raid", False),
    ],
)
def test_whom_somebody_only_suspects_contests_nothing(words: str, *, contested: bool) -> None:
    guessed = coded(f"{words} hit Marj.", strike("raid", agents=("Norric",)), source="Harbour Dispatch")
    other = coded(
        "Marlandic planes bombed it.", strike("bombed", agents=("Marlandic planes",)), source="Hill Courier"
    )
    assert (incident(guessed, other).grade is Grade.CONTESTED) is contested


def test_a_speaker_that_an_engine_takes_for_the_agent_contests_nothing() -> None:
    content = "the raid had killed five people"
    slipped = coded(
        f"The Northern League said {content}.",
        strike("raid", agents=("The Northern League",), by=("a1",)),
        says=(Says(id="a1", source="The Northern League", cue="said", content=content, named=True),),
        source="Port Gazette",
    )
    named = naming("Hill Courier", "the Marlandic Army")
    assert incident(named, slipped, own("Harbour Dispatch")).grade is Grade.FAIR


def test_an_accusation_by_a_party_does_not_unsettle_what_others_say() -> None:
    accused = naming("Port Gazette", "the Northern League", "The Marlandic Army", Stance.ACCUSES)
    found = incident(
        naming("Harbour Dispatch", "the Marlandic Army"),
        naming("Hill Courier", "the Marlandic Army"),
        accused,
    )
    assert found.grade is Grade.FAIR


def test_parties_that_accuse_each_other_contest_what_nobody_else_settles() -> None:
    found = incident(
        own("Harbour Dispatch"),
        naming("Hill Courier", "the Northern League", "The Marlandic Army", Stance.ACCUSES),
        naming("Port Gazette", "the Marlandic Army", "The Northern League", Stance.ACCUSES),
    )
    assert found.grade is Grade.CONTESTED
    assert found.reason == (
        "Who did it is contested: the Marlandic Army accuses the Northern League, and the Northern League "
        "accuses the Marlandic Army."
    )


def test_a_claim_of_responsibility_stands_though_others_name_somebody_else() -> None:
    found = incident(naming("Harbour Dispatch", "the Marlandic Army"), owning())
    assert found.grade is Grade.CONFIRMED
    assert found.reason == (
        "The Northern League says that the airstrike was its doing, and that people came to harm; who did it "
        "is told in more than one way: Harbour Dispatch names the Marlandic Army, and the Northern League "
        "names itself."
    )


# ── denials ──────────────────────────────────────────────────────────────────────────────────────────────


def denying(speaker: str, content: str = "any bombing of the market", agent: str | None = None) -> Coding:
    """A report that somebody denies it, beside an outlet's own."""
    text = f"Jets attacked Marj at noon. {speaker} denied {content}."
    return coded(
        text,
        strike("attacked"),
        strike("bombing", agents=(agent,) if agent else (), by=("a1",), status=Status.DENIED),
        says=(
            Says(id="a1", source=speaker, cue="denied", content=content, named=True, stance=Stance.DENIES),
        ),
        source="Port Gazette",
    )


def test_a_denial_is_told_and_takes_no_grade_away() -> None:
    found = incident(own("Harbour Dispatch"), denying("The Marlandic Army"))
    assert (found.standing, found.grade) == (Standing.DISPUTED, Grade.FAIR)
    assert found.reason == (
        "Two independent origins, Harbour Dispatch and Port Gazette, tell of the airstrike; the Marlandic "
        "Army denies it."
    )


@pytest.mark.parametrize(
    ("content", "agent", "said"),
    [
        ("any bombing by its forces", "its forces", "denies that it did it"),
        ("any bombing by the Reed Union", "the Reed Union", "denies that the Reed Union did it"),
    ],
)
def test_a_denial_says_whose_deed_it_denies(content: str, agent: str, said: str) -> None:
    assert incident(denying("The Marlandic Army", content, agent)).reason.endswith(
        f"; the Marlandic Army {said}."
    )


def only_denied(*speakers: str) -> Coding:
    """A report of a strike that the army tells of and that the speakers deny."""
    text = "The Marlandic Army said jets hit Marj. " + " ".join(
        f"{speaker} denied any bombing of Marj." for speaker in speakers
    )
    return coded(
        text,
        strike("hit", by=("a0",)),
        *(
            strike(f"bombing#{number}", by=(f"a{number}",), status=Status.DENIED)
            for number in range(1, len(speakers) + 1)
        ),
        says=(
            Says(id="a0", source="The Marlandic Army", cue="said", content="jets hit Marj", named=True),
            *(
                Says(
                    id=f"a{number}",
                    source=speaker,
                    cue=f"denied#{number}",
                    content=f"any bombing of Marj#{number}",
                    named=True,
                    stance=Stance.DENIES,
                )
                for number, speaker in enumerate(speakers, 1)
            ),
        ),
    )


def test_what_a_party_tells_and_somebody_credible_denies_is_discounted() -> None:
    found = incident(only_denied("The Coast Monitor"))
    assert (found.standing, found.grade) == (Standing.DISPUTED, Grade.DISCOUNTED)
    assert found.reason == (
        "The Coast Monitor says that the airstrike did not happen, and only the Marlandic Army says that it "
        "did."
    )


def test_what_one_party_tells_and_another_denies_is_weak() -> None:
    found = incident(only_denied("The Northern League"))
    assert (found.standing, found.grade) == (Standing.DISPUTED, Grade.WEAK)
    assert found.reason == (
        "Only the Marlandic Army, not an independent source, tells of the airstrike; the Northern League "
        "denies it."
    )


def test_what_nobody_says_in_their_own_name_and_somebody_denies_is_denied() -> None:
    accusing = citing("Harbour Dispatch", LEAGUE, stance=Stance.ACCUSES, cue="condemned as a crime that")
    denied = coded(
        "The Coast Monitor denied any bombing.",
        strike("bombing", by=("a1",)),
        says=(denies("any bombing", source="The Coast Monitor"),),
        source="Hill Courier",
    )
    found = incident(accusing, denied)
    assert (found.standing, found.grade) == (Standing.DENIED, Grade.DISCOUNTED)
    assert found.reason == (
        "The Coast Monitor says that the airstrike did not happen, and nobody says in their own name that it "
        "did."
    )


def test_what_only_a_party_denies_is_told_by_nobody() -> None:
    content = "any bombing of the market"
    report = coded(
        f"The Marlandic Army denied {content}.",
        strike("bombing", by=("a1",)),
        says=(
            Says(
                id="a1",
                source="The Marlandic Army",
                cue="denied",
                content=content,
                named=True,
                stance=Stance.DENIES,
            ),
        ),
    )
    found = incident(report)
    assert (found.standing, found.grade) == (Standing.DENIED, Grade.WEAK)
    assert found.reason == (
        "Nobody says in their own name that the airstrike happened; the Marlandic Army denies it."
    )


def test_tolls_that_cannot_both_be_true_are_a_dispute_and_those_that_may_have_grown_are_none() -> None:
    for day, standing in ((22, Standing.DISPUTED), (24, Standing.REPORTED)):
        raid = strike("raid", killed="six people")
        six = coded("An air raid on Marj left six people dead.", raid, source="Hill Courier", day=day)
        assert incident(own("Harbour Dispatch"), six).standing is standing
