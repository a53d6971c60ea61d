"""Gold and found side by side, and the counts of what is right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bench.gold import read_gold
from bench.pairing import compare, pair_up, same_words
from bench.tallies import FACTS, Tally, f1
from dateline.domain import Coding, Count, EventType, Span

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def gold(gold_line: dict[str, Any]) -> Coding:
    return read_gold(gold_line).coding


def counted(gold: Coding, found: Coding) -> Tally:
    tally = Tally()
    tally.add(gold, found, compare(gold, found))
    return tally


def test_a_coding_like_the_gold_is_all_right(gold: Coding) -> None:
    right, found, of_gold = counted(gold, gold).of(FACTS)
    assert right == found == of_gold == 2 + 5 + 1 + 2 + 2


def test_an_empty_coding_misses_everything(gold: Coding) -> None:
    empty = Coding(report=gold.report, engine="none")
    compared = compare(gold, empty)
    assert compared.events.missed == gold.events
    assert compared.claims.missed == gold.attributions
    assert f1(*counted(gold, empty).of(FACTS)) == 0


@pytest.mark.parametrize(
    ("measure", "change", "right"),
    [
        ("events", lambda e: replace(e, type=EventType.BOMBING), 1),
        ("events", lambda e: replace(e, mentions=e.mentions[1:]), 2),
        ("roles", lambda e: replace(e, agents=()), 4),
        ("roles", lambda e: replace(e, targets=e.agents), 4),
        ("harm", lambda e: replace(e, harm=(replace(e.harm[0], count=Count(min=6, max=6)),)), 0),
        ("sourcing", lambda e: replace(e, claims=()), 1),
        ("sourcing", lambda e: replace(e, claims=("a2",)), 1),
    ],
)
def test_each_measure_counts_what_it_is_about(
    gold: Coding, measure: str, change: Callable[..., Any], right: int
) -> None:
    shelling, fight = gold.events
    tally = counted(gold, replace(gold, events=(change(shelling), fight)))
    assert tally.of([measure])[0] == right


def test_an_event_of_another_type_is_missed_and_spurious_and_told_as_taken_for_it(gold: Coding) -> None:
    shelling, fight = gold.events
    bombing = replace(shelling, type=EventType.BOMBING)
    compared = compare(gold, replace(gold, events=(bombing, fight)))
    assert compared.mistyped == ((shelling, bombing),)
    assert compared.events.missed == (shelling,)
    assert compared.events.spurious == (bombing,)


def test_a_claim_needs_its_source_and_half_of_its_content(gold: Coding) -> None:
    said, denied = gold.attributions
    assert said.content is not None
    short = replace(said, content=Span(said.content.start, said.content.start + 9))
    others = replace(denied, source=said.source)
    assert compare(gold, replace(gold, attributions=(short, others))).claims.both == ()


def test_the_heaviest_pair_comes_first_and_nothing_is_paired_twice() -> None:
    sides = pair_up([Span(0, 4), Span(0, 10)], [Span(0, 10)], same_words)
    assert sides.both == ((Span(0, 10), Span(0, 10)),)
    assert sides.missed == (Span(0, 4),)
    assert sides.spurious == ()


def test_the_costliest_kind_comes_first(gold: Coding) -> None:
    shelling, fight = gold.events
    tally = counted(gold, replace(gold, events=(replace(shelling, type=EventType.BOMBING), fight)))
    assert [kind for kind, *_ in tally.kinds("events")] == ["bombing", "shelling", "clash"]
    assert tally.mistaken == {("shelling", "bombing"): 1}
