"""`dateline export`: codings in, the formats of the field out, with a note of what is lost.

What is imported inside the functions is loaded when it is used, so that --help stays light.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from shutil import copymode
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from dateline.domain.errors import BadInterchange

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from dateline.domain import Coding
    from dateline.exporting.losses import Loss
    from dateline.exporting.sheets import Table

TABLES = ("acled", "ucdp", "polecat", "gdelt", "hxl")
FORMS = (*TABLES, "geojson", "jsonld", "parquet")


@click.command(short_help="Write codings in a format of the field, and tell what is lost.")
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

    A format holds less than a coding: a note on standard error tells what was left out and why. A line that
    is no coding is told with its number and does not stop the rest. OUT is replaced whole, or not at all.
    """
    if form == "parquet" and out == "-":
        raise click.UsageError("Parquet is written as two files: name the first with -o.")
    if clash := next((path for path in _written(form, out) if _is_among(path, sources)), None):
        raise click.UsageError(f"{clash} is among CODINGS: write to another file.")
    if out != "-" and not Path(out).parent.is_dir():
        raise click.UsageError(f"There is no folder {Path(out).parent}.")
    lines = _Lines()
    try:
        loss = write(lines.codings(sources), form, out)
    except _NothingRead:
        click.echo("dateline: no coding was read, and nothing was written.", err=True)
        raise click.exceptions.Exit(1) from None
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

        with _whole(Path(out), attributions_path(Path(out))) as unfinished:
            return write_parquet(codings, unfinished)
    content, loss = _TEXTS[form](codings)
    if out == "-":
        with click.open_file(out, "wb") as stream:  # UTF-8 whatever the locale: programs read these forms
            stream.write(content.encode())
        return loss
    with _whole(Path(out)) as unfinished:
        unfinished.write_bytes(content.encode())
    return loss


class _NothingRead(Exception):
    """No line of CODINGS holds a coding."""


@dataclass(slots=True, kw_only=True)
class _Lines:
    """The lines of CODINGS, and how many were none: by file, as a wrong file has hundreds."""

    bad: dict[str, int] = field(default_factory=dict)

    def codings(self, sources: Iterable[str]) -> Iterator[Coding]:
        """The codings in all `sources`, one after the other.

        Raises:
            _NothingRead: There is none.
        """
        from dateline.exporting.interchange import from_dict

        read = 0
        for source in sources:
            name = "standard input" if source == "-" else source
            with click.open_file(source, "rb") as stream:
                for number, line in enumerate(stream, 1):
                    if not line.strip():
                        continue
                    try:
                        coding = from_dict(_values(line))
                    except BadInterchange as error:
                        self._tell(name, f"line {number}: {error}")
                        continue
                    read += 1
                    yield coding
            self._tell_rest(name)
        if not read:
            raise _NothingRead

    def _tell(self, name: str, what: str) -> None:
        self.bad[name] = self.bad.get(name, 0) + 1
        if self.bad[name] <= _TOLD:
            click.echo(f"dateline: {name}, {what}", err=True)

    def _tell_rest(self, name: str) -> None:
        more = self.bad.get(name, 0) - _TOLD
        if more > 0:
            lines = f"{more:,} more lines are no codings" if more > 1 else "1 more line is no coding"
            click.echo(f"dateline: {name}: {lines}. Each line has to hold one.", err=True)


_TOLD = 5  # bad lines of a file that are told one by one


def _values(line: bytes) -> dict[str, Any]:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadInterchange(f"it is not JSON ({error})") from None
    if not isinstance(values, dict):
        raise BadInterchange("it is no JSON object")
    return values


def _written(form: str, out: str) -> tuple[Path, ...]:
    """The files that are written."""
    if form != "parquet":
        return () if out == "-" else (Path(out),)
    from dateline.exporting.parquet import attributions_path

    return (Path(out), attributions_path(Path(out)))


def _is_among(path: Path, sources: Iterable[str]) -> bool:
    return path.exists() and any(name != "-" and path.samefile(name) for name in sources)


@contextmanager
def _whole(*paths: Path) -> Iterator[Path]:
    """A path to write the first of `paths` to; what stands there, and beside it, moves to `paths` at the end.

    So a file is there whole or not at all, and one that was there stays until then. A pipe or a device is
    written as it is.
    """
    first = paths[0]
    if first.exists() and not first.is_file():
        yield first
        return
    with TemporaryDirectory(prefix=".dateline-", dir=first.parent) as folder:
        yield Path(folder) / first.name
        for path in paths:
            finished = Path(folder) / path.name
            if path.exists():
                copymode(path, finished)
            finished.replace(path.resolve())  # a link stays one


def _acled(codings: Iterable[Coding]) -> tuple[str, Loss]:
    from dateline.exporting.acled import acled_table

    return _text_of(acled_table(codings))


def _ucdp(codings: Iterable[Coding]) -> tuple[str, Loss]:
    from dateline.exporting.ucdp import ucdp_table

    return _text_of(ucdp_table(codings))


def _polecat(codings: Iterable[Coding]) -> tuple[str, Loss]:
    from dateline.exporting.polecat import polecat_table

    return _text_of(polecat_table(codings))


def _gdelt(codings: Iterable[Coding]) -> tuple[str, Loss]:
    from dateline.exporting.gdelt import gdelt_table

    return _text_of(gdelt_table(codings))


def _hxl(codings: Iterable[Coding]) -> tuple[str, Loss]:
    from dateline.exporting.hxl import hxl_table

    return _text_of(hxl_table(codings))


def _text_of(table: Table) -> tuple[str, Loss]:
    from dateline.exporting.sheets import write_table

    text = StringIO()
    write_table(table, text)
    return text.getvalue(), table.loss


def _geojson(codings: Iterable[Coding]) -> tuple[str, Loss]:
    from dateline.exporting.geojson import geojson

    features, loss = geojson(codings)
    return json.dumps(features, ensure_ascii=False) + "\n", loss


def _jsonld(codings: Iterable[Coding]) -> tuple[str, Loss]:
    from dateline.exporting.jsonld import jsonld

    graph, loss = jsonld(codings)
    return json.dumps(graph, ensure_ascii=False) + "\n", loss


_TEXTS: dict[str, Callable[[Iterable[Coding]], tuple[str, Loss]]] = {
    "acled": _acled,
    "ucdp": _ucdp,
    "polecat": _polecat,
    "gdelt": _gdelt,
    "hxl": _hxl,
    "geojson": _geojson,
    "jsonld": _jsonld,
}
