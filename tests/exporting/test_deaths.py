"""How many were killed, and on which side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.domain import ActorClass, Count, DateRange, Effect, EventType, Precision
from dateline.exporting.deaths import (
    Estimate,
    Whom,
    civilians_hit,
    count_of,
    killed,
    over_a_longer_time,
    whose,
)
from dateline.exporting.happening import happenings
from tests.fakes import Done, Happens
from tests.resolved import ARMY, CIVILIANS, FOREIGNERS, ON_22_MAY, REBELS, coded, of_class

if TYPE_CHECKING:
    from dateline.domain import Acting

K, I = Effect.KILLED, Effect.INJURED  # noqa: E741 -- killed and injured

COUNTED = [
    (Count(min=6, max=6), Estimate(low=6, best=6, high=6)),
    (Count(min=6, max=8), Estimate(low=6, best=6, high=8)),
    (Count(min=6), Estimate(low=6, best=6, high=6)),
    (Count(max=10), Estimate(low=1, best=1, high=10, counted=False)),
    (Count(), Estimate(low=1, best=1, high=1, counted=False)),
    (Count(min=0, max=0), Estimate(low=0, best=0, high=0)),
    (Count(max=0), Estimate(low=0, best=0, high=0)),
]


@pytest.mark.parametrize(("count", "estimate"), COUNTED)
def test_a_number_of_dead_is_as_low_as_its_words_allow(count: Count, estimate: Estimate) -> None:
    text = "Troops shelled Marj and killed some people."
    (found,) = happenings(
        coded(
            text,
            Happens(
                type=EventType.SHELLING,
                trigger="shelled",
                harm=(Done(effect=K, quantity="some", victims="people"),),
            ),
            counts={"some": count},
        )
    )
    assert killed(found) == estimate


# The words and what they mean; the least number that is written for them, and that under a format's own rule.
WRITTEN = [
    ("more than 70", Count(min=71), 70, 70),
    ("over 1,400", Count(min=1401), 1400, 1400),
    ("at least 70", Count(min=70), 70, 70),
    ("70 to 80", Count(min=70, max=80), 70, 70),
    ("dozens", Count(min=24), 24, 12),
    ("two dozen", Count(min=24, max=24), 24, 24),
]


@pytest.mark.parametrize(("words", "count", "written", "by_rule"), WRITTEN)
def test_a_number_is_written_as_the_words_have_it(
    words: str, count: Count, written: int, by_rule: int
) -> None:
    event = Happens(
        type=EventType.SHELLING, trigger="shelled", harm=(Done(effect=K, quantity=words, victims="people"),)
    )
    text = f"Troops shelled Marj and killed {words} people."
    (found,) = happenings(coded(text, event, counts={words: count}))
    assert killed(found).low == written
    assert killed(found, vague={"dozens": 12}).low == by_rule
    assert count_of(K, found).min == written


def test_a_qualifier_before_the_marked_words_counts_too() -> None:
    event = Happens(type=EventType.SHELLING, trigger="shelled", harm=(Done(effect=K, quantity="70"),))
    (found,) = happenings(
        coded("Troops shelled Marj, killing more than 70.", event, counts={"70": Count(min=71)})
    )
    assert killed(found).low == 70


# What is told of 30 dead, and whether they fell over a longer time than a day.
SUMS = [
    ("Since the siege began, 30 people have been killed there.", True),
    ("At least 30 people have been killed there since March.", True),
    ("In the past two weeks the strikes have killed 30.", True),
    ("Shelling has killed 30 this month.", True),
    ("The toll since Monday has reached 30.", True),
    ("The strike killed 30.", False),
    ("The strike has killed 30.", False),
    ("The strike has killed 30, the deadliest since 2015.", False),
    ("The strike killed 30 on the town, besieged since March.", False),
    ("In the last 24 hours 30 people have been killed.", False),
]


@pytest.mark.parametrize(("told", "summed"), SUMS)
def test_the_dead_of_a_longer_time_are_told_from_those_of_a_day(
    told: str,
    summed: bool,  # noqa: FBT001 -- a table's column
) -> None:
    event = Happens(type=EventType.SHELLING, trigger="shelled", harm=(Done(effect=K, quantity="30"),))
    (found,) = happenings(coded(f"Troops shelled Marj. {told}", event))
    assert over_a_longer_time(found) is summed


def test_what_is_dated_by_days_holds_the_dead_of_these_days() -> None:
    event = Happens(type=EventType.SHELLING, trigger="shelled", harm=(Done(effect=K, quantity="30"),))
    text = "Troops shelled Marj. Since Monday 30 people have been killed there."
    week = DateRange(start=ON_22_MAY.start, end=ON_22_MAY.end.replace(day=26), precision=Precision.RANGE)
    (found,) = happenings(coded(text, event, dated=week))
    assert not over_a_longer_time(found)


def test_without_deaths_nobody_was_killed() -> None:
    text = "Troops shelled Marj and hurt six people."
    (found,) = happenings(
        coded(
            text,
            Happens(
                type=EventType.SHELLING,
                trigger="shelled",
                harm=(Done(effect=I, quantity="six", victims="people"),),
            ),
            counts={"six": Count(min=6, max=6)},
        )
    )
    assert killed(found) == Estimate()


def test_the_dead_of_two_sides_told_in_one_breath_are_added_and_told_apart() -> None:
    text = "Troops fought rebels near Marj, and five soldiers and three fighters were killed."
    (found,) = happenings(
        coded(
            text,
            Happens(
                type=EventType.CLASH,
                trigger="fought",
                agents=("Troops",),
                targets=("rebels",),
                harm=(
                    Done(effect=K, quantity="five", victims="soldiers"),
                    Done(effect=K, quantity="three", victims="fighters"),
                ),
            ),
            actors={"Troops": ARMY, "rebels": REBELS},
            counts={"five": Count(min=5, max=5), "three": Count(min=3, max=3)},
        )
    )
    assert killed(found).best == 8
    assert [killed(found, only=whom).best for whom in Whom] == [5, 3, 0, 0]


# The victims' words, who acts on whom, and whose loss that is.
VICTIMS = [
    ("civilians", ARMY, REBELS, EventType.SHELLING, Whom.CIVILIANS),
    ("two women", ARMY, REBELS, EventType.SHELLING, Whom.CIVILIANS),
    ("soldiers", ARMY, REBELS, EventType.CLASH, Whom.AGENT),
    ("policemen", REBELS, ARMY, EventType.CLASH, Whom.TARGET),
    ("fighters", ARMY, REBELS, EventType.CLASH, Whom.TARGET),
    ("militants", REBELS, ARMY, EventType.CLASH, Whom.AGENT),
    ("soldiers", ARMY, FOREIGNERS, EventType.CLASH, Whom.UNKNOWN),
    ("soldiers", ARMY, FOREIGNERS, EventType.AIRSTRIKE, Whom.TARGET),
    ("people", ARMY, REBELS, EventType.SHELLING, Whom.UNKNOWN),
    ("other persons", ARMY, REBELS, EventType.AIRSTRIKE, Whom.UNKNOWN),
]


@pytest.mark.parametrize(("victims", "agent", "target", "kind", "expected"), VICTIMS)
def test_whose_loss_it_is_follows_from_the_victims_noun_and_the_sides(
    victims: str, agent: object, target: object, kind: EventType, expected: Whom
) -> None:
    text = f"Agents fought targets near Marj. Six {victims} died."
    event = Happens(
        type=kind,
        trigger="fought",
        agents=("Agents",),
        targets=("targets",),
        harm=(Done(effect=K, quantity="Six", victims=victims),),
    )
    (found,) = happenings(coded(text, event, actors={"Agents": agent, "targets": target}))  # type: ignore[dict-item]
    assert whose(found.event.harm[0], found) is expected


@pytest.mark.parametrize(("target", "expected"), [(REBELS, Whom.UNKNOWN), (CIVILIANS, Whom.CIVILIANS)])
def test_people_are_civilians_but_not_where_fighters_are_among_the_targets(
    target: Acting, expected: Whom
) -> None:
    text = "Troops shelled them in Marj, killing twelve people."
    event = Happens(
        type=EventType.SHELLING,
        trigger="shelled",
        targets=("them",),
        harm=(Done(effect=K, quantity="twelve", victims="people"),),
    )
    (found,) = happenings(coded(text, event, actors={"them": target, "people": CIVILIANS}))
    assert whose(found.event.harm[0], found) is expected


def test_victims_that_resolve_to_a_sides_actor_are_that_sides() -> None:
    text = "Troops fought the Front near Marj. Six of the Front died."
    event = Happens(
        type=EventType.CLASH,
        trigger="fought",
        agents=("Troops",),
        targets=("the Front",),
        harm=(Done(effect=K, quantity="Six", victims="the Front#2"),),
    )
    (found,) = happenings(
        coded(text, event, actors={"Troops": ARMY, "the Front": REBELS, "the Front#2": REBELS})
    )
    assert whose(found.event.harm[0], found) is Whom.TARGET


def test_victims_that_are_the_targets_own_words_are_the_targets() -> None:
    text = "Troops attacked six men near Marj."
    event = Happens(
        type=EventType.ATTACK_ON_CIVILIANS,
        trigger="attacked",
        targets=("six men",),
        harm=(Done(effect=K, quantity="six", victims="six men"),),
    )
    for target, expected in (
        (REBELS, Whom.TARGET),
        (CIVILIANS, Whom.CIVILIANS),
        (of_class(None), Whom.TARGET),
    ):
        (found,) = happenings(coded(text, event, actors={"six men": target}))
        assert whose(found.event.harm[0], found) is expected


@pytest.mark.parametrize(
    ("target", "victims", "hit"),
    [
        (CIVILIANS, None, True),
        (REBELS, "civilians", False),
        (of_class(None), "civilians", True),
        (None, "civilians", True),
        (None, "people", False),
        (None, None, False),
        (of_class(ActorClass.PROTESTERS), None, True),
    ],
)
def test_civilians_are_hit_where_they_are_the_only_target_or_else_the_only_victims(
    target: object,
    victims: str | None,
    hit: bool,  # noqa: FBT001 -- a table's column
) -> None:
    text = f"Troops shelled the target in Marj and killed six {victims}."
    event = Happens(
        type=EventType.SHELLING,
        trigger="shelled",
        targets=("the target",) if target else (),
        harm=(Done(effect=K, quantity="six", victims=victims),) if victims else (),
    )
    (found,) = happenings(coded(text, event, actors={"the target": target} if target else {}))  # type: ignore[dict-item]
    assert civilians_hit(found) is hit
