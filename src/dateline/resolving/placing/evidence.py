"""The candidates of all names of a report in one table, with the marks that speak for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dateline.domain import Feature
from dateline.resolving.geometry import EARTH_KM
from dateline.resolving.placing.marks import OWN, own_marks
from dateline.resolving.placing.senses import fold, holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dateline.domain import Place, Span
    from dateline.resolving.placing.senses import Sense

Floats: TypeAlias = NDArray[np.float64]

_NONE = (
    7.0  # the score at which a candidate is as likely as that the gazetteer lacks the place; see choosing.py
)
_SHRINK = 1.0  # one other name is weaker evidence than ten that agree
_NEAR_KM, _FAR_KM = 50.0, 300.0


class Evidence:
    """The candidates of all senses of a report as one table, and their marks."""

    def __init__(self, senses: Sequence[Sense], peoples: Mapping[str, int], home: str | None) -> None:
        """Lay out the table. `peoples` counts the words for peoples by country code."""
        self.senses = senses
        self.candidates = [one for sense in senses for one in sense.candidates]
        self.own = np.array(
            [own_marks(one, sense, home) for sense in senses for one in sense.candidates], dtype=np.float64
        ).reshape(len(self.candidates), len(OWN))
        self._places = [one.place for one in self.candidates]
        self._sense = np.array([at for at, one in enumerate(senses) for _ in one.candidates], dtype=np.intp)
        self._starts = np.searchsorted(self._sense, np.arange(len(senses) + 1))
        self._filled = np.diff(self._starts) > 0
        self._first = self._starts[:-1][self._filled]
        self._others = self._weighed_senses()
        self._near, self._far = self._nearness()
        self._countries = _classes([place.country or "" for place in self._places])
        self._admin1s = _classes([_division(place) for place in self._places])
        self._divisions = self._inside(Feature.ADMIN1, self._admin1s)
        self._districts = self._inside(Feature.ADMIN2, _classes([_district(place) for place in self._places]))
        total = sum(peoples.values()) + _SHRINK
        self._peoples = np.array([peoples.get(place.country or "", 0) / total for place in self._places])
        self._of_core = {one.core: at for at, sense in enumerate(senses) for one in sense.mentions}
        self._relate()

    def rows(self, sense: int) -> slice:
        """Where in the table the candidates of a sense stand."""
        return slice(int(self._starts[sense]), int(self._starts[sense + 1]))

    def marks(self, chances: Floats) -> Floats:
        """All marks of every candidate, given how likely each is so far."""
        heard = self._heard(chances)
        each = heard[self._sense][:, self._sense]
        lent = np.stack(
            [
                self._stated @ chances,
                self._loose @ chances,
                self._close @ chances,
                self._holding @ chances,
                self._agree(self._countries, chances, heard),
                self._agree(self._admin1s, chances, heard),
                self._peoples,
                (self._near * each) @ chances,  # how near the others lie, weighed
                (self._far * each) @ chances,
                self._nearest(chances),
                np.minimum(self._divisions @ chances, 1.0),
                np.minimum(self._districts @ chances, 1.0),
                np.minimum(self._districts.T @ chances, 1.0),
            ],
            axis=1,
        )
        return np.concatenate([self.own, lent], axis=1)

    def leading(self, chances: Floats) -> Floats:
        """For each sense, what share the land has that most of the others lie in."""
        return np.asarray((self._heard(chances) @ self._by_sense(self._countries, chances)).max(axis=1))

    def chances(self, scores: Floats) -> Floats:
        """Scores to chances: with that of being none of the candidates, those of each sense sum up to one."""
        if not len(scores):
            return scores
        sizes = np.diff(self._starts)[self._filled]
        best = np.maximum.reduceat(scores, self._first)
        raised = np.exp(scores - np.repeat(best, sizes))
        total = np.add.reduceat(raised, self._first) + np.exp(_NONE - best)
        return np.asarray(raised / np.repeat(total, sizes))

    def _weighed_senses(self) -> Floats:
        """How much each sense may hear from each other: more from one that is named more often.

        Nothing from one that may be the same place: "Marj barracks" is no second witness for "Marj".
        """
        named = np.sqrt([float(len(sense.mentions)) for sense in self.senses]) * self._filled
        others = np.tile(named, (len(self.senses), 1))
        bearers: dict[str, set[int]] = {}
        for place, sense in zip(self._places, self._sense.tolist(), strict=True):
            bearers.setdefault(place.id, set()).add(sense)
        for same in bearers.values():
            if len(same) > 1:  # few places are; that a sense hears nothing from itself follows
                others[np.ix_(list(same), list(same))] = 0.0
        np.fill_diagonal(others, 0.0)
        return others

    def _heard(self, chances: Floats) -> Floats:
        """What share each sense has in what another hears: hardly any, where it is likely no place known."""
        sure = np.zeros(len(self.senses))
        if len(chances):
            sure[self._filled] = np.add.reduceat(chances, self._first)
        return np.asarray(self._others / ((self._others @ sure)[:, None] + _SHRINK))

    def _nearness(self) -> tuple[Floats, Floats]:
        """How near every two candidates lie: 1 where they meet, a half at 50 km and at 300."""
        north = np.radians([place.lat for place in self._places])
        east = np.radians([place.lon for place in self._places])
        level = np.cos(north)
        on_globe = np.stack([level * np.cos(east), level * np.sin(east), np.sin(north)], axis=1)
        km = EARTH_KM * np.arccos(np.clip(on_globe @ on_globe.T, -1.0, 1.0))
        # A country's middle says nothing about where in it things happen.
        told = np.array([place.feature is not Feature.COUNTRY for place in self._places], dtype=np.float64)
        both = told[:, None] * told[None, :]
        return both / (1.0 + (km / _NEAR_KM) ** 2), both / (1.0 + (km / _FAR_KM) ** 2)

    def _inside(self, feature: Feature, classes: Floats) -> Floats:
        """Who lies in whom, of other senses, where that is a division: by their common class."""
        larger = {Feature.COUNTRY, Feature.ADMIN1, feature}
        whole = np.array([place.feature is feature for place in self._places], dtype=np.float64)
        part = np.array([place.feature not in larger for place in self._places], dtype=np.float64)
        apart = self._sense[:, None] != self._sense[None, :]
        return np.asarray((classes @ classes.T) * part[:, None] * whole[None, :] * apart)

    def _relate(self) -> None:
        """Who may lie in whom or by whom, as the text says of their names."""
        size = len(self.candidates)
        self._stated, self._loose, self._close, self._holding = (np.zeros((size, size)) for _ in range(4))
        for at, sense in enumerate(self.senses):
            for larger in self._told(at, (core for one in sense.mentions for core in one.stated)):
                self._put_in(self._stated, at, larger)
            seeming = (core for one in sense.mentions for core in (*one.loose, *one.along))
            for larger in self._told(at, seeming):
                self._put_in(self._loose, at, larger)
            for other in self._told(at, (core for one in sense.mentions for core in one.close)):
                rows, columns = self.rows(at), self.rows(other)
                self._close[rows, columns] = self._near[rows, columns]

    def _told(self, sense: int, cores: Iterable[Span]) -> set[int]:
        """The other senses that mentions with these cores belong to."""
        return {self._of_core[core] for core in cores if core in self._of_core} - {sense}

    def _put_in(self, table: Floats, inner: int, outer: int) -> None:
        for row in range(int(self._starts[inner]), int(self._starts[inner + 1])):
            for column in range(int(self._starts[outer]), int(self._starts[outer + 1])):
                if holds(self._places[column], self._places[row]):
                    table[row, column] = self._holding[column, row] = 1.0

    def _agree(self, classes: Floats, chances: Floats, heard: Floats) -> Floats:
        """For each candidate, the share of the other senses that lie in its class."""
        told = heard @ self._by_sense(classes, chances)
        return np.asarray((told[self._sense] * classes).sum(axis=1))

    def _by_sense(self, classes: Floats, chances: Floats) -> Floats:
        """How likely each sense lies in each class."""
        by_sense = np.zeros((len(self.senses), classes.shape[1]))
        np.add.at(by_sense, self._sense, classes * chances[:, None])
        return by_sense

    def _nearest(self, chances: Floats) -> Floats:
        """For each candidate, how near the sense lies that lies nearest."""
        if not len(chances):
            return chances
        by_sense = np.add.reduceat(self._near * chances, self._first, axis=1)
        heard = self._others[:, self._filled][self._sense] > 0
        return np.asarray((by_sense * heard).max(axis=1))


def _division(place: Place) -> str:
    """A first division and all in it have one key; "" where none is known."""
    if place.feature is Feature.COUNTRY:
        return ""
    name = place.admin1 or (place.name if place.feature is Feature.ADMIN1 else "")
    return f"{place.country} {fold(name)}" if name else ""


def _district(place: Place) -> str:
    name = place.admin2 or (place.name if place.feature is Feature.ADMIN2 else "")
    return f"{place.country} {fold(place.admin1 or '')} {fold(name)}" if name else ""


def _classes(keys: list[str]) -> Floats:
    """A column for each key, one where a candidate has it; "" has none."""
    columns = {key: at for at, key in enumerate(dict.fromkeys(filter(None, keys)))}
    table = np.zeros((len(keys), max(len(columns), 1)))
    for row, key in enumerate(keys):
        if key:
            table[row, columns[key]] = 1.0
    return table
