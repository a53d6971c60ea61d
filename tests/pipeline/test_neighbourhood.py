"""What new reports may change: found by sketches alone, and nothing that linking would find is missed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain import Decision, Verdict
from dateline.linking.blocking import Blocks
from dateline.linking.clustering import EVEN
from dateline.linking.scoring import Scorer, load_weights
from dateline.linking.sketching import Sketch
from dateline.pipeline.neighbourhood import Neighbourhood
from tests.linking.sketches import DAY, QAMAR, ref, sketched, sketches, undated

_ELSEWHERE = {"spots": (QAMAR,), "grounds": frozenset({"~qmr"}), "words": frozenset({"~qmr"})}
_LATER = {"said": DAY + 30, "first": DAY + 30, "last": DAY + 30}


def _around(new: Sketch, *known: Sketch, decisions: tuple[Decision, ...] = ()) -> set[str]:
    """The incidents that may change by a new account, each known account being one of its own."""
    neighbourhood = Neighbourhood()
    neighbourhood.decide(decisions)
    for one in known:
        neighbourhood.know(f"of {one.report}", one.events)
    for one in (*known, new):
        neighbourhood.add(one.report, (one,))
    return set(neighbourhood.around(new.events))


@pytest.mark.parametrize(
    ("known", "reached"),
    [
        (sketched("r1"), True),
        (sketched("r1", first=DAY + 1, last=DAY + 1), True),
        (sketched("r1", **_ELSEWHERE, told=frozenset({"~qmr"})), False),
        (sketched("r1", **_LATER), False),
        (undated("r1"), True),
        (undated("r1", **_ELSEWHERE, told=frozenset({"~qmr"})), False),
    ],
)
def test_what_a_new_account_may_be_one_with_is_found(known: Sketch, *, reached: bool) -> None:
    assert _around(sketched("new"), known) == ({"of r1"} if reached else set())


def test_an_account_without_a_day_finds_what_has_one() -> None:
    assert _around(undated("new"), sketched("r1")) == {"of r1"}


def test_what_is_reached_over_others_may_change_too() -> None:
    first, then = (sketched(key, first=DAY + days, last=DAY + days) for key, days in (("r1", 4), ("r2", 8)))
    new = sketched("new")
    assert _around(new, then) == set()
    assert _around(new, first, then) == {"of r1", "of r2"}


def test_what_an_analyst_puts_together_is_connected_whatever_the_chances() -> None:
    far = sketched("r2", **_ELSEWHERE, **_LATER)
    together = Decision(
        verdict=Verdict.TOGETHER, one=ref("r1"), other=ref("r2"), by="A", on=date(2026, 11, 28)
    )
    assert _around(sketched("new"), sketched("r1"), far) == {"of r1"}
    assert _around(sketched("new"), sketched("r1"), far, decisions=(together,)) == {"of r1", "of r2"}


def test_an_incident_is_reached_whole() -> None:
    neighbourhood = Neighbourhood()
    known = sketched("r1"), sketched("r2", **_ELSEWHERE), sketched("r3", **_ELSEWHERE)
    for one in (*known, sketched("new")):
        neighbourhood.add(one.report, (one,))
    neighbourhood.know("of two places", [*known[0].events, *known[1].events])
    neighbourhood.know("of the other", known[2].events)
    assert neighbourhood.around([ref("new")]) == {"of two places", "of the other"}


@given(st.lists(sketches(), max_size=8), sketches("new"))
def test_nothing_is_missed_that_linking_would_put_together(some: list[Sketch], new: Sketch) -> None:
    known = [_renamed(one, f"r{nth}") for nth, one in enumerate(some)]
    blocks, scorer = Blocks(), Scorer(load_weights())
    for one in known:
        blocks.add(one)
    expected = {f"of {one.report}" for one in blocks.near(new) if scorer(new, one) >= EVEN}
    assert expected <= _around(new, *known)


def _renamed(one: Sketch, key: str) -> Sketch:
    named = sketched(key)
    return Sketch(
        **{
            **{name: getattr(one, name) for name in Sketch.__slots__},
            "key": named.key,
            "report": named.report,
            "events": named.events,
        }
    )
