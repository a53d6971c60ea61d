"""Glances in the database: the little of accounts that a first look asks for, of hundreds at a time.

A row of accounts never changes but for its incident, and its number is never given again. So what was read of
one once is kept by the process, as soon as the transaction that read it is through. Each glance has the
digest of its sketch, by which `Accounts` sees whether it still is of the same archive.
"""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction

from dateline.domain import EventType
from dateline.linking.blocking import Glance
from dateline.linking.windows import days_of
from dateline.web.archive.linking.asking import asked, of_accounts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_KEPT = 60_000  # of some 600 bytes each


class Glanced(NamedTuple):
    """A glance, and the digest of the sketch that it is of."""

    glance: Glance
    digest: str


def glances_of(numbers: Collection[int]) -> dict[int, Glanced]:
    """The glances of accounts, by their numbers."""
    found = {number: known for number in numbers if (known := _memory.get(number))}
    if new := _read([number for number in numbers if number not in found]):
        found |= new
        transaction.on_commit(lambda: _keep(new), using=of_accounts().alias)
    return found


def forget_glances() -> None:
    """Let go of all that is kept: it is of another archive."""
    _memory.clear()


def _read(numbers: Iterable[int]) -> dict[int, Glanced]:
    rows = asked(
        "SELECT a.id, r.key, a.ref, a.digest, a.glance FROM archive_account a"
        " JOIN archive_report r ON r.id = a.report_id WHERE a.id IN ({})",
        numbers,
    )
    found = {}
    for number, report, ref, digest, written in rows:
        kind, said, first, last, places = json.loads(written)
        days = days_of(said, first, last)
        glance = Glance(f"{report}\0{ref}", report, _TYPES[kind], said, days, frozenset(places))
        found[number] = Glanced(glance, digest)
    return found


def _keep(new: dict[int, Glanced]) -> None:
    _memory.update(new)
    for number in list(islice(_memory, max(0, len(_memory) - _KEPT))):
        _memory.pop(number, None)


_TYPES = {one.value: one for one in EventType}
_memory: dict[int, Glanced] = {}
