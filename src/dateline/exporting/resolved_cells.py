"""What words resolve to, as cells of the table: a part for each filler, in the order of its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.domain import Acting, Placing, Speaker

# Between the parts of a cell that holds several; parallel cells (words and offsets) have as many parts.
SEPARATOR = " | "

_ACTOR = ("name", "id", "class", "country", "by", "reason")
_PLACE = (
    *("name", "id", "lat", "lon", "country", "admin1", "precision", "radius_km"),
    *("reason", "runner_up"),
)
_SPEAKER = ("kind", "person", "role", "organisation", "alignment", "reason")

AGENTS = tuple(f"agents_{key}" for key in _ACTOR)
TARGETS = tuple(f"targets_{key}" for key in _ACTOR)
PLACES = tuple(f"places_{key}" for key in _PLACE)
SPEAKERS = tuple(f"says_{key}" for key in _SPEAKER)


def actor_cells(columns: tuple[str, ...], found: Iterable[Acting | None]) -> dict[str, str]:
    """What the words for actors resolve to, for AGENTS or TARGETS."""
    return _cells(columns, [_actor(one) for one in found])


def place_cells(found: Iterable[Placing | Unresolved | None]) -> dict[str, str]:
    """What the words for places resolve to."""
    return _cells(PLACES, [_place(one) for one in found])


def speaker_cells(found: Iterable[Speaker | None]) -> dict[str, str]:
    """What the words for sources resolve to."""
    return _cells(SPEAKERS, [_speaker(one) for one in found])


def _cells(columns: tuple[str, ...], fillers: list[tuple[str, ...]]) -> dict[str, str]:
    return {column: SEPARATOR.join(parts[nth] for parts in fillers) for nth, column in enumerate(columns)}


def _actor(found: Acting | None) -> tuple[str, ...]:
    if found is None:
        return ("",) * len(_ACTOR)
    actor = found.actor
    whose = actor or found
    name, key = (actor.name, actor.id) if actor else ("", "")
    return name, key, whose.cls or "", whose.country or "", found.by, found.reason


def _place(found: Placing | Unresolved | None) -> tuple[str, ...]:
    match found:
        case None:
            return ("",) * len(_PLACE)
        case Unresolved(reason=reason):
            return tuple(reason if key == "reason" else "" for key in _PLACE)
    place = found.place
    return (
        *(place.name, place.id, _degrees(found.lat), _degrees(found.lon)),
        *(place.country or "", place.admin1 or "", found.precision, f"{found.radius_km:g}"),
        *(found.reason, found.runner_up.id if found.runner_up else ""),
    )


def _speaker(found: Speaker | None) -> tuple[str, ...]:
    if found is None:
        return ("",) * len(_SPEAKER)
    actor = found.organisation.actor if found.organisation else None
    cls = found.organisation.cls if found.organisation else None
    return (
        *(found.kind, found.person or "", found.role or ""),
        *(actor.name if actor else cls or "", found.alignment or "", found.reason),
    )


def _degrees(angle: float | None) -> str:
    """To about a metre."""
    return "" if angle is None else f"{angle:.5f}".rstrip("0").rstrip(".")
