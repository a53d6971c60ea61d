"""The annotated corpus as codings, so that gold and prediction are read alike."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from bench.lines import english_report
from dateline.domain import (
    Attribution,
    Coding,
    Count,
    DateRange,
    Effect,
    Event,
    EventType,
    Harm,
    Precision,
    Role,
    Span,
    Stance,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bench.lines import Line

KEYS = ("id", "text", "sents", "coding")
_PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}  # by the length of an ISO date


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """An annotated report and its sentences."""

    coding: Coding
    sentences: tuple[Span, ...]


def read_gold(line: Line) -> Gold:
    """The annotation in one line of the corpus. Words that are not where they should be are left out."""
    text, sentences = line["text"], tuple(Span(*bounds) for bounds in line["sents"])
    found = _Reader(text, sentences)
    attributions = tuple(one for a in line["coding"].get("attributions", []) if (one := found.attribution(a)))
    known = {one.id for one in attributions}
    events = tuple(event for e in line["coding"].get("events", []) if (event := found.event(e, known)))
    coding = Coding(report=english_report(line), engine="gold", events=events, attributions=attributions)
    return Gold(coding=coding, sentences=sentences)


def read_dates(words: str | None) -> DateRange | None:
    """The days of "2018", "2018-11", "2018-11-22" or of two of these with a slash between."""
    if not words:
        return None
    first, _, last = words.partition("/")
    start, end = _days(first)[0], _days(last or first)[1]
    return DateRange(start=start, end=end, precision=Precision.RANGE if last else _PRECISIONS[len(first)])


def _days(words: str) -> tuple[date, date]:
    year, month, day = (int(part) for part in (words + "-0-0").split("-")[:3])
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    if not day:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


@dataclass(frozen=True, slots=True)
class _Reader:
    text: str
    sentences: tuple[Span, ...]

    def span(self, sentence: int, words: str | None, there: list[int] | None = None) -> Span | None:
        """Words of a sentence: those at the place that is given, else where they stand first."""
        if not words:
            return None
        if there:
            return Span(*there)
        bounds = self.sentences[sentence]
        at = self.text.find(words, bounds.start, bounds.end)
        return Span(at, at + len(words)) if at >= 0 else None

    def spans(self, items: Iterable[dict[str, Any]]) -> tuple[Span, ...]:
        return tuple(span for item in items if (span := self.span(item["s"], item["t"], item.get("at"))))

    def attribution(self, a: dict[str, Any]) -> Attribution | None:
        cue = self.span(a["s"], a.get("cue"), a.get("cue_at"))
        content = self.span(a["s"], a.get("content"), a.get("content_at"))
        if content and a.get("upto") is not None and not a.get("content_at"):
            content = Span(content.start, self.sentences[a["upto"]].end)
        if cue is None:
            return None
        return Attribution(
            id=a["id"],
            cue=cue,
            source=self.span(a.get("source_s", a["s"]), a.get("source"), a.get("source_at")),
            content=content,
            named=bool(a.get("named")),
            stance=Stance(a.get("stance", Stance.ASSERTS)),
            within=a.get("in"),
        )

    def event(self, e: dict[str, Any], known: set[str]) -> Event | None:
        mentions = self.spans([e["trigger"], *e.get("also", [])])
        if not mentions:
            return None
        return Event(
            id=e["id"],
            type=EventType(e["type"]),
            mentions=mentions,
            agents=self.spans(e.get(Role.AGENT, [])),
            targets=self.spans(e.get(Role.TARGET, [])),
            places=self.spans(e.get(Role.PLACE, [])),
            times=self.spans(e.get(Role.TIME, [])),
            means=self.spans(e.get(Role.MEANS, [])),
            harm=tuple(harm for h in e.get("harm", []) if (harm := self.harm(h))),
            status=Status(e["status"]),
            date=read_dates(e.get("date")),
            claims=tuple(key for key in e.get("by", []) if key in known),
        )

    def harm(self, h: dict[str, Any]) -> Harm | None:
        quantity = self.span(h["s"], h["t"], h.get("at"))
        if quantity is None:
            return None
        return Harm(
            effect=Effect(h["effect"]),
            quantity=quantity,
            victims=self.span(h["s"], h.get("victims"), h.get("victims_at")),
            count=Count(min=h.get("min"), max=h.get("max")),
            total=bool(h.get("total")),
        )
