"""Names to places: the likeliest candidate of each sense, or why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import NameClass, Unresolved
from dateline.resolving.geometry import km_between, point_of
from dateline.resolving.placing.evidence import Evidence
from dateline.resolving.placing.lookup import SAME
from dateline.resolving.placing.marks import MARKS, OWN
from dateline.resolving.placing.ranking import as_vector, weigh
from dateline.resolving.placing.senses import fold, holds
from dateline.resolving.placing.standing import COMPANY, LEAST_OUT_OF_THE_BLUE, Standing
from dateline.resolving.placing.weights import WEIGHTS
from dateline.resolving.placing.wording import called

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from dateline.domain import Coding, Place
    from dateline.resolving.placing.evidence import Floats
    from dateline.resolving.placing.senses import Sense
    from dateline.resolving.ports import Candidate

EQUAL = 0.95  # the second best has this share of the best one's chance: neither is chosen
APART_KM = 50.0  # two candidates closer than this are no question worth leaving open
NOTABLE = 0.05  # chance from which the second best is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The place chosen for a sense.

    `ahead` tells by how much each mark puts it before `rival`, the next best; `runner_up` is the rival where
    it came close enough to be told.
    """

    sense: Sense
    best: Candidate
    rival: Candidate | None = None
    ahead: Mapping[str, float]
    runner_up: Place | None = None


def choose(
    senses: Sequence[Sense],
    coding: Coding,
    peoples: Mapping[str, int],
    home: str | None,
    land: Callable[[Place], str | None],
) -> list[Choice | Unresolved]:
    """A choice for each sense, in the same order. `land` gives the name of a place's country."""
    judge = _Judge(senses, Evidence(senses, peoples, home), land)
    persons = _persons(coding)
    return [_taken(sense, coding, persons) or judge.choice(at) for at, sense in enumerate(senses)]


class _Judge:
    """How likely each candidate of each sense is, and what makes it so."""

    def __init__(
        self, senses: Sequence[Sense], evidence: Evidence, land: Callable[[Place], str | None]
    ) -> None:
        weights = as_vector(WEIGHTS)
        self._senses, self._evidence, self._land = senses, evidence, land
        self._company = sum(bool(sense.candidates) for sense in senses) >= COMPANY
        self._chances, self._marks = weigh(evidence, weights)
        self._worth = self._marks * weights
        known = self._worth[:, : len(OWN)].sum(axis=1) >= LEAST_OUT_OF_THE_BLUE
        self._leading = evidence.leading(self._chances * known)

    def choice(self, at: int) -> Choice | Unresolved:
        """The likeliest candidate of a sense, or why there is none."""
        sense, rows = self._senses[at], self._evidence.rows(at)
        if not sense.candidates:
            return _unknown(sense)
        chances, worth = self._chances[rows], self._worth[rows]
        shares = _shares(sense, chances)
        each = chances.tolist()
        order = sorted(range(len(each)), key=lambda row: (-shares[row], -each[row], row))
        first = self._first(at, order)
        if first is None:
            return self._unlikely(sense, sense.candidates[order[0]])
        best, others = sense.candidates[first], [row for row in order if row != first]
        rival = next((row for row in others if _lies_apart(sense.candidates[row], best)), None)
        if rival is not None and shares[rival] >= EQUAL * shares[first] and self._standing(at, rival).holds:
            return self._undecided(sense, best, sense.candidates[rival])
        second = others[0] if rival is None and others else rival
        ahead = [] if second is None else (worth[first] - worth[second]).tolist()
        close = next((row for row in others if each[row] >= NOTABLE), None)
        return Choice(
            sense=sense,
            best=best,
            rival=None if second is None else sense.candidates[second],
            ahead=dict(zip(MARKS, ahead, strict=False)),
            runner_up=None if close is None else sense.candidates[close].place,
        )

    def _first(self, at: int, order: Sequence[int]) -> int | None:
        """The likeliest candidate that fits the report.

        Another than the very first is taken only in a land told, and not for a quarter or a mosque: these
        have the same names in every town.
        """
        if self._standing(at, order[0]).holds:
            return order[0]
        kind = self._senses[at].kind
        if kind is not None and kind.is_local:
            return None
        standing = ((row, self._standing(at, row)) for row in order[1:])
        return next((row for row, one in standing if one.is_told and one.holds), None)

    def _standing(self, at: int, row: int) -> Standing:
        sense, rows = self._senses[at], self._evidence.rows(at)
        one = sense.candidates[row]
        return Standing(
            one=one,
            kind=sense.kind,
            marks=dict(zip(MARKS, self._marks[rows][row].tolist(), strict=True)),
            worth=dict(zip(MARKS, self._worth[rows][row].tolist(), strict=True)),
            leading=float(self._leading[at]),
            land=self._land(one.place),
            company=self._company,
        )

    def _unlikely(self, sense: Sense, best: Candidate) -> Unresolved:
        if best.closeness < SAME:
            return _unknown(sense)
        words, place = sense.mentions[0].words, called(best.place, self._land(best.place))
        return Unresolved(reason=f"the likeliest place called “{words}”, {place}, does not fit the report")

    def _undecided(self, sense: Sense, best: Candidate, rival: Candidate) -> Unresolved:
        first, second = (called(one.place, self._land(one.place)) for one in (best, rival))
        words = sense.mentions[0].words
        return Unresolved(reason=f"“{words}” may be {first} or {second}: nothing here tells which")


def _lies_apart(one: Candidate, best: Candidate) -> bool:
    """Whether two candidates are two answers: not a town and its province, nor two records of one place."""
    if holds(one.place, best.place) or holds(best.place, one.place):
        return False
    return km_between(point_of(one.place), point_of(best.place)) > APART_KM


def _shares(sense: Sense, chances: Floats) -> list[float]:
    """The chance of each candidate and of those that are the same answer: a town shares its province's."""
    shares: list[float] = chances.tolist()
    notable = [row for row, chance in enumerate(shares) if chance >= NOTABLE]
    for row in notable:
        one = sense.candidates[row]
        same = [at for at in notable if at != row and not _lies_apart(sense.candidates[at], one)]
        if same:  # few names have two places of one answer
            shares[row] = float(chances[[row, *same]].sum())
    return shares


def _unknown(sense: Sense) -> Unresolved:
    return Unresolved(reason=f"the gazetteer knows no place called “{sense.mentions[0].words}”")


def _persons(coding: Coding) -> dict[str, str]:
    """The names of persons in a coding, by each word of them, as written."""
    text = coding.report.text
    found: dict[str, str] = {}
    for name in coding.names:
        if name.cls is NameClass.PERSON:
            whole = name.span.of(text)
            words = whole.split()
            if len(words) > 1:  # a name in one word may as well be a place that was taken for a person
                found.update({fold(word): whole for word in words})
    return found


def _taken(sense: Sense, coding: Coding, persons: Mapping[str, str]) -> Unresolved | None:
    """Why a sense is a person here, if it is: a person bears the name, and no word before it says a place."""
    words = sense.mentions[0].words
    person = persons.get(fold(words))
    text = coding.report.text
    if person is None or any(
        _LOCATIVE.search(text[max(0, one.core.start - 15) : one.core.start]) for one in sense.mentions
    ):
        return None
    if any(one.kind or one.relation or one.stated for one in sense.mentions):
        return None
    return Unresolved(reason=f"“{words}” is the name of a person here: {person}")


_LOCATIVE = re.compile(
    r"\b(?:in|at|near|from|to|into|outside|around|inside|across|towards?|through|via|of)\s(?:the\s)?$",
    re.IGNORECASE,
)
