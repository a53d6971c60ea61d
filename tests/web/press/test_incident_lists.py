"""The pages of sources, actors and places, and incidents at a glance."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dateline.domain import Stance
from dateline.web.archive.models import Incident, Source
from dateline.web.archive.overrides_sources import merge
from dateline.web.press.atlas import memory
from dateline.web.press.incidents.glance import glances
from dateline.web.press.publishing.incidents import publish, take_down
from dateline.web.rights import Role
from tests.web.press import published
from tests.web.press.told_by_many import coding, told_by_many

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.web.accounts import Person

pytestmark = pytest.mark.django_db


def _page(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    assert not answer.cookies
    again = Client().get(path, headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304
    return " ".join(answer.content.decode().split())


def test_sources_stand_by_their_kinds_with_what_readers_can_see_of_them() -> None:
    told_by_many(3)
    Source.objects.filter(name="Coast Paper 1").update(kind="monitor")
    Source.objects.create(name="Nobody’s Paper")
    page = _page("/sources/")
    assert 'id="monitor">Monitor' in page
    assert "Coast Paper 0" in page
    assert "1 report" in page
    assert "Nobody’s Paper" not in page
    Incident.objects.update(published_at=None)
    memory.forget()  # nobody took them down, so nothing tells of it
    assert "No incident has been published yet" in _page("/sources/")


def test_a_source_says_what_it_is_and_whether_its_pages_may_be_shown(person: Person) -> None:
    row = told_by_many(2)
    source = Source.objects.get(name="Coast Paper 0")
    page = _page(f"/sources/{source.pk}/")
    assert "may be shown to readers whole" in page
    assert "Of no known kind" in page
    assert f"/incidents/{row.pk}/" in page
    assert "1 that tells of incidents here" in page
    Source.objects.update(showable=False)
    assert "the rest is not ours to show" in _page(f"/sources/{source.pk}/")
    other = Source.objects.get(name="Coast Paper 1")
    merge(source, into=other, by=person(Role.EDITOR))
    moved = Client().get(f"/sources/{source.pk}/")
    assert (moved.status_code, moved["Location"]) == (301, f"/sources/{other.pk}/")
    Incident.objects.update(published_at=None)
    assert Client().get(f"/sources/{other.pk}/").status_code == 404


def test_a_place_and_an_actor_show_what_is_told_of_them_by_day() -> None:
    row = told_by_many(2)
    earlier = published.incidents(4)[0]
    assert row.date_start
    day = row.date_start - timedelta(days=2)
    Incident.objects.filter(pk=earlier.pk).update(place="dateline:marjsalam", date_start=day, date_end=day)
    page = _page("/places/dateline:marjsalam/")
    assert f"/incidents/{row.pk}/" in page
    assert "<svg" in page
    assert "The same as a table" in page
    assert "/feeds/places/dateline:marjsalam.atom" in page
    page = _page("/actors/army/")
    assert "Army of the Coast" in page
    assert f"/incidents/{row.pk}/" in page
    assert "<svg" not in page  # one day is no chart: the list says as much
    assert "/feeds/actors/army.json" in page
    assert Client().get("/actors/nobody-at-all/").status_code == 404
    assert Client().get("/places/dateline:nowhere/").status_code == 404


def test_an_actor_of_the_register_has_all_its_names() -> None:
    page = _page("/actors/sdf/")
    assert "Syrian Democratic Forces" in page
    assert "No published incident." in page


def test_lists_come_in_pages_and_ask_as_often_for_many_as_for_few(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = published.incidents(8)
    towns = {row.place for row in rows}
    Incident.objects.update(place="dateline:marjsalam")
    assert len(towns) > 1
    counts: dict[str, list[int]] = {}
    for size in (1, 25):
        monkeypatch.setattr("dateline.web.press.incidents.lists.A_PAGE", size)
        for path in ("/places/dateline:marjsalam/", "/actors/rebels/", "/sources/"):
            _page(path)
            memory.look()
            with CaptureQueriesContext(connection) as asked:
                _page(path)
            counts.setdefault(path, []).append(len(asked))
    assert all(few == many for few, many in counts.values()), counts
    assert max(max(one) for one in counts.values()) <= 10, counts
    monkeypatch.setattr("dateline.web.press.incidents.lists.A_PAGE", 1)
    first, second = _page("/places/dateline:marjsalam/"), _page("/places/dateline:marjsalam/?page=2")
    assert 'rel="next" href="?page=2"' in first
    assert first != second
    assert "<svg" not in second, "the chart is of all of them, and stands on the first page"


def test_a_glance_tells_what_where_when_and_how_sure(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    row = told_by_many(3)
    with django_assert_num_queries(1):
        one = glances([row])[0]
    with django_assert_num_queries(0):
        glances([row])
    assert (one.title, one.place, one.day) == ("Shelling, Marjsalam", "Marjsalam, Idlib, Syria", "9 May 2018")
    assert one.precision == "somewhere in the town, within 3 km"
    assert one.killed.startswith("3 to 5")
    assert one.warning == ""
    drawn = render_to_string("press/incidents/glances.html", {"glances": [one]})
    assert f'href="/incidents/{row.pk}/"' in drawn
    assert f"grade: {one.grade}" in drawn


def test_a_glance_at_what_only_accusers_tell_warns_of_it() -> None:
    row = told_by_many(codings=[coding(0, stance=Stance.ACCUSES), coding(1, stance=Stance.ACCUSES)])
    light = Incident.objects.light().get(pk=row.pk)
    assert glances([light])[0].warning == "Accusation, not established"
    assert "Accusation, not established" in _page("/places/dateline:marjsalam/")


def test_a_list_is_another_where_one_incident_left_and_another_came(person: Person) -> None:
    one, other, last = published.incidents(8)[:3]
    place = "dateline:nowhere"
    Incident.objects.filter(pk__in=[one.pk, other.pk, last.pk]).update(place=place, place_name="Nowhere")
    Incident.objects.filter(pk=last.pk).update(changed_at=timezone.now() + timedelta(minutes=1))
    Incident.objects.filter(pk=other.pk).update(published_at=None)
    address = reverse("press:place", args=[place])
    tag = Client().get(address)["ETag"]
    take_down(one, by=person(Role.EDITOR), why="It was a film set.")
    publish([other], by=None)
    memory.look()
    answer = Client().get(address, headers={"If-None-Match": tag})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert (str(one.pk) in page, str(other.pk) in page) == (False, True)
