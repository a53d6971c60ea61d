"""What day, week, month, year or stretch of time words name."""

from __future__ import annotations

from calendar import day_name, monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain import DateRange, Precision
from dateline.resolving import read_date

FRIDAY = date(
    2018, 11, 23
)  # the day on which all words of the tables are published, unless they say otherwise

# A row: the words, then the date as interchange writes it, with "week" behind a week. A dash: they name none.
ALONE = """
    22 November 2018 = 2018-11-22
    22 Nov 2018 = 2018-11-22
    22 Nov. 2018 = 2018-11-22
    22nd November 2018 = 2018-11-22
    22nd of November, 2018 = 2018-11-22
    the 22nd of November 2018 = 2018-11-22
    22-Nov-2018 = 2018-11-22
    November 22, 2018 = 2018-11-22
    November 22 2018 = 2018-11-22
    November 22nd, 2018 = 2018-11-22
    NOVEMBER 22, 2018 = 2018-11-22
    Nov. 22, 2018 = 2018-11-22
    Nov.22nd 2018 = 2018-11-22
    Nov 222018 = 2018-11-22
    Sept. 3, 2018 = 2018-09-03
    Sep 3 2018 = 2018-09-03
    2 February\u060c 2022 = 2022-02-02
    Thursday, 22 November 2018 = 2018-11-22
    Thursday, November 22, 2018 = 2018-11-22
    on Thursday November 22nd 2018 = 2018-11-22
    around dawn on Thursday, November 22, 2018 = 2018-11-22
    shortly before 6:26 AM on Thursday, November 22nd, 2018 = 2018-11-22
    2018-11-22 = 2018-11-22
    2018/11/22 = 2018-11-22
    2018.11.22 = 2018-11-22
    2018-11-22T08:00:00Z = 2018-11-22
    22/11/2018 = 2018-11-22
    22-11-2018 = 2018-11-22
    22.11.2018 = 2018-11-22
    22.11.18 = 2018-11-22
    11/22/2018 = 2018-11-22
    29 February 2016 = 2016-02-29
    29 February 2017 = -
    31 June 2018 = -
    45/45/2018 = -
    November 2018 = 2018-11
    Nov. 2018 = 2018-11
    November, 2018 = 2018-11
    November of 2018 = 2018-11
    early November 2018 = 2018-11
    mid-November 2018 = 2018-11
    late November 2018 = 2018-11
    the end of November 2018 = 2018-11
    2018 = 2018
    in 2018 = 2018
    early 2018 = 2018
    mid-2018 = 2018
    late 2018 = 2018
    the war of 1967 = 1967
    1990s = 1990/1999
    the 1980's = 1980/1989
    2012-15 = 2012/2015
    2012-2015 = 2012/2015
    2012 to 2015 = 2012/2015
    2018-09 = 2018-09
    from 2014 to 2017 = 2014/2017
    between 2014 and 2017 = 2014/2017
    summer of 2017 = 2017-06/2017-08
    summer 2017 = 2017-06/2017-08
    in the spring of 2017 = 2017-03/2017-05
    autumn 2017 = 2017-09/2017-11
    the fall of 2017 = 2017-09/2017-11
    winter 2017 = 2017-12/2018-02
    the beginning of 2016 = 2016-01
    the end of 2016 = 2016-12
    the first half of 2016 = 2016-01/2016-06
    the second half of 2016 = 2016-07/2016-12
    the first quarter of 2016 = 2016-01/2016-03
    the third quarter of 2016 = 2016-07/2016-09
    the first six months of 2016 = 2016-01/2016-06
    3-5 May 2018 = 2018-05-03/2018-05-05
    3\u20135 May 2018 = 2018-05-03/2018-05-05
    3 to 5 May 2018 = 2018-05-03/2018-05-05
    the 3rd and 5th of May 2018 = 2018-05-03/2018-05-05
    between 3 and 5 May 2018 = 2018-05-03/2018-05-05
    between 3-5 May, 2018 = 2018-05-03/2018-05-05
    May 3-5, 2018 = 2018-05-03/2018-05-05
    May 3 and 5, 2018 = 2018-05-03/2018-05-05
    May 3rd through 5th 2018 = 2018-05-03/2018-05-05
    the first week of May 2018 = 2018-05-01/2018-05-07
    the second week of May, 2018 = 2018-05-08/2018-05-14
    the last week of February 2016 = 2016-02-23/2016-02-29
    three days after 3 May 2018 = 2018-05-06
    two days before the raid of May 3, 2018 = 2018-05-01
    a month after 31 March 2018 = 2018-04
    a year before March 2018 = 2017
    from May 30 to June 2, 2018 = 2018-05-30/2018-06-02
    between 30 May and 2 June 2018 = 2018-05-30/2018-06-02
    between Nov. 14 to Nov. 17, 2017 = 2017-11-14/2017-11-17
    from Friday March 27 2015 to Friday April 10 2015 = 2015-03-27/2015-04-10
    from 20 December to 5 January 2018 = 2017-12-20/2018-01-05
    from 27 March 2015 to 10 April = 2015-03-27/2015-04-10
    from March to June 2017 = 2017-03/2017-06
    between March 2016 and June 2017 = 2016-03/2017-06
    from December 2016 to 3 January 2017 = 2016-12/2017-01
    from 2016 to March 2017 = 2016/2017
"""
FROM_THE_DAY = """
    today = 2018-11-23
    earlier today = 2018-11-23
    tonight = 2018-11-23
    this morning = 2018-11-23
    this very evening = 2018-11-23
    now = 2018-11-23
    until now = 2018-11-23
    yesterday = 2018-11-22
    yesterday evening = 2018-11-22
    yesterdays = 2018-11-22
    todays = 2018-11-23
    the day before yesterday = 2018-11-21
    last night = 2018-11-22
    overnight = 2018-11-22/2018-11-23
    tomorrow = 2018-11-24
    the day after tomorrow = 2018-11-25

    Friday = 2018-11-23
    on Friday = 2018-11-23
    FRIDAY = 2018-11-23
    Thursday = 2018-11-22
    Thursday's = 2018-11-22
    Thursdays = 2018-11-22
    late Thursday = 2018-11-22
    early on Thursday = 2018-11-22
    Thursday night = 2018-11-22
    at dawn on Thursday = 2018-11-22
    3am on Thursday = 2018-11-22
    the early hours of Thursday morning = 2018-11-22
    Thurs. = 2018-11-22
    Saturday = 2018-11-17
    last Monday = 2018-11-19
    last Friday = 2018-11-16
    this Friday = 2018-11-23
    next Thursday = 2018-11-29
    next Friday = 2018-11-30
    coming Saturday = 2018-11-24
    Thursday last week = 2018-11-15
    Thursday of last week = 2018-11-15
    Monday this week = 2018-11-19
    Monday next week = 2018-11-26
    Wednesday and Thursday = 2018-11-21/2018-11-22
    Wednesday or Thursday = 2018-11-21/2018-11-22
    from Monday to Wednesday = 2018-11-19/2018-11-21
    Thursday night into Friday = 2018-11-22/2018-11-23
    Saturday and Sunday = 2018-11-17/2018-11-18
    Saturday to Friday = 2018-11-17/2018-11-23
    from Friday to Sunday = 2018-11-16/2018-11-18
    the crowd sat in the sun = -

    an hour ago = 2018-11-23
    few hours ago = 2018-11-23
    20 minutes ago = 2018-11-23
    36 hours ago = 2018-11-22
    a day ago = 2018-11-22
    two days ago = 2018-11-21
    2 days ago = 2018-11-21
    ten days ago = 2018-11-13
    a couple of days ago = 2018-11-21
    a few days ago = 2018-11
    a week ago = 2018-11-12/2018-11-18 week
    nearly two weeks ago = 2018-11-05/2018-11-11 week
    several weeks ago = 2018-10/2018-11
    a month ago = 2018-10
    three months ago = 2018-08
    twelve months ago = 2017-11
    a year ago = 2017
    three years ago = 2015
    two and a half years ago = 2016
    two decades ago = -

    this week = 2018-11-19/2018-11-23 week
    earlier this week = 2018-11-19/2018-11-23 week
    last week = 2018-11-12/2018-11-18 week
    next week = 2018-11-26/2018-12-02 week
    the weekend = 2018-11-17/2018-11-18
    last weekend = 2018-11-17/2018-11-18
    over the weekend = 2018-11-17/2018-11-18
    next weekend = 2018-11-24/2018-11-25
    this month = 2018-11
    earlier this month = 2018-11
    last month = 2018-10
    next month = 2018-12
    this year = 2018
    earlier in the year = 2018
    last year = 2017
    next year = 2019
    the beginning of the year = 2018-01
    the first half of last year = 2017-01/2017-06

    November 22 = 2018-11-22
    Nov. 22 = 2018-11-22
    22 November = 2018-11-22
    the 22nd of November = 2018-11-22
    Thursday, November 22 = 2018-11-22
    December 20 = 2018-12-20
    December 25 = 2017-12-25
    November 25 = 2018-11-25
    3-5 May = 2018-05-03/2018-05-05
    May 3-5 = 2018-05-03/2018-05-05
    between 14 and 17 November = 2018-11-14/2018-11-17
    from May 30 to June 2 = 2018-05-30/2018-06-02
    from December 20 to January 5 = 2017-12-20/2018-01-05
    25 December last year = 2017-12-25
    March = 2018-03
    in March = 2018-03
    in march = -
    in january = 2018-01
    early March = 2018-03
    mid-March = 2018-03
    the end of March = 2018-03
    November = 2018-11
    December = 2017-12
    last December = 2017-12
    last November = 2017-11
    this November = 2018-11
    next March = 2019-03
    March last year = 2017-03
    August of last year = 2017-08
    protesters may march = -
    summer = 2018-06/2018-08
    last summer = 2018-06/2018-08
    last winter = 2017-12/2018-02
    next spring = 2019-03/2019-05
    this autumn = 2018-09/2018-11
    last autumn = 2017-09/2017-11
    after the fall of the town = -

    the past 24 hours = 2018-11-22/2018-11-23
    over the past 48 hours = 2018-11-21/2018-11-23
    in the last 72 hours = 2018-11-20/2018-11-23
    the last two hours = 2018-11-23
    over the past few hours = 2018-11-23
    the past three days = 2018-11-20/2018-11-23
    the past week = 2018-11-16/2018-11-23
    the past two weeks = 2018-11-09/2018-11-23
    the past month = 2018-10/2018-11
    the past three months = 2018-08/2018-11
    the past five years = 2013/2018-11
    recent days = 2018-11
    in recent weeks = 2018-10/2018-11
    in recent months = 2018
    over the past months = 2018
    the last few weeks = 2018-10/2018-11
    in recent years = -
    for months = 2018
    for weeks = 2018-10/2018-11
    for decades = -
    for two days = 2018-11-21/2018-11-23
    a three-day battle = 2018-11-20/2018-11-23
    for the third consecutive day = 2018-11-21/2018-11-23
    on the second day = 2018-11-22/2018-11-23
    the 12th consecutive day = 2018-11-12/2018-11-23
    a month-long campaign = 2018-10/2018-11
    for more than two years = 2016/2018-11
    two years = 2016/2018-11
    four and a half years = 2014/2018-11
    five times a day = -
    currently = 2018-11
    recently = 2018-11
    daily = 2018-11
    so far = 2018-11

    since Monday = 2018-11-19/2018-11-23
    since this morning = 2018-11-23
    since early last week = 2018-11-12/2018-11-23
    since 15 November = 2018-11-15/2018-11-23
    since the strikes resumed on 15 November = 2018-11-15/2018-11-23
    since March = 2018-03/2018-11
    since mid-January = 2018-01/2018-11
    since last December = 2017-12/2018-11
    since March 2011 = 2011-03/2018-11
    since the war broke out in March 2011 = 2011-03/2018-11
    since 2011 = 2011/2018-11
    since early 2011 = 2011/2018-11
    since the start of the war seven years ago = 2011/2018-11
    since the beginning of this year = 2018-01/2018-11
    since 2030 = -
    since the war began = -
    since then = -
    from Tuesday onwards = 2018-11-20/2018-11-23
    from early on Monday = 2018-11-19

    at dawn = 2018-11-23
    in the morning = 2018-11-23
    around 7:15 pm = 2018-11-23
    1600 GMT = 2018-11-23
    4 a.m. = 2018-11-23
    after midnight = 2018-11-23
    during the day = 2018-11-23
    earlier = 2018-11-23
    few hours later = 2018-11-23

    on the same day = -
    the following day = -
    two days later = -
    the day before = -
    a day after the raid = -
    a day after the two-week siege = -
    days later = -
    weeks before the raid = -
    later that month = -
    several times = -
    at the time of writing = -
    before the army left the town = -
    during Ramadan = -
    in the past = -
    many = -
    ? = -
"""
AHEAD = """
    Friday = 2018-11-23
    Monday = 2018-11-26
    on Thursday or Friday = 2018-11-29/2018-11-30
    last Monday = 2018-11-19
    25 December = 2018-12-25
    December 25 = 2018-12-25
    10 January = 2019-01-10
    22 November = 2018-11-22
    January = 2019-01
    October = 2018-10
    this week = 2018-11-23/2018-11-25 week
    until the end of the week = 2018-11-23/2018-11-25 week
    the weekend = 2018-11-24/2018-11-25
    spring = 2019-03/2019-05
    tomorrow = 2018-11-24
    in two days = 2018-11-23/2018-11-25
    within three weeks = 2018-11-23/2018-12-14
"""
FROM_AN_ANCHOR = """
    the same day = 2018-11-14
    on the same day = 2018-11-14
    that night = 2018-11-14
    the following day = 2018-11-15
    the next day = 2018-11-15
    the next night = 2018-11-15
    a day later = 2018-11-15
    a day after the raid = 2018-11-15
    two days later = 2018-11-16
    two days after = 2018-11-16
    a week later = 2018-11-19/2018-11-25 week
    the following week = 2018-11-19/2018-11-25 week
    two months later = 2019-01
    the following month = 2018-12
    a year later = 2019
    the previous day = 2018-11-13
    the day before = 2018-11-13
    two days before the raid = 2018-11-12
    two weeks earlier = 2018-10-29/2018-11-04 week
    a month before = 2018-10
    the month before = 2018-10
    the same week = 2018-11-12/2018-11-18 week
    the same month = 2018-11
    the same year = 2018
    hours later = 2018-11-14
    two hours after the raid = 2018-11-14
    30 hours later = 2018-11-15
    at the time = 2018-11-14
    since then = 2018-11-14/2018-11-23
    at dawn = 2018-11-14
    later = 2018-11-14
    several days later = -
    Thursday = 2018-11-22
    two days ago = 2018-11-21
    3 May 2017 = 2017-05-03
"""


def rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(part.strip() for part in row.rsplit("=", 1)) for row in table.splitlines() if row.strip()]


def meant(written: str) -> DateRange | None:
    if written == "-":
        return None
    stretch, _, week = written.partition(" ")
    first, _, last = stretch.partition("/")
    precision = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.RANGE if last else Precision.DAY}[
        len(first)
    ]
    return DateRange(
        start=days_of(first)[0],
        end=days_of(last or first)[1],
        precision=Precision.WEEK if week else precision,
    )


def days_of(written: str) -> tuple[date, date]:
    of_year, of_month, of_day = (int(part) for part in f"{written}-0-0".split("-")[:3])
    if of_day:
        return date(of_year, of_month, of_day), date(of_year, of_month, of_day)
    last_month = of_month or 12
    end = date(of_year, last_month, monthrange(of_year, last_month)[1])
    return date(of_year, of_month or 1, 1), end


@pytest.mark.parametrize(("words", "written"), rows(ALONE))
def test_a_whole_date_is_read_whether_or_not_the_day_of_publication_is_known(
    words: str, written: str
) -> None:
    assert read_date(words, None) == meant(written)
    assert read_date(words, FRIDAY) == meant(written)


@pytest.mark.parametrize(("words", "written"), rows(FROM_THE_DAY))
def test_words_count_from_the_day_they_were_published_on(words: str, written: str) -> None:
    assert read_date(words, FRIDAY) == meant(written)


@pytest.mark.parametrize("words", [words for words, _ in rows(FROM_THE_DAY)])
def test_without_that_day_only_whole_dates_can_be_read(words: str) -> None:
    assert read_date(words, None) in {None, read_date(words, date(1995, 5, 5))}


@pytest.mark.parametrize(("words", "written"), rows(AHEAD))
def test_words_about_what_is_to_come_point_ahead(words: str, written: str) -> None:
    assert read_date(words, FRIDAY, ahead=True) == meant(written)


@pytest.mark.parametrize(("words", "written"), rows(FROM_AN_ANCHOR))
def test_some_words_count_from_a_date_told_before(words: str, written: str) -> None:
    assert read_date(words, FRIDAY, anchor=meant("2018-11-14")) == meant(written)


@pytest.mark.parametrize(
    ("words", "anchor", "written"),
    [
        ("the following day", "2018-11-14/2018-11-16", "2018-11-17"),
        ("the day before", "2018-11-14/2018-11-16", "2018-11-13"),
        ("the following day", "2018-10", "-"),
        ("the following month", "2018-10", "2018-11"),
        ("two days later", "2017", "-"),
        ("a month later", "2017", "-"),
        ("a year later", "2017", "2018"),
        ("at dawn", "2018-10", "2018-11-23"),
        ("since then", "2018-03", "2018-03/2018-11"),
    ],
)
def test_nothing_is_counted_from_a_date_less_exact_than_the_count(
    words: str, anchor: str, written: str
) -> None:
    assert read_date(words, FRIDAY, anchor=meant(anchor)) == meant(written)


def test_a_date_told_before_lends_its_year_where_the_day_of_publication_is_unknown() -> None:
    assert read_date("5 November", None, anchor=meant("2005-11")) == meant("2005-11-05")


@pytest.mark.parametrize(
    ("words", "published", "written"),
    [
        ("5/6/2018", "2018-06-07", "2018-06-05"),
        ("the first week of July", "2018-11-23", "2018-07-01/2018-07-07"),
        ("the last week of July", "2018-06-03", "2017-07-25/2017-07-31"),
        ("the first week of July last year", "2018-11-23", "2017-07-01/2017-07-07"),
        ("the first week of July", None, "-"),
        ("two days after Monday", "2018-11-23", "2018-11-21"),
        ("a day before Thursday's raid", "2018-11-23", "2018-11-21"),
        ("two and a half years ago", "2018-03-10", "2015"),
        ("the past two and a half years", "2018-03-10", "2015/2018-03"),
        ("5/6/2018", "2018-05-20", "2018-05-06"),
        ("5/6/2018", None, "2018-06-05"),
        ("29 February", "2019-03-01", "2016-02-29"),
        ("29 February", "2016-03-01", "2016-02-29"),
        ("31 December", "2019-01-01", "2018-12-31"),
        ("1 January", "2018-12-31", "2019-01-01"),
        ("last month", "2019-01-31", "2018-12"),
        ("a month ago", "2018-03-31", "2018-02"),
        ("last week", "2019-01-02", "2018-12-24/2018-12-30 week"),
        ("the weekend", "2018-11-24", "2018-11-24"),
        ("the weekend", "2018-11-25", "2018-11-24/2018-11-25"),
        ("Sunday", "2018-11-25", "2018-11-25"),
        ("summer", "2018-07-10", "2018-06/2018-07"),
        ("this summer", "2018-07-10", "2018-06/2018-08"),
        ("last summer", "2018-07-10", "2017-06/2017-08"),
        ("winter", "2019-01-10", "2018-12/2019-01"),
        ("last winter", "2019-01-10", "2017-12/2018-02"),
        ("yesterday", "0001-01-01", "0001-01-01"),
        ("tomorrow", "9999-12-31", "9999-12-31"),
    ],
)
def test_years_turn_and_months_end(words: str, published: str | None, written: str) -> None:
    assert read_date(words, date.fromisoformat(published) if published else None) == meant(written)


EXPRESSIONS = st.sampled_from(
    [words for table in (ALONE, FROM_THE_DAY, AHEAD, FROM_AN_ANCHOR) for words, _ in rows(table)]
)
PIECES = (
    "the a last next this past since from to until between and or on in of early late mid Monday "
    "Thursday Friday May March Nov. January 3 22 31 2018 1999 2011-12 2012-15 22/11/2018 31.12.9999 "
    "week month year day night hours days two several few ago later before after same following "
    "previous today yesterday dawn - , summer winter first half second 0 00 99"
)
ANY_WORDS = (
    st.text()
    | EXPRESSIONS
    | st.lists(st.sampled_from(PIECES.split()) | EXPRESSIONS, max_size=8).map(" ".join)
)
ANY_DAY = st.dates() | st.sampled_from([date.min, date.max, date(MAXYEAR, 1, 31), date(MINYEAR, 2, 1)])


@given(ANY_WORDS, st.none() | ANY_DAY, st.none() | st.tuples(ANY_DAY, ANY_DAY), st.booleans())
def test_any_text_is_read_or_left_unread(
    words: str,
    published: date | None,
    told: tuple[date, date] | None,
    ahead: bool,  # noqa: FBT001
) -> None:
    anchor = DateRange(start=min(told), end=max(told), precision=Precision.RANGE) if told else None
    found = read_date(words, published, anchor=anchor, ahead=ahead)
    assert found is None or found.start <= found.end


@given(ANY_WORDS, st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.booleans())
def test_months_and_years_are_whole_where_they_start_and_end_with_a_month(
    words: str,
    published: date,
    ahead: bool,  # noqa: FBT001
) -> None:
    found = read_date(words, published, ahead=ahead)
    if found and found.precision in {Precision.MONTH, Precision.YEAR}:
        assert found.start.day == 1
        assert found.end.month != (found.end + timedelta(days=1)).month
    if found and found.precision is Precision.DAY:
        assert found.start == found.end


# A day of the month without its year may be close ahead; "tomorrow" and "next" always are.
FORWARD = ("next", "this autumn", "tomorrow", "coming", "November", "Nov.", "December", "May")
BACKWARD = [
    words
    for words, written in rows(FROM_THE_DAY)
    if written != "-" and not any(forward in words for forward in FORWARD)
]


@given(st.sampled_from(BACKWARD), st.dates(date(2012, 1, 1), date(2100, 1, 1)))
def test_what_is_past_ends_no_later_than_it_was_published(words: str, published: date) -> None:
    found = read_date(words, published)
    assert found is not None
    last = {Precision.MONTH: month_end(published), Precision.YEAR: date(published.year, 12, 31)}
    assert found.end <= last.get(found.precision, published)


def month_end(of: date) -> date:
    return of.replace(day=monthrange(of.year, of.month)[1])


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.none() | ANY_DAY)
def test_a_written_day_reads_back_as_itself(day: date, published: date | None) -> None:
    exact = DateRange(start=day, end=day, precision=Precision.DAY)
    for written in (day.isoformat(), f"{day:%d %B %Y}", f"{day:%B} {day.day}, {day.year}", f"{day:%d.%m.%Y}"):
        if "." in written and day.day <= 12:  # which may be a month
            continue
        assert read_date(written, published) == exact


@given(st.dates(date(1, 1, 8), date(9999, 12, 24)), st.sampled_from(list(day_name)))
def test_a_weekday_is_less_than_a_week_away(published: date, name: str) -> None:
    back, on = read_date(name, published), read_date(name, published, ahead=True)
    assert back is not None
    assert on is not None
    assert timedelta(0) <= published - back.start < timedelta(days=7)
    assert timedelta(0) <= on.start - published < timedelta(days=7)


def test_long_text_is_read_in_no_time() -> None:
    for words in ("from " * 50_000, "since " * 50_000, "3 " * 100_000, "1" * 100_000, "May and " * 50_000):
        read_date(words, FRIDAY)
