"""How a division lies, as its towns tell it: its middle, and how far it reaches."""

from __future__ import annotations

from math import cos, radians
from statistics import median
from typing import TYPE_CHECKING, TypeAlias

from dateline.resolving.geometry import km_between

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.resolving.geometry import Point

    Flat: TypeAlias = tuple[float, float]

LEAST_KM = 5.0  # the reach of a division with one town
NEARLY_ALL = 0.95  # a few towns are listed under the wrong division, on the other side of the country
STRAY = 2.5  # a town that lies so many times farther out than all but a few is one of these


def middle(points: Sequence[Point]) -> Point:
    """The middle of the land that some towns lie in: the centre of mass of their convex hull.

    Their mean would lean to where towns stand close. On the 48 contiguous United States and their capital the
    hull's middle lies 11 km from the state's (Natural Earth, 1:10m) in the median and 67 at most, the mean of
    the towns 41 and 172, the middle of the box around them 26 and 155.
    """
    kept = _without_strays(_on_one_side(points))
    squeeze = cos(radians(median(lat for lat, _ in kept)))
    x, y = _centre_of_mass(_hull([(lon * squeeze, lat) for lat, lon in kept]))
    return round(y, 5), round((x / squeeze + 540) % 360 - 180, 5)


def reach(centre: Point, points: Sequence[Point]) -> float:
    """How many kilometres from `centre` nearly all of `points` lie."""
    distances = sorted(km_between(centre, point) for point in points)
    return max(LEAST_KM, round(distances[int((len(distances) - 1) * NEARLY_ALL)], 1))


def _without_strays(points: list[Point]) -> list[Point]:
    home = (median(lat for lat, _ in points), median(lon for _, lon in points))
    far = STRAY * reach(home, points)
    kept = [point for point in points if km_between(home, point) <= far]
    return kept if len(kept) >= NEARLY_ALL * len(points) else points


def _on_one_side(points: Sequence[Point]) -> list[Point]:
    """The points with longitudes that do not jump: Fiji and Chukotka lie across the date line."""
    longitudes = [lon for _, lon in points]
    across = max(longitudes) - min(longitudes) > 180  # noqa: PLR2004 (half the globe)
    return [(lat, lon % 360 if across else lon) for lat, lon in points]


def _hull(points: list[Flat]) -> list[Flat]:
    """The corners of the convex hull, by Andrew's monotone chain."""
    ordered = sorted(set(points))
    if len(ordered) < 3:  # noqa: PLR2004 (a triangle is the least hull)
        return ordered
    return [*_chain(ordered), *_chain(ordered[::-1])]


def _chain(ordered: list[Flat]) -> list[Flat]:
    """The corners on one side; the last is the first of the other side."""
    chain: list[Flat] = []
    for point in ordered:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain[:-1]


def _turn(a: Flat, b: Flat, c: Flat) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _centre_of_mass(corners: list[Flat]) -> Flat:
    x = y = area = 0.0
    for one, other in zip(corners, corners[1:] + corners[:1], strict=True):
        cross = _turn(corners[0], one, other)
        area += cross
        x += (corners[0][0] + one[0] + other[0]) * cross / 3
        y += (corners[0][1] + one[1] + other[1]) * cross / 3
    if area < _NO_AREA:
        return sum(x for x, _ in corners) / len(corners), sum(y for _, y in corners) / len(corners)
    return x / area, y / area


_NO_AREA = 1e-9  # square degrees: the towns lie on a point or a line
