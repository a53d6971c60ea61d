"""How many reports a second go the whole way, read, coded, linked: `python -m bench.ingest`.

Incidents are made up by chance, over a year in towns that there are, and pages of some 200 words that tell of
four of them each, so that two pages tell of one on average; with a menu, a money box and comments, as daily
report pages have them. They are handed in, and so many workers started as processes on an archive of their
own, with the engine, the gazetteer and the register that are installed. Timed is from the first step that is
begun to the last that is ended. Beside it stands the time of processors, which a busy machine changes less.
"""

# ruff: noqa: PLC0415 -- Django has to be set up before what needs it

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import mean, median
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TOWNS = (
    "Idlib", "Saraqib", "Maarat al-Numan", "Khan Shaykhun", "Jisr al-Shughur", "Ariha", "Kafr Nabl", "Azaz",
    "Al-Bab", "Jarabulus", "Manbij", "Kobani", "Raqqa", "Tabqa", "Deir ez-Zor", "Mayadin", "Abu Kamal",
    "Palmyra", "Al-Qaryatayn", "Homs", "Hama", "Salamiyah", "Daraa", "Nawa", "Quneitra", "Hajin",
)  # fmt: skip
SIDES = (
    "government forces",
    "rebel fighters",
    "Islamic State fighters",
    "Kurdish fighters",
    "Turkish troops",
)
SAID = ("residents said", "a monitoring group said", "a military source said", "local activists said")
COUNTS = ("two", "three", "at least four", "five", "up to ten", "twelve")
TOLD = (
    "Shelling by {side} on {town} killed {count} people on {day}, {said}.",
    "{Count} civilians were killed and {more} hurt in air strikes on the market of {town} on {day}, {said}.",
    "Clashes between {side} and {other} broke out near {town} on {day}; {count} were killed, {said}.",
    "A car bomb exploded in {town} on {day}, killing {count} people and wounding {more}, {said}.",
    "{Side} captured two villages south of {town} after fighting with {other} on {day}, {said}.",
)
FILLER = (
    "The road to the north was closed for most of the day and long lines of cars formed at the checkpoints.",
    "The hospital said that it had run short of blood and asked people of the town to come and give some.",
    "Officials in the capital did not answer questions about it, and no photographs could be checked.",
    "Prices of bread and fuel have risen since the beginning of the month, traders in the old market said.",
    "Schools were to stay closed until the end of the week, according to a statement of the local council.",
    "Talks about a lasting ceasefire were put off again, and no new date has been named by either side.",
)
PER_PAGE, PER_INCIDENT = 4, 2  # incidents that a page tells of, pages that tell of an incident
FIRST = date(2018, 1, 1)
MENU = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("News", "Maps", "Video", "About us"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """An incident made up: how it is told, where, when, by and against whom."""

    told: str
    town: str
    day: date
    sides: tuple[str, str]
    count: str
    more: int

    @classmethod
    def by_chance(cls, draw: random.Random) -> Happened:
        """One of the year."""
        side, other = draw.sample(SIDES, 2)
        return cls(
            told=draw.choice(TOLD),
            town=draw.choice(TOWNS),
            day=FIRST + timedelta(days=draw.randrange(365)),
            sides=(side, other),
            count=draw.choice(COUNTS),
            more=draw.randrange(2, 40),
        )

    def sentence(self, said: str) -> str:
        """What is said of it."""
        side, other = self.sides
        return self.told.format(
            side=side,
            Side=side.capitalize(),
            other=other,
            town=self.town,
            day=f"{self.day:%B} {self.day.day}",
            count=self.count,
            Count=self.count.capitalize(),
            more=self.more,
            said=said,
        )


def pages_of(number: int, seed: int) -> Iterator[str]:
    """So many report pages, each on incidents that follow each other."""
    draw = random.Random(seed)  # noqa: S311 (nothing is guarded by it)
    pool = [Happened.by_chance(draw) for _ in range(max(PER_PAGE, number * PER_PAGE // PER_INCIDENT))]
    pool.sort(key=lambda one: one.day)
    for at in range(number):
        start = draw.randrange(max(1, len(pool) - 2 * PER_PAGE))
        yield page(draw, at, draw.sample(pool[start : start + 2 * PER_PAGE], PER_PAGE))


def page(draw: random.Random, number: int, about: Sequence[Happened]) -> str:
    """A page on some incidents."""
    told = [f"<p>{one.sentence(draw.choice(SAID))} {' '.join(draw.sample(FILLER, 2))}</p>" for one in about]
    last = max(one.day for one in about)
    title = f"Report of the day, {last:%B} {last.day}, no. {number}"
    return f"""<!doctype html><html lang="en"><head><title>{title} – The Mill</title>
<meta property="og:site_name" content="The Mill">
<meta property="article:published_time" content="{last}"></head><body><nav><ul>{MENU}</ul></nav>
<article><h1>{title}</h1>{"".join(told)}</article>
<aside class="donate"><p>Support us: 3,250 of 5,000 raised.</p></aside>
<section id="comments"><h2>Comments</h2><p>Reader one: I doubt it.</p><p>Reader two: So do I.</p></section>
</body></html>"""


@click.command(help=__doc__)
@click.option("--pages", default=200, show_default=True, help="How many pages go the way.")
@click.option("--workers", default=2, show_default=True, help="How many processes work.")
@click.option("--seed", default=1, show_default=True)
@click.option("--database", help="An empty database of PostgreSQL's, as DATABASE_URL; else a file of SQLite.")
def main(pages: int, workers: int, seed: int, database: str | None) -> None:
    """Measure."""
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as home:
        os.environ |= {"DATELINE_HOME": home, "DJANGO_SETTINGS_MODULE": "dateline.web.site.settings"}
        os.environ.pop("DATABASE_URL", None)
        if database:
            os.environ["DATABASE_URL"] = database
        _fill(pages, seed)
        began = time.monotonic()
        _work(workers)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        _tell(time.monotonic() - began, used.ru_utime + used.ru_stime)


def _fill(pages: int, seed: int) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from dateline.web.archive.ingest import take_page

    for number, made in enumerate(pages_of(pages, seed)):
        take_page(made, url=f"https://mill.example/{number}")


def _work(workers: int) -> None:
    from django.db import connections

    connections.close_all()
    command = [sys.executable, "-m", "dateline.cli", "worker", "--until-empty"]
    running = [
        subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603 (our own program)
        for _ in range(workers)
    ]
    if any(one.wait() for one in running):
        raise click.ClickException("A worker ended with an error.")


def _tell(whole: float, processors: float) -> None:
    from django.db.models import Count, Max, Min
    from django_tasks_db.models import DBTaskResult

    from dateline.web.archive.models import Event, Incident, Report

    states = dict(Report.objects.values_list("state").annotate(Count("id")))
    done = DBTaskResult.objects.successful().aggregate(began=Min("started_at"), ended=Max("finished_at"))
    taken = (done["ended"] - done["began"]).total_seconds()
    reports = states.get("linked", 0)
    events, incidents = Event.objects.count(), Incident.objects.count()
    print(f"{reports:,} reports linked, {events:,} events, {incidents:,} incidents")
    print(f"other states: { {name: count for name, count in states.items() if name != 'linked'} or 'none' }")
    print(
        f"{reports / taken:.1f} reports a second: {taken:.1f} s, {whole:.1f} s with the start of the workers"
    )
    print(f"{1000 * processors / reports:.0f} ms of a processor a report, the start of the workers included")
    for step in ("read_arrival", "code_report", "link_report"):
        rows = DBTaskResult.objects.successful().filter(task_path__endswith=step)
        seconds = [(row.finished_at - row.started_at).total_seconds() for row in rows]
        print(f"  {step:13} {_spread(seconds)}")
    failed = DBTaskResult.objects.failed().count()
    waiting = DBTaskResult.objects.exclude(status__in=("SUCCESSFUL", "FAILED")).count()
    print(f"{failed} dead letters, {waiting} left waiting")


def _spread(seconds: Sequence[float]) -> str:
    if not seconds:
        return "none"
    ordered = sorted(seconds)
    return (
        f"mean {1000 * mean(ordered):6.0f} ms, median {1000 * median(ordered):6.0f} ms, "
        f"95 in 100 within {1000 * ordered[int(len(ordered) * 0.95)]:6.0f} ms"
    )


if __name__ == "__main__":
    main()
