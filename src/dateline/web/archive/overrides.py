"""Overrides: the newsroom's own actors, places and names, laid over register and gazetteer.

laid_over(lookups)     with them as they stand now; `tasks_world.world().lookups()` gives it to whoever asks
faults()               what of them cannot be laid over

Every process looks at the time of the latest edit whenever it is asked, which is one small query, and lays
all of them over anew where that has changed. Edits are saved by `overrides_editing`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.db import connection

from dateline.adapters.gazetteer.overlaying import GazetteerWithOwn, Keyed, SaidPlace
from dateline.adapters.register.overlaying import Said, lay_over
from dateline.adapters.register.roster import Roster
from dateline.domain import ActorClass, Feature, Place
from dateline.web.archive.models import ActorOverride, PlaceOverride

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    from dateline.pipeline import Lookups
    from dateline.resolving.ports import Gazetteer

    Version: TypeAlias = tuple[Any, Any]

SECTOR_OF: dict[ActorClass, str] = {
    ActorClass.STATE_FORCES: "MIL",
    ActorClass.REBEL_GROUP: "REB",
    ActorClass.POLITICAL_MILITIA: "PRM",
    ActorClass.IDENTITY_MILITIA: "PRM",
    ActorClass.RIOTERS: "CVL",
    ActorClass.PROTESTERS: "CVL",
    ActorClass.CIVILIANS: "CVL",
    ActorClass.EXTERNAL_FORCES: "MIL",
    ActorClass.GOVERNMENT: "GOV",
    ActorClass.PARTY: "PTY",
    ActorClass.INTERGOVERNMENTAL: "IGO",
    ActorClass.NGO: "NGO",
    ActorClass.MONITOR: "NGO",
    ActorClass.MEDIA: "JRN",
}
"""PLOVER's sector of an actor of whom nobody says another."""

_VERSION = (
    "SELECT (SELECT max(changed_at) FROM archive_actoroverride), "
    "(SELECT max(changed_at) FROM archive_placeoverride)"
)
_NEVER: Version = (None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """What was laid over what, and as of which edit."""

    below: Lookups
    version: Version
    above: Lookups
    faults: Mapping[str, str] = field(default_factory=dict)


_held: list[_Held] = []  # one at most


def laid_over(below: Lookups) -> Lookups:
    """`below` with what editors have added until now."""
    return _now(below).above


def faults() -> Mapping[str, str]:
    """What of the newsroom's entries cannot be laid over, and why, by the ids of actors and places."""
    from dateline.web.archive.tasks_world import world  # noqa: PLC0415 -- it asks us

    world().lookups()
    return _held[0].faults if _held else {}


def own_sector(cls: str, sector: str) -> str:
    """The sector of an actor of a class, where none is said."""
    return sector or SECTOR_OF.get(ActorClass(cls), "CVL")


def _now(below: Lookups) -> _Held:
    if below.register is None and below.gazetteer is None:
        return _Held(below=below, version=_NEVER, above=below)
    version = _version()
    held = _held[0] if _held else None
    if held is None or held.below is not below or held.version != version:
        held = _lay(below, version)
        _held[:] = [held]
    return held


def _version() -> Version:
    """When the latest edits were made. Each is later than all before it, whatever the clocks of hosts say."""
    with connection.cursor() as cursor:
        cursor.execute(_VERSION)
        actors, places = cursor.fetchone()
    return actors, places


def _lay(below: Lookups, version: Version) -> _Held:
    found: dict[str, str] = {}
    above = below
    actors = ActorOverride.objects.filter(withdrawn_at=None).order_by("actor") if version[0] else ()
    if actors and isinstance(below.register, Roster):
        register, found = lay_over(below.register, [_said(row) for row in actors])
        above = replace(above, register=register)
    places = PlaceOverride.objects.filter(withdrawn_at=None).order_by("place") if version[1] else ()
    if places and below.gazetteer is not None:
        said = [_said_place(row, below.gazetteer) for row in places]
        gone = [row.place for row, one in zip(places, said, strict=True) if one is None]
        found |= dict.fromkeys(gone, "the gazetteer has no such place any more")
        above = replace(above, gazetteer=GazetteerWithOwn(below.gazetteer, [one for one in said if one]))
    return _Held(below=below, version=version, above=above, faults=found)


def _said(row: ActorOverride) -> Said:
    return Said(
        id=row.actor,
        own=row.own,
        name=row.name,
        names=tuple(row.aliases),
        cls=row.cls,
        sector=own_sector(row.cls, row.sector) if row.own else row.sector,
        country=row.country,
        start=row.start,
        end=row.end,
        parent=row.parent,
        alignment=row.alignment,
        alignment_start=row.alignment_start,
        alignment_end=row.alignment_end,
    )


def _said_place(row: PlaceOverride, below: Gazetteer) -> SaidPlace | None:
    """What is said of a place; None where the gazetteer has lost the one that it is said of."""
    if row.own:
        place = Place(
            id=row.place,
            name=row.name,
            lat=row.lat or 0.0,
            lon=row.lon or 0.0,
            feature=Feature(row.feature),
            country=row.country or None,
            admin1=row.admin1 or None,
            radius_km=row.radius_km,
        )
        return SaidPlace(place=place, own=True, names=tuple(row.aliases))
    known = below.place(row.place) if isinstance(below, Keyed) else None
    if known is None:
        return None
    point = {"lat": row.lat, "lon": row.lon} if row.lat is not None else {}
    told = {"name": row.name, "admin1": row.admin1, "radius_km": row.radius_km}
    changed: dict[str, Any] = {
        name: value for name, value in (point | told).items() if value not in {"", None}
    }
    if row.feature:
        changed["feature"] = Feature(row.feature)
    return SaidPlace(place=replace(known, **changed), own=False, names=tuple(row.aliases))
