"""How quick the map is over a million incidents: `python -m bench.atlas`.

Processor time of what a request of the map asks: the world, a region, both narrowed by days, type, actor and
words; the chart of days, the counts, a page of the list. Then of whole requests, page and points, the first
of each after a change. The incidents are made up, each with an account, an event, two actors and words to be
found by. On a file of SQLite, or the PostgreSQL database that DATELINE_TEST_DATABASE_URL names, which is
emptied first; what PostgreSQL itself works is added.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from bench.archive_web import set_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from django.db import models

BATCH = 20_000
FIRST, DAYS = date(2012, 1, 1), 3650
WAS = datetime(2022, 1, 1, tzinfo=UTC)
PLACES, ACTORS, SOURCES, REPORTS, EVENTS = 4000, 400, 60, 600, 20_000
COUNTRIES = ("SY", "IQ", "YE", "UA", "SD", "ML", "SO", "LY")
COMMON = (
    "market",
    "bakery",
    "checkpoint",
    "bridge",
    "school",
    "depot",
    "convoy",
    "mill",
    "harbour",
    "quarry",
)
RARE = "dirigible"
ADDRESSES = {
    "world": "",
    "region": "bbox=35,32,43,38",
    "region, one month": "bbox=35,32,43,38&from=2018-05-01&to=2018-05-31",
    "region, one year": "bbox=35,32,43,38&from=2018-01-01&to=2018-12-31",
    "world, one type": "type=airstrike",
    "world, two grades": "grade=weak&grade=fair",
    "world, a common actor": "actor=actor-0",
    "world, a rare actor": "actor=actor-300",
    "world, one country": "country=SY",
    "world, a word in a thousand": f"q={RARE}",
    "world, a word in ten": "q=bakery",
}
BODY = b'{"type": "clash", "tellings": [{"fact": "type", "stance": "asserts"}]}'
ZOOM = {"world": 1.0, "region": 6.0}


def fill(incidents: int) -> None:
    """So many incidents, published, spread over towns, days, types and actors; common ones are common."""
    from django.db import connection

    from dateline.web.archive import models as archive
    from dateline.web.archive.packing import pack

    draw = random.Random(7)  # noqa: S311 (nothing is guarded by it)
    source = [archive.Source.objects.create(name=f"Outlet {one}") for one in range(SOURCES)]
    reports = [
        archive.Report.objects.create(key=f"r{one}", source=source[one % SOURCES], text="")
        for one in range(REPORTS)
    ]
    towns = [
        (f"geonames:{one}", f"Town {one}", COUNTRIES[one % 8], draw.gauss(34, 4), draw.gauss(38 + one % 8, 5))
        for one in range(PLACES)
    ]
    # Events are looked at once only, for the actors in them; so some few stand for all.
    event = archive.Event(
        report=reports[0], type="other", status="reported", confidence=0.9, words="x", start=0, end=1
    )
    _insert(event, [{"id": _uuid(4, one), "ref": f"e{one}"} for one in range(EVENTS)])
    part = archive.EventActor(words="the army", role="agent", start=0, end=1)
    _insert(part, [
        {"event_id": _uuid(4, one), "actor": f"actor-{_actor(draw, side)}"}
        for one in range(EVENTS)
        for side in (0, 1)
    ])  # fmt: skip
    incident = archive.Incident(
        type="other", grade="weak", standing="reported", body=pack(BODY), review="accepted", published_at=WAS,
        changed_at=WAS, opened_at=WAS, date_precision="day",
    )  # fmt: skip
    for at in range(0, incidents, BATCH):
        told = [_made_up(one, draw, towns) for one in range(at, min(at + BATCH, incidents))]
        _insert(incident, told)
        reported = [reports[draw.randrange(REPORTS)].pk for _ in told]
        _insert(archive.Account(report=reports[0], sketch=b""), [
            {"id": one, "report_id": report, "ref": f"e{one}", "incident_id": row["id"]}
            for one, (row, report) in enumerate(zip(told, reported, strict=True), at + 1)
        ])  # fmt: skip
        _insert(archive.Account.events.through(), [
            {"account_id": at + one + 1, "event_id": _uuid(4, draw.randrange(EVENTS))}
            for one in range(len(told))
        ])  # fmt: skip
        _insert(archive.Searchable(kind="incident"), [
            {"object": row["id"], "title": f"{row['type']}, {row['place_name']}", "body": _words(draw)}
            for row in told
        ])  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _actor(draw: random.Random, side: int) -> int:
    return draw.randrange(ACTORS) if side else min(int(draw.expovariate(0.08)), ACTORS - 1)


def _words(draw: random.Random) -> str:
    return f"It was near the {draw.choice(COMMON)}{f' by a {RARE}' if draw.random() < 0.001 else ''}."  # noqa: PLR2004


def _made_up(
    one: int, draw: random.Random, towns: Sequence[tuple[str, str, str, float, float]]
) -> dict[str, Any]:
    place, name, country, lat, lon = towns[min(int(draw.expovariate(0.002)), PLACES - 1)]
    day = FIRST + timedelta(days=draw.randrange(DAYS))
    best = int(draw.expovariate(0.3)) if draw.random() < 0.6 else None  # noqa: PLR2004 (most tell of dead)
    only_country = draw.random() < 0.05  # noqa: PLR2004 (one in twenty)
    return {
        "id": _uuid(3, one),
        "key": f"i{one}",
        "type": draw.choices(_types(), weights=range(26, 0, -1))[0],
        "grade": draw.choices(("weak", "fair", "confirmed", "contested", "discounted"), (60, 25, 8, 5, 2))[0],
        "date_start": day,
        "date_end": day + timedelta(days=draw.random() < 0.1),  # noqa: PLR2004
        "place": f"iso:{country}" if only_country else place,
        "place_name": country if only_country else name,
        "country": country,
        "lat": lat,
        "lon": lon,
        "place_precision": "country"
        if only_country
        else draw.choice(("exact", "town", "town", "near", "admin")),
        "radius_km": 3.0,
        "killed_min": best,
        "killed_best": best,
        "killed_max": None if best is None else best + draw.randrange(4),
    }


def _types() -> list[str]:
    from dateline.domain import EventType

    return [one.value for one in EventType]


def _uuid(kind: int, one: int) -> UUID:
    """An id in the order of its making, as the archive's are."""
    return UUID(int=(0x0180 << 112) | (one << 80) | (7 << 76) | (2 << 62) | kind)


def _insert(like: models.Model, rows: Sequence[dict[str, Any]]) -> None:
    """Rows that differ from one in some columns: what they share stands once, in the statement."""
    from django.db import connection, transaction

    fields = {field.column: field for field in like._meta.concrete_fields}
    shared = {
        name: field.get_db_prep_save(getattr(like, field.attname), connection)
        for name, field in fields.items()
        if name not in rows[0] and not (field.primary_key and getattr(like, field.attname) is None)
    }
    names, told = list(rows[0]), list(shared)
    marks = ", ".join(["%s"] * (len(names) + len(told)))
    columns = ", ".join(f'"{name}"' for name in (*names, *told))
    statement = f'INSERT INTO "{like._meta.db_table}" ({columns}) VALUES ({marks})'  # noqa: S608 -- our own columns
    prepare = [fields[name].get_db_prep_save for name in names]
    values = [
        (*(made(row[name], connection) for made, name in zip(prepare, names, strict=True)), *shared.values())
        for row in rows
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(statement, values)


def measured(name: str, ask: Callable[[], object], turns: int, *, warm: bool) -> None:
    """Print the middle and the worst processor time of some turns, in milliseconds."""
    if warm:
        ask()
    times = []
    for _ in range(turns):
        began = _clock()
        ask()
        times.append(1000 * (_clock() - began))
    click.echo(f"{name:52} {statistics.median(times):8.1f} ms {max(times):8.1f} ms")


def _clock() -> float:
    """Processor time of this process, and of the server's process that works for it, if it is PostgreSQL."""
    from django.db import connection

    mine = time.process_time()
    if connection.vendor != "postgresql":
        return mine
    with connection.cursor() as cursor:
        pid = cursor.connection.info.backend_pid
    told = Path(f"/proc/{pid}/schedstat")
    return mine + (int(told.read_text().split()[0]) / 1e9 if told.exists() else 0.0)


def questions() -> Iterator[tuple[str, Callable[[], object]]]:
    """What is measured apart: each part of a request."""
    from dateline.web.press.atlas.answers import Answers

    for name, query in ADDRESSES.items():
        zoom = ZOOM["region" if "bbox" in query else "world"]
        parts: dict[str, Callable[[Answers], object]] = {
            "signs": partial(Answers.spots, zoom=zoom),
            "counts": Answers.tallies,
            "chart": Answers.chart,
            "list": partial(Answers.page, number=30),
        }
        for part, ask in parts.items():
            yield f"{name}: {part}", partial(_asked, ask, query)


def _asked(ask: Callable[[Any], object], query: str) -> object:
    from django.http import QueryDict

    from dateline.web.press.atlas.answers import Answers
    from dateline.web.press.atlas.asking import Sought

    return ask(Answers(Sought.of(QueryDict(query)), remember=False))


def requests() -> Iterator[tuple[str, Callable[[], object]]]:
    """Whole requests; each is asked for the first time, since what was asked before is remembered."""
    from django.test import Client

    from dateline.web.press.atlas import answers

    client = Client(HTTP_HOST="127.0.0.1")

    def asked(address: str) -> None:
        answers.forget()
        if client.get(address, secure=True).status_code != 200:  # noqa: PLR2004 (OK)
            raise click.ClickException(f"{address} does not answer")

    for name, query in ADDRESSES.items():
        zoom = ZOOM["region" if "bbox" in query else "world"]
        yield f"{name}: points, whole request", partial(asked, f"/map/points.json?{query}&zoom={zoom:g}")
        yield f"{name}: page, whole request", partial(asked, f"/map/?{query}")


@click.command()
@click.option("--incidents", default=1_000_000, show_default=True, help="In the archive.")
@click.option("--turns", default=7, show_default=True, help="How often each is timed.")
@click.option("--only", default="", help="Measure only what has this in its name.")
@click.option(
    "--home", type=click.Path(path_type=Path), help="Where the database lies; kept. Default: nowhere."
)
def main(incidents: int, turns: int, only: str, home: Path | None) -> None:
    """Time the map over a large archive."""
    with tempfile.TemporaryDirectory() as folder:
        there = home and (home / "made-up").exists()
        set_up(home or Path(folder), empty=not there)
        from django.db import connection

        from dateline.web.press.atlas import keeping, memory

        if not there:
            began = time.perf_counter()
            fill(incidents)
            click.echo(f"filled in {time.perf_counter() - began:.0f} s")
            if home:
                (home / "made-up").touch()
        keeping.file_of(connection).unlink(missing_ok=True)
        for how in ("from the database", "from disk"):
            memory.forget()
            began = time.perf_counter()
            with memory.held() as columns:
                took = time.perf_counter() - began
                click.echo(f"{connection.vendor}: {len(columns):,} incidents {how} in {took:.1f} s")
        click.echo(f"{'':52} {'median':>11} {'worst':>11}")
        for name, ask in (*questions(), *requests()):
            if only in name:
                measured(name, ask, turns, warm=True)


if __name__ == "__main__":
    main()
