"""Forms that come close to one that no place bears: other spellings, and misspellings.

Weighing all half a million forms would take seconds. So those are weighed that have the same consonants,
since spellings differ in vowels most; and where none of these is close enough, those that are alike but for
one stretch, since a misspelling has one mistake mostly.
"""

from __future__ import annotations

from heapq import nlargest
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.resolving.romanising import form_closeness, skeleton

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

# Of names with one letter wrong that no place bears as they are, measured on 481 (bench.lookups draws such),
# the place meant comes first for 67 %. From 0.75 on it would for 3 more, and names of no place at all would
# be answered two times in three instead of one in two. Who asks has more to go by: closeness, country, kind.
LEAST = 0.8
SURE = 0.9  # a spelling as close as this is looked no further for
SHORTEST = 3  # letters of a form under which everything is close to everything
# How many forms are looked at, and how many of these are weighed. Swept on the same names: half as many find
# 1 or 2 % fewer, twice as many no more.
_ALIKE, _BUT_FOR_ONE, _WEIGHED = 60, 40, 8
_BEHIND = 0.1  # what is farther behind the closest form is not meant
# The trigrams that are looked for in what must be alike: so many, the rarest, one of them in no more forms
# than _RARE, none in more than _COMMON; and how many forms with these are then sorted by their length.
_GRAMS, _RARE, _COMMON, _FOUND = 4, 3000, 6000, 80
_LONG = 9  # letters, marks of beginning and end included, from which a form has three stretches, not two


def near_forms(file: sqlite3.Connection, form: str) -> list[tuple[float, int]]:
    """How close, and number, of the forms that may be other spellings of `form`, closest first."""
    if len(form) < SHORTEST:
        return []
    found = _weighed(form, _with_skeleton(file, form))
    if not found or found[0][0] < SURE:
        others = _weighed(form, _alike_but_for_one_stretch(file, form))
        found = sorted({*found, *others}, key=_closest)
    return found


def _weighed(form: str, others: Iterable[tuple[int, str]]) -> list[tuple[float, int]]:
    """How close some forms come; without those that are far behind the closest."""
    found: list[tuple[float, int]] = []
    floor = LEAST
    for number, other in _likeliest(form, list(others)):
        near = form_closeness(form, other, floor)
        if near:
            found.append((near, number))
            floor = max(floor, near - _BEHIND)
    return sorted((one for one in found if one[0] >= floor), key=_closest)


def _likeliest(form: str, others: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The forms that are worth weighing: those with most pairs of letters in common, and of like length."""
    if len(others) <= _WEIGHED:
        return others
    pairs = _pairs(form)

    def likeness(one: tuple[int, str]) -> tuple[int, int]:
        return 2 * len(pairs.intersection(_pairs(one[1]))) - abs(len(one[1]) - len(form)), -one[0]

    return nlargest(_WEIGHED, others, key=likeness)


def _pairs(form: str) -> set[str]:
    marked = f"<{form}>"
    return {marked[at : at + 2] for at in range(len(marked) - 1)}


def _closest(found: tuple[float, int]) -> tuple[float, int]:
    return -found[0], found[1]


def _with_skeleton(file: sqlite3.Connection, form: str) -> Iterable[tuple[int, str]]:
    return file.execute(
        "SELECT id, form FROM form WHERE skeleton = ? "
        "ORDER BY substr(form, 1, 2) <> ?, abs(length(form) - ?), id LIMIT ?",
        (skeleton(form), form[:2], len(form), _ALIKE),
    )


def _alike_but_for_one_stretch(file: sqlite3.Connection, form: str) -> Iterable[tuple[int, str]]:
    parts = list(_without_one_stretch(form))
    forms = _forms_with(file, {gram for part in parts for gram in part})
    wanted = [wanted for part in parts if (wanted := _rarest(part, forms))]
    if not wanted:
        return ()
    return file.execute(
        "SELECT form.id, form.form "
        "FROM (SELECT rowid AS id FROM spelling WHERE spelling MATCH ? LIMIT ?) JOIN form USING (id) "
        "ORDER BY abs(length(form.form) - ?), form.id LIMIT ?",
        (" OR ".join(wanted), _FOUND, len(form), _BUT_FOR_ONE),
    )


def _without_one_stretch(form: str) -> Iterator[list[str]]:
    """The trigrams of a form that lie outside its first, its second and its last stretch."""
    marked = f"<{form}>"
    size = len(marked)
    stretches = 3 if size >= _LONG else 2
    cuts = [round(size * cut / stretches) for cut in range(stretches + 1)]
    for start, end in pairwise(cuts):
        outside = (at for at in range(size - 2) if at + 3 <= start or at >= end)
        yield sorted({marked[at : at + 3] for at in outside})


def _forms_with(file: sqlite3.Connection, grams: set[str]) -> dict[str, int]:
    """How many forms hold each of some trigrams."""
    holes = ", ".join("?" * len(grams))
    return dict(file.execute(f"SELECT gram, forms FROM gram WHERE gram IN ({holes})", sorted(grams)))  # noqa: S608


def _rarest(grams: list[str], forms: dict[str, int]) -> str:
    """What FTS5 is asked for, to find the forms with all of these trigrams; nothing where that is no use."""
    if len(grams) < 2 or not all(gram in forms for gram in grams):  # noqa: PLR2004 (one trigram tells too little)
        return ""
    rarest = sorted(grams, key=lambda gram: (forms[gram], gram))[:_GRAMS]
    if forms[rarest[0]] > _RARE:
        return ""
    telling = [gram for gram in rarest if forms[gram] <= _COMMON]
    return "(" + " AND ".join(f'"{gram}"' for gram in telling) + ")"
