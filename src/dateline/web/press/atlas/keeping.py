"""Keeping: columns on disk, so that a restart has them in a second and reads only what has changed since."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from django.conf import settings

from dateline.web.press.atlas.columns import DTYPES, Columns
from dateline.web.press.atlas.grounds import Grounds
from dateline.web.press.atlas.links import Links
from dateline.web.press.atlas.vocabulary import Vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from django.db.backends.base.base import BaseDatabaseWrapper

FORM: Final = 2
"""The form of the file. Another number, another file: an older release does not read it."""
WORTH: Final = 20_000
"""Incidents below which nothing is kept: they are read from the database in half a second."""
_WORDS = ("places", "countries", "actors", "sources")


def file_of(connection: BaseDatabaseWrapper) -> Path:
    """Where the columns of a database are kept."""
    of = connection.settings_dict
    known = json.dumps([connection.vendor, *(str(of.get(name)) for name in ("HOST", "PORT", "NAME"))])
    digest = hashlib.sha256(known.encode()).hexdigest()[:12]
    folder: Path = settings.DATELINE_HOME / "cache"
    return folder / f"atlas-{FORM}-{digest}.npz"


def keep(columns: Columns, moment: str, path: Path) -> None:
    """Write columns, and up to which moment they hold what has changed; whole, or not at all."""
    words = {
        name: (vocabulary.words, vocabulary.names) for name, vocabulary in _vocabularies(columns).items()
    }
    told = {"moment": moment, "sorted": columns.sorted, "words": words}
    told["late"] = {key.hex(): row for key, row in columns.late.items()}
    arrays: dict[str, Any] = {name: columns[name] for name in DTYPES}
    path.parent.mkdir(mode=0o700, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            np.savez(
                file,
                actors=columns.actors.pairs,
                sources=columns.sources.pairs,
                grounds=columns.grounds.known,
                told=np.frombuffer(json.dumps(told).encode(), "u1"),
                allow_pickle=False,
                **arrays,
            )
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def kept(path: Path) -> tuple[Columns, str] | None:
    """The columns that are kept, and the moment that they are of; None where none are, or none that hold."""
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            told = json.loads(file["told"].tobytes())
            of = {name: file[name].astype(dtype, copy=False) for name, dtype in DTYPES.items()}
            pairs = {name: file[name].astype("i4", copy=False) for name in ("actors", "sources")}
            grounds = Grounds(file["grounds"].astype("i8", copy=False))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    words = {name: Vocabulary(*told["words"][name]) for name in _WORDS}
    columns = Columns(
        of=of,
        size=len(of["high"]),
        grounds=grounds,
        sorted=told["sorted"],
        late={bytes.fromhex(key): row for key, row in told["late"].items()},
        places=words["places"],
        countries=words["countries"],
        actors=Links(words["actors"], pairs["actors"]),
        sources=Links(words["sources"], pairs["sources"]),
    )
    of |= columns.derived(of)
    return columns, str(told["moment"])


def _vocabularies(columns: Columns) -> dict[str, Vocabulary]:
    links = {"actors": columns.actors.words, "sources": columns.sources.words}
    return {"places": columns.places, "countries": columns.countries, **links}
