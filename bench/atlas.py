"""How quick the map is over a million incidents: `python -m bench.atlas`.

Processor time of what a request of the map asks: the world, a region, both narrowed by days, type, actor and
words; the chart of days, the counts, a page of the list, each worked out anew. Then of whole requests, page
and points, each the first after an incident changed, with seeing that it did. The archive is made up
(`bench.million`). On a file of SQLite, or the PostgreSQL database that DATELINE_TEST_DATABASE_URL names,
which is emptied first; what PostgreSQL itself works is added.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bench import million

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ADDRESSES = {
    "world": "",
    "region": "bbox=35,32,43,38",
    "region, one month": "bbox=35,32,43,38&from=2018-05-01&to=2018-05-31",
    "region, one year": "bbox=35,32,43,38&from=2018-01-01&to=2018-12-31",
    "world, one type": "type=airstrike",
    "world, two grades": "grade=weak&grade=fair",
    "world, half of the years": "from=2012-01-01&to=2016-12-31",
    "world, a common actor": "actor=actor-0",
    "world, a rare actor": "actor=actor-300",
    "world, one country": "country=SY",
    "world, a word in a thousand": f"q={million.RARE}",
    "world, a word in ten": "q=bakery",
}
ZOOM = {"world": 1.0, "region": 6.0}


def measured(
    name: str, ask: Callable[[], object], turns: int, *, before: Callable[[], object] = lambda: None
) -> None:
    """Print the middle and the worst processor time of some turns, in milliseconds; `before` is not timed."""
    ask()
    times = []
    for _ in range(turns):
        before()
        began = clock()
        ask()
        times.append(1000 * (clock() - began))
    click.echo(f"{name:52} {statistics.median(times):8.1f} ms {max(times):8.1f} ms")


def clock() -> float:
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
    """Whole requests."""
    from django.test import Client

    client = Client(HTTP_HOST="127.0.0.1")

    def asked(address: str) -> None:
        if client.get(address, secure=True).status_code != 200:  # noqa: PLR2004 (OK)
            raise click.ClickException(f"{address} does not answer")

    for name, query in ADDRESSES.items():
        zoom = ZOOM["region" if "bbox" in query else "world"]
        yield f"{name}: points, whole request", partial(asked, f"/map/points.json?{query}&zoom={zoom:g}")
        yield f"{name}: page, whole request", partial(asked, f"/map/?{query}")


def change() -> None:
    """Have an incident change, as linking would, so that nothing that was worked out before holds."""
    from django.utils import timezone

    from dateline.web.archive.models import Incident
    from dateline.web.press.atlas import memory

    Incident.objects.filter(pk=million.an_id()).update(changed_at=timezone.now())
    memory.look()


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
        million.there(home, Path(folder), incidents)
        from django.db import connection

        from dateline.web.press.atlas import keeping, memory

        if not only:
            keeping.file_of(connection).unlink(missing_ok=True)
        for how in ("anew", "from disk"):
            memory.forget()
            began = clock()
            with memory.held() as columns:
                click.echo(
                    f"{connection.vendor}: {len(columns):,} incidents {how} in {clock() - began:.1f} s,"
                    f" {columns.room / len(columns):.0f} bytes each"
                )
        click.echo(f"{'':52} {'median':>11} {'worst':>11}")
        for name, ask in questions():
            if only in name:
                measured(name, ask, turns)
        for name, ask in requests():
            if only in name:
                measured(name, ask, turns, before=change)


if __name__ == "__main__":
    main()
