"""What all answers have in common: they are only read, from anywhere, in some form, or say why not."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dateline.web.api import schema
from dateline.web.archive.models import Event, Incident
from dateline.web.press.atlas.asking import Sought
from tests.web.api.readable import asked, body, told

if TYPE_CHECKING:
    from tests.web.api.readable import Readable

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
LISTS = ("incidents", "claims", "briefings", "corrections", "series", "sources", "actors", "places")


def _problem(response: Any) -> dict[str, Any]:  # noqa: ANN401 -- an answer
    assert response.headers["Content-Type"] == "application/problem+json"
    found: dict[str, Any] = json.loads(body(response))
    assert found["status"] == response.status_code
    assert {"type", "title", "detail", "remedy", "instance"} <= found.keys()
    return found


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_changed_by_the_api(method: str, site: Readable) -> None:
    for path in ("/api/v1/incidents", f"/api/v1/incidents/{site.incidents[0].pk}", "/oembed"):
        response = getattr(Client(enforce_csrf_checks=True), method)(path)
        assert response.status_code == 405
        assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
        assert "GET" in _problem(response)["remedy"]


def test_pages_of_any_site_may_read_and_bring_no_credentials(site: Readable) -> None:  # noqa: ARG001
    answer = asked("incidents", origin="https://elsewhere.example")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
    before = Client().options(
        "/api/v1/incidents",
        headers={"origin": "https://elsewhere.example", "access-control-request-method": "GET"},
    )
    assert before.status_code == 204
    assert before.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in before.headers["Access-Control-Allow-Headers"]


def test_readers_get_no_cookie_and_answers_do_not_depend_on_one(site: Readable) -> None:
    for path in (*LISTS, f"incidents/{site.incidents[0].pk}", "openapi.json", "/api/docs/"):
        answer = asked(path)
        assert not answer.cookies, path
        assert "Cookie" not in answer.headers.get("Vary", ""), path
        assert "public" in answer.headers["Cache-Control"], path


def test_head_tells_what_get_tells_without_the_body(site: Readable) -> None:
    for path in ("incidents", "incidents.csv", f"incidents/{site.incidents[0].pk}", "openapi.json"):
        get, head = asked(path), Client().head(f"/api/v1/{path}")
        assert head.status_code == 200
        for name in ("ETag", "Content-Type", "Cache-Control"):
            assert head.headers[name] == get.headers[name], (path, name)
        assert body(head) == ""
    length = len(body(asked("series")).encode())
    assert Client().head("/api/v1/series").headers["Content-Length"] == str(length)


def test_who_has_an_answer_is_told_so_and_nothing_is_read_for_it(site: Readable) -> None:
    one = site.incidents[0]
    claim = told("claims?limit=1")["items"][0]["id"]
    paths = (
        *LISTS,
        "incidents.csv",
        "incidents.geojson",
        f"incidents/{one.pk}",
        f"claims/{claim}",
        f"briefings/{site.briefing.pk}",
        f"corrections/{site.correction.pk}",
    )
    for path in paths:
        first = asked(path)
        body(first)
        with CaptureQueriesContext(connection) as queries:
            again = asked(path, 304, if_none_match=first.headers["ETag"])
        assert again.headers["ETag"] == first.headers["ETag"]
        assert body(again) == ""
        read = [query["sql"].partition(" FROM ")[0] for query in queries]
        assert len(read) <= 5, (path, read)
        assert not [one for one in read if '."body"' in one or '."text"' in one], path


def test_what_has_changed_has_another_tag(site: Readable) -> None:
    one = site.incidents[0]
    paths = ("incidents", f"incidents/{one.pk}", f"incidents/{one.pk}.csv")
    before = {path: asked(path).headers["ETag"] for path in paths}
    assert len(set(before.values())) == len(before)
    Incident.objects.filter(pk=one.pk).update(changed_at=one.changed_at + timedelta(seconds=1))
    for path in paths:
        asked(path, 200, if_none_match=before[path])


def test_that_somebody_has_looked_at_a_claim_changes_the_tag_of_what_shows_it() -> None:
    claim = told("claims?limit=1")["items"][0]
    paths = ("claims", f"claims/{claim['id']}", f"incidents/{claim['incidents'][0]}")
    before = {path: asked(path).headers["ETag"] for path in paths}
    Event.objects.filter(pk=claim["id"]).update(review="new")
    for path in paths:
        asked(path, 200, if_none_match=before[path])
    assert told(f"claims/{claim['id']}")["reviewed"] is False


def test_what_is_taken_down_is_missed_even_by_who_asks_by_date() -> None:
    first = asked("incidents")
    newest = told("incidents")["items"][0]["id"]
    Incident.objects.filter(pk=newest).update(published_at=None)
    again = asked("incidents", if_modified_since=first.headers["Last-Modified"])
    assert newest not in body(again)


def test_the_form_is_chosen_by_parameter_ending_or_header_in_this_order() -> None:
    def form(path: str, accept: str = "*/*") -> str:
        return asked(path, accept=accept).headers["Content-Type"].partition(";")[0]

    assert form("incidents") == "application/json"
    assert form("incidents", "text/html,*/*;q=0.8") == "application/json"
    assert form("incidents", "text/csv") == "text/csv"
    assert form("incidents", "application/geo+json, application/json;q=0.5") == "application/geo+json"
    assert form("incidents.geojson", "text/csv") == "application/geo+json"
    assert form("incidents.csv?format=json", "application/geo+json") == "application/json"
    assert "Accept" in asked("incidents").headers["Vary"]


def test_a_form_that_there_is_not_is_refused_and_the_others_are_named() -> None:
    assert "text/csv" in _problem(asked("sources", 406, accept="application/geo+json"))["remedy"]
    assert "geojson" in _problem(asked("incidents", 406, accept="application/pdf"))["remedy"]
    assert _problem(asked("sources.geojson", 406))["status"] == 406
    assert "json" in _problem(asked("sources?format=geojson", 400))["remedy"]


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("incidents?type=war", "type"),
        ("incidents?from=2018-13-01", "from"),
        ("incidents?from=yesterday", "from"),
        ("incidents?bbox=1,2,3", "bbox"),
        ("incidents?bbox=1,20,3,10", "bbox"),
        ("incidents?country=Syria", "country"),
        ("incidents?source=me", "source"),
        ("incidents?limit=0", "limit"),
        ("incidents?limit=many", "limit"),
        ("incidents?cursor=next", "cursor"),
        ("incidents?sice=2018-01-01", "sice"),
        ("briefings?grade=fair", "grade"),
        ("corrections?kind=lie", "kind"),
    ],
)
def test_a_parameter_that_is_not_right_is_refused_and_named(path: str, parameter: str) -> None:
    found = _problem(asked(path, 400))
    assert [one["parameter"] for one in found["errors"]] == [parameter]
    assert found["errors"][0]["detail"]
    assert found["type"].endswith("/api/docs/#problem-parameter")


@pytest.mark.parametrize(
    "path",
    [
        "nothing",
        "incidents/00000000-0000-0000-0000-000000000000",
        "incidents/nonsense",
        "incidents/%07%0A",
        "incidents.csv%0A",
        "claims/00000000-0000-0000-0000-000000000000.csv",
        "briefings/00000000-0000-0000-0000-000000000000",
        "corrections/00000000-0000-0000-0000-000000000000",
        "sources/00000000-0000-0000-0000-000000000000",
        "series/nowhere",
        "actors/nobody",
        "actors/%00",
        "places/nowhere",
        "/api/v2/incidents",
    ],
)
def test_what_is_not_there_is_404_with_what_to_do(path: str, site: Readable) -> None:  # noqa: ARG001
    assert _problem(asked(path, 404))["remedy"]


def test_a_fault_of_ours_is_a_problem_and_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_params: object) -> None:
        raise RuntimeError("the roof is off")

    monkeypatch.setattr(Sought, "of", broken)
    response = Client(raise_request_exception=False).get("/api/v1/incidents")
    assert response.status_code == 500
    assert "the roof" not in json.dumps(_problem(response))


def test_the_description_is_the_same_whoever_asks() -> None:
    assert json.loads(body(asked("openapi.json"))) == schema.description()
