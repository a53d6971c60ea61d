"""A reviewed coding as a line of the corpus: sentences by number, words as they stand there.

The corpus names words, not places: what is meant is where they stand first in their sentence. Where that is
somewhere else, `at` beside them says where (docs/reference/corpus-export.md).
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dateline.coding.names import whole_words
from dateline.coding.sentences import sentence_spans
from dateline.domain import NameClass, Precision, Role, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dateline.domain import Attribution, Coding, DateRange, Event, Harm


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A coding in the corpus format, with the sentences that its numbers are of.

    `rejected` are events that somebody found to be none, told as the others are.
    """

    sents: list[list[int]]
    coding: dict[str, Any]
    rejected: list[dict[str, Any]]


def tell(coding: Coding, rejected: Iterable[Event] = ()) -> Told:
    """A coding of which all events are taken to be right, and events of the same text that are not."""
    rejected = tuple(rejected)
    writer = _Writer.of(coding, rejected)
    told: dict[str, Any] = {
        "names": _names(coding),
        "events": [writer.event(one) for one in coding.events],
        "attributions": [writer.attribution(one) for one in coding.attributions],
    }
    return Told(
        sents=[[one.start, one.end] for one in writer.sentences],
        coding=told,
        rejected=[writer.event(one) for one in rejected],
    )


def _names(coding: Coding) -> dict[str, list[str]]:
    """The names of each class, each once, in the order of the text."""
    text = coding.report.text
    return {
        kind.value: list(dict.fromkeys(one.span.of(text) for one in coding.names if one.cls is kind))
        for kind in NameClass
    }


@dataclass(frozen=True, slots=True)
class _Writer:
    text: str
    sentences: tuple[Span, ...]

    @classmethod
    def of(cls, coding: Coding, rejected: Iterable[Event]) -> _Writer:
        spans = [span for one in (*coding.events, *rejected) for span in _spans(one)]
        for one in coding.attributions:
            spans += [span for span in (one.cue, one.source) if span]
            if one.content:
                spans.append(Span(one.content.start, one.content.start + 1))
        return cls(coding.report.text, tuple(_sentences(coding.report.text, spans)))

    def sentence(self, span: Span) -> int:
        """The number of the sentence in which words stand, or begin."""
        return next(at for at, one in enumerate(self.sentences) if one.start <= span.start < one.end)

    def at(self, span: Span, sentence: int) -> list[int] | None:
        """Where words stand, if a reader would look for them elsewhere in a sentence."""
        words, of = span.of(self.text), self.sentences[sentence]
        within = of.of(self.text)
        first = within.find(words)
        whole = next(whole_words(within, words), first)
        here = span.start - of.start
        return None if first == whole == here else [span.start, span.end]

    def words(self, span: Span) -> dict[str, Any]:
        """Words and their sentence."""
        sentence = self.sentence(span)
        told: dict[str, Any] = {"s": sentence, "t": span.of(self.text)}
        if at := self.at(span, sentence):
            told["at"] = at
        return told

    def event(self, one: Event) -> dict[str, Any]:
        trigger, *also = one.mentions
        told: dict[str, Any] = {"id": one.id, "type": one.type.value, "trigger": self.words(trigger)}
        if also:
            told["also"] = [self.words(span) for span in also]
        for role in Role:
            if spans := one.fillers(role):
                told[role.value] = [self.words(span) for span in spans]
        if one.harm:
            told["harm"] = [self.harm(each) for each in one.harm]
        return told | {"status": one.status.value, "by": list(one.claims), "date": write_date(one.date)}

    def harm(self, one: Harm) -> dict[str, Any]:
        sentence = self.sentence(one.quantity)
        told: dict[str, Any] = {"effect": one.effect.value}
        told |= self.beside("victims", one.victims, sentence)
        told |= self.words(one.quantity)
        told |= {"min": one.count.min, "max": one.count.max}
        told |= self.beside("part_of", one.part_of, sentence)
        return told | ({"total": True} if one.total else {})

    def beside(self, key: str, span: Span | None, sentence: int) -> dict[str, Any]:
        """Words that stand under a key of their own, in the sentence of others."""
        if span is None:
            return {}
        told: dict[str, Any] = {key: span.of(self.text)}
        # Training takes those nearest the number, the benchmarks the first: that is one where there is one.
        within = self.sentences[sentence]
        if not within.holds(span) or self.at(span, sentence) or self._again(span, within):
            told[f"{key}_at"] = [span.start, span.end]
        return told

    def _again(self, span: Span, within: Span) -> bool:
        return self.text.find(span.of(self.text), span.start + 1, within.end) >= 0

    def attribution(self, one: Attribution) -> dict[str, Any]:
        """Who says what: all stands in the sentence of the content, or of the cue where none is told."""
        lead = one.content or one.cue
        sentence = self.sentence(lead)
        told: dict[str, Any] = {"id": one.id, "s": sentence, "source": None}
        if one.source:
            of_source = self.sentence(one.source)
            told["source"] = one.source.of(self.text)
            if of_source != sentence:
                told["source_s"] = of_source
            if at := self.at(one.source, of_source):
                told["source_at"] = at
        told["cue"] = one.cue.of(self.text)
        if not self.sentences[sentence].holds(one.cue) or self.at(one.cue, sentence):
            told["cue_at"] = [one.cue.start, one.cue.end]
        if one.content:
            told |= self.content(one.content, sentence)
        told |= {"named": one.named, "stance": one.stance.value}
        return told | ({"in": one.within} if one.within else {})

    def content(self, span: Span, sentence: int) -> dict[str, Any]:
        """What is said: so much of it as stands in its first sentence, and up to which one it goes on."""
        last = max(at for at, one in enumerate(self.sentences) if one.start < span.end)
        here = Span(span.start, min(span.end, self.sentences[sentence].end))
        told: dict[str, Any] = {"content": here.of(self.text)}
        if last > sentence:
            told["upto"] = last
        if self.at(here, sentence) or span.end != (self.sentences[last].end if last > sentence else here.end):
            told["content_at"] = [span.start, span.end]
        return told


def _sentences(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The sentences of a text; two that share words which somebody marked are one."""
    bounds = [Span(start, end) for start, end in sentence_spans(text)]
    joined: list[Span] = []
    for one in sorted([*bounds, *spans]):
        if joined and one.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, one.end))
        else:
            joined.append(one)
    yield from joined


def _spans(event: Event) -> Iterator[Span]:
    yield from event.mentions
    for role in Role:
        yield from event.fillers(role)
    for one in event.harm:
        yield from filter(None, (one.quantity, one.victims, one.part_of))


def write_date(dated: DateRange | None) -> str | None:
    """Days as the corpus has them: "2018", "2018-11", "2018-11-22", or two of these with a slash between."""
    if dated is None:
        return None
    first, last = dated.start, dated.end
    if dated.precision is Precision.DAY and first == last:
        return first.isoformat()
    ends_month = last.day == calendar.monthrange(last.year, last.month)[1]
    if dated.precision is Precision.MONTH and (first.year, first.month, first.day) == (
        last.year,
        last.month,
        1,
    ):
        return f"{first:%Y-%m}" if ends_month else f"{first}/{last}"
    if dated.precision is Precision.YEAR and (first.month, first.day) == (1, 1) and first.year == last.year:
        return f"{first:%Y}" if (last.month, last.day) == (12, 31) else f"{first}/{last}"
    return f"{first}/{last}"
