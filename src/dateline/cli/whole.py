"""Files that are there whole or not at all."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from shutil import copymode
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def whole(*paths: Path) -> Iterator[Path]:
    """A path to write the first of `paths` to; what stands there, and beside it, moves to `paths` at the end.

    So a file is there whole or not at all, and one that was there stays until then. A pipe or a device is
    written as it is.

    Raises:
        OSError: It cannot be written; the error names the first of `paths`, not what was written before.
    """
    first = paths[0]
    try:
        if first.exists() and not first.is_file():
            yield first
            return
        with TemporaryDirectory(prefix=_PREFIX, dir=first.parent) as folder:
            yield Path(folder) / first.name
            for path in paths:
                finished = Path(folder) / path.name
                if path.exists():
                    copymode(path, finished)
                finished.replace(path.resolve())  # a link stays one
    except OSError as error:
        if error.filename is not None and _PREFIX not in str(error.filename):
            raise
        raise OSError(error.errno, error.strerror, str(first)) from error


_PREFIX = ".dateline-"
