"""The whole archive as one file, and back: taken at one moment, with the hash of every part.

The file is a tar. Its first part, `manifest.json`, names the others with their hashes; these are packed with
zstd: one with the file of SQLite, or one for each table of PostgreSQL, as its COPY writes it. Pictures and
videos are a part of their own, as they are.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
import tempfile
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from dateline.domain.errors import ArchiveInUse, BackupUnreadable
from dateline.web.archive import backup_files, backup_postgres, backup_sqlite
from dateline.web.archive.leases import workers_alive
from dateline.web.archive.linking.glances import forget_glances
from dateline.web.archive.models import WorkerLease

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

FORMAT = "dateline/backup/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a backup, as it is packed."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup holds.

    `rows` counts those of each table, `migrations` names those that its tables were made by, for each app.
    """

    database: str
    made_at: str
    parts: tuple[Part, ...]
    rows: dict[str, int]
    migrations: dict[str, list[str]]
    dateline: str = field(default_factory=lambda: version("dateline"))
    format: str = FORMAT

    @property
    def size(self) -> int:
        """The bytes of all parts."""
        return sum(part.size for part in self.parts)

    def check_rows(self, found: dict[str, int]) -> None:
        """Refuse a database that holds other rows than the backup tells of.

        Raises:
            BackupUnreadable: It does.
        """
        if wrong := sorted(name for name, count in self.rows.items() if found.get(name) != count):
            raise BackupUnreadable(f"other rows than it tells of in {', '.join(wrong)}", _DAMAGED)


def back_up(path: Path) -> Manifest:
    """Write all that the database holds, as it is at this moment, into the file `path`; others may go on.

    The file is there whole or not at all, and only its owner reads it: it holds accounts.
    """
    with tempfile.TemporaryDirectory(prefix=".dateline-backup-", dir=path.parent) as name:
        folder = Path(name)
        rows, migrations = engine().save(folder)
        backup_files.save(folder)  # after the rows: whatever they name is there
        parts = tuple(_part(one) for one in sorted(folder.iterdir()))
        manifest = Manifest(
            database=connection.vendor,
            made_at=timezone.now().isoformat(timespec="seconds"),
            parts=parts,
            rows=rows,
            migrations=migrations,
        )
        draft = folder / "whole.tar"
        draft.touch(mode=0o600)
        with draft.open("wb") as out, tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
            _add(tar, _MANIFEST, json.dumps(asdict(manifest), indent=1).encode())
            for part in parts:
                tar.add(folder / part.name, arcname=part.name, recursive=False, filter=_plain)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    return manifest


def check(path: Path) -> Manifest:
    """Look whether a backup is whole: every part is there and has its hash. What it holds.

    Raises:
        BackupUnreadable: It is not.
    """
    with _opened(path) as (tar, manifest):
        for part in manifest.parts:
            _hash_of(tar, part, path)
    return manifest


def restore(path: Path, *, replace: bool = False) -> Manifest:
    """Put what a backup holds into the database, and bring it up to this version. What it held.

    It is all put in, or nothing is.

    Args:
        path: The backup.
        replace: Whether an archive that is not empty gives way.

    Raises:
        BackupUnreadable: The backup is damaged, or of another database or a later version.
        ArchiveInUse: The archive is not empty, or a worker is at work on it.
    """
    manifest = check(path)
    _check_fits(manifest, path)
    held = engine().rows()
    if not replace and (
        full := {name: count for name, count in held.items() if count and name not in _GIVEN}
    ):
        some = ", ".join(f"{count:,} in {name}" for name, count in sorted(full.items())[:3])
        raise ArchiveInUse(f"rows: {some}", "Name an empty one, or let go of what is there with --replace.")
    if WorkerLease._meta.db_table in held and (number := workers_alive()):
        raise ArchiveInUse(f"{number} at work", "Stop the site and its workers first.")
    with _opened(path) as (tar, _), tempfile.TemporaryDirectory(prefix=".dateline-", dir=path.parent) as name:
        for part in manifest.parts:
            with (Path(name) / part.name).open("wb") as out:
                _hash_of(tar, part, path, out)
        with backup_files.loaded(Path(name), replace=replace):
            engine().load(Path(name), manifest)
    call_command("migrate", verbosity=0, interactive=False)
    forget_glances()  # numbers of accounts are given again, to others than before
    return manifest


def engine() -> Any:  # noqa: ANN401 (two modules that offer the same: save, load, rows)
    """What knows the database that the archive is in."""
    return backup_sqlite if connection.vendor == "sqlite" else backup_postgres


_MANIFEST = "manifest.json"
_MOST_MANIFEST = 4 * 1024 * 1024
_DAMAGED = "It is damaged: take another one."
# What `migrate` itself puts into an empty database.
_GIVEN = frozenset(
    {
        "archive_lock", "auth_group", "auth_group_permissions", "auth_permission", "django_content_type",
        "django_migrations", "django_site", "sqlite_sequence",
    }
)  # fmt: skip


def _part(path: Path) -> Part:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Part(name=path.name, sha256=digest, size=path.stat().st_size)


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o600
    tar.addfile(entry, io.BytesIO(content))


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """A part without the name of who made it."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mode = 0o600
    return entry


@contextmanager
def _opened(path: Path) -> Iterator[tuple[tarfile.TarFile, Manifest]]:
    try:
        with tarfile.open(path, mode="r:") as tar:
            yield tar, _manifest(tar, path)
    except (tarfile.TarError, EOFError) as error:
        raise BackupUnreadable(
            f"{path}: {error}", "It is no backup of Dateline's, or it is damaged."
        ) from error


def _manifest(tar: tarfile.TarFile, path: Path) -> Manifest:
    first = tar.next()
    if first is None or first.name != _MANIFEST or first.size > _MOST_MANIFEST:
        raise BackupUnreadable(f"{path} has no manifest", "It is no backup of Dateline's.")
    stream = tar.extractfile(first)
    try:
        said = json.loads(stream.read() if stream else b"")
        if said["format"] != FORMAT:
            raise BackupUnreadable(
                f"{path} is of the form {said['format']!r}", "Install the Dateline it is of."
            )
        said["parts"] = tuple(Part(**part) for part in said["parts"])
        if any(Path(part.name).name != part.name for part in said["parts"]):
            raise BackupUnreadable(
                f"{path} names a part that lies elsewhere", "It is no backup of Dateline's."
            )
        return Manifest(**said)
    except (ValueError, KeyError, TypeError) as error:
        raise BackupUnreadable(f"{path}: its manifest does not hold ({error})", _DAMAGED) from error


def _hash_of(tar: tarfile.TarFile, part: Part, path: Path, out: IO[bytes] | None = None) -> None:
    """Read one part, into `out` if given, and hold it against its hash."""
    try:
        stream = tar.extractfile(part.name)
    except KeyError:
        stream = None
    if stream is None:
        raise BackupUnreadable(f"{path} lacks its part {part.name}", _DAMAGED)
    digest = hashlib.sha256()
    while piece := stream.read(1024 * 1024):
        digest.update(piece)
        if out is not None:
            out.write(piece)
    if digest.hexdigest() != part.sha256:
        raise BackupUnreadable(f"{path}: its part {part.name} is not what it was", _DAMAGED)


def _check_fits(manifest: Manifest, path: Path) -> None:
    if manifest.database != connection.vendor:
        raise BackupUnreadable(
            f"{path} is of {manifest.database}, and the archive is kept in {connection.vendor}",
            "Set DATABASE_URL to a database of its kind.",
        )
    known = MigrationLoader(None).disk_migrations or {}
    names = {(app, name) for app, name in known}
    later = [
        (app, one) for app, ones in manifest.migrations.items() for one in ones if (app, one) not in names
    ]
    if later:
        raise BackupUnreadable(
            f"{path} was made by Dateline {manifest.dateline}, which knows {'.'.join(later[0])}",
            "Install that version or a later one.",
        )
