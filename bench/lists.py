"""What readers' lists cost over a million incidents: `python -m bench.lists`.

Processor time and number of questions to the database of whole requests: the search, the lists of the API and
the pages behind them, sources, places and actors, feeds and sitemaps. Each is the first of its kind that is
drawn after an incident changed. The archive is made up (`bench.million`). On a file of SQLite, or the
PostgreSQL database that DATELINE_TEST_DATABASE_URL names, which is emptied first; what PostgreSQL itself
works is added.
"""

from __future__ import annotations

import statistics
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bench import million
from bench.atlas import change, clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

_API = "/api/v1/"


def addresses() -> Iterator[tuple[str, str]]:
    """What each request is called, and its address."""
    from dateline.web.archive.models import Incident, Source
    from dateline.web.press.addresses import languages
    from dateline.web.press.feeds.sitemaps import MOST

    yield "search, a word in a thousand", f"/search/?q={million.RARE}"
    yield "search, a word in ten", "/search/?q=bakery"
    yield "search, incidents, a word in ten", "/search/?q=bakery&kind=incident"
    yield "search, incidents, two words", "/search/?q=bakery+Town&kind=incident"
    yield "search, incidents, page 50", "/search/?q=bakery&kind=incident&page=50"
    yield "search, claims, a word in ten", "/search/?q=bakery&kind=claim"
    yield "search, sources", "/search/?q=outlet&kind=source"
    for name, query in (
        ("", ""),
        (", deep", f"?cursor={date(2017, 1, 1).toordinal()}-{million.an_id().hex}"),
        (", 200", "?limit=200"),
        (", one type", "?type=airstrike"),
        (", a rare grade", "?grade=discounted"),
        (", a country, a type", "?country=SY&type=protest"),
        (", a month", "?from=2018-05-01&to=2018-05-31"),
        (", a common place", "?place=geonames:0"),
        (", a common actor", "?actor=actor-0"),
        (", a rare actor", "?actor=actor-300"),
        (", a source", f"?source={Source.objects.order_by('name')[0].pk}"),
        (", a region", "?bbox=35,32,43,38"),
        (", a small region", "?bbox=38,34,38.5,34.5"),
        (", a word in a thousand", f"?q={million.RARE}"),
        (", a word in ten", "?q=bakery"),
        (", as GeoJSON", "?format=geojson"),
        (", as CSV", "?format=csv"),
    ):
        yield f"API: incidents{name}", f"{_API}incidents{query}"
    yield "API: claims", f"{_API}claims"
    yield "API: claims, one type", f"{_API}claims?type=airstrike"
    yield "API: places", f"{_API}places"
    yield "API: places of a country", f"{_API}places?country=SY"
    yield "API: a place", f"{_API}places/geonames:0"
    yield "API: actors", f"{_API}actors"
    yield "API: an actor", f"{_API}actors/actor-0"
    yield "API: sources", f"{_API}sources"
    source = Source.objects.order_by("name")[0].pk
    yield "API: a source", f"{_API}sources/{source}"
    yield "sources", "/sources/"
    yield "a source", f"/sources/{source}/"
    yield "a common place", "/places/geonames:0/"
    yield "a rare place", "/places/geonames:3000/"
    yield "a common actor", "/actors/actor-0/"
    yield "a rare actor", "/actors/actor-300/"
    yield "feed of a common place", "/feeds/places/geonames:0.atom"
    yield "feed of a common actor", "/feeds/actors/actor-0.atom"
    yield "feed of a rare actor", "/feeds/actors/actor-300.atom"
    yield "feed of briefings", "/feeds/briefings.atom"
    yield "sitemap, the index", "/sitemap.xml"
    yield "sitemap, the first of incidents", "/sitemap-incidents-1.xml"
    last = -(-Incident.objects.count() // (MOST // len(languages())))
    yield "sitemap, the last of incidents", f"/sitemap-incidents-{last}.xml"
    yield "sitemap, sources", "/sitemap-sources-1.xml"
    yield "all feeds", "/feeds/all.opml"
    yield "robots.txt", "/robots.txt"


def measured(client: Client, name: str, address: str, turns: int) -> None:
    """Print what a page costs that nobody asked for since something changed."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from dateline.web.press import caching

    times, size = [], 0
    for turn in range(turns + 1):
        change()
        caching.forget()
        began = clock()
        answer = client.get(address, secure=True)
        size = sum(len(part) for part in answer) if answer.streaming else len(answer.content)
        cost = 1000 * (clock() - began)
        if answer.status_code != 200:  # noqa: PLR2004 (OK)
            raise click.ClickException(f"{address} answers {answer.status_code}")
        if turn:  # what is worked out once a process is not counted
            times.append(cost)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address, secure=True)
        if answer.streaming:
            list(answer)
    click.echo(
        f"{name:40} {statistics.median(times):8.1f} ms {max(times):8.1f} ms"
        f" {len(queries):3} queries {size / 1000:8.1f} kB"
    )


@click.command()
@click.option("--incidents", default=1_000_000, show_default=True, help="In the archive.")
@click.option("--turns", default=5, show_default=True, help="How often each is timed.")
@click.option("--only", default="", help="Measure only what has this in its name.")
@click.option(
    "--home", type=click.Path(path_type=Path), help="Where the database lies; kept. Default: nowhere."
)
def main(incidents: int, turns: int, only: str, home: Path | None) -> None:
    """Time the lists over a large archive."""
    with tempfile.TemporaryDirectory() as folder:
        million.there(home, Path(folder), incidents)
        from django.db import connection
        from django.test import Client

        click.echo(f"{connection.vendor}: {'median':>35} {'worst':>11}")
        client = Client(headers={"host": "localhost"})
        client.get("/map/", secure=True)  # what is loaded once a process
        for name, address in addresses():
            if only in name:
                measured(client, name, address, turns)


if __name__ == "__main__":
    main()
