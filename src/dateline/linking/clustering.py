"""Clustering: accounts that tell of one happening become one group, as they come in.

Two groups join while the mean chance over all pairs of their accounts is at least even, the likeliest pair of
groups first. So one account that is like two others does not chain these together. Accounts that no chain of
even chances connects cannot come to be in one group; therefore a new account changes nothing but the groups
of the component that it falls into, which are put together anew. What comes out hangs on the accounts alone,
not on their order, but where a component grows past `MOST`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING, TypeAlias

from dateline.linking.agglomerating import agglomerate
from dateline.linking.blocking import Blocks
from dateline.linking.judging import Judged
from dateline.linking.matching import matches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from dateline.domain import Decision, EventRef
    from dateline.linking.sketching import Sketch

if TYPE_CHECKING:
    Score: TypeAlias = Callable[[Sketch, Sketch], float]

EVEN = 0.5  # the chance from which accounts belong together
FAINT = 0.05  # chances below are as good as none, and not kept
SECOND = 0.45
# Accounts put together anew: some 4 ms. With 40, another order of the linking set changed up to 2.7 of 100
# pairs; with 80, none.
MOST = 80


@dataclass(slots=True)
class Groups:
    """Accounts in groups, each of which is an incident with an id.

    `score` gives the chance that two accounts are of one incident. `known` are ids that events had in an
    earlier run. An account is at home in the id that it had then, or else in that of the group that it first
    comes into; a group takes the id that most of its accounts are at home in, and an id goes to one group
    only. A new id follows from the group's first event.
    """

    score: Score
    known: Mapping[EventRef, str] = field(default_factory=dict)
    _judged: Judged = field(default_factory=Judged)
    _blocks: Blocks = field(default_factory=Blocks)
    _sketches: dict[str, Sketch] = field(default_factory=dict)
    _chances: dict[str, dict[str, float]] = field(default_factory=dict)
    _reports: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _ids: dict[str, str] = field(default_factory=dict)
    _homes: dict[str, str] = field(default_factory=dict)
    _members: dict[str, set[str]] = field(default_factory=dict)
    _known_ids: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self._known_ids = frozenset(self.known.values())

    @classmethod
    def over(
        cls,
        *,
        score: Score,
        known: Mapping[EventRef, str],
        judged: Judged,
        blocks: Blocks,
        sketches: dict[str, Sketch],
        chances: dict[str, dict[str, float]],
        reports: dict[str, tuple[str, ...]],
        ids: dict[str, str],
        homes: dict[str, str],
        members: dict[str, set[str]],
    ) -> Groups:
        """Groups that are kept elsewhere: each table may look up what it is asked for when it is.

        Args:
            score: The chance that two accounts are of one incident.
            known: The ids that events had when their report was linked before.
            judged: What analysts have decided.
            blocks: Finds the accounts near to one.
            sketches: Accounts by their keys.
            chances: The chances of each account with others, by their keys.
            reports: The keys of each report's accounts.
            ids: The id of the group that each account is of.
            homes: The id that each account is at home in.
            members: The keys of each group's accounts.
        """
        return cls(
            score=score,
            known=known,
            _judged=judged,
            _blocks=blocks,
            _sketches=sketches,
            _chances=chances,
            _reports=reports,
            _ids=ids,
            _homes=homes,
            _members=members,
        )

    def __contains__(self, report: str) -> bool:
        """Whether accounts of the report with this id are in."""
        return report in self._reports

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all groups, in the order in which they were opened."""
        return tuple(self._members)

    def accounts(self, report: str) -> tuple[str, ...]:
        """The accounts of a report that is in, by their first events."""
        return self._reports.get(report, ())

    def members(self, key: str) -> tuple[Sketch, ...]:
        """The accounts of a group, in the order of their reports' days, then of their ids.

        Raises:
            KeyError: No group has the id `key`.
        """
        return tuple(sorted((self._sketches[ref] for ref in self._members[key]), key=_in_time))

    def id_of(self, event: EventRef) -> str | None:
        """The id of the group that an event is of, None where it is of none."""
        account = self._judged.account(event)
        return self._ids.get(account) if account else None

    def add(self, report: str, sketches: Sequence[Sketch]) -> frozenset[str]:
        """Put the accounts of a report in; the ids of the groups that are new, changed or gone.

        A report that is in already changes nothing.
        """
        if report in self._reports:
            return frozenset()
        self._reports[report] = tuple(one.key for one in sketches)
        for one in sketches:
            self._sketches[one.key] = one
            self._judged.enter(one)
            self._chances[one.key] = {}
            self._come_home(one)
        for here, there, chance, counts in matches(sketches, self._blocks.near, self.score, FAINT):
            kept = chance if counts else min(chance, SECOND)
            self._chances[here][there] = self._chances[there][here] = kept
        for one in sketches:
            self._blocks.add(one)
        return self._regroup(self._reports[report])

    def remove(self, report: str) -> frozenset[str]:
        """Take the accounts of a report out; the ids of the groups that changed or are gone."""
        refs = self._reports.pop(report, ())
        changed = {self._ids[ref] for ref in refs}
        beside = {other for ref in refs for other, chance in self._chances[ref].items() if chance >= EVEN}
        beside |= {other for key in changed for other in self._members[key]}
        for ref in refs:
            sketch = self._sketches.pop(ref)
            self._judged.leave(sketch)
            self._blocks.remove(sketch)
            for other in self._chances.pop(ref):
                self._chances[other].pop(ref, None)
            self._leave(ref)
            del self._homes[ref]
        return self._regroup(beside - set(refs)) | changed

    def decide(self, decisions: Iterable[Decision]) -> frozenset[str]:
        """Keep analysts' words on pairs of events; the ids of the groups that change by them."""
        return self._regroup(self._judged.add(decisions))

    def settle(self) -> None:
        """Name all groups anew, as if all accounts had come at once.

        While they come in one by one, an id may go to an account that in the end is not of the group that
        most of those with this id are of.
        """
        groups = [frozenset(members) for members in self._members.values()]
        for held in (self._ids, self._homes, self._members):
            held.clear()
        for one in self._sketches.values():
            self._come_home(one)
        for key, group in self._named(groups, before={}).items():
            self._move_in(key, group)

    def _regroup(self, refs: Iterable[str]) -> frozenset[str]:
        changed: set[str] = set()
        done: set[str] = set()
        for ref in sorted(refs):
            if ref not in done:
                component = self._component(ref)
                done |= component
                changed |= self._put_together(component)
        return frozenset(changed)

    def _component(self, start: str) -> set[str]:
        """All that even chances, or an analyst's word, connect with an account, in whole groups.

        Where that is more than `MOST` accounts, it is those that the likeliest chances reach first.
        """
        found: set[str] = set()
        waiting = [(-1.0, start)]
        while waiting and len(found) < MOST:
            _, ref = heappop(waiting)
            if ref in found:
                continue
            group = self._members[self._ids[ref]] if ref in self._ids else {ref}
            found |= group
            for one in group:
                for other, chance in self._connected(one):
                    if other not in found:
                        heappush(waiting, (-chance, other))
        return found

    def _connected(self, ref: str) -> Iterator[tuple[str, float]]:
        """The accounts that may be of one group with this one, and how likely: those decided on for sure."""
        yield from ((other, 1.0) for other in self._judged.together(self._sketches[ref]))
        yield from ((other, chance) for other, chance in self._chances[ref].items() if chance >= EVEN)

    def _put_together(self, component: set[str]) -> set[str]:
        """Group a component anew; the ids that are new, changed or gone."""
        bonds = self._judged.bonds(self._sketches[ref] for ref in component)
        groups = agglomerate(component, self._chances, bonds, EVEN)
        before = {key: frozenset(self._members[key]) for ref in component if (key := self._ids.get(ref))}
        after = self._named(groups, before)
        changed = {key for key in {*before, *after} if before.get(key) != after.get(key)}
        for key in changed & before.keys():
            for ref in before[key]:
                self._leave(ref)
        for key in sorted(changed & after.keys()):
            self._move_in(key, after[key])
        return changed

    def _move_in(self, key: str, group: frozenset[str]) -> None:
        self._members[key] = set(group)
        for ref in group:
            self._ids[ref] = key
            self._homes.setdefault(ref, key)

    def _leave(self, ref: str) -> None:
        key = self._ids.pop(ref)
        self._members[key].discard(ref)
        if not self._members[key]:
            del self._members[key]

    # ── ids ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _come_home(self, sketch: Sketch) -> None:
        """Note the id that most of an account's events had in the earlier run."""
        ids = Counter(self.known[event] for event in sketch.events if event in self.known)
        for home, _ in ids.most_common(1):
            self._homes[sketch.key] = home

    def _named(
        self, groups: Iterable[frozenset[str]], before: Mapping[str, frozenset[str]]
    ) -> dict[str, frozenset[str]]:
        """An id for each group of a component.

        `before` are the groups that it had. One that has only grown keeps its id. Of the others, that comes
        first which has most at home in an id; of two ids with as many, that which more have now.
        """
        groups = sorted(groups, key=min)
        wishes = [(*wish, at) for at, group in enumerate(groups) for wish in self._wishes(group, before)]
        named: dict[str, frozenset[str]] = {}
        left = dict(enumerate(groups))
        for *_, key, at in sorted(wishes):
            if at in left and key not in named and (key in before or key not in self._members):
                named[key] = left.pop(at)
        for group in left.values():
            named[self._new_id(group, named)] = group
        return named

    def _wishes(
        self, group: frozenset[str], before: Mapping[str, frozenset[str]]
    ) -> Iterator[tuple[bool, int, int, str]]:
        """The ids that a group may have, each with what speaks for it: the lowest comes first."""
        homes = Counter(self._homes[ref] for ref in group if ref in self._homes)
        now = Counter(self._ids[ref] for ref in group if ref in self._ids)
        for key in homes.keys() | now.keys():
            grown = len(now) == 1 and key in before and before[key] <= group
            yield not grown, -homes[key], -now[key], key

    def _new_id(self, group: frozenset[str], named: Mapping[str, object]) -> str:
        """Of the group's first event: the same in every run that opens the group with it."""
        first = min((self._sketches[ref] for ref in group), key=_in_time).key
        keys = (_hashed(f"{first}\0{turn or ''}") for turn in count())
        return next(
            key for key in keys if not any(key in of for of in (self._members, named, self._known_ids))
        )


def _hashed(words: str) -> str:
    return blake2b(words.encode(), digest_size=8).hexdigest()


def _in_time(sketch: Sketch) -> tuple[int, str]:
    return (sketch.said or date.max.toordinal(), sketch.key)
