"""Fit the confidence of one set of weights: the chance that an event is right as coded, from its signs.

    python -m training.calibrate FOLDER GOLD

FOLDER holds an engine as `training.export` wrote it and `training.tune` set its thresholds; the calibration
found goes into its engine.json. GOLD is a file of the corpus that was not trained on. The figures "after" are
those of reports that had no part in the fit: each report's events are judged by a fit on all the others. The
weights that are stored are fitted on all reports.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bench.gold import KEYS, read_gold
from bench.lines import read_lines
from bench.pairing import compare
from bench.reliability import Judged, calibration_error, figures, like_size
from dateline.adapters.weights import load_engine
from dateline.coding.compact.calibration import Calibration, Signs, signs_of
from dateline.coding.compact.events import draft_events, weigh_events
from training.settings import read_settings, write_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bench.gold import Gold
    from dateline.coding.compact import CompactEngine

NAMES = tuple(field.name for field in fields(Signs))
# Mean log loss on reports left out, over five sets of weights: with the type's chance alone 0.549, the number
# of mentions beside it 0.546, `near` too 0.539, `parts` too 0.535. A fifth sign does not help: the chance of
# naming any event 0.537, how firmly the mentions hold together 0.538, a claim 0.537, the status 0.538, the
# place in the report 0.533 (worse on two of the five).
# Pulls the weights of the signs, each in its own standard deviation, towards 0. Tried 0.1, 1, 3, 10 and 30 on
# five sets of weights, by the mean log loss on reports left out: 0.536, 0.535, 0.534, 0.536, 0.549.
L2 = 3.0
_FREE = 1e-3  # the same for the intercept: no more than keeps it finite where every event is right
_STEPS = 50  # Newton's method needs under ten
_CONSTANT = 1e-9  # the spread of like numbers is seldom exactly 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An event that the engine coded in a report: its signs, and whether it is right."""

    report: str
    signs: Signs
    right: bool


def look(engine: CompactEngine, golds: Iterable[Gold]) -> Iterator[Seen]:
    """The events that `engine` codes in the reports, held against the gold."""
    for gold in golds:
        report = gold.coding.report
        sections = list(engine.answers(report.text))
        coding = engine.decode(report, sections)
        right = {event.id for _, event in compare(gold.coding, coding).events.both}
        signs: list[Signs] = []
        for answers in sections:
            weighed = weigh_events(answers, engine.limits)
            signs += [signs_of(weighed, draft) for draft in draft_events(answers, weighed, engine.limits)]
        for event, some in zip(coding.events, signs, strict=True):
            yield Seen(report=report.id, signs=some, right=event.id in right)


def fit(seen: Sequence[Seen], l2: float = L2) -> Calibration:
    """The weights that make what was seen likeliest (logistic regression, by Newton's method)."""
    signs = np.array([astuple(one.signs) for one in seen], dtype=np.float64)
    right = np.array([one.right for one in seen], dtype=np.float64)
    means, spreads = signs.mean(axis=0), signs.std(axis=0)
    spreads[spreads < _CONSTANT] = 1  # a sign that never changes gets no weight
    table = np.column_stack([np.ones(len(signs)), (signs - means) / spreads])
    pull = np.diag([_FREE, *[l2] * len(NAMES)])
    weights = np.zeros(table.shape[1])
    for _ in range(_STEPS):
        chances = 0.5 + 0.5 * np.tanh(table @ weights / 2)
        slope = table.T @ (chances - right) + pull @ weights
        curve = (table * (chances * (1 - chances))[:, None]).T @ table + pull
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-9:  # noqa: PLR2004 (none at all, in floating point)
            break
    own = weights[1:] / spreads
    return Calibration(
        intercept=float(weights[0] - own @ means), **dict(zip(NAMES, own.tolist(), strict=True))
    )


def left_out(seen: Sequence[Seen]) -> Judged:
    """Each report's events under a fit on the events of all other reports."""
    fits = {
        report: fit([one for one in seen if one.report != report]) for report in {one.report for one in seen}
    }
    return Judged.of([fits[one.report].chance(one.signs) for one in seen], [one.right for one in seen])


def under(calibration: Calibration, seen: Sequence[Seen]) -> Judged:
    """All events under one calibration."""
    return Judged.of([calibration.chance(one.signs) for one in seen], [one.right for one in seen])


def main(argv: list[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m training.calibrate",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("gold", type=Path)
    options = parser.parse_args(argv)
    engine = load_engine(options.folder)
    seen = list(look(engine, [read_gold(line) for line in read_lines(options.gold, keys=KEYS)]))
    reports = len({one.report for one in seen})
    if reports < 2:  # noqa: PLR2004 (one to fit on, one to measure on)
        sys.exit(f"The engine finds events in {reports} reports of {options.gold}; a fit needs two or more.")
    print(f"{len(seen)} events of {reports} reports, {sum(one.right for one in seen)} of them right")
    calibration, judged = fit(seen), left_out(seen)
    print("\n".join(f"{name:<10} {weight:>7.3f}" for name, weight in calibration.to_dict().items()))
    print(f"\nbefore: the network's own chance for the type\n{figures(under(Calibration(), seen))}")
    print(f"\nafter: on reports left out of the fit\n{figures(judged)}")
    settings = read_settings(options.folder)
    settings["calibration"] = {
        **{name: round(weight, 4) for name, weight in calibration.to_dict().items()},
        "reports": reports,
        "ece": round(calibration_error(judged, like_size(judged)), 3),
    }
    write_settings(options.folder, settings)


if __name__ == "__main__":
    main()
