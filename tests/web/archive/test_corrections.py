"""Corrections: what a person says of an event holds, whatever engine codes the report next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain import (
    Acting,
    Actor,
    ActorClass,
    Attribution,
    Coding,
    Count,
    DateRange,
    Effect,
    Event,
    EventType,
    Harm,
    Precision,
    ResolvedBy,
    Span,
    Status,
)
from dateline.domain.errors import CorrectionRefused
from dateline.web.archive.corrections import add_event, confirm, correct, withdraw
from dateline.web.archive.linking import link_report
from dateline.web.archive.models import (
    Change,
    Correction,
    CorrectionState,
    EventActor,
    Field,
    Incident,
    Review,
)
from dateline.web.archive.models import Event as EventRow
from dateline.web.archive.reviewing import accept, reject
from dateline.web.archive.store import as_coded, coding_of, current_coding, store_coding
from tests.codings import OIL_FIELD, sample_coding
from tests.web.archive.invented import Invented
from tests.web.archive.people import somebody

if TYPE_CHECKING:
    from dateline.web.archive.models import Report as ReportRow

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> ReportRow:
    """The sample of the oil field, coded."""
    return store_coding(sample_coding(OIL_FIELD)).report


def _row(report: ReportRow, event: int = 0) -> EventRow:
    return EventRow.objects.told().of_report(report.pk)[event]


def _standing(report: ReportRow, row: EventRow) -> Event:
    row.refresh_from_db()
    coding = coding_of(report)
    assert coding is not None
    return next(one for one in coding.events if one.id == row.ref)


def _span(report: ReportRow, words: str) -> Span:
    start = report.text.index(words)
    return Span(start, start + len(words))


# ── what selected words mean ────────────────────────────────────────────────────────────────────────────────


def _acting(report: ReportRow, words: Span) -> Acting | None:
    coding = coding_of(report)
    assert coding is not None
    return coding.actors.get(words)


def test_words_that_a_person_selects_are_looked_up_at_once_and_mean_the_same_in_the_next_coding(
    report: ReportRow,
) -> None:
    row, words = _row(report), _span(report, "Syrian Democratic Forces")
    assert _acting(report, words) is None
    correct(row, Field.AGENTS, (words,), by=somebody())
    found = _acting(report, words)
    assert found
    assert found.actor
    (agent,) = EventActor.objects.filter(event=row, role="agent")
    assert (agent.actor, agent.name) == (found.actor.id, found.actor.name)
    store_coding(replace(sample_coding(OIL_FIELD), engine="next/1"))
    assert _acting(report, words) == found


def test_who_speaks_is_looked_up_where_a_person_selects_the_words(report: ReportRow) -> None:
    row, source = _row(report), _span(report, "The coalition")
    cue = Span(source.end + 1, source.end + 5)
    correct(row, Field.CLAIMS, (Attribution(id="", cue=cue, source=source, content=None),), by=somebody())
    coding = coding_of(report)
    assert coding is not None
    assert coding.speakers[source].organisation


def test_words_of_which_somebody_said_that_they_mean_nobody_are_not_looked_up_behind_their_back(
    report: ReportRow,
) -> None:
    row, words = _row(report), _span(report, "Syrian Democratic Forces")
    correct(row, Field.AGENTS, (words,), by=somebody())
    correct(row, Field.ACTOR, None, words=words, by=somebody())
    correct(row, Field.AGENTS, (words, _span(report, "militants")), by=somebody())
    assert _acting(report, words) is None


def test_what_words_mean_goes_with_the_correction_that_gave_them_their_part(report: ReportRow) -> None:
    row, words = _row(report), _span(report, "Syrian Democratic Forces")
    withdraw(correct(row, Field.AGENTS, (words,), by=somebody()), by=somebody())
    assert _acting(report, words) is None


# ── at once ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_corrected_agent_stands_in_the_coding_and_the_engine_s_own_stays_as_it_was(
    report: ReportRow,
) -> None:
    row, words = _row(report), _span(report, report.text[:3])
    before = as_coded(current_coding(report))  # type: ignore[arg-type] # it is coded
    correct(row, Field.AGENTS, (words,), by=somebody())
    assert _standing(report, row).agents == (words,)
    assert as_coded(current_coding(report)) == before  # type: ignore[arg-type]
    assert row.corrected
    assert list(EventActor.objects.filter(event=row, role="agent").values_list("start", "end")) == [(0, 3)]


def test_what_is_corrected_is_told_in_the_history_with_what_stood_there_before(report: ReportRow) -> None:
    row, ana = _row(report), somebody()
    was = row.type
    correct(row, Field.TYPE, EventType.PROTEST, by=ana)
    change = Change.objects.of(row).get()
    assert (change.by, change.verb, change.before, change.after) == (
        ana, "corrected", {"type": was}, {"type": "protest"},
    )  # fmt: skip


def test_of_two_corrections_of_one_field_the_last_holds_and_taken_back_the_one_before(
    report: ReportRow,
) -> None:
    row, ana = _row(report), somebody()
    first = correct(row, Field.STATUS, Status.PLANNED, by=ana)
    second = correct(row, Field.STATUS, Status.DENIED, by=ana)
    assert _standing(report, row).status is Status.DENIED
    withdraw(second, by=ana)
    assert _standing(report, row).status is Status.PLANNED
    withdraw(first, by=ana)
    assert _standing(report, row) == as_coded(current_coding(report)).events[0]  # type: ignore[arg-type]
    with pytest.raises(CorrectionRefused):
        withdraw(first, by=ana)


def test_what_is_proposed_holds_once_somebody_confirms_it(report: ReportRow) -> None:
    row = _row(report)
    was = _standing(report, row).status
    proposed = correct(
        row, Field.STATUS, Status.HYPOTHETICAL, by=somebody("bo"), state=CorrectionState.PROPOSED
    )
    assert _standing(report, row).status is was
    confirm(proposed, by=somebody())
    assert _standing(report, row).status is Status.HYPOTHETICAL


def test_every_field_can_be_corrected(report: ReportRow) -> None:
    row, ana, words = _row(report), somebody(), Span(4, 9)
    actor = Actor(id="front", name="Front of the Hills", cls=ActorClass.REBEL_GROUP, sector="REB")
    acting = Acting(by=ResolvedBy.REGISTER, reason="an analyst says so", actor=actor, cls=actor.cls)
    said = Attribution(id="x", cue=words, source=Span(0, 3), named=True)
    harm = Harm(effect=Effect.INJURED, quantity=words, count=Count(min=None, max=10))
    day = DateRange(start=date(2018, 11, 22), end=date(2018, 11, 22), precision=Precision.DAY)
    for name in (Field.MENTIONS, Field.AGENTS, Field.TARGETS, Field.PLACES, Field.TIMES, Field.MEANS):
        correct(row, name, (words,), by=ana)
    correct(row, Field.HARM, (harm,), by=ana)
    correct(row, Field.DATE, day, by=ana)
    correct(row, Field.CLAIMS, (said,), by=ana)
    correct(row, Field.ACTOR, acting, words=words, by=ana)
    correct(row, Field.PLACE, None, words=words, by=ana)
    event = _standing(report, row)
    coding = coding_of(report)
    assert coding is not None
    assert (
        event.mentions
        == event.agents
        == event.targets
        == event.places
        == event.times
        == event.means
        == (words,)
    )
    assert event.harm == (harm,)
    assert event.date == day
    assert coding.attribution(event.claims[0]) == replace(said, id=event.claims[0])
    assert coding.actors[words] == acting
    assert words not in coding.places
    assert (row.killed_max, row.injured_max, row.date_start) == (None, 10, day.start)


def test_words_outside_the_text_or_of_no_part_and_values_of_another_kind_are_refused(
    report: ReportRow,
) -> None:
    row, ana = _row(report), somebody()
    beyond = Span(0, len(report.text) + 1)
    for name, after in (
        (Field.AGENTS, (beyond,)),
        (Field.MENTIONS, ()),
        (Field.TYPE, "picnic"),
        (Field.HARM, (1,)),
    ):
        with pytest.raises(CorrectionRefused):
            correct(row, name, after, by=ana)  # type: ignore[arg-type] # what is refused
    with pytest.raises(CorrectionRefused):
        correct(row, Field.ACTOR, None, words=Span(0, 1), by=ana)
    assert not Correction.objects.all()


def test_an_event_that_a_person_adds_stands_in_the_coding(report: ReportRow) -> None:
    words = Span(0, 5)
    row = add_event(
        report, Event(id="", type=EventType.TALKS, mentions=(words,), claims=("n",)), by=somebody(),
        claims=[Attribution(id="n", cue=Span(6, 9))],
    )  # fmt: skip
    event = _standing(report, row)
    assert (event.type, event.mentions, len(event.claims)) == (EventType.TALKS, (words,), 1)


def test_a_rejected_event_is_in_no_coding_and_of_no_incident(report: ReportRow) -> None:
    link_report(report)
    report.refresh_from_db()
    accounts = report.accounts.count()
    row = EventRow.objects.filter(report=report, accounts__isnull=False)[0]
    reject(row, by=somebody())
    coding = coding_of(report)
    assert coding is not None
    assert row.ref not in {one.id for one in coding.events}
    assert not row.accounts.exists()
    assert report.accounts.count() <= accounts


def test_a_correction_changes_the_incident_that_the_event_is_of(report: ReportRow) -> None:
    link_report(report)
    report.refresh_from_db()
    row = _row(report)
    incident = Incident.objects.there().get(accounts__events=row)
    correct(row, Field.TYPE, EventType.SUICIDE_BOMBING, by=somebody())
    incident.refresh_from_db()
    assert incident.type == EventType.SUICIDE_BOMBING
    assert incident.gone_at is None


# ── over the next coding ────────────────────────────────────────────────────────────────────────────────────


def _otherwise(coding: Coding, draw: Any) -> Coding:  # noqa: ANN401 -- hypothesis's own
    """The same report by an engine that finds some events, numbers them anew, and tells them otherwise."""
    events: list[Event] = []
    for at, event in enumerate(coding.events):
        if draw(st.booleans(), label=f"event {at} is found"):
            kind = draw(st.sampled_from([event.type, EventType.DEATH, EventType.OTHER]), label="type")
            moved = draw(st.integers(-2, 4), label="trigger ends")
            end = min(max(event.trigger.start + 1, event.trigger.end + moved), len(coding.report.text))
            events.append(
                replace(
                    event,
                    id=f"n{len(events)}",
                    type=kind,
                    mentions=(Span(event.trigger.start, end),),
                    agents=(),
                )
            )
    if draw(st.booleans(), label="another event is found"):
        words = draw(st.integers(0, len(coding.report.text) - 2), label="at")
        events.append(Event(id="new", type=EventType.TALKS, mentions=(Span(words, words + 1),)))
    shuffled = draw(st.permutations(events), label="order")
    return replace(coding, engine="other/2", events=tuple(shuffled))


_CHANGES: st.SearchStrategy[tuple[Field, Any]] = st.sampled_from([
    (Field.TYPE, EventType.PROTEST),
    (Field.STATUS, Status.DISPUTED),
    (Field.AGENTS, (Span(0, 4),)),
    (Field.TIMES, (Span(2, 9), Span(11, 14))),
    (Field.HARM, (Harm(effect=Effect.MISSING, quantity=Span(3, 5), count=Count(min=4)),)),
    (Field.DATE, None),
])  # fmt: skip


_turns = count()  # each try is a report of its own


@given(data=st.data())
def test_recoding_keeps_every_correction(data: st.DataObject) -> None:
    coding = Invented(data.draw(st.integers(0, 5), label="seed")).codings(1)[0]
    coding = replace(coding, report=replace(coding.report, id=f"try {next(_turns)}"))
    report, ana = store_coding(coding).report, somebody()
    said: dict[tuple[Any, Field], Any] = {}
    for row in EventRow.objects.told().of_report(report.pk):
        for field, after in data.draw(st.lists(_CHANGES, max_size=3), label=f"said of {row.ref}"):
            correct(row, field, after, by=ana)
            said[row.pk, field] = after
    for _ in range(data.draw(st.integers(1, 2), label="codings")):
        store_coding(_otherwise(coding, data.draw))
        stood = coding_of(report)
        assert stood is not None
        by_ref = {one.id: one for one in stood.events}
        for (pk, field), after in said.items():
            event = by_ref[EventRow.objects.get(pk=pk).ref]
            assert getattr(event, field) == after
        assert not Correction.objects.lost().of_report(report.pk)
        rows = EventRow.objects.told().of_report(report.pk)
        assert sorted(one.ref for one in rows) == sorted(by_ref)


def test_a_correction_is_found_again_where_the_text_has_moved(report: ReportRow) -> None:
    row, ana = _row(report), somebody()
    agent = _span(report, report.text[10:25])
    words = agent.of(report.text)
    correct(row, Field.AGENTS, (agent,), by=ana)
    before = "The page begins with words that were not there when it was read first. "
    store_coding(_moved(sample_coding(OIL_FIELD), before))
    event = _standing(report, row)
    assert [span.of(before + report.text) for span in event.agents] == [words]
    assert event.agents[0].start == agent.start + len(before)


def test_a_correction_whose_words_are_gone_is_kept_and_listed_and_comes_back_with_them(
    report: ReportRow,
) -> None:
    row, ana = _row(report), somebody()
    said = correct(row, Field.STATUS, Status.DISPUTED, by=ana)
    coding = sample_coding(OIL_FIELD)
    store_coding(Coding(report=replace(coding.report, text="Quite another text."), engine="one/1"))
    row.refresh_from_db()
    said.refresh_from_db()
    assert row.coding is None
    assert list(Correction.objects.lost()) == [said]
    assert said.obstacle
    store_coding(coding, engine_version="2")
    said.refresh_from_db()
    assert said.laid
    assert _standing(report, row).status is Status.DISPUTED


def test_an_accepted_event_that_the_next_engine_does_not_find_is_carried_over(report: ReportRow) -> None:
    row = _row(report)
    was = _standing(report, row)
    accept(row, by=somebody())
    coding = sample_coding(OIL_FIELD)
    store_coding(replace(coding, engine="other/2", events=()))
    now = _standing(report, row)
    assert replace(now, id=was.id) == was
    assert row.review == Review.ACCEPTED
    assert not row.recoded
    store_coding(replace(coding, engine="other/3"))
    assert _standing(report, row) == was
    assert EventRow.objects.told().of_report(report.pk).count() == len(coding.events)


def test_an_accepted_event_that_is_told_otherwise_says_so(report: ReportRow) -> None:
    row = _row(report)
    accept(row, by=somebody())
    coding = sample_coding(OIL_FIELD)
    first = next(one for one in coding.events if one.id == row.ref)
    others = tuple(replace(one, type=EventType.OTHER) if one is first else one for one in coding.events)
    store_coding(replace(coding, engine="other/2", events=others))
    row.refresh_from_db()
    assert (row.review, row.recoded) == (Review.ACCEPTED, True)


def test_a_rejected_event_stays_rejected_when_an_engine_finds_it_again(report: ReportRow) -> None:
    row = _row(report)
    reject(row, by=somebody())
    coding = sample_coding(OIL_FIELD)
    store_coding(replace(coding, engine="other/2", events=()))
    store_coding(replace(coding, engine="other/3"))
    row.refresh_from_db()
    assert (row.review, row.coding_id is None) == (Review.REJECTED, False)


@pytest.mark.usefixtures("report")
def test_what_nobody_looked_at_goes_with_the_coding_that_told_it() -> None:
    store_coding(replace(sample_coding(OIL_FIELD), engine="other/2", events=()))
    assert not EventRow.objects.all()


def _moved(coding: Coding, before: str) -> Coding:
    """The coding of the same report with words before it."""
    by = len(before)

    def span(one: Span) -> Span:
        return Span(one.start + by, one.end + by)

    events = tuple(
        Event(id=one.id, type=one.type, mentions=tuple(map(span, one.mentions))) for one in coding.events
    )
    report = replace(coding.report, text=before + coding.report.text)
    return Coding(report=report, engine=coding.engine, events=events)
