"""`dateline read`: pages in, what they tell out.

What is imported inside the functions is loaded when it is used, so that --help stays light.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.engines import engine_option
from dateline.cli.lookups import lookup_options, lookups_loader
from dateline.domain.errors import EngineUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime

    from dateline.cli.world import World
    from dateline.domain import Coding, Examined, Report
    from dateline.domain.errors import DatelineError
    from dateline.pipeline import Lookups


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What the command line asks for."""

    pages: tuple[str, ...]
    form: str
    html: Path | None
    out: str
    url: str | None
    published: date | None
    allow_private: bool
    engine: str
    load_lookups: Callable[[], Lookups]


@click.command(short_help="Read report pages and tell what they tell, with its words and who says so.")
@click.argument("pages", nargs=-1, required=True, metavar="PAGE...")
@click.option("--json", "as_json", is_flag=True, help="Write codings as JSON, one line per report.")
@click.option("--csv", "as_csv", is_flag=True, help="Write a table, one row per event.")
@click.option("--geojson", "as_geojson", is_flag=True, help="Write the resolved places as a GeoJSON map.")
@click.option("--text-only", is_flag=True, help="Write the text and what was set apart; code nothing.")
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Also write one self-contained page: the words with their events lit.",
)
@click.option(
    "-o",
    "--output",
    "out",
    default="-",
    type=click.Path(dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="Write to FILE instead of standard output.",
)
@click.option("--url", metavar="URL", help="Where a saved page was found; gives its outlet.")
@click.option(
    "--date",
    "published",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day of the report, where the page does not tell it.",
)
@click.option("--allow-private", is_flag=True, help="Also fetch from private and loopback addresses.")
@engine_option
@lookup_options
@click.pass_obj
def read(
    world: World,
    *,
    pages: tuple[str, ...],
    as_json: bool,
    as_csv: bool,
    as_geojson: bool,
    text_only: bool,
    html: Path | None,
    out: str,
    url: str | None,
    published: datetime | None,
    allow_private: bool,
    engine: str,
    register: Path | None,
    no_resolve: bool,
) -> None:
    """Read each PAGE and print what it tells: each event, and under it who says so.

    A PAGE is an address (https://...), the path of an HTML, text or PDF file, or - for standard input.
    A page that cannot be read is told on standard error and does not stop the rest.
    """
    chosen = {"json": as_json, "csv": as_csv, "geojson": as_geojson, "text": text_only}
    forms = [form for form, wanted in chosen.items() if wanted] or ["account"]
    if len(forms) > 1:
        raise click.UsageError("--json, --csv, --geojson and --text-only exclude each other: choose one.")
    if text_only and html:
        raise click.UsageError("--text-only codes nothing, so there is nothing to light for --html.")
    if url and len(pages) > 1:
        raise click.UsageError("--url tells where one page was found: give one PAGE with it.")
    _keep_apart(pages, out, html)
    asked = _Asked(
        pages=pages,
        form=forms[0],
        html=html,
        out=out,
        url=url,
        published=published.date() if published else None,
        allow_private=allow_private,
        engine=engine,
        load_lookups=lookups_loader(world, register, no_resolve=no_resolve),
    )
    failed = _write_texts(asked, world) if text_only else _write_codings(asked, world)
    if failed:
        raise click.exceptions.Exit(1)


def _keep_apart(pages: tuple[str, ...], out: str, html: Path | None) -> None:
    """Refuse to write over a page that is to be read, or one result over the other."""
    written = [path for path in (None if out == "-" else Path(out), html) if path is not None]
    for path in written:
        if path.exists() and any(
            Path(page).exists() and path.samefile(page) for page in pages if page != "-"
        ):
            raise click.UsageError(f"{path} is a PAGE that is to be read: write to another file.")
    if len({path.resolve() for path in written}) < len(written):
        raise click.UsageError(f"--output and --html both name {html}: give each its own file.")


def _write_texts(asked: _Asked, world: World) -> int:
    from dateline.pipeline import FailedPage, read_pages

    failed = 0
    texts: list[str] = []
    for outcome in read_pages(asked.pages, read=_reader(asked, world)):
        if isinstance(outcome, FailedPage):
            failed += _tell(outcome.page, outcome.error)
        else:
            texts.append(_text_of(outcome.report))
    if texts or asked.out == "-":
        _write(asked.out, "\n".join(texts))
    return failed


def _write_codings(asked: _Asked, world: World) -> int:
    failures: list[str] = []
    told = _coded(asked, world, failures)
    beside = _Beside(asked.load_lookups)
    if asked.form == "account":
        from dateline.cli.account import write_account

        codings = write_account(told, asked.out, beside)
    else:
        codings = list(told)
        if codings or asked.out == "-":
            _write(asked.out, _FORMS[asked.form](codings))
    if asked.html and codings:
        from dateline.exporting.page import render

        asked.html.write_text(render(codings, beside(codings)), encoding="utf-8")
    return len(failures)


class _Beside:
    """Finds the incidents that several of some reports tell of, those with dead first, then the most told.

    It is asked of the same reports each time, and so looks once.
    """

    def __init__(self, load_lookups: Callable[[], Lookups]) -> None:
        self._load_lookups = load_lookups
        self._found: Sequence[Examined] | None = None

    def __call__(self, codings: Sequence[Coding]) -> Sequence[Examined]:
        if len({coding.report.id for coding in codings}) < _SEVERAL:
            return ()
        if self._found is None:
            from dateline.linking import RegisterSources
            from dateline.pipeline import incidents_of

            sources = RegisterSources(register=self._load_lookups().register)
            found = incidents_of(codings, sources=sources)
            shared = [one for one in found if len(one.incident.reports) >= _SEVERAL]
            shared.sort(key=lambda one: (one.incident.killed is None, -len(one.incident.reports)))
            self._found = shared
        return self._found


_SEVERAL = 2


def _coded(asked: _Asked, world: World, failures: list[str]) -> Iterator[Coding]:
    """Each page's coding, as soon as it is there; a page that fails is told and noted in `failures`.

    An engine that is not there, or no longer, is told once and ends it: what was coded before is kept.
    """
    from dateline.pipeline import FailedPage, code_pages

    load = world.loader(asked.engine)
    try:
        coded = code_pages(
            asked.pages, read=_reader(asked, world), load=load, load_lookups=asked.load_lookups
        )
        for outcome in coded:
            if isinstance(outcome, FailedPage):
                _tell(outcome.page, outcome.error)
                failures.append(outcome.page)
            else:
                yield outcome.coding
    except EngineUnavailable as error:
        click.echo(f"dateline: {error}", err=True)
        failures.append(asked.engine)


def _reader(asked: _Asked, world: World) -> Callable[[str], Report]:
    reading = partial(world.read, url=asked.url, allow_private=asked.allow_private)
    return lambda page: _dated(reading(page), asked.published)


def _dated(report: Report, day: date | None) -> Report:
    return replace(report, published=day) if day and report.published is None else report


def _tell(page: str, error: DatelineError) -> int:
    line, name = str(error), "standard input" if page == "-" else page
    click.echo(f"dateline: {line if name in line else f'{name}: {line}'}", err=True)
    return 1


def _json(codings: list[Coding]) -> str:
    from dateline.exporting.interchange import to_line

    return "".join(to_line(coding) + "\n" for coding in codings)


def _csv(codings: list[Coding]) -> str:
    from dateline.exporting.table import write_csv

    table = StringIO()
    write_csv(codings, table)
    return table.getvalue()


def _geojson(codings: list[Coding]) -> str:
    from dateline.exporting.geojson import feature_collection
    from dateline.exporting.interchange import to_dict

    features = feature_collection([to_dict(coding) for coding in codings])
    if not features["features"] and any(event.places for coding in codings for event in coding.events):
        click.echo("dateline: none of the places is resolved to coordinates: the map is empty", err=True)
    return json.dumps(features, ensure_ascii=False) + "\n"


_FORMS: dict[str, Callable[[list[Coding]], str]] = {"json": _json, "csv": _csv, "geojson": _geojson}


def _text_of(report: Report) -> str:
    head = [report.title, report.source, report.published.isoformat() if report.published else None]
    parts = ["\n".join(line for line in head if line), report.text]
    parts += [f"[set apart: {apart.kind.value}]\n{apart.text}" for apart in report.set_apart]
    return "\n\n".join(part for part in parts if part) + "\n"


def _write(out: str, content: str) -> None:
    """UTF-8 whatever the locale: these forms are read by programs."""
    with click.open_file(out, "wb") as stream:
        stream.write(content.encode())
