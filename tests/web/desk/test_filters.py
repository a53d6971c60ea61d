"""Filters: an address says what a list holds, and nothing in it can break the list."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.http import QueryDict
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain import Feature, Place
from dateline.pipeline import Lookups
from dateline.resolving.ports import Candidate
from dateline.web.archive.models import Event, EventActor, Incident
from dateline.web.archive.naming import actors_named, places_named
from dateline.web.archive.reviewing import accept, reject, take
from dateline.web.desk.filters import (
    MANY,
    ONE,
    Asked,
    Reviewed,
    Sureness,
    events_asked_for,
    incidents_asked_for,
    kept,
    reports_asked_for,
)
from tests.lookups import register
from tests.web.archive.people import somebody
from tests.web.desk.listed import archive

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.web.archive.models import Report


@pytest.fixture
def reports(db: None) -> list[Report]:  # noqa: ARG001 -- asked for, so that there is a database
    """A dozen reports, coded and linked."""
    return archive()


def test_each_filter_leaves_what_has_its_value_and_nothing_else(reports: list[Report]) -> None:
    one = Event.objects.order_by("pk")[3]
    agent = EventActor.objects.filter(event=one, role="agent").get().actor
    for query, holds in (
        (f"type={one.type}", lambda event: event.type == one.type),
        (f"country={one.country.lower()}", lambda event: event.country == one.country),
        (f"place={one.place}", lambda event: event.place == one.place),
        (f"place={one.place_name.upper()}", lambda event: event.place == one.place),
        (f"source={one.source_id}", lambda event: event.source_id == one.source_id),
        (f"actor={agent}", lambda event: agent in event.actors.values_list("actor", flat=True)),
        (f"from={one.date_start}&to={one.date_start}", lambda event: event.date_start == one.date_start),
        ("confidence=high", lambda event: event.confidence >= 0.8),
        ("confidence=low", lambda event: event.confidence < 0.5),
        ("status=planned", lambda event: event.status == "planned"),
        ("status=planned&status=reported", lambda event: event.status in {"planned", "reported"}),
    ):
        found = set(events_asked_for(QueryDict(query)))
        assert found == {event for event in Event.objects.all() if holds(event)}, query
    assert len(reports) == 12


def test_filters_narrow_together(reports: list[Report]) -> None:  # noqa: ARG001
    one = Event.objects.order_by("pk")[0]
    both = events_asked_for(QueryDict(f"type={one.type}&place={one.place}"))
    assert set(both) == set(Event.objects.filter(type=one.type, place=one.place))


def test_what_still_waits_is_listed_unless_another_review_is_asked_for(reports: list[Report]) -> None:  # noqa: ARG001
    ana = somebody()
    yes, no, *rest = Event.objects.order_by("pk")
    accept(yes, by=ana)
    reject(no, by=ana)
    assert set(events_asked_for(QueryDict(""))) == set(rest)
    assert list(events_asked_for(QueryDict("review=accepted"))) == [yes]
    assert list(events_asked_for(QueryDict("review=rejected"))) == [no]
    assert events_asked_for(QueryDict("review=all")).count() == len(rest) + 2


def test_words_are_looked_for_in_what_tells_the_event_however_a_name_is_spelt(reports: list[Report]) -> None:
    shelled = events_asked_for(QueryDict("q=shelled"))
    assert set(shelled) == set(Event.objects.filter(sentence__contains="shelled"))
    assert set(events_asked_for(QueryDict("q=-shelled+killing"))) == set(
        Event.objects.exclude(sentence__contains="shelled")
    )
    assert set(events_asked_for(QueryDict("q=Marjsalaam"))) == set(
        Event.objects.filter(place_name="Marjsalam")
    )
    assert not events_asked_for(QueryDict("q=zeppelin"))
    assert not events_asked_for(QueryDict("q=-shelled"))
    assert set(reports_asked_for(QueryDict(f"q={reports[0].key}"))) == {reports[0]}


def test_mine_and_free_mean_the_hands_of_who_asks(reports: list[Report]) -> None:  # noqa: ARG001
    ana, bo = somebody("ana"), somebody("bo")
    one, other, *rest = Event.objects.order_by("pk")
    take(one, by=ana)
    take(other, by=bo, now=timezone.now() - timedelta(hours=2))
    assert list(events_asked_for(QueryDict("hands=mine"), ana)) == [one]
    assert not events_asked_for(QueryDict("hands=mine"), bo)
    assert set(events_asked_for(QueryDict("hands=free"), bo)) == {other, *rest}
    assert events_asked_for(QueryDict("hands=mine")).count() == len(rest) + 2


def test_incidents_are_asked_for_by_the_same_filters_and_by_their_standing_and_grade(
    reports: list[Report],
) -> None:
    one = Incident.objects.there().order_by("pk")[0]
    report = reports[0]
    assert set(incidents_asked_for(QueryDict(f"type={one.type}&place={one.place}"))) == set(
        Incident.objects.there().filter(type=one.type, place=one.place)
    )
    assert set(incidents_asked_for(QueryDict(f"source={report.source_id}"))) == set(
        Incident.objects.filter(accounts__report=report)
    )
    assert set(incidents_asked_for(QueryDict(f"grade={one.grade}&standing={one.standing}"))) == set(
        Incident.objects.there().filter(grade=one.grade, standing=one.standing)
    )
    assert one in incidents_asked_for(QueryDict(f"q={one.place_name}"))


def test_reports_are_asked_for_by_source_day_and_state(reports: list[Report]) -> None:
    one = reports[0]
    assert list(reports_asked_for(QueryDict(f"source={one.source_id}"))) == [one]
    assert set(reports_asked_for(QueryDict("state=linked"))) == set(reports)
    assert not reports_asked_for(QueryDict("state=failed"))
    days = f"from={one.published}&to={one.published}"
    assert set(reports_asked_for(QueryDict(days))) == {x for x in reports if x.published == one.published}


# ── addresses ───────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_no_value_of_a_filter_is_passed_over_and_told() -> None:
    asked = Asked.of(
        QueryDict("type=earthquake&type=shelling&from=yesterday&source=x&country=Syria&review=no")
    )
    assert [kind.value for kind in asked.types] == ["shelling"]
    assert asked.first is None
    assert asked.reviewed is Reviewed.WAITING
    assert set(asked.refused) == {
        ("type", "earthquake"),
        ("from", "yesterday"),
        ("source", "x"),
        ("country", "Syria"),
        ("review", "no"),
    }


def test_the_filters_alone_are_kept_and_one_of_them_can_be_set_anew() -> None:
    params = QueryDict("after=new~1~2&type=shelling&type=airstrike&q=+&place=Marj&csrfmiddlewaretoken=x")
    assert kept(params) == "place=Marj&type=shelling&type=airstrike"
    assert kept(params, place=None) == "type=shelling&type=airstrike"
    assert kept(params, type=["protest"]) == "place=Marj&type=protest"
    assert kept(params, q="mill & bakery") == "q=mill+%26+bakery&place=Marj&type=shelling&type=airstrike"


_PARAMS = st.lists(st.tuples(st.sampled_from([*MANY, *ONE, "after"]), st.text(max_size=12)), max_size=6)


@given(_PARAMS)
def test_what_is_kept_asks_for_the_same(pairs: Sequence[tuple[str, str]]) -> None:
    params = QueryDict(mutable=True)
    for name, value in pairs:
        params.appendlist(name, value.encode("utf-8", "replace").decode())
    asked = Asked.of(params)
    again = Asked.of(QueryDict(kept(params)))
    assert (again.types, again.first, again.words, again.place) == (
        asked.types,
        asked.first,
        asked.words,
        asked.place,
    )


@pytest.mark.parametrize("value", ["'", '"', "%", "\\", "\0", "*", '"*', "-", "()", "NEAR", "a" * 5000, "١٢"])
@pytest.mark.django_db
def test_no_words_break_a_list(value: str) -> None:
    params = QueryDict(mutable=True)
    for name in (*ONE, *MANY):
        params[name] = value
    ana = somebody()
    assert not events_asked_for(params, ana)
    assert not incidents_asked_for(params, ana)
    assert not reports_asked_for(params)


def test_every_confidence_has_a_word() -> None:
    assert [Sureness.of(x).value for x in (0.0, 0.49, 0.5, 0.79, 0.8, 1.0)] == [
        *("low", "low", "middling", "middling", "high", "high")
    ]


# ── names ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_actor_is_asked_for_by_its_id_a_name_or_an_acronym() -> None:
    known = register().within("SDF", None)[0].actors[0]
    small = Lookups(register=register())
    assert known.id in actors_named("SDF", small)
    assert known.id in actors_named(known.name.upper(), small)
    assert actors_named(known.id, small) == [known.id]
    assert actors_named("nobody at all", small) == ["nobody at all"]


class _TwoMarjs:
    """A gazetteer of two places of one name, and one that is spelt otherwise."""

    def find(self, words: str) -> Sequence[Candidate]:
        """The places."""
        names = {"geonames:1": ("Marj", 1.0), "geonames:2": ("Marj", 1.0), "geonames:3": ("Merj", 0.8)}
        return [
            Candidate(place=_place(key, name), closeness=close if words == "Marj" else 0.7, matched=name)
            for key, (name, close) in names.items()
        ]

    def country(self, code: str) -> Place | None:
        """None."""

    def admin1(self, country: str, name: str) -> Place | None:
        """None."""


def _place(key: str, name: str) -> Place:
    return Place(id=key, name=name, lat=33.0, lon=36.0, feature=Feature.TOWN, country="SY")


def test_a_place_is_asked_for_by_its_id_or_a_name_and_all_of_one_name_are_meant() -> None:
    small = Lookups(gazetteer=_TwoMarjs())
    assert places_named("Marj", small) == ["geonames:1", "geonames:2"]
    assert places_named("Maarj", small) == ["geonames:1", "geonames:2", "geonames:3"]
    assert places_named("geonames:7", small) == ["geonames:7"]
