"""An archive of a million incidents, made up: what `bench.atlas` and `bench.lists` ask.

Each incident is published and has an account, an event, two actors and words to be found by; five accounts
are of one report. Common places and actors are common. It lies in a file of SQLite, or in the PostgreSQL
database that DATELINE_TEST_DATABASE_URL names, which is emptied first.
"""

from __future__ import annotations

import random
import time
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from bench.archive_web import set_up

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from django.db import models

BATCH = 20_000
FIRST, DAYS = date(2012, 1, 1), 3650
WAS = datetime(2022, 1, 1, tzinfo=UTC)
PLACES, ACTORS, SOURCES, A_REPORT = 4000, 400, 60, 5
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
BODY = b'{"type": "clash", "tellings": [{"fact": "type", "stance": "asserts"}]}'
_TELLS_OF_DEAD, _ONLY_COUNTRY, _TWO_DAYS, _IS_RARE = 0.6, 0.05, 0.1, 0.001


def there(home: Path | None, folder: Path, incidents: int) -> None:
    """See that the archive is there: in `folder`, or in `home`, where it is kept for another time."""
    kept = home is not None and (home / "made-up").exists()
    set_up(home or folder, empty=not kept)
    if not kept:
        began = time.perf_counter()
        fill(incidents)
        click.echo(f"filled in {time.perf_counter() - began:.0f} s")
        if home:
            (home / "made-up").touch()


def fill(incidents: int) -> None:
    """So many incidents, spread over towns, days, types and actors, and what they are made of."""
    from django.db import connection

    from dateline.web.archive import models as archive
    from dateline.web.archive.packing import pack

    draw = random.Random(7)  # noqa: S311 (nothing is guarded by it)
    sources = [archive.Source.objects.create(name=f"Outlet {one}") for one in range(SOURCES)]
    reports = max(1, incidents // A_REPORT)
    for some in _batches(reports):
        _insert(archive.Report(text="", state="linked"), [
            {"id": _uuid(5, one), "key": f"r{one}", "source_id": draw.choice(sources).pk} for one in some
        ])  # fmt: skip
    coding = archive.Coding.objects.create(report_id=_uuid(5, 0), body=b"", sha256="")
    event = archive.Event(
        coding=coding, type="clash", status="reported", confidence=0.9, words="shots", start=0, end=1
    )
    part = archive.EventActor(words="the army", role="agent", start=0, end=1)
    for some in _batches(reports):
        _insert(event, [
            {"id": _uuid(4, one), "report_id": _uuid(5, one), "ref": f"e{one}"} for one in some
        ])  # fmt: skip
        _insert(part, [
            {"event_id": _uuid(4, one), "actor": f"actor-{_actor(draw, side)}"}
            for one in some
            for side in (0, 1)
        ])  # fmt: skip
        _insert(archive.Searchable(kind="claim", title=""), [
            {"object": _uuid(4, one), "body": f"Shots were heard. {_words(draw)}"} for one in some
        ])  # fmt: skip
    towns = [
        (f"geonames:{one}", f"Town {one}", COUNTRIES[one % 8], draw.gauss(34, 4), draw.gauss(38 + one % 8, 5))
        for one in range(PLACES)
    ]
    incident = archive.Incident(
        type="other", grade="weak", standing="reported", body=pack(BODY), review="accepted", opened_at=WAS,
        date_precision="day", number_of_sources=1, number_of_reports=1,
    )  # fmt: skip
    for some in _batches(incidents):
        told = [_made_up(one, draw, towns) for one in some]
        _insert(incident, told)
        _insert(archive.Account(sketch=b""), [
            {"id": one + 1, "report_id": _uuid(5, one % reports), "ref": f"e{one}", "incident_id": row["id"]}
            for one, row in zip(some, told, strict=True)
        ])  # fmt: skip
        _insert(archive.Account.events.through(), [
            {"account_id": one + 1, "event_id": _uuid(4, one % reports)} for one in some
        ])  # fmt: skip
        _insert(archive.Searchable(kind="incident"), [
            {
                "object": row["id"],
                "day": row["date_start"],
                "title": f"{row['type']}, {row['place_name']}",
                "body": _words(draw),
            }
            for row in told
        ])  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def an_id() -> UUID:
    """The id of one of the incidents."""
    return _uuid(3, 0)


def _batches(number: int) -> Iterator[range]:
    for at in range(0, number, BATCH):
        yield range(at, min(at + BATCH, number))


def _actor(draw: random.Random, side: int) -> int:
    return draw.randrange(ACTORS) if side else min(int(draw.expovariate(0.08)), ACTORS - 1)


def _words(draw: random.Random) -> str:
    return f"It was near the {draw.choice(COMMON)}{f' by a {RARE}' if draw.random() < _IS_RARE else ''}."


def _made_up(
    one: int, draw: random.Random, towns: Sequence[tuple[str, str, str, float, float]]
) -> dict[str, Any]:
    place, name, country, lat, lon = towns[min(int(draw.expovariate(0.002)), PLACES - 1)]
    day = FIRST + timedelta(days=draw.randrange(DAYS))
    best = int(draw.expovariate(0.3)) if draw.random() < _TELLS_OF_DEAD else None
    only_country = draw.random() < _ONLY_COUNTRY
    at = WAS + timedelta(seconds=one)
    return {
        "id": _uuid(3, one),
        "key": f"i{one}",
        "type": draw.choices(_types(), weights=range(26, 0, -1))[0],
        "grade": draw.choices(("weak", "fair", "confirmed", "contested", "discounted"), (60, 25, 8, 5, 2))[0],
        "date_start": day,
        "date_end": day + timedelta(days=draw.random() < _TWO_DAYS),
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
        "changed_at": at,
        "published_at": at,
    }


def _types() -> list[str]:
    from dateline.domain import EventType

    return [one.value for one in EventType]


def _uuid(kind: int, one: int) -> UUID:
    """An id in the order of its making, as the archive's are."""
    return UUID(int=(0x0180 << 112) | (one << 80) | (7 << 76) | (2 << 62) | kind)


def _insert(like: models.Model, rows: Sequence[dict[str, Any]]) -> None:
    """Some rows that differ from one in some columns, in the quickest way that the database has."""
    from django.db import connection, transaction

    fields = {field.column: field for field in like._meta.concrete_fields}
    told = {
        name: getattr(like, field.attname)
        for name, field in fields.items()
        if name not in rows[0] and not (field.primary_key and getattr(like, field.attname) is None)
    }
    shared = [fields[name].get_db_prep_save(value, connection) for name, value in told.items()]
    names = [*rows[0], *told]
    columns = ", ".join(f'"{name}"' for name in names)
    prepare = [(name, fields[name].get_db_prep_save) for name in rows[0]]
    values = [(*(made(row[name], connection) for name, made in prepare), *shared) for row in rows]
    table = f'"{like._meta.db_table}" ({columns})'
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} FROM STDIN") as copying:
                for each in values:
                    copying.write_row(each)
        else:
            marks = ", ".join(["%s"] * len(names))
            cursor.executemany(f"INSERT INTO {table} VALUES ({marks})", values)  # noqa: S608 -- our own columns
