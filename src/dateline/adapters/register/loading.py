"""The register that ships with Dateline, and an analyst's own laid over it."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.adapters.register.book import Book
from dateline.adapters.register.roster import Roster
from dateline.domain.errors import RegisterUnreadable
from dateline.resolving import romanising
from dateline.resolving.acting import forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SHIPPED = Path(__file__).parent
_LANDS, _COMMUNITIES, _GENERICS = "demonyms.yaml", "communities.yaml", "generic.yaml"
# What a book is made by; a change of it makes another book of the same files.
_MAKERS = (
    *(
        SHIPPED / f"{name}.py"
        for name in ("book", "compiling", "entries", "fields", "generics", "items", "lands")
    ),
    Path(forms.__file__),
    Path(romanising.__file__),
)


def cache_folder() -> Path:
    """Where what was compiled is kept between runs: under XDG_CACHE_HOME, or else ~/.cache."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dateline"


def load_register(extra: Path | None = None, *, shipped: Path = SHIPPED, cache: Path | None = None) -> Roster:
    """The register of actors that ships with Dateline, with the entries of the file `extra` laid over it.

    To read and check its files takes 0.4 s, on a busy machine 0.6 s. What came of it is kept in the folder
    `cache` (by default `cache_folder()`), under a digest of all that it was made from, and is taken from
    there in 0.03 s. A cache that cannot be read or written is done without.

    Raises:
        RegisterUnreadable: A file cannot be read or an entry is not as it should be; names which.
    """
    actors = sorted((shipped / "actors").glob("*.yaml"))
    words = [shipped / name for name in (_LANDS, _COMMUNITIES, _GENERICS)]
    digest = _digest([*_MAKERS, *actors, *words, *([extra] if extra else [])])
    kept = (cache or cache_folder()) / f"register-{digest[:16]}.json"
    book = _taken(kept)
    if book is None:
        book = _compiled(actors, words, extra)
        _keep(book, kept)
    return Roster(book)


def _compiled(actors: Sequence[Path], words: Sequence[Path], extra: Path | None) -> Book:
    # YAML is read here only: where the cache holds, its parser need not be loaded.
    from dateline.adapters.register.compiling import compile_book  # noqa: PLC0415
    from dateline.adapters.register.items import read_items  # noqa: PLC0415

    lands, communities, generics = map(read_items, words)
    return compile_book(
        [item for path in actors for item in read_items(path)],
        read_items(extra) if extra else [],
        lands=lands,
        communities=communities,
        generics=generics,
    )


def _digest(files: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for path in files:
        try:
            words = path.read_bytes()
        except OSError as error:
            raise RegisterUnreadable(f"{path} ({error.strerror})", "Give a file that may be read") from error
        found.update(b"%s %d\n" % (path.name.encode(), len(words)))
        found.update(words)
    return found.hexdigest()


def _taken(kept: Path) -> Book | None:
    try:
        return Book(**json.loads(kept.read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def _keep(book: Book, kept: Path) -> None:
    """Write the book beside its place first, so that no other process reads half of it."""
    # `asdict` would copy every list of the book, and `json.dump` write it bit by bit: that takes as long as
    # to read the files.
    words = json.dumps(
        {one.name: getattr(book, one.name) for one in fields(book)}, ensure_ascii=False, separators=(",", ":")
    )
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=kept.parent, encoding="utf-8", delete=False) as part:
            part.write(words)
        Path(part.name).replace(kept)
    except OSError:
        return
