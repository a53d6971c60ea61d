"""Who is who and where is where in a report: each answer once, with all words that it is for, and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.exporting.meaning import bare
from dateline.exporting.mentioned import mentioned_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.domain import Coding
    from dateline.exporting.meaning import Meaning
    from dateline.exporting.telling import EventTold, Filler


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Words that an answer is for, for one reason, and the numbers of the events that they stand in."""

    words: tuple[str, ...]
    events: tuple[int, ...]
    reason: str
    runner_up: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What words mean, and all wordings that mean it but for the name itself, which needs no reason."""

    meaning: Meaning
    wordings: tuple[Wording, ...]


def lists_of(coding: Coding, told: Sequence[EventTold]) -> tuple[tuple[str, tuple[Answer, ...]], ...]:
    """Each list that a report ends with, under its title; `told` is what `tell` gave for `coding`."""
    lists = {
        "Who is who": who_is_who(told),
        "Where is where": where_is_where(told),
        "Places mentioned, where no event is told": answers_to(mentioned_places(coding)),
    }
    return tuple((title, answers) for title, answers in lists.items() if answers)


def who_is_who(told: Iterable[EventTold]) -> tuple[Answer, ...]:
    """Whom the words of the events `told` mean: those with a name first, then kinds, then nobody known."""
    return _answers((filler, event.number) for event in told for filler in event.people)


def where_is_where(told: Iterable[EventTold]) -> tuple[Answer, ...]:
    """Which places the words of the events `told` mean, and then the words that mean none known."""
    return _answers((filler, event.number) for event in told for filler in event.where)


def answers_to(fillers: Iterable[Filler]) -> tuple[Answer, ...]:
    """What `fillers`, which stand in no event, mean."""
    return _answers((filler, None) for filler in fillers)


def _answers(found: Iterable[tuple[Filler, int | None]]) -> tuple[Answer, ...]:
    alike: dict[tuple[object, ...], list[_Found]] = defaultdict(list)
    for filler, event in found:
        it = filler.meaning
        if it:
            alike[it.sort, it.name, it.note, it.point].append(_Found(filler.words, event, it))
    answers = (Answer(meaning=same[0].meaning, wordings=_wordings(same)) for same in alike.values())
    return tuple(sorted(answers, key=lambda answer: answer.meaning.sort))


@dataclass(frozen=True, slots=True)
class _Found:
    words: str
    event: int | None
    meaning: Meaning

    @property
    def why(self) -> tuple[str, str]:
        """The reason, without the words that it is for, and the next best."""
        opening, _, rest = self.meaning.reason.partition(": ")
        repeats = rest and f" {bare(opening)} " in f" {bare(self.words)} "
        return rest if repeats else self.meaning.reason, self.meaning.runner_up


def _wordings(found: Iterable[_Found]) -> tuple[Wording, ...]:
    by_reason: dict[tuple[str, str], list[_Found]] = defaultdict(list)
    for one in found:
        if not one.meaning.plain:
            by_reason[one.why].append(one)
    return tuple(
        Wording(
            words=tuple(dict.fromkeys(one.words for one in alike)),
            events=tuple(dict.fromkeys(one.event for one in alike if one.event)),
            reason=reason,
            runner_up=runner_up,
        )
        for (reason, runner_up), alike in by_reason.items()
    )
