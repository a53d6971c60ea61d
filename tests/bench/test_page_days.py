"""Days of pages that a set has lost: from addresses, posts and words, and from running numbers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bench.page_days import Page, days_of

FIRST = date(2021, 5, 1)


def page(key: str, url: str, text: str = "", day: date | None = None) -> Page:
    return Page(id=key, url=url, text=text, day=day)


def numbered(number: int, text: str = "", day: date | None = None, outlet: str = "coast.example") -> Page:
    return page(f"n{number}", f"https://www.{outlet}/en/{number}/", text, day)


@pytest.mark.parametrize(
    ("url", "outlet", "number"),
    [
        ("https://www.coast.example/en/220452/", "coast.example", 220452),
        ("https://coast.example/news/1234-shells", "coast.example", 1234),
        ("https://coast.example/?p=98765", "coast.example", 98765),
        ("https://coast.example/shells-h40123.html", "coast.example", 40123),
        ("https://coast.example/2021/shells", "coast.example", None),
        ("", "", None),
    ],
)
def test_an_address_tells_the_outlet_and_the_running_number(
    url: str, outlet: str, number: int | None
) -> None:
    found = page("a", url)
    assert (found.outlet, found.number) == (outlet, number)


@pytest.mark.parametrize(
    ("url", "text", "day"),
    [
        ("https://coast.example/2021/22-may-shells", "", date(2021, 5, 22)),
        ("https://coast.example/2021/22-May-shells", "", date(2021, 5, 22)),
        ("https://coast.example/a", "Shells. — Coast (@coast) May 22, 2021", date(2021, 5, 22)),
        ("https://coast.example/a", "(@coast) May 3, 2021 … (@coast) May 22, 2021", date(2021, 5, 22)),
        ("https://coast.example/a", "(@coast) May 22nd, 2021", date(2021, 5, 22)),
        ("https://coast.example/a", "Shells hit Marj on May 22, 2021.", None),
        ("https://coast.example/2021/22-shells", "", None),
    ],
)
def test_a_day_in_the_address_or_of_the_newest_post_is_the_pages(
    url: str, text: str, day: date | None
) -> None:
    assert days_of([page("a", url, text)]) == ({"a": day} if day else {})


def test_a_day_that_is_known_stays() -> None:
    known = page("a", "https://coast.example/2021/22-may-shells", day=FIRST)
    assert days_of([known]) == {"a": FIRST}


def test_where_no_day_is_known_none_is_found() -> None:
    assert days_of([numbered(1000, "on Friday"), numbered(2000)]) == {}
    assert days_of([]) == {}


# An outlet whose pages of ten days apart are known: a hundred pages a day.
KNOWN = [numbered(10_000 + 1000 * at, day=FIRST + timedelta(10 * at)) for at in range(4)]


@pytest.mark.parametrize(
    ("number", "text", "day"),
    [
        (10_500, "", FIRST + timedelta(5)),
        (12_000 + 300, "", FIRST + timedelta(23)),
        (10_500, "Shells hit Marj on Friday.", date(2021, 5, 7)),  # by the number it is Thursday the 6th
        (10_500, "Shells hit Marj on Wednesday.", date(2021, 5, 5)),
        (10_500, "Shells hit Marj on May 8.", date(2021, 5, 8)),
        (10_500, "Shells hit Marj on May 8th, 2021.", date(2021, 5, 8)),
    ],
)
def test_a_numbered_page_is_of_the_day_that_its_number_and_its_words_tell(
    number: int, text: str, day: date
) -> None:
    assert days_of([*KNOWN, numbered(number, text)])[f"n{number}"] == day


def test_days_do_not_fall_while_numbers_rise() -> None:
    words = ("on Saturday", "on Friday", "on Tuesday", "", "on Monday", "on May 9", "on Sunday")
    open_ones = [numbered(10_100 + 120 * at, text) for at, text in enumerate(words)]
    found = days_of([*KNOWN, *open_ones])
    days = [found[one.id] for one in open_ones]
    assert days == sorted(days)
    assert days[0] >= FIRST
    assert days[-1] <= FIRST + timedelta(10)


def test_the_numbers_of_one_outlet_say_nothing_of_anothers() -> None:
    assert "n10500" not in days_of([*KNOWN, numbered(10_500, outlet="harbour.example")])


def test_a_copied_link_was_opened_on_the_day_of_the_page_or_after_it() -> None:
    stamp = 1_620_259_200  # 6 May 2021
    url = f"https://coast.example/en/10900/?fbclid={stamp}123456"
    assert days_of([*KNOWN, page("a", url)])["a"] <= date(2021, 5, 6)
    assert days_of([*KNOWN, numbered(10_900)])["n10900"] > date(2021, 5, 6)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Shells hit Marj on Sunday, May 9th, 2021.", date(2021, 5, 9)),
        ("Shells hit Marj.", None),
        ("Shells hit Marj on May 9, 2021. Updated on June 30, 2024.", None),  # kept up to date since
    ],
)
def test_a_page_without_a_number_is_of_the_day_that_its_words_tell_where_they_tell_one(
    text: str, day: date | None
) -> None:
    assert days_of([*KNOWN, page("a", "https://harbour.example/shells", text)]).get("a") == day
