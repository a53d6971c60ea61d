"""What analysts have decided, as it holds among accounts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from dateline.domain import Decision, Verdict
from dateline.linking.judging import Bonds, Judged
from dateline.linking.sketching import key_of
from tests.linking.sketches import ref, sketched

if TYPE_CHECKING:
    from dateline.linking.sketching import Sketch

TOGETHER, APART = Verdict.TOGETHER, Verdict.APART


def decided(verdict: Verdict, one: str, other: str) -> Decision:
    return Decision(verdict=verdict, one=ref(one), other=ref(other), by="A. Analyst", on=date(2018, 5, 30))


def account(*events: str) -> Sketch:
    """An account of one report's events."""
    return sketched(events[0], events=tuple(map(ref, events)))


def pair(one: str, other: str) -> tuple[str, str]:
    here, there = sorted((key_of(ref(one)), key_of(ref(other))))
    return here, there


def holding(*decisions: Decision, among: tuple[Sketch, ...]) -> Bonds:
    judged = Judged()
    for one in among:
        judged.enter(one)
    judged.add(decisions)
    return judged.bonds(among)


A, B, C = account("a"), account("b"), account("c")


def test_a_word_on_two_events_holds_for_their_accounts() -> None:
    found = holding(decided(TOGETHER, "a", "b"), decided(APART, "c", "b"), among=(A, B, C))
    assert found == Bonds(together=(pair("a", "b"),), apart=frozenset({pair("b", "c")}))


def test_of_two_words_on_a_pair_the_last_holds_whichever_is_named_first() -> None:
    once, then = decided(TOGETHER, "a", "b"), decided(APART, "b", "a")
    assert holding(once, then, among=(A, B)) == Bonds(apart=frozenset({pair("a", "b")}))
    assert holding(then, once, among=(A, B)) == Bonds(together=(pair("a", "b"),))


def test_of_two_words_on_the_events_of_two_accounts_the_last_holds() -> None:
    twice = account("a", "a/e2")
    once, then = decided(APART, "a", "b"), decided(TOGETHER, "a/e2", "b")
    assert holding(once, then, among=(twice, B)) == Bonds(together=(pair("a", "b"),))
    assert holding(then, once, among=(twice, B)) == Bonds(apart=frozenset({pair("a", "b")}))


def test_the_latest_word_that_puts_together_comes_first() -> None:
    found = holding(decided(TOGETHER, "a", "b"), decided(TOGETHER, "b", "c"), among=(A, B, C))
    assert found.together == (pair("b", "c"), pair("a", "b"))


def test_a_word_on_two_events_of_one_account_says_nothing_of_others() -> None:
    assert holding(decided(TOGETHER, "a", "a/e2"), among=(account("a", "a/e2"), B)) == Bonds()


def test_a_word_on_an_event_that_is_not_in_waits_until_it_comes() -> None:
    judged = Judged()
    judged.enter(A)
    assert judged.add([decided(TOGETHER, "a", "b")]) == {A.key}
    assert judged.bonds([A]) == Bonds()
    judged.enter(B)
    assert judged.bonds([A, B]) == Bonds(together=(pair("a", "b"),))
    assert judged.together(A) == {A.key, B.key}


def test_a_word_holds_when_its_account_has_gone_and_come_back() -> None:
    judged = Judged()
    for one in (A, B):
        judged.enter(one)
    judged.add([decided(APART, "a", "b")])
    judged.leave(B)
    assert judged.bonds([A]) == Bonds()
    judged.enter(B)
    assert judged.bonds([A, B]) == Bonds(apart=frozenset({pair("a", "b")}))


def test_words_on_accounts_that_are_not_asked_for_are_left_out() -> None:
    judged = Judged()
    for one in (A, B, C):
        judged.enter(one)
    judged.add([decided(APART, "a", "b"), decided(TOGETHER, "b", "c")])
    assert judged.bonds([A, B]) == Bonds(apart=frozenset({pair("a", "b")}))


@pytest.mark.parametrize("event", ["a", "a/e2"])
def test_every_event_of_an_account_leads_to_it(event: str) -> None:
    judged = Judged()
    one = account("a", "a/e2")
    judged.enter(one)
    assert judged.account(ref(event)) == one.key
    assert judged.account(ref("b")) is None
    judged.leave(one)
    assert judged.account(ref(event)) is None
