"""From a model's replies to a coding: every quote becomes a span of the report, or is dropped and counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dateline.coding.names import everywhere
from dateline.domain import (
    Attribution,
    Coding,
    Effect,
    Event,
    EventType,
    Harm,
    NameClass,
    Role,
    Span,
    Stance,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dateline.coding.llm.quotes import Quotes
    from dateline.coding.llm.sections import Section
    from dateline.domain import Report

    Quote = Mapping[str, Any]


class Building:
    """A coding in the making: the replies are added section by section, in the order of the text.

    `dropped` counts what of the replies came to nothing, by kind, because its words are not the report's.
    """

    def __init__(self, quotes: Quotes) -> None:
        """`quotes` finds words in the report's text."""
        self.dropped: Counter[str] = Counter()
        self._quotes = quotes
        self._forms: dict[NameClass, set[str]] = {kind: set() for kind in NameClass}
        self._events: list[Event] = []
        self._attributions: list[Attribution] = []

    def add(self, reply: Mapping[str, Any], section: Section) -> None:
        """Add what `reply`, which keeps the schema, tells of `section`."""
        for name in reply.get("names", ()):
            self._add_name(name, section)
        keys = self._add_attributions(reply.get("attributions", ()), self._own(section))
        found = [self._event(one, self._own(section), keys) for one in reply["events"]]
        self._events += sorted((event for event in found if event), key=lambda event: min(event.mentions))

    def coding(self, report: Report, engine: str) -> Coding:
        """The coding that all replies give."""
        return Coding(
            report=report,
            engine=engine,
            names=tuple(
                name for kind, forms in self._forms.items() for name in everywhere(report.text, kind, forms)
            ),
            events=tuple(replace(event, id=f"e{n}") for n, event in enumerate(self._events, 1)),
            attributions=tuple(self._attributions),
        )

    def _own(self, section: Section) -> Span:
        """The stretch that a section answers for; what was shown before it belongs to the one before."""
        return Span(self._quotes.sentences[section.first].start, self._quotes.sentences[section.last].end)

    def _add_name(self, name: Quote, section: Section) -> None:
        span = self._quotes.find_between(name["t"], section.shown, section.last)
        if span:
            self._forms[NameClass(name["class"])].add(span.of(self._quotes.text))
        else:
            self.dropped["name"] += 1

    def _add_attributions(self, given: Iterable[Quote], own: Span) -> dict[str, str]:
        """The ids in the coding of the attributions `given`, by the ids that the model gave them."""
        known = {one.cue: one.id for one in self._attributions}
        keys: dict[str, str] = {}
        said: dict[str, Attribution] = {}
        for one in given:
            source = self._found(one.get("source"), "source")
            cue = self._quotes.find(one["cue"]["t"], int(one["cue"]["s"]), near=source)
            if cue and cue in known and not own.holds(cue):
                keys.setdefault(one["id"], known[cue])
            elif cue and own.holds(cue):
                said.setdefault(one["id"], self._attribution(one, cue, source))
            else:
                self.dropped["attribution"] += 1
        in_order = sorted(said, key=lambda key: said[key].cue)
        keys |= {key: f"a{n}" for n, key in enumerate(in_order, len(self._attributions) + 1)}
        self._attributions += [
            replace(said[key], id=keys[key], within=keys.get(_enclosing(key, said))) for key in in_order
        ]
        return keys

    def _attribution(self, one: Quote, cue: Span, source: Span | None) -> Attribution:
        return Attribution(
            id=one["id"],
            cue=cue,
            source=source,
            content=self._content(one.get("content")),
            named=bool(source and one.get("named", False)),
            stance=Stance(one.get("stance", Stance.ASSERTS)),
            within=one.get("within"),
        )

    def _content(self, quote: Quote | None) -> Span | None:
        """The quote, and whole sentences up to the last one where what is said runs on."""
        span = self._found(quote, "content")
        last = quote.get("upto") if quote else None
        if span is None or last is None or not 0 <= last < len(self._quotes.sentences):
            return span
        return Span(span.start, max(span.end, self._quotes.sentences[int(last)].end))

    def _event(self, one: Quote, own: Span, keys: Mapping[str, str]) -> Event | None:
        trigger = self._found(one["trigger"], "event")
        if trigger is None:
            return None
        if not own.holds(trigger):
            self.dropped["event outside its section"] += 1
            return None
        roles = {role: self._spans(one.get(role.value, ()), role.value, near=trigger) for role in Role}
        claims = [keys.get(key) for key in one.get("by", ())]
        self.dropped["claim"] += claims.count(None)
        return Event(
            id="",
            type=EventType(one["type"]),
            mentions=_apart([trigger, *self._spans(one.get("also", ()), "mention")]),
            agents=roles[Role.AGENT],
            targets=roles[Role.TARGET],
            places=roles[Role.PLACE],
            times=roles[Role.TIME],
            means=roles[Role.MEANS],
            harm=tuple(harm for each in one.get("harm", ()) if (harm := self._harm(each, near=trigger))),
            status=Status(one.get("status", Status.REPORTED)),
            claims=tuple(dict.fromkeys(key for key in claims if key)),
        )

    def _harm(self, one: Quote, *, near: Span) -> Harm | None:
        quantity = self._found(one, "harm", near=near)
        if quantity is None:
            return None
        group = {key: {"s": one["s"], "t": one[key]} for key in ("victims", "part_of") if one.get(key)}
        return Harm(
            effect=Effect(one["effect"]),
            quantity=quantity,
            victims=self._found(group.get("victims"), "victims", near=quantity),
            part_of=self._found(group.get("part_of"), "larger group", near=quantity),
            total=one.get("total", False),
        )

    def _spans(self, quotes: Iterable[Quote], kind: str, near: Span | None = None) -> tuple[Span, ...]:
        found = (self._found(quote, kind, near=near) for quote in quotes)
        return _apart([span for span in found if span])

    def _found(self, quote: Quote | None, kind: str, *, near: Span | None = None) -> Span | None:
        """The words of a quote; those that are not in the report, or are no words, are counted as `kind`."""
        if quote is None:
            return None
        span = self._quotes.find(quote["t"], int(quote["s"]), near=near)
        if span and any(map(str.isalnum, span.of(self._quotes.text))):
            return span
        self.dropped[kind] += 1
        return None


def _apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans without those that overlap an earlier one."""
    apart: list[Span] = []
    for span in spans:
        if not any(span.overlap(other) for other in apart):
            apart.append(span)
    return tuple(apart)


def _enclosing(key: str, said: Mapping[str, Attribution]) -> str:
    """The attribution that encloses `key`; "" where there is none, or the way outwards leads in a circle."""
    outer = said[key].within or ""
    passed, at = {key}, outer
    while at in said:
        if at in passed:
            return ""
        passed.add(at)
        at = said[at].within or ""
    return outer
