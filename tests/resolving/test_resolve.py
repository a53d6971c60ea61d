"""Counts and dates put into a coding."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain import (
    Coding,
    Count,
    DateRange,
    Effect,
    Event,
    EventType,
    Harm,
    Precision,
    Report,
    Span,
    Status,
)
from dateline.resolving import resolve
from tests.fakes import Done, Happens, Script, ScriptedEngine

if TYPE_CHECKING:
    from collections.abc import Sequence

FRIDAY = date(2018, 11, 23)
THURSDAY = date(2018, 11, 22)


def resolved(text: str, *happens: Happens, published: date | None = FRIDAY) -> Coding:
    engine = ScriptedEngine(Script(opening="", happens=happens))
    return resolve(engine.code(Report(id="r", text=text, published=published)))


def dates(coding: Coding) -> list[DateRange | None]:
    return [event.date for event in coding.events]


def day(of: date) -> DateRange:
    return DateRange(start=of, end=of, precision=Precision.DAY)


def test_harm_is_counted_from_the_words_of_its_quantity() -> None:
    coding = resolved(
        "Shells killed at least six people, including a child, and hurt dozens; rescuers were unharmed.",
        Happens(
            type=EventType.SHELLING,
            trigger="Shells",
            harm=(
                Done(effect=Effect.KILLED, quantity="at least six", victims="people"),
                Done(effect=Effect.KILLED, quantity="a child"),
                Done(effect=Effect.INJURED, quantity="dozens"),
                Done(effect=Effect.INJURED, quantity="rescuers"),
            ),
        ),
    )
    assert [harm.count for harm in coding.events[0].harm] == [
        Count(min=6),
        Count(min=1, max=1),
        Count(min=24),
        Count(),
    ]


def test_a_qualifier_just_before_the_quantity_counts_and_one_of_another_sentence_does_not() -> None:
    six = Done(effect=Effect.KILLED, quantity="six")
    shells = Happens(type=EventType.SHELLING, trigger="Shells", harm=(six,))
    assert resolved("Shells killed up to six men.", shells).events[0].harm[0].count == Count(max=6)
    assert resolved("Shells fell all over. six men died.", shells).events[0].harm[0].count == Count(
        min=6, max=6
    )


@pytest.mark.parametrize("sign", ["%", " %", " percent", " per cent"])
def test_a_share_counts_nobody(sign: str) -> None:
    coding = resolved(
        f"Shells killed 50{sign} of the garrison.",
        Happens(type=EventType.SHELLING, trigger="Shells", harm=(Done(effect=Effect.KILLED, quantity="50"),)),
    )
    assert coding.events[0].harm[0].count == Count()


@pytest.mark.parametrize(
    ("marked", "rest", "count"),
    [
        ("a number", " of families", Count(min=3)),
        ("several", " of them", Count(min=3)),
        ("a 41", "-year-old driver", Count(min=1, max=1)),
        ("70", " year old Nadim Haddad", Count(min=1, max=1)),
        ("three 14", "-year-old boys", Count(min=3, max=3)),
        ("civilian", " casualties", Count()),
        ("five civilian", " deaths", Count(min=5, max=5)),
        ("six", " years of war", Count(min=6, max=6)),
    ],
)
def test_what_belongs_to_a_quantity_is_read_with_it_where_the_engine_cut_it_off(
    marked: str, rest: str, count: Count
) -> None:
    coding = resolved(
        f"Shells killed {marked}{rest}.",
        Happens(
            type=EventType.SHELLING, trigger="Shells", harm=(Done(effect=Effect.KILLED, quantity=marked),)
        ),
    )
    assert coding.events[0].harm[0].count == count


def test_what_the_engine_marked_of_a_harm_is_kept() -> None:
    coding = resolved(
        "Shells killed six people in all.",
        Happens(
            type=EventType.DEATH,
            trigger="killed",
            harm=(Done(effect=Effect.KILLED, quantity="six", part_of="people", total=True),),
        ),
    )
    (harm,) = coding.events[0].harm
    assert (harm.total, harm.part_of is not None) == (True, True)


def test_an_event_is_dated_by_its_time() -> None:
    coding = resolved(
        "Shells fell late Thursday. A depot had burnt in March.",
        Happens(type=EventType.SHELLING, trigger="Shells", times=("late Thursday",)),
        Happens(type=EventType.DESTRUCTION, trigger="burnt", times=("March",)),
    )
    march = DateRange(start=date(2018, 3, 1), end=date(2018, 3, 31), precision=Precision.MONTH)
    assert dates(coding) == [day(THURSDAY), march]


def test_of_several_times_the_most_exact_dates_the_event() -> None:
    coding = resolved(
        "This month, in the evening of November 20, shells fell.",
        Happens(
            type=EventType.SHELLING, trigger="shells", times=("This month", "in the evening", "November 20")
        ),
    )
    assert dates(coding) == [day(date(2018, 11, 20))]


def test_two_days_joined_by_and_are_a_stretch() -> None:
    fell = Happens(type=EventType.SHELLING, trigger="Shells", times=("Wednesday", "Thursday"))
    stretch = DateRange(start=date(2018, 11, 21), end=THURSDAY, precision=Precision.RANGE)
    assert dates(resolved("Shells fell on Wednesday and again on Thursday.", fell)) == [stretch]
    apart = (
        "Shells fell on Wednesday, the army said in a note that it sent to the press of Qamar early Thursday."
    )
    assert dates(resolved(apart, fell)) == [day(date(2018, 11, 21))]


def test_the_dateline_of_the_text_goes_before_the_day_of_publication() -> None:
    coding = resolved(
        "Coast Wire, 16 November 2018. Shells fell on Thursday.",
        Happens(type=EventType.SHELLING, trigger="Shells", times=("Thursday",)),
    )
    assert dates(coding) == [day(date(2018, 11, 15))]


def test_the_next_day_follows_the_date_told_before_it() -> None:
    coding = resolved(
        "Rebels took the mill on Monday. The following day the army shelled it, and two days later it fell.",
        Happens(type=EventType.CAPTURE, trigger="took", times=("Monday",)),
        Happens(type=EventType.SHELLING, trigger="shelled", times=("The following day",)),
        Happens(type=EventType.CAPTURE, trigger="fell", times=("two days later",)),
    )
    assert dates(coding) == [day(date(2018, 11, d)) for d in (19, 20, 22)]


def test_what_is_planned_lies_ahead() -> None:
    coding = resolved(
        "Talks open on Monday. Shells fell on Monday.",
        Happens(type=EventType.TALKS, trigger="Talks", times=("Monday",), status=Status.PLANNED),
        Happens(type=EventType.SHELLING, trigger="Shells", times=("Monday#2",)),
    )
    assert dates(coding) == [day(date(2018, 11, 26)), day(date(2018, 11, 19))]


def test_fresh_news_without_a_time_is_of_the_reports_day() -> None:
    coding = resolved(
        "Shells fell on the mill. Rebels took the bridge.",
        Happens(type=EventType.SHELLING, trigger="Shells"),
        Happens(type=EventType.CAPTURE, trigger="took"),
    )
    assert dates(coding) == [day(FRIDAY), day(FRIDAY)]


def test_what_goes_on_is_of_the_reports_month() -> None:
    coding = resolved(
        "The army besieges Qamar.",
        Happens(type=EventType.SIEGE, trigger="besieges", status=Status.ONGOING),
    )
    november = DateRange(start=date(2018, 11, 1), end=date(2018, 11, 30), precision=Precision.MONTH)
    assert dates(coding) == [november]


@pytest.mark.parametrize(
    "happens",
    [
        Happens(type=EventType.CAPTURE, trigger="taken"),
        Happens(type=EventType.SIEGE, trigger="siege"),
        Happens(type=EventType.TALKS, trigger="meet", status=Status.PLANNED),
        Happens(type=EventType.SHELLING, trigger="shelling", status=Status.DENIED),
        Happens(type=EventType.SHELLING, trigger="fell", times=("in olden times",)),
    ],
)
def test_what_the_text_looks_back_on_or_does_not_state_stays_undated(happens: Happens) -> None:
    text = (
        "Rebels had taken the mill. After a siege of many years they may meet. The army denied shelling it. "
        "Snow fell in olden times."
    )
    assert dates(resolved(text, happens)) == [None]


def test_after_an_event_of_another_day_nothing_is_taken_for_fresh_news() -> None:
    coding = resolved(
        "Rebels took the mill on Monday. Shells fell.",
        Happens(type=EventType.CAPTURE, trigger="took", times=("Monday",)),
        Happens(type=EventType.SHELLING, trigger="Shells"),
    )
    assert dates(coding) == [day(date(2018, 11, 19)), None]


def test_without_a_day_of_the_report_only_whole_dates_are_read() -> None:
    coding = resolved(
        "Rebels took the mill on Monday. In the war of 2006, on 5 May, it burnt. It was rebuilt in June "
        "2007.",
        Happens(type=EventType.CAPTURE, trigger="took", times=("Monday",)),
        Happens(type=EventType.DESTRUCTION, trigger="burnt", times=("5 May",)),
        Happens(type=EventType.OTHER, trigger="rebuilt", times=("June 2007",)),
        Happens(type=EventType.CAPTURE, trigger="took the mill"),
        published=None,
    )
    june = DateRange(start=date(2007, 6, 1), end=date(2007, 6, 30), precision=Precision.MONTH)
    assert dates(coding) == [None, day(date(2006, 5, 5)), june, None]


def test_a_coding_without_events_stays_as_it_is() -> None:
    coding = Coding(report=Report(id="r", text="Nothing happened.", published=FRIDAY), engine="e")
    assert resolve(coding) == coding


WORDS = (
    "On Monday rebels had taken two villages and at least 10 men since 3 May 2017 . The next day dozens "
    "fled , up to six of them children ; shells fell last week at dawn from Friday to Sunday in 2016 - "
    "no casualties !"
)


@st.composite
def codings(draw: st.DrawFn) -> Coding:
    text = " ".join(draw(st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=60)))
    bounds = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(
        lambda two: two[0] != two[1]
    )
    spans = bounds.map(lambda two: Span(min(two), max(two)))
    some: st.SearchStrategy[Sequence[Span]] = st.lists(spans, max_size=3)
    harm = st.builds(Harm, effect=st.sampled_from(Effect), quantity=spans, victims=st.none() | spans)
    event = st.builds(
        Event,
        id=st.uuids().map(str),
        type=st.sampled_from(EventType),
        mentions=spans.map(lambda span: (span,)),
        times=some.map(tuple),
        harm=st.lists(harm, max_size=2).map(tuple),
        status=st.sampled_from(Status),
    )
    report = Report(id="r", text=text, published=draw(st.none() | st.dates()))
    return Coding(report=report, engine="e", events=tuple(draw(st.lists(event, max_size=4))))


@given(codings())
def test_resolving_again_changes_nothing(coding: Coding) -> None:
    once = resolve(coding)
    assert resolve(once) == once


@given(codings())
def test_resolving_fills_counts_and_dates_and_touches_nothing_else(coding: Coding) -> None:
    emptied = resolve(coding)
    events = tuple(
        replace(event, date=None, harm=tuple(replace(harm, count=Count()) for harm in event.harm))
        for event in emptied.events
    )
    assert replace(emptied, events=events) == coding
