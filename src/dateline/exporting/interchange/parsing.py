"""Interchange to coding. What does not hold is refused with the path of the value that is wrong."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from dateline.domain import (
    ApartKind,
    Attribution,
    Coding,
    Count,
    Effect,
    Event,
    EventType,
    Harm,
    Name,
    NameClass,
    Report,
    SetApart,
    Span,
    Stance,
    Status,
)
from dateline.domain.errors import BadInterchange
from dateline.exporting.interchange.dates import read_date, read_day
from dateline.exporting.interchange.node import Node
from dateline.exporting.interchange.resolved import read_actor, read_place, read_speaker
from dateline.exporting.interchange.writing import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.domain import Acting, Placing, Speaker, Unresolved

    _Found = TypeVar("_Found", Placing | Unresolved, Acting, Speaker)


def from_dict(coding: Mapping[str, Any]) -> Coding:
    """The coding that one interchange object holds.

    Unknown keys are passed over; so are ACLED's and PLOVER's codes, which follow from the rest.

    Raises:
        BadInterchange: A key is missing or of the wrong kind, a span lies outside the text, an event or
            attribution refers to an attribution that is not there, or words are resolved in two ways.
    """
    top = Node(coding, "")
    if (schema := top.key("schema").text()) != SCHEMA:
        raise BadInterchange(f"its schema is {schema!r}", f"This version reads {SCHEMA!r}.")
    report = _report(top.key("report"), top.key("id").text())
    parser = _Parser(len(report.text))
    coded = Coding(
        report=report,
        engine=top.key("engine").text(),
        names=tuple(parser.name(node) for node in top.key("names").items()),
        events=tuple(parser.event(node) for node in top.key("events").items()),
        attributions=tuple(parser.attribution(node) for node in top.key("attributions").items()),
        places=parser.places,
        actors=parser.actors,
        speakers=parser.speakers,
        parties={key: name.text() for key, name in top.get("parties").entries()},
    )
    _check_references(coded)
    return coded


def _report(node: Node, key: str) -> Report:
    fetched = node.key("fetched").text_or_none()
    return Report(
        id=key,
        text=node.key("text").text(),
        url=node.key("url").text_or_none(),
        source=node.key("source").text_or_none(),
        title=node.key("title").text_or_none(),
        author=node.get("author").text_or_none(),
        published=read_day(node.key("published")),
        fetched=node.key("fetched").build(_aware, fetched) if fetched else None,
        language=node.key("language").text_or_none(),
        set_apart=tuple(
            SetApart(kind=apart.key("kind").code(ApartKind), text=apart.key("text").text())
            for apart in node.key("set_apart").items()
        ),
    )


class _Parser:
    """Reads the records that point into a text of `length` characters, and gathers what words resolve to."""

    def __init__(self, length: int) -> None:
        self.places: dict[Span, Placing | Unresolved] = {}
        self.actors: dict[Span, Acting] = {}
        self.speakers: dict[Span, Speaker] = {}
        self._length = length

    def name(self, node: Node) -> Name:
        self._place(node)
        self._actor(node)
        return Name(
            span=self._span(node),
            cls=node.key("class").code(NameClass),
            ref=node.key("ref").text_or_none(),
        )

    def event(self, node: Node) -> Event:
        mentions = self._spans(node.key("mentions"))
        if not mentions or mentions[0] != self._span(node.key("trigger")):
            raise node.key("mentions").wrong("does not start with the trigger")
        dated = node.key("date")
        return Event(
            id=node.key("id").text(),
            type=node.key("type").code(EventType),
            mentions=mentions,
            agents=tuple(self._actor(words) for words in node.key("agents").items()),
            targets=tuple(self._actor(words) for words in node.key("targets").items()),
            places=tuple(self._place(words) for words in node.key("places").items()),
            times=self._spans(node.key("times")),
            means=self._spans(node.key("means")),
            harm=tuple(self._harm(harm) for harm in node.key("harm").items()),
            status=node.key("status").code(Status),
            date=None if dated.is_none() else read_date(dated),
            claims=tuple(claim.text() for claim in node.key("claims").items()),
            confidence=node.key("confidence").number(0, 1),
        )

    def attribution(self, node: Node) -> Attribution:
        return Attribution(
            id=node.key("id").text(),
            cue=self._span(node.key("cue")),
            source=self._speaker(node),
            content=self._span_or_none(node.key("content")),
            named=node.key("named").truth(),
            stance=node.key("stance").code(Stance),
            within=node.key("within").text_or_none(),
        )

    def _place(self, words: Node) -> Span:
        span = self._span(words)
        _note(self.places, span, read_place(words), words)
        return span

    def _actor(self, words: Node) -> Span:
        span = self._span(words)
        _note(self.actors, span, read_actor(words.get("actor")), words)
        return span

    def _speaker(self, node: Node) -> Span | None:
        source = self._span_or_none(node.key("source"))
        if source:
            _note(self.speakers, source, read_speaker(node.get("speaker")), node)
        return source

    def _harm(self, node: Node) -> Harm:
        bounds = node.key("min").whole_or_none(), node.key("max").whole_or_none()
        victims = node.key("victims")
        return Harm(
            effect=node.key("effect").code(Effect),
            quantity=self._span(node.key("count")),
            victims=None if victims.is_none() else self._actor(victims),
            count=node.build(lambda both: Count(min=both[0], max=both[1]), bounds),
            part_of=self._span_or_none(node.key("part_of")),
            total=node.key("total").truth(),
        )

    def _span(self, node: Node) -> Span:
        bounds = node.key("start").whole(), node.key("end").whole()
        span = node.build(lambda both: Span(*both), bounds)
        if span.end > self._length:
            raise node.wrong(f"ends at {span.end}, beyond the text's {self._length} characters")
        return span

    def _span_or_none(self, node: Node) -> Span | None:
        return None if node.is_none() else self._span(node)

    def _spans(self, node: Node) -> tuple[Span, ...]:
        return tuple(self._span(item) for item in node.items())


def _note(known: dict[Span, _Found], span: Span, found: _Found | None, node: Node) -> None:
    """Keep what the words at `span` resolve to: the same wherever they stand."""
    if found is not None and known.setdefault(span, found) != found:
        raise node.wrong("resolves its words otherwise than before")


def _aware(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is None:
        raise ValueError("it names no time zone")
    return moment


def _check_references(coding: Coding) -> None:
    known = {one.id for one in coding.attributions}
    pointed = [(f"event {event.id}", claim) for event in coding.events for claim in event.claims]
    pointed += [(f"attribution {one.id}", one.within) for one in coding.attributions if one.within]
    for where, key in pointed:
        if key not in known:
            raise BadInterchange(f"{where} refers to attribution {key!r}, which is not there")
