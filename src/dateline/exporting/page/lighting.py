"""A report's text cut where anything begins or ends, so that spans may overlap as they please."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from dateline.domain import Role, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dateline.domain import Event
    from dateline.exporting.telling import EventTold

# The parts that words can play, in the order in which their underlines stack, with their labels.
LABELS = {
    "trigger": "what",
    "mention": "what",
    "agent": "who",
    "target": "whom",
    "place": "where",
    "time": "when",
    "means": "by what",
    "harm": "harm",
    "source": "says",
    "cue": "",
    "content": "",
}


_UNDERLINED = ("agent", "target", "place", "time", "means", "harm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text in which nothing begins or ends.

    `parts` are the parts that its words play in any event; `lights` maps an event's number to the
    parts that they play in that one; `labels` maps it to the label of what begins here. `within` are the keys
    of the tellings whose words it belongs to, `opens` of those whose words begin with it.
    """

    words: str
    parts: tuple[str, ...]
    lights: dict[int, tuple[str, ...]]
    labels: dict[int, str]
    within: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The parts that are drawn as a line under the words; the first two are drawn."""
        return tuple(part for part in self.parts if part in _UNDERLINED)[:2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Pieces side by side. Where they name a happening, `event` is its number.

    `triggers` and `mentions` are the numbers of the events whose trigger or further mention ends here.
    """

    pieces: tuple[Piece, ...]
    event: int | None = None
    triggers: tuple[int, ...] = ()
    mentions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class _Mark:
    """Words that play a part in event `number`."""

    span: Span
    part: str
    number: int


def light(
    text: str, told: Iterable[EventTold], tellings: Mapping[Span, str] | None = None
) -> Iterator[tuple[Run, ...]]:
    """The paragraphs of `text`, each cut into runs of pieces, with the events of `told` lit in them.

    `tellings` are words that are led to from elsewhere, each with its key.
    """
    events = list(told)
    marks = sorted({mark for one in events for mark in _marks(one, text)})
    opened: set[str] = set()
    for paragraph in _paragraphs(text):
        here = [mark for mark in marks if mark.span.overlap(paragraph)]
        sought = {span: key for span, key in (tellings or {}).items() if span.overlap(paragraph)}
        yield tuple(_runs(text, paragraph, _Sought(marks=here, tellings=sought, opened=opened)))


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for gap in re.finditer(r"\s*\n\s*\n\s*|\Z", text):
        if text[start : gap.start()].strip():
            yield Span(start, gap.start())
        start = gap.end()


def _marks(told: EventTold, text: str) -> Iterator[_Mark]:
    event, number = told.event, told.number
    for nth, span in enumerate(event.mentions):
        yield _Mark(span, "mention" if nth else "trigger", number)
    for role in Role:
        for span in event.fillers(role):
            yield _Mark(span, role.value, number)
    for span in _harm_spans(event, text):
        yield _Mark(span, "harm", number)
    for voice in told.voices:
        one = voice.attribution
        for part, where in (("source", one.source), ("cue", one.cue), ("content", one.content)):
            if where:
                yield _Mark(where, part, number)


def _harm_spans(event: Event, text: str) -> Iterator[Span]:
    """Quantity and victims, as one where only a blank parts them: "up to 10 fighters"."""
    for harm in event.harm:
        spans = sorted({harm.quantity, harm.victims or harm.quantity})
        if text[spans[0].end : spans[-1].start].strip():
            yield from spans
        else:
            yield Span(spans[0].start, max(span.end for span in spans))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sought:
    """What is looked for in a paragraph; `opened` are the tellings whose words have begun."""

    marks: list[_Mark]
    tellings: Mapping[Span, str]
    opened: set[str]


def _runs(text: str, paragraph: Span, sought: _Sought) -> Iterator[Run]:
    naming = [mark for mark in sought.marks if mark.part in _NAMING]
    cuts = {paragraph.start, paragraph.end}
    cuts |= {
        at
        for span in (*(mark.span for mark in sought.marks), *sought.tellings)
        for at in (span.start, span.end)
        if paragraph.start < at < paragraph.end
    }
    spans = [Span(start, end) for start, end in pairwise(sorted(cuts))]
    for event, group in groupby(spans, key=lambda span: _named(span, naming)):
        run = list(group)
        ending = [mark for mark in naming if run[0].start < mark.span.end <= run[-1].end]
        yield Run(
            pieces=tuple(_piece(text, span, sought, paragraph) for span in run),
            event=event,
            triggers=tuple(mark.number for mark in ending if mark.part == "trigger"),
            mentions=tuple(mark.number for mark in ending if mark.part == "mention"),
        )


_NAMING = ("trigger", "mention")


def _named(span: Span, naming: list[_Mark]) -> int | None:
    """The event that the words name; the one whose naming is shortest where several claim them."""
    holding = [mark for mark in naming if mark.span.holds(span)]
    return min(holding, key=lambda mark: (len(mark.span), mark.number)).number if holding else None


def _piece(text: str, span: Span, sought: _Sought, paragraph: Span) -> Piece:
    holding = [mark for mark in sought.marks if mark.span.holds(span)]
    within = tuple(key for words, key in sought.tellings.items() if words.holds(span))
    opens = tuple(key for key in within if key not in sought.opened)
    sought.opened.update(opens)
    lights: dict[int, list[str]] = defaultdict(list)
    labels: dict[int, list[str]] = defaultdict(list)
    for mark in sorted(holding, key=lambda mark: _ORDER[mark.part]):
        if mark.part not in lights[mark.number]:
            lights[mark.number].append(mark.part)
            if max(mark.span.start, paragraph.start) == span.start and LABELS[mark.part]:
                labels[mark.number].append(LABELS[mark.part])
    return Piece(
        words=span.of(text),
        parts=tuple(sorted({mark.part for mark in holding}, key=_ORDER.__getitem__)),
        lights={number: tuple(parts) for number, parts in lights.items()},
        labels={number: " · ".join(words) for number, words in labels.items()},
        within=within,
        opens=opens,
    )


_ORDER = {part: order for order, part in enumerate(LABELS)}
