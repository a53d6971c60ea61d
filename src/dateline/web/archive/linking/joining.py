"""Joining: accounts of a report join incidents, or leave them, and rows follow what groups come to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline.domain import Grade, Standing
from dateline.linking.clustering import FAINT
from dateline.linking.scoring import Scorer, load_weights
from dateline.web.archive.linking.accounts import Accounts, Known
from dateline.web.archive.linking.blocks import DatabaseBlocks, drop_keys, keep_keys
from dateline.web.archive.linking.sketches import glance_of, packed
from dateline.web.archive.linking.tables import (
    Chances,
    DatabaseGroups,
    DatabaseJudged,
    Homes,
    Ids,
    Members,
    Sketches,
)
from dateline.web.archive.linking.writing import keep_likeness, move_accounts
from dateline.web.archive.models import Account, Event, Incident
from dateline.web.archive.packing import storable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dateline import domain
    from dateline.domain import EventRef
    from dateline.linking.clustering import Score
    from dateline.linking.sketching import Sketch
    from dateline.web.archive.models import Report


@dataclass(slots=True)
class Moves:
    """Which incidents changed, by their keys, and how many accounts went from which to which."""

    changed: set[str] = field(default_factory=set)
    between: Counter[tuple[str, str]] = field(default_factory=Counter)

    def into(self, key: str) -> str | None:
        """Where most of an incident's accounts went."""
        gone = Counter({there: count for (here, there), count in self.between.items() if here == key})
        return next((there for there, _ in gone.most_common(1)), None)


class Joining:
    """One change of what is linked: groups over the database, and what is written of it."""

    def __init__(
        self, moves: Moves, *, known: Mapping[EventRef, str] | None = None, score: Score | None = None
    ) -> None:
        """A change that adds to `moves`; `known` are the incidents that events were of before."""
        self._moves = moves
        self._accounts = Accounts()
        self._blocks = DatabaseBlocks(self._accounts)
        self._members = Members(self._accounts)
        self._homes = Homes(self._accounts)
        self._chances = Chances(self._accounts)
        self._groups = DatabaseGroups.over(
            score=score or _scorer(),
            known=known or {},
            judged=DatabaseJudged(self._accounts),
            blocks=self._blocks,
            sketches=Sketches(self._accounts),
            chances=self._chances,
            reports={},
            ids=Ids(self._accounts),
            homes=self._homes,
            members=self._members,
        )

    def add(self, report: Report, sketches: Sequence[Sketch]) -> None:
        """Put the accounts of a report in, of which none are."""
        rows = _rows(report, sketches)
        for row, sketch in zip(rows, sketches, strict=True):
            known = Known(number=row.pk, key=sketch.key, incident=None, home="")
            self._accounts.take_in(known, sketch)
        self._blocks.look(sketches)
        changed = self._groups.add(report.key, sketches)
        keep_keys([(row.pk, sketch) for row, sketch in zip(rows, sketches, strict=True)])
        self._keep_chances(sketches)
        self._write(changed)

    def remove(self, report: Report) -> None:
        """Take the accounts of a report out."""
        known = self._accounts.load_report(report.pk)
        keys = tuple(one.key for one in known)
        if not keys:
            return
        self._groups._reports[report.key] = keys
        changed = self._groups.remove(report.key)
        drop_keys([(one.number, self._accounts.sketch(one.number)) for one in known])
        self._write(changed)
        Account.objects.filter(report=report).delete()

    def decide(self, decisions: Iterable[domain.Decision]) -> None:
        """Heed decisions that were written down."""
        self._write(self._groups.decide(decisions))

    def _keep_chances(self, sketches: Sequence[Sketch]) -> None:
        pairs = (
            (self._accounts.number(key), self._accounts.number(other), chance)
            for key in (one.key for one in sketches)
            for other, chance in self._chances[key].items()
            if chance >= FAINT
        )
        keep_likeness((min(here, there), max(here, there), chance) for here, there, chance in pairs)

    def _write(self, changed: Iterable[str]) -> None:
        """Bring the rows of accounts in step with the groups that changed."""
        changed = sorted(changed)
        self._moves.changed |= set(changed)
        rows = _incidents([key for key in changed if key in self._members], self._members, self._accounts)
        moved: list[tuple[Incident, str, int]] = []
        for key, row in rows.items():
            for account in sorted(self._members[key]):
                known = self._accounts.by_key[account]
                home = self._homes[account]
                if known.incident == key and known.home == home:
                    continue
                if known.incident and known.incident != key:
                    self._moves.between[known.incident, key] += 1
                moved.append((row, home, known.number))
        move_accounts(moved)


def _rows(report: Report, sketches: Sequence[Sketch]) -> list[Account]:
    """The rows of new accounts, with their events."""
    new = []
    for one in sketches:
        body, digest = packed(one)
        ref = storable(one.events[0].event, 100)
        new.append(Account(report=report, ref=ref, sketch=body, digest=digest, glance=glance_of(one)))
    rows = Account.objects.bulk_create(new)
    events = dict(Event.objects.filter(report=report, coding__isnull=False).values_list("ref", "pk"))
    through = Account.events.through
    through.objects.bulk_create(
        through(account_id=row.pk, event_id=events[event.event])
        for row, one in zip(rows, sketches, strict=True)
        for event in one.events
        if event.event in events
    )
    return rows


def _incidents(keys: Sequence[str], members: Members, accounts: Accounts) -> dict[str, Incident]:
    """The rows of incidents, new ones as yet unweighed: nobody sees them before they are."""
    rows = {row.key: row for row in Incident.objects.light().filter(key__in=keys)}
    new = [
        Incident(
            key=key,
            type=accounts.type_of(min(members[key])).value,
            grade=Grade.WEAK.value,
            standing=Standing.REPORTED.value,
            body=b"",
        )
        for key in keys
        if key not in rows
    ]
    rows |= {row.key: row for row in Incident.objects.bulk_create(new)}
    return rows


def _scorer() -> Score:
    global _shipped  # noqa: PLW0603 -- read once a process
    if _shipped is None:
        _shipped = Scorer(load_weights())
    return _shipped


_shipped: Scorer | None = None
