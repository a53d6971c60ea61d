"""Differing: in what the accounts of an incident differ, and whether a text gives each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.exporting.incidents import wording
from dateline.web.archive.models import Incident
from dateline.web.archive.store import examined_of
from dateline.web.press.incidents.words import FACTS, value_words
from dateline.web.telling.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from uuid import UUID

    from dateline.domain import Fact
    from dateline.web.press.models import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """A fact on which accounts differ: each position in all the spellings that stand for it."""

    fact: Fact
    words: str
    positions: tuple[frozenset[str], ...]


def differing_in(rows: Sequence[Incident]) -> dict[UUID, tuple[Differing, ...]]:
    """In what the accounts of incidents differ, as they were weighed last, in a query at most.

    Their `body` may be deferred: it is asked for only where it was not read before.
    """
    known = {row.pk: _memory.get((row.pk, row.changed_at)) for row in rows}
    found = {pk: one for pk, one in known.items() if one is not None}
    if unread := [pk for pk in known if pk not in found]:
        for row in Incident.objects.filter(pk__in=unread).only("pk", "changed_at", "body"):
            found[row.pk] = _memory.put((row.pk, row.changed_at), tuple(_found(row)))
    return {row.pk: found.get(row.pk, ()) for row in rows}


def is_told(one: Differing, cited: Iterable[Citation]) -> bool:
    """Whether the claims that a text cites of the incident give each position; a single one leaves it out."""
    said = {claim.value for claim in cited if claim.fact == one.fact.value}
    return all(said & spellings for spellings in one.positions)


_memory: Kept[tuple[UUID, datetime], tuple[Differing, ...]] = Kept(512)


def _found(row: Incident) -> Iterator[Differing]:
    examined = examined_of(row)
    for weighing in examined.weighings:
        if weighing.contradiction is None:
            continue
        told = [one for one in examined.incident.tellings if one.fact is weighing.fact]
        spelt = {value: {value} for value in (one.value for one in weighing.contradiction.positions)}
        shown: dict[str, str] = {}
        for one in told:
            if one.value in spelt:
                spelt[one.value] |= {value_words(one), wording.value_words(one)}
                shown.setdefault(one.value, value_words(one))
        yield Differing(
            fact=weighing.fact,
            words=f"{FACTS[weighing.fact]}: {' / '.join(shown.get(value, value) for value in spelt)}",
            positions=tuple(frozenset(some) for some in spelt.values()),
        )
