"""Why a place was chosen, in words: what told it from the next best."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import Feature
from dateline.resolving.geometry import km_between, point_of
from dateline.resolving.placing.demonyms import country_of
from dateline.resolving.placing.kinds import DIVISIONS, SETTLED
from dateline.resolving.placing.lookup import SAME
from dateline.resolving.placing.senses import fold, holds
from dateline.resolving.placing.wording import called, noun
from dateline.resolving.romanising import normal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dateline.domain import Place
    from dateline.resolving.placing.choosing import Choice
    from dateline.resolving.placing.fallbacks import Told
    from dateline.resolving.placing.kinds import Kind
    from dateline.resolving.placing.mentions import Mention

_NEAR_KM = 100.0  # up to here "N km from Tal, which is named too" explains a choice


class Reasons:
    """The reasons for the places of a report. `land` gives the name of the country that a place lies in."""

    def __init__(self, told: Told, land: Callable[[Place], str | None]) -> None:
        self._told, self._land = told, land

    def of(self, choice: Choice, mention: Mention) -> str:
        """Why a mention means the place that it was found to mean."""
        place, best, kind = self._told.places[mention.core], choice.best.place, mention.kind
        if place.feature is Feature.COUNTRY:
            return self._of_country(choice, place)
        if held := self._held(choice, mention):
            reason = f"the {noun(place.feature)} of this name, since the text puts “{held}” into it"
        elif place.id != best.id:
            reason = f"the {noun(place.feature)} of this name, not the {noun(best.feature)}"
        else:
            reason = self._of_choice(choice, kind)
        if kind and kind.is_ground and place.feature not in kind.features:
            reason = f"no {kind.singular} of this name is known, but {place.name} is: {reason}"
        return (
            reason
            if choice.best.closeness >= SAME
            else (f"{reason}; the gazetteer spells it “{choice.best.matched}”")
        )

    def _held(self, choice: Choice, mention: Mention) -> str | None:
        """What the text puts into a mention that means a division for that, and not the town of its name."""
        place, kind = self._told.places[mention.core], mention.kind
        if place.feature not in DIVISIONS or (kind and place.feature in kind.features):
            return None
        if not any(
            holds(place, one.place) and one.place.name == place.name for one in choice.sense.candidates
        ):
            return None
        inner = (one for one in self._told.mentions.values() if mention.core in (*one.stated, *one.loose))
        return next((one.words for one in inner), None)

    def _of_country(self, choice: Choice, place: Place) -> str:
        """Why a country is meant."""
        if country_of(choice.sense.name) == place.country:
            return f"“{choice.sense.name}” stands for {place.name}"
        return "the country of this name"

    def _of_choice(self, choice: Choice, kind: Kind | None) -> str:
        told = self._inside(choice) or self._in_land(choice)
        if told:
            return told
        if kind and not kind.features & SETTLED and choice.best.place.feature in kind.features:
            return f"the {kind.singular} of this name, as the text calls it"
        if choice.rival is None:
            return "the only place of this name in the gazetteer"
        for mark in sorted(choice.ahead, key=lambda mark: -choice.ahead[mark]):
            if choice.ahead[mark] <= 0:
                break
            because = self._because(mark, choice)
            if because:
                return because
        return f"the likeliest of the {len(choice.sense.candidates)} places of this name"

    def _inside(self, choice: Choice) -> str | None:
        """That the text itself says where the place lies, and how many namesakes lie there."""
        cores = {core for one in choice.sense.mentions for core in (*one.stated, *one.loose)}
        around = [
            self._told.places[core]
            for core in sorted(cores)
            if core in self._told.places
            and holds(self._told.places[core], choice.best.place)
            and self._told.places[core].name != choice.best.place.name
            and self._told.places[core].feature is not Feature.WATER
        ]
        if not around:
            return None
        larger = min(around, key=lambda place: (self._told.extents.radius(place), place.id))
        inside = [one.place for one in choice.sense.candidates if holds(larger, one.place)]
        which = _which(choice.best.place, inside)
        return f"the {which} place of this name in {larger.name}, which the text names"

    def _in_land(self, choice: Choice) -> str | None:
        """That an adjective tells the country: "the Syrian town of"."""
        place, candidates = choice.best.place, choice.sense.candidates
        land = self._land(place)
        if land is None or all(one.country != place.country for one in choice.sense.mentions):
            return None
        inside = [one.place for one in candidates if one.place.country == place.country]
        return f"the {_which(place, inside)} place of this name in {land}, as the text says"

    def _because(self, mark: str, choice: Choice) -> str | None:
        """What a mark that speaks for the choice says, if that can be said in a few words."""
        place = choice.best.place
        others = [one.place for one in choice.sense.candidates if one.place.id != place.id]
        told: str | None = None
        match mark:
            case "population" | "size":
                largest = _is_largest(place, others)
                told = "the largest place of this name" if largest else self._larger(choice)
            case "asked" | "asked_by_name" if choice.sense.kind:
                told = f"the {choice.sense.kind.singular} of this name, as the text calls it"
            case "same_admin1" | "in_named" if place.admin1:
                told = f"in {place.admin1}, like other places that the report names"
            case "own_name" | "as_written" | "spelling":
                told = self._by_name(choice)
            case "country" | "admin1" | "admin2" | "region" | "ground":
                told = f"the {noun(place.feature)} of this name"
            case "same_country" | "peoples" | "people" | "home":
                land = self._land(place)
                told = f"in {land}, {_COUNTRY_MARKS[mark]}" if land else None
            case _:
                told = self._by_distance(choice)
        return told

    def _larger(self, choice: Choice) -> str | None:
        """That the place is larger than the next best, which is told."""
        rival = choice.rival.place if choice.rival else None
        if rival is None or rival.population >= choice.best.place.population:
            return None
        return f"larger than the next likeliest, {called(rival, self._land(rival))}"

    def _by_name(self, choice: Choice) -> str | None:
        """That the name is nearer to the words than that of the next best, or more its own."""
        best, rival = choice.best, choice.rival
        if rival is None:
            return None
        other = called(rival.place, self._land(rival.place))
        if best.closeness > rival.closeness or fold(best.matched) == fold(choice.sense.name) != fold(
            rival.matched
        ):
            return f"its name comes closer to the words than that of {other}"
        own = normal(best.matched) == normal(best.place.name)
        if own and normal(rival.matched) != normal(rival.place.name):
            return f"this is its name, and only another name of {other}"
        return None

    def _by_distance(self, choice: Choice) -> str | None:
        own = {mention.core for mention in choice.sense.mentions}
        place = choice.best.place
        names = {fold(place.name), fold(choice.best.matched)}
        others = [
            (km_between(point_of(place), point_of(other)), other.name)
            for core, other in self._told.places.items()
            if core not in own and not holds(other, place) and fold(other.name) not in names
        ]
        if not others or min(others)[0] > _NEAR_KM:
            return None
        km, name = min(others)
        return f"{max(round(km), 1)} km from {name}, which is named too"


_COUNTRY_MARKS: Mapping[str, str] = {
    "same_country": "like other places that the report names",
    "peoples": "whose people the report names",
    "people": "as the text says",
    "home": "about which this source usually writes",
}


def _which(place: Place, inside: list[Place]) -> str:
    """What a place is among all of its name in some larger one."""
    others = [one for one in inside if one.id != place.id]
    return "only" if not others else "largest" if _is_largest(place, others) else "likeliest"


def _is_largest(place: Place, others: list[Place]) -> bool:
    """Whether a place has the most people; a division is held against divisions only."""
    division = place.feature in DIVISIONS
    rivals = [one.population for one in others if (one.feature in DIVISIONS) == division]
    return place.population > max(rivals, default=0)
