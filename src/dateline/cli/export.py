"""`dateline export`: codings or incidents in, the formats of the field out, with a note of what is lost.

What is imported inside the functions is loaded when it is used, so that --help stays light.
"""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.lines import Lines, NothingRead, end_without_codings
from dateline.cli.whole import whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dateline.domain import Coding
    from dateline.exporting.incidents.gathering import Gathered
    from dateline.exporting.losses import Loss
    from dateline.exporting.sheets import Table, Told

TABLES = ("acled", "ucdp", "polecat", "gdelt", "hxl")
FORMS = (*TABLES, "geojson", "jsonld", "parquet")


@click.command(short_help="Write codings or incidents in a format of the field, and tell what is lost.")
@click.argument(
    "sources",
    nargs=-1,
    required=True,
    metavar="CODINGS...",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
)
@click.option("--format", "form", required=True, type=click.Choice(FORMS), help="What to write.")
@click.option(
    "-o",
    "--output",
    "out",
    default="-",
    type=click.Path(dir_okay=False, allow_dash=True),
    metavar="OUT",
    help="Write to OUT instead of standard output. Parquet needs it, and puts attributions beside it.",
)
def export(*, sources: tuple[str, ...], form: str, out: str) -> None:
    """Write CODINGS, as `dateline code` or `dateline read --json` made them, in another format.

    Where they are incidents, as `dateline link` made them, each incident has a row, and not each event of
    each report.

    A format holds less than a coding: a note on standard error tells what was left out and why. A line that
    is no coding is told with its number and does not stop the rest. OUT is replaced whole, or not at all.
    """
    if form == "parquet" and out == "-":
        raise click.UsageError("Parquet is written as two files: name the first with -o.")
    if clash := next((path for path in _written(form, out) if _is_among(path, sources)), None):
        raise click.UsageError(f"{clash} is among CODINGS: write to another file.")
    if out != "-" and not Path(out).parent.is_dir():
        raise click.UsageError(f"There is no folder {Path(out).parent}.")
    lines = Lines()
    try:
        loss = _exported(lines, sources, form, out)
    except NothingRead:
        end_without_codings()
    for line in loss.lines():
        click.echo(f"dateline: {line}", err=True)
    if lines.bad:
        raise click.exceptions.Exit(1)


def write(codings: Iterable[Coding], form: str, out: str) -> Loss:
    """Write `codings` in `form` to `out` ("-" is standard output), and tell what was lost.

    What stood in `out` stays until all is written. Nothing is written before the last of `codings` was read.

    Raises:
        PackageMissing: The format needs a package that is not installed.
    """
    if form == "parquet":
        from dateline.exporting.parquet import attributions_path, write_parquet

        with whole(Path(out), attributions_path(Path(out))) as unfinished:
            return write_parquet(codings, unfinished)
    content, loss = _OF_CODINGS[form](codings)
    _put(content, out)
    return loss


def write_incidents(incidents: Iterable[Gathered], form: str, out: str) -> Loss:
    """As `write`, for incidents and a form that knows any."""
    content, loss = _OF_INCIDENTS[form](incidents)
    _put(content, out)
    return loss


def _exported(lines: Lines, sources: tuple[str, ...], form: str, out: str) -> Loss:
    """Write incidents where there are any and the form knows them, else codings."""
    if lines.hold_incidents(sources):
        if form in _OF_INCIDENTS:
            return write_incidents(lines.incidents(sources), form, out)
        told = "knows no incidents: the events of their reports are written"
        click.echo(f"dateline: {form} {told}.", err=True)
    return write(lines.codings(sources), form, out)


def _put(content: str, out: str) -> None:
    if out == "-":
        with click.open_file(out, "wb") as stream:  # UTF-8 whatever the locale: programs read these forms
            stream.write(content.encode())
        return
    with whole(Path(out)) as unfinished:
        unfinished.write_bytes(content.encode())


def _written(form: str, out: str) -> tuple[Path, ...]:
    """The files that are written."""
    if form != "parquet":
        return () if out == "-" else (Path(out),)
    from dateline.exporting.parquet import attributions_path

    return (Path(out), attributions_path(Path(out)))


def _is_among(path: Path, sources: Iterable[str]) -> bool:
    return path.exists() and any(name != "-" and path.samefile(name) for name in sources)


def _acled(codings: Iterable[Told]) -> tuple[str, Loss]:
    from dateline.exporting.acled import acled_table

    return _text_of(acled_table(codings))


def _ucdp(codings: Iterable[Told]) -> tuple[str, Loss]:
    from dateline.exporting.ucdp import ucdp_table

    return _text_of(ucdp_table(codings))


def _polecat(codings: Iterable[Told]) -> tuple[str, Loss]:
    from dateline.exporting.polecat import polecat_table

    return _text_of(polecat_table(codings))


def _gdelt(codings: Iterable[Told]) -> tuple[str, Loss]:
    from dateline.exporting.gdelt import gdelt_table

    return _text_of(gdelt_table(codings))


def _hxl(codings: Iterable[Coding]) -> tuple[str, Loss]:
    from dateline.exporting.hxl import hxl_table

    return _text_of(hxl_table(codings))


def _hxl_of_incidents(incidents: Iterable[Gathered]) -> tuple[str, Loss]:
    from dateline.exporting.incidents.hxl import incident_table

    return _text_of(incident_table(incidents))


def _text_of(table: Table) -> tuple[str, Loss]:
    from dateline.exporting.sheets import write_table

    text = StringIO()
    write_table(table, text)
    return text.getvalue(), table.loss


def _geojson(codings: Iterable[Coding]) -> tuple[str, Loss]:
    from dateline.exporting.geojson import geojson

    features, loss = geojson(codings)
    return json.dumps(features, ensure_ascii=False) + "\n", loss


def _geojson_of_incidents(incidents: Iterable[Gathered]) -> tuple[str, Loss]:
    from dateline.exporting.incidents.geojson import incident_geojson

    features, loss = incident_geojson(incidents)
    return json.dumps(features, ensure_ascii=False) + "\n", loss


def _jsonld(codings: Iterable[Coding]) -> tuple[str, Loss]:
    from dateline.exporting.jsonld import jsonld

    graph, loss = jsonld(codings)
    return json.dumps(graph, ensure_ascii=False) + "\n", loss


_OF_CODINGS: dict[str, Callable[[Iterable[Coding]], tuple[str, Loss]]] = {
    "acled": _acled,
    "ucdp": _ucdp,
    "polecat": _polecat,
    "gdelt": _gdelt,
    "hxl": _hxl,
    "geojson": _geojson,
    "jsonld": _jsonld,
}
_OF_INCIDENTS: dict[str, Callable[[Iterable[Gathered]], tuple[str, Loss]]] = {
    "acled": _acled,
    "ucdp": _ucdp,
    "polecat": _polecat,
    "gdelt": _gdelt,
    "hxl": _hxl_of_incidents,
    "geojson": _geojson_of_incidents,
}
