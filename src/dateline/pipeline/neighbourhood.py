"""Which known incidents new reports may change: only these are put together anew, all others stay.

An account comes to be of one incident with what even chances, or an analyst's word, connect it with, over any
number of accounts (linking/clustering.py). Chances need sketches alone; so the codings of all other reports
need not be read. Sketches are looked up by their days, and those without by their rare words, so that of an
archive of years no more is compared than the days that are asked for.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from heapq import heappop, heappush, nsmallest
from typing import TYPE_CHECKING

from dateline.domain import Verdict
from dateline.linking.blocking import COMMON, DAYS, LONG, RARE, Blocks
from dateline.linking.blocking import MOST as MOST_COMPARED
from dateline.linking.clustering import EVEN, MOST
from dateline.linking.matching import matches
from dateline.linking.scoring import Scorer, load_weights
from dateline.linking.windows import window
from dateline.linking.wording import rarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dateline.domain import Decision, EventRef
    from dateline.linking.sketching import Sketch


@dataclass(slots=True)
class Neighbourhood:
    """Accounts and the incidents that they are known to be of, and what each may come to be one with."""

    _reports: dict[str, tuple[Sketch, ...]] = field(default_factory=dict)
    _sketches: dict[str, Sketch] = field(default_factory=dict)
    _accounts: dict[EventRef, str] = field(default_factory=dict)
    _incidents: dict[EventRef, str] = field(default_factory=dict)
    _events: dict[str, tuple[EventRef, ...]] = field(default_factory=dict)
    _decided: dict[EventRef, list[EventRef]] = field(default_factory=dict)
    _by_day: dict[int, list[Sketch]] = field(default_factory=dict)
    _by_word: dict[str, list[str]] = field(default_factory=dict)  # reports
    _by_name: dict[str, list[str]] = field(default_factory=dict)  # accounts
    _undated: set[str] = field(default_factory=set)
    _blocks: Blocks = field(default_factory=Blocks)
    _in_blocks: set[str] = field(default_factory=set)
    _found: dict[str, dict[str, list[tuple[float, str]]]] = field(default_factory=dict)
    _score: Scorer = field(default_factory=lambda: Scorer(load_weights()))

    def add(self, report: str, sketches: Sequence[Sketch]) -> None:
        """Put the accounts of a report in."""
        self._reports[report] = tuple(sketches)
        for one in sketches:
            self._sketches[one.key] = one
            self._accounts.update(dict.fromkeys(one.events, one.key))
            for token in one.people | one.grounds:
                self._by_name.setdefault(token, []).append(one.key)
            days = _days(one)
            for block in days:
                self._by_day.setdefault(block, []).append(one)
            if not days:
                self._undated.add(one.key)
        for token in sketches[0].words if sketches else ():
            self._by_word.setdefault(token, []).append(report)

    def know(self, incident: str, events: Iterable[EventRef]) -> None:
        """Note what an incident is known to be made of."""
        self._events[incident] = tuple(events)
        self._incidents.update(dict.fromkeys(self._events[incident], incident))

    def decide(self, decisions: Iterable[Decision]) -> None:
        """Note analysts' words: what is to be together is connected, whatever the chances."""
        for one in decisions:
            for here, there in ((one.one, one.other), (one.other, one.one)):
                beside = self._decided.setdefault(here, [])
                if one.verdict is Verdict.TOGETHER:
                    beside.append(there)

    def known(self, events: Iterable[EventRef]) -> frozenset[str]:
        """The incidents that events are known to be of."""
        return frozenset(self._incidents[event] for event in events if event in self._incidents)

    def around(self, events: Iterable[EventRef]) -> frozenset[str]:
        """The incidents that may change where these events are new, or are decided on."""
        events = tuple(events)
        reached = set(self.known(events))
        for start in {self._accounts[event] for event in events if event in self._accounts}:
            reached |= self._reached(start)
        return frozenset(reached)

    def _reached(self, start: str) -> set[str]:
        """As `Groups` finds what a new account may change: likeliest first, in whole incidents."""
        found: set[str] = set()
        incidents: set[str] = set()
        waiting = [(-1.0, start)]
        while waiting and len(found) < MOST:
            _, key = heappop(waiting)
            if key in found:
                continue
            here = {
                self._incidents[event] for event in self._sketches[key].events if event in self._incidents
            }
            incidents |= here
            group = {key, *(account for incident in here for account in self._made_of(incident))}
            found |= group
            for one in group:
                for chance, other in self._connected(self._sketches[one]):
                    if other not in found:
                        heappush(waiting, (-chance, other))
        return incidents

    def _made_of(self, incident: str) -> Iterator[str]:
        return (self._accounts[event] for event in self._events[incident] if event in self._accounts)

    def _connected(self, one: Sketch) -> Iterator[tuple[float, str]]:
        for event in one.events:
            for other in self._decided.get(event, ()):
                if other in self._accounts:
                    yield 1.0, self._accounts[other]
        if one.report not in self._found:
            self._found[one.report] = self._matches(self._reports[one.report])
        yield from self._found[one.report].get(one.key, ())

    def _matches(self, sketches: Sequence[Sketch]) -> dict[str, list[tuple[float, str]]]:
        """What accounts of one report match, with even chances or better."""
        found: dict[str, list[tuple[float, str]]] = {}
        for here, there, chance, counts in matches(sketches, self._near, self._score, EVEN):
            if counts:
                found.setdefault(here, []).append((chance, there))
        return found

    def _near(self, one: Sketch) -> list[Sketch]:
        """The accounts that may be of one incident with this one; the blocks are filled as they are asked."""
        days = _days(one, DAYS)
        near = [other for block in days for other in self._by_day.get(block, ())]
        near += self._sharing(one, undated=True)
        if not days:
            near += self._sharing(one, undated=False)
        for other in near:
            if other.key not in self._in_blocks:
                self._in_blocks.add(other.key)
                self._blocks.add(other)
        return self._blocks.near(one)

    def _sharing(self, one: Sketch, *, undated: bool) -> list[Sketch]:
        """Those with most rare words and names in common with an account, of such as not too many have."""
        shared: Counter[str] = Counter()
        for token in one.people.union(one.grounds, one.words):
            reports = self._by_word.get(token, ())
            if rarity(token) >= RARE and len(reports) <= COMMON:
                keys = {other.key for report in reports for other in self._reports[report]}
                keys.update(self._by_name.get(token, ()))
                keys = {key for key in keys if (key in self._undated) is undated}
                shared.update(keys if len(keys) <= COMMON else ())
        ranked = nsmallest(_LOOKED_AT, ((-count, key) for key, count in shared.items()))
        return [self._sketches[key] for _, key in ranked]


# Twice as many as are compared in the end: some of them are of another kind, or of other days.
_LOOKED_AT = 2 * MOST_COMPARED


def _days(one: Sketch, margin: int = 0) -> range:
    """The stretches of days that an account may be of; none where they are not known, or too many to tell."""
    days = window(one)
    if days is None or days[1] - days[0] > LONG:
        return range(0)
    return range((days[0] - margin) // DAYS, (days[1] + margin) // DAYS + 1)
