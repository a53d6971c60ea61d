"""Find the thresholds of one set of weights: sweep each in turn for the highest FACTS F1 on coded reports.

    python -m training.tune FOLDER GOLD [--rounds 2]

FOLDER holds an engine as `training.export` wrote it; the thresholds found go into its engine.json. GOLD
is a file of the corpus that was not trained on. The network runs once over it; only decoding is
repeated. Every sweep is printed, so that the flatness of a choice can be seen.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bench.gold import KEYS, read_gold
from bench.lines import read_lines
from bench.pairing import compare
from bench.tallies import FACTS, Tally, f1
from dateline.adapters.weights import load_engine
from dateline.resolving import resolve
from training.settings import read_settings, write_settings

if TYPE_CHECKING:
    from bench.gold import Gold
    from dateline.coding.compact import CompactEngine
    from dateline.coding.compact.answers import Answers
    from dateline.coding.compact.thresholds import Thresholds

_CHANCES = (*(step / 20 for step in range(2, 18)), 0.88, 0.9, 0.92, 0.95)
_LEANS = (-0.5, 0.0, 0.3, 0.6, 0.9, 1.2, 1.6, 2.0)
SWEEPS: dict[str, tuple[float, ...]] = {
    "mention": _CHANCES,
    "same": _CHANCES,
    "part_lean": _LEANS,
    "agent": _CHANCES,
    "target": _CHANCES,
    "place": _CHANCES,
    "time": _CHANCES,
    "means": _CHANCES,
    "harm": _CHANCES,
    "margin": (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 9.0),
    "cue_lean": _LEANS,
    "source_lean": _LEANS,
    "said": _CHANCES,
    "content": (0.0, 0.01, 0.03, 0.06, 0.1, 0.2, 0.3),
    "by": _CHANCES,
}


class Sweeper:
    """Coded reports with the network's answers, ready to be decoded under any thresholds."""

    def __init__(self, engine: CompactEngine, golds: list[Gold]) -> None:
        self.engine = engine
        self.known: list[tuple[Gold, list[Answers]]] = [
            (gold, list(engine.answers(gold.coding.report.text))) for gold in golds
        ]

    def tally(self, limits: Thresholds) -> Tally:
        """What is right, found and gold under `limits`."""
        engine = replace(self.engine, limits=limits)
        tally = Tally()
        for gold, answers in self.known:
            found = resolve(engine.decode(gold.coding.report, answers))
            tally.add(gold.coding, found, compare(gold.coding, found))
        return tally

    def facts(self, limits: Thresholds) -> float:
        """FACTS F1 in percent under `limits`."""
        return f1(*self.tally(limits).of(FACTS))

    def climb(self, limits: Thresholds, rounds: int) -> Thresholds:
        """Sweep every threshold in turn, `rounds` times over, keeping the best value of each."""
        for number in range(rounds):
            for name, values in SWEEPS.items():
                tried = {value: self.facts(replace(limits, **{name: value})) for value in values}
                best = max(tried, key=lambda value: tried[value])
                limits = replace(limits, **{name: _middle(tried, best)})
                row = "  ".join(f"{value}:{score:.2f}" for value, score in tried.items())
                print(f"{number + 1} {name:<12} -> {getattr(limits, name):<5} {row}", flush=True)
        return limits


def _middle(tried: dict[float, float], best: float) -> float:
    """The middle of the values within a tenth of a point of the best: a peak of noise is no choice."""
    good = [value for value, score in tried.items() if score >= tried[best] - 0.1]
    return min(good, key=lambda value: abs(value - sum(good) / len(good)))


def main(argv: list[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m training.tune",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args(argv)
    engine = load_engine(options.folder)
    sweeper = Sweeper(engine, [read_gold(line) for line in read_lines(options.gold, keys=KEYS)])
    print(f"FACTS F1 {sweeper.facts(engine.limits):.2f} before")
    limits = sweeper.climb(engine.limits, options.rounds)
    print(f"FACTS F1 {sweeper.facts(limits):.2f}")
    settings = read_settings(options.folder)
    settings["thresholds"] = limits.to_dict()
    settings.pop("calibration", None)  # it was fitted on other events than these thresholds let through
    write_settings(options.folder, settings)


if __name__ == "__main__":
    main()
