"""Naming: which actors and places somebody means who types a name, or who follows a link with an id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.web.archive.models import Event

if TYPE_CHECKING:
    from dateline.pipeline import Lookups


def actors_named(words: str, lookups: Lookups) -> list[str]:
    """The ids of the actors that `words` are an id or a name of; where nobody bears it, of the nearest."""
    register = lookups.register
    if register is None or register.actor(words, None):
        return [words]
    found = register.named(words, None) or register.nearly_named(words, None)
    return list(dict.fromkeys([words, *(actor.id for actor in found)]))


def places_named(words: str, lookups: Lookups) -> list[str]:
    """The ids of the places that `words` are an id or a name of; where none bears it, of the nearest."""
    if ":" in words:  # as the ids of places have it, and no name
        return [words]
    if lookups.gazetteer is None:
        told = Event.objects.told().filter(place_name__iexact=words).values_list("place", flat=True)
        return list(told.distinct())
    found = lookups.gazetteer.find(words)
    closest = [one for one in found if one.closeness == 1] or found
    return list(dict.fromkeys(one.place.id for one in closest))
