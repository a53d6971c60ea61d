"""Who does something, or to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import ActorClass, EventType, NameClass
from dateline.exporting.sides import sides_of
from tests.fakes import Happens
from tests.resolved import ARMY, REBELS, UNKNOWN, coded, of_class

if TYPE_CHECKING:
    from dateline.domain import Acting
    from dateline.exporting.sides import Side

TEXT = "Gunmen, fighters of the Front, Troops and the army hit the ministry, the Front's mill and the bridge."


def test_two_wordings_of_one_actor_are_one_side() -> None:
    sides = _sides("Troops", "the army", actors={"Troops": ARMY, "the army": ARMY})
    assert [side.name for side in sides] == ["Army of the Plain"]


def test_words_that_hold_an_actors_name_are_known_to_be_one_where_nothing_was_looked_up() -> None:
    sides = _sides("the ministry", "the bridge", names=(("ministry", NameClass.ACTOR),))
    assert [(side.name, side.known) for side in sides] == [("ministry", True), ("the bridge", False)]


def test_an_actor_that_the_register_does_not_know_goes_by_its_name() -> None:
    (side,) = _sides("the ministry", names=(("ministry", NameClass.ACTOR),), actors={"the ministry": UNKNOWN})
    assert (side.name, side.known) == ("ministry", True)


def test_words_that_were_looked_up_in_vain_are_a_thing_whatever_name_they_hold() -> None:
    names = (("Front#2", NameClass.ACTOR),)
    troops, mill = _sides("Troops", "the Front's mill", names=names, actors={"Troops": ARMY})
    assert (troops.thing, troops.known) == (False, True)
    assert (mill.thing, mill.known, mill.name) == (True, False, "the Front's mill")


def test_those_with_a_name_come_first_and_then_those_whose_kind_is_known() -> None:
    actors = {
        "Gunmen": of_class(ActorClass.POLITICAL_MILITIA),
        "Troops": UNKNOWN,
        "fighters of the Front": REBELS,
    }
    sides = _sides("Gunmen", "Troops", "fighters of the Front", actors=actors)
    assert [side.name for side in sides] == ["Front of the Hills", "Gunmen", "Troops"]


def _sides(
    *words: str,
    names: tuple[tuple[str, NameClass], ...] = (),
    actors: dict[str, Acting] | None = None,
) -> tuple[Side, ...]:
    event = Happens(type=EventType.SHELLING, trigger="hit", agents=words)
    coding = coded(TEXT, event, names=names, actors=actors)
    return sides_of(coding.events[0].agents, coding)
