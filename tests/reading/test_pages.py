"""Whole pages: what is the report on each, and what is not."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dateline.domain import ApartKind
from dateline.domain.errors import LoginWall, NoArticle
from dateline.reading import read
from dateline.reading.furniture import mark
from dateline.reading.money import is_funding

if TYPE_CHECKING:
    from dateline.domain import Report
    from dateline.domain.errors import PageUnreadable

PAGES = Path(__file__).resolve().parent.parent / "pages"
SAMPLES = PAGES.parent.parent / "samples"


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page and what is to be read from it; `apart` are words of it with the kind that they are."""

    file: str
    title: str | None
    source: str | None
    author: str | None
    published: date | None
    language: str
    starts: str
    ends: str
    paragraphs: int
    apart: tuple[tuple[ApartKind, str], ...]


READ = [
    Page(
        file="daily-report.html",
        title="Salt Marsh War Report – Oct. 4, 2019: Raiders Burn Two Depots",
        source="Northline",
        author="Northline Desk",
        published=date(2019, 10, 4),
        language="en",
        starts="On October 3, members of the Red Banner attacked two fuel depots of the Valley Guard west",
        ends="A video released by local sources shows strikes on depots from 2014 to 2017.",
        paragraphs=9,
        apart=(
            (ApartKind.NAVIGATION, "Maps of the front"),
            (ApartKind.FUNDING, "3,250 $"),
            (ApartKind.FUNDING, "BTC: 1ExampLeNotARea1Wa11etAddressXXXXX"),
            (ApartKind.FUNDING, "If you like our content and approach"),
            (ApartKind.CAPTION, "The marsh road in September."),
            (ApartKind.NAVIGATION, "Click to share on Facebook"),
            (ApartKind.RELATED, "What The Marsh Is Worth"),
            (ApartKind.RELATED, "Harbour Closed For A Third Day"),
            (ApartKind.COMMENTS, "Notify of"),
            (ApartKind.COMMENTS, "newest oldest most voted"),
            (ApartKind.COMMENTS, "Inline Feedbacks View all comments"),
            (ApartKind.COMMENTS, "Sent twenty by PayPal, keep on."),
            (ApartKind.NAVIGATION, "© 2024 Northline."),
        ),
    ),
    Page(
        file="dump-of-a-page.txt",
        title="Northern Front Report – Mar. 14, 2019: Raiders Storm Salt Works East Of Tarvos",
        source=None,
        author=None,
        published=date(2019, 3, 14),
        language="en",
        starts="On March 13, members of the Red Banner stormed the Tarvos salt works",
        ends="Upper Denn\n\nLower Denn\n\nMarrow Bridge",
        paragraphs=8,
        apart=(
            (ApartKind.NAVIGATION, "Analysis"),
            (ApartKind.FUNDING, "2,500\n\n5,000"),
            (ApartKind.FUNDING, "3,250 raised"),
            (ApartKind.FUNDING, "ETH: 0xEXAMPLE0000000000000000000000000000NOTREAL"),
            (ApartKind.FUNDING, "Work like this is paid for by its readers alone."),
            (ApartKind.RELATED, "What The Tarvos Works Are Worth"),
            (ApartKind.COMMENTS, "most voted"),
            (ApartKind.COMMENTS, "The Guard lost the works because nobody paid them."),
            (ApartKind.COMMENTS, "oarsman"),
            (ApartKind.NAVIGATION, "© 2020 Northline. All rights reserved."),
        ),
    ),
    Page(
        file="old-blog.html",
        title="Mortars over Keld [14.02.2011]",
        source="Notes from the Ridge",
        author=None,
        published=date(2011, 2, 14),
        language="en",
        starts="Four mortar rounds fell on the market of Keld this morning.",
        ends="A truck of the relief office hit a mine there on Saturday; its driver is missing.",
        paragraphs=4,
        apart=(
            (ApartKind.NAVIGATION, "Older notes"),
            (ApartKind.COMMENTS, "It was five rounds, not four."),
            (ApartKind.NAVIGATION, "Copyright 2013"),
        ),
    ),
    Page(
        file="agency.html",
        title="Drone strike kills border officer near Varn",
        source="Meridian Agency",
        author="Lidia Orne, Paul Tessak",
        published=date(2022, 6, 30),
        language="en",
        starts="VARN (Meridian) — A drone strike killed a border officer",
        ends="About 300 trucks were waiting on the eastern side by noon, drivers said.",
        paragraphs=4,
        apart=(
            (ApartKind.NAVIGATION, "Advertisement"),
            (ApartKind.RELATED, "What is known of the drones over Varn"),
            (ApartKind.CAPTION, "Trucks wait at the Varn bridge."),
            (ApartKind.RELATED, "River levels fall for a sixth week"),
            (ApartKind.NAVIGATION, "Sign up for the newsletter."),
        ),
    ),
    Page(
        file="page-builder.html",
        title="Shelling closes the pass road",
        source="The Pass Courier",
        author=None,
        published=date(2020, 1, 17),
        language="en",
        starts="Government artillery shelled the pass road for six hours on Thursday night",
        ends="if the Second Brigade, which holds the lower bridge, lets it through.",
        paragraphs=3,
        apart=(
            (ApartKind.FUNDING, "Every gift goes into paper and petrol."),
            (ApartKind.FUNDING, "Collected: 1,310"),
            (ApartKind.RELATED, "Wolf seen near the school of Ulm Sarr"),
        ),
    ),
    Page(
        file="arabic.html",
        title="قصف مدفعي على قرية تل ورد يوقع قتيلين",
        source="صوت النهر",
        author=None,
        published=date(2018, 3, 12),
        language="ar",
        starts="قال ناشطون محليون إن قصفا مدفعيا استهدف قرية تل ورد صباح اليوم",
        ends="ونزحت نحو ثلاثين عائلة من القرية إلى المزارع المجاورة خوفا من تجدد القصف.",
        paragraphs=3,
        apart=((ApartKind.NAVIGATION, "الرئيسية"), (ApartKind.COMMENTS, "الله يرحمهم")),
    ),
    Page(
        file="plain-report.txt",
        title="Raiders burn two depots west of Tarvos",
        source=None,
        author=None,
        published=date(2019, 10, 4),
        language="en",
        starts="TARVOS, 4 October 2019 (Northline) – Members of the Red Banner burned",
        ends="Comments by the Hill Council were not available.",
        paragraphs=7,
        apart=(),
    ),
    Page(
        file="wrapped-report.txt",
        title=None,
        source=None,
        author=None,
        published=date(2019, 10, 4),
        language="en",
        starts="Members of the Red Banner burned two fuel depots of the Valley Guard west of Tarvos",
        ends="denies this and calls for an inquiry by the lake states.",
        paragraphs=2,
        apart=((ApartKind.NAVIGATION, "FROM THE MARSH - 4 October 2019"),),
    ),
]


@pytest.mark.parametrize("page", READ, ids=lambda page: page.file)
def test_a_page_is_read_into_its_report_and_what_is_not_the_report(page: Page) -> None:
    report = read(PAGES / page.file)

    assert (report.title, report.source, report.author) == (page.title, page.source, page.author)
    assert (report.published, report.language) == (page.published, page.language)
    assert report.text.startswith(page.starts)
    assert report.text.endswith(page.ends)
    assert len(report.text.split("\n\n")) == page.paragraphs
    for kind, words in page.apart:
        assert any(words in one.text for one in report.set_apart if one.kind is kind), (kind, words)
        assert words not in report.text


@pytest.mark.parametrize("page", READ, ids=lambda page: page.file)
def test_no_line_of_a_report_asks_for_money_or_belongs_to_a_comment_system(page: Page) -> None:
    assert not _money_and_comments(read(PAGES / page.file))


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.html")), ids=lambda path: path.name)
def test_the_samples_hold_a_dated_report_without_money_and_comments(path: Path) -> None:
    report = read(path)

    assert report.title
    assert report.published
    assert report.published.year == 2018
    assert not _money_and_comments(report)
    kinds = {one.kind for one in report.set_apart}
    assert {ApartKind.FUNDING, ApartKind.COMMENTS} <= kinds
    for word in ("PayPal", "BTC", "Patreon", "raised", "Reply", "vote", "wallet"):
        assert word.casefold() not in report.text.casefold()


@pytest.mark.parametrize(
    ("file", "error"),
    [
        ("paywall.html", LoginWall),
        ("login-wall.html", LoginWall),
        ("front-page.html", NoArticle),
        ("browser-check.html", NoArticle),
    ],
)
def test_a_page_without_its_article_says_what_stands_in_the_way(
    file: str, error: type[PageUnreadable]
) -> None:
    with pytest.raises(error) as caught:
        read(PAGES / file)

    assert caught.value.remedy


@pytest.mark.skipif("DATELINE_PAGES" not in os.environ, reason="DATELINE_PAGES names no folder of real pages")
def test_real_pages_hold_no_line_of_money_or_comments() -> None:
    paths = sorted(Path(os.environ["DATELINE_PAGES"]).glob("*.html"))
    assert paths

    for path in paths:
        report = read(path)
        assert report.title, path
        assert len(report.text) > 500, path
        assert not _money_and_comments(report), path


def _money_and_comments(report: Report) -> list[str]:
    lines = report.text.split("\n\n")
    marked = [(line, mark(line)) for line in lines]
    return [
        line
        for line, one in marked
        if is_funding(line) or (one is not None and one.kind in (ApartKind.COMMENTS, ApartKind.FUNDING))
    ]
