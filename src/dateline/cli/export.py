"""`dateline export`: codings in, the formats of the field out, with a note of what is lost.

What is imported inside the functions is loaded when it is used, so that --help stays light.
"""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
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
    is no coding is told with its number and does not stop the rest.
    """
    if form == "parquet" and out == "-":
        raise click.UsageError("Parquet is written as two files: name the first with -o.")
    target = Path(out)
    if out != "-" and target.exists() and any(name != "-" and target.samefile(name) for name in sources):
        raise click.UsageError(f"{out} is among CODINGS: write to another file.")
    failures: list[str] = []
    for line in write(_codings(sources, failures), form, out).lines():
        click.echo(f"dateline: {line}", err=True)
    if failures:
        raise click.exceptions.Exit(1)


def write(codings: Iterable[Coding], form: str, out: str) -> Loss:
    """Write `codings` in `form` to `out` ("-" is standard output), and tell what was lost.

    Raises:
        PackageMissing: The format needs a package that is not installed.
    """
    if form == "parquet":
        from dateline.exporting.parquet import write_parquet

        return write_parquet(codings, Path(out))
    content, loss = _TEXTS[form](codings)
    with click.open_file(out, "wb") as stream:  # UTF-8 whatever the locale: these forms are read by programs
        stream.write(content.encode())
    return loss


def _codings(sources: tuple[str, ...], failures: list[str]) -> Iterator[Coding]:
    from dateline.exporting.interchange import from_dict

    for source in sources:
        with click.open_file(source, "rb") as stream:
            for number, line in enumerate(stream, 1):
                if not line.strip():
                    continue
                try:
                    yield from_dict(_values(line))
                except BadInterchange as error:
                    name = "standard input" if source == "-" else source
                    click.echo(f"dateline: {name}, line {number}: {error}", err=True)
                    failures.append(name)


def _values(line: bytes) -> dict[str, Any]:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadInterchange(f"it is not JSON ({error})") from None
    if not isinstance(values, dict):
        raise BadInterchange("it is no JSON object")
    return values


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
