"""How many a happening killed, over all the numbers that a report gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from dateline.domain import Count, Effect, EventType, Report
from dateline.pipeline import code
from dateline.resolving.tolls import toll
from tests.fakes import Done, Happens, Script, ScriptedEngine

if TYPE_CHECKING:
    from dateline.resolving.tolls import Toll

K = Effect.KILLED


def told(text: str, *done: Done, by: tuple[str, ...] = ()) -> Toll:
    """The toll of one strike that does all of `done`."""
    strike = Happens(type=EventType.AIRSTRIKE, trigger="strike", harm=done, by=by)
    coding = code(Report(id="r", text=text), ScriptedEngine(Script(opening="", happens=(strike,))))
    return toll(K, coding.events, text)


def killed(quantity: str, victims: str | None = None, part_of: str | None = None) -> Done:
    return Done(effect=K, quantity=quantity, victims=victims, part_of=part_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A text, its quantities with their victims in the order of the text, and the range that they make."""

    text: str
    done: tuple[Done, ...]
    count: Count


# To teach it more: add a row. Texts are invented.
TABLE = [
    Row(
        text="The strike killed six people. Of the dead, two children were brought out on Monday.",
        done=(killed("six", "people"), killed("two", "children")),
        count=Count(min=6, max=6),
    ),
    Row(
        text="The strike killed at least six people. A nurse counted nine bodies, a radio four dead.",
        done=(killed("at least six", "people"), killed("nine", "bodies"), killed("four", "dead")),
        count=Count(min=6, max=9),
    ),
    Row(
        text="The strike killed at least six people. The district has lost 200 men since spring.",
        done=(killed("at least six", "people"), killed("200", "men")),
        count=Count(min=6),
    ),
    Row(
        text="The strike killed at least six people. The family of the Haddads mourned 70 members.",
        done=(killed("at least six", "people"), killed("70", "members")),
        count=Count(min=6),
    ),
    Row(
        text="The strike killed at least two people. In the yard seven children were found.",
        done=(killed("at least two", "people"), killed("seven", "children")),
        count=Count(min=2),
    ),
    Row(
        text="The strike killed at least two people. In the yard lay seven young women.",
        done=(killed("at least two", "people"), killed("seven")),
        count=Count(min=2),
    ),
    Row(
        text="The strike killed up to 15 people. A radio said six had died, the hospital received 12.",
        done=(killed("up to 15", "people"), killed("six"), killed("12")),
        count=Count(min=12, max=15),
    ),
    Row(
        text="The strike killed a woman and two children, one teacher and a nurse.",
        done=(killed("a woman"), killed("two", "children"), killed("one teacher"), killed("a nurse")),
        count=Count(min=5, max=5),
    ),
    Row(
        text="The strike killed six people, a couple and four children.",
        done=(killed("six", "people"), killed("a couple"), killed("four", "children")),
        count=Count(min=6, max=6),
    ),
    Row(
        text="The strike killed one woman, three young men.",
        done=(killed("one", "woman"), killed("three", "young men")),
        count=Count(min=4, max=4),
    ),
    Row(
        text="The strike killed at least seven people, including two women and four children.",
        done=(
            killed("at least seven", "people"),
            killed("two", "women", part_of="people"),
            killed("four", "children", part_of="people"),
        ),
        count=Count(min=7),
    ),
    Row(
        text="The strike killed between 22 and 31 people.",
        done=(killed("22", "people"), killed("31", "people")),
        count=Count(min=22, max=31),
    ),
    Row(
        text="The strike killed at least 11, up to 30.",
        done=(killed("at least 11"), killed("up to 30")),
        count=Count(min=11, max=30),
    ),
    Row(
        text="The strike killed 12, later 15 victims were named.",
        done=(killed("12", "victims"), killed("15", "victims")),
        count=Count(min=12, max=12),
    ),
    Row(
        text="The strike killed several families. By night the toll stood at 14.",
        done=(killed("families"), killed("14")),
        count=Count(min=14, max=14),
    ),
    Row(text="The strike killed many families.", done=(killed("many", "families"),), count=Count()),
    Row(text="The strike hit a field.", done=(), count=Count()),
]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.text[:60])
def test_the_first_number_leads_and_others_say_how_far_it_may_reach(row: Row) -> None:
    assert told(row.text, *row.done).count == row.count


def test_every_figure_keeps_its_harm_its_claims_and_whether_it_is_of_all() -> None:
    text = "A nurse said the strike killed six people, two of them children."
    found = told(text, killed("six", "people"), killed("two", "children", part_of="people"), by=("a1",))
    assert [
        ([harm.quantity.of(text) for harm in one.harm], one.claims, one.whole) for one in found.figures
    ] == [(["six"], ("a1",), True), (["two"], ("a1",), False)]


def test_another_effect_makes_no_toll_of_the_killed() -> None:
    text = "The strike hurt six people."
    assert told(text, Done(effect=Effect.INJURED, quantity="six", victims="people")).figures == ()


def test_victims_that_stand_far_from_their_number_join_no_numbers() -> None:
    text = "People heard the strike. It killed 30. In the night a doctor counted, he said, 39."
    found = told(text, killed("30"), killed("39", "People"))
    assert [one.count for one in found.figures] == [Count(min=30, max=30), Count(min=39, max=39)]
