"""Which place each name means, for all names of a report together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from dateline.resolving.placing.marks import LENT, OWN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.resolving.placing.evidence import Evidence, Floats

ROUNDS = 4


def weigh(evidence: Evidence, weights: Floats) -> tuple[Floats, Floats]:
    """The chance of every candidate of a report, and the marks it rests on.

    First each name is judged alone; then, in rounds, by what the others lend it: each place that is sure by
    then pulls the others to its country and neighbourhood.
    """
    chances = evidence.chances(evidence.own @ weights[: len(OWN)])
    marks = evidence.marks(chances)
    for _ in range(ROUNDS):
        chances = evidence.chances(marks @ weights)
        marks = evidence.marks(chances)
    return evidence.chances(marks @ weights), marks


def as_vector(weights: Mapping[str, float]) -> Floats:
    """The weights in the order of the marks."""
    return np.array([weights[mark] for mark in (*OWN, *LENT)])
