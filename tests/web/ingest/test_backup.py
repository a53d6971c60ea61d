"""Backup and restore: all of it as it was at one moment, or nothing; every part is held against its hash."""

from __future__ import annotations

import io
import json
import stat
import tarfile
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from dateline.domain.errors import ArchiveInUse, BackupUnreadable
from dateline.web.archive import backup
from dateline.web.archive.backup import back_up, check, restore
from dateline.web.archive.history import record
from dateline.web.archive.ingest import take_url
from dateline.web.archive.leases import give_up_lease, take_lease
from dateline.web.archive.models import (
    Arrival,
    Change,
    Event,
    Page,
    Report,
    Searchable,
    Source,
    SourceDomain,
    WorkerLease,
)
from dateline.web.archive.packing import unpack
from dateline.web.archive.tasks_worker import ArchiveWorker
from tests.web.ingest.worlds import page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.web.ingest.conftest import NewDatabase
    from tests.web.ingest.worlds import Web

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("here")]

TABLES = (Source, SourceDomain, Report, Page, Event, Arrival)


@pytest.fixture
def full(web: Web, new_database: NewDatabase) -> dict[str, list[dict[str, Any]]]:
    """An archive of two reports; what is in its tables."""
    new_database()
    for number in range(2):
        url = f"https://mill.example/{number}"
        web.pages[url] = page(number)
        take_url(url)
    ArchiveWorker(until_empty=True).run()
    return _held()


def _held() -> dict[str, list[dict[str, Any]]]:
    held = {model.__name__: list(model.objects.order_by("pk").values()) for model in TABLES}
    for row in held["Page"]:
        row["body"] = unpack(row["body"])
    return held


def test_what_was_backed_up_is_there_again(
    full: dict[str, Any], new_database: NewDatabase, tmp_path: Path
) -> None:
    made = back_up(tmp_path / "archive.tar")
    new_database()
    assert not Report.objects.exists()
    restored = restore(tmp_path / "archive.tar")
    assert restored == made
    assert made.rows["archive_report"] == 2
    assert _held() == full


def test_a_restored_archive_goes_on_as_the_first_would_have(
    full: dict[str, Any], web: Web, new_database: NewDatabase, tmp_path: Path
) -> None:
    back_up(tmp_path / "archive.tar")
    new_database()
    restore(tmp_path / "archive.tar")
    web.pages["https://mill.example/9"] = page(9)
    web.pages["https://mill.example/1"] = page(1, killed=8)
    for number in (9, 1):
        take_url(f"https://mill.example/{number}")
    ArchiveWorker(until_empty=True).run()
    assert set(Report.objects.values_list("state", flat=True)) == {"linked"}
    assert len(_held()["Report"]) == len(full["Report"]) + 1
    report = Report.objects.get(canonical_url="https://mill.example/1")
    assert report.events.get().killed_min == 8
    assert Searchable.objects.filter(object=report.pk).exists()


def test_the_history_of_a_restored_archive_cannot_be_altered_either(
    full: dict[str, Any], new_database: NewDatabase, tmp_path: Path
) -> None:
    with transaction.atomic():
        record("seen", Source.objects.get(), by=None)
    back_up(tmp_path / "archive.tar")
    new_database()
    restore(tmp_path / "archive.tar")
    assert Change.objects.get().verb == "seen"
    with pytest.raises(DatabaseError, match="only ever added to"):
        Change.objects.update(verb="unseen")
    assert full


def test_tables_of_another_version_give_way_to_those_of_the_backup(
    full: dict[str, Any], new_database: NewDatabase, tmp_path: Path
) -> None:
    back_up(tmp_path / "archive.tar")
    new_database()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'archive' AND name <> '0001_initial'")
    restore(tmp_path / "archive.tar", replace=True)
    assert _held() == full
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations WHERE app = 'archive'")
        assert cursor.fetchone()[0] > 1


def test_a_backup_is_for_its_owner_alone_and_names_nobody(full: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "kept" / "archive.tar"
    path.parent.mkdir()
    back_up(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with tarfile.open(path) as tar:
        assert {(one.uid, one.gid, one.uname, one.gname) for one in tar} == {(0, 0, "", "")}
    assert [one.name for one in path.parent.iterdir()] == ["archive.tar"]
    assert full


def test_a_backup_is_of_one_moment(
    full: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written after it began is not in it, however long it takes."""
    path = tmp_path / "archive.tar"
    engine = backup.engine()
    save = engine.save

    def saved(folder: Path) -> Any:  # noqa: ANN401
        found = save(folder)
        Report.objects.create(key="late", text="Words.")
        return found

    monkeypatch.setattr(engine, "save", saved)
    assert back_up(path).rows["archive_report"] == 2
    restore(path, replace=True)
    assert _held() == full


def test_a_backup_takes_the_place_of_an_older_one_whole_or_not_at_all(
    full: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kept" / "archive.tar"
    path.parent.mkdir()
    first = back_up(path)

    def broken(_: Path) -> Any:  # noqa: ANN401
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup.engine(), "save", broken)
    with pytest.raises(OSError, match="No space"):
        back_up(path)
    assert check(path) == first
    assert [one.name for one in path.parent.iterdir()] == ["archive.tar"]
    assert full


def test_an_archive_that_is_not_empty_is_left_alone(full: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "archive.tar"
    back_up(path)
    Report.objects.update(title="changed")
    with pytest.raises(ArchiveInUse, match="--replace"):
        restore(path)
    assert set(Report.objects.values_list("title", flat=True)) == {"changed"}
    restore(path, replace=True)
    assert _held() == full


def test_nothing_is_restored_under_the_hands_of_a_worker(full: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "archive.tar"
    back_up(path)
    lease = take_lease("w1")
    with pytest.raises(ArchiveInUse, match="Stop the site"):
        restore(path, replace=True)
    give_up_lease(lease)
    restore(path, replace=True)
    assert _held() == full


def test_the_leases_of_the_time_of_the_backup_hold_nobody_up(full: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "archive.tar"
    lease = take_lease("w1")
    WorkerLease.objects.update(host="another")
    back_up(path)
    give_up_lease(lease)
    restore(path, replace=True)
    WorkerLease.objects.filter(worker="w1").update(beat_at=timezone.now())
    with pytest.raises(ArchiveInUse):
        restore(path, replace=True)
    assert full


def _bent(path: Path, bend: Callable[[str, bytes], bytes | None]) -> Path:
    """The backup with parts that are others, or are gone."""
    bent = path.with_suffix(".bent")
    with tarfile.open(path) as tar, tarfile.open(bent, "w") as out:
        for entry in tar:
            stream = tar.extractfile(entry)
            body = bend(entry.name, stream.read() if stream else b"")
            if body is not None:
                entry.size = len(body)
                out.addfile(entry, io.BytesIO(body))
    return bent


def _flipped(name: str, body: bytes) -> bytes:
    at = len(body) // 2
    return body if name == "manifest.json" else body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :]


def _told(**changes: Any) -> Callable[[str, bytes], bytes]:  # noqa: ANN401
    def bend(name: str, body: bytes) -> bytes:
        return json.dumps({**json.loads(body), **changes}).encode() if name == "manifest.json" else body

    return bend


BENT = {
    "one bit is another": (_flipped, "is not what it was"),
    "a part is gone": (lambda name, body: body if name == "manifest.json" else None, "lacks its part"),
    "its manifest is gone": (lambda name, body: None if name == "manifest.json" else body, "no manifest"),
    "its manifest is torn": (lambda name, body: b"{" if name == "manifest.json" else body, "does not hold"),
    "it is of another form": (_told(format="dateline/backup/9"), "dateline/backup/9"),
    "it is of another database": (_told(database="oracle"), "is of oracle"),
    "it is of a later version": (_told(migrations={"archive": ["9_on"]}, dateline="9.0"), "by Dateline 9"),
    "it tells of other rows": (_told(rows={"archive_report": 4}), "other rows"),
    "it holds no table": (_told(parts=[]), "is not in it"),
}  # fmt: skip


def test_a_backup_that_is_not_whole_or_does_not_fit_is_refused_and_nothing_changes(
    full: dict[str, Any], tmp_path: Path
) -> None:
    back_up(tmp_path / "archive.tar")
    for what, (bend, says) in BENT.items():
        bent = _bent(tmp_path / "archive.tar", bend)
        with pytest.raises(BackupUnreadable, match=says):
            restore(bent, replace=True)
        assert _held() == full, what


def test_a_part_that_lies_elsewhere_is_not_unpacked_there(tmp_path: Path) -> None:
    part = {"name": "../loot", "sha256": sha256(b"loot").hexdigest(), "size": 4}
    said = {
        "format": backup.FORMAT,
        "database": connection.vendor,
        "made_at": "",
        "rows": {},
        "migrations": {},
    }
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "archive.tar"
    with tarfile.open(path, "w") as tar:
        for name, body in (
            ("manifest.json", json.dumps(said | {"parts": [part]}).encode()),
            ("../loot", b"loot"),
        ):
            entry = tarfile.TarInfo(name)
            entry.size = len(body)
            tar.addfile(entry, io.BytesIO(body))
    with pytest.raises(BackupUnreadable, match="elsewhere"):
        restore(path, replace=True)
    assert not list(tmp_path.rglob("loot"))


@pytest.mark.parametrize("body", [b"", b"no backup", b"\0" * 10_240])
def test_what_is_no_backup_is_told(body: bytes, tmp_path: Path) -> None:
    (tmp_path / "archive.tar").write_bytes(body)
    with pytest.raises(BackupUnreadable, match=r"archive\.tar"):
        check(tmp_path / "archive.tar")


def test_a_torn_backup_is_told(full: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "archive.tar"
    back_up(path)
    path.write_bytes(path.read_bytes()[:-20_000])
    with pytest.raises(BackupUnreadable):
        check(path)
    assert full
