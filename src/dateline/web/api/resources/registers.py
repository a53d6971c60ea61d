"""Sources, actors and places: those that published incidents speak of."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID  # noqa: TC003 -- ninja reads it from the signature

from django.http import Http404, HttpResponsePermanentRedirect
from ninja import Query, Router  # noqa: TC002 -- as above

from dateline.web.api import shapes_of_lists, shapes_of_registers
from dateline.web.api.answers import answered, as_feature, as_json, as_table
from dateline.web.api.asked import (
    ACTORS,
    BY_ID,
    PLACES,
    ActorsAsked,
    One,
    PlacesAsked,
    SourcesAsked,
)
from dateline.web.api.forms import Asking, Form  # noqa: TC001 -- as above
from dateline.web.api.resources.lists import listed
from dateline.web.api.resources.reading import ALL, reads
from dateline.web.api.told import registers as telling
from dateline.web.api.told.addresses import Addresses
from dateline.web.archive.models import Source, SourceName
from dateline.web.archive.packing import storable
from dateline.web.press.atlas import registers as known
from dateline.web.press.claims.public import sources_shown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from django.http.response import HttpResponseBase

router = Router()
_LONGEST = 200


@reads(
    router,
    "sources",
    name="sources",
    asked=SourcesAsked,
    shape=shapes_of_lists.SourceList,
    tag="Sources",
    summary="Sources, in the order in which they came",
)
def sources(request: Asking, asked: Query[SourcesAsked]) -> HttpResponseBase:
    """The sources whose reports published incidents are made of."""
    to = Addresses(request)

    def told(keys: Sequence[Any]) -> list[shapes_of_registers.Source]:
        return [telling.source_of(row, to) for row in Source.objects.filter(pk__in=keys).order_by("pk")]

    return listed(
        request,
        asked,
        sources_shown(),
        BY_ID,
        name="sources",
        told=told,
        columns=telling.SOURCE_COLUMNS,
        cells=lambda keys: telling.source_cells(told(keys)),
        changes=("name", "kind", "country", "alignment", "owner", "homepage", "showable"),
    )


@reads(
    router,
    "sources/{uuid:pk}",
    name="source",
    asked=One,
    shape=shapes_of_registers.Source,
    tag="Sources",
    summary="One source",
)
def source(request: Asking, pk: UUID, asked: Query[One]) -> HttpResponseBase:  # noqa: ARG001 -- for the description
    """What kind of source it is and on whose side. One that became part of another leads there."""
    to = Addresses(request)
    row = sources_shown().filter(pk=pk).first()
    if row is None:
        former = SourceName.objects.filter(former=pk).values_list("source", flat=True).first()
        if former is None:
            raise Http404
        return HttpResponsePermanentRedirect(to.of("api:source", former))
    told = telling.source_of(row, to)

    def make() -> HttpResponseBase:
        if request.form is Form.CSV:
            return as_table(telling.SOURCE_COLUMNS, telling.source_cells([told]), name=f"source-{pk}")
        return as_json(told)

    return answered(request, key=repr(told), changed=None, make=make)


@reads(
    router,
    "actors",
    name="actors",
    asked=ActorsAsked,
    shape=shapes_of_lists.ActorList,
    tag="Actors",
    summary="Actors, in the order of their keys",
)
def actors(request: Asking, asked: Query[ActorsAsked]) -> HttpResponseBase:
    """Those of the register of actors who have a part in published incidents."""
    to = Addresses(request)

    @cache
    def told(*keys: str) -> list[shapes_of_registers.Actor]:
        return telling.actors_told(keys, to)

    return listed(
        request,
        asked,
        known.actors(),
        ACTORS,
        name="actors",
        told=lambda keys: told(*keys),
        columns=telling.ACTOR_COLUMNS,
        cells=lambda keys: telling.actor_cells(told(*keys)),
        beside=lambda keys: told(*keys),
    )


@reads(
    router,
    "actors/{path:key}",
    name="actor",
    asked=One,
    shape=shapes_of_registers.Actor,
    tag="Actors",
    summary="One actor",
)
def actor(request: Asking, key: str, asked: Query[One]) -> HttpResponseBase:  # noqa: ARG001 -- for the description
    """An actor as the register has it; `incidents` leads to the list of those that it has a part in."""
    key = storable(key, _LONGEST)
    if key not in known.actors():
        raise Http404
    told = telling.actors_told([key], Addresses(request))

    def make() -> HttpResponseBase:
        if request.form is Form.CSV:
            return as_table(telling.ACTOR_COLUMNS, telling.actor_cells(told), name="actor")
        return as_json(told[0])

    return answered(request, key=repr(told), changed=None, make=make)


@reads(
    router,
    "places",
    name="places",
    asked=PlacesAsked,
    shape=shapes_of_lists.PlaceList,
    forms=ALL,
    tag="Places",
    summary="Places, in the order of their keys",
)
def places(request: Asking, asked: Query[PlacesAsked]) -> HttpResponseBase:
    """The places of published incidents. One that is a country or a division has no point."""
    found = known.places([one.upper() for one in asked.country])
    to = Addresses(request)

    @cache
    def told(*keys: str) -> list[shapes_of_registers.PlaceListed]:
        return telling.places_told(keys, found, to)

    return listed(
        request,
        asked,
        list(found),
        PLACES,
        name="places",
        told=lambda keys: told(*keys),
        columns=telling.PLACE_COLUMNS,
        cells=lambda keys: telling.place_cells(told(*keys)),
        features=lambda keys: telling.place_features(told(*keys)),
        beside=lambda keys: told(*keys),
    )


@reads(
    router,
    "places/{path:key}",
    name="place",
    asked=One,
    shape=shapes_of_registers.PlaceListed,
    forms=ALL,
    tag="Places",
    summary="One place",
)
def place(request: Asking, key: str, asked: Query[One]) -> HttpResponseBase:  # noqa: ARG001 -- for the description
    """A place as published incidents have it; `incidents` leads to the list of those there."""
    told = telling.places_told([storable(key, _LONGEST)], known.places(), Addresses(request))
    if not told:
        raise Http404

    def make() -> HttpResponseBase:
        match request.form:
            case Form.CSV:
                return as_table(telling.PLACE_COLUMNS, telling.place_cells(told), name="place")
            case Form.GEOJSON:
                return as_feature(telling.place_feature(told[0]))
            case _:
                return as_json(told[0])

    return answered(request, key=repr(told), changed=None, make=make)
