"""What words resolve to, told to a reader: who and where is meant, how exactly, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import Feature, PlacePrecision, SpeakerKind, Unresolved
from dateline.exporting import wording
from dateline.exporting.countries import country

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.domain import Acting, Coding, Place, Placing, Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What words resolve to. `resolved` is whether to anything; `reason` says why to this, or why to nothing.

    `name` is whom or what they mean ("Hajin, Deir ez-Zor, Syria"), or that they mean nothing known ("not
    placed"). `note` tells what kind, or how exactly ("somewhere in the town, within 3 km"); `point` gives
    latitude and longitude, `runner_up` the next best place; each is "" where there is none.
    """

    name: str
    note: str
    reason: str
    resolved: bool = True
    point: str = ""
    runner_up: str = ""


def actor_meaning(found: Acting | None) -> Meaning | None:
    """The actor that words mean, or the kind of actor."""
    if found is None:
        return None
    actor = found.actor
    if actor is not None:
        note = _listed(wording.CLASSES[actor.cls], country_name(actor.country))
        return Meaning(name=actor.name, note=note, reason=found.reason)
    if found.cls or found.country:
        kind = wording.CLASSES[found.cls] if found.cls else "somebody"
        return Meaning(
            name=_listed(kind, country_name(found.country)), note="none in particular", reason=found.reason
        )
    return Meaning(name="not identified", note="", reason=found.reason, resolved=False)


def place_meaning(found: Placing | Unresolved | None) -> Meaning | None:
    """The place that words mean, how exactly they say so, and the next best."""
    match found:
        case None:
            return None
        case Unresolved(reason=reason):
            return Meaning(name="not placed", note="", reason=reason, resolved=False)
    exactness = wording.PRECISIONS[found.precision]
    if found.precision is PlacePrecision.COUNTRY or found.lat is None or found.lon is None:
        note, point = f"{exactness}; no point on a map", ""
    else:
        note = f"{exactness}, within {wording.distance_words(found.radius_km)}"
        point = f"{found.lat:.4f}, {found.lon:.4f}"
    return Meaning(
        name=place_name(found.place),
        note=note,
        reason=found.reason,
        point=point,
        runner_up=place_name(found.runner_up) if found.runner_up else "",
    )


def speaker_meaning(found: Speaker | None, actors: Mapping[str, str]) -> Meaning | None:
    """Who a source is: a person with post and body, a body, or nobody named. `actors` gives names by id."""
    if found is None:
        return None
    body = actor_meaning(found.organisation)
    known = body.name if body and body.resolved else ""
    of = f"of {known}" if known else ""
    kind = wording.SPEAKERS[found.kind]
    match found.kind:
        case SpeakerKind.PERSON:
            name, note = found.person or kind, " ".join(part for part in (found.role, of) if part)
        case SpeakerKind.ORGANISATION:
            name, note = known or kind, body.note if body and known else ""
        case _:
            name, note = kind, of
    # A party that the report does not name has no name here, but the ids of the register are words.
    party = actors.get(found.alignment, found.alignment.replace("-", " ")) if found.alignment else ""
    side = f"sides with {party}" if party else ""
    return Meaning(name=name, note="; ".join(part for part in (note, side) if part), reason=found.reason)


def actor_names(coding: Coding) -> dict[str, str]:
    """The names of the actors that the words of `coding` resolve to, by their ids."""
    bodies = [one.organisation for one in coding.speakers.values() if one.organisation]
    actors = (acting.actor for acting in (*coding.actors.values(), *bodies))
    return {actor.id: actor.name for actor in actors if actor}


def place_name(place: Place) -> str:
    """The place with what it lies in: "Hajin, Deir ez-Zor, Syria"."""
    division = place.admin1 if place.feature is not Feature.ADMIN1 else None
    parts = (place.name, division or "", country_name(place.country))
    return _listed(*dict.fromkeys(parts))


def country_name(code: str | None) -> str:
    """The English name of a country, its code where the list has none, "" for no country."""
    known = country(code)
    return known.name if known else code or ""


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
