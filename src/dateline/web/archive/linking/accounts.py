"""Accounts as linking works on them, read from the database when they are asked for, many at a time.

Groups go from account to account as chances lead. What they ask of one is read together with what they may
ask next of those that it leads to; so a report is linked by some ten questions, however far its incidents
reach.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.db.models import Q

from dateline.domain import Verdict
from dateline.linking.clustering import EVEN
from dateline.web.archive.linking.sketches import glimpsed, sketch_of
from dateline.web.archive.models import Account, Decision, Likeness

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from uuid import UUID

    from dateline.linking.sketching import Sketch

_ASKED = 500  # values in one question
_KEPT = 20_000  # sketches in memory, of some 4 kB each


@dataclass(slots=True)
class Known:
    """An account in the database: its number, its key in linking, its report, its incident and its home."""

    number: int
    key: str
    report: UUID
    incident: str | None
    home: str
    digest: str = ""
    glance: Sequence[Any] = ()


class Accounts:
    """The accounts that linking has come by, with their sketches, chances and decisions."""

    def __init__(self) -> None:
        """None yet."""
        self.by_number: dict[int, Known] = {}
        self.by_key: dict[str, Known] = {}
        self._new: set[int] = set()
        self._decided: dict[str, list[tuple[int, Verdict, str, str]]] = {}
        self._sketches: dict[int, Sketch] = {}
        self._members: dict[str, set[str]] = {}
        self._any_decided: bool | None = None

    def load(self, numbers: Collection[int]) -> None:
        """Read accounts, as yet without their sketches."""
        self._load(Q(pk__in=some) for some in _portions(set(numbers) - self.by_number.keys()))

    def load_report(self, report: UUID) -> list[Known]:
        """Read the accounts of a report."""
        self._load([Q(report=report)])
        found = [one for one in self.by_number.values() if one.report == report]
        self.read_sketches({one.number for one in found})
        return found

    def glimpse(self, number: int) -> Sketch:
        """The sketch of an account that is read, or as much of it as a first look asks for."""
        return self._sketches.get(number) or cast("Sketch", glimpsed(self.by_number[number]))

    def find(self, key: str) -> Known | None:
        """The account of a key."""
        if key not in self.by_key:
            report, _, ref = key.rpartition("\0")
            self._load([Q(report__key=report, ref=ref)])
        return self.by_key.get(key)

    def sketch(self, number: int) -> Sketch:
        """The sketch of an account that is read."""
        if number not in self._sketches:
            self.load([number])
            self.read_sketches({number})
        return self._sketches[number]

    def sketch_by_key(self, key: str) -> Sketch | None:
        """The sketch of the account of a key."""
        known = self.find(key)
        return self.sketch(known.number) if known else None

    def members(self, incident: str) -> set[str]:
        """The keys of an incident's accounts, as the database has them."""
        self._read_members([incident])
        return set(self._members[incident])

    def beside(self, keys: Collection[str]) -> dict[str, dict[str, float]]:
        """The chances of accounts with others.

        Decisions on them, and their incidents' accounts, are read along.
        """
        found: dict[str, dict[str, float]] = {key: {} for key in keys}
        numbers = {
            known.number for key in keys if (known := self.find(key)) and known.number not in self._new
        }
        rows = [
            row
            for some in _portions(numbers)
            for row in Likeness.objects.filter(Q(one__in=some) | Q(other__in=some)).values_list(
                "one_id", "other_id", "chance"
            )
        ]
        self.load({number for one, other, _ in rows for number in (one, other)})
        for one, other, chance in rows:
            for here, there in ((one, other), (other, one)):
                if here in numbers:
                    found[self.by_number[here].key][self.by_number[there].key] = chance
        known_too = {
            *keys,
            *(other for chances in found.values() for other, chance in chances.items() if chance >= EVEN),
        }
        self._read_members(
            {known.incident for key in known_too if (known := self.by_key.get(key)) and known.incident}
        )
        self.read_sketches({known.number for key in known_too if (known := self.by_key.get(key))})
        self._read_decisions(known_too)
        return found

    def decisions(self, key: str) -> list[tuple[int, Verdict, str, str]]:
        """The decisions on an account and another: their turns, verdicts, and the keys of both."""
        if key not in self._decided:
            self._read_decisions({key})
        return self._decided[key]

    def take_in(self, known: Known, sketch: Sketch) -> None:
        """Know an account that was just written."""
        self.by_number[known.number] = self.by_key[known.key] = known
        self._sketches[known.number] = sketch
        self._new.add(known.number)

    def _load(self, questions: Iterable[Q]) -> None:
        columns = ("pk", "ref", "report_id", "report__key", "incident__key", "home", "digest", "glance")
        rows = [row for asked in questions for row in Account.objects.filter(asked).values_list(*columns)]
        for number, ref, report, report_key, incident, home, *more in rows:
            if number not in self.by_number:
                key = f"{report_key}\0{ref}"
                known = Known(number, key, report, incident, home, *more)
                self.by_number[number] = self.by_key[key] = known

    def read_sketches(self, numbers: set[int]) -> None:
        """Read the sketches of accounts that are read."""
        numbers = numbers - self._sketches.keys()
        for number in numbers:
            if found := _memory.get(self.by_number[number].digest):
                self._sketches[number] = found
        for some in _portions(numbers - self._sketches.keys()):
            bodies = Account.objects.filter(pk__in=some).values_list("pk", "sketch")
            for number, body in bodies:
                known = self.by_number[number]
                self._sketches[number] = _memory[known.digest] = sketch_of(body, known)
        while len(_memory) > _KEPT:
            _memory.popitem(last=False)

    def _read_members(self, incidents: Collection[str]) -> None:
        unread = set(incidents) - self._members.keys()
        if not unread:
            return
        found = list(Account.objects.filter(incident__key__in=unread).values_list("pk", "incident__key"))
        self.load([number for number, _ in found])
        self.read_sketches({number for number, _ in found})
        self._members |= {incident: set() for incident in unread}
        for number, incident in found:
            self._members[incident].add(self.by_number[number].key)

    def _read_decisions(self, keys: Collection[str]) -> None:
        unread = {key for key in keys if key not in self._decided}
        self._decided |= {key: [] for key in unread}
        numbers = {known.number for key in unread if (known := self.by_key.get(key))}
        if not numbers or not self._are_any_decided():
            return
        standing = Decision.objects.filter(ruling__withdrawn_at=None)
        found: set[tuple[int, str, int, int]] = set()
        for some in _portions(numbers):
            for end in ("one__accounts__in", "other__accounts__in"):
                rows = standing.filter(**{end: some}).values_list(
                    "pk", "verdict", "one__accounts", "other__accounts"
                )
                found.update(row for row in rows if row[2] and row[3] and row[2] != row[3])
        self.load({number for row in found for number in row[2:]})
        for turn, verdict, *ends in sorted(found):
            here, there = sorted(self.by_number[number].key for number in ends)
            for key in {here, there} & unread:
                self._decided[key].append((turn, Verdict(verdict), here, there))

    def _are_any_decided(self) -> bool:
        """Whether anybody has decided anything that holds: in most archives, on most days, nobody has."""
        if self._any_decided is None:
            self._any_decided = Decision.objects.filter(ruling__withdrawn_at=None).exists()
        return self._any_decided


_memory: OrderedDict[str, Sketch] = OrderedDict()
"""Sketches by the digests of what is kept of them."""


def _portions(numbers: Collection[int]) -> Iterator[list[int]]:
    ordered = sorted(numbers)
    for at in range(0, len(ordered), _ASKED):
        yield ordered[at : at + _ASKED]
