"""Matching: the accounts of one report and those of others that may be one happening with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from dateline.linking.sketching import Sketch


def matches(
    sketches: Sequence[Sketch],
    near: Callable[[Sketch], Iterable[Sketch]],
    score: Callable[[Sketch, Sketch], float],
    least: float,
) -> Iterator[tuple[str, str, float, bool]]:
    """The pairs of accounts of one report and of others with chances of `least` or more, and which count.

    Two reports tell of one happening in one account each: of the accounts of another report only that counts
    which is likeliest, and for which in turn this one is.
    """
    chances: dict[tuple[str, str], float] = {}
    of: dict[str, str] = {}
    for one in sketches:
        for other in near(one):
            if (chance := score(one, other)) >= least:
                chances[one.key, other.key] = chance
                of |= {one.key: one.report, other.key: other.report}
    best: dict[tuple[str, str], tuple[float, str]] = {}
    for (here, there), chance in sorted(chances.items()):
        for ref, beside in ((here, there), (there, here)):
            key = (ref, of[beside])
            if key not in best or chance > best[key][0]:
                best[key] = (chance, beside)
    for (here, there), chance in chances.items():
        likeliest = best[here, of[there]][1] == there and best[there, of[here]][1] == here
        yield here, there, chance, likeliest
