"""Contenders timed in turn over the same texts, so that a noisy machine disturbs them alike."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Work = Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Words a second, by the clock and by the processor time used: medians over the rounds."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds:
    """The seconds that each contender took in each round, by the clock and of processor time."""

    words: int
    wall: Mapping[str, tuple[float, ...]]
    cpu: Mapping[str, tuple[float, ...]]

    def pace(self, contender: str) -> Pace:
        """How fast the contender read."""
        return Pace(
            wall=self.words / median(self.wall[contender]), cpu=self.words / median(self.cpu[contender])
        )

    def ratio(self, contender: str, other: str) -> float:
        """How many times as fast as `other` the contender was: the median over rounds, by the clock.

        Both are compared within a round, so that a slow stretch of the machine falls on both.
        """
        pairs = zip(self.wall[contender], self.wall[other], strict=True)
        return median(theirs / ours for ours, theirs in pairs)


def race(words: int, heats: Mapping[str, Sequence[Work]], *, rounds: int) -> Rounds:
    """Time the contenders heat by heat, each heat in a new order, after one round that is not counted.

    Args:
        words: How many words all heats hold together.
        heats: For each contender its work in every heat: the same texts in the same heat.
        rounds: How many rounds are counted.
    """
    contenders = list(heats)
    wall: dict[str, list[float]] = {contender: [] for contender in contenders}
    cpu: dict[str, list[float]] = {contender: [] for contender in contenders}
    for number in range(rounds + 1):
        spent = dict.fromkeys(contenders, (0.0, 0.0))
        for heat, works in enumerate(zip(*heats.values(), strict=True)):
            shift = (heat + number) % len(contenders)
            order = list(zip(contenders, works, strict=True))
            for contender, work in order[shift:] + order[:shift]:
                clock, processor = _timed(work)
                spent[contender] = (spent[contender][0] + clock, spent[contender][1] + processor)
        if number:  # the first one warms caches up
            for contender, (clock, processor) in spent.items():
                wall[contender].append(clock)
                cpu[contender].append(processor)
    return Rounds(
        words=words,
        wall={contender: tuple(seconds) for contender, seconds in wall.items()},
        cpu={contender: tuple(seconds) for contender, seconds in cpu.items()},
    )


def _timed(work: Work) -> tuple[float, float]:
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - processor
