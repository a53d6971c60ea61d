"""Asking: what a page, a feed, a file or the API is asked for by its address, read by this one module.

sought = Sought.of(request.GET)    # the filters of FILTERS
sought.incidents()                 # the published incidents that it asks for, in no order
sought.refused                     # pairs of a filter and a value that it does not take
sought.query(type="airstrike")     # the same as a query string, with something else instead
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final, Self
from urllib.parse import urlencode
from uuid import UUID

from dateline.domain import EventType, Grade, PlacePrecision, Standing
from dateline.web.archive.asking import Meant, Parameters, country
from dateline.web.archive.models import Incident, SearchKind
from dateline.web.archive.models.happenings import Bounds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import QueryDict

    from dateline.web.archive.models.incidents import IncidentQuerySet

FILTERS: Final = (
    *("from", "to", "type", "country", "place", "actor", "source"),
    *("grade", "standing", "precision", "q", "bbox"),
)
"""The filters of an address, in the order in which `Sought.query` writes them."""
_LONGEST = 200  # signs of a name: no actor's or place's has more


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What an address asks for. Several values of one filter mean any of them; several filters, all.

    `places` and `actors` are ids or names, as they were written; `refused` are pairs of a filter and a value
    that it does not take, which is passed over.
    """

    first: date | None = None
    last: date | None = None
    types: tuple[EventType, ...] = ()
    countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    sources: tuple[UUID, ...] = ()
    grades: tuple[Grade, ...] = ()
    standings: tuple[Standing, ...] = ()
    precisions: tuple[PlacePrecision, ...] = ()
    words: str = ""
    bounds: Bounds | None = None
    refused: tuple[tuple[str, str], ...] = ()
    meant: Meant = field(default_factory=Meant, compare=False, repr=False)

    @classmethod
    def of(cls, params: QueryDict) -> Self:
        """What the parameters of an address ask for."""
        reading = Parameters(params)
        return cls(
            first=reading.one("from", date.fromisoformat),
            last=reading.one("to", date.fromisoformat),
            types=reading.many("type", EventType),
            countries=reading.many("country", country),
            places=reading.many("place", _name),
            actors=reading.many("actor", _name),
            sources=reading.many("source", UUID),
            grades=reading.many("grade", Grade),
            standings=reading.many("standing", Standing),
            precisions=reading.many("precision", PlacePrecision),
            words=reading.text("q"),
            bounds=reading.one("bbox", bounds_of),
            refused=tuple(reading.refused),
        )

    def incidents(self) -> IncidentQuerySet:
        """The published incidents that are asked for, in no order.

        Within bounds are those that have a point there: where no more than a country is known, none has.
        """
        said = {"grade": self.grades, "standing": self.standings, "place_precision": self.precisions}
        narrowed = {f"{name}__in": values for name, values in said.items() if values}
        found = Incident.objects.published().filter(**narrowed).between(self.first, self.last)
        if self.places:
            found = found.at_place(*(each for one in self.places for each in self.meant.places(one)))
        if self.actors:
            found = found.by_actor(*(each for one in self.actors for each in self.meant.actors(one)))
        if self.sources:
            found = found.told_by(*self.sources)
        if self.words:
            found = found.filter(pk__in=self.meant.matching(self.words, SearchKind.INCIDENT))
        if self.types:
            found = found.of_type(*self.types)
        if self.countries:
            found = found.in_country(*self.countries)
        if self.bounds:
            found = found.within(self.bounds).exclude(place_precision=PlacePrecision.COUNTRY)
        return found

    def values(self) -> dict[str, tuple[str, ...]]:
        """The filters that are set, each with its values as an address has them."""
        written: dict[str, tuple[str, ...]] = {
            "from": (self.first.isoformat(),) if self.first else (),
            "to": (self.last.isoformat(),) if self.last else (),
            "type": tuple(one.value for one in self.types),
            "country": self.countries,
            "place": self.places,
            "actor": self.actors,
            "source": tuple(str(one) for one in self.sources),
            "grade": tuple(one.value for one in self.grades),
            "standing": tuple(one.value for one in self.standings),
            "precision": tuple(one.value for one in self.precisions),
            "q": (self.words,) if self.words else (),
            "bbox": (bbox_of(self.bounds),) if self.bounds else (),
        }
        return {name: written[name] for name in FILTERS if written[name]}

    def query(self, **instead: str | Iterable[str] | None) -> str:
        """The filters as a query string without its "?"; what was refused is not in it.

        Args:
            instead: Filters to set anew; None takes one out. "from" is given as `**{"from": …}`. What is no
                filter ("page") is put at the end.
        """
        anew = {
            name: (value,) if isinstance(value, str) else tuple(value or ())
            for name, value in instead.items()
        }
        names = (*FILTERS, *(name for name in anew if name not in FILTERS))
        values = self.values() | anew
        return urlencode([(name, value) for name in names for value in values.get(name, ()) if value])


def bounds_of(written: str) -> Bounds:
    """A stretch of the map from "west,south,east,north" in degrees, as GeoJSON orders them.

    West may lie east of east: then the stretch crosses the date line. Degrees past 180, as a map writes that
    was turned round the world, are turned back.

    Raises:
        ValueError: It is none.
    """
    west, south, east, north = (float(part) for part in written.split(","))
    if not (-90 <= south <= north <= 90 and abs(west) <= 1080 and abs(east) <= 1080):  # noqa: PLR2004 (degrees)
        raise ValueError(written)  # what is no number is refused here, too: it is not between any
    if east - west >= 360:  # noqa: PLR2004
        return Bounds(south=south, west=-180.0, north=north, east=180.0)
    return Bounds(south=south, west=_turned(west), north=north, east=_turned(east))


def bbox_of(bounds: Bounds) -> str:
    """A stretch of the map as an address has it."""
    return ",".join(
        f"{degrees:.5f}".rstrip("0").rstrip(".")
        for degrees in (bounds.west, bounds.south, bounds.east, bounds.north)
    )


def _turned(lon: float) -> float:
    return lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180  # noqa: PLR2004


def _name(written: str) -> str:
    """A name or an id in one line.

    Raises:
        ValueError: It is too long for one.
    """
    name = " ".join(written.replace("\0", " ").split())
    if not name or len(name) > _LONGEST:
        raise ValueError(written)
    return name
