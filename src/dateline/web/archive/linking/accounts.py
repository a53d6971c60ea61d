"""Accounts as linking works on them, read from the database when they are asked for, many at a time.

Groups go from account to account as chances lead. What they ask of one is read together with what they may
ask next of those that it leads to; so a report is linked by some ten questions, however far its incidents
reach. Of those that are near no more is read than a first look asks for, then the sketches of the likeliest;
of those that are only grouped anew, not even that.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dateline.domain import Verdict
from dateline.linking.clustering import EVEN
from dateline.web.archive.linking.asking import asked, asked_by_words, portions
from dateline.web.archive.linking.glances import forget_glances, glances_of
from dateline.web.archive.linking.sketches import sketch_of
from dateline.web.archive.models import Account, Decision

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from uuid import UUID

    from dateline.domain import EventType
    from dateline.linking.blocking import Glance
    from dateline.linking.sketching import Sketch
    from dateline.web.archive.linking.glances import Glanced

_ASKED = 500  # values in one question
_LOOKED_AT = 8  # accounts: of another archive, none would be as it was seen
_KEPT = 20_000  # sketches in memory, of some 4 kB each
_ROWS = (
    "SELECT a.id, r.key, a.ref, i.key, a.home FROM archive_account a"
    " JOIN archive_report r ON r.id = a.report_id LEFT JOIN archive_incident i ON i.id = a.incident_id"
)


@dataclass(slots=True)
class Known:
    """An account in the database: its number, its key in linking, its incident and its home."""

    number: int
    key: str
    incident: str | None
    home: str


class Accounts:
    """The accounts that linking has come by, with their sketches, chances and decisions."""

    def __init__(self) -> None:
        """None yet."""
        self.by_number: dict[int, Known] = {}
        self.by_key: dict[str, Known] = {}
        self._new: set[int] = set()
        self._numbers: dict[str, int] = {}  # of all that were glanced at
        self._glances: dict[int, Glanced] = {}
        self._decided: dict[str, list[tuple[int, Verdict, str, str]]] = {}
        self._sketches: dict[int, Sketch] = {}
        self._members: dict[str, set[str]] = {}
        self._any_decided: bool | None = None

    def load(self, numbers: Collection[int]) -> None:
        """Read accounts, as yet without their sketches."""
        unread = set(numbers) - self.by_number.keys()
        self._take(asked(f"{_ROWS} WHERE a.id IN ({{}})", unread))

    def load_report(self, report: UUID) -> list[Known]:
        """Read the accounts of a report, and their sketches."""
        numbers = list(Account.objects.filter(report=report).order_by("pk").values_list("pk", flat=True))
        self.load(numbers)
        self.read_sketches(set(numbers))
        return [self.by_number[number] for number in numbers]

    def find(self, key: str) -> Known | None:
        """The account of a key."""
        if key not in self.by_key:
            if key in self._numbers:
                self.load([self._numbers[key]])
            else:
                report, _, ref = key.rpartition("\0")
                rows = Account.objects.filter(report__key=report, ref=ref)
                self.load(list(rows.values_list("pk", flat=True)))
        return self.by_key.get(key)

    def number(self, key: str) -> int:
        """The number of an account that was glanced at or read."""
        known = self.by_key.get(key)
        return known.number if known else self._numbers[key]

    def glances(self, numbers: Collection[int]) -> Mapping[int, Glanced]:
        """As much of accounts as a first look asks for."""
        found = glances_of([number for number in numbers if number not in self._glances])
        self._glances |= found
        self._numbers |= {glance.key: number for number, (glance, _) in found.items()}
        return self._glances

    def glance(self, key: str) -> Glance:
        """As much of an account as a first look asks for."""
        number = self.number(key)
        return self.glances([number])[number].glance

    def type_of(self, key: str) -> EventType:
        """What an account tells of."""
        number = self.number(key)
        return self._sketches[number].type if number in self._sketches else self.glance(key).type

    def forget_glances(self) -> None:
        """Let go of all glances: some were of another archive."""
        forget_glances()
        self._glances.clear()
        self._numbers.clear()

    def sketch(self, number: int) -> Sketch:
        """The sketch of an account."""
        if number not in self._sketches:
            self.read_sketches({number})
        return self._sketches[number]

    def sketch_by_key(self, key: str) -> Sketch | Unread | None:
        """The sketch of the account of a key; as long as nobody has read it, a stand-in."""
        known = self.find(key)
        return (self._sketches.get(known.number) or Unread(key, self)) if known else None

    def members(self, incident: str) -> set[str]:
        """The keys of an incident's accounts, as the database has them."""
        self._read_members([incident])
        return set(self._members[incident])

    def beside(self, keys: Collection[str]) -> dict[str, dict[str, float]]:
        """The even chances of accounts with others.

        Decisions on them, and their incidents' accounts, are read along.
        """
        found: dict[str, dict[str, float]] = {key: {} for key in keys}
        self.load({self._numbers[key] for key in keys if key in self._numbers})
        numbers = {
            known.number for key in keys if (known := self.find(key)) and known.number not in self._new
        }
        rows = asked(_EVEN_CHANCES, numbers)
        self.load({number for one, other, _ in rows for number in (one, other)})
        for one, other, chance in rows:
            for here, there in ((one, other), (other, one)):
                if here in numbers:
                    found[self.by_number[here].key][self.by_number[there].key] = chance
        known_too = {*keys, *(other for chances in found.values() for other in chances)}
        self._read_members(
            {known.incident for key in known_too if (known := self.by_key.get(key)) and known.incident}
        )
        self._read_decisions(known_too)
        return found

    def among(self, keys: Iterable[str]) -> Iterator[tuple[str, str, float]]:
        """The chances of accounts that are read with each other."""
        numbers = {self.by_key[key].number for key in keys} - self._new
        these = ", ".join(map(str, sorted(numbers)))
        for one, other, chance in asked(_CHANCES_AMONG.replace("{1}", these), numbers):
            yield self.by_number[one].key, self.by_number[other].key, chance

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

    def read_sketches(self, numbers: Iterable[int]) -> bool:
        """Read the sketches of accounts; whether all glances at these were of the same archive."""
        unread = set(numbers) - self._sketches.keys()
        seen = {number: self._glances[number].digest for number in unread if number in self._glances}
        asked_for = (unread - seen.keys()).union(sorted(seen)[-_LOOKED_AT:])
        digests = dict(asked("SELECT id, digest FROM archive_account WHERE id IN ({})", asked_for))
        if any(seen.get(number, digest) != digest for number, digest in digests.items()):
            return False
        digests |= seen
        for number, digest in digests.items():
            if found := _memory.get(digest):
                self._sketches[number] = found
        unread -= self._sketches.keys()
        for number, body in asked("SELECT id, sketch FROM archive_account WHERE id IN ({})", unread):
            self._sketches[number] = _memory[digests[number]] = sketch_of(body, number)
        while len(_memory) > _KEPT:
            _memory.popitem(last=False)
        return True

    def _take(self, rows: Sequence[tuple[Any, ...]]) -> list[Known]:
        found = []
        for number, report, ref, incident, home in rows:
            known = self.by_number.get(number)
            if known is None:
                known = Known(number, f"{report}\0{ref}", incident, home)
                self.by_number[number] = self.by_key[known.key] = known
            found.append(known)
        return found

    def _read_members(self, incidents: Iterable[str]) -> None:
        unread = set(incidents) - self._members.keys()
        if not unread:
            return
        # Asked in two steps, or a planner without statistics begins at the far end.
        these = "SELECT id FROM archive_incident WHERE key IN ({})"
        rows = asked_by_words(f"{_ROWS} WHERE a.incident_id IN ({these})", unread)
        self._members |= {incident: set() for incident in unread}
        for row, known in zip(rows, self._take(rows), strict=True):
            self._members[row[3]].add(known.key)

    def _read_decisions(self, keys: Collection[str]) -> None:
        unread = {key for key in keys if key not in self._decided}
        self._decided |= {key: [] for key in unread}
        numbers = {known.number for key in unread if (known := self.by_key.get(key))}
        if not numbers or not self._are_any_decided():
            return
        standing = Decision.objects.filter(ruling__withdrawn_at=None)
        found: set[tuple[int, str, int, int]] = set()
        for some in portions(numbers, _ASKED):
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


class Unread:
    """Stands for the sketch of an account that is grouped anew: of that, its key is nearly all."""

    __slots__ = ("_accounts", "key")

    def __init__(self, key: str, accounts: Accounts) -> None:
        """That of the account of a key."""
        self.key = key
        self._accounts = accounts

    @property
    def said(self) -> int | None:
        """The day of the report."""
        return self._accounts.glance(self.key).said


_LIKENESS = "SELECT one_id, other_id, chance FROM archive_likeness"
_EVEN_CHANCES = (
    f"{_LIKENESS} WHERE one_id IN ({{0}}) AND chance >= {EVEN}"
    f" UNION ALL {_LIKENESS} WHERE other_id IN ({{0}}) AND chance >= {EVEN}"
)
# The + keeps a planner from looking up each of one with each of the other.
_CHANCES_AMONG = f"{_LIKENESS} WHERE one_id IN ({{0}}) AND +other_id IN ({{1}})"
_memory: OrderedDict[str, Sketch] = OrderedDict()
"""Sketches by the digests of what is kept of them."""
