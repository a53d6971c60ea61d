"""Fits the weights of the ranking of places: `python -m bench.fit_places FILES`, on half of LGL and GeoVirus.

The ranking is a conditional logit: the chance of a candidate is the exponential of its weighed marks over
the sum of those of all candidates of the name. Marks that other names lend depend on the chances themselves,
so weights and marks are found in turns: the marks under the weights so far; then the weights that make the
gold places likeliest under these marks (by Adam), drawn a little towards where they started; then half the
step there.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import click
import numpy as np
from numpy.typing import NDArray

from bench.engines import default_engine
from bench.lines import IN, english_report, read_lines, watched
from bench.places import NEAR_KM, NEARER_KM, is_fitted, key_of
from dateline.adapters.gazetteer import load_gazetteer
from dateline.pipeline import code
from dateline.resolving.geometry import km_between, point_of
from dateline.resolving.placing.demonyms import demonyms
from dateline.resolving.placing.evidence import Evidence
from dateline.resolving.placing.lookup import Lookup
from dateline.resolving.placing.marks import MARKS
from dateline.resolving.placing.mentions import read_mentions
from dateline.resolving.placing.ranking import as_vector, weigh
from dateline.resolving.placing.senses import read_senses
from dateline.resolving.placing.weights import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bench.lines import Line
    from dateline.coding.engine import Engine
    from dateline.resolving.placing.evidence import Floats
    from dateline.resolving.ports import Gazetteer

Ints: TypeAlias = NDArray[np.intp]

# The sets say too little about these: their texts name hardly any plots of ground, seldom say "in the
# province of", and come without a home. Set by hand on made-up reports: what the text says has to prevail.
BY_HAND = ("ground", "people", "home", "stated", "close")
TURNS, STEPS, RATE, PULL = 8, 60, 0.1, 0.003


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One gold toponym: where its candidates stand in the evidence of its text, and which are right."""

    evidence: Evidence
    rows: slice
    right: Floats


def questions(line: Line, engine: Engine, gazetteer: Gazetteer) -> Iterator[Question]:
    """The toponyms of a text whose candidates hold both right and wrong places.

    Right are those within 25 km of the gold point, or the nearest, if that lies within 161 km.
    """
    coding = code(english_report({"date": None, **line, "id": key_of(line)}), engine)
    lookup = Lookup(gazetteer)
    senses = read_senses(read_mentions(coding, lookup.known), lookup)
    evidence = Evidence(senses, Counter(code for *_, code in demonyms(line["text"])), None)
    left = {one.core: at for at, sense in enumerate(senses) for one in sense.mentions}
    for gold in line["toponyms"]:
        core = next((core for core in left if core.start < gold["end"] and gold["start"] < core.end), None)
        if core is None:
            continue
        rows = evidence.rows(left.pop(core))
        places = [one.place for one in evidence.candidates[rows]]
        km = np.array([km_between((gold["lat"], gold["lon"]), point_of(place)) for place in places])
        if not places or km.min() > NEAR_KM:
            continue
        right = km <= max(NEARER_KM, km.min())
        if not right.all():
            yield Question(evidence=evidence, rows=rows, right=right.astype(np.float64))


def fit(asked: Sequence[Question], start: Floats, turns: int = TURNS) -> Floats:
    """The weights, from `start`, under which the right candidates are likeliest."""
    free = np.array([mark not in BY_HAND for mark in MARKS], dtype=np.float64)
    weights = start
    for turn in range(turns):
        marks = _marks(asked, weights)
        found, loss = _climbed(marks, asked, weights, start, free)
        weights = (weights + found) / 2
        click.echo(f"turn {turn + 1}: loss {loss:.4f} over {len(asked)} toponyms")
    return weights


def _marks(asked: Sequence[Question], weights: Floats) -> Floats:
    """The marks of the candidates of all questions, one below the other."""
    tables = {id(one.evidence): one.evidence for one in asked}
    weighed = {key: weigh(evidence, weights)[1] for key, evidence in tables.items()}
    return np.concatenate([weighed[id(one.evidence)][one.rows] for one in asked])


def _climbed(
    marks: Floats, asked: Sequence[Question], weights: Floats, start: Floats, free: Floats
) -> tuple[Floats, float]:
    right = np.concatenate([one.right for one in asked])
    sizes = np.array([len(one.right) for one in asked], dtype=np.intp)
    starts = np.cumsum(sizes) - sizes
    mean, spread = np.zeros(len(weights)), np.zeros(len(weights))
    loss = 0.0
    for step in range(1, STEPS + 1):
        chances = _softmax(marks @ weights, starts, sizes)
        good = np.add.reduceat(chances * right, starts)
        loss = float(-np.log(good).mean())
        wanted = chances * right / np.repeat(good, sizes)
        slope = marks.T @ (chances - wanted) / len(asked) + PULL * (weights - start)
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        stride = (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
        weights = weights - RATE * stride * free
    return weights, loss


def _softmax(scores: Floats, starts: Ints, sizes: Ints) -> Floats:
    raised = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
    return np.asarray(raised / np.repeat(np.add.reduceat(raised, starts), sizes))


@click.command()
@click.argument("files", metavar="FILES...", type=IN, nargs=-1, required=True)
def main(files: tuple[Path, ...]) -> None:
    """Fit the weights on the half of the texts of FILES that bench.places does not hold out; print them.

    Each file has one text a line: {"id", "text", "toponyms": [{"start", "end", "lat", "lon"}, ...]}. What is
    printed belongs into src/dateline/resolving/placing/weights.py.
    """
    engine, gazetteer = default_engine(), load_gazetteer()
    lines = [line for path in files for line in read_lines(path, keys=("id", "text", "toponyms"))]
    fitted = [line for line in lines if is_fitted(line)]
    asked = [one for line in watched(fitted, "reading texts") for one in questions(line, engine, gazetteer)]
    weights = fit(asked, as_vector(WEIGHTS))
    click.echo(
        json.dumps({mark: round(float(w), 2) for mark, w in zip(MARKS, weights, strict=True)}, indent=4)
    )


if __name__ == "__main__":
    main()
