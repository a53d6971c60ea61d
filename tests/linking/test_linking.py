"""Codings in, incidents out, end to end: what is put together, in which order, and by whose word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.domain import Decision, EventRef, EventType, Fact, Grade, Standing, Status, Verdict
from dateline.linking import Archive, link
from tests.linking import week_in_marj
from tests.linking.towns import reported
from tests.linking.two_lands import sources, strike
from tests.linking.week_in_marj import (
    ACKNOWLEDGEMENT,
    CLASH,
    COPY,
    COURIER,
    DENIAL,
    DISPATCH,
    DISPATCH_LATER,
    ELSEWHERE,
    NEXT_WEEK,
    STRIKE,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.domain import Coding, Incident

WEEK = (*STRIKE, *week_in_marj.OTHERS)


def incidents(
    *codings: Coding, known: Iterable[Incident] = (), decisions: Iterable[Decision] = ()
) -> list[Incident]:
    return list(link(codings, known=known, decisions=decisions, sources=sources()))


def made_of(incident: Incident) -> set[str]:
    """The ids of the reports that tell of an incident."""
    return {event.report for event in incident.events}


def ids(*codings: Coding) -> set[str]:
    return {coding.report.id for coding in codings}


def main(coding: Coding, event: str = "e1") -> EventRef:
    return EventRef(report=coding.report.id, event=event)


def of(found: Iterable[Incident], coding: Coding) -> Incident:
    """The incident that a report's first event is of."""
    return next(one for one in found if main(coding) in one.events)


def decided(verdict: Verdict, one: EventRef, other: EventRef) -> Decision:
    return Decision(verdict=verdict, one=one, other=other, by="A. Analyst", on=date(2018, 5, 30))


def apart(one: Coding, other: Coding) -> Decision:
    return decided(Verdict.APART, main(one), main(other))


def together(one: Coding, other: Coding) -> Decision:
    return decided(Verdict.TOGETHER, main(one), main(other))


# ── what comes of reports ───────────────────────────────────────────────────────────────────────────────────


def test_reports_of_one_strike_make_one_incident_whatever_they_say_of_it() -> None:
    found = incidents(*STRIKE)
    assert [made_of(one) for one in found] == [ids(*STRIKE)]
    assert found[0].type is EventType.AIRSTRIKE
    assert found[0].date is not None
    assert found[0].date.start == found[0].date.end == date(2018, 5, 22)
    assert found[0].place is not None
    assert found[0].place.place.name == "Marj"


@pytest.mark.parametrize(
    ("told", "other"),
    [
        pytest.param((DISPATCH, DISPATCH_LATER, COURIER), CLASH, id="in the same town on the same day"),
        pytest.param((DISPATCH,), CLASH, id="the same, of two reports"),
        pytest.param(STRIKE, ELSEWHERE, id="the like in another town"),
        pytest.param((DISPATCH,), ELSEWHERE, id="the like in another town, of two reports"),
        pytest.param(STRIKE, NEXT_WEEK, id="the like a week later"),
    ],
)
def test_what_else_happened_stays_another_incident(told: tuple[Coding, ...], other: Coding) -> None:
    found = incidents(*told, other)
    assert [made_of(one) for one in found if made_of(one) & ids(*told)] == [ids(*told)]
    assert made_of(of(found, other)) == ids(other)


def test_two_strikes_that_reports_tell_apart_stay_two_however_many_tell_of_both() -> None:
    """The same town, day and type: what tells them apart is that each report does."""
    told = [
        reported(
            f"Jets struck the {first} of Marj on Tuesday morning, killing {few}. Hours later jets struck the "
            f"{second} of Marj, killing {many}. {more}",
            strike(
                killed=few, targets=(first,), places=(f"{first} of Marj", "Marj"), times=("Tuesday morning",)
            ),
            strike("struck#2", killed=many, targets=(second,), places=(f"{second} of Marj", "Marj#2")),
            source=source,
        )
        for source, first, second, few, many, more in (
            ("Harbour Dispatch", "market", "flour mill", "five people", "nine people", "The weir is shut."),
            ("Hill Courier", "market", "flour mill", "six people", "ten people", "Bread is short in town."),
            (
                "Port Gazette",
                "market",
                "flour mill",
                "five people",
                "nine people",
                "Trucks wait at the pass.",
            ),
        )
    ]
    found = incidents(*told)
    assert [{event.event for event in one.events} for one in found] in ([{"e1"}, {"e2"}], [{"e2"}, {"e1"}])
    assert all(made_of(one) == ids(*told) for one in found)


def test_a_happening_told_twice_in_one_report_is_one_incident_of_one_origin() -> None:
    twice = reported(
        "Jets struck the market of Marj on Tuesday, killing five people. Nadia Sallum, a baker, ran out of "
        "her shop. The raid on the market lasted ten minutes, and the roof of the hall came down.",
        strike(killed="five people", targets=("market",), places=("Marj",), times=("Tuesday",)),
        strike("raid", targets=("market#2",)),
    )
    (found,) = incidents(twice)
    assert found.events == (main(twice), main(twice, "e2"))
    assert len(found.origins) == 1
    assert found.grade is Grade.WEAK
    assert [made_of(one) for one in incidents(twice, COURIER)] == [ids(twice, COURIER)]


def test_a_figure_that_moved_is_the_later_one() -> None:
    archive = Archive([DISPATCH, DISPATCH_LATER], sources=sources())
    (found,) = archive.incidents()
    killed = archive.examined(found.id).weighing(Fact.KILLED)
    assert killed is not None
    assert [(one.earlier, one.later) for one in killed.moved] == [("5", "9")]
    assert found.killed == killed.range
    assert (killed.range.min, killed.range.max) == (9, 9) if killed.range else False


def test_a_denial_is_of_the_incident_that_it_denies_and_disputes_it() -> None:
    found = of(incidents(DISPATCH, COURIER, DENIAL), DENIAL)
    assert made_of(found) == ids(DISPATCH, COURIER, DENIAL)
    assert found.standing is Standing.DISPUTED
    (alone,) = incidents(DENIAL)
    assert alone.standing is Standing.DENIED


def test_who_owns_to_it_acknowledges_the_incident() -> None:
    assert of(incidents(DISPATCH), DISPATCH).standing is Standing.REPORTED
    found = of(incidents(DISPATCH, COURIER, ACKNOWLEDGEMENT), COURIER)
    assert main(ACKNOWLEDGEMENT) in found.events
    assert found.standing is Standing.ACKNOWLEDGED


def test_a_copied_story_counts_once_and_another_outlets_own_counts_beside_it() -> None:
    (copied,) = incidents(DISPATCH, COPY)
    assert made_of(copied) == ids(DISPATCH, COPY)
    assert len(copied.origins) == 1
    assert copied.grade is Grade.WEAK
    (beside,) = incidents(DISPATCH, COPY, COURIER)
    assert (len(beside.origins), beside.grade) == (2, Grade.FAIR)


def test_what_was_only_planned_is_of_no_incident() -> None:
    plan = reported("Rebels plan a raid on Marj.", strike("raid", places=("Marj",), status=Status.PLANNED))
    archive = Archive([plan])
    assert archive.incidents() == ()
    assert archive.id_of(main(plan)) is None


def test_incidents_stand_by_their_days_and_those_without_one_last() -> None:
    open_one = reported("Shells hit a barn.", strike("hit", type=EventType.SHELLING), day=None, source="Reed")
    found = incidents(NEXT_WEEK, open_one, DISPATCH)
    assert [made_of(one) for one in found] == [ids(DISPATCH), ids(NEXT_WEEK), ids(open_one)]


# ── order, and what is known ────────────────────────────────────────────────────────────────────────────────


@settings(max_examples=20)
@given(st.permutations(WEEK))
def test_the_order_of_codings_plays_no_part_in_what_link_gives(codings: list[Coding]) -> None:
    assert link(codings, sources=sources()) == link(WEEK, sources=sources())


@settings(max_examples=20)
@given(st.permutations(WEEK), st.integers(0, len(WEEK)))
def test_reports_that_come_one_by_one_end_in_the_same_incidents(codings: list[Coding], at_once: int) -> None:
    archive = Archive(codings[:at_once], sources=sources())
    for coding in codings[at_once:]:
        archive.add(coding)
    assert _parts(archive.incidents()) == _parts(link(WEEK))


def _parts(found: Iterable[Incident]) -> set[frozenset[EventRef]]:
    return {frozenset(one.events) for one in found}


@settings(max_examples=20)
@given(st.permutations(WEEK))
def test_a_later_run_with_another_report_keeps_the_ids_of_what_is_as_it_was(codings: list[Coding]) -> None:
    before = [replace(one, id=f"K{at}") for at, one in enumerate(link(codings[1:]))]
    again = link(codings[1:], known=before)
    assert {one.id: one.events for one in again} == {one.id: one.events for one in before}
    after = {one.events: one.id for one in link(codings, known=before)}
    assert all(after[one.events] == one.id for one in before if one.events in after)


def test_what_a_known_incident_takes_in_keeps_its_id_and_a_new_one_gets_none_that_is_known() -> None:
    (before,) = incidents(DISPATCH)
    known = replace(before, id="K1")
    found = incidents(*WEEK, known=[known])
    assert of(found, DISPATCH).id == of(found, COURIER).id == "K1"
    assert len({one.id for one in found}) == len(found)


def test_of_two_codings_of_one_report_the_first_counts() -> None:
    other = replace(ELSEWHERE, report=replace(ELSEWHERE.report, id=DISPATCH.report.id))
    assert incidents(DISPATCH, other) == incidents(DISPATCH)
    archive = Archive([DISPATCH])
    assert archive.add(other) == frozenset()
    assert archive.incidents() == link([DISPATCH])


# ── an archive ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_report_that_comes_joins_an_incident_which_is_told_anew() -> None:
    archive = Archive([DISPATCH, ELSEWHERE], sources=sources())
    before = archive.id_of(main(DISPATCH))
    assert before is not None
    assert len(archive.incident(before).origins) == 1
    assert archive.add(COURIER) == {before}
    assert archive.id_of(main(COURIER)) == before
    assert len(archive.incident(before).origins) == 2
    assert [one.coding for one in archive.told(before)] == [DISPATCH, COURIER]


def test_a_report_that_goes_leaves_all_as_it_was() -> None:
    archive = Archive([DISPATCH, COURIER, ELSEWHERE], sources=sources())
    before = archive.incidents()
    key = archive.id_of(main(DISPATCH))
    archive.add(DENIAL)
    assert archive.incidents() != before
    assert archive.remove(DENIAL.report.id) == {key}
    assert archive.incidents() == before
    assert archive.remove(DENIAL.report.id) == frozenset()


def test_a_new_coding_takes_the_place_of_the_old_one_when_that_is_removed() -> None:
    archive = Archive([DISPATCH, COURIER])
    archive.remove(DISPATCH.report.id)
    archive.add(replace(ELSEWHERE, report=replace(ELSEWHERE.report, id=DISPATCH.report.id)))
    assert archive.id_of(main(DISPATCH)) != archive.id_of(main(COURIER))


def test_there_is_no_incident_under_an_id_that_nothing_has() -> None:
    archive = Archive([DISPATCH])
    for asked in (archive.incident, archive.examined, archive.told):
        with pytest.raises(KeyError, match="nowhere"):
            asked("nowhere")


# ── analysts' words ─────────────────────────────────────────────────────────────────────────────────────────


def test_what_an_analyst_parted_stays_parted_in_a_later_run_whatever_comes() -> None:
    before = incidents(DISPATCH, COURIER, decisions=[apart(DISPATCH, COURIER)])
    assert len(before) == 2
    after = incidents(*STRIKE, known=before, decisions=[apart(DISPATCH, COURIER)])
    assert of(after, DISPATCH).id == of(before, DISPATCH).id
    assert of(after, COURIER).id == of(before, COURIER).id
    assert main(COURIER) not in of(after, DISPATCH).events


def test_what_an_analyst_put_together_is_one_incident() -> None:
    found = incidents(DISPATCH, NEXT_WEEK, decisions=[together(NEXT_WEEK, DISPATCH)])
    assert [made_of(one) for one in found] == [ids(DISPATCH, NEXT_WEEK)]


def test_the_last_word_on_a_pair_holds_and_changes_what_was_made_by_the_first() -> None:
    archive = Archive([DISPATCH, COURIER, ELSEWHERE], decisions=[apart(DISPATCH, COURIER)])
    key = archive.id_of(main(DISPATCH))
    assert key in archive.decide([together(COURIER, DISPATCH)])
    assert archive.id_of(main(DISPATCH)) == archive.id_of(main(COURIER))
    archive.decide([apart(COURIER, DISPATCH)])
    assert archive.id_of(main(DISPATCH)) != archive.id_of(main(COURIER))


def test_a_word_holds_when_its_report_goes_and_comes_back() -> None:
    archive = Archive([DISPATCH, COURIER], decisions=[apart(DISPATCH, COURIER)])
    before = archive.incidents()
    archive.remove(COURIER.report.id)
    archive.add(COURIER)
    assert archive.incidents() == before
    assert archive.id_of(main(DISPATCH)) != archive.id_of(main(COURIER))


TWICE = reported(
    "Jets struck the market of Marj on Tuesday. The raid on the market lasted ten minutes.",
    strike(targets=("market",), places=("Marj",), times=("Tuesday",)),
    strike("raid", targets=("market#2",)),
)


def test_an_analyst_parts_two_events_that_a_report_was_taken_to_tell_as_one_and_puts_them_together() -> None:
    pair = main(TWICE), main(TWICE, "e2")
    archive = Archive([TWICE])
    assert archive.id_of(pair[0]) == archive.id_of(pair[1])
    archive.decide([decided(Verdict.APART, *pair)])
    assert archive.id_of(pair[0]) != archive.id_of(pair[1])
    assert len(archive.incidents()) == len(incidents(TWICE, decisions=[decided(Verdict.APART, *pair)])) == 2
    archive.remove(TWICE.report.id)
    archive.add(TWICE)
    assert archive.id_of(pair[0]) != archive.id_of(pair[1])
    archive.decide([decided(Verdict.TOGETHER, *pair)])
    assert archive.id_of(pair[0]) == archive.id_of(pair[1])


def test_an_analyst_puts_together_what_a_report_was_taken_to_tell_as_two() -> None:
    two = reported(
        "Jets struck the market of Marj on Tuesday. In Kafr Amsa, as villagers call the market, shells fell.",
        strike(places=("Marj",), times=("Tuesday",)),
        strike("fell", type=EventType.SHELLING, places=("Kafr Amsa",)),
    )
    assert len(incidents(two)) == 2
    (one,) = incidents(two, decisions=[decided(Verdict.TOGETHER, main(two), main(two, "e2"))])
    assert set(one.events) == {main(two), main(two, "e2")}
