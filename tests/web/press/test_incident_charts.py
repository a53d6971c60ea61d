"""Charts and scales: ranges are drawn as ranges, and what is open stays open."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from dateline.web.archive.models import Incident
from dateline.web.press.atlas.answers import Answers
from dateline.web.press.atlas.asking import Sought
from dateline.web.press.incidents.charts import DayHarm, harm_by_day
from dateline.web.press.incidents.words import count_words, range_words

DAY = date(2018, 5, 7)  # a Monday


def _day(
    after: int, incidents: int = 1, least: int | None = 2, best: int | None = 3, most: int | None = 5
) -> DayHarm:
    return DayHarm(
        day=DAY + timedelta(days=after),
        incidents=incidents,
        killed_min=least,
        killed_best=best,
        killed_max=most,
    )


@pytest.mark.parametrize(
    ("last", "head", "first"),
    [
        (20, "Day", "7 May 2018"),
        (100, "Week", "week of 7 May 2018"),
        (1000, "Month", "May 2018"),
        (4000, "Year", "2018"),
    ],
)
def test_a_bar_is_a_day_a_week_a_month_or_a_year_as_fits(last: int, head: str, first: str) -> None:
    chart = harm_by_day([_day(last), _day(0)])
    assert (chart.head, chart.rows[0].when, len(chart.rows)) == (head, first, 2)


def test_ranges_of_one_week_are_summed_from_least_to_most() -> None:
    chart = harm_by_day([_day(0), _day(3, incidents=2, least=1, best=None, most=1), _day(100)])
    row = chart.rows[0]
    assert (row.incidents, row.killed) == (3, "3 to 6; best 4")
    span = chart.ranges[0]
    assert span.high < span.best < span.low, "downwards is more, in a drawing"
    assert not chart.any_open


def test_a_range_without_a_most_stays_open() -> None:
    chart = harm_by_day([_day(0), _day(1, least=4, best=4, most=None)])
    assert [one.open for one in chart.ranges] == [False, True]
    assert chart.rows[1].killed == "at least 4; best 4"
    drawn = render_to_string("press/incidents/chart.html", {"chart": chart})
    assert 'class="open"' in drawn
    assert "An arrow says that no most is told." in drawn
    assert "<style" not in drawn
    assert "style=" not in drawn


def test_a_day_of_which_no_dead_are_told_has_no_range() -> None:
    chart = harm_by_day([_day(0, least=None, best=None, most=None), _day(1)])
    assert len(chart.bars) == 2
    assert len(chart.ranges) == 1
    assert chart.rows[0].killed == ""


def test_days_that_nothing_is_told_of_are_left_free() -> None:
    chart = harm_by_day([_day(0), _day(9)])
    first, second = (bar.x for bar in chart.bars)
    assert second - first > 9 * (chart.right - chart.left) / 11


def test_nothing_draws_nothing() -> None:
    assert harm_by_day([]).rows == ()
    assert render_to_string("press/incidents/chart.html", {"chart": harm_by_day([])}).strip() == ""


def test_numbers_in_a_drawing_are_the_same_in_every_language() -> None:
    with override("de"):
        drawn = render_to_string("press/incidents/chart.html", {"chart": harm_by_day([_day(0), _day(4)])})
    paths = drawn[drawn.index("<svg") : drawn.index("</svg>")]
    assert 'direction="ltr"' in paths
    assert not [part for part in paths.split('d="')[1:] if "," in part.partition('"')[0]]


@pytest.mark.django_db
def test_the_days_of_a_list_are_summed_up_each_as_far_as_anybody_tells() -> None:
    def row(after: int, **killed: int) -> None:
        at = DAY + timedelta(days=after)
        Incident.objects.create(
            key=f"k{Incident.objects.count()}", type="shelling", grade="weak", standing="reported", body=b"",
            date_start=at, date_end=at, date_precision="day", published_at=timezone.now(), **killed,
        )  # fmt: skip

    row(0, killed_min=2, killed_best=3, killed_max=4)
    row(0, killed_min=1, killed_max=1)
    row(1, killed_min=6)
    row(2)
    chart = Answers(Sought()).chart()
    assert chart is not None
    assert chart.harm == [
        _day(0, incidents=2, least=3, best=4, most=5),
        _day(1, least=6, best=6, most=None),
        _day(2, least=None, best=None, most=None),
    ]


def test_counts_are_as_exact_as_they_are_told() -> None:
    bounds = ((None, None), (0, 0), (3, 3), (3, 5), (3, None), (None, 5))
    assert [count_words(*one) for one in bounds] == ["", "none", "3", "3 to 5", "at least 3", "at most 5"]
    assert range_words(3, 4, 6) == "3 to 6; best 4"
    assert range_words(3, 3, 3) == "3"
    assert range_words(None, 4, None) == ""


def test_the_foot_names_a_year_where_it_begins() -> None:
    days = [date(2018, 12, 29) + timedelta(days=past) for past in range(6)]
    told = [DayHarm(day=day, incidents=1, killed_min=None, killed_best=None, killed_max=None) for day in days]
    foot = [tick.words for tick in harm_by_day(told).along]
    assert foot == ["29 Dec 2018", "30 Dec", "31 Dec", "1 Jan 2019", "2 Jan", "3 Jan"]
