"""Lists: pages by cursor, the filters of the pages, safe tables, honest maps, few queries."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from dateline.web.api.asked import BY_DAY
from dateline.web.api.pages import page_of
from dateline.web.archive.models import Event, Incident, Source
from dateline.web.press.atlas import memory
from dateline.web.press.atlas.asking import Sought
from tests.web.api.readable import asked, body, told

if TYPE_CHECKING:
    from tests.web.api.readable import Readable

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
geojson: Any = import_module("geojson")  # it ships no types
LISTS = ("incidents", "claims", "briefings", "corrections", "series", "sources", "actors", "places")


def _rows(path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body(asked(path)))))


def _all(path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    following = path
    while following:
        page = told(following)
        found += page["items"]
        following = (page["next"] or "").removeprefix("http://testserver")
    return found


@pytest.mark.parametrize("name", LISTS)
def test_page_after_page_tells_each_once_and_in_the_order_of_the_whole(name: str) -> None:
    whole = told(name)["items"]
    assert whole
    assert _all(f"{name}?limit=1") == whole == _all(f"{name}?limit=2")


def test_those_without_a_day_come_last_and_none_is_lost_between(site: Readable) -> None:
    undated = [one.pk for one in site.incidents[:2]]
    Incident.objects.filter(pk__in=undated).update(date_start=None, date_end=None)
    found = [one["id"] for one in _all("incidents?limit=1")]
    assert len(found) == len(set(found)) == len(site.incidents)
    assert set(found[-2:]) == {str(pk) for pk in undated}
    days = [one["date"]["start"] for one in told("incidents")["items"] if one["date"]]
    assert days == sorted(days, reverse=True)


def test_what_is_published_while_somebody_reads_shifts_nothing(site: Readable) -> None:
    first = told("incidents?limit=2")
    Incident.objects.filter(pk=site.hidden.pk).update(
        published_at=site.incidents[0].published_at, date_start=date(2030, 1, 1), date_end=date(2030, 1, 1)
    )
    rest = _all(first["next"].removeprefix("http://testserver"))
    ids = [one["id"] for one in (*first["items"], *rest)]
    assert sorted(ids) == sorted(str(one.pk) for one in site.incidents)


def test_what_was_taken_down_a_moment_ago_ends_no_list_early(
    site: Readable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "EVERY", 1e9)
    places = {one.place for one in site.incidents if one.place}
    path = f"incidents?limit=1&{'&'.join(f'place={place}' for place in places)}"
    whole = _all(path)
    assert len(whole) > 2
    Incident.objects.filter(pk=whole[0]["id"]).update(published_at=None)  # memory has not seen it yet
    assert [one["id"] for one in _all(path)] == [one["id"] for one in whole[1:]]


def test_the_next_page_is_also_in_the_header_in_every_form_and_keeps_the_filters() -> None:
    for path in ("incidents.csv?limit=1&country=SY", "incidents?limit=1&country=SY&format=geojson"):
        link = asked(path).headers["Link"]
        assert link.endswith('; rel="next"')
        address = link.partition("<")[2].partition(">")[0]
        assert "country=SY" in address
        assert "limit=1" in address
        assert body(asked(address.removeprefix("http://testserver"))) != body(asked(path))
    assert "Link" not in asked("incidents").headers


@pytest.mark.parametrize(
    "query",
    [
        "type=assault&type=shelling",
        "country=SY",
        "from=2018-05-09",
        "from=2018-05-01&to=2018-05-08",
        "place=dateline:abuhasan",
        "actor=rebels-of-marj",
        "grade=weak",
        "standing=reported",
        "precision=town",
        "bbox=36,34,37,36",
        "q=Abuhasan",
        "",
    ],
)
def test_the_filters_are_those_of_the_pages(query: str, site: Readable) -> None:
    expected = {str(pk) for pk in Sought.of(QueryDict(query)).incidents().values_list("pk", flat=True)}
    assert {one["id"] for one in told(f"incidents?{query}")["items"]} == expected
    claims = told(f"claims?{query}&limit=200")["items"]
    assert {one for claim in claims for one in claim["incidents"]} >= expected
    assert str(site.hidden.pk) not in expected


def test_claims_are_those_of_the_source_incident_and_report_that_are_asked_for(site: Readable) -> None:
    source = Source.objects.filter(reports__accounts__incident=site.incidents[0]).first()
    assert source
    found = told(f"claims?source={source.pk}")["items"]
    assert found
    assert {one["report"]["source"]["name"] for one in found} == {source.name}
    one = found[0]
    of_report = told(f"claims?report={one['report']['id']}")["items"]
    assert {claim["report"]["key"] for claim in of_report} == {one["report"]["key"]}
    of_incident = told(f"claims?incident={one['incidents'][0]}")["items"]
    assert all(one["incidents"][0] in claim["incidents"] for claim in of_incident)
    assert told(f"claims?incident={site.hidden.pk}")["items"] == []


def test_rejected_claims_are_in_no_list() -> None:
    claim = told("claims?limit=1")["items"][0]["id"]
    Event.objects.filter(pk=claim).update(review="rejected")
    assert claim not in {one["id"] for one in told("claims?limit=200")["items"]}
    asked(f"claims/{claim}", 404)


def test_briefings_and_corrections_have_filters_of_their_own(site: Readable) -> None:
    there = str(site.briefing.pk)
    for query in ("series=coast", f"incident={site.incidents[0].pk}", "from=2018-05-20&to=2018-05-20"):
        assert [one["id"] for one in told(f"briefings?{query}")["items"]] == [there], query
    for query in (
        "series=other",
        f"incident={site.hidden.pk}",
        "from=2018-05-21",
        "to=2018-05-19",
        "q=zebra",
    ):
        assert told(f"briefings?{query}")["items"] == [], query
    day = site.correction.published_at
    assert day
    for query in (
        f"briefing={there}",
        "kind=correction",
        f"from={day:%Y-%m-%d}&to={day:%Y-%m-%d}",
        "series=coast",
    ):
        assert [one["id"] for one in told(f"corrections?{query}")["items"]] == [str(site.correction.pk)], (
            query
        )
    for query in ("kind=update", "to=2018-01-01", "from=9999-12-31", "series=other"):
        assert told(f"corrections?{query}")["items"] == [], query
    assert told("places?country=sy")["items"]
    assert told("places?country=DE")["items"] == []


@pytest.mark.parametrize("name", LISTS)
def test_a_table_has_a_row_for_what_json_has_an_item_for(name: str) -> None:
    rows, items = _rows(f"{name}.csv"), told(f"{name}?limit=200")["items"]
    key = "id" if "id" in items[0] else "slug" if "slug" in items[0] else "key"
    assert [row[key] for row in rows] == [one[key] for one in items]
    assert [row["url"] for row in rows] == [one["url"] for one in items]


def test_no_cell_of_a_table_is_a_formula(site: Readable) -> None:
    Incident.objects.filter(pk=site.incidents[0].pk).update(place_name='=HYPERLINK("x")', reason="+1\n-2")
    (row,) = [row for row in _rows("incidents.csv") if row["id"] == str(site.incidents[0].pk)]
    assert (row["place"], row["reason"]) == ('\'=HYPERLINK("x")', "'+1 -2")
    assert _rows("corrections.csv")[0]["now"] == "'=Two towns."


def test_what_has_no_point_is_on_no_map_and_a_country_is_no_point(site: Readable) -> None:
    country, nowhere, *_ = site.incidents
    Incident.objects.filter(pk=country.pk).update(place_precision="country")
    Incident.objects.filter(pk=nowhere.pk).update(lat=None, lon=None)
    made = geojson.loads(body(asked("incidents.geojson")))
    assert made.is_valid
    ids = {feature["id"] for feature in made["features"]}
    assert ids == {str(one.pk) for one in site.incidents[2:]}
    listed = {one["id"]: one for one in told("incidents")["items"]}
    assert listed[str(country.pk)]["place"]["lat"] is None
    assert listed[str(country.pk)]["place"]["name"]
    for feature in made["features"]:
        lon, lat = feature["geometry"]["coordinates"]
        assert (lon, lat) == (feature["properties"]["place"]["lon"], feature["properties"]["place"]["lat"])


@pytest.mark.parametrize("path", ["claims.geojson", "places.geojson"])
def test_claims_and_places_are_on_the_map_too(path: str) -> None:
    made = geojson.loads(body(asked(path)))
    assert made.is_valid
    assert made["features"]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("form", ["json", "csv", "geojson"])
def test_a_longer_list_asks_no_more_queries(name: str, form: str) -> None:
    if form == "geojson" and name not in {"incidents", "claims", "places"}:
        return
    number = {}
    body(asked(f"{name}.{form}"))  # what is remembered of incidents is remembered now
    for limit in (1, 200):
        with CaptureQueriesContext(connection) as queries:
            body(asked(f"{name}.{form}?limit={limit}"))
        number[limit] = len(queries)
    # One more where the list goes on to those without a day.
    assert number[200] <= number[1] + 1 <= 12, number


def test_a_long_table_is_read_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.web.api.told import incidents  # noqa: PLC0415

    whole = body(asked("incidents.csv"))
    monkeypatch.setattr(incidents, "PORTION", 2)
    answer: Any = asked("incidents.csv")
    assert answer.streaming
    assert body(answer) == whole
    assert json.loads(body(asked("incidents.geojson")))["features"]


def test_json_comes_no_more_than_two_hundred_at_a_time() -> None:
    from dateline.web.api.asked import Listed  # noqa: PLC0415
    from dateline.web.api.forms import Form  # noqa: PLC0415

    long, usual = Listed.model_validate({"limit": 5000}), Listed.model_validate({})
    assert long.portion(Form.JSON) == 200
    assert long.portion(Form.CSV) == 5000
    assert usual.portion(Form.JSON) == 50


def test_a_page_reads_no_more_rows_than_it_has() -> None:
    with CaptureQueriesContext(connection) as queries:
        page = page_of(Incident.objects.published(), BY_DAY, cursor="", limit=2)
    assert len(page.rows) == 2
    assert all("LIMIT" in query["sql"] for query in queries)
