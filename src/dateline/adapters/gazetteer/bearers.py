"""Who bears a name: the places whose names have its normal form, or come close to it."""

from __future__ import annotations

from dataclasses import replace
from math import pi
from typing import TYPE_CHECKING, Any

from dateline.adapters.gazetteer.rows import COLUMNS, place_of
from dateline.adapters.gazetteer.spellings import near_forms
from dateline.domain import Feature
from dateline.resolving.asked_kinds import asked_kind, suits
from dateline.resolving.ports import Candidate
from dateline.resolving.romanising import folded, normal

if TYPE_CHECKING:
    import sqlite3

    from dateline.domain import Place

MOST = 30  # candidates for one name: Springfield, Alexandrovka
OTHER_KIND = 0.9  # what is left of a closeness where a kind is asked for and the place is of another
_ROWS = 150  # names of a form that are read, those of the most populous places first: some 50 places
_FORMS = 6  # other spellings whose bearers are told
_BEARERS_EACH = 5  # of each, the most populous
# A town with this share of a division's people is what their common name means first: New York has 28 % of
# its state, Idlib 29 %; Oklahoma City has 21 %, Quebec 6 %.
_CAPITAL_SHARE = 0.25

# Nobody counts the people of a region or a sea: as many as live on so much land of the world in the mean.
_PEOPLE_PER_KM2 = 54

# The queries are put together from these pieces and from numbers, never from words that are looked up.
_NAMED = "FROM form f JOIN name n ON n.form = f.id JOIN place p ON p.id = n.place"
_NAME = "CASE n.name WHEN '' THEN p.name ELSE n.name END"
# Numbers of places go by population.
_BEARERS = f"SELECT {COLUMNS}, {_NAME} {_NAMED} WHERE f.form = ? ORDER BY n.place, n.name LIMIT {_ROWS}"
_BEARERS_OF = f"""
    SELECT {COLUMNS}, {_NAME}, f.form, min(n.name) {_NAMED} WHERE f.id = ?
    GROUP BY n.place ORDER BY n.place LIMIT {_BEARERS_EACH}
"""


def bearers(file: sqlite3.Connection, words: str) -> tuple[Candidate, ...]:
    """The places that `words` may name, closest first; at most MOST."""
    found = _same(file, words)
    if not found:
        bare, asked = asked_kind(words)
        if asked and bare:
            found = [_of_kind(one, asked) for one in _same(file, bare) or _near(file, bare)]
            found.sort(key=lambda one: -one.closeness)
    return tuple((found or _near(file, words))[:MOST])


def _same(file: sqlite3.Connection, words: str) -> list[Candidate]:
    """The places that bear the normal form of `words`, those first that are spelt so."""
    plain = folded(words)
    best: dict[str, tuple[tuple[bool, bool, bool], Any]] = {}
    for row in file.execute(_BEARERS, (normal(words),)):
        name = row[-1]
        alike = name == words, name == words or folded(name) == plain, name == row[1]
        if row[0] not in best or alike > best[row[0]][0]:
            best[row[0]] = alike, row
    spelt = [row for (_, so, _), row in best.values() if so]
    others = [row for (_, so, _), row in best.values() if not so]
    return [
        Candidate(place=place, closeness=1.0, matched=name)
        for rows in (spelt, others)
        for place, name in _foremost_first([(place_of(row), row[-1]) for row in rows])
    ]


def _foremost_first(found: list[tuple[Place, str]]) -> list[tuple[Place, str]]:
    """Countries first; the rest by their people, but a town before the division that is called after it."""
    if len(found) < 2:  # noqa: PLR2004 (nothing to sort)
        return found
    towns = [(place, name) for place, name in found if place.feature is Feature.TOWN]

    def rank(one: tuple[Place, str]) -> tuple[bool, float, bool]:
        place, name = one
        after = [
            town.population
            for town, called in towns
            if _lies_in(town, place)
            and (
                town.population >= _CAPITAL_SHARE * place.population
                or (called == town.name and name != place.name)
            )
        ]
        return place.feature is not Feature.COUNTRY, -max(after, default=_people(place)), bool(after)

    return sorted(found, key=rank)


def _people(place: Place) -> float:
    return place.population or _PEOPLE_PER_KM2 * pi * (place.radius_km or 0.0) ** 2


def _lies_in(town: Place, division: Place) -> bool:
    match division.feature:
        case Feature.ADMIN1:
            return (town.country, town.admin1) == (division.country, division.name)
        case Feature.ADMIN2:
            return (town.country, town.admin1, town.admin2) == (
                division.country,
                division.admin1,
                division.name,
            )
        case _:
            return False


def _near(file: sqlite3.Connection, words: str) -> list[Candidate]:
    """The places with a name so close to `words` that these may be another spelling of it."""
    form = normal(words)
    found: dict[str, Candidate] = {}
    for near, number in near_forms(file, form)[:_FORMS]:
        for *row, name, other, _ in file.execute(_BEARERS_OF, (number,)):
            place = place_of(row)
            if place.id not in found and not (place.feature is Feature.COUNTRY and _of_people(form, other)):
                found[place.id] = Candidate(place=place, closeness=near, matched=name)
    return sorted(found.values(), key=lambda one: (-one.closeness, -one.place.population))


def _of_people(form: str, country: str) -> bool:
    """Whether a form that comes close to that of a country names its people: Syrian, Iraqi, Turkish."""
    return any(form.endswith(ending) and not country.endswith(ending) for ending in ("n", "i", "sh", "s"))


def _of_kind(one: Candidate, asked: Feature) -> Candidate:
    return one if suits(asked, one.place.feature) else replace(one, closeness=one.closeness * OTHER_KIND)
