"""A town and the division called after it: which of the two a mention means.

"Fighting in Marj" is told of the town; "Tal, Marj" and "the province of Marj" of the division around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import Feature
from dateline.resolving.geometry import km_between, point_of
from dateline.resolving.placing.choosing import Choice
from dateline.resolving.placing.kinds import DIVISIONS, SETTLED, split_kind
from dateline.resolving.placing.lookup import SAME
from dateline.resolving.placing.relations import Manner
from dateline.resolving.placing.senses import METROPOLIS, fold, holds
from dateline.resolving.romanising import normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dateline.domain import Place, Span, Unresolved
    from dateline.resolving.placing.extents import Extents
    from dateline.resolving.placing.mentions import Mention

# Of a division's people, from which a town of its name is what it is called after: Idlib has 29 % of its
# province, Quebec 8 %, the town of Indiana none of the state.
SEAT = 0.15
IN_TOWN_KM = 5.0  # beyond the built-up town: its suburbs
# Words that Arabic names of villages and hills begin with: a quarter of a town seldom bears one.
_VILLAGE_WORDS = frozenset(
    {"kafr", "kfar", "kafar", "tell", "tel", "tal", "tall", "khirbet", "khirbat", "beit", "bayt", "umm", "um"}
    | {"ain", "ayn", "deir", "dayr", "maarat", "maaret", "maarrat", "jabal", "jebel", "wadi"}
)


def held_by(mentions: Iterable[Mention]) -> dict[Span, list[Mention]]:
    """For the core of each mention that the text names as what holds others: those others."""
    found: dict[Span, list[Mention]] = {}
    for one in mentions:
        for core in (*one.stated, *one.loose):
            found.setdefault(core, []).append(one)
    return found


def meant(
    mention: Mention,
    choice: Choice,
    inner: Sequence[Mention],
    choices: Mapping[Span, Choice | Unresolved],
    extents: Extents,
) -> Place:
    """The place that one mention of a sense means: the one chosen, or its namesake, town or division.

    `inner` are the mentions that the text puts into this one.
    """
    place = choice.best.place
    kind = mention.kind or split_kind(choice.sense.name)[1]
    asked = kind.features if kind else frozenset()
    if asked & {place.feature}:
        return place
    if not asked & DIVISIONS and (city := _far_city(choice, choices)):
        return city
    towns = list(_seats(choice)) if place.feature in DIVISIONS else [place]
    town = _largest(towns) if place.feature in DIVISIONS or place.feature in SETTLED else None
    if town is None:
        return place
    whole = mention.relation is None or mention.relation.manner in {Manner.PART, Manner.SECTION}
    holding = whole and any(_lies_outside(one, town, choices, extents) for one in inner)
    if not (holding or asked & DIVISIONS):
        return town
    if place.feature in DIVISIONS or asked & SETTLED:
        return place
    around = (one for one in _namesakes(choice) if one.feature in DIVISIONS and holds(one, place))
    return _largest(around) or place


def _far_city(choice: Choice, choices: Mapping[Span, Choice | Unresolved]) -> Place | None:
    """The city that a first division is not called after but is less known than: Washington.

    None where the report names any place in that division.
    """
    division = choice.best.place
    if division.feature is not Feature.ADMIN1 or any(True for _ in _seats(choice)):
        return None
    others = (one.best.place for one in choices.values() if isinstance(one, Choice) and one is not choice)
    if any(holds(division, place) for place in others):
        return None
    named = (place for place in _namesakes(choice) if normal(place.name) == normal(choice.best.matched))
    return _largest(
        place
        for place in named
        if place.feature is Feature.TOWN
        and place.country == division.country
        and place.population >= METROPOLIS
    )


def _lies_outside(
    inner: Mention, town: Place, choices: Mapping[Span, Choice | Unresolved], extents: Extents
) -> bool:
    """Whether what the text puts into a place does not fit into the town: a village, a town afar."""
    if inner.kind is not None and inner.kind.is_quarter:
        return False
    choice = choices.get(inner.core)
    if isinstance(choice, Choice):
        place = choice.best.place
        return km_between(point_of(place), point_of(town)) > extents.radius(town) + IN_TOWN_KM
    if inner.kind is not None:
        return inner.kind.is_outlying
    return fold(inner.words).split()[0] in _VILLAGE_WORDS


def province_around(choice: Choice, town: Place) -> Place | None:
    """The first division around a town that bears its name, too."""
    held = (one for one in _namesakes(choice) if one.feature is Feature.ADMIN1 and holds(one, town))
    return next(held, None)


def _seats(choice: Choice) -> Iterator[Place]:
    """The towns of the chosen division's name that it may be called after."""
    division = choice.best.place
    for one in choice.sense.candidates:
        uncounted = not one.place.population and division.feature is not Feature.ADMIN1
        large = uncounted or one.place.population >= SEAT * division.population
        if one.closeness >= SAME and large and one.place.feature in SETTLED and holds(division, one.place):
            yield one.place


def _namesakes(choice: Choice) -> list[Place]:
    """The places of the name, the chosen one among them."""
    return [one.place for one in choice.sense.candidates if one.closeness >= SAME]


def _largest(places: Iterable[Place]) -> Place | None:
    return max(places, key=lambda place: (place.population, place.id), default=None)
