"""What a page is known by: all that it reads of its address, in one form, and nothing else."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from django.test import Client, RequestFactory

from dateline.web.archive.models import Source
from dateline.web.press import caching
from dateline.web.press.addresses import absolute, by_id
from dateline.web.rights import Role
from tests.web.press import published

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

    from dateline.web.press.models import Briefing
    from tests.web.accounts import Person

pytestmark = pytest.mark.django_db

JUNK = "utm_source=owl&page=0&at=never&reading=&x=1&x=2&order=9"


@pytest.fixture
def site(person: Person) -> dict[str, str]:
    """Where pages of each kind are, by their names."""
    incidents = published.incidents(8)
    made = published.briefing(published.series(), incidents[:3], person(Role.EDITOR))
    return _pages(made) | {"incident": by_id("press:incident", incidents[0].pk)}


def _pages(made: Briefing) -> dict[str, str]:
    cited = made.citations.get(label="c1")
    incident, source = cited.incident, Source.objects.first()
    assert source is not None
    return {
        "front": "/",
        "briefings": "/briefings/",
        "series": "/briefings/coast/",
        "briefing": "/briefings/coast/2018-05-20/",
        "old version": "/briefings/coast/2018-05-20/versions/1/",
        "corrections": "/corrections/",
        "claim": by_id("press:claim", cited.event_id),
        "citation": by_id("press:citation", cited.pk),
        "report": by_id("press:report", cited.event.report_id),
        "place": f"/places/{incident.place}/",
        "source": by_id("press:source", source.pk),
        "sources": "/sources/",
        "map": "/map/",
        "points": "/map/points.json",
        "feed": "/feeds/briefings.atom",
        "card": by_id("api:embed_incident", incident.pk),
        "card of the map": "/embed/map/",
        "about": "/about/",
    }


def _tag(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return str(answer["ETag"])


def test_what_a_page_does_not_read_makes_no_other_page_of_it(site: dict[str, str]) -> None:
    for name, address in site.items():
        if name != "feed":  # which has no page 0
            assert _tag(f"{address}?{JUNK}") == _tag(address), name
        assert _tag(f"{address}?utm_source=owl&x=1") == _tag(address), name


def test_a_page_that_was_drawn_is_not_drawn_again_for_junk(
    site: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    keep = caching._drawn.put  # noqa: SLF001 -- what is drawn is put there

    def put(tag: str, page: caching._Page) -> caching._Page:
        drawn.append(tag)
        return keep(tag, page)

    monkeypatch.setattr(caching._drawn, "put", put)  # noqa: SLF001
    for nth in range(4):
        page = Client().get(f"{site['briefing']}?nonsense={nth}").content.decode()
        assert "nonsense" not in page
    assert len(drawn) == 1


READ = (
    ("claim", "at=1-2"),
    ("report", "at=3-9"),
    ("map", "type=shelling"),
    ("map", "after=2018-05-20~00000000-0000-0000-0000-000000000001"),
    ("map", "type=owls"),  # the page says that it knows no such type
    ("points", "zoom=5"),
    ("points", "language=de"),
    ("card", "lang=de"),
    ("card of the map", "type=shelling"),
    ("card of the map", "lang=ar"),
)


def test_what_a_page_reads_makes_another_page_of_it(site: dict[str, str]) -> None:
    for page, asked in READ:
        assert _tag(f"{site[page]}?{asked}") != _tag(site[page]), (page, asked)


def test_the_same_filters_are_one_page_in_whatever_order_they_are_written(site: dict[str, str]) -> None:
    one = urlencode([("type", "shelling"), ("type", "capture"), ("country", "sy"), ("from", "2018-05-01")])
    other = urlencode([("x", "1"), ("from", "2018-05-01"), ("country", "SY"), ("type", "shelling"), ("type", "shelling"), ("type", "capture")])  # fmt: skip  # noqa: E501
    assert _tag(f"/map/?{one}") == _tag(f"/map/?{other}")
    assert _tag(f"{site['claim']}?at=1-2") == _tag(f"{site['claim']}?at=7-3&at=01-2&at=1-2")


def test_pages_beyond_the_last_are_the_last(site: dict[str, str]) -> None:
    for name in ("corrections", "series", "sources", "source", "place"):
        tags = {_tag(f"{site[name]}?page={page}") for page in ("", "1", "01", "2", "999", "last", "-1")}
        assert tags == {_tag(site[name])}, name


def test_a_number_in_an_address_is_written_in_one_way(site: dict[str, str]) -> None:
    for number in ("01", "001", "0", "1" * 30):
        assert Client().get(site["old version"].replace("/1/", f"/{number}/")).status_code == 404


def test_a_public_site_calls_itself_by_its_one_address_whatever_it_is_asked_by(
    settings: Settings,
) -> None:
    settings.ALLOWED_HOSTS = ["example.org", "localhost"]
    ask = RequestFactory().get
    assert absolute(ask("/", headers={"host": "LocalHost:8000"}), "/a/") == "http://localhost:8000/a/"
    settings.DATELINE_URL = "https://example.org"
    for host in ("example.org", "EXAMPLE.org:8443", "localhost:99"):
        assert absolute(ask("/", headers={"host": host}), "/a/") == "https://example.org/a/"


def test_a_kept_page_is_packed_once_and_known_by_a_weak_tag(
    site: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = Client().get(site["briefing"])
    packed = Client(headers={"accept-encoding": "gzip"}).get(site["briefing"])
    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] == f"W/{plain['ETag']}"
    assert "Accept-Encoding" in packed["Vary"]
    monkeypatch.setattr(gzip, "compress", None)
    again = Client(headers={"accept-encoding": "br, gzip"}).get(site["briefing"])
    assert again.content == packed.content
    for tag in (plain["ETag"], packed["ETag"]):
        assert Client().get(site["briefing"], headers={"if-none-match": tag}).status_code == 304
