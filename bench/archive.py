"""What it costs to link one more report into an archive: `python -m bench.archive`.

Archives of incidents made up by chance: over five years, in 2,000 towns of ten divisions, of all types as
often as the corpus has them, one to four accounts each, with names and words drawn as unevenly as those of
real reports. New reports are made up likewise, two of three about incidents that are in, and linked one after
the other; each is timed and taken out again.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from dateline.domain import EventRef, EventType
from dateline.linking.clustering import Groups
from dateline.linking.scoring import Scorer, load_weights
from dateline.linking.sketching import Sketch, Spot, key_of
from dateline.linking.wording import weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TOWNS, NAMES, DAYS = 2000, 20_000, 5 * 365
FIRST_DAY = 738_000
SHARE_KNOWN = 2 / 3
SHARE_PLACED = 0.75
PER_REPORT = 5  # accounts; the linking set's reports have five
TYPES = {
    EventType.AIRSTRIKE: 16,
    EventType.SHELLING: 16,
    EventType.CLASH: 12,
    EventType.ASSAULT: 12,
    EventType.DEATH: 8,
    EventType.BOMBING: 8,
    EventType.CAPTURE: 7,
    EventType.TALKS: 6,
    EventType.PRESSURE: 6,
    EventType.DEPLOYMENT: 5,
    EventType.ARREST: 4,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """An incident made up: what its accounts are variations of."""

    type: EventType
    day: int
    town: int
    killed: int
    names: tuple[str, ...]


class Invention:
    """Makes up incidents, and reports that tell of them."""

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(seed)  # noqa: S311 (nothing is guarded by it)
        towns = random.Random(0)  # noqa: S311
        self._towns = [(32 + 5 * towns.random(), 36 + 6 * towns.random()) for _ in range(TOWNS)]

    def incident(self, day: int) -> Happened:
        """One incident of a day."""
        draw = self._draw
        return Happened(
            type=draw.choices(list(TYPES), list(TYPES.values()))[0],
            day=day,
            town=self._uneven(TOWNS),
            killed=int(draw.expovariate(0.2)),
            names=tuple(f"~{self._uneven(NAMES)}" for _ in range(6)),
        )

    def incidents(self, count: int) -> list[Happened]:
        """So many incidents, by their days."""
        days = sorted(FIRST_DAY + self._draw.randrange(DAYS) for _ in range(count))
        return [self.incident(day) for day in days]

    def report(self, key: str, about: Sequence[Happened]) -> list[Sketch]:
        """A report that tells of some incidents."""
        named = [name for one in about for name in one.names]
        words = frozenset([*named, *(f"~{self._uneven(NAMES)}" for _ in range(20))][:40])
        return [
            self._account(EventRef(report=key, event=f"e{at}"), one, words) for at, one in enumerate(about)
        ]

    def reports(self, incidents: Sequence[Happened]) -> Iterator[list[Sketch]]:
        """Reports on incidents, each of which one to four of them tell within two days."""
        told = [
            (one.day + 2 * self._draw.random(), one)
            for one in incidents
            for _ in range(self._draw.choice((1, 1, 1, 2, 2, 3, 4)))
        ]
        in_time = [one for _, one in sorted(told, key=lambda one: one[0])]
        for at in range(0, len(in_time), PER_REPORT):
            yield self.report(f"r{at}", list(dict.fromkeys(in_time[at : at + PER_REPORT])))

    def latest(self, key: str, incidents: Sequence[Happened]) -> list[Sketch]:
        """A new report of a day: two of three of its accounts are of incidents that are known."""
        at = self._draw.randrange(len(incidents))
        known = incidents[at : at + PER_REPORT]
        about = [one if self._draw.random() < SHARE_KNOWN else self.incident(one.day) for one in known]
        return self.report(key, list(dict.fromkeys(about)))

    def _account(self, event: EventRef, one: Happened, words: frozenset[str]) -> Sketch:
        draw = self._draw
        lat, lon = self._towns[one.town]
        placed = draw.random() < SHARE_PLACED
        told = frozenset([*draw.sample(one.names, 4), f"~t{one.town}"])
        killed = max(0, one.killed + draw.choice((0, 0, 0, 1, -1, 2)))
        return Sketch(
            key=key_of(event),
            report=event.report,
            events=(event,),
            type=one.type,
            said=one.day + draw.choice((0, 0, 1)),
            first=one.day,
            last=one.day,
            exact=True,
            total=False,
            calendar=frozenset(),
            hours=0,
            spots=(Spot(place=f"t{one.town}", lat=lat, lon=lon, radius_km=2.0),) if placed else (),
            divisions=frozenset({f"SY/{one.town % 10}"}),
            agents=frozenset({draw.choice(("army", "rebels", "isis", "coalition")), "=state_forces"}),
            targets=frozenset({"=civilians"}),
            killed=(killed, killed) if one.killed else None,
            injured=None,
            grounds=frozenset({f"~t{one.town}"}) if placed else frozenset(),
            people=frozenset(one.names[:2]),
            told=told,
            words=words,
            weights=(weight(told), weight(words)),
        )

    def _uneven(self, most: int) -> int:
        """A number below `most`, low ones much more often: as towns and names are told of."""
        return min(int(most ** self._draw.random()) - 1, most - 1)


def timed(groups: Groups, invention: Invention, incidents: Sequence[Happened], reports: int) -> list[float]:
    """Milliseconds of the processor that each of so many reports takes to be linked; none stays in."""
    times = []
    for at in range(reports):
        sketches = invention.latest(f"new{at}", incidents)
        began = time.thread_time()
        groups.add(f"new{at}", sketches)
        times.append(1000 * (time.thread_time() - began))
        groups.remove(f"new{at}")
    return times


@click.command()
@click.option(
    "--incidents", "sizes", type=int, multiple=True, default=(1000, 10_000, 100_000), show_default=True
)
@click.option("--reports", default=300, show_default=True, help="How many new reports to time.")
def main(sizes: tuple[int, ...], reports: int) -> None:
    """Time linking one report into archives of so many incidents."""
    for size in sizes:
        invention = Invention(1)
        incidents = invention.incidents(size)
        groups = Groups(score=Scorer(load_weights()))
        began = time.thread_time()
        for sketches in invention.reports(incidents):
            groups.add(sketches[0].report, sketches)
        built = time.thread_time() - began
        times = sorted(timed(groups, invention, incidents, reports))
        p50, p95, most = (times[int(share * (len(times) - 1))] for share in (0.5, 0.95, 1.0))
        click.echo(
            f"{size:>7} made up, {len(groups.ids):>7} found  one report of {PER_REPORT} accounts: "
            f"p50 {p50:5.1f}  p95 {p95:5.1f}  most {most:5.1f} ms  (all: {built:.0f} s)"
        )


if __name__ == "__main__":
    main()
