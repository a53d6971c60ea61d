"""Why a place was chosen, in words: what told it from the next best."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import Feature
from dateline.resolving.geometry import km_between, point_of
from dateline.resolving.placing.demonyms import country_of
from dateline.resolving.placing.extents import radius_of
from dateline.resolving.placing.kinds import DIVISIONS
from dateline.resolving.placing.lookup import SAME
from dateline.resolving.placing.senses import holds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dateline.domain import Place, Span
    from dateline.resolving.placing.choosing import Choice

_NEAR_KM = 100.0  # up to here "N km from Tal, which is named too" explains a choice


def reason_for(
    choice: Choice, place: Place, placed: Mapping[Span, Place], lands: Callable[[str], Place | None]
) -> str:
    """Why `choice` was made, or `place`, its namesake; `placed` are the places of all names of the report."""
    words = choice.sense.name
    if place.id != choice.best.place.id:
        kind = "town" if place.feature not in DIVISIONS else "division"
        return f"the {kind} rather than the {_noun(choice.best.place.feature)} of this name"
    spelt = "" if choice.best.closeness >= SAME else f", spelt “{choice.best.matched}” in the gazetteer"
    if place.feature is Feature.COUNTRY and country_of(words) == place.country:
        return f"“{words}” means of {place.name}"
    told = _told_inside(choice, placed)
    if told:
        return told + spelt
    if choice.rival is None:
        return f"the only {choice.best.matched} in the gazetteer" + spelt
    for mark in sorted(choice.ahead, key=lambda mark: -choice.ahead[mark]):
        if choice.ahead[mark] <= 0:
            break
        because = _because(mark, choice, placed, lands)
        if because:
            return because + spelt
    return f"the likeliest of {len(choice.sense.candidates)} places of this name" + spelt


def _told_inside(choice: Choice, placed: Mapping[Span, Place]) -> str | None:
    """That the text itself says where the place lies, with how many namesakes lie there."""
    told = {core for one in choice.sense.mentions for core in (*one.stated, *one.loose)}
    around = [
        placed[core] for core in sorted(told) if core in placed and holds(placed[core], choice.best.place)
    ]
    if not around:
        return None
    larger = min(around, key=radius_of)
    inside = [one for one in choice.sense.candidates if holds(larger, one.place)]
    which = "the only" if len(inside) == 1 else "the likeliest"
    return f"{which} {choice.best.matched} in {larger.name}, which the text names"


def _because(
    mark: str, choice: Choice, placed: Mapping[Span, Place], lands: Callable[[str], Place | None]
) -> str | None:
    place, kind = choice.best.place, choice.sense.kind
    told = {
        "population": "the largest place of this name"
        if _is_largest(choice)
        else "a large place of this name",
        "asked": f"the {kind.words.lower()} of this name, as the text calls it" if kind else None,
        "same_admin1": f"in {place.admin1}, like other places named here" if place.admin1 else None,
        **dict.fromkeys(("spelling", "as_written", "own_name"), "its name comes closest"),
        **dict.fromkeys(
            ("country", "admin1", "admin2", "region", "ground", "size"),
            f"the {_noun(place.feature)} of this name",
        ),
    }
    told |= {"in_named": told["same_admin1"], "asked_by_name": told["asked"]}
    if mark in told:
        return told[mark]
    if mark in _COUNTRY_MARKS:
        return _by_country(mark, place, lands)
    return _by_distance(choice, placed)


_COUNTRY_MARKS = {
    "same_country": "like most places named here",
    "peoples": "whose people the report names",
    "people": "as the text says",
    "home": "of which this source usually writes",
}


def _by_country(mark: str, place: Place, lands: Callable[[str], Place | None]) -> str | None:
    country = lands(place.country) if place.country else None
    if country is None or place.feature is Feature.COUNTRY:
        return "the country that the rest of the report is about" if country else None
    return f"in {country.name}, {_COUNTRY_MARKS[mark]}"


def _by_distance(choice: Choice, placed: Mapping[Span, Place]) -> str | None:
    own = {mention.core for mention in choice.sense.mentions}
    place = choice.best.place
    others = [
        (km_between(point_of(place), point_of(other)), other.name)
        for core, other in placed.items()
        if core not in own and other.feature is not Feature.COUNTRY and other.id != place.id
    ]
    if not others or min(others)[0] > _NEAR_KM:
        return None
    km, name = min(others)
    return f"{max(round(km), 1)} km from {name}, which is named too"


def _is_largest(choice: Choice) -> bool:
    settled = [one.place.population for one in choice.sense.candidates if one.place.feature not in DIVISIONS]
    return choice.best.place.population >= max(settled, default=0)


def _noun(feature: Feature) -> str:
    named = {Feature.LAND: "landscape", **dict.fromkeys(DIVISIONS, "division")}
    return named.get(feature) or feature.value.replace("_", " ")
