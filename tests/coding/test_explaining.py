"""Why an event is as it is: the chances of the chosen and of the next best."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.coding.compact.explaining import Verdict, Weighing, explain
from dateline.coding.compact.thresholds import Thresholds
from dateline.domain import Effect, EventType, Report, Role, Status
from tests.answers import Told, hand_made
from tests.fakes import ScriptedEngine

if TYPE_CHECKING:
    from dateline.coding.compact.explaining import Explanation, Part

TEXT = (
    "Rebels shelled the market of Marj, killing at least six people, a nurse said. "
    "The barrage hit stalls. Troops later raided the harbour and lost two men, the army said."
)
TOLD = Told(
    types={
        "shelled": {EventType.SHELLING: 0.9, EventType.AIRSTRIKE: 0.05},
        "barrage": {EventType.SHELLING: 0.8},
        "raided": {EventType.ASSAULT: 0.7, EventType.ARREST: 0.2},
    },
    statuses={"raided": Status.REPORTED},
    spans={
        "part:agent": ("Rebels", "Troops"),
        "part:target": ("market of Marj", "stalls", "harbour"),
        "part:place": ("Marj",),
        "part:quantity": ("at least six", "two"),
        "part:victims": ("people", "men"),
        "cue": ("said", "said."),
        "source": ("nurse", "army"),
    },
    links={
        ("shelled", "agent", "Rebels"): 0.95,
        ("shelled", "agent", "Troops"): 0.3,
        ("raided", "agent", "Troops"): 0.9,
        ("raided", "agent", "Rebels"): 0.5,
        ("shelled", "target", "market of Marj"): 0.8,
        ("barrage", "target", "stalls"): 0.7,
        ("shelled", "place", "market of Marj"): 0.6,
        ("shelled", "place", "Marj"): 0.5,
        ("shelled", "killed", "at least six"): 0.9,
        ("raided", "killed", "at least six"): 0.6,
        ("raided", "killed", "two"): 0.8,
    },
    same={("shelled", "barrage"): 0.85, ("shelled", "raided"): 0.2, ("barrage", "raided"): 0.3},
    said={("said", "nurse"): 0.9},
    by={("shelled", "said"): 0.8, ("raided", "said"): 0.1},
    suffer={("at least six", "people"): 0.9, ("two", "men"): 0.9},
    contents={"said": ("Rebels", "people")},
)
REPORT = Report(id="r", text=TEXT, language="en")


@pytest.fixture(scope="module")
def explained() -> tuple[Explanation, ...]:
    return explain(REPORT, hand_made(TOLD))


def told(part: Part) -> list[tuple[str, float, Verdict, str | None]]:
    return [
        (one.words.of(TEXT), round(one.chance, 2), one.verdict, one.left_to)
        for one in part.candidates
        if one.chance > 0.01
    ]


def test_each_event_is_explained_in_the_order_of_the_coding(explained: tuple[Explanation, ...]) -> None:
    assert [one.event for one in explained] == list(hand_made(TOLD).code(REPORT).events)
    assert [one.event.id for one in explained] == ["e1", "e2"]


def test_types_and_statuses_come_with_the_next_best(explained: tuple[Explanation, ...]) -> None:
    shares = [(kind, round(share, 2)) for kind, share in explained[0].types[:2]]
    assert shares == [(EventType.SHELLING, 0.97), (EventType.AIRSTRIKE, 0.03)]
    assert sum(share for _, share in explained[0].types) == pytest.approx(1)
    assert explained[0].statuses[0][0] is Status.REPORTED
    assert sum(share for _, share in explained[0].statuses) == pytest.approx(1)


def test_mentions_say_how_likely_they_are_one_and_the_same(explained: tuple[Explanation, ...]) -> None:
    shelling, raid = explained
    assert [
        (one.words.of(TEXT), round(one.chance, 2), round(one.same or 0, 2)) for one in shelling.mentions
    ] == [("shelled", 0.95, 0.85), ("barrage", 0.8, 0.85)]
    assert [one.same for one in raid.mentions] == [None]
    assert [(one.event, one.trigger.of(TEXT), round(one.same, 2)) for one in shelling.apart] == [
        ("e2", "raided", 0.25)
    ]
    assert dict(shelling.cut_offs) == {"mention": 0.4, "same": 0.5, "by": 0.4}


def test_a_role_shows_the_chosen_and_those_under_the_cut_off(explained: tuple[Explanation, ...]) -> None:
    agents = explained[0].roles[Role.AGENT]
    assert agents.cut_off == 0.4
    assert told(agents) == [("Rebels", 0.95, Verdict.CHOSEN, None), ("Troops", 0.3, Verdict.UNDER, None)]


def test_what_another_event_has_the_better_claim_to_is_left_to_it(explained: tuple[Explanation, ...]) -> None:
    assert told(explained[1].roles[Role.AGENT]) == [
        ("Troops", 0.9, Verdict.CHOSEN, None),
        ("Rebels", 0.5, Verdict.LEFT, "e1"),
    ]
    assert told(explained[1].harm[Effect.KILLED]) == [
        ("two", 0.8, Verdict.CHOSEN, None),
        ("at least six", 0.6, Verdict.LEFT, "e1"),
    ]


def test_what_a_chosen_one_says_already_is_called_so(explained: tuple[Explanation, ...]) -> None:
    assert told(explained[0].roles[Role.PLACE]) == [
        ("market of Marj", 0.6, Verdict.CHOSEN, None),
        ("Marj", 0.5, Verdict.REPEATS, None),
    ]


def test_words_that_only_count_fill_no_role() -> None:
    counting = Told(
        types={"killed": {EventType.DEATH: 0.9}},
        spans={"part:quantity": ("Six",)},
        links={("killed", "target", "Six"): 0.8},
    )
    (death,) = explain(Report(id="r", text="Six were killed."), hand_made(counting))
    assert [one.verdict for one in death.roles[Role.TARGET].candidates] == [Verdict.COUNTS]


def test_attributions_are_weighed_whether_the_event_stands_under_them(
    explained: tuple[Explanation, ...],
) -> None:
    under = [
        (one.attribution.id, round(one.chance, 2), one.chosen)
        for explanation in explained
        for one in explanation.attributions
        if one.chance > 0.01
    ]
    assert under == [("a1", 0.8, True), ("a1", 0.1, False)]


def test_what_is_called_chosen_is_what_stands_in_the_coding(explained: tuple[Explanation, ...]) -> None:
    for one in explained:
        for role, part in one.roles.items():
            chosen = {each.words for each in part.candidates if each.verdict is Verdict.CHOSEN}
            assert chosen == set(one.event.fillers(role))
        for effect, part in one.harm.items():
            chosen = {each.words for each in part.candidates if each.verdict is Verdict.CHOSEN}
            assert chosen == {harm.quantity for harm in one.event.harm if harm.effect is effect}
        assert {each.attribution.id for each in one.attributions if each.chosen} == set(one.event.claims)


def test_the_cut_offs_are_those_of_the_engine() -> None:
    strict = Thresholds(agent=0.99, harm=0.95)
    first, *_ = explain(REPORT, hand_made(TOLD, limits=strict))
    assert first.roles[Role.AGENT].cut_off == 0.99
    assert told(first.roles[Role.AGENT])[0] == ("Rebels", 0.95, Verdict.UNDER, None)
    assert (first.harm[Effect.KILLED].cut_off, first.event.harm) == (0.95, ())


def test_events_of_later_sections_keep_their_numbers_and_know_their_own_section_only() -> None:
    shelling, raid = explain(REPORT, hand_made(TOLD, sections=("Troops",)))
    assert (raid.event.id, raid.event.trigger.of(TEXT)) == ("e2", "raided")
    assert shelling.apart == raid.apart == ()
    assert told(raid.roles[Role.AGENT]) == [("Troops", 0.9, Verdict.CHOSEN, None)]


def test_a_report_without_events_has_nothing_to_explain() -> None:
    assert explain(Report(id="r", text="Rain fell."), hand_made(Told(types={}))) == ()


def test_an_engine_that_weighs_nothing_is_told_from_one_that_does() -> None:
    assert isinstance(hand_made(TOLD), Weighing)
    assert not isinstance(ScriptedEngine(), Weighing)
