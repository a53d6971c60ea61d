"""The atlas: what is kept in memory answers as the database does, and follows it."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import numpy as np
import pytest
from django.http import QueryDict
from django.utils import timezone

from dateline.domain import EventType, Grade, PlacePrecision, Standing
from dateline.web.archive.models import EventActor, Incident, Report
from dateline.web.press.atlas import keeping, memory, reading
from dateline.web.press.atlas.answers import Answers, rows_in_order
from dateline.web.press.atlas.asking import Sought
from dateline.web.press.atlas.clusters import clustered
from dateline.web.press.atlas.columns import Columns
from dateline.web.press.atlas.listing import Mark
from dateline.web.press.publishing.incidents import publish, take_down
from dateline.web.rights import Role
from tests.web.press import published

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.accounts import Person

pytestmark = pytest.mark.django_db


def _asked(query: str) -> Sought:
    return Sought.of(QueryDict(query))


def _told(query: str, number: int = 1000) -> set[UUID]:
    memory.look()
    return set(Answers(_asked(query)).page(number)[0])


def _varied(number: int = 24) -> list[Incident]:
    """Published incidents that differ in all that is asked for."""
    draw = random.Random(5)
    rows = published.incidents(number)
    for row in rows:
        row.type = draw.choice(list(EventType)).value
        row.grade = draw.choice(list(Grade)).value
        row.standing = draw.choice(list(Standing)).value
        row.country = draw.choice(("SY", "IQ", ""))
        row.lat, row.lon = (
            (None, None) if draw.random() < 0.1 else (draw.uniform(-80, 80), draw.uniform(-180, 180))
        )
        row.place_precision = "" if row.lat is None else draw.choice(list(PlacePrecision)).value
        if draw.random() < 0.1:
            row.date_start = row.date_end = None
        elif row.date_start:
            row.date_start += timedelta(days=draw.randrange(-400, 400))
            row.date_end = row.date_start + timedelta(days=draw.randrange(3))
        row.save()
    actors = EventActor.objects.filter(event__accounts__incident__in=rows)
    for nth, pk in enumerate(actors.values_list("pk", flat=True)):
        EventActor.objects.filter(pk=pk).update(actor=f"actor-{nth % 5}")
    return rows


def test_memory_finds_what_the_database_finds_whatever_is_asked_for() -> None:
    rows = _varied()
    sources = [str(one) for one in Report.objects.values_list("source", flat=True).distinct()]
    days = [row.date_start for row in rows if row.date_start]
    word = next(row.place_name for row in rows if row.place_name).split()[0]
    draw = random.Random(2)
    chances = {
        "type": [one.value for one in EventType],
        "grade": [one.value for one in Grade],
        "standing": [one.value for one in Standing],
        "precision": [one.value for one in PlacePrecision],
        "country": ["SY", "IQ", "LY"],
        "place": [row.place for row in rows if row.place],
        "actor": [f"actor-{nth}" for nth in range(6)],
        "source": sources,
        "from": [str(day) for day in days],
        "to": [str(day) for day in days],
        "q": [word, "zeppelin"],
        "bbox": ["-180,-90,180,90", "0,0,90,60", "170,-60,-120,60", "-100,-20,60,50"],
    }
    alone = [
        (name, value)
        for name, values in chances.items()
        for value in draw.sample(values, min(4, len(values)))
    ]
    mixed = [
        [(name, draw.choice(chances[name])) for name in draw.sample(list(chances), draw.randrange(2, 4))]
        for _ in range(30)
    ]
    found = 0
    for pairs in ([], *([pair] for pair in alone), *mixed):
        params = QueryDict(mutable=True)
        for name, value in pairs:
            params.appendlist(name, value)
        sought = Sought.of(params)
        assert not sought.refused
        expected = set(sought.incidents().values_list("pk", flat=True))
        assert set(Answers(sought).page(1000)[0]) == expected, sought.query()
        found += bool(expected)
    assert found > 30


def test_the_list_is_the_newest_first_and_its_pages_leave_nothing_out_and_tell_nothing_twice() -> None:
    _varied()
    ordered = sorted(
        Incident.objects.published(),
        key=lambda row: (row.date_start.toordinal() if row.date_start else -1, row.pk.int),
        reverse=True,
    )
    found: list[UUID] = []
    after: Mark | None = None
    for _ in range(100):
        keys, mark = Answers(_asked("")).page(7, after)
        found += keys
        if mark is None:
            break
        after = Mark.read(str(mark))
    assert found == [row.pk for row in ordered]
    assert [row.pk for row in rows_in_order(found[:5])] == found[:5]


def test_what_is_published_changed_taken_down_or_merged_is_seen_at_the_next_look(person: Person) -> None:
    ada = person(Role.EDITOR)
    first, second, third, fourth, *_ = rows = published.incidents(8)
    old = timezone.now() - timedelta(days=30)
    Incident.objects.update(changed_at=old, published_at=old)
    Incident.objects.filter(pk=first.pk).update(published_at=None)
    known = {row.pk for row in rows} - {first.pk}
    assert _told("") == known

    first.refresh_from_db()
    publish([first], by=ada)
    assert _told("") == known | {first.pk}

    take_down(second, by=ada, why="It named a victim.")
    assert _told("") == (known | {first.pk}) - {second.pk}

    Incident.objects.filter(pk=third.pk).update(gone_at=timezone.now())  # as linking has it leave
    assert third.pk not in _told("")

    Incident.objects.filter(pk=fourth.pk).update(type="protest", changed_at=timezone.now())
    assert fourth.pk in _told("type=protest")

    second.refresh_from_db()
    publish([second], by=ada)
    assert second.pk in _told("")


def test_a_change_that_is_written_late_is_not_missed() -> None:
    row = published.incidents(4)[0]
    Incident.objects.update(changed_at=timezone.now() - timedelta(days=30))
    assert row.pk not in _told("type=protest")
    late = timezone.now() - timedelta(minutes=5)  # its transaction began then, and ended only now
    Incident.objects.filter(pk=row.pk).update(type="protest", changed_at=late)
    assert row.pk in _told("type=protest")


def test_the_version_is_another_after_a_change_and_the_same_for_the_same() -> None:
    row = published.incidents(4)[0]
    before = memory.version()
    memory.forget()
    assert memory.version() == before
    Incident.objects.filter(pk=row.pk).update(changed_at=timezone.now())
    memory.look()
    assert memory.version() != before


def test_between_two_looks_the_database_is_not_asked(django_assert_num_queries: object) -> None:
    published.incidents(3)
    memory.version()
    with django_assert_num_queries(0):  # type: ignore[operator]
        Answers(_asked("type=shelling"), remember=False).spots(2)
        Answers(_asked("type=shelling"), remember=False).tallies()


def test_columns_are_kept_on_disk_and_read_again_with_what_changed_since(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rows = _varied(12)
    monkeypatch.setattr(keeping, "WORTH", 1)
    monkeypatch.setattr(keeping, "file_of", lambda _: tmp_path / "cache" / "atlas.npz")
    before = {query: _told(query) for query in ("", "country=SY", "actor=actor-1", "bbox=0,0,180,80")}
    assert (tmp_path / "cache" / "atlas.npz").is_file()
    memory.forget()
    monkeypatch.setattr(reading, "load", lambda: pytest.fail("it is on disk"))
    assert {query: _told(query) for query in before} == before
    memory.forget()
    Incident.objects.filter(pk=rows[0].pk).update(country="ML", changed_at=timezone.now())
    assert rows[0].pk in _told("country=ML")


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 broken"])
def test_a_file_that_is_damaged_is_passed_over(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "atlas.npz"
    path.write_bytes(content)
    assert keeping.kept(path) is None


def test_a_file_that_does_not_fit_the_database_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rows = published.incidents(6)
    monkeypatch.setattr(keeping, "WORTH", 1)
    monkeypatch.setattr(keeping, "file_of", lambda _: tmp_path / "atlas.npz")
    _told("")
    memory.forget()
    old = timezone.now() - timedelta(days=9)
    Incident.objects.filter(pk=rows[0].pk).update(published_at=None, changed_at=old)  # a restored backup
    assert _told("") == {row.pk for row in rows[1:]}


def _at(points: list[tuple[float, float]], **each: object) -> Columns:
    columns = Columns()
    columns.put(
        [
            (
                UUID(int=nth + 1).bytes, 0, 100 + nth, 100 + nth, "shelling", "weak" if nth else "contested",
                "reported", "town", "SY", "p", "P", lat, lon, 3.0, 2, None if nth else 3,
                None if each.get("open") else 4,
            )
            for nth, (lat, lon) in enumerate(points)
        ]
    )  # fmt: skip
    return columns


def _all(columns: Columns) -> np.ndarray:
    return np.arange(columns.size)


def test_near_incidents_are_one_sign_with_their_number_and_far_ones_are_not() -> None:
    columns = _at([(35.0, 38.0), (35.1, 38.1), (35.0, 38.2), (10.0, -60.0)])
    many, one = clustered(columns, _all(columns), 2)
    assert (many.number, many.splits, many.row) == (3, True, -1)
    assert [many.bounds.west, many.bounds.east] == pytest.approx([38, 38.2], abs=1e-4)
    assert many.killed == (6, 7, 12)
    assert many.grade == "contested"
    assert (one.number, one.row, one.radius) == (1, 3, 3.0)
    assert [one.lat, one.lon] == pytest.approx([10, -60], abs=1e-4)
    assert len(clustered(columns, _all(columns), 9)) == 4


def test_what_lies_at_one_place_is_never_said_to_come_apart() -> None:
    columns = _at([(35.0, 38.0)] * 5)
    (spot,) = clustered(columns, _all(columns), 6)
    assert (spot.number, spot.splits, spot.radius) == (5, False, 3.0)


def test_signs_do_not_lie_on_each_other_and_no_incident_is_lost() -> None:
    draw = random.Random(1)
    columns = _at([(draw.uniform(30, 38), draw.uniform(35, 45)) for _ in range(3000)])
    for zoom in (0, 3, 5, 7):
        spots = clustered(columns, _all(columns), zoom)
        assert sum(spot.number for spot in spots) == 3000
        assert len(spots) <= 400


def test_a_toll_without_a_most_is_open() -> None:
    columns = _at([(35.0, 38.0)] * 2, open=True)
    (spot,) = clustered(columns, _all(columns), 6)
    assert spot.open


def test_the_counts_and_the_time_line_add_up_to_what_is_there() -> None:
    rows = _varied()
    answers = Answers(_asked(""))
    told, chart = answers.tallies(), answers.chart()
    assert told.all == len(rows)
    for name, kept in (
        ("types", "type"),
        ("grades", "grade"),
        ("standings", "standing"),
        ("precisions", "place_precision"),
    ):
        by: dict[str, int] = {}
        for row in rows:
            by[getattr(row, kept)] = by.get(getattr(row, kept), 0) + 1
        assert getattr(told, name) == by
    unpinned = [row for row in rows if row.lat is None or row.place_precision == "country"]
    assert sum(told.unpinned.values()) == len(unpinned)
    assert chart is not None
    assert sum(bar.incidents for bar in chart.bars) == len([row for row in rows if row.date_start])
    most = sum(
        max(row.killed_max or 0, row.killed_best or 0, row.killed_min or 0) for row in rows if row.date_start
    )
    assert sum(bar.killed[2] for bar in chart.bars if bar.killed) == most
