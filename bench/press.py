"""What the pages for readers cost: `python -m bench.press`.

Processor time and number of questions to the database of whole requests for a briefing (20 incidents, 40
claims, 900 words) and an incident: drawn with nothing of it in memory, drawn after one of its incidents
changed, answered from memory (packed, as browsers ask for it), and answered by 304 to who has it; and of the
front page, lists and corrections. The archive is made up, as tests make it. On a file of SQLite, or the
PostgreSQL database that DATELINE_TEST_DATABASE_URL names, which is emptied first.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from bench.archive_web import set_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.test import Client

    from dateline.domain import Coding
    from dateline.web.archive.models import Incident
    from dateline.web.press.models import Briefing

_Answer = TypeVar("_Answer")

INCIDENTS, CLAIMS = 20, 40
_REPORTS = 6  # of each land


def fill() -> Briefing:
    """A published briefing with its incidents; some series and corrections beside it."""
    from django.utils import timezone

    from dateline.web.archive.models import Event, Incident, Review, Source
    from dateline.web.press.models import Correction
    from dateline.web.site.accounts.models import User
    from tests.web.archive.invented import stored
    from tests.web.press import published

    land = 0
    while Incident.objects.there().count() < INCIDENTS:
        stored(_codings(land))
        land += 1
    Source.objects.update(showable=True)
    Event.objects.told().update(review=Review.ACCEPTED)
    Incident.objects.there().update(review=Review.ACCEPTED, published_at=timezone.now())
    told = list(Incident.objects.there().order_by("-number_of_reports", "id")[:INCIDENTS])
    by = User.objects.create_user("bench@example.org", "four owls over Marj")
    coast = published.series()
    made = published.briefing(coast, told, by, body=body())
    for at in range(INCIDENTS, CLAIMS):
        published.cite(made, told[at - INCIDENTS], f"c{at + 1}", nth=1)
    before = made.revisions.get()
    after = published.revision(made, by, body=body())
    for at in range(3):
        Correction.objects.create(
            briefing=made, kind="correction", was="Three.", now=f"Two, as {at} say.", before=before,
            after=after, by=by, published_at=timezone.now(),
        )  # fmt: skip
    for at in range(8):
        other = published.series(f"series-{at}", f"Series {at}")
        published.briefing(other, told[at : at + 2], by)
    return made


def _codings(land: int) -> Iterator[Coding]:
    """The reports of a land, each under a name of its own."""
    from tests.web.archive.invented import Invented

    for coding in Invented(land).codings(_REPORTS):
        name = f"l{land}{coding.report.id}"
        yield replace(coding, report=replace(coding.report, id=name, source=f"The {name} Mill"))


def body() -> str:
    """Some 900 words in which every claim stands once, under four headings."""
    parts = []
    for at in range(CLAIMS):
        if at % 10 == 0:
            parts.append(f"\n\n## What is told of the front, part {at // 10 + 1}\n\n")
        elif at % 3 == 0:
            parts.append("\n\nNobody says who it was, and nobody has seen the place since.\n\n")
        hurt = f"up to {at + 3} people were hurt when a market was hit there"
        parts.append(f"Residents say that {hurt}.[^c{at + 1}] Others put it at {at}.[^c{at + 1}] ")
    return "".join(parts)


def addresses(briefing: Briefing) -> Iterator[tuple[str, str]]:
    """What each page is called, and where it is."""
    from django.urls import reverse

    names = [briefing.series.slug, briefing.slug]
    yield "briefing", reverse("press:briefing", args=names)
    yield "old version", reverse("press:version", kwargs={"series": names[0], "slug": names[1], "number": 1})
    yield "incident", reverse("press:incident", args=[_greatest(briefing).pk])
    yield "front page", reverse("home")
    yield "series", reverse("press:series", args=names[:1])
    yield "corrections", reverse("press:corrections")


def _greatest(briefing: Briefing) -> Incident:
    """The incident that most reports tell of."""
    return briefing.incidents.order_by("-number_of_reports", "id")[0]


def forget() -> None:
    """Have nothing in memory of what pages are drawn from."""
    from dateline.web.press import caching
    from dateline.web.press.incidents import memory, warning
    from dateline.web.press.markdown.parsing import parse
    from dateline.web.press.reading import inside
    from dateline.web.telling import reading

    for one in (caching, inside, memory, warning, reading):
        one.forget()
    parse.cache_clear()


def measured(client: Client, name: str, address: str, turns: int, change: Callable[[int], object]) -> None:
    """Print what a page costs: drawn with nothing in memory, after a change, again, and where one has it."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address, secure=True)  # what is loaded once a process
    forget()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address, secure=True)
        first = len(queries)
    if answer.status_code != 200:  # noqa: PLR2004 (OK)
        raise click.ClickException(f"{address} answers {answer.status_code}")
    with CaptureQueriesContext(connection) as queries:
        client.get(address, secure=True)
        again = len(queries)
    have = {"if-none-match": answer["ETag"]}
    with CaptureQueriesContext(connection) as queries:
        client.get(address, secure=True, headers=have)
        known = len(queries)
    packed = {"accept-encoding": "gzip"}
    size = len(client.get(address, secure=True, headers=packed).content)

    def timed(before: Callable[[int], object] | None, heads: dict[str, str]) -> str:
        times = []
        for turn in range(turns):
            if before:
                before(turn)
            times.append(_cost(lambda: client.get(address, secure=True, headers=heads))[0])
        return f"{statistics.median(times):5.1f} ms (least {min(times):4.1f})"

    click.echo(
        f"{name:12} {len(answer.content) / 1000:6.1f} kB ({size / 1000:4.1f} packed)"
        f"  first {timed(lambda _: forget(), {})}, {first:2} queries"
        f"  changed {timed(change, {})}  again {timed(None, packed)}, {again} queries"
        f"  304 {timed(None, have)}, {known} queries"
    )


def _cost(ask: Callable[[], _Answer]) -> tuple[float, _Answer]:
    """Milliseconds of the processor that something takes, and what comes of it."""
    began = time.process_time()
    found = ask()
    return 1000 * (time.process_time() - began), found


@click.command()
@click.option("--turns", default=50, show_default=True, help="How often each page is timed.")
@click.option(
    "--home", type=click.Path(path_type=Path), help="Where the database lies; kept. Default: nowhere."
)
def main(turns: int, home: Path | None) -> None:
    """Measure the pages for readers."""
    with tempfile.TemporaryDirectory() as folder:
        set_up(home or Path(folder))
        from django.db import connection
        from django.test import Client
        from django.utils import timezone

        briefing = fill()
        click.echo(
            f"{connection.vendor}: a briefing of {briefing.incidents.count()} incidents,"
            f" {briefing.citations.count()} claims, {len(body().split())} words"
        )
        client = Client(headers={"host": "localhost"})
        row = _greatest(briefing)

        def change(_turn: int) -> None:
            type(row).objects.filter(pk=row.pk).update(changed_at=timezone.now())

        for name, address in addresses(briefing):
            measured(client, name, address, turns, change)


if __name__ == "__main__":
    main()
