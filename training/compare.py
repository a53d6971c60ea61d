"""What 8 bits cost: FACTS F1 of an exported engine beside that of the float weights it was made from.

    python -m training.compare WEIGHTS FOLDER GOLD

It ends with an error where the loss is a point or more.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench.gold import KEYS, read_gold
from bench.lines import read_lines
from dateline.adapters.weights import load_engine
from training.torch_engine import torch_engine
from training.tune import Sweeper

LOSS = 1.0  # points of FACTS F1 that an export must not cost


def main(argv: list[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m training.compare",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("weights", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("gold", type=Path)
    options = parser.parse_args(argv)
    golds = [read_gold(line) for line in read_lines(options.gold, keys=KEYS)]
    small = load_engine(options.folder)
    engines = {"int8": small, "float": torch_engine(options.weights, small.limits)}
    facts = {name: Sweeper(engine, golds).facts(small.limits) for name, engine in engines.items()}
    for name, score in facts.items():
        print(f"{name:<6} FACTS F1 {score:.2f}")
    if facts["float"] - facts["int8"] >= LOSS:
        sys.exit(f"Eight bits cost a point or more: look at the export before {options.folder} is shipped.")


if __name__ == "__main__":
    main()
