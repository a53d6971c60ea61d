from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from dateline.domain import (
    ActorClass,
    Count,
    DateRange,
    EventType,
    PlacePrecision,
    Precision,
    SpeakerKind,
)
from dateline.exporting import wording
from tests.codings import date_ranges

_COUNTS = [
    (None, None, ""),
    (6, 6, "6"),
    (0, 0, "none"),
    (6, None, "at least 6"),
    (0, None, "at least 0"),
    (None, 10, "at most 10"),
    (3, 5, "3 to 5"),
    (250000, 250000, "250,000"),
]


@pytest.mark.parametrize(("least", "most", "told"), _COUNTS)
def test_a_count_is_told_as_exactly_as_it_is_known(least: int | None, most: int | None, told: str) -> None:
    assert wording.count_words(Count(min=least, max=most)) == told


@pytest.mark.parametrize(
    ("confidence", "told"),
    [(0.874, "87 of 100"), (0.999, "99 of 100"), (0.001, "1 of 100"), (0.0, "1 of 100"), (1.0, "")],
)
def test_a_chance_is_never_told_as_none_or_all(confidence: float, told: str) -> None:
    assert wording.chance_words(confidence) == told


_DATES = [
    ("2018-11-22", "2018-11-22", Precision.DAY, "22 November 2018"),
    ("2018-11-19", "2018-11-25", Precision.WEEK, "19 to 25 November 2018"),
    ("2018-11-26", "2018-12-02", Precision.WEEK, "26 November to 2 December 2018"),
    ("2018-12-31", "2019-01-06", Precision.WEEK, "31 December 2018 to 6 January 2019"),
    ("2018-11-01", "2018-11-30", Precision.MONTH, "November 2018"),
    ("2016-02-01", "2016-03-31", Precision.RANGE, "February to March 2016"),
    ("2015-12-01", "2016-02-29", Precision.RANGE, "December 2015 to February 2016"),
    ("2018-01-01", "2018-12-31", Precision.YEAR, "2018"),
    ("2014-01-01", "2017-12-31", Precision.RANGE, "2014 to 2017"),
    ("2018-11-21", "2018-11-22", Precision.RANGE, "21 to 22 November 2018"),
    ("9999-12-01", "9999-12-31", Precision.MONTH, "December 9999"),
]


@pytest.mark.parametrize(("start", "end", "precision", "told"), _DATES)
def test_a_date_is_told_as_exactly_as_it_is_known(
    start: str, end: str, precision: Precision, told: str
) -> None:
    dated = DateRange(start=date.fromisoformat(start), end=date.fromisoformat(end), precision=precision)
    assert wording.date_words(dated) == told


@given(date_ranges())
def test_every_date_is_told_with_its_last_year(dated: DateRange) -> None:
    assert wording.date_words(dated).endswith(str(dated.end.year))


def test_a_type_is_told_as_a_heading() -> None:
    assert wording.type_words(EventType.ATTACK_ON_CIVILIANS) == "Attack on civilians"


_DISTANCES = [
    (0, "100 m"),
    (0.26, "300 m"),
    (0.96, "1 km"),
    (1, "1 km"),
    (2.5, "2.5 km"),
    (9.96, "10 km"),
    (12.4, "12 km"),
    (400, "400 km"),
]


@pytest.mark.parametrize(("km", "words"), _DISTANCES)
def test_a_distance_is_told_as_round_as_it_is_rough(km: float, words: str) -> None:
    assert wording.distance_words(km) == words


_POINTS = [
    (0.3, "35.1234, -36.9877"),
    (1, "35.123, -36.988"),
    (9.9, "35.123, -36.988"),
    (10, "35.12, -36.99"),
    (60, "35.12, -36.99"),
]


@pytest.mark.parametrize(("radius", "words"), _POINTS)
def test_a_point_is_told_no_finer_than_its_circle_is_wide(radius: float, words: str) -> None:
    assert wording.point_words(35.12344, -36.98765, radius) == words


def test_every_class_precision_and_kind_has_words() -> None:
    assert list(wording.CLASSES) == list(ActorClass)
    assert list(wording.PRECISIONS) == list(PlacePrecision)
    assert list(wording.SPEAKERS) == list(SpeakerKind)
