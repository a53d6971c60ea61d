"""What words resolve to, as interchange, and back: places, actors, and the speakers of claims.

Words that were not looked up have no place, no actor and no speaker: their readers give None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import (
    Acting,
    Actor,
    ActorClass,
    Feature,
    Place,
    PlacePrecision,
    Placing,
    ResolvedBy,
    Speaker,
    SpeakerKind,
    Unresolved,
)

if TYPE_CHECKING:
    from typing import Any

    from dateline.exporting.interchange.node import Node


def write_place(found: Placing | Unresolved | None) -> dict[str, Any]:
    """The keys beside words that say where: `place` and, where it was looked for in vain, `unresolved`."""
    match found:
        case None:
            return {"place": None}
        case Unresolved(reason=reason):
            return {"place": None, "unresolved": reason}
    place = found.place
    return {
        "place": {
            "id": place.id,
            "name": place.name,
            "lat": found.lat,
            "lon": found.lon,
            "country": place.country,
            "admin1": place.admin1,
            "precision": found.precision.value,
            "radius_km": found.radius_km,
            "reason": found.reason,
            "runner_up": _write_gazetted(found.runner_up) if found.runner_up else None,
            "admin2": place.admin2,
            "feature": place.feature.value,
            "population": place.population,
            "own_point": {"lat": place.lat, "lon": place.lon},
        }
    }


def read_place(words: Node) -> Placing | Unresolved | None:
    """What the keys beside `words` say of their place."""
    node = words.get("place")
    if node.is_none():
        reason = words.get("unresolved").text_or_none()
        return None if reason is None else Unresolved(reason=reason)
    runner_up = node.get("runner_up")
    return Placing(
        place=_read_gazetted(node, node.key("own_point")),
        precision=node.key("precision").code(PlacePrecision),
        radius_km=node.key("radius_km").number(0, _HALF_ROUND_KM),
        reason=node.key("reason").text(),
        lat=None if node.key("lat").is_none() else _lat(node),
        lon=None if node.key("lon").is_none() else _lon(node),
        runner_up=None if runner_up.is_none() else _read_gazetted(runner_up, runner_up),
    )


def write_actor(found: Acting | None) -> dict[str, Any]:
    """The actor that words name; where they were not looked up, an unresolved one without a reason."""
    if found is None:
        return write_actor(Acting(by=ResolvedBy.UNRESOLVED, reason="")) | {"reason": None}
    actor = found.actor
    whose = actor or found
    return {
        "id": actor.id if actor else None,
        "name": actor.name if actor else None,
        "class": whose.cls.value if whose.cls else None,
        "country": whose.country,
        "by": found.by.value,
        "reason": found.reason,
        "sector": actor.sector if actor else None,
        "parent": actor.parent if actor else None,
        "alignment": actor.alignment if actor else None,
        "wikidata": actor.wikidata if actor else None,
    }


def read_actor(node: Node) -> Acting | None:
    """What an `actor` says; None where the words were not looked up."""
    if node.is_none():
        return None
    by = node.key("by").code(ResolvedBy)
    if by is ResolvedBy.UNRESOLVED and node.get("reason").is_none():
        return None
    reason, country = node.key("reason").text(), node.key("country").text_or_none()
    written = node.key("class")
    cls = None if written.is_none() else written.code(ActorClass)
    if node.key("id").is_none():
        return Acting(by=by, reason=reason, cls=cls, country=country)
    id_, name, sector = node.texts("id", "name", "sector")
    actor = Actor(
        id=id_,
        name=name,
        cls=written.code(ActorClass),
        sector=sector,
        country=country,
        parent=node.get("parent").text_or_none(),
        alignment=node.get("alignment").text_or_none(),
        wikidata=node.get("wikidata").text_or_none(),
    )
    return Acting(by=by, reason=reason, actor=actor, cls=actor.cls, country=actor.country)


def write_speaker(found: Speaker | None) -> dict[str, Any] | None:
    """The speaker of a claim."""
    if found is None:
        return None
    return {
        "kind": found.kind.value,
        "person": found.person,
        "role": found.role,
        "organisation": write_actor(found.organisation) if found.organisation else None,
        "alignment": found.alignment,
        "reason": found.reason,
    }


def read_speaker(node: Node) -> Speaker | None:
    """What a `speaker` says."""
    if node.is_none():
        return None
    return Speaker(
        kind=node.key("kind").code(SpeakerKind),
        reason=node.key("reason").text(),
        person=node.key("person").text_or_none(),
        role=node.key("role").text_or_none(),
        organisation=read_actor(node.key("organisation")),
        alignment=node.key("alignment").text_or_none(),
    )


# No two points on Earth lie further apart.
_HALF_ROUND_KM = 20_040.0


def _write_gazetted(place: Place) -> dict[str, Any]:
    return {
        "id": place.id,
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "feature": place.feature.value,
        "population": place.population,
    }


def _read_gazetted(node: Node, point: Node) -> Place:
    return Place(
        id=node.key("id").text(),
        name=node.key("name").text(),
        lat=_lat(point),
        lon=_lon(point),
        feature=node.key("feature").code(Feature),
        country=node.key("country").text_or_none(),
        admin1=node.key("admin1").text_or_none(),
        admin2=node.get("admin2").text_or_none(),
        population=node.key("population").whole(),
    )


def _lat(node: Node) -> float:
    return node.key("lat").number(-90, 90)


def _lon(node: Node) -> float:
    return node.key("lon").number(-180, 180)
