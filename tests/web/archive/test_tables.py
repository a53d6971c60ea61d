"""The tables: migrations make what the models say, and the database keeps its promises by itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from dateline.web.archive.models import Coding, Event, Incident, Lock, Report, Source

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db


def test_migrations_make_what_the_models_say() -> None:
    call_command("makemigrations", "accounts", "archive", check=True, dry_run=True, verbosity=3)


def test_there_is_one_lock_for_linking() -> None:
    assert [one.name for one in Lock.objects.all()] == ["linking"]


def _event(**others: Any) -> Event:  # noqa: ANN401 -- any column
    report, _ = Report.objects.get_or_create(key="r", text="")
    known = {"report": report, "ref": "e1", "type": "airstrike", "status": "reported", "confidence": 0.5}
    return Event(**{**known, "words": "struck", "start": 0, "end": 6, **others})


def _incident(**others: Any) -> Incident:  # noqa: ANN401
    return Incident(
        **{"key": "k", "type": "airstrike", "grade": "weak", "standing": "reported", "body": b"", **others}
    )


@pytest.mark.parametrize(
    "broken",
    [
        lambda: _event(type="picnic"),
        lambda: _event(status="dreamt"),
        lambda: _event(confidence=1.5),
        lambda: _event(end=0),
        lambda: _event(review="perhaps"),
        lambda: _event(date_start=date(2018, 1, 2), date_end=date(2018, 1, 1)),
        lambda: _event(date_start=date(2018, 1, 2)),
        lambda: _event(killed_min=3, killed_max=2),
        lambda: _event(lat=35.0),
        lambda: _event(lat=95.0, lon=35.0),
        lambda: _event(radius_km=-1.0),
        lambda: _incident(grade="splendid"),
        lambda: _incident(standing="doubtful"),
        lambda: Source(name=""),
        lambda: Source(name="x", kind="oracle"),
        lambda: Report(key="q", text="", state="lost"),
        lambda: Report(key="q", text="", canonical_url=""),
    ],
)
def test_what_cannot_be_is_refused_by_the_database(broken: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        broken().save(force_insert=True)


def test_a_report_has_one_current_coding_one_address_and_one_key() -> None:
    report = Report.objects.create(key="a", text="", canonical_url="https://mill.example/a")
    Coding.objects.create(report=report, body=b"")
    for again in (
        lambda: Coding.objects.create(report=report, body=b""),
        lambda: Report.objects.create(key="a", text=""),
        lambda: Report.objects.create(key="b", text="", canonical_url="https://mill.example/a"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            again()
    Report.objects.create(key="c", text="")
    Report.objects.create(key="d", text="")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="it is about SQLite")
def test_sqlite_is_set_up_for_many_readers_beside_a_writer() -> None:
    asked = ("journal_mode", "synchronous", "foreign_keys", "temp_store")
    with connection.cursor() as cursor:
        assert [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in asked] == ["wal", 1, 1, 2]
