"""A place as a source lists it, and all its names as they are looked up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.domain import Feature
from dateline.resolving.asked_kinds import asked_kind
from dateline.resolving.romanising import folded, normal

if TYPE_CHECKING:
    from collections.abc import Iterator

DIVISIONS = (Feature.ADMIN1, Feature.ADMIN2, Feature.ADMIN3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A place as a source lists it.

    `names` are its other names. `code` is the GeoNames code of a division ("SY.09"), `within` those of the
    divisions that hold the place, the first division first; `admin1` is the first division by its name, where
    a source gives no code. `lat` and `lon` are None where the source does not tell them.
    """

    id: str
    name: str
    feature: Feature
    lat: float | None = None
    lon: float | None = None
    names: tuple[str, ...] = ()
    country: str | None = None
    population: int = 0
    code: str | None = None
    within: tuple[str, ...] = ()
    admin1: str | None = None
    radius_km: float | None = None

    def onto(self, held: Listed) -> Listed:
        """The record `held` with what this one tells anew: it has the say, and no name is lost.

        What a place is, `held` tells; but a town of a list may turn out to be a quarter.
        """
        names = (held.name, *held.names, *self.names)
        return replace(
            self,
            id=held.id,
            feature=self.feature if self.feature is Feature.DISTRICT else held.feature,
            names=tuple(name for name in dict.fromkeys(names) if name != self.name),
            lat=held.lat if self.lat is None else self.lat,
            lon=held.lon if self.lon is None else self.lon,
            country=self.country or held.country,
            population=self.population or held.population,
            code=self.code or held.code,
            within=max(held.within, self.within, key=len),
            admin1=self.admin1 or held.admin1,
            radius_km=self.radius_km or held.radius_km,
        )

    def all_names(self) -> Iterator[str]:
        """All its names, the usual one first; a division without the word for its kind, too.

        Reports write "Idlib province" and "Idlib" where lists of places write "Idlib Governorate".
        """
        for name in (self.name, *self.names):
            yield name
            if self.feature in DIVISIONS:
                bare, kind = asked_kind(name)
                if kind in DIVISIONS and bare:
                    yield bare

    def forms(self) -> dict[str, list[str]]:
        """Each normal form of its names, with the names that have it: one for each way to write it."""
        found: dict[str, dict[str, str]] = {}
        for name in self.all_names():
            form = normal(name)
            if form:
                found.setdefault(form, {}).setdefault(folded(name), name)
        return {form: list(names.values()) for form, names in found.items()}


def codes_to(code: str) -> tuple[str, ...]:
    """The GeoNames codes of the divisions down to the one with `code`, itself the last.

    >>> codes_to("SY.09"), codes_to("SY.09.170063")
    (('SY.09',), ('SY.09', 'SY.09.170063'))
    """
    parts = code.split(".")
    return tuple(".".join(parts[:end]) for end in range(2, len(parts) + 1))
