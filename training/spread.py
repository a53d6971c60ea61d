"""How far apart runs of one recipe come out: F1 by measure of several engines, their mean and deviation.

    python -m training.spread FOLDER FOLDER... GOLD

Each FOLDER holds an engine as `training.export` wrote it; GOLD is a corpus file that was not trained on.
Every engine is measured under its own thresholds. The deviation is that of a sample (n - 1).
"""

from __future__ import annotations

import argparse
from pathlib import Path
from statistics import mean, stdev
from typing import TYPE_CHECKING

from bench.gold import KEYS, read_gold
from bench.lines import read_lines
from bench.tallies import FACTS, f1
from dateline.adapters.weights import load_engine
from training.tune import Sweeper

if TYPE_CHECKING:
    from bench.gold import Gold

_MEASURES = {"FACTS": FACTS, **{measure: (measure,) for measure in FACTS}}


def main(argv: list[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m training.spread",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("gold", type=Path)
    options = parser.parse_args(argv)
    golds = [read_gold(line) for line in read_lines(options.gold, keys=KEYS)]
    columns = [_figures(folder, golds) for folder in options.folders]
    print("".join(f"{name:>10}" for name in ("", *_MEASURES)))
    for folder, column in zip(options.folders, columns, strict=True):
        print(f"{folder.name:>10}" + "".join(f"{value:>10.2f}" for value in column))
    for name, of in (("mean", mean), ("deviation", stdev)):
        if len(columns) > 1 or of is mean:
            print(f"{name:>10}" + "".join(f"{of(row):>10.2f}" for row in zip(*columns, strict=True)))


def _figures(folder: Path, golds: list[Gold]) -> list[float]:
    engine = load_engine(folder)
    tally = Sweeper(engine, golds).tally(engine.limits)
    return [f1(*tally.of(measures)) for measures in _MEASURES.values()]


if __name__ == "__main__":
    main()
