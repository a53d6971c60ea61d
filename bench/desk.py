"""How quick the screens of the desk are over a large archive: `python -m bench.desk`.

Server time and number of questions to the database, of whole requests with session, rights and template:
the queue (plain, narrowed in several ways, and its fiftieth page), the lists of incidents and reports,
search, the review screen and the incident screen. The archive is the one that `bench.archive_web` makes up,
with incidents and an index of words besides. On a file of SQLite, or the PostgreSQL database that
DATELINE_TEST_DATABASE_URL names, which is emptied first.
"""

from __future__ import annotations

import random
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bench.archive_web import BATCH, clock, fill_queue, set_up, tell_times

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.test import Client

    from dateline.web.archive.models import Event, Incident

PAGE = 50
WORDS = ("market", "bakery", "checkpoint", "bridge", "school", "depot", "convoy", "mill", "harbour", "quarry")


def fill_words() -> None:
    """The words that events are found by; one in fifty is of something that few tell of."""
    from dateline.web.archive.models import Event, Searchable, SearchKind

    draw = random.Random(4)  # noqa: S311 (nothing is guarded by it)
    rows = Event.objects.order_by().values_list("pk", "type", "place_name", "sentence", "date_start")
    searchable = []
    for key, kind, place, sentence, day in rows.iterator(chunk_size=BATCH):
        rare = " by a dirigible" if draw.random() < 1 / PAGE else ""
        body = f"{sentence} It was near the {draw.choice(WORDS)}{rare}."
        searchable.append(
            Searchable(kind=SearchKind.CLAIM, object=key, day=day, title=f"{kind}, {place}", body=body)
        )
    Searchable.objects.bulk_create(searchable, batch_size=BATCH)


def fill_incidents() -> None:
    """Incidents of one to four events each, with their accounts."""
    from dateline.web.archive.models import Account, Event, Incident

    draw = random.Random(5)  # noqa: S311 (nothing is guarded by it)
    rows = list(Event.objects.order_by("pk").defer("anchor", "sentence"))
    while rows:
        incidents: list[Incident] = []
        accounts: list[Account] = []
        events: list[Event] = []
        while rows and len(accounts) < BATCH:
            some = [rows.pop() for _ in range(min(draw.choice((1, 1, 1, 2, 3, 4)), len(rows)))]
            incident = _incident_of(some, f"made-up-{len(rows)}", draw)
            incidents.append(incident)
            for event in some:
                account = Account(report_id=event.report_id, ref=event.ref, incident=incident)
                account.home, account.sketch, account.digest = incident.key, b"", ""
                accounts.append(account)
                events.append(event)
        Incident.objects.bulk_create(incidents)
        Account.objects.bulk_create(accounts)
        through = Account.events.through
        through.objects.bulk_create(
            through(account_id=account.pk, event_id=event.pk)
            for account, event in zip(accounts, events, strict=True)
        )


def _incident_of(events: Sequence[Event], key: str, draw: random.Random) -> Incident:
    from dateline.web.archive.models import Incident

    first = events[0]
    days = ("date_start", "date_end", "date_precision")
    columns = ("type", *days, "place", "place_name", "country", "lat", "lon")
    return Incident(
        key=key,
        grade=draw.choice(("weak", "fair", "confirmed", "contested")),
        standing=draw.choice(("reported", "disputed")),
        reason="Two independent origins, Outlet 1 and Outlet 2, tell of it.",
        killed_best=first.harm,
        number_of_sources=len(events),
        number_of_reports=len(events),
        place_precision=first.place_precision,
        radius_km=first.radius_km,
        use=first.use,
        body=b"",
        review=first.review,
        **{name: getattr(first, name) for name in columns},
    )


def analyst() -> Client:
    """A client that is signed in as somebody who reviews."""
    from django.test import Client

    from dateline.web.rights import Role
    from dateline.web.site.accounts import roles
    from dateline.web.site.accounts.models import User

    user = User.objects.create_user("ana@example.org", "seven owls over Marj", name="Ana")
    roles.give(user, [Role.ANALYST], by=None)
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(user)
    return client


def addresses(client: Client) -> Iterator[tuple[str, str]]:
    """What is measured."""
    from dateline.web.archive.models import Incident, Source
    from tests.web.archive.invented import Invented, stored

    source = Source.objects.order_by("pk").first()
    narrowed = {
        "plain": "",
        "one country": "country=SY",
        "one type": "type=airstrike",
        "type and country": "type=airstrike&country=SY",
        "one source": f"source={source.pk if source else ''}",
        "one place": "place=geonames:7",
        "one actor": "actor=actor-7",
        "one month": "from=2020-03-01&to=2020-03-31",
        "high confidence": "confidence=high",
        "in nobody's hands": "hands=free",
        "one word in ten": "q=bakery",
        "a rare word": "q=dirigible",
        "all reviews": "review=all",
    }
    for name, query in narrowed.items():
        yield f"queue, {name}", f"/desk/?{query}"
    for name in ("plain", "one country", "high confidence"):
        yield f"queue, {name}, page {PAGE}", deep(client, f"/desk/?{narrowed[name]}")
    for name in ("plain", "one country", "one type", "one source"):
        yield f"incidents, {name}", f"/desk/incidents/?{narrowed[name]}"
    yield f"incidents, page {PAGE}", deep(client, "/desk/incidents/?")
    yield "reports", "/desk/reports/"
    yield f"reports, page {PAGE}", deep(client, "/desk/reports/?")
    yield "search, one word in ten", "/desk/search/?q=bakery"
    yield "search, a rare word", "/desk/search/?q=dirigible"
    yield "search, a name and a word", "/desk/search/?q=%22Town+7%22+bridge"
    # What these two show is real: coded, kept and linked as any report is.
    report = stored(Invented(7).codings(12))[0]
    event = report.events.order_by("start")[0]
    incident = Incident.objects.filter(accounts__report=report).order_by("-number_of_reports")[0]
    yield "review screen", f"/desk/events/{event.pk}/"
    yield "incident screen", f"/desk/incidents/{incident.pk}/"


def deep(client: Client, address: str) -> str:
    """The address of the fiftieth page of a list, by the links of the pages before."""
    here = address
    for _ in range(PAGE - 1):
        page = client.get(here, secure=True).content.decode()
        found = re.search(r'href="\?([^"]*)" rel="next"', page)
        if found is None:
            break
        here = f"{address.partition('?')[0]}?{found[1].replace('&amp;', '&')}"
    return here


def measured(client: Client, name: str, address: str, turns: int) -> None:
    """Print the times of a page, the first apart, as its counts are not yet kept; and its questions."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        began = clock()
        response = client.get(address, secure=True)
        first = 1000 * (clock() - began)
        asked = len(queries)
    if response.status_code != 200:  # noqa: PLR2004 (OK)
        raise click.ClickException(f"{address} answers {response.status_code}")
    times = []
    for _ in range(turns):
        began = clock()
        client.get(address, secure=True)
        times.append(1000 * (clock() - began))
    tell_times(name, times, f"first {first:6.1f} ms  {asked} queries")


@click.command()
@click.option("--events", default=100_000, show_default=True, help="In the archive.")
@click.option("--turns", default=20, show_default=True, help="How often each page is timed.")
@click.option("--only", default="", help="Measure only what has this in its name.")
@click.option(
    "--home", type=click.Path(path_type=Path), help="Where the database lies; kept. Default: nowhere."
)
def main(events: int, turns: int, only: str, home: Path | None) -> None:
    """Time the screens of the desk over a large archive."""
    with tempfile.TemporaryDirectory() as folder:
        set_up(home or Path(folder))
        from django.db import connection

        from dateline.web.archive.models import Event, Incident

        fill_queue(events)
        fill_words()
        fill_incidents()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        there = f"{Event.objects.count():,} events, {Incident.objects.count():,} incidents"
        click.echo(f"{connection.vendor}: {there}")
        client = analyst()
        client.get("/desk/?q=warm&place=up", secure=True)  # what is loaded once a process
        for name, address in addresses(client):
            if only in name:
                measured(client, name, address, turns)


if __name__ == "__main__":
    main()
