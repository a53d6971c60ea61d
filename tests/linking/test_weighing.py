"""What an account table comes to: common ground, figures that moved, contradictions, ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from dateline.domain import Count, EventType, Fact, Status
from dateline.linking import examine
from dateline.linking.ranges import spanned
from tests.fakes import Says
from tests.linking.tolls_of_marj import cited, toll, weighed
from tests.linking.two_lands import coded, denies, sources, strike, told

if TYPE_CHECKING:
    from dateline.domain import Coding


# ── figures that moved ───────────────────────────────────────────────────────────────────────────────────


def test_a_later_higher_figure_of_one_origin_replaces_the_earlier_one() -> None:
    found = weighed(toll("three people", day=22), toll("six people", day=23))
    assert [(one.earlier, one.later, one.origin) for one in found.moved] == [
        ("3", "6", "outlet:harbour dispatch")
    ]
    assert found.range == Count(min=6, max=6)
    assert found.contradiction is None


def test_a_figure_moves_whoever_passes_it_on() -> None:
    found = weighed(
        cited("three people", "The Coast Monitor", "Harbour Dispatch", 22),
        cited("six people", "The Coast Monitor", "Hill Courier", 23),
    )
    assert [(one.earlier, one.later) for one in found.moved] == [("3", "6")]
    assert (found.range, found.best) == (Count(min=6, max=6), 6)


def test_a_lower_figure_that_comes_later_stands_beside_the_higher_one() -> None:
    found = weighed(toll("six people", day=22), toll("four people", day=23))
    assert [(one.earlier, one.later) for one in found.moved] == [("6", "4")]
    assert found.range == Count(min=4, max=6)


def test_of_two_figures_of_one_day_neither_is_known_to_be_the_later() -> None:
    found = weighed(
        cited("three people", "The Coast Monitor", "Harbour Dispatch"),
        cited("six people", "The Coast Monitor", "Hill Courier"),
    )
    assert found.moved == ()
    assert found.range == Count(min=3, max=6)


@pytest.mark.parametrize(
    ("second", "moves", "span"),
    [
        ("The toll is now six people.", [("3", "6")], (6, 6)),
        ("The toll rose to six people.", [("3", "6")], (6, 6)),
        ("Six people died in the war this week.", [], (3, 3)),
        ("Earlier counts spoke of two people.", [("2", "3")], (3, 3)),
        ("Shelling has now killed ninety people.", [], (3, 3)),  # of something else
    ],
)
def test_within_a_report_a_figure_moves_where_the_words_say_so(
    second: str, moves: list[tuple[str, str]], span: tuple[int, int]
) -> None:
    words = next(one for one in ("six people", "Six people", "two people", "ninety people") if one in second)
    report = coded(
        f"Shells hit Marj and killed three people. {second}",
        strike("hit", type=EventType.SHELLING, killed="three people", also_killed=(words,)),
    )
    found = weighed(report)
    assert [(one.earlier, one.later) for one in found.moved] == moves
    assert found.range == Count(min=span[0], max=span[1])


def test_a_number_that_is_said_to_have_been_the_toll_before_leads_no_longer() -> None:
    report = coded(
        "Shells hit Marj. The previous death toll was three people. At least six people have died.",
        strike("hit", type=EventType.SHELLING, killed="three people", also_killed=("At least six people",)),
    )
    found = weighed(report)
    assert [(one.earlier, one.later) for one in found.moved] == [("3", "at least 6")]
    assert found.range == Count(min=6)


# ── contradictions ───────────────────────────────────────────────────────────────────────────────────────


def test_five_and_eight_of_one_day_contradict_each_other() -> None:
    found = weighed(toll("five people"), toll("eight people", "Hill Courier"))
    assert found.contradiction is not None
    assert [(one.value, one.origins) for one in found.contradiction.positions] == [
        ("5", ("outlet:harbour dispatch",)),
        ("8", ("outlet:hill courier",)),
    ]
    assert not found.contradiction.growth
    assert (found.common, found.range, found.best) == (None, Count(min=5, max=8), 5)


def test_a_count_that_may_have_grown_is_said_to_be_one() -> None:
    found = weighed(toll("five people"), toll("eight people", "Hill Courier", 23))
    assert found.contradiction is not None
    assert found.contradiction.growth
    shrunk = weighed(toll("eight people"), toll("five people", "Hill Courier", 23))
    assert shrunk.contradiction is not None
    assert not shrunk.contradiction.growth


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        ("at least five people", "eight people", "8"),
        ("up to ten people", "at least six people", "6 to 10"),
        ("five people", "five people", "5"),
        ("at least five people", "at least eight people", "at least 8"),
    ],
)
def test_numbers_that_leave_room_for_each_other_are_common_ground(one: str, other: str, common: str) -> None:
    found = weighed(toll(one), toll(other, "Hill Courier"))
    assert found.contradiction is None
    assert found.common == common


def test_one_origin_alone_has_nothing_in_common_with_itself() -> None:
    assert weighed(toll("five people"), toll("five people", day=23)).common is None


def test_the_best_number_is_the_one_that_most_credible_origins_leave_room_for() -> None:
    found = weighed(
        toll("five people"),
        toll("at least seven people", "Hill Courier"),
        cited("eight people", "The Coast Monitor", "World Wire"),
    )
    assert (found.best, found.range) == (8, Count(min=5, max=8))


def test_a_partys_number_widens_the_range_and_is_no_best_one() -> None:
    found = weighed(toll("five people"), cited("two people", "The Marlandic Army", "Port News Agency"))
    assert (found.best, found.range) == (5, Count(min=2, max=5))
    alone = weighed(cited("two people", "The Marlandic Army", "Port News Agency"))
    assert alone.best == 2


def test_a_number_with_no_least_has_no_best() -> None:
    found = weighed(toll("up to ten people"))
    assert (found.best, found.range) == (None, Count(max=10))


@pytest.mark.parametrize(
    ("counts", "span"),
    [
        ([Count(min=3, max=3), Count(min=11)], Count(min=3)),
        ([Count(min=11), Count(min=14, max=14)], Count(min=11, max=14)),
        ([Count(max=10), Count(min=4, max=4)], Count(min=4, max=10)),
        ([Count(max=3), Count(min=4)], Count(min=4)),
        ([Count(min=5, max=5)], Count(min=5, max=5)),
        ([], Count()),
    ],
)
def test_a_range_is_open_only_where_no_higher_number_closes_it(counts: list[Count], span: Count) -> None:
    assert spanned(counts) == span


def test_what_a_lead_says_otherwise_than_the_party_that_it_cites_is_another_account() -> None:
    content = "its forces hit Marj and killed five terrorists"
    report = coded(
        f"Nine people died in Marj. The Marlandic Army said {content}.",
        strike(
            "hit",
            type=EventType.SHELLING,
            also=("died",),
            killed="Nine people",
            also_killed=("five terrorists",),
            by=("a1",),
        ),
        says=(Says(id="a1", source="The Marlandic Army", cue="said", content=content, named=True),),
    )
    found = weighed(report)
    assert found.contradiction is not None
    assert [one.value for one in found.contradiction.positions] == ["5 fighters", "9 people"]


def test_what_a_lead_sums_up_counts_for_the_monitor_that_it_cites() -> None:
    content = "shells hit the market of Marj and killed five people there"
    report = coded(
        f"Nine people died in Marj. The Coast Monitor said {content}.",
        strike(
            "hit",
            type=EventType.SHELLING,
            also=("died",),
            killed="Nine people",
            also_killed=("five people",),
            by=("a1",),
        ),
        says=(Says(id="a1", source="The Coast Monitor", cue="said", content=content, named=True),),
    )
    found = weighed(report)
    assert found.contradiction is None
    assert found.range == Count(min=9, max=9)


# ── all else ─────────────────────────────────────────────────────────────────────────────────────────────


def report(source: str, **parts: Any) -> Coding:  # noqa: ANN401 -- any part of a strike
    """A report that names all there is to name, each outlet's in words of its own; `parts` are marked."""
    sides = "the Northern League", "the Marlandic Army", "the Marlandic Air Force", "Marj"
    days, means = ("Tuesday 22 May 2018", "Friday 25 May 2018"), ("rockets", "mortars")
    named = [*sides, *days, *means] if source == "Harbour Dispatch" else [*means, *days, *reversed(sides)]
    return coded(f"Somebody struck: {'; '.join(named)}.", strike(**parts), source=source)


@pytest.mark.parametrize(
    ("fact", "one", "other", "common", "apart"),
    [
        (Fact.AGENT, "the Marlandic Army", "the Marlandic Air Force", None, False),
        (Fact.AGENT, "the Marlandic Army", "the Marlandic Army", "Marlandic Army", False),
        (Fact.AGENT, "the Northern League", "the Marlandic Army", None, True),
        (Fact.AGENT, "Somebody", "the Marlandic Air Force", None, False),
        (Fact.DATE, "Tuesday 22 May 2018", "Tuesday 22 May 2018", "2018-05-22", False),
        (Fact.DATE, "Tuesday 22 May 2018", "Friday 25 May 2018", None, True),
        (Fact.PLACE, "Marj", "Marj", "Marj", False),
        (Fact.MEANS, "rockets", "mortars", None, False),
    ],
)
def test_origins_agree_or_differ_on_every_fact(
    fact: Fact, one: str, other: str, common: str | None, *, apart: bool
) -> None:
    part = {Fact.AGENT: "agents", Fact.DATE: "times", Fact.PLACE: "places", Fact.MEANS: "means"}[fact]
    found = weighed(
        report("Harbour Dispatch", **{part: (one,)}), report("Hill Courier", **{part: (other,)}), fact=fact
    )
    assert found.common == common
    assert (found.contradiction is not None) is apart


def test_a_type_that_says_how_it_was_done_is_what_is_common() -> None:
    shelled = coded("Shells hit Marj.", strike("hit", type=EventType.SHELLING))
    deaths = coded("Five died in Marj.", strike("died", type=EventType.DEATH), source="Hill Courier")
    found = examine("i1", [told(shelled), told(deaths)], sources())
    assert found.weighings[0].common == "shelling"
    assert found.incident.type is EventType.SHELLING


def test_whoever_denies_a_fact_stands_by_it() -> None:
    report = coded(
        "Shells hit Marj. The Marlandic Army denied that its forces shelled it.",
        strike("hit", type=EventType.SHELLING),
        strike(
            "shelled",
            type=EventType.SHELLING,
            agents=("its forces",),
            by=("a1",),
            status=Status.DENIED,
        ),
        says=(denies("its forces shelled it"),),
    )
    for fact in (Fact.TYPE, Fact.AGENT):
        assert weighed(report, fact=fact).denied_by == ("actor:marland-army",)
