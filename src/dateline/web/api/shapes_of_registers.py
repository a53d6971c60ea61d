"""Shapes of registers: what answers on sources, actors and places look like."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict  # as in shapes

from dateline.domain import ActorClass, SourceKind
from dateline.web.api.shapes import Id, Url, one_of  # noqa: TC001 -- pydantic reads them


class Source(TypedDict):
    """A publisher of reports: what kind of source it is, and on whose side."""

    id: Id
    name: str
    url: Url
    api: Url
    kind: Annotated[str, one_of(SourceKind, "What kind of source it is.")]
    country: Annotated[str, Field(description="ISO 3166-1 alpha-3; empty where it is not known.")]
    alignment: Annotated[
        str, Field(description="The key of the actor whose side it is on; empty if none is known.")
    ]
    owner: Annotated[str, Field(description="The key of who owns it; may be empty.")]
    homepage: str
    showable: Annotated[bool, Field(description="Whether its pages may be shown to readers whole.")]
    incidents: Annotated[Url, Field(description="The list of incidents that it tells of.")]


class Actor(TypedDict):
    """Somebody who has a part in incidents."""

    key: str
    name: str
    url: Url
    api: Url
    kind: Annotated[str, one_of(ActorClass, "What kind of actor it is.", empty=True)]
    country: Annotated[str, Field(description="ISO 3166-1 alpha-2; empty where it is not known.")]
    alignment: Annotated[
        str, Field(description="The key of the actor whose side it is on; empty if none is known.")
    ]
    wikidata: Annotated[str, Field(description="Its item in Wikidata, as in Q12345; may be empty.")]
    incidents: Annotated[Url, Field(description="The list of incidents that it has a part in.")]


class PlaceListed(TypedDict):
    """A place where incidents were. No point is given where it is a country or a division."""

    key: str
    name: str
    url: Url
    api: Url
    country: Annotated[str, Field(description="ISO 3166-1 alpha-2; empty where it is not known.")]
    admin1: Annotated[str, Field(description="The first division of the country, by its name; may be empty.")]
    lat: Annotated[float | None, Field(description="Degrees north (WGS 84).")]
    lon: Annotated[float | None, Field(description="Degrees east (WGS 84).")]
    incidents: Annotated[Url, Field(description="The list of incidents there.")]
