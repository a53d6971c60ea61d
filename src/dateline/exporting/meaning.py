"""What words resolve to, told to a reader: who and where is meant, how exactly, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING

from dateline.domain import Feature, PlacePrecision, SpeakerKind, Unresolved
from dateline.domain.messages import Land, Row
from dateline.exporting import wording
from dateline.exporting.countries import country

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.domain import Acting, Coding, Place, Placing, Speaker


class Sort(IntEnum):
    """What sort of answer it is, in the order in which a list has them."""

    NAMED = 1  # a place, or an actor or person by name
    KIND = 2  # a kind of actor, or a source without a name
    NOTHING = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What words resolve to; `reason` says why to this, or why to nothing.

    `name` is whom or what they mean ("Hajin, Deir ez-Zor, Syria"), or that they mean nothing known ("not
    placed"). `note` tells what kind, or how exactly ("somewhere in the town, within 3 km"); `point` gives
    latitude and longitude, `runner_up` the next best place; each is "" where there is none. `beside` is what
    a reader must be told where the words stand, "" where they say it themselves; `plain` is whether nobody
    asks why, as the words are the very name of an actor or a person.
    """

    sort: Sort
    name: str
    beside: str
    reason: str
    note: str = ""
    point: str = ""
    runner_up: str = ""
    plain: bool = False

    @property
    def resolved(self) -> bool:
        """Whether the words resolve to anything."""
        return self.sort is not Sort.NOTHING


def actor_meaning(found: Acting | None, words: str, actors: Mapping[str, str]) -> Meaning | None:
    """The actor that `words` mean, or the kind of actor. `actors` gives the names of actors by their ids."""
    if found is None:
        return None
    actor = found.actor
    if actor is not None:
        note = _listed(
            wording.CLASSES[actor.cls], country_name(actor.country), _side(actor.alignment, actors)
        )
        plain = _same(actor.name, words)
        return Meaning(
            sort=Sort.NAMED,
            name=actor.name,
            beside="" if plain else actor.name,
            reason=found.reason,
            note=note,
            plain=plain,
        )
    if found.cls or found.country:
        kind = wording.CLASSES[found.cls] if found.cls else "somebody"
        name = _listed(kind, country_name(found.country))
        beside = "" if _holds(words, kind) else name
        return Meaning(sort=Sort.KIND, name=name, beside=beside, reason=found.reason)
    return _nothing("not identified", found.reason)


def place_meaning(found: Placing | Unresolved | None, words: str) -> Meaning | None:
    """The place that `words` mean, how exactly they say so, and the next best."""
    match found:
        case None:
            return None
        case Unresolved(reason=reason):
            return _nothing("not placed", reason)
    name, exactness = place_name(found.place), wording.PRECISIONS[found.precision]
    if found.precision is PlacePrecision.COUNTRY or found.lat is None or found.lon is None:
        note, point = f"{exactness}; no point on a map", ""
        beside = "the country, no point on a map" if _same(name, words) else name
    else:
        within = f"within {wording.distance_words(found.radius_km)}"
        near = "near " if found.precision is PlacePrecision.NEAR else ""
        beside, note = f"{near}{name}, {within}", f"{exactness}, {within}"
        point = wording.point_words(found.lat, found.lon, found.radius_km)
    return Meaning(
        sort=Sort.NAMED,
        name=name,
        beside=beside,
        reason=found.reason,
        note=note,
        point=point,
        runner_up=_other(found.runner_up, name) if found.runner_up else "",
    )


def speaker_meaning(found: Speaker | None, words: str, actors: Mapping[str, str]) -> Meaning | None:
    """Who a source is: a person with post and body, a body, or nobody named; `words` name the source."""
    if found is None:
        return None
    body = actor_meaning(found.organisation, words, actors)
    if found.kind is SpeakerKind.ORGANISATION and body and body.resolved:
        return replace(body, reason=found.reason)
    of = body.name if body and body.resolved else ""
    side = _side(found.alignment, actors)
    if found.kind is SpeakerKind.PERSON and found.person:
        note = _listed(found.role or "", of, side)
        told = (part for part in (found.person, found.role or "", of) if not _holds(words, part))
        beside = _listed(*told)
        if not note and not beside:
            return None  # a name of which nothing is known means what it says
        return Meaning(
            sort=Sort.NAMED,
            name=found.person,
            beside=beside,
            reason=found.reason,
            note=note,
            plain=_holds(words, found.person),
        )
    kind = wording.SPEAKERS[found.kind]
    name = _listed(kind, of, side)
    # That a source without a name is one stands beside it already.
    beside = "" if name == kind else name
    return Meaning(sort=Sort.KIND, name=name, beside=beside, reason=found.reason)


def actor_names(coding: Coding) -> dict[str, str]:
    """The names of all whom the answers in `coding` mean or side with, by their ids."""
    bodies = [one.organisation for one in coding.speakers.values() if one.organisation]
    actors = (acting.actor for acting in (*coding.actors.values(), *bodies))
    return {**coding.parties, **{actor.id: actor.name for actor in actors if actor}}


def place_name(place: Place) -> str:
    """The place with what it lies in: "Hajin, Deir ez-Zor, Syria"."""
    division = place.admin1 if place.feature is not Feature.ADMIN1 else None
    land = country_name(place.country)
    parts = (land if place.name == land else place.name, division or "", land)
    return _listed(*dict.fromkeys(parts))


def country_name(code: str | None) -> str:
    """The English name of a country, its code where the list has none, "" for no country."""
    known = country(code)
    return Land.of(known.name, known.iso2) if known else code or ""


def bare(words: str) -> str:
    """The words alone, without case, signs and the article before them: "the IDF’s" is "idf"."""
    alone = " ".join(re.findall(r"\w+", re.sub(r"[’']s\b", "", words).casefold()))
    return alone.removeprefix("the ")


def _other(place: Place, name: str) -> str:
    """The name of another place than `name`; with its kind where the names are the same."""
    other = place_name(place)
    if other != name:
        return other
    kind = "division" if place.feature in _DIVISIONS else place.feature.value.replace("_", " ")
    return f"{other} (the {kind})"


_DIVISIONS = (Feature.ADMIN1, Feature.ADMIN2, Feature.ADMIN3)


def _nothing(name: str, reason: str) -> Meaning:
    return Meaning(sort=Sort.NOTHING, name=name, beside=name, reason=reason)


def _side(party: str | None, actors: Mapping[str, str]) -> str:
    """Whose side it is on; "" where nothing tells the party's name, for an id is no name."""
    name = actors.get(party) if party else None
    return f"siding with {name}" if name else ""


def _listed(*parts: str) -> str:
    return Row.of([part for part in parts if part])


def _same(name: str, words: str) -> bool:
    return bare(name) == bare(words)


def _holds(words: str, part: str) -> bool:
    return f" {bare(part)} " in f" {bare(words)} "
