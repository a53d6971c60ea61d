"""Sources, actors and places as answers have them: those that published incidents speak of, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Max

from dateline.domain import PlacePrecision
from dateline.web.archive.models import EventActor, Incident
from dateline.web.archive.tasks_world import world

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from uuid import UUID

    from dateline.exporting.sheets import Cell
    from dateline.web.api import shapes_of_registers
    from dateline.web.api.told.addresses import Addresses
    from dateline.web.archive.models import Source

SOURCE_COLUMNS = ("id", "name", "url", "kind", "country", "alignment", "owner", "homepage", "showable")
ACTOR_COLUMNS = ("key", "name", "url", "kind", "country", "alignment", "wikidata")
PLACE_COLUMNS = ("key", "name", "url", "country", "admin1", "lat", "lon")


def source_of(row: Source, to: Addresses) -> shapes_of_registers.Source:
    """A source."""
    return {
        "id": str(row.pk),
        "name": row.name,
        "url": to.of("press:source", row.pk),
        "api": to.of("api:source", row.pk),
        "kind": row.kind,
        "country": row.country,
        "alignment": row.alignment,
        "owner": row.owner,
        "homepage": row.homepage,
        "showable": row.showable,
        "incidents": to.of("api:incidents", source=row.pk),
    }


def source_cells(told: Iterable[shapes_of_registers.Source]) -> Iterator[dict[str, Cell]]:
    """Sources as rows of a table."""
    for one in told:
        yield {**_cells(one, SOURCE_COLUMNS), "showable": "yes" if one["showable"] else "no"}


def actors_told(keys: Sequence[str], to: Addresses) -> list[shapes_of_registers.Actor]:
    """Actors by their keys: as the register has them, else as the events do."""
    register = world().lookups().register
    known = {key: actor for key in keys if register and (actor := register.actor(key, None))}
    rows = EventActor.objects.filter(actor__in=[key for key in keys if key not in known])
    called: dict[str, Mapping[str, str]] = {
        one["actor"]: {"name": one["name"], "cls": one["cls"], "country": one["country"]}
        for one in rows.order_by()
        .values("actor")
        .annotate(name=Max("name"), cls=Max("cls"), country=Max("country"))
    }
    found: list[shapes_of_registers.Actor] = []
    for key in keys:
        actor = known.get(key)
        words = called.get(key, {})
        found.append(
            {
                "key": key,
                "name": actor.name if actor else words.get("name") or key,
                "url": to.of("press:actor", key),
                "api": to.of("api:actor", key),
                "kind": actor.cls.value if actor else words.get("cls", ""),
                "country": (actor.country if actor else words.get("country")) or "",
                "alignment": (actor.alignment if actor else "") or "",
                "wikidata": (actor.wikidata if actor else "") or "",
                "incidents": to.of("api:incidents", actor=key),
            }
        )
    return found


def actor_cells(told: Iterable[shapes_of_registers.Actor]) -> Iterator[dict[str, Cell]]:
    """Actors as rows of a table."""
    for one in told:
        yield _cells(one, ACTOR_COLUMNS)


def places_told(
    keys: Sequence[str], known: Mapping[str, UUID], to: Addresses
) -> list[shapes_of_registers.PlaceListed]:
    """Places by their keys, in one query.

    Args:
        keys: Which of them.
        known: By key, a published incident there: one that was at the place itself, if any was.
        to: Where their pages are.
    """
    rows = Incident.objects.light().in_bulk([known[key] for key in keys if key in known])
    return [_place(key, rows[known[key]], to) for key in keys if known.get(key) in rows]


def place_cells(told: Iterable[shapes_of_registers.PlaceListed]) -> Iterator[dict[str, Cell]]:
    """Places as rows of a table."""
    for one in told:
        yield _cells(one, PLACE_COLUMNS)


def place_features(told: Iterable[shapes_of_registers.PlaceListed]) -> Iterator[dict[str, Any]]:
    """Those of some places that have a point, as features."""
    for one in told:
        if one["lat"] is not None:
            yield place_feature(one)


def place_feature(one: shapes_of_registers.PlaceListed) -> dict[str, Any]:
    """A place as a feature; its geometry is null where no point is known."""
    point = {"type": "Point", "coordinates": [one["lon"], one["lat"]]} if one["lat"] is not None else None
    return {"type": "Feature", "id": one["key"], "geometry": point, "properties": one}


def _place(key: str, row: Incident, to: Addresses) -> shapes_of_registers.PlaceListed:
    # What was at a place itself has its point; what was near it has another one.
    itself = row.place_precision in {PlacePrecision.EXACT, PlacePrecision.TOWN}
    return {
        "key": key,
        "name": row.place_name,
        "url": to.of("press:place", key),
        "api": to.of("api:place", key),
        "country": row.country,
        "admin1": row.admin1,
        "lat": row.lat if itself else None,
        "lon": row.lon if itself else None,
        "incidents": to.of("api:incidents", place=key),
    }


def _cells(told: Any, columns: Iterable[str]) -> dict[str, Cell]:  # noqa: ANN401 -- any shape
    return {name: told[name] for name in columns}
