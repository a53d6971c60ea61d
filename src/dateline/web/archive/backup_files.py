"""The files of a backup: what lies beside the database, as one part.

A file is there before its row and never changes, so all that the rows of a backup name is in it when files
are packed after rows.
"""

from __future__ import annotations

import filecmp
import shutil
import tarfile
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from django.conf import settings

from dateline.domain.errors import BackupUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

_PART = "files.tar"


def save(folder: Path) -> None:
    """Write what lies under MEDIA_ROOT into `folder`; nothing where nothing does."""
    root = Path(settings.MEDIA_ROOT)
    names = _names(root)
    if not names:
        return
    with tarfile.open(folder / _PART, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for name in names:
            with suppress(FileNotFoundError):  # its row did not come to be
                tar.add(root / name, arcname=name, recursive=False)


@contextmanager
def loaded(folder: Path, *, replace: bool) -> Iterator[None]:
    """Put the files in `folder` where they belong; rows are put in meanwhile, and if that fails they go.

    Args:
        folder: Where the parts of a backup lie.
        replace: Whether what else is there gives way.

    Raises:
        BackupUnreadable: The part is damaged, or names what lies elsewhere.
    """
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restored-", dir=root) as name:
        beside = Path(name)
        brought = _unpack(folder / _PART, beside) if (folder / _PART).exists() else []
        new = [one for one in brought if not (root / one).exists()]
        try:
            for one in new:
                (root / one).parent.mkdir(parents=True, exist_ok=True)
                (beside / one).rename(root / one)
            yield
        except BaseException:
            for one in new:
                (root / one).unlink(missing_ok=True)
            raise
        for one in set(brought) - set(new):
            if not filecmp.cmp(beside / one, root / one, shallow=False):
                (beside / one).replace(root / one)
    if replace:
        for one in set(_names(root)) - set(brought):
            (root / one).unlink(missing_ok=True)


def _names(root: Path) -> list[str]:
    """The files under a folder, by their names in it; what is hidden is on its way and left out."""
    found = (one.relative_to(root) for one in root.rglob("*") if one.is_file() and not one.is_symlink())
    return sorted(one.as_posix() for one in found if not any(part.startswith(".") for part in one.parts))


def _unpack(part: Path, folder: Path) -> list[str]:
    names = []
    try:
        with tarfile.open(part, mode="r:") as tar:
            for entry in tar:
                path = PurePosixPath(entry.name)
                stream = tar.extractfile(entry) if entry.isreg() else None
                if stream is None or path.is_absolute() or ".." in path.parts:
                    raise BackupUnreadable(
                        f"{_PART} names {entry.name!r}, which lies elsewhere",
                        "It is no backup of Dateline's.",
                    )
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                with (folder / path).open("wb") as out:
                    shutil.copyfileobj(stream, out)
                (folder / path).chmod(0o644)
                names.append(path.as_posix())
    except (tarfile.TarError, EOFError) as error:
        raise BackupUnreadable(f"{_PART}: {error}", "It is damaged: take another one.") from error
    return names
