"""A town and the division called after it: which of the two a mention means.

"Fighting in Marj" is told of the town; "Tal, Marj" and "the province of Marj" of the division around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import Feature
from dateline.resolving.geometry import km_between, point_of
from dateline.resolving.placing.choosing import Choice
from dateline.resolving.placing.extents import radius_of
from dateline.resolving.placing.kinds import DIVISIONS, SETTLED
from dateline.resolving.placing.lookup import SAME
from dateline.resolving.placing.senses import fold, holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dateline.domain import Place, Span, Unresolved
    from dateline.resolving.placing.mentions import Mention

# Of a division's people, from which a town of its name is what it is called after: Idlib has 29 % of its
# province, Quebec 8 %, the town of Indiana none of the state.
SEAT = 0.15
IN_TOWN_KM = 5.0  # beyond the built-up town: its suburbs


def held_by(mentions: Iterable[Mention]) -> dict[Span, list[Mention]]:
    """For the core of each mention that the text names as what holds others: those others."""
    found: dict[Span, list[Mention]] = {}
    for one in mentions:
        for core in (*one.stated, *one.loose):
            found.setdefault(core, []).append(one)
    return found


def meant(
    mention: Mention, choice: Choice, inner: Sequence[Mention], choices: Mapping[Span, Choice | Unresolved]
) -> Place:
    """The place that one mention of a sense means: the one chosen, or its namesake, town or division.

    `inner` are the mentions that the text puts into this one.
    """
    place = choice.best.place
    kind = choice.sense.kind
    asked = kind.features if kind else frozenset()
    if asked & {place.feature}:
        return place
    towns = list(_seats(choice)) if place.feature in DIVISIONS else [place]
    town = _largest(towns) if place.feature in DIVISIONS or place.feature in SETTLED else None
    if town is None:
        return place
    holding = mention.relation is None and any(not _lies_in_town(one, town, choices) for one in inner)
    if not (holding or asked & DIVISIONS):
        return town
    if place.feature in DIVISIONS or asked & SETTLED:
        return place
    return (
        _largest(one for one in _namesakes(choice) if one.feature in DIVISIONS and holds(one, place)) or place
    )


def _lies_in_town(inner: Mention, town: Place, choices: Mapping[Span, Choice | Unresolved]) -> bool:
    """Whether what the text puts into a place fits into the town: a street, or a place that lies there."""
    choice = choices.get(inner.core)
    if isinstance(choice, Choice):
        place = choice.best.place
        return km_between(point_of(place), point_of(town)) <= radius_of(town) + IN_TOWN_KM
    return inner.kind is not None and (inner.kind.is_quarter or inner.kind.is_ground)


def has_province(choice: Choice) -> bool:
    """Whether the first division around the chosen town bears its name, too."""
    place = choice.best.place
    return any(one.feature is Feature.ADMIN1 and holds(one, place) for one in _namesakes(choice))


def _seats(choice: Choice) -> Iterator[Place]:
    """The towns of the chosen division's name that it may be called after."""
    division = choice.best.place
    for one in choice.sense.candidates:
        own = one.closeness >= SAME and fold(one.matched) == fold(one.place.name)
        large = one.place.population >= SEAT * division.population
        if own and large and one.place.feature in SETTLED and holds(division, one.place):
            yield one.place


def _namesakes(choice: Choice) -> list[Place]:
    same = [one.place for one in choice.sense.candidates if one.closeness >= SAME]
    return [place for place in same if place.id != choice.best.place.id]


def _largest(places: Iterable[Place]) -> Place | None:
    return max(places, key=lambda place: (place.population, place.id), default=None)
