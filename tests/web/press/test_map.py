"""The page of the map: all of it is in its address, and it is whole without a script."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlparse

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.test import Client
from playwright.sync_api import expect

from dateline.domain import Feature, Place, Stance
from dateline.pipeline import Lookups
from dateline.web.archive.models import Incident
from dateline.web.archive.tasks_world import World, in_world
from dateline.web.press.atlas import mapping, memory, naming
from dateline.web.press.atlas.asking import Sought, bounds_of
from dateline.web.press.atlas.frames import EVERYWHERE, HEIGHT, WIDTH, Frame, around
from dateline.web.press.atlas.signs import short_number
from tests.web.barriers import barriers
from tests.web.press import published
from tests.web.press.told_by_many import coding, told_by_many

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser
    from pytest_django.live_server_helper import LiveServer

    from tests.web.visiting import Visit

pytestmark = pytest.mark.django_db
WEBGL = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]
GRAPHICS = naming.PACKAGES / "maplibre-gl.mjs"


@pytest.fixture
def reader() -> Client:
    """A browser of somebody who reads."""
    return Client(HTTP_HOST="127.0.0.1")


def _listed(page: str) -> list[str]:
    return re.findall(r'class="glance-title"><a href="/incidents/([0-9a-f-]{36})/', page)


def test_the_map_and_the_list_show_the_same_incidents(reader: Client) -> None:
    rows = published.incidents(12)
    page = reader.get("/map/").content.decode()
    assert set(_listed(page)) == {str(row.pk) for row in rows}
    drawn = sum(int(one) for one in re.findall(r'aria-label="(\d+) incidents', page))
    drawn += len(re.findall(r'class="atlas-sign incident', page))
    pinned = [row for row in rows if row.lat is not None and row.place_precision != "country"]
    assert drawn == len(pinned)


def test_what_is_known_by_its_country_alone_is_listed_beside_the_map_and_has_no_sign(reader: Client) -> None:
    row = published.incidents(4)[0]
    Incident.objects.exclude(pk=row.pk).update(published_at=None)
    Incident.objects.filter(pk=row.pk).update(place_precision="country", country="SY", lat=35, lon=38)
    page = reader.get("/map/").content.decode()
    assert "atlas-sign" not in page
    assert '<a href="?country=SY&amp;precision=country#found">Syria</a>' in page
    assert json.loads(reader.get("/map/points.json").content)["features"] == []


def test_what_was_taken_down_has_no_sign_though_memory_still_has_it(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "EVERY", 1e9)
    row = published.incidents(4)[0]
    Incident.objects.exclude(pk=row.pk).update(published_at=None)
    Incident.objects.update(lat=35, lon=38, place_precision="town")
    address = "/map/points.json?zoom=3"
    (sign,) = json.loads(reader.get(address).content)["features"]
    assert sign["properties"]["href"] == f"/incidents/{row.pk}/"
    Incident.objects.update(published_at=None)
    assert json.loads(reader.get(f"{address}&type={row.type}").content)["features"] == []


def test_filters_of_the_address_narrow_map_and_list_and_stay_in_all_links(reader: Client) -> None:
    rows = published.incidents(12)
    kind = rows[0].type
    page = reader.get(f"/map/?type={kind}&from=2018-05-01").content.decode()
    wanted = [row for row in rows if row.type == kind and row.date_end and str(row.date_end) >= "2018-05-01"]
    assert set(_listed(page)) == {str(row.pk) for row in wanted}
    assert f'name="type" value="{kind}" checked' in page
    ways = re.findall(r'<li><a href="\?([^"]*)">', page)
    assert ways
    assert all(f"type={kind}" in way and "from=2018-05-01" in way for way in ways if "bbox" in way)


def test_a_value_that_is_none_is_told_and_passed_over(reader: Client) -> None:
    published.incidents(3)
    page = reader.get("/map/?type=<b>party&from=never").content.decode()
    assert "“&lt;b&gt;party” is no value of the filter “type”" in page
    assert len(_listed(page)) >= 1


def test_a_page_of_the_list_leads_to_the_next(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.web.press.atlas.page.PAGE", 2)
    rows = published.incidents(10)
    found, query = list[str](), ""
    for _ in range(20):
        page = reader.get(f"/map/?{query}").content.decode()
        found += _listed(page)
        after = re.search(r'<a href="\?([^"]*)#found" rel="next">', page)
        if after is None:
            break
        query = after[1].replace("&amp;", "&")
    assert sorted(found) == sorted(str(row.pk) for row in rows)
    assert len(_listed(reader.get("/map/?after=nonsense").content.decode())) == 2


def test_who_has_the_page_is_answered_without_drawing_it(
    reader: Client, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    row = published.incidents(6)[0]
    for address in ("/map/", "/map/points.json"):
        memory.version()  # what is loaded once a process
        memory.look()
        with django_assert_max_num_queries(10):  # type: ignore[attr-defined]
            response = reader.get(address)
        assert response.status_code == 200
        assert not response.cookies
        assert reader.get(address, HTTP_IF_NONE_MATCH=response["ETag"]).status_code == 304
        Incident.objects.filter(pk=row.pk).update(published_at=None)
        memory.forget()
        assert reader.get(address, HTTP_IF_NONE_MATCH=response["ETag"]).status_code == 200
        Incident.objects.filter(pk=row.pk).update(published_at="2026-01-01T00:00:00Z")
        memory.forget()


def test_the_policy_lets_the_map_work_in_the_background_and_nothing_else(reader: Client) -> None:
    policy = reader.get("/map/")["Content-Security-Policy"]
    assert "worker-src 'self'" in policy
    assert "unsafe" not in policy
    assert "blob:" not in policy
    assert "worker-src" not in reader.get("/map/points.json")["Content-Security-Policy"]


def test_points_are_geojson_in_the_language_that_is_asked_for(reader: Client) -> None:
    rows = published.incidents(12)
    for query in ("", "bbox=30,30,45,40&zoom=7", "zoom=nan", "zoom=-5", "language=de", "language=xx"):
        told = json.loads(reader.get(f"/map/points.json?{query}").content)
        assert told["type"] == "FeatureCollection"
        assert told["number"] == sum(one["properties"]["number"] for one in told["features"])
    told = json.loads(reader.get("/map/points.json?zoom=14").content)
    known = {str(row.pk): row for row in rows}
    alone = [one for one in told["features"] if one["properties"]["kind"] == "incident"]
    for one in alone:
        row = known[one["properties"]["href"].split("/")[-2]]
        lon, lat = one["geometry"]["coordinates"]
        assert (lon, lat) == (pytest.approx(row.lon, abs=1e-4), pytest.approx(row.lat, abs=1e-4))
        assert one["properties"]["radius_km"] == pytest.approx(row.radius_km, abs=0.01)
    german = json.loads(reader.get("/map/points.json?zoom=14&language=de").content)
    assert all(one["properties"]["href"].startswith("/de/") for one in german["features"])


def test_without_the_fetched_files_the_map_is_a_drawing_on_blank_paper(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    published.incidents(4)
    monkeypatch.setattr(mapping, "fetched", lambda: False)
    page = reader.get("/map/").content.decode()
    assert "data-told" not in page
    assert "packages/" not in page
    assert "atlas-sign" in page


def test_in_a_page_of_others_the_map_leads_out_of_its_frame_and_has_no_links_of_its_page() -> None:
    published.incidents(6)
    told = render_to_string(
        "press/atlas/map.html", {"map": mapping.map_of(Sought.of(QueryDict(""))), "embedded": True}
    )
    assert told.count('target="_blank"') == told.count("atlas-sign ") + told.count('data-target="_blank"')
    assert "atlas-ways" not in told


def test_a_frame_shows_all_of_its_bounds_and_knows_its_neighbours() -> None:
    for frame in (
        around(EVERYWHERE),
        Frame.of(bounds_of("35,32,43,38")),
        Frame.of(bounds_of("170,-20,-170,10")),
    ):
        assert 0 <= frame.zoom <= 14
        bounds = frame.bounds
        x, y = frame.at((bounds.north + bounds.south) / 2, bounds.west)
        assert abs(x) < 1 or abs(x - WIDTH) < 1 or frame.wide >= 1
        assert 0 <= y <= HEIGHT
    syria = Frame.of(bounds_of("35,32,43,38"))
    assert syria.moved(0.5, 0).west > syria.bounds.west
    assert syria.moved(0, -0.5).north > syria.bounds.north
    assert syria.closer(0.5).east < syria.bounds.east
    assert syria.units(111.2, 0) == pytest.approx(syria.scale / 360, rel=0.01)


@pytest.mark.parametrize(
    ("number", "label"), [(7, "7"), (999, "999"), (1240, "1.2k"), (34_000, "34k"), (2_500_000, "2.5M")]
)
def test_a_sign_has_room_for_its_number(number: int, label: str) -> None:
    assert short_number(number) == label


@pytest.mark.browser
@pytest.mark.loopback
@pytest.mark.django_db(transaction=True)
def test_a_reader_narrows_the_map_by_form_and_follows_a_sign_by_keyboard(visit: Visit) -> None:
    rows = published.incidents(10)
    page = visit("/map/", script=False)
    page.get_by_label("From").fill("2018-05-01")
    page.locator(f'input[name="type"][value="{rows[0].type}"]').check()
    page.get_by_role("button", name="Show").click()
    asked = parse_qs(urlparse(page.url).query)
    assert (asked["from"], asked["type"]) == (["2018-05-01"], [rows[0].type])
    shown = page.locator("#found .glance-title")
    assert shown.count() == len(
        [row for row in rows if row.type == rows[0].type and str(row.date_end) >= "2018-05-01"]
    )
    page.goto("/map/")
    sign = page.locator("a.atlas-sign").first
    leads = sign.get_attribute("href") or ""
    sign.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith(leads.partition("#")[0]) or leads in url)
    page = visit("/map/")
    assert barriers(page) == []
    page.locator("#time svg").hover(position={"x": 60, "y": 40})
    page.mouse.down()
    page.locator("#time svg").hover(position={"x": 200, "y": 40})
    page.mouse.up()
    page.wait_for_url(lambda url: {"from", "to"} <= parse_qs(urlparse(url).query).keys())
    assert page.get_by_label("From").input_value() == parse_qs(urlparse(page.url).query)["from"][0]
    page.go_back()
    assert page.get_by_label("From").input_value() == ""
    assert barriers(visit("/map/?bbox=30,30,45,40", size={"width": 390, "height": 844}, dark=True)) == []
    hosts = {urlparse(url).netloc for url in visit.asked}
    assert len(hosts) == 1
    assert visit.complained == []


@pytest.mark.browser
@pytest.mark.loopback
@pytest.mark.skipif(
    not GRAPHICS.is_file(), reason="the map's script was not fetched: python -m frontend.fetch"
)
@pytest.mark.django_db(transaction=True)
def test_the_moving_map_asks_nobody_else_and_its_list_and_address_follow_it(
    live_server: LiveServer, browser: Browser, chromium: str
) -> None:
    published.incidents(10)
    asked, complained = list[str](), list[str]()
    with browser.browser_type.launch(executable_path=chromium, args=["--no-sandbox", *WEBGL]) as painting:
        page = painting.new_page(viewport={"width": 360, "height": 480}, base_url=live_server.url)
        page.context.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: complained.append(str(error)))
        page.on(
            "console", lambda message: complained.append(message.text) if message.type == "error" else None
        )
        page.goto("/map/")
        expect(page.locator("[data-live] .atlas-mark").first).to_be_visible(timeout=60_000)
        expect(page.locator(".atlas-drawing")).to_be_hidden()
        with page.expect_response(re.compile(r"/map/\?.*bbox=")):
            page.get_by_role("button", name="Closer").click()
        expect(page).to_have_url(re.compile("bbox="), timeout=30_000)
        expect(page.locator("#found-head")).to_contain_text("in this part of the map")
    assert {urlparse(url).netloc for url in asked} == {urlparse(live_server.url).netloc}
    assert any("maplibre-gl-worker" in url for url in asked)
    assert complained == []


class _TwoTowns:
    """A gazetteer of two towns, of which only the towns of a stretch are asked."""

    def greatest_towns(self, bounds: tuple[float, float, float, float], most: int) -> list[Place]:
        south, north, west, east = bounds
        towns = [
            Place(id=f"t:{name}", name=name, lat=lat, lon=lon, feature=Feature.TOWN, country="SY")
            for name, lat, lon in (("Marjsalam", 35.1, 36.4), ("Farwadi", 20.0, 40.0))
        ]
        return [one for one in towns if south <= one.lat <= north and west <= one.lon <= east][:most]


def test_towns_of_a_stretch_are_named_and_of_a_continent_none() -> None:
    gazetteer: Any = _TwoTowns()
    with in_world(World(lookups=lambda: Lookups(gazetteer=gazetteer))):
        near = Client().get("/map/towns.json?bbox=35,34,38,36")
        far = Client().get("/map/towns.json?bbox=-20,-40,80,60")
    assert [one["properties"] for one in near.json()["features"]] == [{"name": "Marjsalam", "rank": 0}]
    assert far.json()["features"] == []
    assert "max-age=86400" in near["Cache-Control"]
    assert not near.cookies


def test_the_drawn_map_names_towns_so_that_a_reader_without_a_script_knows_where_they_look(
    reader: Client,
) -> None:
    gazetteer: Any = _TwoTowns()
    with in_world(World(lookups=lambda: Lookups(gazetteer=gazetteer))):
        near = reader.get("/map/?bbox=35,34,38,36").content.decode()
        embedded = reader.get("/embed/map/?bbox=35,34,38,36").content.decode()
        far = reader.get("/map/?bbox=-20,-40,80,60").content.decode()
    assert ">Marjsalam</text>" in near
    assert ">Marjsalam</text>" in embedded
    assert ">Marjsalam</text>" not in far


def test_days_in_the_wrong_order_are_told(reader: Client) -> None:
    page = reader.get("/map/?from=2018-05-03&to=2018-05-01").content.decode()
    assert "The last day lies before the first" in page


def test_the_sign_of_what_only_accusers_tell_says_so_first(reader: Client) -> None:
    row = told_by_many(codings=[coding(0, stance=Stance.ACCUSES), coding(1, stance=Stance.ACCUSES)])
    memory.forget()
    (sign,) = json.loads(reader.get("/map/points.json?zoom=14").content)["features"]
    assert sign["properties"]["href"] == f"/incidents/{row.pk}/"
    assert sign["properties"]["words"].startswith("Accusation, not established: Shelling")
    assert "Accusation, not established: Shelling" in reader.get("/embed/map/").content.decode()
