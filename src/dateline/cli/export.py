"""`dateline export`: codings or incidents in, the formats of the field out, with a note of what is lost.

What is imported inside the functions is loaded when it is used, so that --help stays light.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from dateline.cli.lines import Lines, NothingRead, end_without_codings
from dateline.cli.whole import whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dateline.domain import Coding
    from dateline.exporting.incidents.gathering import Gathered
    from dateline.exporting.losses import Loss

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
    from dateline.exporting import forms

    with _to(form, out) as unfinished:
        return forms.write(codings, form, unfinished)


def write_incidents(incidents: Iterable[Gathered], form: str, out: str) -> Loss:
    """As `write`, for incidents and a form that knows any."""
    from dateline.exporting import forms

    with _to(form, out) as unfinished:
        return forms.write_incidents(incidents, form, unfinished)


def _exported(lines: Lines, sources: tuple[str, ...], form: str, out: str) -> Loss:
    """Write incidents where there are any and the form knows them, else codings."""
    from dateline.exporting.forms import FORMS as KNOWN

    if lines.hold_incidents(sources):
        if KNOWN[form].incidents:
            return write_incidents(lines.incidents(sources), form, out)
        told = "knows no incidents: the events of their reports are written"
        click.echo(f"dateline: {form} {told}.", err=True)
    return write(lines.codings(sources), form, out)


@contextmanager
def _to(form: str, out: str) -> Iterator[Path]:
    """A path to write to, whose content is in `out` at the end."""
    if out != "-":
        with whole(*_written(form, out)) as unfinished:
            yield unfinished
        return
    with TemporaryDirectory() as folder:
        yield (unfinished := Path(folder) / "export")
        with unfinished.open("rb") as written, click.open_file(out, "wb") as stream:
            copyfileobj(written, stream)


def _written(form: str, out: str) -> tuple[Path, ...]:
    """The files that are written."""
    from dateline.exporting.forms import files_of

    return () if out == "-" else files_of(form, Path(out))


def _is_among(path: Path, sources: Iterable[str]) -> bool:
    return path.exists() and any(name != "-" and path.samefile(name) for name in sources)
