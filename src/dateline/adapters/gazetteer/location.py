"""Where the gazetteer of this installation lies."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.adapters.gazetteer.database import SqliteGazetteer
from dateline.domain.errors import GazetteerMissing

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "DATELINE_GAZETTEER"
_FILE = Path("dateline") / "gazetteer.sqlite"


def default_path(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the gazetteer is built and looked for, unless another file is named.

    The variable DATELINE_GAZETTEER has the say. Otherwise a virtual environment holds its own, which goes
    when the environment goes; elsewhere the user's cache does.
    """
    if named := environment.get(VARIABLE, "").strip():
        return Path(named)
    if sys.prefix != sys.base_prefix:
        return Path(sys.prefix) / "share" / _FILE
    cache_home = environment.get("XDG_CACHE_HOME", "").strip()
    return (Path(cache_home) if cache_home else Path.home() / ".cache") / _FILE


def load_gazetteer(path: Path | None = None) -> SqliteGazetteer:
    """The gazetteer at `path`, by default that of this installation; opened once a process.

    Raises:
        GazetteerMissing: None was built yet.
        GazetteerUnavailable: The file is no gazetteer, or one that another version of Dateline built.
    """
    return _loaded(path or default_path())


@cache
def _loaded(path: Path) -> SqliteGazetteer:
    if not path.is_file():
        raise GazetteerMissing(str(path), "Build it, which takes a minute: dateline gazetteer build.")
    return SqliteGazetteer(path)
