"""The day that a page bears."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dateline.reading import read
from dateline.reading.dating import (
    address_date,
    first_date,
    headline_date,
    only_a_date,
    opening_date,
    stamp_date,
)

DAY = date(2018, 11, 23)


@pytest.mark.parametrize(
    ("headline", "day"),
    [
        ("Syrian War Report – Nov. 23, 2018: Raiders storm the oil field", DAY),
        ("War report – 23 November 2018", DAY),
        ("[23.11.2018] Mortars over the market", DAY),
        ("Mortars over the market [23.11.2018]", DAY),
        ("Mortars over the market (2018-11-23)", DAY),
        ("November 23rd, 2018 – what we know", DAY),
        ("Friday, 23 November 2018 | The day at the front", DAY),
        ("Сводка – 23 ноября 2018", DAY),
        ("Cephe raporu – 23 Kasım 2018", DAY),
        ("التقرير اليومي – ٢٣ تشرين الثاني ٢٠١٨", DAY),
        ("What happened on November 23, 2018 in the valley", None),
        ("Death toll of 23 November 2018 rises", None),
        ("Report – 11/12/2018", None),
        ("Report – 11/23/2018", DAY),
        ("Report – 31 February 2018", None),
        ("War of 2018: a history", None),
        ("No day at all", None),
    ],
)
def test_a_day_set_off_in_a_headline_is_the_headlines_day(headline: str, day: date | None) -> None:
    assert headline_date(headline) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://line.example/2018/11/23/raid", DAY),
        ("https://line.example/news/2018-11-23-raid.html", DAY),
        ("https://line.example/20181123/raid", DAY),
        ("https://line.example/2018/11/raid", None),
        ("https://line.example/raid?d=2018/11/23", None),
        ("https://2018.11.23.example/raid", None),
        ("https://line.example/2018/13/45/raid", None),
        ("https://line.example/id/120181123456", None),
    ],
)
def test_the_day_in_an_address_stands_in_its_path(url: str, day: date | None) -> None:
    assert address_date(url) == day


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("2018-11-23", DAY),
        ("2018-11-23T23:59:00-08:00", DAY),
        ("20181123", DAY),
        ("Fri, 23 Nov 2018 10:00:00 GMT", DAY),
        ("23.11.2018, 10:00", DAY),
        ("2018", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_stamp_gives_the_outlets_own_day(stamp: str, day: date | None) -> None:
    assert stamp_date(stamp) == day


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Published: November 23, 2018 5:30 PM", True),
        ("Friday, 23 November 2018, 13:09", True),
        ("23 November، 2018", True),
        ("On 23 November 2018 two men died", False),
        ("Killed on 23.11.2018", False),
        ("Monday", False),
    ],
)
def test_a_line_of_a_day_alone_is_known(line: str, *, expected: bool) -> None:
    assert only_a_date(line) is expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("DAMASCUS, Nov. 23, 2018 (Agency) – Two shells fell.", DAY),
        ("Aleppo, 23 November 2018 – Two shells fell.", DAY),
        ("On 23 November 2018 – a Friday – two shells fell.", None),
        ("Two shells fell on the mill on 23 November 2018.", None),
    ],
)
def test_a_dateline_with_its_year_gives_the_day(text: str, day: date | None) -> None:
    assert opening_date(text) == day


def test_day_and_month_that_can_be_mistaken_give_no_day() -> None:
    assert first_date("05/06/2018") is None
    assert first_date("05.06.2018") == date(2018, 6, 5)
    assert first_date("05-05-2018") == date(2018, 5, 5)


LINKED = '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2018-11-23"}</script>'
BODY = "<p>Two shells fell on the mill of Sarr on Monday, residents said, and nobody was hurt by them.</p>"


@pytest.mark.parametrize(
    ("head", "body", "url", "day"),
    [
        (
            f'{LINKED}<meta property="article:published_time" content="2018-11-24">',
            BODY,
            None,
            DAY,
        ),
        (
            '<meta property="article:published_time" content="2018-11-23">',
            f"<h1>Raid – 22 November 2018</h1>{BODY}",
            None,
            DAY,
        ),
        ("<title>Raid – Nov. 23, 2018</title>", BODY, "https://a.example/2019/01/01/x", DAY),
        (
            "",
            f'<time class="entry-date" datetime="2018-11-23">x</time>{BODY}',
            "https://a.example/2019/01/01/x",
            DAY,
        ),
        ("", BODY, "https://a.example/2018/11/23/x", DAY),
        ("", f"<p>23 November 2018</p>{BODY}", None, DAY),
        ("", f"{BODY}<p>© 2018 A</p><p>Copyright 23.11.2018</p>", None, None),
        ("", f'{BODY}<div class="comments"><time datetime="2018-11-23">x</time></div>', None, None),
        ("", BODY, None, None),
        ('<meta name="date" content="2031-01-01">', BODY, None, None),
        ('<meta name="date" content="1970-01-01">', BODY, None, None),
    ],
)
def test_the_day_of_a_page_is_its_metadatas_else_its_headlines_else_its_addresss(
    head: str, body: str, url: str | None, day: date | None
) -> None:
    page = f"<!doctype html><html><head>{head}</head><body><article>{body}</article></body></html>"

    report = read(page, url=url, now=lambda: datetime(2026, 1, 1, tzinfo=UTC))

    assert report.published == day
