"""Names to places: the likeliest candidate of each sense, or why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import NameClass, Unresolved
from dateline.resolving.geometry import km_between, point_of
from dateline.resolving.placing.evidence import Evidence
from dateline.resolving.placing.lookup import SAME
from dateline.resolving.placing.marks import MARKS
from dateline.resolving.placing.ranking import as_vector, weigh
from dateline.resolving.placing.senses import fold, holds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.domain import Coding, Place
    from dateline.resolving.placing.evidence import Floats
    from dateline.resolving.placing.senses import Sense
    from dateline.resolving.ports import Candidate

# Measured on the fitted half of LGL and GeoVirus.
LEAST_SCORE = 8.0  # of 37 choices with less, in reports of some names, 1 was right; of 1,361 with more, 1,096
LEAST_SCORE_ALONE = 7.0  # in a report with few other names, which lend little: 1 of 4, and 202 of 301
COMPANY = 4  # names from which a report is taken to have said what it is about
LEAST_CLOSENESS = 0.8  # 3 names came no closer, none to the right place
LEAST_SCORE_OF_OTHER_SPELLING = 10.0  # of 191 such choices with less, 2 were right; of 27 with more, 11
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
    chance: float
    rival: Candidate | None = None
    ahead: Mapping[str, float]
    runner_up: Place | None = None


def choose(
    senses: Sequence[Sense],
    coding: Coding,
    peoples: Mapping[str, int],
    home: str | None,
    weights: Mapping[str, float],
) -> list[Choice | Unresolved]:
    """A choice for each sense, in the same order."""
    evidence = Evidence(senses, peoples, home)
    persons = _persons(coding)
    if not evidence.candidates:
        return [_unknown(sense) for sense in senses]
    vector = as_vector(weights)
    company = sum(bool(sense.candidates) for sense in senses) >= COMPANY
    chances, marks = weigh(evidence, vector)
    chosen: list[Choice | Unresolved] = []
    for at, sense in enumerate(senses):
        rows = evidence.rows(at)
        if rows.start == rows.stop:
            chosen.append(_unknown(sense))
        elif taken := _taken(sense, coding, persons):
            chosen.append(taken)
        else:
            chosen.append(_choice(sense, chances[rows], marks[rows] * vector, company=company))
    return chosen


def _choice(sense: Sense, chances: Floats, worth: Floats, *, company: bool) -> Choice | Unresolved:
    """The likeliest candidate; `worth` is what each mark of each candidate adds to its score."""
    order = sorted(range(len(chances)), key=lambda at: (-float(chances[at]), at))
    best = sense.candidates[order[0]]
    if not _stands(best, float(worth[order[0]].sum()), company=company):
        return _unlikely(sense, best)
    apart = [at for at in order[1:] if _lies_apart(sense.candidates[at], best)]
    rival = apart[0] if apart else None
    if rival is not None and chances[rival] >= EQUAL * chances[order[0]]:
        return _undecided(sense, best, sense.candidates[rival])
    second = order[1] if rival is None and len(order) > 1 else rival
    ahead = (
        {} if second is None else dict(zip(MARKS, (worth[order[0]] - worth[second]).tolist(), strict=True))
    )
    close = next((at for at in order[1:] if chances[at] >= NOTABLE), None)
    return Choice(
        sense=sense,
        best=best,
        chance=float(chances[order[0]]),
        rival=None if second is None else sense.candidates[second],
        ahead=ahead,
        runner_up=None if close is None else sense.candidates[close].place,
    )


def _stands(best: Candidate, score: float, *, company: bool) -> bool:
    """Whether the likeliest candidate is likely at all: any odd name comes near to some village's."""
    if best.closeness >= SAME:
        return score >= (LEAST_SCORE if company else LEAST_SCORE_ALONE)
    return best.closeness >= LEAST_CLOSENESS and score >= LEAST_SCORE_OF_OTHER_SPELLING


def called(place: Place) -> str:
    """A place with what tells it from its namesakes.

    >>> from dateline.domain import Feature, Place
    >>> called(Place(id="x", name="Marj", lat=35, lon=36, feature=Feature.TOWN, country="SY", admin1="Idlib"))
    'Marj (Idlib, SY)'
    """
    inside = [part for part in (place.admin1, place.country) if part and part != place.name]
    return f"{place.name} ({', '.join(inside)})" if inside else place.name


def _lies_apart(one: Candidate, best: Candidate) -> bool:
    """Whether two candidates are two answers: not a town and its province, nor two records of one place."""
    if holds(one.place, best.place) or holds(best.place, one.place):
        return False
    return km_between(point_of(one.place), point_of(best.place)) > APART_KM


def _unknown(sense: Sense) -> Unresolved:
    return Unresolved(reason=f"the gazetteer knows no place called “{sense.mentions[0].words}”")


def _unlikely(sense: Sense, best: Candidate) -> Unresolved:
    if best.closeness < SAME:
        return _unknown(sense)
    return Unresolved(
        reason=f"the likeliest “{sense.name}”, {called(best.place)}, fits nothing else that the report names"
    )


def _undecided(sense: Sense, best: Candidate, rival: Candidate) -> Unresolved:
    words = sense.mentions[0].words
    return Unresolved(
        reason=f"“{words}” may be {called(best.place)} or {called(rival.place)}: nothing here tells which"
    )


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
