"""Accounts become groups as they come in: what is promised of order, of ids and of analysts' words."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain import Decision, Verdict
from dateline.linking.clustering import EVEN, Groups
from tests.linking.sketches import DAY, Table, called, grouped, named, put_in, ref, sketched

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable


TOGETHER, APART = Verdict.TOGETHER, Verdict.APART


def groups(keys: str, chances: dict[str, float], *decisions: Decision) -> Groups:
    found = Groups(score=Table(chances))
    found.decide(decisions)
    return put_in(found, keys.split())


def sets(*some: str) -> set[frozenset[str]]:
    return {frozenset(one.split()) for one in some}


def decided(verdict: Verdict, pair: str) -> Decision:
    one, other = map(ref, pair.split())
    return Decision(verdict=verdict, one=one, other=other, by="A. Analyst", on=date(2018, 5, 30))


# ── what is put together ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("keys", "chances", "expected"),
    [
        ("a b", {"a b": 0.5}, ["a b"]),
        ("a b", {"a b": 0.4}, ["a", "b"]),
        ("a b c", {"a b": 0.8, "b c": 0.8, "a c": 0.1}, ["a b", "c"]),  # a is like b, b like c: no chain
        ("a b c d e", {"a b": 0.9, "b c": 0.8, "c d": 0.9, "d e": 0.8}, ["a b", "c d", "e"]),
        ("a b c", {"a b": 0.8, "b c": 0.8, "a c": 0.3}, ["a b c"]),
        # what a report tells as two happenings stays two, though another report is like both
        ("a a/e2 b", {"a b": 0.9, "a/e2 b": 0.8}, ["a b", "a/e2"]),
        ("a a/e2 b b/e2", {"a b": 0.9, "a/e2 b": 0.8, "a b/e2": 0.8, "a/e2 b/e2": 0.9}, ["a b", "a/e2 b/e2"]),
    ],
)
def test_accounts_that_are_likely_one_come_together_and_do_not_chain(
    keys: str, chances: dict[str, float], expected: list[str]
) -> None:
    assert grouped(groups(keys, chances)) == sets(*expected)


def test_a_report_comes_into_the_group_that_is_there_and_a_group_into_one_by_a_report() -> None:
    found = groups("a b", {"a c": 0.9, "b c": 0.9, "a b": 0.4})
    keys = set(found.ids)
    changed = found.add("c", [sketched("c")])
    assert grouped(found) == sets("a b c")
    assert changed == keys  # the one has changed, the other is gone
    assert set(found.ids) < keys


def test_members_are_in_the_order_of_their_reports_days_and_an_event_leads_to_its_group() -> None:
    found = Groups(score=Table({"a b": 0.9}))
    found.add("a", [sketched("a", said=DAY + 1, events=(ref("a"), ref("a/e7")))])
    found.add("b", [sketched("b")])
    (key,) = found.ids
    assert [called(one) for one in found.members(key)] == ["b", "a"]
    assert found.id_of(ref("a/e7")) == found.id_of(ref("b")) == key
    assert found.id_of(ref("c")) is None
    assert "a" in found
    assert "c" not in found


# ── properties, of any few accounts ─────────────────────────────────────────────────────────────────────────

KEYS = ("a", "a/e2", "b", "b/e2", "c", "d", "d/e2", "e", "f")
PAIRS = [f"{one} {other}" for one, other in combinations(KEYS, 2) if one[0] != other[0]]
CHANCES = st.dictionaries(st.sampled_from(PAIRS), st.sampled_from([0.2, 0.5, 0.7, 0.9]) | st.floats(0, 1))
SOME = st.lists(st.sampled_from(KEYS), min_size=1, unique=True)
DECISIONS = st.lists(
    st.builds(decided, st.sampled_from(Verdict), st.sampled_from([*PAIRS, "a a/e2"])), max_size=3
)


def shuffled(keys: Iterable[str], draw: random.Random) -> list[str]:
    mixed = sorted(keys)
    draw.shuffle(mixed)
    return mixed


@given(CHANCES, SOME, DECISIONS, st.randoms())
def test_the_order_of_reports_plays_no_part(
    chances: dict[str, float], keys: list[str], decisions: list[Decision], draw: random.Random
) -> None:
    one = groups(" ".join(sorted(keys)), chances, *decisions)
    other = groups(" ".join(shuffled(keys, draw)), chances, *decisions)
    assert grouped(one) == grouped(other)
    one.settle()
    other.settle()
    assert named(one) == named(other)


@given(CHANCES, SOME, DECISIONS)
def test_it_plays_no_part_whether_a_word_is_given_before_or_after(
    chances: dict[str, float], keys: list[str], decisions: list[Decision]
) -> None:
    before = groups(" ".join(keys), chances, *decisions)
    after = groups(" ".join(keys), chances)
    after.decide(decisions)
    assert grouped(before) == grouped(after)


@given(CHANCES, SOME, DECISIONS, st.sampled_from(KEYS))
def test_a_report_that_comes_and_goes_leaves_all_as_before(
    chances: dict[str, float], keys: list[str], decisions: list[Decision], new: str
) -> None:
    found = groups(" ".join(key for key in keys if key[0] != new[0]), chances, *decisions)
    before = deepcopy(found)
    put_in(found, [key for key in KEYS if key[0] == new[0]])
    found.remove(new[0])
    assert named(found) == named(before)
    assert found == before


@given(CHANCES, SOME, DECISIONS)
def test_a_report_that_is_in_already_changes_nothing(
    chances: dict[str, float], keys: list[str], decisions: list[Decision]
) -> None:
    found = groups(" ".join(keys), chances, *decisions)
    before = named(found)
    assert found.add(keys[0][0], [sketched(keys[0])]) == frozenset()
    assert named(found) == before


@given(CHANCES, SOME, st.sampled_from(KEYS))
def test_a_group_that_only_grows_keeps_its_id_and_what_changes_is_told(
    chances: dict[str, float], keys: list[str], new: str
) -> None:
    found = groups(" ".join(key for key in keys if key[0] != new[0]), chances)
    before = named(found)
    changed = found.add(new[0], [sketched(new)])
    after = named(found)
    for key, members in before.items():
        grown = [one for one in after.values() if one >= members and one - members <= {new}]
        assert not grown or after[key] == grown[0]
    assert changed == {key for key in {*before, *after} if before.get(key) != after.get(key)}


ISLANDS = st.dictionaries(
    st.tuples(st.sampled_from("xyz"), st.sampled_from(list(combinations("abcde", 2)))), st.floats(0, 1)
)


@given(ISLANDS, st.sampled_from("xyz"), st.sampled_from("abcde"))
def test_a_report_changes_nothing_but_what_even_chances_connect_it_with(
    islands: dict[tuple[str, tuple[str, str]], float], island: str, new: str
) -> None:
    chances = {f"{at}{one} {at}{other}": chance for (at, (one, other)), chance in islands.items()}
    keys = [f"{at}{name}" for at in "xyz" for name in "abcde"]
    found = groups(" ".join(key for key in keys if key != f"{island}{new}"), chances)
    before = named(found)
    changed = found.add(f"{island}{new}", [sketched(f"{island}{new}")])
    reached = _reached(f"{island}{new}", chances)
    for key in changed:
        assert before.get(key, frozenset()) | named(found).get(key, frozenset()) <= reached
    assert {key: one for key, one in before.items() if not one & reached}.items() <= named(found).items()


def _reached(start: str, chances: dict[str, float]) -> set[str]:
    reached, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        for pair, chance in chances.items():
            if chance >= EVEN and here in pair.split():
                there = set(pair.split()) - {here} - reached
                reached |= there
                waiting += there
    return reached


# ── ids ─────────────────────────────────────────────────────────────────────────────────────────────────────


def again(keys: Iterable[str], score: Table, before: Groups) -> Groups:
    """A later run that knows the ids of an earlier one."""
    known = {event: key for key in before.ids for one in before.members(key) for event in one.events}
    found = put_in(Groups(score=score, known=known), keys)
    found.settle()
    return found


@given(CHANCES, SOME, st.randoms())
def test_a_later_run_in_any_order_gives_the_same_ids(
    chances: dict[str, float], keys: list[str], draw: random.Random
) -> None:
    before = groups(" ".join(keys), chances)
    assert named(again(shuffled(keys, draw), Table(chances), before)) == named(before)


@given(CHANCES, SOME, st.sampled_from(KEYS), st.randoms())
def test_a_later_run_with_one_more_report_keeps_the_ids_of_what_is_as_it_was(
    chances: dict[str, float], keys: list[str], new: str, draw: random.Random
) -> None:
    keys = [key for key in keys if key[0] != new[0]]
    before = groups(" ".join(keys), chances)
    after = named(again(shuffled([*keys, new], draw), Table(chances), before))
    for key, members in named(before).items():
        same = [now for now, ones in after.items() if ones == members]
        assert same in ([key], [])
    fresh = after.keys() - named(before).keys()
    assert all(new in after[key] or len(after) > len(named(before)) for key in fresh)


def test_a_group_that_comes_in_parts_takes_its_known_id_when_they_meet() -> None:
    """Not that of the part which had opened under another id, though more accounts have it by then."""
    known = {ref("a"): "known", ref("b"): "known", ref("d"): "known"}
    chances = {"a d": 0.9, "b d": 0.9, "c d": 0.9, "a b": 0.45, "a c": 0.45, "b c": 0.9}
    found = put_in(Groups(score=Table(chances), known=known), ["a", "b", "c"])
    assert found.id_of(ref("a")) == "known"
    assert found.id_of(ref("b")) == found.id_of(ref("c")) != "known"
    put_in(found, ["d"])
    assert named(found) == {"known": frozenset("abcd")}


def test_a_known_id_stays_with_the_larger_part_of_what_is_parted_now() -> None:
    before = groups("a b c", {"a b": 0.9, "b c": 0.9, "a c": 0.9})
    (key,) = before.ids
    after = named(again("abc", Table({"b c": 0.9}), before))
    assert after[key] == frozenset("bc")
    assert len(after) == 2


def test_what_merges_takes_the_id_of_the_larger_part_and_gives_it_back() -> None:
    chances = {"a b": 0.9, "a d": 0.9, "b d": 0.9, "c d": 0.9, "a c": 0.4, "b c": 0.4}
    found = groups("c a b", chances)
    small, large = found.id_of(ref("c")), found.id_of(ref("a"))
    assert small != large
    put_in(found, ["d"])
    assert named(found) == {large: frozenset("abcd")}
    found.remove("d")
    assert (found.id_of(ref("c")), found.id_of(ref("a"))) == (small, large)


def test_a_new_id_follows_from_the_first_event_and_is_none_that_was_known() -> None:
    (key,) = groups("a", {}).ids
    assert groups("a", {}).ids == (key,)
    taken = Groups(score=Table({}), known={ref("b"): key})
    put_in(taken, ["a"])
    assert key not in taken.ids
    put_in(taken, ["b"])
    assert taken.id_of(ref("b")) == key


# ── analysts' words ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_word_parts_what_is_together_and_puts_together_what_is_apart() -> None:
    found = groups("a b c", {"a b": 0.9})
    keys = set(found.ids)
    assert found.decide([decided(APART, "a b"), decided(TOGETHER, "a c")]) <= keys | set(found.ids)
    assert grouped(found) == sets("a c", "b")


def test_a_word_holds_while_reports_come_and_go() -> None:
    found = groups("a b", {"a b": 0.9, "a c": 0.9, "b c": 0.9}, decided(APART, "a b"))
    put_in(found, ["c"])
    assert found.id_of(ref("a")) != found.id_of(ref("b"))
    found.remove("b")
    assert grouped(found) == sets("a c")
    put_in(found, ["b"])
    assert found.id_of(ref("a")) != found.id_of(ref("b"))
    found.decide([decided(TOGETHER, "b a")])
    assert grouped(found) == sets("a b c")


def test_a_word_that_two_are_apart_is_not_undone_by_what_each_is_put_together_with() -> None:
    words = [decided(APART, "a c"), decided(TOGETHER, "a b"), decided(TOGETHER, "b c")]
    assert grouped(groups("a b c", {}, *words)) == sets("a", "b c")


def test_a_word_puts_together_what_no_place_day_or_word_would_have_compared() -> None:
    found = Groups(score=Table({}))
    far = sketched("b", first=DAY + 90, last=DAY + 90, spots=(), words=frozenset(), told=frozenset())
    for one in (sketched("a"), far):
        found.add(one.report, [one])
    found.decide([decided(TOGETHER, "a b")])
    assert grouped(found) == sets("a b")


@given(CHANCES, SOME, DECISIONS, st.sampled_from(PAIRS))
def test_whatever_else_was_said_two_that_were_parted_last_are_apart(
    chances: dict[str, float], keys: list[str], decisions: list[Decision], pair: str
) -> None:
    found = groups(" ".join(dict.fromkeys([*keys, *pair.split()])), chances, *decisions)
    found.decide([decided(APART, pair)])
    one, other = (found.id_of(ref(key)) for key in pair.split())
    assert one != other
