"""Cards in other people's pages, and oEmbed, by which these find them."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from xml.sax import parseString
from xml.sax.handler import ContentHandler

import pytest
from django.test import Client
from django.utils import timezone

from dateline.web.archive.models import Incident
from tests.web.api.readable import asked, body

if TYPE_CHECKING:
    from tests.web.api.readable import Readable

pytestmark = pytest.mark.django_db


def _cards(site: Readable) -> tuple[str, ...]:
    return (f"/embed/incidents/{site.incidents[0].pk}/", "/embed/briefings/coast/2018-05-20/", "/embed/map/")


def _oembed(url: str, status: int = 200, **params: str) -> Any:  # noqa: ANN401 -- as `asked`
    query = "".join(f"&{name}={value}" for name, value in params.items())
    return asked(f"/oembed?url={quote(url, safe='')}{query}", status)


def test_any_site_may_show_a_card_in_a_frame_and_no_other_page_of_ours(site: Readable) -> None:
    for path in _cards(site):
        answer = asked(path)
        assert "X-Frame-Options" not in answer.headers
        assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")
        asked(path, 304, if_none_match=answer.headers["ETag"])
    other = asked("/api/docs/")
    assert "frame-ancestors 'none'" in other.headers["Content-Security-Policy"]
    assert other.headers["X-Frame-Options"] == "DENY"


def test_a_card_has_no_script_and_its_links_take_the_place_of_the_page_around_it(site: Readable) -> None:
    for path in _cards(site):
        page = body(asked(path))
        assert "<script" not in page
        assert "http" not in page.replace("http-equiv", "")
        links = re.findall(r"<a ([^>]*)>", page)
        assert links
        inside = [link for link in links if 'target="_top"' not in link]
        assert all('href="?' in link for link in inside), inside


def test_the_card_of_an_incident_tells_what_how_sure_and_by_how_many(site: Readable) -> None:
    one = site.incidents[0]
    Incident.objects.filter(pk=one.pk).update(
        killed_min=2, killed_best=4, killed_max=11, grade="contested", number_of_sources=4
    )
    page = body(asked(f"/embed/incidents/{one.pk}/"))
    for words in (
        "2 to 11; best 4",
        "contested",
        "4 independent origins",
        one.place_name,
        f"/incidents/{one.pk}/",
    ):
        assert words in page, words


def test_the_card_of_an_incident_that_moved_leads_on_and_of_a_hidden_one_there_is_none(
    site: Readable,
) -> None:
    one, other, third, *_ = site.incidents
    Incident.objects.filter(pk=one.pk).update(gone_at=timezone.now(), into=other)
    answer = asked(f"/embed/incidents/{one.pk}/?lang=de", 302)
    assert answer.headers["Location"] == f"/embed/incidents/{other.pk}/?lang=de"
    Incident.objects.filter(pk=third.pk).update(gone_at=timezone.now())
    assert "No report tells" in body(asked(f"/embed/incidents/{third.pk}/", 410))
    Incident.objects.filter(pk=other.pk).update(published_at=None)
    hidden = asked(f"/embed/incidents/{one.pk}/", 410)
    Incident.objects.filter(pk=other.pk).update(published_at=timezone.now())
    again = Client().get(f"/embed/incidents/{one.pk}/", headers={"if-none-match": hidden.headers["ETag"]})
    assert again.status_code == 302, "where it leads is known by where that stands, too"
    asked(f"/embed/incidents/{site.hidden.pk}/", 404)
    asked("/embed/briefings/coast/1999-01-01/", 404)


def test_the_card_of_a_briefing_says_that_it_was_corrected_or_withdrawn(site: Readable) -> None:
    page = body(asked("/embed/briefings/coast/2018-05-20/"))
    assert "1 correction" in page
    assert "rests on 3 claims" in page
    assert "It rested on a forged report." in body(
        asked(f"/embed/briefings/coast/{site.withdrawn.slug}/", 410)
    )


def test_the_map_has_the_filters_of_the_pages_and_the_same_as_a_list(site: Readable) -> None:
    one = site.incidents[0]
    page = body(asked(f"/embed/map/?place={one.place}"))
    assert f'target="_top" href="/incidents/{one.pk}/"' in page
    assert f"/map/?place={quote(one.place)}" in page
    assert "<svg" in page
    others = [each for each in site.incidents if each.place != one.place]
    assert not [each for each in others if str(each.pk) in page]


def test_a_card_speaks_the_language_of_its_address(site: Readable) -> None:
    answer = asked(f"/embed/incidents/{site.incidents[0].pk}/?lang=ar")
    page = body(answer)
    assert '<html lang="ar" dir="rtl">' in page
    assert f'href="/ar/incidents/{site.incidents[0].pk}/"' in page
    assert answer.headers["Content-Language"] == "ar"
    assert '<a href="?lang=ar&amp;' in body(asked("/embed/map/?lang=ar"))
    assert '<html lang="en-gb"' in body(asked("/embed/map/?lang=xx"))


@pytest.mark.parametrize("prefix", ["", "/de"])
def test_oembed_gives_the_card_of_a_page(prefix: str, site: Readable) -> None:
    one = site.incidents[0]
    lang = f"?lang={prefix[1:]}" if prefix else ""
    for page, card in (
        (f"/incidents/{one.pk}/", f"/embed/incidents/{one.pk}/{lang}"),
        ("/briefings/coast/2018-05-20/", f"/embed/briefings/coast/2018-05-20/{lang}"),
        ("/map/", f"/embed/map/{lang}"),
    ):
        told = json.loads(body(_oembed(f"http://testserver{prefix}{page}")))
        assert (told["version"], told["type"], told["provider_name"]) == ("1.0", "rich", "Dateline")
        assert f'src="http://testserver{card}"' in told["html"]
        assert told["title"]
        assert f'width="{told["width"]}" height="{told["height"]}"' in told["html"]
        asked(card)
    filtered = json.loads(body(_oembed("http://testserver/map/?type=assault&page=3")))
    assert 'src="http://testserver/embed/map/?type=assault"' in filtered["html"]


def test_oembed_keeps_to_the_size_that_there_is_room_for(site: Readable) -> None:
    url = f"http://testserver/incidents/{site.incidents[0].pk}/"
    told = json.loads(body(_oembed(url, maxwidth="300", maxheight="200")))
    assert (told["width"], told["height"]) == (300, 200)
    assert "thumbnail_url" not in told
    told = json.loads(body(_oembed(url)))
    assert told["thumbnail_url"] == f"http://testserver/cards/incidents/{site.incidents[0].pk}.png"
    for wrong in ("0", "-1", "wide", "1e3"):
        assert json.loads(body(_oembed(url, 400, maxwidth=wrong)))["errors"][0]["parameter"] == "maxwidth"


def test_oembed_as_xml_says_the_same(site: Readable) -> None:
    url = f"http://testserver/incidents/{site.incidents[0].pk}/"
    answer = _oembed(url, format="xml")
    assert answer.headers["Content-Type"].startswith("text/xml")
    found: dict[str, str] = {}

    class _Reader(ContentHandler):
        _name = ""

        def startElement(self, name: str, attrs: Any) -> None:  # noqa: ANN401, ARG002, N802 -- SAX calls it
            self._name = name

        def characters(self, content: str) -> None:
            found[self._name] = found.get(self._name, "") + content

    parseString(body(answer), _Reader())  # noqa: S317 -- our own answer
    assert found == {name: str(value) for name, value in json.loads(body(_oembed(url))).items()}


def test_oembed_knows_no_other_page_and_no_other_form(site: Readable) -> None:
    here = "http://testserver"
    for url in (
        f"{here}/about/",
        f"{here}/incidents/{site.hidden.pk}/",
        f"{here}/briefings/coast/{site.withdrawn.slug}/",
        f"{here}/no/such/page",
        "https://elsewhere.example/map/",
        "ftp://testserver/map/",
        "http://[broken",
        "map",
    ):
        assert json.loads(body(_oembed(url, 404)))["remedy"], url
    assert json.loads(body(_oembed(f"{here}/map/", 501, format="yaml")))["remedy"]
    assert Client().get("/oembed").status_code == 400


def test_pages_that_have_a_card_tell_where_to_ask_for_it(site: Readable) -> None:
    for path in (f"/incidents/{site.incidents[0].pk}/", "/briefings/coast/2018-05-20/", "/map/?type=assault"):
        page = body(asked(path))
        found = re.findall(
            r'<link rel="alternate" type="(?:application/json|text/xml)\+oembed" href="([^"]+)"', page
        )
        assert len(found) == 2, path
        for address in found:
            answer = asked(unescape(address).removeprefix("http://testserver"))
            embedded = body(answer)
            assert "/embed/" in embedded
            assert ("type=assault" in embedded) == ("type=assault" in path)
