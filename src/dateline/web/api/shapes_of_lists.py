"""Shapes of lists: a page of each kind of thing, and the address of the next."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict  # as in shapes

from dateline.web.api.shapes import Claim, Incident, Url  # noqa: TC001 -- pydantic reads them
from dateline.web.api.shapes_of_briefings import Briefing, Correction, Series  # noqa: TC001 -- as above
from dateline.web.api.shapes_of_registers import Actor, PlaceListed, Source  # noqa: TC001 -- as above

_NEXT = "The address of the next page; null on the last."


class IncidentList(TypedDict):
    """A page of incidents, the newest day first; those without a day come last."""

    items: list[Incident]
    next: Annotated[Url | None, Field(description=_NEXT)]


class ClaimList(TypedDict):
    """A page of claims, what came last first."""

    items: list[Claim]
    next: Annotated[Url | None, Field(description=_NEXT)]


class BriefingList(TypedDict):
    """A page of briefings, the newest first."""

    items: list[Briefing]
    next: Annotated[Url | None, Field(description=_NEXT)]


class CorrectionList(TypedDict):
    """A page of corrections, the newest first."""

    items: list[Correction]
    next: Annotated[Url | None, Field(description=_NEXT)]


class SeriesList(TypedDict):
    """A page of series, in the order of their slugs."""

    items: list[Series]
    next: Annotated[Url | None, Field(description=_NEXT)]


class SourceList(TypedDict):
    """A page of sources, in the order in which they came."""

    items: list[Source]
    next: Annotated[Url | None, Field(description=_NEXT)]


class ActorList(TypedDict):
    """A page of actors, in the order of their keys."""

    items: list[Actor]
    next: Annotated[Url | None, Field(description=_NEXT)]


class PlaceList(TypedDict):
    """A page of places, in the order of their keys."""

    items: list[PlaceListed]
    next: Annotated[Url | None, Field(description=_NEXT)]
