"""What an address asks for: read once, in one way, by all that readers see."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.http import QueryDict
from django.utils import timezone

from dateline.domain import EventType, Grade, PlacePrecision, Standing
from dateline.web.archive.models import EventActor, Incident, Report
from dateline.web.press.atlas.asking import FILTERS, Sought, bbox_of, bounds_of
from tests.web.press import published

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

WHOLE = (
    "from=2018-05-01&to=2018-05-31&type=airstrike&type=shelling&country=SY&place=geonames%3A1&actor=ada&"
    "source=00000000-0000-0000-0000-000000000007&grade=confirmed&standing=disputed&precision=town&"
    "q=the+mill&bbox=35%2C32.5%2C42%2C37"
)


def test_an_address_is_written_again_as_it_was_read() -> None:
    sought = Sought.of(QueryDict(WHOLE))
    assert sought.query() == WHOLE
    assert tuple(sought.values()) == FILTERS
    assert sought.types == (EventType.AIRSTRIKE, EventType.SHELLING)
    assert sought.sources == (UUID(int=7),)
    assert (sought.grades, sought.standings) == ((Grade.CONFIRMED,), (Standing.DISPUTED,))
    assert sought.precisions == (PlacePrecision.TOWN,)
    assert not sought.refused


def test_a_filter_is_set_anew_or_taken_out_of_an_address() -> None:
    sought = Sought.of(QueryDict("from=2018-05-01&type=airstrike&type=shelling"))
    assert sought.query(type="clash", to="2018-06-01") == "from=2018-05-01&to=2018-06-01&type=clash"
    assert sought.query(**{"from": None}, page="2") == "type=airstrike&type=shelling&page=2"
    assert sought.query(type=["clash", "arrest"]) == "from=2018-05-01&type=clash&type=arrest"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("from", "yesterday"),
        ("type", "party"),
        ("country", "Syria"),
        ("source", "7"),
        ("grade", "sure"),
        ("precision", "vague"),
        ("actor", "x" * 201),
        ("bbox", "1,2,3"),
        ("bbox", "35,37,42,32"),
        ("bbox", "nan,1,nan,2"),
        ("bbox", "inf,1,2,3"),
        ("bbox", "a,b,c,d"),
        ("bbox", "0,-91,1,2"),
    ],
)
def test_what_is_no_value_of_a_filter_is_passed_over_and_told(name: str, value: str) -> None:
    params = QueryDict(mutable=True)
    params[name] = value
    sought = Sought.of(params)
    assert sought.refused == ((name, value),)
    assert sought.query() == ""


def test_bounds_may_cross_the_date_line_and_are_turned_back_onto_one_world() -> None:
    assert bbox_of(bounds_of("170,-20,-170,10")) == "170,-20,-170,10"
    assert bbox_of(bounds_of("170,-20,190,10")) == "170,-20,-170,10"
    assert bbox_of(bounds_of("-300,-20,300,10")) == "-180,-20,180,10"
    assert bbox_of(bounds_of("0.1234567,0,1,1")) == "0.12346,0,1,1"


@pytest.mark.django_db
def test_only_published_incidents_are_found() -> None:
    first, second, third, *_ = published.incidents(6)
    Incident.objects.filter(pk=first.pk).update(published_at=None)
    Incident.objects.filter(pk=second.pk).update(gone_at=timezone.now())
    found = set(Sought.of(QueryDict("")).incidents())
    assert third in found
    assert not found & {first, second}


@pytest.mark.django_db
def test_every_filter_narrows_what_is_found_to_those_that_it_names() -> None:
    rows = published.incidents(12)
    one = next(row for row in rows if row.lat is not None and row.date_start and row.country)
    report = Report.objects.filter(accounts__incident=one).select_related("source").first()
    assert report is not None
    EventActor.objects.filter(event__accounts__incident=one).update(actor="ada-band")
    source = report.source_id
    lat, lon = one.lat or 0.0, one.lon or 0.0
    asked: list[tuple[str, Callable[[Incident], bool]]] = [
        (f"from={one.date_start}&to={one.date_end}", lambda row: _days(row, one)),
        (f"type={one.type}", lambda row: row.type == one.type),
        (f"country={one.country.lower()}", lambda row: row.country == one.country),
        (f"place={one.place}", lambda row: row.place == one.place),
        (f"grade={one.grade}", lambda row: row.grade == one.grade),
        (f"standing={one.standing}", lambda row: row.standing == one.standing),
        (f"precision={one.place_precision}", lambda row: row.place_precision == one.place_precision),
        ("actor=ada-band", lambda row: _played(row, "ada-band")),
        (f"source={source}", lambda row: row.accounts.filter(report__source=source).exists()),
        (
            f"bbox={lon - 0.01},{lat - 0.01},{lon + 0.01},{lat + 0.01}",
            lambda row: (row.lat, row.lon) == (one.lat, one.lon),
        ),
    ]
    for query, holds in asked:
        found = set(Sought.of(QueryDict(query)).incidents())
        assert one in found, query
        assert found == {row for row in rows if holds(row)}, query


@pytest.mark.django_db
def test_no_stretch_of_the_map_holds_what_is_known_by_its_country_alone() -> None:
    row = next(row for row in published.incidents(6) if row.lat is not None)
    everywhere = Sought.of(QueryDict("bbox=-180,-90,180,90"))
    assert row in set(everywhere.incidents())
    Incident.objects.filter(pk=row.pk).update(place_precision=PlacePrecision.COUNTRY)
    assert row not in set(everywhere.incidents())


@pytest.mark.django_db
def test_words_find_the_incidents_that_hold_them_and_no_others() -> None:
    rows = published.incidents(6)
    named = next(row for row in rows if row.place_name)
    found = set(Sought.of(QueryDict(f"q={named.place_name.split()[0]}")).incidents())
    assert named in found
    assert not Sought.of(QueryDict("q=zeppelin")).incidents().exists()


def _days(row: Incident, of: Incident) -> bool:
    ends: tuple[date | None, ...] = (row.date_start, row.date_end, of.date_start, of.date_end)
    start, end, first, last = ends
    return bool(start and end and first and last) and start <= last and end >= first  # type: ignore[operator]


def _played(row: Incident, actor: str) -> bool:
    return EventActor.objects.filter(event__accounts__incident=row, actor=actor).exists()


def test_a_stranger_has_no_more_than_some_values_of_a_filter_looked_for() -> None:
    many = QueryDict("&".join(f"place=town{number}" for number in range(60)))
    sought = Sought.of(many)
    assert len(sought.places) == 50
    assert ("place", "town55") in sought.refused
