"""Owning to a deed: who says that it did it, means itself, and owns to the harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.domain import EventType, Grade, Stance, Standing
from tests.fakes import Says
from tests.linking.strike_on_marj import LEAGUE, citing, own, owning
from tests.linking.two_lands import coded, incident, strike

if TYPE_CHECKING:
    from dateline.domain import Coding


def test_a_belligerent_that_owns_to_the_deed_and_its_harm_confirms_it() -> None:
    found = incident(own("Harbour Dispatch"), owning())
    assert (found.standing, found.grade) == (Standing.ACKNOWLEDGED, Grade.CONFIRMED)
    assert found.reason == (
        "The Northern League says that the airstrike was its doing, and that people came to harm."
    )


def test_a_deed_without_victims_is_confirmed_by_whoever_did_it() -> None:
    found = incident(owning(harm=""))
    assert found.grade is Grade.CONFIRMED
    assert found.reason == "The Northern League says that the airstrike was its doing."


@pytest.mark.parametrize("harm", ["killing five militants", "killing five commanders"])
def test_who_owns_to_a_strike_but_not_to_its_civilian_victims_confirms_nothing(harm: str) -> None:
    found = incident(own("Harbour Dispatch"), owning(harm))
    assert (found.standing, found.grade) == (Standing.ACKNOWLEDGED, Grade.WEAK)
    assert found.reason == (
        "One origin, Harbour Dispatch, tells of the airstrike; beside it only the Northern League, for its "
        "side; the Northern League says that the airstrike was its doing, but not the harm that others tell "
        "of."
    )


@pytest.mark.parametrize(
    ("cue", "stance"),
    [("hailed how", Stance.ASSERTS), ("may confirm that", Stance.HEDGES), ("denied that", Stance.DENIES)],
)
def test_praise_reserve_and_denial_admit_nothing(cue: str, stance: Stance) -> None:
    assert incident(own("Harbour Dispatch"), owning(cue=cue, stance=stance)).standing is not (
        Standing.ACKNOWLEDGED
    )


def test_what_state_media_or_an_enemy_say_of_an_army_is_no_admission() -> None:
    lead = "Marlandic Army planes hit Marj and killed five people"
    state_media = own("Port News Agency", lead=lead, agents=("Marlandic Army planes",))
    enemy = citing("Harbour Dispatch", LEAGUE, lead=f"it fell: {lead}", agents=("Marlandic Army planes",))
    assert incident(state_media).standing is Standing.REPORTED
    assert incident(enemy).standing is Standing.REPORTED


@pytest.mark.parametrize(
    ("content", "trigger", "kind"),
    [
        ("it met with the Reed Union", "met", EventType.TALKS),
        ("it clashed with the Reed Union", "clashed", EventType.CLASH),  # a clash has two sides
        ("it left the town", "left", EventType.WITHDRAWAL),
        ("it repelled the attack", "attack", EventType.ASSAULT),  # which was another's
        ("it shot down the missiles", "shot down", EventType.WEAPONS_SEIZURE),
    ],
)
def test_whoever_did_what_has_two_sides_or_is_no_deed_admits_nothing(
    content: str, trigger: str, kind: EventType
) -> None:
    report = coded(
        f"The Northern League said {content}.",
        strike(trigger, type=kind, agents=("it",), by=("a1",)),
        says=(Says(id="a1", source="The Northern League", cue="said", content=content, named=True),),
    )
    assert incident(report).standing is Standing.REPORTED


@pytest.mark.parametrize(
    ("text", "cue", "content", "agent", "standing"),
    [
        # What it says of itself
        (
            "The Northern League said its forces had raided Marj.",
            "said",
            "its forces had raided Marj",
            "its forces",
            True,
        ),
        (
            "The Northern League said it had raided Marj.",
            "said",
            "it had raided Marj",
            "The Northern League",
            True,
        ),
        (
            "The Northern League claimed to have raided Marj.",
            "claimed",
            "to have raided Marj",
            "The Northern League",
            True,
        ),
        (
            "The Northern League claimed a raid on Marj.",
            "claimed",
            "a raid on Marj",
            "The Northern League",
            True,
        ),
        # What it says of others, though an engine takes its name for who did it
        (
            "The Northern League said rebels had raided Marj.",
            "said",
            "rebels had raided Marj",
            "The Northern League",
            False,
        ),
        (
            "The Northern League said its enemies had raided Marj.",
            "said",
            "its enemies had raided Marj",
            "The Northern League",
            False,
        ),
        # What are no words of its own
        (
            "The Northern League used a report as pretext for its raid on Marj.",
            "used",
            "its raid on Marj",
            "its",
            False,
        ),
        (
            "The Northern League showed its forces at a raid on Marj.",
            "showed",
            "its forces at a raid on Marj",
            "its forces",
            False,
        ),
    ],
)
def test_who_admits_says_so_and_means_itself(
    text: str, cue: str, content: str, agent: str, *, standing: bool
) -> None:
    trigger = "raided" if "raided" in text else "raid"
    report = coded(
        text,
        strike(trigger, type=EventType.ASSAULT, agents=(agent,), by=("a1",)),
        says=(Says(id="a1", source="The Northern League", cue=cue, content=content, named=True),),
    )
    assert (incident(report).standing is Standing.ACKNOWLEDGED) is standing


@pytest.mark.parametrize(
    ("speaker", "agent", "standing"),
    [
        ("The Government of Marland", "planes of the regime", Standing.REPORTED),  # others call it so
        ("The Government of Marland", "Marlandic planes", Standing.ACKNOWLEDGED),
    ],
)
def test_a_word_of_its_enemies_is_not_its_own(speaker: str, agent: str, standing: Standing) -> None:
    content = f"{agent} had bombed the market"
    report = coded(
        f"{speaker} said {content}.",
        strike("bombed", agents=(agent,), by=("a1",)),
        says=(Says(id="a1", source=speaker, cue="said", content=content, named=True),),
    )
    assert incident(report).standing is standing


ARMY_AT_WORK = "Marlandic Army guns destroyed a depot near Marj"


def at_work(source: str, speaker: str | None = None) -> Coding:
    """A report that an army destroyed a depot: in the outlet's own voice, or in a speaker's."""
    says = (Says(id="a1", source=speaker, cue="said", content=ARMY_AT_WORK, named=True),) if speaker else ()
    return coded(
        f"{speaker} said {ARMY_AT_WORK}." if speaker else f"{ARMY_AT_WORK}.",
        strike(
            "destroyed",
            type=EventType.DESTRUCTION,
            agents=("Marlandic Army guns",),
            by=("a1",) if speaker else (),
        ),
        says=says,
        source=source,
    )


@pytest.mark.parametrize(
    ("source", "speaker", "grade"),
    [
        ("Harbour Dispatch", None, Grade.WEAK),  # an outlet that quotes nobody
        ("Port News Agency", None, Grade.WEAK),  # the state's medium is not the army
        ("Harbour Dispatch", "The Coast Monitor", Grade.WEAK),
        ("Harbour Dispatch", "The Northern League", Grade.WEAK),  # its enemy
        ("Harbour Dispatch", "The Marlandic Army", Grade.CONFIRMED),  # its own claim of success
        ("Marlandic Army", None, Grade.CONFIRMED),  # on its own site
    ],
)
def test_a_deed_is_confirmed_only_by_whoever_did_it(source: str, speaker: str | None, grade: Grade) -> None:
    assert incident(at_work(source, speaker)).grade is grade


def claiming(cue: str, content: str) -> Coding:
    """A report that the League takes responsibility for a raid that killed five people."""
    return coded(
        f"The Northern League {cue} {content}.",
        strike("raid", type=EventType.ASSAULT, agents=("The Northern League",), by=("a1",)),
        says=(Says(id="a1", source="The Northern League", cue=cue, content=content, named=True),),
        source="Port Gazette",
    )


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("claimed responsibility for", "the raid"),
        ("took responsibility for", "the raid"),
        ("claimed", "the raid"),
        ("admitted", "the raid"),
    ],
)
def test_whoever_takes_responsibility_takes_it_for_the_dead_that_others_count(cue: str, content: str) -> None:
    found = incident(own("Hill Courier"), claiming(cue, content))
    assert (found.standing, found.grade) == (Standing.ACKNOWLEDGED, Grade.CONFIRMED)
    assert found.reason == "The Northern League takes responsibility for the attack."


def test_who_owns_to_a_strike_and_says_nothing_of_its_victims_confirms_nothing() -> None:
    content = "its jets had bombed the market"
    report = coded(
        f"Five people died in Marj. The Northern League said {content}.",
        strike("bombed", also=("died",), killed="Five people", agents=("its jets",), by=("a1",)),
        says=(Says(id="a1", source="The Northern League", cue="said", content=content, named=True),),
    )
    found = incident(report)
    assert found.grade is Grade.WEAK
    assert found.reason == (
        "Only the Northern League, for its side, tells of the airstrike; the Northern League says that the "
        "airstrike was its doing, and nothing of the harm."
    )
