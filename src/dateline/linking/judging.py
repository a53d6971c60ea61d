"""What analysts have decided: which accounts are together, which apart, through every later run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from dateline.domain import EventRef, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dateline.domain import Decision
    from dateline.linking.sketching import Sketch

_T = TypeVar("_T", EventRef, str)
Events: TypeAlias = tuple[EventRef, EventRef]
Accounts: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bonds:
    """What holds among accounts: pairs to be together, the latest decision first, and pairs to be apart."""

    together: tuple[Accounts, ...] = ()
    apart: frozenset[Accounts] = frozenset()


@dataclass(slots=True)
class Judged:
    """Decisions on events, and the accounts that these are of.

    The last decision on a pair of events holds, and of those on events of the same two accounts. A decision
    on an event that no account has waits until one comes.
    """

    _verdicts: dict[Events, tuple[int, Verdict]] = field(default_factory=dict)  # with their turn
    _pairs: dict[EventRef, set[Events]] = field(default_factory=dict)
    _accounts: dict[EventRef, str] = field(default_factory=dict)
    _turns: int = 0

    def add(self, decisions: Iterable[Decision]) -> set[str]:
        """Keep decisions; the accounts that they are on."""
        touched: set[str] = set()
        for one in decisions:
            pair = _ordered(one.one, one.other)
            self._turns += 1
            self._verdicts[pair] = (self._turns, one.verdict)
            for event in pair:
                self._pairs.setdefault(event, set()).add(pair)
                if event in self._accounts:
                    touched.add(self._accounts[event])
        return touched

    def enter(self, sketch: Sketch) -> None:
        """Note which events an account is made of."""
        self._accounts.update(dict.fromkeys(sketch.events, sketch.key))

    def leave(self, sketch: Sketch) -> None:
        """Forget the events of an account."""
        for event in sketch.events:
            self._accounts.pop(event, None)

    def account(self, event: EventRef) -> str | None:
        """The account that an event is of, None where no account has it."""
        return self._accounts.get(event)

    def together(self, sketch: Sketch) -> set[str]:
        """The accounts that are to be together with this one."""
        return {
            account
            for _, verdict, pair in self._on(sketch)
            for account in pair
            if verdict is Verdict.TOGETHER
        }

    def bonds(self, sketches: Iterable[Sketch]) -> Bonds:
        """What holds among these accounts."""
        sketches = tuple(sketches)
        inside = {sketch.key for sketch in sketches}
        found = {one for sketch in sketches for one in self._on(sketch) if inside.issuperset(one[2])}
        latest: dict[Accounts, Verdict] = {}
        for _, verdict, pair in sorted(found, key=lambda one: -one[0]):
            latest.setdefault(pair, verdict)
        return Bonds(
            together=tuple(pair for pair, verdict in latest.items() if verdict is Verdict.TOGETHER),
            apart=frozenset(pair for pair, verdict in latest.items() if verdict is Verdict.APART),
        )

    def _on(self, sketch: Sketch) -> Iterator[tuple[int, Verdict, Accounts]]:
        """The decisions on an account and another that is in: their turns, verdicts and accounts."""
        for event in sketch.events:
            for pair in self._pairs.get(event, ()):
                one, other = (self._accounts.get(end) for end in pair)
                if one is not None and other is not None and one != other:
                    yield *self._verdicts[pair], _ordered(one, other)


def _ordered(one: _T, other: _T) -> tuple[_T, _T]:
    return (one, other) if one <= other else (other, one)
