"""Whether the likeliest candidate of a name is likely at all: any odd name comes near to some village's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import Feature
from dateline.resolving.placing.demonyms import country_of
from dateline.resolving.placing.kinds import GROUNDS, LIVED_IN, is_kind
from dateline.resolving.placing.lookup import SAME
from dateline.resolving.placing.marks import OWN
from dateline.resolving.placing.relations import bearing_of
from dateline.resolving.placing.senses import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.resolving.placing.kinds import Kind
    from dateline.resolving.ports import Candidate

COMPANY = 4  # names from which a report is taken to have said what it is about
# By what share of a report's names, or of its words for peoples, a country is told. The least scores were
# read off war reports: under each line hardly anything was right, over it most was.
TOLD, HALF_TOLD = 0.3, 0.1
LEAST_TOLD = 6.5  # Tel Hamis, in a report on Syria
LEAST_HALF_TOLD = 8.7
LEAST_OUT_OF_THE_BLUE = 9.55  # of the candidate's own: Geneva and Munich, no town of some thousand people
FEW = 2.0  # less will do for regions and waters: they are few, and listed since reports name them
BESIDE = 0.5  # nearness to the nearest of the other names: 50 km
SAID = 3.0  # what marks such as "in Idlib province" add where they hold
LONG_NAME, ARTICLE = 3, 3  # words of more letters than an article: nothing is "northern Marj Strip" by chance
# In a report with fewer names, where these lend little: with less most choices were wrong, with more three of
# four were right (the fitted half of LGL and GeoVirus).
LEAST_ALONE = 7.0
# Another spelling has to have its country told. It needs the more the farther it is off (with less
# nearly all were wrong in the same war reports, with more nearly all right).
LEAST_CLOSENESS = 0.8
LEAST_OF_OTHER_SPELLING, CLOSE, PER_CLOSENESS = 9.0, 0.93, 40.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A candidate with the marks that speak for it, and what each adds to its score.

    `kind` is what the text calls it. `leading` is how far well-known places tell that the report is about
    some land, this one or another; `land` is the name of the candidate's. `company` is whether the report has
    more than a few names.
    """

    one: Candidate
    kind: Kind | None
    marks: Mapping[str, float]
    worth: Mapping[str, float]
    leading: float
    land: str | None
    company: bool

    @property
    def is_told(self) -> bool:
        """Whether the report tells that it is about the candidate's country."""
        return self._told() >= TOLD

    @property
    def holds(self) -> bool:
        """Whether it may be taken for the name."""
        kind, feature = self.kind, self.one.place.feature
        if kind is not None and kind.is_ground and feature in GROUNDS - kind.features - LIVED_IN:
            return False  # a mosque is no oil field
        score, told = sum(self.worth.values()), self._told()
        if self.one.closeness < SAME:
            least = LEAST_OF_OTHER_SPELLING + PER_CLOSENESS * max(0.0, CLOSE - self.one.closeness)
            return self.one.closeness >= LEAST_CLOSENESS and told >= TOLD and score >= least
        if told >= TOLD or self._has_long_name():
            return score >= LEAST_TOLD or self._has_long_name()
        if not self.company and (told >= HALF_TOLD or self.leading < TOLD):
            return score >= LEAST_ALONE and not self._is_local_elsewhere()
        return self._is_known(told)

    def _is_known(self, told: float) -> bool:
        """Whether it stands in a report that is not, or hardly, about its country."""
        if told < HALF_TOLD and self._is_a_side():
            return False
        own = sum(self.worth[mark] for mark in OWN)
        score = sum(self.worth.values())
        kind, feature = self.kind, self.one.place.feature
        if score - own >= SAID or (kind is not None and kind.is_local and feature is not Feature.COUNTRY):
            return score - own >= SAID
        less = FEW if feature in {Feature.REGION, Feature.LAND, Feature.WATER} else 0.0
        if told >= HALF_TOLD:
            return score >= LEAST_HALF_TOLD - less
        # That the text calls it a city does not make it known.
        return own - self.worth["asked"] - self.worth["asked_by_name"] >= LEAST_OUT_OF_THE_BLUE - less

    def _told(self) -> float:
        """How far the report tells that it is about the candidate's country; an adjective before it does."""
        share = max(self.marks["same_country"], self.marks["peoples"])
        beside = share >= HALF_TOLD and self.marks["nearest"] >= BESIDE
        # An army's own site writes about its land, unless all that it names lies abroad.
        home = self.marks["home"] > 0 and self.leading < TOLD
        sure = beside or home or self.marks["people"] > 0 or self._names_its_land()
        return max(TOLD, share) if sure else share

    def _names_its_land(self) -> bool:
        """Whether its name tells its country: "Iraqi Kurdistan", "northwestern Syria"."""
        words = set(fold(self.one.matched).split())
        land = set(fold(self.land).split()) if self.land else set()
        return (bool(land) and land < words) or any(
            country_of(word) == self.one.place.country for word in words if country_of(word)
        )

    def _has_long_name(self) -> bool:
        words = fold(self.one.matched).split()
        return len([word for word in words if len(word) > ARTICLE]) >= LONG_NAME

    def _is_a_side(self) -> bool:
        """Whether its name says no more than a side and a kind, which every land has: "Central Region"."""
        words = self.one.matched.split()
        return all(
            bearing_of(word) is not None or is_kind(word) or word.lower() == "central" for word in words
        )

    def _is_local_elsewhere(self) -> bool:
        """Whether a quarter or a mosque is asked for, and the candidate is a town that nothing tells of."""
        kind = self.kind
        in_town = kind is not None and kind.is_local and not kind.is_outlying
        if kind is None or not in_town or self._told() >= HALF_TOLD:
            return False
        feature = self.one.place.feature
        return feature is Feature.TOWN or feature not in kind.features | {Feature.COUNTRY}
