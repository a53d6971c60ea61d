"""The date of an event from where it stands: beside a beginning, among other times, in a story, in a war."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain import DateRange, EventType, Precision, Report, Status
from dateline.resolving import resolve
from tests.fakes import Happens, Script, ScriptedEngine

FRIDAY = date(2018, 11, 23)


def written(text: str, *happens: Happens, published: date = FRIDAY) -> list[str]:
    """The dates of the events as interchange writes days; a dash for an event without one."""
    engine = ScriptedEngine(Script(opening="", happens=happens))
    coding = resolve(engine.code(Report(id="r", text=text, published=published)))
    return [days(event.date) for event in coding.events]


def days(found: DateRange | None) -> str:
    if found is None:
        return "-"
    return str(found.start) if found.start == found.end else f"{found.start}/{found.end}"


@pytest.mark.parametrize(
    ("text", "time", "day"),
    [
        (
            "Some 900 people were killed since the war began in March 2011.",
            "March 2011",
            "2011-03-01/2018-11-30",
        ),
        ("The revolt that broke out in 2011 has killed 900.", "2011", "2011-01-01/2018-11-30"),
        ("The feud, which erupted in early May, has killed 900.", "early May", "2018-05-01/2018-11-30"),
        ("The plague of 2011 killed 900.", "2011", "2011-01-01/2011-12-31"),
        ("A war began. In March 2011 floods killed 900.", "March 2011", "2011-03-01/2011-03-31"),
        ("The fighting that started on Monday killed 900.", "Monday", "2018-11-19"),
    ],
)
def test_a_wars_toll_is_of_all_the_time_since_it_began(text: str, time: str, day: str) -> None:
    assert written(text, Happens(type=EventType.DEATH, trigger="killed", times=(time,))) == [day]


@pytest.mark.parametrize(
    ("text", "status", "day"),
    [
        ("Troops are storming Qamar in a push launched on Monday.", Status.ONGOING, "2018-11-19/2018-11-23"),
        ("Troops are storming Qamar, as they were on Monday.", Status.ONGOING, "2018-11-19"),
        ("Troops were storming Qamar when the truce began on Monday.", Status.REPORTED, "2018-11-19"),
    ],
)
def test_what_goes_on_lasts_from_its_beginning_to_the_report(text: str, status: Status, day: str) -> None:
    storming = Happens(type=EventType.ASSAULT, trigger="storming", times=("Monday",), status=status)
    assert written(text, storming) == [day]


@pytest.mark.parametrize(
    ("text", "times", "day"),
    [
        ("On Thursday shells fell, as they did Thursday and Friday.", ("Thursday", "Thursday and Friday"),
         "2018-11-22/2018-11-23"),
        ("Shells fell on Monday, one of the past five days.", ("Monday", "the past five days"),
         "2018-11-18/2018-11-23"),
        ("Shells fell on Monday, in the past three weeks.", ("Monday", "the past three weeks"), "2018-11-19"),
        ("Shells fell overnight, on Thursday night.", ("overnight", "Thursday night"), "2018-11-22"),
        ("Shells fell on Monday and in the past 24 hours.", ("Monday", "the past 24 hours"), "2018-11-19"),
    ],
)  # fmt: skip
def test_a_few_days_that_hold_the_day_told_go_before_it(text: str, times: tuple[str, ...], day: str) -> None:
    assert written(text, Happens(type=EventType.SHELLING, trigger="hells", times=times)) == [day]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The truce came a day after shells fell.", "2018-11-22"),
        ("The truce came on Tuesday, two days after shells fell.", "2018-11-18"),
        ("The truce came on Tuesday. It came a week after shells fell.", "2018-11-12/2018-11-18"),
        ("The truce came a few days after shells fell.", "-"),
    ],
)
def test_what_follows_a_day_after_lies_before_what_the_sentence_tells(text: str, day: str) -> None:
    words = next(
        time for time in ("a day", "two days after", "a week after", "a few days after") if time in text
    )
    on = tuple(time for time in ("Tuesday",) if time in text)
    truce = Happens(type=EventType.AGREEMENT, trigger="truce", times=on, status=Status.DENIED)
    shells = Happens(type=EventType.SHELLING, trigger="shells", times=(words,))
    assert written(text, truce, shells)[1] == day


def test_two_days_after_a_raid_counts_from_the_raid_where_that_was_told() -> None:
    raid = Happens(type=EventType.ASSAULT, trigger="raided", times=("Monday",))
    fire = Happens(type=EventType.DESTRUCTION, trigger="burnt", times=("two days after",))
    assert written("Troops raided Qamar on Monday. It had burnt two days after.", raid, fire) == [
        "2018-11-19",
        "2018-11-21",
    ]


STORY = "Shells hit Qamar on {}. Rebels took the mill. They held talks."


@pytest.mark.parametrize(
    ("time", "taken", "talked"),
    [
        ("Friday", "2018-11-23", "2018-11-23"),
        ("Thursday", "2018-11-22", "-"),
        ("Wednesday", "-", "-"),
    ],
)
def test_a_story_stays_on_the_day_of_its_first_time_if_that_is_the_reports_or_the_one_before(
    time: str, taken: str, talked: str
) -> None:
    hit = Happens(type=EventType.SHELLING, trigger="hit", times=(time,))
    took = Happens(type=EventType.CAPTURE, trigger="took")
    talks = Happens(type=EventType.TALKS, trigger="talks")
    assert written(STORY.format(time), hit, took, talks)[1:] == [taken, talked]


def test_a_story_that_has_told_of_two_days_stays_on_neither_but_the_reports() -> None:
    text = "Shells hit Qamar on {}, and the bridge on {}. Rebels took the mill."
    for first, second, day in (("Tuesday", "Thursday", "-"), ("Thursday", "Friday", "2018-11-23")):
        happens = (
            Happens(type=EventType.SHELLING, trigger="hit", times=(first,)),
            Happens(type=EventType.SHELLING, trigger="the bridge", times=(second,)),
            Happens(type=EventType.CAPTURE, trigger="took"),
        )
        assert written(text.format(first, second), *happens)[2] == day


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("The army besieges Qamar.", EventType.SIEGE, "2018-11-01/2018-11-30"),
        ("The army besieges Qamar as it often does.", EventType.SIEGE, "-"),
        ("The army besieges Qamar with arms from abroad.", EventType.SUPPORT, "-"),
    ],
)
def test_what_goes_on_is_of_the_reports_month_unless_it_goes_on_for_years(
    text: str, kind: EventType, day: str
) -> None:
    assert written(text, Happens(type=kind, trigger="besieges", status=Status.ONGOING)) == [day]


@pytest.mark.parametrize(
    ("second", "day"),
    [
        ("The war drove a million from home.", "2011-01-01/2018-11-30"),
        ("Since then a million were driven from home and more drove off.", "2011-01-01/2018-11-30"),
        ("Floods drove a million from home last year.", "-"),
    ],
)
def test_one_toll_of_a_war_is_of_the_time_of_another(second: str, day: str) -> None:
    killed = Happens(type=EventType.DEATH, trigger="killed", times=("2011",))
    drove = Happens(type=EventType.DISPLACEMENT, trigger="drove")
    assert written(f"The war that began in 2011 killed 900. {second}", killed, drove)[1] == day


def test_since_then_counts_from_what_was_told_last() -> None:
    flood = Happens(type=EventType.OTHER, trigger="rose", times=("2015",))
    drove = Happens(type=EventType.DISPLACEMENT, trigger="fled")
    assert (
        written("In 2015 the river rose. Since then a million fled.", flood, drove)[1]
        == "2015-01-01/2018-11-30"
    )


KINDS = st.sampled_from([kind for kind in EventType if kind is not EventType.SUPPORT])


@given(st.lists(KINDS, min_size=1, max_size=5), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_fresh_news_without_a_time_is_of_the_reports_day_whatever_happened(
    kinds: list[EventType], published: date
) -> None:
    text = "Shells fell on Qamar. " * len(kinds)
    engine = ScriptedEngine(
        Script(
            opening="",
            happens=tuple(Happens(type=kind, trigger=f"fell#{at}") for at, kind in enumerate(kinds, 1)),
        )
    )
    for event in resolve(engine.code(Report(id="r", text=text, published=published))).events:
        assert event.date == DateRange(start=published, end=published, precision=Precision.DAY)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 6), KINDS)
def test_a_weekday_that_began_what_goes_on_starts_a_stretch_up_to_the_report(
    published: date, back: int, kind: EventType
) -> None:
    name = f"{published - timedelta(days=back):%A}"
    happens = Happens(type=kind, trigger="push", times=(name,), status=Status.ONGOING)
    start = published - timedelta(days=back)
    assert written(f"They push on since it began on {name}.", happens, published=published) == [
        days(DateRange(start=start, end=published, precision=Precision.RANGE))
    ]
