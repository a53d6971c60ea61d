"""Figures: whom they count, which may be held against each other, and which number is the best."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain import Count, Effect, EventType, Fact
from dateline.linking import Told, examine, roll_up
from tests.codings import codings
from tests.fakes import Done, Happens, Says
from tests.linking.tolls_of_marj import cited, toll, weighed
from tests.linking.two_lands import coded, sources, strike, told

if TYPE_CHECKING:
    from dateline.domain import Coding


# ── whom a figure counts ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("one", "other", "apart", "span", "best"),
    [
        # Told apart, civilians are held against civilians, and all against all.
        (("three civilians", "five fighters"), ("three civilians",), [], (8, 8), 8),
        (("three civilians", "five fighters"), ("five civilians",), ["3", "5"], (8, 8), 8),
        (("three civilians", "five fighters"), ("two people",), ["2", "8"], (2, 8), 2),
        (("three civilians", "five fighters"), ("nine people",), ["8", "9"], (8, 9), 8),
        (("three civilians", "five fighters"), ("four fighters",), ["4", "5"], (8, 8), 8),
        (("three civilians", "five fighters"), ("four soldiers",), [], (8, 8), 8),  # of the other side
        # Where nobody tells them apart, a report's civilians are all whom it tells of.
        (("three civilians",), ("nine people",), ["3 civilians", "9 people"], (3, 9), 3),
        (("three civilians",), ("five civilians",), ["3", "5"], (3, 5), 3),
        (("three civilians",), ("five",), ["3 civilians", "5 people"], (3, 5), 3),
        (("three civilians",), ("three people",), [], (3, 3), 3),
        (("three civilians",), ("five soldiers",), [], (3, None), 5),  # both may be true
        (("three families",), ("nine people",), [], (9, 9), 9),  # another unit
    ],
)
def test_like_is_held_against_like(
    one: tuple[str, ...],
    other: tuple[str, ...],
    apart: list[str],
    span: tuple[int, int | None],
    best: int,
) -> None:
    found = weighed(killing(one, "Harbour Dispatch"), killing(other, "Hill Courier"))
    values = [one.value for one in found.contradiction.positions] if found.contradiction else []
    assert values == apart
    assert (found.range, found.best) == (Count(min=span[0], max=span[1]), best)


def killing(words: tuple[str, ...], source: str) -> Coding:
    """A report of some killed, told in one breath, in words of the outlet's own."""
    head = {
        "Harbour Dispatch": "Shells hit Marj and killed",
        "Hill Courier": "The shelling of Marj left dead",
    }
    trigger = {"Harbour Dispatch": "hit", "Hill Courier": "shelling"}[source]
    happens = strike(trigger, type=EventType.SHELLING, killed=words[0], also_killed=words[1:])
    return coded(f"{head[source]} {' and '.join(words)}.", happens, source=source)


def test_a_sum_over_several_kinds_of_victims_is_told_with_its_parts() -> None:
    found = examine("i1", [told(killing(("three civilians", "five fighters"), "Hill Courier"))], sources())
    killed = [(one.value, one.words) for one in found.incident.tellings if one.fact is Fact.KILLED]
    assert sorted(killed) == [
        ("3", "three civilians"),
        ("5", "five fighters"),
        ("8", "three civilians and five fighters"),
    ]


@pytest.mark.parametrize(
    "vague", ["dozens of people", "several people", "Karim Haddad", "a brother", "the groom and his father"]
)
def test_what_gives_no_toll_contradicts_none_and_moves_none(vague: str) -> None:
    for day in (22, 23):
        for reports in (
            (toll("17 people"), toll(vague, "Hill Courier", day)),
            (toll("17 people"), toll(vague, day=day)),
        ):
            found = weighed(*reports)
            assert (found.contradiction, found.moved) == (None, ())
            assert (found.range, found.best) == (Count(min=17, max=17), 17)


def test_a_number_of_those_told_before_is_no_toll() -> None:
    report = coded(
        "Shells hit Marj. Nurses washed the wounded, three of whom have died. In all 17 people died.",
        strike("hit", type=EventType.SHELLING, killed="three", also_killed=("17 people",)),
    )
    assert weighed(report).range == Count(min=17, max=17)


def test_a_move_that_two_reports_pass_on_is_told_once() -> None:
    reports = [
        cited(words, "The Coast Monitor", source, day)
        for words, day in (("three people", 22), ("six people", 23))
        for source in ("Harbour Dispatch", "Hill Courier")
    ]
    assert [(one.earlier, one.later) for one in weighed(*reports).moved] == [("3", "6")]


def test_a_number_that_an_earlier_one_leaves_room_for_is_no_move() -> None:
    assert weighed(toll("more than 20 people", day=22), toll("at least 5 people", day=23)).moved == ()


def test_words_that_say_so_raise_a_toll_to_any_number() -> None:
    report = coded(
        "Shells hit Marj and killed a civilian. The number of the killed has since risen to four.",
        strike("hit", type=EventType.SHELLING, killed="a civilian", also_killed=("four",)),
    )
    found = weighed(report)
    assert [(one.earlier, one.later) for one in found.moved] == [("1", "4")]
    assert found.range == Count(min=4, max=4)


def test_what_one_voice_never_said_has_not_moved() -> None:
    lead = coded(
        "Nine people died in Marj. The Coast Monitor said shells hit the market of Marj.",
        strike("hit", type=EventType.SHELLING, also=("died",), killed="Nine people", by=("a1",)),
        says=(
            Says(
                id="a1",
                source="The Coast Monitor",
                cue="said",
                content="shells hit the market of Marj",
                named=True,
            ),
        ),
    )
    found = weighed(lead, cited("five people", "The Coast Monitor", "Hill Courier", 24))
    assert found.moved == ()
    assert found.range == Count(min=5, max=9)


def test_damage_to_other_things_is_no_other_count_of_the_same() -> None:
    reports = [
        coded(
            f"Shells hit {what} in Marj.",
            Happens(
                type=EventType.SHELLING,
                trigger="hit",
                harm=(Done(effect=Effect.DAMAGED, quantity=what, victims=what.split()[1]),),
            ),
            source=source,
        )
        for what, source in (("two vehicles", "Harbour Dispatch"), ("seven houses", "Hill Courier"))
    ]
    found = weighed(*reports, fact=Fact.DAMAGED)
    assert (found.contradiction, found.range, found.best) == (None, None, None)


# ── the best number ──────────────────────────────────────────────────────────────────────────────────────


def saying(words: str, speaker: str, source: str, *, named: bool = False) -> Coding:
    content = f"shells hit Marj and killed {words}"
    return coded(
        f"{speaker} said {content}.",
        strike("hit", type=EventType.SHELLING, killed=words, by=("a1",)),
        says=(Says(id="a1", source=speaker, cue="said", content=content, named=named),),
        source=source,
    )


@pytest.mark.parametrize(
    ("reports", "best"),
    [
        # Bodies before people on the ground, whoever counts fewer.
        ([saying("three people", "Residents", "Harbour Dispatch"), toll("five people", "Hill Courier")], 5),
        (
            [
                saying("three people", "Residents", "Harbour Dispatch"),
                saying("three people", "Witnesses", "Port Gazette"),
                saying("five people", "The Coast Monitor", "Hill Courier", named=True),
            ],
            5,
        ),
        # People on the ground before officials, these before parties.
        (
            [
                saying("three people", "Officials", "Harbour Dispatch"),
                saying("five people", "Residents", "Hill Courier"),
            ],
            5,
        ),
        (
            [
                saying("three people", "The Marlandic Army", "Harbour Dispatch", named=True),
                saying("five people", "Officials", "Hill Courier"),
            ],
            5,
        ),
        # Of equals what most leave room for, else the lower, else the later if it grew.
        (
            [toll("five people"), toll("eight people", "Hill Courier"), toll("eight people", "Port Gazette")],
            8,
        ),
        ([toll("five people"), toll("eight people", "Hill Courier")], 5),
        ([toll("five people"), toll("eight people", "Hill Courier", 24)], 8),
        ([toll("eight people"), toll("five people", "Hill Courier", 24)], 5),
    ],
)
def test_the_best_number_is_that_of_the_most_reliable(reports: list[Coding], best: int) -> None:
    assert weighed(*reports).best == best
    assert weighed(*reversed(reports)).best == best


def test_an_outlet_that_quotes_an_army_for_its_number_makes_it_no_better() -> None:
    content = "its guns hit Marj and killed two people"
    report = coded(
        f"Two people died in Marj. The Marlandic Army said {content}.",
        strike(
            "hit",
            type=EventType.SHELLING,
            also=("died",),
            killed="Two people",
            also_killed=("two people",),
            by=("a1",),
        ),
        says=(Says(id="a1", source="The Marlandic Army", cue="said", content=content, named=True),),
    )
    assert weighed(report, toll("five people", "Hill Courier")).best == 5


def test_what_a_partys_medium_tells_is_its_sides_whomever_it_cites() -> None:
    content = "shells hit a school"
    state_media = coded(
        f"Nine people died in Marj. The Coast Monitor said {content}.",
        strike("hit", type=EventType.SHELLING, also=("died",), killed="Nine people", by=("a1",)),
        says=(Says(id="a1", source="The Coast Monitor", cue="said", content=content, named=True),),
        source="Port News Agency",
    )
    found = weighed(state_media, cited("five people", "The Coast Monitor", "Hill Courier"))
    assert found.contradiction is not None
    assert found.best == 5


@given(st.lists(codings(), min_size=1, max_size=3))
def test_the_best_number_lies_in_the_range(some: list[Coding]) -> None:
    accounts = [Told(coding=one, account=account) for one in some for account in roll_up(one)]
    if not accounts:
        return
    for one in examine("i1", accounts, sources()).weighings:
        if one.best is not None:
            assert one.range is not None
            assert (one.range.min or 0) <= one.best <= (one.best if one.range.max is None else one.range.max)
