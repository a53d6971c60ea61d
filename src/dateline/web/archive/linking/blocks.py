"""Block keys in the database: which accounts of all may be of one incident with a new one.

A key is a number. Its high bits are those of its days, so that the keys of one time lie side by side on the
disk: those of the last days, which are asked for and written most, are nearly always in memory.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING

from dateline.linking.blocking import COMMON, DAYLESS, Blocks, glance, homes, likeliest, sought
from dateline.web.archive.linking.asking import asked
from dateline.web.archive.linking.writing import keep_block_keys
from dateline.web.archive.models import BlockKey

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

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
        self._stored = accounts
        self._near: dict[str, list[Sketch]] = {}

    def add(self, sketch: Sketch) -> None:
        """Nothing: who holds these blocks writes down what is added."""

    def remove(self, sketch: Sketch) -> None:
        """Nothing: who holds these blocks writes down what is removed."""

    def look(self, sketches: Sequence[Sketch]) -> None:
        """Look up what is near to some accounts."""
        asked_for = {
            one.key: [(number_of(key), key[0] in DAYLESS) for key in sought(one)] for one in sketches
        }
        held = _held({number for some in asked_for.values() for number, _ in some})
        hits = {
            key: Counter(
                chain.from_iterable(
                    accounts
                    for number, dayless in some
                    if (accounts := held.get(number)) and (not dayless or len(accounts) <= COMMON)
                )
            )
            for key, some in asked_for.items()
        }
        everyone = set().union(*hits.values())
        numbers = self._likeliest(sketches, hits, everyone)
        if not self._stored.read_sketches(set().union(*numbers.values())):
            self._stored.forget_glances()
            numbers = self._likeliest(sketches, hits, everyone)
            self._stored.read_sketches(set().union(*numbers.values()))
        for key, some in numbers.items():
            self._near[key] = [self._stored.sketch(number) for number in some]

    def _likeliest(
        self, sketches: Iterable[Sketch], hits: Mapping[str, Counter[int]], everyone: Collection[int]
    ) -> dict[str, list[int]]:
        """The numbers of those that are near to each account, the likeliest first."""
        glances = self._stored.glances(everyone)
        return {
            one.key: [
                self._stored.number(key)
                for key in likeliest(
                    glance(one), ((glances[number].glance, count) for number, count in hits[one.key].items())
                )
            ]
            for one in sketches
        }

    def near(self, sketch: Sketch) -> list[Sketch]:
        """The accounts of other reports that may be of one incident with this one, in a fixed order."""
        return self._near[sketch.key]


def _held(numbers: set[int]) -> dict[int, list[int]]:
    """The accounts under some keys."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for number, account in asked("SELECT key, account FROM archive_blockkey WHERE key IN ({})", numbers):
        found[number].append(account)
    return found


def _counted(numbers: Collection[int]) -> dict[int, int]:
    """How many accounts are under some keys."""
    question = "SELECT key, COUNT(*) FROM archive_blockkey WHERE key IN ({}) GROUP BY key"
    return dict(asked(question, numbers))
