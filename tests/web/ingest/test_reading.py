"""Pages on their way in: each becomes one report, however often and by whatever address it comes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from dateline.adapters.feeds import BadRow
from dateline.domain.errors import AddressForbidden, NoConnection, NotOurTurn, PageEmpty, PageTooLarge
from dateline.reading import MAX_BYTES, report_id
from dateline.web.archive.ingest import Taken, take_list, take_page, take_url
from dateline.web.archive.ingest_reading import read_arrival
from dateline.web.archive.models import (
    Arrival,
    ArrivalState,
    Feed,
    Page,
    Report,
    ReportState,
    Source,
    SourceDomain,
)
from dateline.web.archive.packing import unpack
from tests.web.ingest.worlds import page

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.ingest.worlds import Web

    Arrives = Callable[[Taken], ArrivalState | None]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("here")]

STORY = "https://mill.example/2018/story"


@pytest.fixture
def coded() -> list[str]:
    """The keys of the reports that were set on their way to be coded."""
    return []


@pytest.fixture
def arrives(coded: list[str]) -> Callable[[Taken], ArrivalState | None]:
    """Reads what was taken in."""

    def read(taken: Taken) -> ArrivalState | None:
        assert taken.arrival is not None
        return read_arrival(str(taken.arrival.pk), then=lambda report: coded.append(report.key))

    return read


def test_an_address_becomes_a_report_with_its_page_byte_for_byte(
    web: Web, arrives: Arrives, coded: list[str]
) -> None:
    web.pages[STORY] = page(3)
    web.moved[f"{STORY}?utm_source=x"] = STORY
    assert arrives(take_url(f"{STORY}?utm_source=x")) == ArrivalState.READ
    report = Report.objects.get()
    assert (report.canonical_url, report.title, report.published) == (
        STORY,
        "Shells fall on Deir Salam",
        date(2018, 11, 4),
    )
    assert (report.key, report.state) == (report_id(report.text), ReportState.FETCHED)
    assert (str(report.source), SourceDomain.objects.get().domain) == ("The Mill", "mill.example")
    version = report.pages.get()
    assert unpack(version.body) == page(3)
    assert (version.status, version.media_type) == (200, "text/html")
    assert coded == [report.key]
    arrival = Arrival.objects.get()
    assert (arrival.report, arrival.packed, arrival.error) == (report, None, "")


def test_the_same_page_by_ten_addresses_is_one_report(web: Web, arrives: Arrives, coded: list[str]) -> None:
    web.pages[STORY] = page(3)
    web.moved = {"https://mill.example/s/9": STORY, "http://mill.example/2018/story": STORY}
    ways = [
        STORY, f"{STORY}/", f"{STORY}#top", f"{STORY}?fbclid=1", "https://mill.example/s/9",
        "http://mill.example/2018/story", STORY.replace("mill", "Mill"),
    ]  # fmt: skip
    web.pages |= dict.fromkeys(ways, page(3))
    for way in ways:
        arrives(take_url(way))
    assert Report.objects.count() == Page.objects.count() == 1
    assert len(coded) == 1
    assert {one.report_id for one in Arrival.objects.all()} == {Report.objects.get().pk}


def test_a_page_that_was_moved_is_known_by_where_it_came_from_too(web: Web, arrives: Arrives) -> None:
    web.pages[STORY] = page(3)
    web.moved["https://short.example/9"] = STORY
    arrives(take_url("https://short.example/9"))
    again = take_url("https://short.example/9", again=False)
    assert (again.arrival, again.report) == (None, Report.objects.get())


def test_a_page_that_names_its_canonical_address_is_known_by_that(web: Web, arrives: Arrives) -> None:
    head = f'<link rel="canonical" href="{STORY}">'
    amp, print_view = f"{STORY}/amp", f"{STORY}?view=print"
    web.pages |= {amp: page(3, head=head), STORY: page(3, head=head), print_view: page(3, head=head)}
    for url in (amp, STORY, print_view):
        arrives(take_url(url))
    assert Report.objects.get().canonical_url == STORY


def test_an_address_that_waits_is_not_taken_twice() -> None:
    first, second = take_url(STORY), take_url(f"{STORY}#again")
    assert (first.new, second.new) == (True, False)
    assert second.arrival == first.arrival


def test_what_has_not_changed_is_not_even_sent(web: Web, arrives: Arrives, coded: list[str]) -> None:
    web.pages[STORY] = page(3)
    arrives(take_url(STORY))
    assert arrives(take_url(STORY)) == ArrivalState.KNOWN
    assert web.spared == 1
    assert len(coded) == 1


def test_a_page_that_changed_is_a_new_version_of_one_report_and_is_coded_anew(
    web: Web, arrives: Arrives, coded: list[str]
) -> None:
    web.pages[STORY] = page(3, killed=2)
    arrives(take_url(STORY))
    before = Report.objects.get()
    Report.objects.update(state=ReportState.LINKED)
    web.pages[STORY] = page(3, killed=5)
    assert arrives(take_url(STORY)) == ArrivalState.READ
    after = Report.objects.get()
    assert (after.pk, after.key, after.state) == (before.pk, before.key, ReportState.FETCHED)
    assert "killing 5 people" in after.text
    assert [unpack(one.body) for one in after.pages.order_by("fetched_at")] == [
        page(3, killed=2),
        page(3, killed=5),
    ]
    assert coded == [before.key, before.key]


def test_a_page_that_changes_back_is_its_first_version_again(
    web: Web, arrives: Arrives, coded: list[str]
) -> None:
    for killed in (2, 5, 2):
        web.pages[STORY] = page(3, killed=killed)
        arrives(take_url(STORY))
    report = Report.objects.get()
    assert "killing 2 people" in report.text
    assert report.pages.count() == 2
    assert unpack(report.pages.latest("fetched_at").body) == page(3, killed=2)
    assert len(coded) == 3


def test_what_changes_on_a_page_beside_its_words_makes_no_version(
    web: Web, arrives: Arrives, coded: list[str]
) -> None:
    for nonce in ("a", "b", "c"):
        web.pages[STORY] = page(3, head=f'<meta name="csrf" content="{nonce}">')
        arrives(take_url(STORY))
    assert Page.objects.count() == 1
    assert len(coded) == 1


def test_the_same_words_on_another_site_are_a_report_of_their_own(web: Web, arrives: Arrives) -> None:
    copy = "https://dam.example/wire/7"
    web.pages |= {STORY: page(3), copy: page(3).replace(b"The Mill", b"The Dam")}
    arrives(take_url(STORY))
    arrives(take_url(copy))
    one, other = Report.objects.order_by("first_seen")
    assert one.text == other.text
    assert one.key != other.key
    assert {str(one.source), str(other.source)} == {"The Mill", "The Dam"}


def test_a_page_whose_site_sends_us_on_to_an_endless_address_is_known_by_the_one_it_came_by(
    web: Web, arrives: Arrives
) -> None:
    long = f"{STORY}?{'x' * 3000}"
    web.pages[long], web.moved[STORY] = page(3), long
    assert arrives(take_url(STORY)) == ArrivalState.READ
    assert arrives(take_url(STORY)) == ArrivalState.KNOWN
    assert Report.objects.get().canonical_url is None


def test_a_saved_page_that_names_a_broken_address_is_read(arrives: Arrives) -> None:
    head = '<link rel="canonical" href="https://[broken/1">'
    assert arrives(take_page(page(3, head=head))) == ArrivalState.READ


def test_the_same_words_on_many_sites_and_on_none_are_known_when_they_come_again(
    web: Web, arrives: Arrives
) -> None:
    urls = [STORY, "https://dam.example/1", "https://bridge.example/1"]
    for _ in range(2):
        for url in urls:
            web.pages[url] = page(3)
            arrives(take_url(url))
        arrives(take_page(page(3)))
        assert Report.objects.count() == 3


def test_two_names_on_two_sites_are_two_sources_even_where_a_page_borrows_a_name(
    web: Web, arrives: Arrives
) -> None:
    web.pages |= {STORY: page(3), "https://fake.example/1": page(4)}
    arrives(take_url(STORY))
    arrives(take_url("https://fake.example/1"))
    assert set(Source.objects.values_list("name", flat=True)) == {"The Mill", "The Mill (fake.example)"}


def test_a_part_of_a_known_site_is_of_its_source(web: Web, arrives: Arrives) -> None:
    web.pages |= {STORY: page(3), "https://north.mill.example/1": page(4)}
    arrives(take_url(STORY))
    arrives(take_url("https://north.mill.example/1"))
    assert Source.objects.count() == 1


# ── what is handed in ─────────────────────────────────────────────────────────────────────────────────────

TEXT = """Shells fall on Sarr

Shells fell on the market of Sarr on the morning of number 8, killing 2 people, residents said by telephone.
The shelling went on for an hour, and the road to the north was closed, they said.
"""


@pytest.mark.parametrize("handed", [TEXT, TEXT.encode(), page(8), page(8).decode()])
def test_what_is_handed_in_is_read_too(handed: str | bytes, arrives: Arrives) -> None:
    taken = take_page(handed, name="sarr", by=None, published=date(2018, 11, 20))
    assert arrives(taken) == ArrivalState.READ
    report = Report.objects.get()
    assert "killing 2 people" in report.text
    assert report.canonical_url is None
    assert report.fetched_at is None
    assert report.published is not None
    content = handed.encode() if isinstance(handed, str) else handed
    assert unpack(report.pages.get().body) == content


def test_pasted_words_are_not_decoded_by_what_the_page_said_of_its_bytes(arrives: Arrives) -> None:
    pasted = (
        page(8)
        .decode()
        .replace("<head>", '<head><meta charset="windows-1251">')
        .replace("people", "people – «люди»")
    )
    arrives(take_page(pasted))
    assert "«люди»" in Report.objects.get().text


def test_text_that_looks_like_a_path_or_an_address_is_text(arrives: Arrives) -> None:
    assert arrives(take_page("/etc/hostname")) in (ArrivalState.READ, ArrivalState.REFUSED)
    assert not Report.objects.exclude(text__contains="/etc/hostname").exists()
    assert arrives(take_page("-")) == ArrivalState.REFUSED


def test_the_same_words_handed_in_twice_are_one_report(arrives: Arrives, coded: list[str]) -> None:
    assert arrives(take_page(TEXT)) == ArrivalState.READ
    assert arrives(take_page(TEXT)) == ArrivalState.KNOWN
    assert arrives(take_page(TEXT.encode() + b"\n\n")) == ArrivalState.KNOWN
    assert Report.objects.count() == 1
    assert len(coded) == 1


def test_words_that_were_handed_in_get_their_address_when_the_page_comes(web: Web, arrives: Arrives) -> None:
    web.pages[STORY] = page(8)
    arrives(take_page(page(8)))
    arrives(take_url(STORY))
    report = Report.objects.get()
    assert (report.canonical_url, report.url, str(report.source)) == (STORY, STORY, "The Mill")


def test_what_is_handed_in_does_not_take_the_place_of_what_the_site_gave(web: Web, arrives: Arrives) -> None:
    web.pages[STORY] = page(3, killed=2)
    arrives(take_url(STORY))
    arrives(take_page(page(3, killed=900), url=STORY))
    fetched, claimed = Report.objects.order_by("first_seen")
    assert "killing 2 people" in fetched.text
    assert fetched.canonical_url == STORY
    assert "killing 900 people" in claimed.text
    assert (claimed.canonical_url, claimed.url) == (None, STORY)
    assert claimed.key != fetched.key
    arrives(take_page(page(3, killed=900), url=STORY))
    assert Report.objects.count() == 2, "the claim is known, too"


def test_what_a_page_behind_a_wall_says_can_be_handed_in_with_its_address(arrives: Arrives) -> None:
    arrives(take_page(page(3), url=f"{STORY}?utm_source=mail"))
    assert Report.objects.get().canonical_url == STORY


@pytest.mark.parametrize(
    ("handed", "url", "error"),
    [
        (b"", None, PageEmpty),
        ("  \n ", None, PageEmpty),
        (b"x" * (MAX_BYTES + 1), None, PageTooLarge),
        (page(1), "ftp://mill.example/1", AddressForbidden),
    ],
)
def test_what_cannot_be_a_page_is_refused_at_the_door(
    handed: str | bytes, url: str | None, error: type[Exception]
) -> None:
    with pytest.raises(error):
        take_page(handed, url=url)
    assert not Arrival.objects.exists()


# ── what becomes no report ────────────────────────────────────────────────────────────────────────────────


GERMAN = (
    b"<html lang=de><body><p>Am Morgen fielen Granaten auf den Markt der Stadt, zwei Menschen starben, wie "
    b"Anwohner am Telefon sagten. Das Krankenhaus nahm am Vormittag viele Verletzte auf.</p></body></html>"
)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"\x89PNG\r\n\x1a\n\x00", "not text, HTML or PDF"),
        (b"<html><body><nav><a href=/>Home</a></nav></body></html>", "no article"),
        (GERMAN, "in 'de'"),
    ],
)
def test_a_page_that_is_no_report_is_refused_with_a_reason_and_not_tried_again(
    web: Web, arrives: Arrives, body: bytes, says: str
) -> None:
    web.pages[STORY] = body
    taken = take_url(STORY)
    assert arrives(taken) == ArrivalState.REFUSED
    arrival = Arrival.objects.get()
    assert says in arrival.error
    assert not Report.objects.exists()
    assert arrives(taken) == ArrivalState.REFUSED
    assert len(web.asked) == 1


def test_a_page_that_is_not_there_is_refused(arrives: Arrives) -> None:
    assert arrives(take_url(STORY)) == ArrivalState.REFUSED
    assert "404" in Arrival.objects.get().error


@pytest.mark.parametrize(
    "error", [NoConnection(STORY, "Later."), NotOurTurn("mill.example", "Wait.", wait=3)]
)
def test_what_may_pass_leaves_the_arrival_waiting(web: Web, arrives: Arrives, error: Exception) -> None:
    web.pages[STORY] = error
    with pytest.raises(type(error)):
        arrives(take_url(STORY))
    assert Arrival.objects.get().state == ArrivalState.WAITING


def test_what_was_handed_in_and_refused_is_kept(arrives: Arrives) -> None:
    arrives(take_page(b"%PDF-1.4 torn"))
    arrival = Arrival.objects.get()
    assert (arrival.state, arrival.content) == (ArrivalState.REFUSED, b"%PDF-1.4 torn")


def test_signs_that_no_database_holds_do_not_stop_a_page(web: Web, arrives: Arrives) -> None:
    web.pages[STORY] = page(3).replace(b"residents said", b"residents\x00 said &#0; so")
    assert arrives(take_url(STORY)) == ArrivalState.READ
    assert "\0" not in Report.objects.get().text


# ── lists ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_list_is_taken_in_row_by_row_and_bad_rows_are_told_by_line(arrives: Arrives) -> None:
    body = (
        "url,text,title,source,published\n"
        f"{STORY},,,,\n"
        "no address,,,,\n"
        f',"{TEXT}",,The Dam,2018-11-20\n'
        f"{STORY}#top,,,,\n"
        "https://mill.example/other,,,,23.11.2018\n"
    )
    batch, rows = take_list(body.encode(), name="list.csv")
    assert [(row.line, row.reason if isinstance(row, BadRow) else row.new) for row in rows] == [
        (2, True),
        (3, "'no address' is no address of a page"),
        (4, True),
        (9, False),
        (10, "'23.11.2018' is no day; write it as 2018-11-23"),
    ]
    assert set(Arrival.objects.filter(batch=batch).values_list("line", flat=True)) == {2, 4}
    assert isinstance(rows[2], Taken)
    arrives(rows[2])
    report = Report.objects.get()
    assert (str(report.source), report.published) == ("The Dam", date(2018, 11, 20))


def test_a_list_with_an_address_and_its_text_needs_no_fetching(web: Web, arrives: Arrives) -> None:
    _, (row,) = take_list(f'url,text\n{STORY},"{TEXT}"\n'.encode(), name="list.csv")
    assert isinstance(row, Taken)
    assert arrives(row) == ArrivalState.READ
    assert Report.objects.get().canonical_url == STORY
    assert web.asked == []


def test_a_page_that_a_feed_names_is_of_the_source_of_the_feed(web: Web, arrives: Arrives) -> None:
    source = Source.objects.create(name="Our Mill")
    feed = Feed.objects.create(source=source, url="https://www.mill.example/feed")
    web.pages[STORY] = page(3)
    taken = take_url(STORY)
    Arrival.objects.update(feed=feed)
    arrives(taken)
    assert Report.objects.get().source == source
