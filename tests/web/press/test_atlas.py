"""The atlas: what is kept in memory answers as the database does, and follows it."""

from __future__ import annotations

import random
from dataclasses import fields
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import numpy as np
import pytest
from django.db import OperationalError
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from dateline.domain import EventType, Grade, PlacePrecision, Standing
from dateline.web.archive.models import EventActor, Incident, Report
from dateline.web.press import caching
from dateline.web.press.atlas import answers, keeping, memory, reading, warming
from dateline.web.press.atlas.answers import Answers, rows_in_order
from dateline.web.press.atlas.asking import Sought
from dateline.web.press.atlas.choosing import Choice
from dateline.web.press.atlas.clusters import clustered
from dateline.web.press.atlas.columns import Columns
from dateline.web.press.atlas.listing import Mark
from dateline.web.press.atlas.totals import OfDays, OfGrounds, OfKinds, summed
from dateline.web.press.publishing.incidents import publish, take_down
from dateline.web.rights import Role
from tests.web.press import published

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.web.press.atlas.clusters import Spot
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


def test_what_is_published_and_taken_down_at_once_leaves_all_answers_as_they_were(person: Person) -> None:
    rows = published.incidents(8)
    Incident.objects.filter(pk=rows[0].pk).update(published_at=None)
    known = {row.pk for row in rows[1:]}
    assert _told("bbox=-180,-90,180,90", 2) <= known
    version, ada = memory.version(), person(Role.EDITOR)
    publish([Incident.objects.get(pk=rows[0].pk)], by=ada)
    assert rows[0].pk in _told("")
    take_down(rows[0], by=ada, why="It was a slip.")
    for query in ("", "bbox=-180,-90,180,90"):
        assert _told(query) == known
    assert memory.version() == version, "and who has a page of then has that of now"
    turn = memory.turn()
    Incident.objects.filter(pk=rows[0].pk).update(changed_at=timezone.now())  # which no reader sees
    memory.look()
    assert memory.turn() == turn


def test_nothing_changes_while_somebody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = published.incidents(4)
    _told("")
    monkeypatch.setattr(memory, "EVERY", 0)
    with memory.held() as columns:
        Incident.objects.filter(pk=rows[0].pk).update(gone_at=timezone.now())
        memory.version()
        assert len(columns) == len(rows)
    with memory.held() as columns:
        assert len(columns) == len(rows) - 1


def test_a_database_that_fails_while_it_is_read_leaves_nothing_half_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row, other, *_ = published.incidents(4)
    _told("")
    EventActor.objects.filter(event__accounts__incident__in=[row, other]).update(actor="somebody-else")
    Incident.objects.filter(pk__in=[row.pk, other.pk]).update(changed_at=timezone.now())
    monkeypatch.setattr(reading, "FEW", 1)
    asked = []

    def fails_at_the_second(execute: Any, sql: str, *args: Any) -> Any:  # noqa: ANN401 -- Django's own
        asked.extend([sql] if "archive_eventactor" in sql else [])
        if len(asked) > 1:
            raise OperationalError
        return execute(sql, *args)

    with reading.connection().execute_wrapper(fails_at_the_second), pytest.raises(OperationalError):
        _told("")
    assert {row.pk, other.pk} <= _told("actor=somebody-else")
    version = memory.version()
    memory.forget()
    assert memory.version() == version


def test_a_part_of_a_long_list_is_found_by_itself_and_long_lists_are_not_remembered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    published.incidents(8)
    monkeypatch.setattr(answers, "_A_LIST", 4)
    asked = Answers(_asked(""))
    assert asked.some(3, 6) == asked.page(6)[0][3:]
    assert asked.some(6, 9) == asked.page(9)[0][6:]
    assert asked.page(4) is asked.page(4)
    assert asked.page(5) is not asked.page(5)


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


def test_a_disk_that_takes_nothing_keeps_no_reader_from_the_map(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    rows = published.incidents(4)
    (tmp_path / "full").touch()
    monkeypatch.setattr(keeping, "WORTH", 1)
    monkeypatch.setattr(keeping, "file_of", lambda _: tmp_path / "full" / "atlas.npz")
    assert _told("") == {row.pk for row in rows}
    assert "could not be kept on disk" in caplog.text


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


def test_a_process_has_all_in_memory_before_the_first_reader_asks(django_assert_num_queries: object) -> None:
    rows = published.incidents(5)
    assert warming.warm()
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert Answers(_asked("")).tallies().all == len(rows)


def test_a_process_that_cannot_read_ahead_serves_all_the_same(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    rows = published.incidents(4)
    with monkeypatch.context() as broken:
        broken.setattr(reading, "load", lambda: 1 / 0)
        warming.soon(0).join()
    assert "could not be read ahead" in caplog.text
    assert _told("") == {row.pk for row in rows}


def test_what_is_of_a_few_incidents_and_of_many_is_found_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    _varied()
    client = Client()
    addresses = ("/feeds/actors/actor-1.json", "/api/v1/claims?type=shelling", "/api/v1/claims")
    few = [client.get(address).json() for address in addresses]
    monkeypatch.setattr(answers, "_WORTH_NAMING", 0)
    caching.forget()
    assert [client.get(address).json() for address in addresses] == few
    assert few[0]["items"]
    assert few[2]["items"]


def test_totals_that_follow_changes_are_those_that_are_added_up_anew() -> None:
    """The property that all counts, charts and signs of more than half of the incidents rest on."""
    draw = random.Random(3)
    rows, columns = _varied(30), reading.load()
    kinds = (OfGrounds, OfDays, OfKinds)
    for of in kinds:
        summed(columns, Choice.of(columns, columns["alive"]), of)
    for _ in range(6):
        some = draw.sample(rows, 5)
        for row in some:
            row.lat, row.lon, row.place_precision = draw.uniform(-80, 80), draw.uniform(-180, 180), "town"
            row.grade, row.country = draw.choice(list(Grade)).value, draw.choice(("SY", "ML", "DE"))
            row.killed_min, row.killed_max = draw.choice(((None, None), (2, 5), (3, None)))
            row.date_start = row.date_end = date(2018, 1, 1) + timedelta(days=draw.randrange(900))
            row.published_at = draw.choice((None, timezone.now()))
            row.save()
        reading.reload(columns, [row.pk.bytes for row in some])
        chosen = columns["alive"] & (columns["grade"] != 2)
        for mask in (columns["alive"], chosen, columns["alive"] & ~chosen):
            for of in kinds:
                _are_alike(
                    summed(columns, Choice.of(columns, mask), of), of.of(columns, np.flatnonzero(mask))
                )


def _are_alike(one: object, other: object) -> None:
    for field in fields(one):  # type: ignore[arg-type]
        mine, its = getattr(one, field.name), getattr(other, field.name)
        if isinstance(mine, np.ndarray):
            assert np.array_equal(mine, its), field.name
        else:
            _are_alike(mine, its)


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


def _signs(columns: Columns, zoom: float) -> list[Spot]:
    all_of_them = Choice.of(columns, columns["alive"])
    everywhere = np.ones(len(columns.grounds), bool)
    return clustered(columns, all_of_them, summed(columns, all_of_them, OfGrounds), everywhere, zoom)


def test_near_incidents_are_one_sign_with_their_number_and_far_ones_are_not() -> None:
    columns = _at([(35.0, 38.0), (35.1, 38.1), (35.0, 38.2), (10.0, -60.0)])
    many, one = _signs(columns, 2)
    assert (many.number, many.splits, many.row) == (3, True, -1)
    assert [many.bounds.west, many.bounds.east] == pytest.approx([38, 38.2], abs=1e-4)
    assert many.killed == (6, 7, 12)
    assert many.grade == "contested"
    assert (one.number, one.row, one.radius) == (1, 3, 3.0)
    assert [one.lat, one.lon] == pytest.approx([10, -60], abs=1e-4)
    assert len(_signs(columns, 9)) == 4


def test_what_lies_at_one_place_is_never_said_to_come_apart() -> None:
    columns = _at([(35.0, 38.0)] * 5)
    (spot,) = _signs(columns, 6)
    assert (spot.number, spot.splits, spot.radius) == (5, False, 3.0)


def test_signs_do_not_lie_on_each_other_and_no_incident_is_lost() -> None:
    draw = random.Random(1)
    columns = _at([(draw.uniform(30, 38), draw.uniform(35, 45)) for _ in range(3000)])
    for zoom in (0, 3, 5, 7):
        spots = _signs(columns, zoom)
        assert sum(spot.number for spot in spots) == 3000
        assert len(spots) <= 400


def test_a_toll_without_a_most_is_open() -> None:
    columns = _at([(35.0, 38.0)] * 2, open=True)
    (spot,) = _signs(columns, 6)
    assert spot.open


def test_the_counts_and_the_time_line_add_up_to_what_is_there() -> None:
    rows = _varied()
    of_all = Answers(_asked(""))
    told, chart = of_all.tallies(), of_all.chart()
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
