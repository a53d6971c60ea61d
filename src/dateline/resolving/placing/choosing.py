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
        order = sorted(range(len(chances)), key=lambda row: (-float(chances[row]), row))
        first = order[0]
        best = sense.candidates[first]
        standing = Standing(
            one=best,
            marks=dict(zip(MARKS, self._marks[rows][first].tolist(), strict=True)),
            worth=dict(zip(MARKS, worth[first].tolist(), strict=True)),
            leading=float(self._leading[at]),
            land=self._land(best.place),
        )
        if not standing.holds(sense.kind, company=self._company):
            return self._unlikely(sense, best)
        rival = next((row for row in order[1:] if _lies_apart(sense.candidates[row], best)), None)
        if rival is not None and chances[rival] >= EQUAL * chances[first]:
            return self._undecided(sense, best, sense.candidates[rival])
        second = order[1] if rival is None and len(order) > 1 else rival
        ahead = [] if second is None else (worth[first] - worth[second]).tolist()
        close = next((row for row in order[1:] if chances[row] >= NOTABLE), None)
        return Choice(
            sense=sense,
            best=best,
            rival=None if second is None else sense.candidates[second],
            ahead=dict(zip(MARKS, ahead, strict=False)),
            runner_up=None if close is None else sense.candidates[close].place,
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
