"""Denials: whose they are, what they are of, and that what is only denied did not happen."""

from __future__ import annotations

import pytest

from dateline.domain import EventType, Grade, Stance, Standing, Status
from dateline.linking import link
from tests.fakes import Says
from tests.linking.two_lands import coded, denies, incident, sources, strike, table


def test_a_report_that_only_passes_a_denial_on_asserts_nothing() -> None:
    report = coded(
        "The Marlandic Army denied shelling Marj on Tuesday.",
        strike(
            "shelling",
            type=EventType.SHELLING,
            agents=("The Marlandic Army",),
            places=("Marj",),
            times=("Tuesday",),
            by=("a1",),
        ),
        says=(denies("shelling Marj"),),
    )
    assert table(report) == [
        ("agent", "Marlandic Army", "denies", "actor:marland-army"),
        ("type", "shelling", "denies", "actor:marland-army"),
        ("place", "Marj", "denies", "actor:marland-army"),
        ("date", "2018-05-22", "denies", "actor:marland-army"),
    ]
    assert incident(report).standing is Standing.DENIED


@pytest.mark.parametrize("status", [Status.REPORTED, Status.DISPUTED])
def test_what_somebody_denies_the_outlet_still_says_itself(status: Status) -> None:
    report = coded(
        "Shells hit Marj. The Marlandic Army denied any shelling.",
        strike("hit", type=EventType.SHELLING, also=("shelling",), by=("a1",), status=status),
        says=(denies("any shelling"),),
    )
    assert table(report) == [
        ("type", "shelling", "asserts", "outlet:harbour dispatch"),
        ("type", "shelling", "denies", "actor:marland-army"),
    ]


@pytest.mark.parametrize(
    ("rest", "cue", "content", "denied"),
    [
        ("The Marlandic Army denied any shelling of the town.", "denied", "any shelling of the town", True),
        ("The Marlandic Army rejected the charge.", "rejected", "the charge", True),
        ("The Marlandic Army denied any responsibility.", "denied", "any responsibility", True),
        ("The Marlandic Army denied plans for talks.", "denied", "plans for talks", False),
        ("The Marlandic Army said so of the shelling, too.", "said", "so of the shelling, too", False),
    ],
)
def test_a_denial_that_an_engine_ties_to_no_event_goes_to_the_one_that_it_is_about(
    rest: str, cue: str, content: str, *, denied: bool
) -> None:
    also = ("shelling",) if "shelling" in rest else ()
    report = coded(
        f"Shells hit Marj. {rest}",
        strike("hit", type=EventType.SHELLING, also=also),
        says=(denies(content, cue),),
    )
    voices = {(one.stance, one.origin) for one in incident(report).tellings}
    assert ((Stance.DENIES, "actor:marland-army") in voices) is denied


def test_a_charge_that_is_denied_is_the_last_one_made() -> None:
    report = coded(
        "Shells hit Marj. Norland accused the Marlandic Army of using gas. "
        "The Marlandic Army rejected the charge.",
        strike("hit", type=EventType.SHELLING),
        says=(
            Says(
                id="a0",
                source="Norland",
                cue="accused",
                content="the Marlandic Army of using gas",
                named=True,
                stance=Stance.ACCUSES,
            ),
            denies("the charge", "rejected"),
        ),
    )
    assert {one.stance for one in incident(report).tellings} == {Stance.ASSERTS}


def test_reports_of_a_shelling_and_its_denial_are_linked_into_one_table() -> None:
    """By what ships, from codings: the denial joins the incident, and alone it is nothing that happened."""
    content = "its forces had shelled the market of Marj"
    denial = coded(
        f"The Marlandic Army denied on Tuesday that {content}.",
        strike(
            "shelled",
            type=EventType.SHELLING,
            agents=("its forces",),
            targets=("the market of Marj",),
            places=("Marj",),
            times=("Tuesday",),
            by=("a1",),
        ),
        says=(denies(content),),
    )
    shelled = [
        coded(
            text,
            strike(
                trigger,
                type=EventType.SHELLING,
                killed=killed,
                places=("Marj",),
                targets=("the market",),
                times=("Tuesday",),
            ),
            source=source,
        )
        for text, trigger, killed, source in (
            (
                "Shells hit the market of Marj on Tuesday and killed five people.",
                "hit",
                "five people",
                "Hill Courier",
            ),
            (
                "On Tuesday guns shelled Marj. Five people died in the market.",
                "shelled",
                "Five people",
                "Port Gazette",
            ),
        )
    ]
    (found,) = link([*shelled, denial], sources=sources())
    assert (found.standing, found.grade) == (Standing.DISPUTED, Grade.FAIR)
    assert found.reason.endswith("tell of the shelling; the Marlandic Army denies that it did it.")
    (alone,) = link([denial], sources=sources())
    assert (alone.standing, alone.grade) == (Standing.DENIED, Grade.WEAK)
    assert (alone.killed, alone.injured) == (None, None)
    assert {one.stance for one in alone.tellings} == {Stance.DENIES}
