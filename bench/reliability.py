"""How far confidences can be taken at their word, and what a queue that is sorted by them is worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    Bins: TypeAlias = list[NDArray[np.int64]]  # the numbers of the events in each

BINS = 10
SHARES = {"surest quarter": 0.25, "surest half": 0.5, "surest three quarters": 0.75, "all": 1.0}
_DRAWS = 1000  # the mean of so many moves by less than 0.001 from seed to seed


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The confidences of N events, from 0 to 1, and whether each event was right."""

    confidences: NDArray[np.float64]
    right: NDArray[np.bool_]

    @classmethod
    def of(cls, confidences: list[float], right: list[bool]) -> Judged:
        """From two lists of like length."""
        return cls(confidences=np.array(confidences, dtype=np.float64), right=np.array(right, dtype=np.bool_))


def like_size(judged: Judged, bins: int = BINS) -> Bins:
    """The events in `bins` of like size, the least sure first."""
    order = np.argsort(judged.confidences, kind="stable")
    return [part for part in np.array_split(order, bins) if len(part)]


def like_width(judged: Judged, bins: int = BINS) -> Bins:
    """The events in `bins` of like width between 0 and 1, the least sure first; empty ones are left out."""
    numbers = np.minimum((judged.confidences * bins).astype(np.int64), bins - 1)
    return [np.flatnonzero(numbers == number) for number in np.unique(numbers)]


def calibration_error(judged: Judged, bins: Bins) -> float:
    """The expected calibration error: how far confidence and share right part in a bin, by its events."""
    return float(_errors(judged.confidences, judged.right[None], bins)[0])


def error_by_chance(judged: Judged, bins: Bins, seed: int = 0) -> tuple[float, float]:
    """The calibration error that confidences without fault would show on so few events.

    Which events are right is drawn by the confidences themselves, again and again. The mean over the
    draws, and what 19 of 20 of them stay under.
    """
    drawn = np.random.default_rng(seed).random((_DRAWS, len(judged.right))) < judged.confidences
    errors = _errors(judged.confidences, drawn, bins)
    return float(errors.mean()), float(np.quantile(errors, 0.95))


def brier(judged: Judged) -> float:
    """The mean squared distance of confidence and truth (Brier score): 0 is best."""
    return float(np.mean((judged.confidences - judged.right) ** 2))


def share_right(judged: Judged, share: float) -> float:
    """The share that is right among the surest `share` of the events; of equals the earlier is the surer."""
    order = np.argsort(-judged.confidences, kind="stable")
    return float(judged.right[order[: max(1, round(share * len(order)))]].mean())


def well_ordered(judged: Judged) -> float | None:
    """How often a right event is surer than a wrong one, over all pairs of them; a tie is half."""
    right, wrong = judged.confidences[judged.right], judged.confidences[~judged.right]
    if not len(right) or not len(wrong):
        return None
    ahead = right[:, None] - wrong[None, :]
    return float(np.mean((ahead > 0) + 0.5 * (ahead == 0)))


def figures(judged: Judged) -> str:
    """The reliability table, the errors and the queue, for printing."""
    return "\n".join([*_table(judged), *_summary(judged), *_queue(judged)])


def _errors(confidences: NDArray[np.float64], right: NDArray[np.bool_], bins: Bins) -> NDArray[np.float64]:
    """The calibration error of each row of `right` (rows, N)."""
    parted = [
        len(part) * np.abs(right[:, part].mean(axis=1) - confidences[part].mean())
        for part in bins
        if len(part)
    ]
    return np.asarray(np.sum(parted, axis=0) / len(confidences))


def _table(judged: Judged) -> Iterator[str]:
    yield "confidence   right  events"
    for part in like_size(judged):
        confidence, right = judged.confidences[part].mean(), judged.right[part].mean()
        yield f"     {confidence:.3f}   {right:.3f}  {len(part):>6}"


def _summary(judged: Judged) -> Iterator[str]:
    cuts: dict[str, Callable[[Judged], Bins]] = {"size": like_size, "width": like_width}
    for name, cut in cuts.items():
        bins = cut(judged)
        mean, most = error_by_chance(judged, bins)
        yield (
            f"ECE    {calibration_error(judged, bins):.3f}   {BINS} bins of like {name}; without fault "
            f"{mean:.3f}, in 19 of 20 draws under {most:.3f}"
        )
    alike = float(judged.right.mean())
    yield f"Brier  {brier(judged):.3f}   every event at {alike:.3f}: {alike * (1 - alike):.3f}"


def _queue(judged: Judged) -> Iterator[str]:
    for name, share in SHARES.items():
        yield f"right  {share_right(judged, share):.3f}   {name}"
    ordered = well_ordered(judged)
    if ordered is not None:
        yield f"order  {ordered:.3f}   of the pairs of a right and a wrong event have the right one surer"
