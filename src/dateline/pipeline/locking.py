"""One run at a time on one file: the lock goes when the process does, however it ends."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dateline.domain.errors import OutputInUse

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO


def lock(file: BinaryIO, name: str) -> None:
    """Keep a second run out of an open file until it is closed.

    Raises:
        OutputInUse: Another run has it.
    """
    if sys.platform != "win32":
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OutputInUse(name, "Wait for it, or name another file.") from None


@contextmanager
def locked(path: Path) -> Iterator[BinaryIO]:
    """The file at `path`, to be read and replaced, with all other runs kept out while the context lasts.

    Where it is not there it is made, so that two runs cannot both begin it; if nothing has taken its place in
    the end, it goes again.

    Raises:
        OutputInUse: Another run has it, or has just replaced it.
        OSError: It cannot be opened or written.
    """
    begun = not path.exists()
    with path.open("a+b") as file:
        lock(file, str(path))
        if not _is_at(path, file):
            raise OutputInUse(str(path), "Run it again.")
        file.seek(0)
        try:
            yield file
        finally:
            if begun and _is_at(path, file) and not path.stat().st_size:
                path.unlink()


def _is_at(path: Path, file: BinaryIO) -> bool:
    """Whether an open file is the one at `path`: another run may have put its own there meanwhile."""
    return path.exists() and os.path.samestat(path.stat(), os.fstat(file.fileno()))
