"""The search page: reports, events and incidents by their words, with what was found lit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from dateline.web.archive.models import Event, Incident
from dateline.web.desk.queue import searching
from dateline.web.rights import Role
from tests.web.desk.listed import archive, text

if TYPE_CHECKING:
    from tests.web.accounts import SignedIn

pytestmark = pytest.mark.django_db


def test_words_lead_to_reports_events_and_incidents_and_stand_lit(signed_in: SignedIn) -> None:
    (report, *_) = archive(3)
    client, _ = signed_in(Role.ANALYST)
    event = Event.objects.filter(report=report)[0]
    incident = Incident.objects.there().filter(accounts__events=event)[0]
    response = client.get("/desk/search/", {"q": event.place_name})
    page = response.content.decode()
    for name, row in (("report", report), ("event", event), ("incident", incident)):
        assert reverse(name, args=[row.pk]) in page
    assert f"<mark>{event.place_name}</mark>" in page
    assert str(report.source) in text(response)


def test_only_the_kinds_that_are_ticked_are_found(signed_in: SignedIn) -> None:
    archive(3)
    client, _ = signed_in(Role.ANALYST)
    for kind, path in (("report", "reports"), ("claim", "events"), ("incident", "incidents")):
        page = client.get("/desk/search/", {"q": "killing", "kind": kind}).content.decode()
        led = set(re.findall(r'data-opens href="/desk/(\w+)/', page))
        assert led <= {path}
    assert 'value="claim" checked' in client.get("/desk/search/?kind=claim").content.decode()
    assert 'value="report">' in client.get("/desk/search/?kind=claim").content.decode()


def test_days_bound_what_is_found(signed_in: SignedIn) -> None:
    archive(3)
    client, _ = signed_in(Role.ANALYST)
    assert "Nothing holds “killing”." in text(client.get("/desk/search/?q=killing&from=2030-01-01"))
    assert "Nothing holds" not in text(client.get("/desk/search/?q=killing&from=2018-01-01"))


def test_pages_are_turned_and_hold_each_hit_once(
    monkeypatch: pytest.MonkeyPatch, signed_in: SignedIn
) -> None:
    monkeypatch.setattr(searching, "A_PAGE", 2)
    archive(5)
    client, _ = signed_in(Role.ANALYST)
    address, seen = "/desk/search/?q=said&kind=report", []
    for _ in range(10):
        page = client.get(address).content.decode()
        seen += re.findall(r'data-opens href="([^"]*)"', page)
        later = re.search(r'href="\?([^"]*)" rel="next"', page)
        if not later:
            break
        address = "/desk/search/?" + later[1].replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == 5


@pytest.mark.parametrize("words", ["", '"', "-all", "* OR", "a" * 3000, "<script>alert(1)</script>"])
def test_whatever_is_typed_gives_a_page(signed_in: SignedIn, words: str) -> None:
    archive(1)
    client, _ = signed_in(Role.ANALYST)
    response = client.get("/desk/search/", {"q": words, "page": "x"})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
