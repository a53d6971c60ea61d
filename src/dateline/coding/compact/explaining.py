"""Why an event was coded as it was: what the network weighed, what was chosen, and what came next.

Nothing is judged anew: the chances are those that `events` and `speech` decide by, under the same cut-offs,
and what is chosen is what stands in the coding.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

import numpy as np

from dateline.coding.compact.events import draft_events, weigh_events
from dateline.coding.compact.labels import EFFECTS, QUANTITY, ROLES, STATUSES, TYPES, VICTIMS
from dateline.coding.compact.speech import draft_attributions, under_chances
from dateline.coding.engine import Engine
from dateline.domain import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dateline.coding.compact.answers import Answers
    from dateline.coding.compact.events import EventDraft, Weighed, WordRange
    from dateline.coding.compact.pairs import Floats
    from dateline.coding.compact.thresholds import Thresholds
    from dateline.domain import Attribution, Coding, Effect, Event, EventType, Report, Role, Status

_Label = TypeVar("_Label", bound=StrEnum)


@runtime_checkable
class Weighing(Engine, Protocol):
    """An engine that decides by chances and cut-offs, and so can say why."""

    @property
    def limits(self) -> Thresholds:
        """The cut-offs."""
        ...

    def answers(self, text: str) -> Iterator[Answers]:
        """What the network says about a text's words, section by section."""
        ...

    def decode(self, report: Report, sections: Iterable[Answers]) -> Coding:
        """The coding that the answers for a report's text give."""
        ...


class Verdict(StrEnum):
    """What became of a candidate.

    LEFT: another event has the better claim. REPEATS: it overlaps a chosen one, or says the same words.
    COUNTS: it is the quantity or the victims of harm and nothing else.
    """

    CHOSEN = "chosen"
    UNDER = "under"
    LEFT = "left"
    REPEATS = "repeats"
    COUNTS = "counts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Words that might play a part in the event, their chance of it, and what became of them.

    `left_to` is the id of the event that has the better claim, where that decided.
    """

    words: Span
    chance: float
    verdict: Verdict
    left_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A role or an effect of harm: the cut-off and all candidates, the likeliest first."""

    cut_off: float
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionWeighed:
    """Words that name the happening: the chance that they name one, and that the others name the same.

    `same` is the mean over the other mentions; None for an event's only mention.
    """

    words: Span
    chance: float
    same: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """Another event, and the mean chance that its mentions tell of the same happening."""

    event: str
    trigger: Span
    same: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Under:
    """An attribution, the chance that the event stands under it, and whether it was taken to."""

    attribution: Attribution
    chance: float
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why one event is as it is. Chances run from 0 to 1; each list has the likeliest first.

    `event` is the engine's: its counts and date are unread. `mentions` start with the trigger. `apart` are
    the other events of the section. `cut_offs` names the chance from which words name an event (`mention`),
    mentions are one event (`same`), and an event stands under an attribution (`by`).
    """

    event: Event
    types: tuple[tuple[EventType, float], ...]
    statuses: tuple[tuple[Status, float], ...]
    mentions: tuple[MentionWeighed, ...]
    apart: tuple[Neighbour, ...]
    roles: Mapping[Role, Part]
    harm: Mapping[Effect, Part]
    attributions: tuple[Under, ...]
    cut_offs: Mapping[str, float]


def explain(report: Report, engine: Weighing) -> tuple[Explanation, ...]:
    """An explanation of each event that `engine` codes in `report`, in the order of the coding."""
    sections = list(engine.answers(report.text))
    coding = engine.decode(report, sections)
    explanations: list[Explanation] = []
    spoken = 0
    for answers in sections:
        section = _Section(answers, engine.limits)
        events = coding.events[len(explanations) : len(explanations) + len(section.drafts)]
        attributions = coding.attributions[spoken : spoken + len(section.said)]
        explanations += section.explanations(events, attributions)
        spoken += len(section.said)
    return tuple(explanations)


class _Section:
    """The words that were decoded together, weighed once more as the engine weighed them."""

    def __init__(self, answers: Answers, limits: Thresholds) -> None:
        self.answers = answers
        self.limits = limits
        self.weighed: Weighed = weigh_events(answers, limits)
        self.drafts = draft_events(answers, self.weighed, limits)
        self.said = draft_attributions(answers, limits)
        self._under = under_chances(answers, self.drafts, self.weighed.mentions, self.said)
        # Drafts stand in the order of the text, groups do not.
        numbers = {frozenset(group): number for number, group in enumerate(self.weighed.groups)}
        self._groups = [numbers[frozenset(draft.members)] for draft in self.drafts]

    def explanations(
        self, events: Sequence[Event], attributions: Sequence[Attribution]
    ) -> Iterator[Explanation]:
        """An explanation of each of the section's events."""
        keys = {group: event.id for group, event in zip(self._groups, events, strict=True)}
        for number, (event, draft) in enumerate(zip(events, self.drafts, strict=True)):
            yield Explanation(
                event=event,
                types=self._types(draft),
                statuses=self._statuses(draft),
                mentions=self._mentions(draft),
                apart=self._apart(number, events),
                roles=self._roles(number, keys),
                harm=self._harm(number, keys),
                attributions=self._attributions(number, event, attributions),
                cut_offs={name: getattr(self.limits, name) for name in ("mention", "same", "by")},
            )

    def _types(self, draft: EventDraft) -> tuple[tuple[EventType, float], ...]:
        weights = np.sum([self.weighed.mentions[m].types for m in draft.members], axis=0)
        return _ranked(TYPES, weights / weights.sum())

    def _statuses(self, draft: EventDraft) -> tuple[tuple[Status, float], ...]:
        firsts = [self.weighed.mentions[m].words[0] for m in draft.members]
        logits = self.answers.tag("status")[firsts].sum(axis=0)
        odds = np.exp(logits - logits.max())
        return _ranked(STATUSES, odds / odds.sum())

    def _mentions(self, draft: EventDraft) -> tuple[MentionWeighed, ...]:
        return tuple(
            MentionWeighed(
                words=self._span(self.weighed.mentions[m].words),
                chance=float(self.weighed.mentions[m].types.sum()),
                same=self._mean_same([m], [other for other in draft.members if other != m]),
            )
            for m in draft.members
        )

    def _apart(self, number: int, events: Sequence[Event]) -> tuple[Neighbour, ...]:
        members = self.drafts[number].members
        found = [
            Neighbour(event=event.id, trigger=event.trigger, same=same)
            for event, other in zip(events, self.drafts, strict=True)
            if other.members != members and (same := self._mean_same(members, other.members)) is not None
        ]
        return tuple(sorted(found, key=lambda one: -one.same))

    def _mean_same(self, some: Sequence[int], others: Sequence[int]) -> float | None:
        """The mean that average linkage merges by."""
        return float(self.weighed.same[np.ix_(some, others)].mean()) if some and others else None

    def _roles(self, number: int, keys: dict[int, str]) -> dict[Role, Part]:
        draft = self.drafts[number]
        return {
            role: self._part(number, column, getattr(self.limits, role), set(draft.fillers[role]), keys)
            for column, role in enumerate(ROLES)
        }

    def _harm(self, number: int, keys: dict[int, str]) -> dict[Effect, Part]:
        draft = self.drafts[number]
        parts = {}
        for column, effect in enumerate(EFFECTS, len(ROLES)):
            chosen = {harm.quantity for harm in draft.harm if harm.effect is effect}
            parts[effect] = self._part(number, column, self.limits.harm, chosen, keys, quantities=True)
        return parts

    def _part(
        self,
        number: int,
        column: int,
        cut_off: float,
        chosen: set[WordRange],
        keys: dict[int, str],
        *,
        quantities: bool = False,
    ) -> Part:
        """The candidates for one column of the links; for harm only `quantities` are any."""
        group = self._groups[number]
        found = []
        for at, (words, channels) in enumerate(self.weighed.candidates.items()):
            if quantities and QUANTITY not in channels:
                continue
            chances = self.weighed.linked[:, at, column]
            verdict, left_to = Verdict.REPEATS, None
            if words in chosen:
                verdict = Verdict.CHOSEN
            elif chances[group] <= cut_off:
                verdict = Verdict.UNDER
            elif self.weighed.kept[group, at, column] <= cut_off:
                verdict, left_to = Verdict.LEFT, keys[int(chances.argmax())]
            elif channels <= {QUANTITY, VICTIMS}:
                verdict = Verdict.COUNTS
            found.append(
                Candidate(
                    words=self._span(words), chance=float(chances[group]), verdict=verdict, left_to=left_to
                )
            )
        return Part(cut_off=cut_off, candidates=tuple(sorted(found, key=lambda one: -one.chance)))

    def _attributions(
        self, number: int, event: Event, attributions: Sequence[Attribution]
    ) -> tuple[Under, ...]:
        found = [
            Under(attribution=one, chance=float(chance), chosen=one.id in event.claims)
            for one, chance in zip(attributions, self._under[number], strict=True)
        ]
        return tuple(sorted(found, key=lambda one: -one.chance))

    def _span(self, at: WordRange) -> Span:
        return Span(self.answers.words.starts[at[0]], self.answers.words.ends[at[1]])


def _ranked(labels: Sequence[_Label], chances: Floats) -> tuple[tuple[_Label, float], ...]:
    ranked = sorted(zip(labels, map(float, chances), strict=True), key=lambda one: -one[1])
    return tuple(ranked)
