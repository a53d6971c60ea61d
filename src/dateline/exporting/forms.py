"""The formats that codings and incidents are exported in: each written to a file, some at a time.

write(codings, "acled", path)             -> what was lost
write_incidents(incidents, "hxl", path)   the same, for a form that knows incidents
FORMS                                     which there are, and what their files are called

What is written is read once and never held as a whole, so that it may be as long as a disk.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from itertools import islice
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from dateline.domain import Coding
from dateline.exporting import incidents as incident_json
from dateline.exporting import interchange
from dateline.exporting.acled import acled_table
from dateline.exporting.gdelt import gdelt_table
from dateline.exporting.geojson import geojson
from dateline.exporting.hxl import hxl_table
from dateline.exporting.incidents.gathering import Gathered
from dateline.exporting.incidents.geojson import incident_geojson
from dateline.exporting.incidents.hxl import incident_table
from dateline.exporting.jsonld import jsonld
from dateline.exporting.losses import Loss, together
from dateline.exporting.parquet import attributions_path, write_parquet
from dateline.exporting.polecat import polecat_table
from dateline.exporting.sheets import write_table
from dateline.exporting.table import write_csv
from dateline.exporting.ucdp import ucdp_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import TextIO

    from dateline.exporting.sheets import Table

_Told = TypeVar("_Told", Coding, Gathered)

PORTION: Final = 100
"""Codings or incidents that are held at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form: the ending and the media type of its files, and whether it knows incidents."""

    ending: str
    media: str
    incidents: bool = True
    files: int = 1


FORMS: Final = {
    "acled": Form(ending="csv", media="text/csv"),
    "ucdp": Form(ending="csv", media="text/csv"),
    "polecat": Form(ending="tsv", media="text/tab-separated-values"),
    "gdelt": Form(ending="tsv", media="text/tab-separated-values"),
    "hxl": Form(ending="csv", media="text/csv"),
    "csv": Form(ending="csv", media="text/csv", incidents=False),
    "geojson": Form(ending="geojson", media="application/geo+json"),
    "jsonld": Form(ending="jsonld", media="application/ld+json", incidents=False),
    "parquet": Form(ending="parquet", media="application/vnd.apache.parquet", incidents=False, files=2),
    "jsonl": Form(ending="jsonl", media="application/jsonl"),
}


def write(codings: Iterable[Coding], form: str, path: Path) -> Loss:
    """Write `codings` in a form to `path`, and tell what was lost. Parquet has a second file beside it.

    Raises:
        PackageMissing: The form needs a package that is not installed.
    """
    if form == "parquet":
        return write_parquet(codings, path)
    return _written(codings, path, _OF_CODINGS[form])


def write_incidents(incidents: Iterable[Gathered], form: str, path: Path) -> Loss:
    """As `write`, for incidents and a form that knows them."""
    if form == "jsonl":
        return _write_lines(incidents, path)
    return _written(incidents, path, _OF_INCIDENTS[form])


def files_of(form: str, path: Path) -> tuple[Path, ...]:
    """The files that `write` makes."""
    return (path, attributions_path(path)) if FORMS[form].files > 1 else (path,)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writer(Generic[_Told]):
    """What stands before and after all portions, and what writes one; it is told which is the first."""

    write: Callable[[Sequence[_Told], TextIO, bool], Loss]
    opens: str = ""
    closes: str = ""


def _written(told: Iterable[_Told], path: Path, writer: _Writer[_Told]) -> Loss:
    losses: list[Loss] = []
    with path.open(
        "w", encoding="utf-8", newline=""
    ) as out:  # whatever the locale: programs read these forms
        out.write(writer.opens)
        for portion in _portions(told):
            losses.append(writer.write(portion, out, not losses))
        out.write(writer.closes)
    return together(losses)


def _portions(told: Iterable[_Told]) -> Iterator[list[_Told]]:
    """There is one at least, if an empty one: it has the head of the table, and a note."""
    rest = iter(told)
    portion = list(islice(rest, PORTION))
    yield portion
    while portion := list(islice(rest, PORTION)):
        yield portion


def _tables(table_of: Callable[[Iterable[_Told]], Table], *, tags: int = 0) -> _Writer[_Told]:
    """A table; its header and so many rows of `tags` under it stand there once."""

    def write(portion: Sequence[_Told], out: TextIO, first: bool) -> Loss:  # noqa: FBT001 -- as portions come
        table = table_of(portion)
        if not first:
            layout = replace(table.layout, header=False)
            table = replace(table, layout=layout, rows=table.rows[tags:])
        write_table(table, out)
        return table.loss

    return _Writer(write=write)


def _objects(
    objects_of: Callable[[Iterable[_Told]], tuple[dict[str, Any], Loss]], key: str, beside: Mapping[str, str]
) -> _Writer[_Told]:
    """One JSON object that holds all others under a `key`."""

    def write(portion: Sequence[_Told], out: TextIO, first: bool) -> Loss:  # noqa: FBT001 -- as portions come
        whole, loss = objects_of(portion)
        written = ", ".join(json.dumps(one, ensure_ascii=False) for one in whole[key])
        out.write(written if first or not written else f", {written}")
        return loss

    opening = json.dumps(dict(beside), ensure_ascii=False).removesuffix("}")
    return _Writer(write=write, opens=f'{opening}, "{key}": [', closes="]}\n")


def _rows(portion: Sequence[Coding], out: TextIO, first: bool) -> Loss:  # noqa: FBT001 -- as portions come
    write_csv(portion, out, header=first)
    return _all_of("csv", portion)


def _lines(portion: Sequence[Coding], out: TextIO, _first: bool) -> Loss:  # noqa: FBT001 -- as portions come
    out.writelines(f"{interchange.to_line(coding)}\n" for coding in portion)
    return _all_of("jsonl", portion)


def _all_of(form: str, portion: Sequence[Coding]) -> Loss:
    events = sum(len(coding.events) for coding in portion)
    return Loss(form=form, events=events, rows=events)


def _write_lines(incidents: Iterable[Gathered], path: Path) -> Loss:
    """The incidents, a line each, and after them the codings of their reports, as `dateline link` does."""
    number, known = 0, set[str]()
    with (
        path.open("w", encoding="utf-8", newline="") as out,
        TemporaryFile("w+", encoding="utf-8", newline="", dir=path.parent) as beneath,
    ):
        for gathered in incidents:
            number += 1
            out.write(f"{incident_json.to_line(gathered.examined)}\n")
            for report in gathered.reports:
                if report.id not in known:
                    known.add(report.id)
                    beneath.write(f"{interchange.to_line(gathered.codings[report.id])}\n")
        beneath.seek(0)
        out.writelines(beneath)
    return Loss(form="jsonl", events=number, rows=number, unit="incident")


_OF_CODINGS: dict[str, _Writer[Coding]] = {
    "acled": _tables(acled_table),
    "ucdp": _tables(ucdp_table),
    "polecat": _tables(polecat_table),
    "gdelt": _tables(gdelt_table),
    "hxl": _tables(hxl_table, tags=1),
    "csv": _Writer(write=_rows),
    "geojson": _objects(geojson, "features", {"type": "FeatureCollection"}),
    "jsonld": _objects(jsonld, "@graph", {"@context": "https://schema.org"}),
    "jsonl": _Writer(write=_lines),
}
_OF_INCIDENTS: dict[str, _Writer[Gathered]] = {
    "acled": _tables(acled_table),
    "ucdp": _tables(ucdp_table),
    "polecat": _tables(polecat_table),
    "gdelt": _tables(gdelt_table),
    "hxl": _tables(incident_table, tags=1),
    "geojson": _objects(incident_geojson, "features", {"type": "FeatureCollection"}),
}
