"""Block keys in the database: which accounts of all may be of one incident with a new one.

A key is a number. Its high bits are those of its days, so that the keys of one time lie side by side on the
disk: those of the last days, which are asked for and written most, are nearly always in memory.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from django.db import connections, router

from dateline.linking.blocking import COMMON, DAYLESS, Blocks, homes, likeliest, sought
from dateline.web.archive.linking.writing import keep_block_keys
from dateline.web.archive.models import BlockKey

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from dateline.linking.blocking import Key
    from dateline.linking.sketching import Sketch
    from dateline.web.archive.linking.accounts import Accounts

_ASKED = 500  # keys in one question: databases take only so many values
_SOME, _BITS = 1 << 48, 1 << 64
_DAYLESS_AT = {"some day": 0, "no day": 1}


@lru_cache(maxsize=1 << 16)
def number_of(key: Key) -> int:
    """A key as a number of 64 bits with a sign."""
    high = _DAYLESS_AT[str(key[0])] if key[0] in DAYLESS else int(key[1]) & 0xFFFF
    words = "\0".join(map(str, key)).encode("utf-8", "surrogatepass")
    low = int.from_bytes(blake2b(words, digest_size=6).digest(), "big")
    number = high * _SOME + low
    return number - _BITS if number >= _BITS // 2 else number


def keep_keys(accounts: Sequence[tuple[int, Sketch]]) -> None:
    """Keep accounts under their keys."""
    wanted = {number_of(key): key for _, sketch in accounts for key in homes(sketch) if key[0] in DAYLESS}
    full = {number for number, held in _counted(wanted).items() if held > COMMON}
    keep_block_keys(
        (number, account)
        for account, sketch in accounts
        for number in {number_of(key) for key in homes(sketch)} - full
    )


def drop_keys(accounts: Iterable[tuple[int, Sketch]]) -> None:
    """Keep accounts under their keys no more."""
    for account, sketch in accounts:
        numbers = sorted({number_of(key) for key in homes(sketch)})
        for at in range(0, len(numbers), _ASKED):
            BlockKey.objects.filter(key__in=numbers[at : at + _ASKED], account=account).delete()


class DatabaseBlocks(Blocks):
    """Keeps the contract of dateline.linking.blocking.Blocks on the table of block keys.

    What is near is looked up once for all accounts of a report. What is added and removed is written down by
    who holds these blocks.
    """

    def __init__(self, accounts: Accounts) -> None:
        """The blocks of the accounts that are in the database."""
        super().__init__()
        self._accounts = accounts
        self._near: dict[str, list[Sketch]] = {}

    def add(self, sketch: Sketch) -> None:
        """Nothing: who holds these blocks writes down what is added."""

    def remove(self, sketch: Sketch) -> None:
        """Nothing: who holds these blocks writes down what is removed."""

    def look(self, sketches: Iterable[Sketch]) -> None:
        """Look up what is near to some accounts."""
        asked = {one.key: [(number_of(key), key[0] in DAYLESS) for key in sought(one)] for one in sketches}
        held = _held({number for some in asked.values() for number, _ in some})
        hits = {
            key: Counter(
                account
                for number, dayless in some
                if not dayless or len(held.get(number, ())) <= COMMON
                for account in held.get(number, ())
            )
            for key, some in asked.items()
        }
        self._accounts.load({account for counted in hits.values() for account in counted})
        seen = {account: self._accounts.glimpse(account) for counted in hits.values() for account in counted}
        near = {}
        for one in sketches:
            found = {account: seen[account] for account in hits[one.key]}
            by_key = {seen[account].key: count for account, count in hits[one.key].items()}
            near[one.key] = [other.key for other in likeliest(one, found.values(), by_key)]
        numbers = {key: self._accounts.by_key[key].number for keys in near.values() for key in keys}
        self._accounts.read_sketches(set(numbers.values()))
        for key, keys in near.items():
            self._near[key] = [self._accounts.sketch(numbers[other]) for other in keys]

    def near(self, sketch: Sketch) -> list[Sketch]:
        """The accounts of other reports that may be of one incident with this one, in a fixed order."""
        return self._near[sketch.key]


def _held(numbers: set[int]) -> dict[int, list[int]]:
    """The accounts under some keys."""
    found: dict[int, list[int]] = {}
    for number, account in _asked("SELECT key, account FROM archive_blockkey WHERE key IN ({})", numbers):
        found.setdefault(number, []).append(account)
    return found


def _counted(numbers: Collection[int]) -> dict[int, int]:
    """How many accounts are under some keys."""
    return dict(_asked("SELECT key, COUNT(*) FROM archive_blockkey WHERE key IN ({}) GROUP BY key", numbers))


def _asked(query: str, numbers: Collection[int]) -> list[tuple[int, int]]:
    """Ask in the order of the keys, so that the disk is read in its order.

    They are numbers of our own making, so they stand in the question itself.
    """
    ordered = sorted(numbers)
    rows: list[tuple[int, int]] = []
    with connections[router.db_for_write(BlockKey)].cursor() as cursor:
        for at in range(0, len(ordered), _ASKED):
            cursor.execute(query.format(", ".join(map(str, ordered[at : at + _ASKED]))))
            rows += cursor.fetchall()
    return rows
