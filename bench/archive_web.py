"""What the archive costs in the database: `python -m bench.archive_web`.

The queue of 100,000 events: its first page in order of use, with all that a list shows, filtered in several
ways, and its counts. Linking one more report into 100,000 incidents, which are made up as in `bench.archive`.
Keeping a coding, and keeping it again by another engine. All on a database of its own: a file of SQLite, or
the PostgreSQL database that DATELINE_TEST_DATABASE_URL names, which is emptied first.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections import deque
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

COUNTRIES = ("SY", "IQ", "YE", "UA", "SD", "ML", "SO", "LY")
PLACES, ACTORS, SOURCES, PER_REPORT = 2000, 300, 60, 5
SHARE_NEW = 0.8
BATCH = 5000
LATEST = 500  # incidents: some nine days of the archive


def set_up(home: Path, *, empty: bool = True) -> None:
    """A database of our own, with all its tables; `empty` says that nothing of an earlier run stays."""
    os.environ["DATELINE_HOME"] = str(home)
    os.environ.pop("DATABASE_URL", None)
    if url := os.environ.get("DATELINE_TEST_DATABASE_URL"):
        os.environ["DATABASE_URL"] = url
    os.environ["DJANGO_SETTINGS_MODULE"] = "dateline.web.site.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    if empty:
        call_command("flush", verbosity=0, interactive=False)


def fill_queue(events: int) -> None:
    """So many events in reports of a few sources, spread over places, actors, types and five years."""
    from dateline.domain import EventType
    from dateline.web.archive.models import Coding, Event, EventActor, Report, Source
    from dateline.web.archive.use import _YOUNGEST

    draw = random.Random(1)  # noqa: S311 (nothing is guarded by it)
    sources = Source.objects.bulk_create(Source(name=f"Outlet {at}") for at in range(SOURCES))
    first, types = date(2019, 1, 1), list(EventType)
    for start in range(0, events, 10_000):
        reports = Report.objects.bulk_create(
            Report(
                key=f"q{start + at}",
                source=draw.choice(sources),
                title=f"Report {start + at} on what happened in the north",
                published=first + timedelta(days=draw.randrange(1800)),
                text="Words of a report. " * 150,
                state="linked",
            )
            for at in range(0, min(10_000, events - start), PER_REPORT)
        )
        codings = Coding.objects.bulk_create(
            Coding(report=report, engine="made up/1", body=b"", sha256="") for report in reports
        )
        rows, parts = [], []
        for report, coding in zip(reports, codings, strict=True):
            for nth in range(PER_REPORT):
                place, day = draw.randrange(PLACES), report.published or first
                row = Event(
                    report=report,
                    coding=coding,
                    source_id=report.source_id,
                    ref=f"e{nth}",
                    type=draw.choice(types).value,
                    status="reported",
                    confidence=draw.random(),
                    harm=int(draw.expovariate(0.3)),
                    words="shelled",
                    sentence="Residents said that the army shelled the market of the town before dawn.",
                    start=10,
                    end=17,
                    date_start=day,
                    date_end=day,
                    date_precision="day",
                    place=f"geonames:{place}",
                    place_name=f"Town {place}",
                    country=COUNTRIES[place % len(COUNTRIES)],
                    lat=30 + place % 10,
                    lon=35 + place % 9,
                    place_precision="town",
                    radius_km=3.0,
                    use=day.toordinal() - _YOUNGEST + draw.random() * 20,
                    review="new" if draw.random() < SHARE_NEW else "accepted",
                )
                rows.append(row)
                parts += [
                    EventActor(
                        event=row, role=role, words="the army", name="Army", cls="state_forces",
                        actor=f"actor-{draw.randrange(ACTORS)}", start=0, end=8,
                    )
                    for role in ("agent", "target")
                ]  # fmt: skip
        Event.objects.bulk_create(rows)
        EventActor.objects.bulk_create(parts)


def queues() -> Iterator[tuple[str, Callable[[], Any]]]:
    """What a page of the queue asks, under several filters."""
    from dateline.web.archive.models import Event, Source

    source = Source.objects.first()
    waiting = Event.objects.awaiting_review
    asked = {
        "all": waiting(),
        "one country": waiting().in_country("SY"),
        "one type": waiting().of_type("airstrike"),
        "one place": waiting().at_place("geonames:7"),
        "one source": waiting().from_source(source.pk if source else ""),  # type: ignore[arg-type]
        "one actor": waiting().by_actor("actor-7"),
        "one month": waiting().between(date(2020, 3, 1), date(2020, 3, 31)),
        "a rare mix": waiting().in_country("ML").of_type("protest").by_actor("actor-9"),
    }
    for name, found in asked.items():
        yield f"queue, {name}", partial(_page, found)
    yield "count of all that wait", lambda: waiting().count()
    yield "counts by type", lambda: waiting().tallied("type")
    yield "counts by country", lambda: waiting().tallied("country")
    yield "counts by source", lambda: waiting().tallied("source")


def _page(found: Any) -> list[Any]:  # noqa: ANN401
    return [list(one.actors.all()) for one in found.in_order_of_use().with_words()[:50]]


def fill_linked(incidents: int) -> tuple[Any, Sequence[Any]]:
    """Accounts of so many made-up incidents, written down as linking would leave them if it made no mistake.

    Chances are those of the accounts of one incident, and of each account with some others of its days.
    """
    from bench.archive import Invention
    from dateline.web.archive.linking.blocks import keep_keys
    from dateline.web.archive.linking.sketches import glance_of, packed
    from dateline.web.archive.linking.writing import keep_likeness
    from dateline.web.archive.models import Account, Incident, Report

    invention = Invention(1)
    happened = invention.incidents(incidents)
    rows = {
        one: row
        for at in range(0, incidents, BATCH)
        for one, row in zip(
            happened[at : at + BATCH],
            Incident.objects.bulk_create(
                Incident(key=f"made-up-{nth}", type="other", grade="weak", standing="reported", body=b"")
                for nth in range(at, min(at + BATCH, incidents))
            ),
            strict=True,
        )
    }
    beside, told = _Beside(), _told_of(happened)
    while some := list(islice(told, 500)):
        reports = Report.objects.bulk_create(Report(key=key, text="", state="linked") for key, _ in some)
        new, sketches = [], []
        for report, (key, about) in zip(reports, some, strict=True):
            for one, sketch in zip(about, invention.report(key, about), strict=True):
                body, digest = packed(sketch)
                home = rows[one].key
                account = Account(report=report, ref=sketch.events[0].event, incident=rows[one], home=home)
                account.sketch, account.digest, account.glance = body, digest, glance_of(sketch)
                new.append(account)
                sketches.append(sketch)
        numbers = [row.pk for row in Account.objects.bulk_create(new)]
        keep_keys(list(zip(numbers, sketches, strict=True)))
        keep_likeness(beside.chances(list(zip(numbers, (row.home for row in new), sketches, strict=True))))
    return invention, happened


def _told_of(happened: Sequence[Any]) -> Iterator[tuple[str, list[Any]]]:
    """Reports by their keys, and what each tells of; one to four tell of each incident."""
    draw = random.Random(3)  # noqa: S311 (nothing is guarded by it)
    told = [
        (one.day + 2 * draw.random(), at, one)
        for at, one in enumerate(happened)
        for _ in range(draw.choice((1, 1, 1, 2, 2, 3, 4)))
    ]
    in_time = [one for *_, one in sorted(told, key=lambda one: one[:2])]
    for at in range(0, len(in_time), PER_REPORT):
        yield f"r{at}", list(dict.fromkeys(in_time[at : at + PER_REPORT]))


class _Beside:
    """The chances of new accounts with those of their incidents that are in, and with some of the last."""

    def __init__(self) -> None:
        from dateline.linking.scoring import Scorer, load_weights

        self._score = Scorer(load_weights())
        self._of: dict[str, list[tuple[int, Any]]] = {}
        self._last: deque[tuple[int, Any]] = deque(maxlen=200)
        self._draw = random.Random(2)  # noqa: S311 (nothing is guarded by it)

    def chances(self, accounts: Sequence[tuple[int, str, Any]]) -> Iterator[tuple[int, int, float]]:
        """Pairs of accounts, the older one first, with chances that are not faint."""
        from dateline.linking.clustering import FAINT

        for number, incident, sketch in accounts:
            others = self._draw.sample(list(self._last), min(len(self._last), 6))
            for there, other in dict([*self._of.setdefault(incident, []), *others]).items():
                chance = self._score(sketch, other) if other.report != sketch.report else 0.0
                if chance >= FAINT:
                    yield there, number, chance
            self._of[incident].append((number, sketch))
            self._last.append((number, sketch))


def link_more(
    invention: Any,  # noqa: ANN401
    happened: Sequence[Any],
    reports: int,
    name: str,
) -> tuple[list[float], list[int]]:
    """Milliseconds that each of so many new reports takes to be linked, and how many questions.

    Each stays in.
    """
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    from dateline.web.archive.linking import take_lock
    from dateline.web.archive.linking.joining import Joining, Moves
    from dateline.web.archive.models import Report

    times, asked = [], []
    for at in range(reports):
        sketches = invention.latest(f"{name} {at}", happened)
        row = Report.objects.create(key=f"{name} {at}", text="")
        began = clock()
        with transaction.atomic():
            take_lock()
            Joining(Moves()).add(row, sketches)
        times.append(1000 * (clock() - began))
        if at % 10 == 0:
            other = Report.objects.create(key=f"counted {name} {at}", text="")
            renamed = [_of(one, other.key) for one in sketches]
            with CaptureQueriesContext(connection) as queries, transaction.atomic():
                Joining(Moves()).add(other, renamed)
            asked.append(len(queries))
    return times, asked


def _of(sketch: Any, report: str) -> Any:  # noqa: ANN401
    from dateline.linking.sketching import key_of

    events = tuple(replace(one, report=report) for one in sketch.events)
    return replace(sketch, report=report, events=events, key=key_of(events[0]))


def keep_codings(count: int) -> tuple[list[float], list[float]]:
    """Milliseconds that a coding takes to be kept, and one by another engine over it."""
    from dateline.web.archive.store import store_coding
    from tests.web.archive.invented import Invented

    new: list[float] = []
    again: list[float] = []
    for at in range(count):
        coding = Invented(at).codings(1)[0]
        coding = replace(coding, report=replace(coding.report, id=f"kept{at}", fetched=datetime.now(UTC)))
        for times, engine in ((new, "one/1"), (again, "other/1")):
            began = clock()
            store_coding(replace(coding, engine=engine))
            times.append(1000 * (clock() - began))
    return new, again


def clock() -> float:
    """The time; on SQLite, which runs in this process, its own: what else the machine does plays no part."""
    from django.db import connection

    return time.thread_time() if connection.vendor == "sqlite" else time.perf_counter()


def tell_times(name: str, times: Sequence[float], beside: str = "") -> None:
    """Print how long turns took, in milliseconds: the middle one, the 95th of 100, and the longest."""
    ordered = sorted(times)
    p50, p95, most = (ordered[int(share * (len(ordered) - 1))] for share in (0.5, 0.95, 1.0))
    click.echo(f"{name:36} p50 {p50:7.1f}  p95 {p95:7.1f}  most {most:7.1f} ms  {beside}")


def _measured(name: str, ask: Callable[[], Any], turns: int) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        ask()
    times = []
    for _ in range(turns):
        began = clock()
        ask()
        times.append(1000 * (clock() - began))
    tell_times(name, times, f"{len(queries)} queries")


@click.command()
@click.option("--events", default=100_000, show_default=True, help="In the queue.")
@click.option("--incidents", default=100_000, show_default=True, help="To link into.")
@click.option("--turns", default=20, show_default=True, help="How often each is timed.")
@click.option(
    "--home", type=click.Path(path_type=Path), help="Where the database lies; kept. Default: nowhere."
)
def main(events: int, incidents: int, turns: int, home: Path | None) -> None:
    """Time the queue, linking and keeping of codings over a large archive."""
    with tempfile.TemporaryDirectory() as folder:
        set_up(home or Path(folder))
        from django.db import connection

        click.echo(f"{connection.vendor}")
        fill_queue(events)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        for name, ask in queues():
            _measured(name, ask, turns)
        tell_times("a coding kept", keep_codings(turns)[0])
        tell_times("a coding kept over another", keep_codings(turns)[1])
        if incidents:
            invention, happened = fill_linked(incidents)
            for name, days in (("of any day", happened), ("of the last days", happened[-LATEST:])):
                times, asked = link_more(invention, days, 5 * turns, name)
                tell_times(f"one report {name}", times, f"{max(asked)} queries at most")


if __name__ == "__main__":
    main()
