"""`dateline ingest`: pages, files, lists and feeds into the archive.

What is imported inside the functions is loaded when it is used, so that --help stays light.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.archive import open_archive
from dateline.domain.errors import DatelineError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from dateline.web.archive.ingest import Taken
    from dateline.web.archive.models import Arrival

_ADDRESS = re.compile(r"https?://\S+\Z", re.IGNORECASE)
_LISTS = {".csv", ".tsv"}


@dataclass(slots=True)
class _Tally:
    """How many pages came how."""

    new: int = 0
    known: int = 0
    bad: int = 0
    arrivals: list[Arrival] = field(default_factory=list)

    def count(self, taken: Taken) -> None:
        self.new += taken.new
        self.known += not taken.new
        if taken.arrival is not None:
            self.arrivals.append(taken.arrival)


@click.command(short_help="Take pages, files, lists and feeds into the archive.")
@click.argument("pages", nargs=-1, required=True, metavar="PAGE...")
@click.option("--feed", is_flag=True, help="The PAGEs are feeds or sitemaps: follow them from now on.")
@click.option(
    "--list", "as_list", is_flag=True, help="The PAGEs are files with an address a line, or tables."
)
@click.option("--source", metavar="NAME", help="Whose the feeds are; by default it goes by their site.")
@click.option("--every", type=click.IntRange(5, 10_080), default=60, show_default=True, metavar="MINUTES",
              help="How often a feed is looked at.")  # fmt: skip
@click.option("--url", metavar="URL", help="Where a saved page was found.")
@click.option("--date", "published", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD",
              help="The day of a report, where its page does not tell it.")  # fmt: skip
@click.option(
    "--work", is_flag=True, help="Read, code and link now, in this process, and tell what came of it."
)
def ingest(
    *,
    pages: tuple[str, ...],
    feed: bool,
    as_list: bool,
    source: str | None,
    every: int,
    url: str | None,
    published: datetime | None,
    work: bool,
) -> None:
    """Take each PAGE into the archive: an address, or the path of an HTML, text or PDF file.

    A file that ends in .csv or .tsv is a list: a table with a column "url" or "text". Pages are read, coded
    and linked by `dateline worker` or `dateline serve`, or here with --work. A page that is known is looked
    at again, and is a new version of its report if its words have changed.
    """
    if feed and (as_list or url or published):
        raise click.UsageError("--feed goes with --source and --every alone.")
    if source and not feed:
        raise click.UsageError("--source tells whose feeds they are: give --feed with it.")
    if url and (len(pages) > 1 or _ADDRESS.match(pages[0])):
        raise click.UsageError("--url tells where one saved page was found: give one file with it.")
    open_archive()
    tally = _Tally()
    if feed:
        _follow(pages, source, every, tally)
    else:
        _take(pages, tally, as_list=as_list, url=url, published=published.date() if published else None)
    click.echo(f"dateline: {_told(tally, 'feed' if feed else 'page')}", err=True)
    if work:
        _work(tally)
    if tally.bad:
        raise click.exceptions.Exit(1)


def _take(
    pages: Iterable[str], tally: _Tally, *, as_list: bool, url: str | None, published: date | None
) -> None:
    from dateline.web.archive.ingest import take_page, take_url

    for page in pages:
        try:
            if _ADDRESS.match(page) and not as_list:
                tally.count(take_url(page, published=published))
                continue
            body = _file(page)
            if as_list or Path(page).suffix.lower() in _LISTS:
                _take_list(page, body, tally)
            else:
                tally.count(take_page(body, url=url, name=Path(page).name, published=published))
        except DatelineError as error:
            _tell(page, error, tally)


def _take_list(name: str, body: bytes, tally: _Tally) -> None:
    from dateline.adapters.feeds import BadRow
    from dateline.web.archive.ingest import take_list

    _, rows = take_list(body, name=name)
    for row in rows:
        if isinstance(row, BadRow):
            tally.bad += 1
            click.echo(f"dateline: {name}, line {row.line}: {row.reason}", err=True)
        else:
            tally.count(row)


def _follow(pages: Iterable[str], source: str | None, every: int, tally: _Tally) -> None:
    from dateline.web.archive.polling import follow

    for page in pages:
        try:
            _, new = follow(page, source=source, every=every)
        except DatelineError as error:
            _tell(page, error, tally)
        else:
            tally.new += new
            tally.known += not new


def _work(tally: _Tally) -> None:
    """Do all that is due, and tell what came of what was taken in."""
    from dateline.web.archive.models import Arrival, ArrivalState
    from dateline.web.archive.polling import enqueue_due_looks
    from dateline.web.archive.tasks_worker import ArchiveWorker

    enqueue_due_looks()
    ArchiveWorker(until_empty=True).run()
    came = Arrival.objects.filter(pk__in=[one.pk for one in tally.arrivals]).select_related("report")
    for arrival in came.order_by("came_at", "id"):
        if arrival.state in (ArrivalState.REFUSED, ArrivalState.FAILED):
            tally.bad += 1
            click.echo(f"dateline: {arrival}: {arrival.error}", err=True)
        elif arrival.state == ArrivalState.WAITING:
            click.echo(f"dateline: {arrival}: waits to be tried again", err=True)
        else:
            click.echo("\t".join(_line(arrival)))


def _line(arrival: Arrival) -> Iterator[str]:
    report = arrival.report
    yield report.key if report else "-"
    yield report.get_state_display() if report else "-"
    yield _many(report.events.count(), "event") if report else "-"
    yield str(arrival)


def _file(path: str) -> bytes:
    from dateline.domain.errors import PageMissing, PageTooLarge
    from dateline.reading import MAX_BYTES

    try:
        with Path(path).open("rb") as stream:
            body = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise PageMissing(path, "Give an address that begins with https://, or the path of a file.") from None
    except IsADirectoryError:
        raise PageMissing(path, "It is a folder: give the files in it.") from None
    if len(body) > MAX_BYTES:
        raise PageTooLarge(path, f"The limit is {MAX_BYTES // 1024**2} MB.")
    return body


def _tell(page: str, error: DatelineError, tally: _Tally) -> None:
    tally.bad += 1
    click.echo(f"dateline: {page}: {error}", err=True)


def _told(tally: _Tally, noun: str) -> str:
    parts = [_many(tally.new, f"new {noun}")]
    if tally.known:
        parts.append(f"{tally.known:,} {'followed' if noun == 'feed' else 'waiting'} already")
    if tally.bad:
        parts.append(f"{tally.bad:,} not taken in")
    return ", ".join(parts) + "."


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
