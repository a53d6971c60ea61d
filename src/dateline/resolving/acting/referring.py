"""Who is meant by "the group", "the army", "they": the nearest actor before that fits."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline.domain import ActorClass, ResolvedBy
from dateline.resolving.acting.answers import registered
from dateline.resolving.numbers import listed

if TYPE_CHECKING:
    from collections.abc import Container

    from dateline.domain import Acting, Span
    from dateline.resolving.acting.scene import Scene

ARMED_GROUPS = frozenset({ActorClass.REBEL_GROUP, ActorClass.POLITICAL_MILITIA, ActorClass.IDENTITY_MILITIA})
ARMED = ARMED_GROUPS | {ActorClass.STATE_FORCES, ActorClass.EXTERNAL_FORCES}
ANY = ARMED | {ActorClass.GOVERNMENT, ActorClass.PARTY, ActorClass.INTERGOVERNMENTAL}
# Police and secret services are called by their own names, not "the army".
_NOT_MEANT = frozenset({"COP", "SPY"})
WATCHERS = frozenset({ActorClass.MONITOR, ActorClass.NGO})
THEY = listed("they them it themselves itself")

# In characters: how far before the words the one meant may stand. Some five sentences, and one or two.
FAR, NEAR = 900, 300


@dataclass(frozen=True, slots=True)
class Told:
    """The actors that the report has named so far, in the order of the text."""

    scene: Scene
    _history: list[tuple[int, str, Acting]] = field(default_factory=list)
    _next: list[int] = field(default_factory=lambda: [0])

    def add(self, span: Span, acting: Acting) -> None:
        """Keep what the words in `span` were found to mean."""
        if acting.by is not ResolvedBy.UNRESOLVED:
            self._history.append((span.start, span.of(self.scene.text), acting))

    def nearest(
        self, before: int, classes: Container[ActorClass], reach: int, country: str | None = None
    ) -> tuple[str, Acting] | None:
        """The nearest actor before that is of one of the `classes`, and by which words it was named."""
        self._read_up_to(before)
        best: tuple[int, str, Acting] | None = None
        for start, words, acting in reversed(self._history):
            if start >= before or acting.cls not in classes or (country and acting.country != country):
                continue
            if acting.actor and acting.actor.sector in _NOT_MEANT:
                continue
            if before - start > reach:
                continue
            if best is None or start > best[0]:
                best = start, words, acting
        return best[1:] if best else None

    def before(self, at: int, reach: int) -> list[tuple[int, str, Acting]]:
        """What was told up to `at`, the nearest first."""
        self._read_up_to(at)
        return sorted((one for one in self._history if at - reach <= one[0] < at), key=lambda one: -one[0])

    def _read_up_to(self, before: int) -> None:
        """Add the names of the register that stand before, but for lands, which are mostly places."""
        mentions = self.scene.mentions
        at = self._next[0]
        while at < len(mentions) and mentions[at].span.start < before:
            words = mentions[at].span.of(self.scene.text)
            actor = self.scene.one_of(mentions[at].actors)
            if actor and not self.scene.register.land(words):
                self._history.append(
                    (mentions[at].span.start, words, registered(actor, "named in the report"))
                )
            at += 1
        self._next[0] = at
