"""Builds the gazetteer: lists of places in, one SQLite file out. The same lists give the same bytes."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.adapters.gazetteer.geonames import read_codes, read_dump
from dateline.adapters.gazetteer.listing import Listing
from dateline.adapters.gazetteer.schema import ATTRIBUTION, INDEXES, SCHEMA, TABLES, spelling_mark
from dateline.adapters.gazetteer.supplement import SHIPPED, read_supplements
from dateline.domain import Feature
from dateline.domain.errors import PackageMissing
from dateline.resolving.romanising import skeleton

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from dateline.adapters.gazetteer.listed import Listed

_REMEDY = 'Install what the default gazetteer is made of with `pip install "dateline[gazetteer]"`.'
LONGEST = 60  # letters of a normal form: what is longer is no name but a description


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build made: how many places under how many names, and how large the file is."""

    places: int
    names: int
    size: int


def build(
    out: Path,
    *,
    dumps: Sequence[Path] = (),
    codes: Sequence[Path] = (),
    supplements: Sequence[Path] = (),
    countries: Collection[str] | None = None,
) -> Built:
    """Build the gazetteer at `out`; a file that is there is replaced once the new one is whole.

    `dumps` are country dumps of GeoNames, `codes` its lists of divisions, `supplements` folders of YAML that
    are layered over the one that ships. `countries` keeps the towns and divisions of the default to some.

    Raises:
        PackageMissing: The packages that carry the default's lists are not installed.
        GazetteerSourceFaulty: A dump or a list is not in GeoNames' form.
        SupplementFaulty: An entry of a supplement is not as it should be.
    """
    shipped, versions = _default()
    listing = Listing()
    # Lists that say more about a place come first; what the later ones call it is nearer to English reports.
    for one in _given(dumps, codes):
        listing.add(one)
    for one in shipped(countries):
        listing.add(one)
    listing.attach(read_supplements(SHIPPED, *supplements))
    about = {
        "schema": str(SCHEMA),
        "spelling": spelling_mark(),
        "attribution": ATTRIBUTION,
        **versions(),
        **{path.name: _digest(path) for path in (*dumps, *codes)},
        **{
            f"supplement {number}": _digest_of(folder)
            for number, folder in enumerate((SHIPPED, *supplements))
        },
    }
    return write(listing.finished(), out, about)


def write(places: Iterable[tuple[Listed, str | None, str | None]], out: Path, about: dict[str, str]) -> Built:
    """Write places, each with the names of its first and second division, and `about` into a new file.

    The places come the most populous first, and so they are found.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = out.with_name(f"{out.name}.{os.getpid()}.part")
    draft.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(draft, isolation_level=None)) as file:
            built = _fill(file, places, about)
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)
    return Built(places=built[0], names=built[1], size=out.stat().st_size)


def _default() -> tuple[Callable[[Collection[str] | None], Iterator[Listed]], Callable[[], dict[str, str]]]:
    """The default's places, and the versions of the packages that carry them."""
    try:
        from dateline.adapters.gazetteer.shipped import shipped, versions  # noqa: PLC0415 (an extra)
    except ModuleNotFoundError as error:
        raise PackageMissing(error.name or str(error), _REMEDY) from None
    return shipped, versions


def _given(dumps: Sequence[Path], codes: Sequence[Path]) -> Iterator[Listed]:
    for path in dumps:
        yield from read_dump(path)
    for path in codes:
        yield from read_codes(path)


def _fill(
    file: sqlite3.Connection, places: Iterable[tuple[Listed, str | None, str | None]], about: dict[str, str]
) -> tuple[int, int]:
    # Nothing is lost if the machine stops: a draft that is not whole is never used.
    file.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096;")
    file.executescript(TABLES)
    file.execute("BEGIN")
    names: dict[str, list[tuple[int, str]]] = {}
    count, content = 0, hashlib.sha256()
    for count, (one, first, second) in enumerate(places, start=1):
        row = (count, one.id, one.name, one.lat, one.lon, one.feature, one.country, first, second)
        file.execute(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, one.population, one.code, one.radius_km),
        )
        file.execute(
            "INSERT INTO position VALUES (?, ?, ?, ?, ?)", (count, one.lat, one.lat, one.lon, one.lon)
        )
        forms = {form: written for form, written in one.forms().items() if len(form) <= LONGEST}
        content.update(repr((row, one.population, one.code, one.radius_km, forms)).encode())
        if one.feature is Feature.ADMIN1:
            file.executemany(
                "INSERT INTO division VALUES (?, ?, ?)", ((one.country, form, count) for form in forms)
            )
        for form, written in forms.items():
            names.setdefault(form, []).extend((count, "" if name == one.name else name) for name in written)
    # Forms with the same consonants are looked at together, so they lie together.
    for number, (bones, form) in enumerate(sorted((skeleton(form), form) for form in names), start=1):
        file.execute("INSERT INTO form VALUES (?, ?, ?)", (number, form, bones))
        file.execute("INSERT INTO spelling (rowid, form) VALUES (?, ?)", (number, f"<{form}>"))
        file.executemany("INSERT INTO name VALUES (?, ?, ?)", ((number, *name) for name in names[form]))
    file.execute("INSERT INTO spelling (spelling) VALUES ('optimize')")
    file.execute("COMMIT")
    file.executescript(INDEXES)
    meta = {**about, "content": content.hexdigest()}
    file.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
    file.execute("VACUUM")
    return count, sum(map(len, names.values()))


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def _digest_of(folder: Path) -> str:
    """One digest for all files of a supplement."""
    together = "".join(f"{path.name} {_digest(path)}\n" for path in sorted(folder.glob("*.yaml")))
    return hashlib.sha256(together.encode()).hexdigest()
