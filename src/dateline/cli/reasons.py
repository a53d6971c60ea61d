"""Why an event was coded as it was, for a terminal: the chosen, the next best, and the cut-off between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from rich.text import Text

from dateline.cli.terminal import console_on, plain
from dateline.coding.compact.explaining import Verdict
from dateline.exporting.telling import Sentences, words_of
from dateline.exporting.wording import type_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from dateline.coding.compact.explaining import Candidate, Explanation, MentionWeighed, Part, Under
    from dateline.domain import Report, Span

_Found = TypeVar("_Found")

_BEST = 3  # of types and statuses
_NEXT = 2  # of those under a cut-off
_FAINT = 0.05  # no harm is told of that is less likely than this


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One candidate: whether it was chosen, its chance, and what it is."""

    chosen: bool
    chance: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """One part of the explanation; a part without lines had no candidate at all."""

    title: str
    note: str = ""
    lines: tuple[_Line, ...]


def print_list(explanations: Iterable[Explanation], report: Report) -> None:
    """Print the id, the type and the trigger of each event."""
    with console_on("-") as console:
        shown = [one.event for one in explanations]
        if not shown:
            console.print("No event that Dateline codes.")
        for event in shown:
            head = Text.assemble((f"{event.id:<5}", "dim"), (f"{type_words(event.type):<22}", "bold"))
            console.print(head.append(_quote(event.trigger, report)), soft_wrap=True)


def print_reasons(explanation: Explanation, report: Report) -> None:
    """Print why one event is as it is."""
    event = explanation.event
    with console_on("-") as console:
        head = Text.assemble((f"{event.id}  ", "dim"), (type_words(event.type), "bold"))
        console.print(head.append(f", confidence {event.confidence:.2f}"))
        sentence = Sentences(report.text).around(event.trigger)
        console.print(Text(plain(f"{_quote(event.trigger, report)} in: {sentence}")))
        for block in _blocks(explanation, report):
            console.print()
            note = block.note if block.lines else " none"
            console.print(Text.assemble((block.title, "bold"), (note, "dim")))
            for line in block.lines:
                sign = ("+", "green") if line.chosen else ("-", "dim")
                words = Text(plain(line.words), "" if line.chosen else "dim")
                console.print(Text.assemble("  ", sign, f" {line.chance:>4.0%}  ", words), soft_wrap=True)


def _blocks(explanation: Explanation, report: Report) -> Iterator[_Block]:
    event, cut_offs = explanation.event, explanation.cut_offs
    types = (
        _Line(chosen=kind is event.type, chance=chance, words=type_words(kind).lower())
        for kind, chance in explanation.types[:_BEST]
    )
    yield _Block(title="type", lines=tuple(types))
    statuses = (
        _Line(chosen=status is event.status, chance=chance, words=status)
        for status, chance in explanation.statuses[:_BEST]
    )
    yield _Block(title="status", lines=tuple(statuses))
    mentions = (_mention(one, report, event.trigger) for one in explanation.mentions)
    yield _Block(
        title="mentions", note=f" name an event from {cut_offs['mention']:.0%} on", lines=tuple(mentions)
    )
    apart = (
        _Line(chosen=False, chance=one.same, words=f"{one.event}, {_quote(one.trigger, report)}")
        for one in explanation.apart[:_NEXT]
    )
    yield _Block(
        title="other events", note=f" are the same one from {cut_offs['same']:.0%} on", lines=tuple(apart)
    )
    for role, part in explanation.roles.items():
        yield _part(role, part, report)
    for effect, part in explanation.harm.items():
        if part.candidates and part.candidates[0].chance >= _FAINT:
            yield _part(effect, part, report)
    under = _attributions(explanation.attributions, report)
    yield _Block(title="stands under", note=f" from {cut_offs['by']:.0%} on", lines=tuple(under))


def _part(title: str, part: Part, report: Report) -> _Block:
    lines = tuple(_candidates(part, report))
    return _Block(title=title, note=f" from {part.cut_off:.0%} on", lines=lines)


def _mention(one: MentionWeighed, report: Report, trigger: Span) -> _Line:
    notes = ["the trigger"] if one.words == trigger else []
    if one.same is not None:
        notes.append(f"{one.same:.0%} the same happening as the others")
    note = f" ({'; '.join(notes)})" if notes else ""
    return _Line(chosen=True, chance=one.chance, words=_quote(one.words, report) + note)


def _candidates(part: Part, report: Report) -> Iterator[_Line]:
    for one in _with_the_next(part.candidates, lambda one: one.verdict is Verdict.UNDER):
        words = _quote(one.words, report) + _verdict(one)
        yield _Line(chosen=one.verdict is Verdict.CHOSEN, chance=one.chance, words=words)


def _verdict(one: Candidate) -> str:
    match one.verdict:
        case Verdict.CHOSEN | Verdict.UNDER:
            return ""
        case Verdict.LEFT:
            return f", left to {one.left_to}, which has the better claim"
        case Verdict.REPEATS:
            return ", which is said already"
        case Verdict.COUNTS:
            return ", which only counts or names victims"


def _attributions(found: tuple[Under, ...], report: Report) -> Iterator[_Line]:
    for one in _with_the_next(found, lambda one: not one.chosen):
        said = one.attribution
        source = _quote(said.source, report) if said.source else "somebody unnamed"
        words = f"{said.id}, {source} {_quote(said.cue, report)}"
        yield _Line(chosen=one.chosen, chance=one.chance, words=words)


def _with_the_next(found: Iterable[_Found], is_under: Callable[[_Found], bool]) -> Iterator[_Found]:
    """All over the cut-off, and the next best under it; `found` has the likeliest first."""
    under = 0
    for one in found:
        under += is_under(one)
        if under <= _NEXT:
            yield one


def _quote(span: Span, report: Report) -> str:
    return f"“{words_of(span, report.text)}”"
