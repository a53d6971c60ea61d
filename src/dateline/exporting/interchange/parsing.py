"""Interchange to coding. What does not hold is refused with the path of the value that is wrong."""

from __future__ import annotations

import calendar
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from dateline.domain import (
    ApartKind,
    Attribution,
    Coding,
    Count,
    DateRange,
    Effect,
    Event,
    EventType,
    Harm,
    Name,
    NameClass,
    Precision,
    Report,
    SetApart,
    Span,
    Stance,
    Status,
)
from dateline.domain.errors import BadInterchange
from dateline.exporting.interchange.node import Node
from dateline.exporting.interchange.writing import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

    _Code = TypeVar("_Code", bound=StrEnum)


def from_dict(coding: Mapping[str, Any]) -> Coding:
    """The coding that one interchange object holds.

    Unknown keys are passed over; ACLED and PLOVER codes follow from the type, and resolved actors
    and places belong to resolving, so neither is read back.

    Raises:
        BadInterchange: A key is missing or of the wrong kind, a span lies outside the text, or an
            event or attribution refers to an attribution that is not there.
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
    )
    _check_references(coded)
    return coded


def _report(node: Node, key: str) -> Report:
    fetched = node.key("fetched").text_or_none()
    published = node.key("published").text_or_none()
    return Report(
        id=key,
        text=node.key("text").text(),
        url=node.key("url").text_or_none(),
        source=node.key("source").text_or_none(),
        title=node.key("title").text_or_none(),
        author=node.get("author").text_or_none(),
        published=node.key("published").build(date.fromisoformat, published) if published else None,
        fetched=node.key("fetched").build(_aware, fetched) if fetched else None,
        language=node.key("language").text_or_none(),
        set_apart=tuple(
            SetApart(kind=_code(ApartKind, apart.key("kind")), text=apart.key("text").text())
            for apart in node.key("set_apart").items()
        ),
    )


class _Parser:
    """Reads the records that point into a text of `length` characters."""

    def __init__(self, length: int) -> None:
        self._length = length

    def name(self, node: Node) -> Name:
        return Name(
            span=self._span(node), cls=_code(NameClass, node.key("class")), ref=node.key("ref").text_or_none()
        )

    def event(self, node: Node) -> Event:
        mentions = self._spans(node.key("mentions"))
        if not mentions or mentions[0] != self._span(node.key("trigger")):
            raise node.key("mentions").wrong("does not start with the trigger")
        dated = node.key("date")
        return Event(
            id=node.key("id").text(),
            type=_code(EventType, node.key("type")),
            mentions=mentions,
            agents=self._spans(node.key("agents")),
            targets=self._spans(node.key("targets")),
            places=self._spans(node.key("places")),
            times=self._spans(node.key("times")),
            means=self._spans(node.key("means")),
            harm=tuple(self._harm(harm) for harm in node.key("harm").items()),
            status=_code(Status, node.key("status")),
            date=None if dated.is_none() else _date(dated),
            claims=tuple(claim.text() for claim in node.key("claims").items()),
            confidence=node.key("confidence").share(),
        )

    def attribution(self, node: Node) -> Attribution:
        return Attribution(
            id=node.key("id").text(),
            cue=self._span(node.key("cue")),
            source=self._span_or_none(node.key("source")),
            content=self._span_or_none(node.key("content")),
            named=node.key("named").truth(),
            stance=_code(Stance, node.key("stance")),
            within=node.key("within").text_or_none(),
        )

    def _harm(self, node: Node) -> Harm:
        bounds = node.key("min").whole_or_none(), node.key("max").whole_or_none()
        return Harm(
            effect=_code(Effect, node.key("effect")),
            quantity=self._span(node.key("count")),
            victims=self._span_or_none(node.key("victims")),
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


def _date(node: Node) -> DateRange:
    precision = _code(Precision, node.key("precision"))
    start = node.key("start").build(_first_day, node.key("start").text())
    end = node.key("end").build(_last_day, node.key("end").text())
    return node.build(lambda days: DateRange(start=days[0], end=days[1], precision=precision), (start, end))


_YEAR, _MONTH = len("2018"), len("2018-11")


def _first_day(written: str) -> date:
    filled = {_YEAR: f"{written}-01-01", _MONTH: f"{written}-01"}
    return date.fromisoformat(filled.get(len(written), written))


def _last_day(written: str) -> date:
    first = _first_day(written)
    if len(written) == _YEAR:
        return first.replace(month=12, day=31)
    if len(written) == _MONTH:
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return first


def _aware(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is None:
        raise ValueError("it names no time zone")
    return moment


def _code(codes: type[_Code], node: Node) -> _Code:
    written = node.text()
    try:
        return codes(written)
    except ValueError:
        raise node.wrong(f"is {written!r}, not one of {', '.join(codes)}") from None


def _check_references(coding: Coding) -> None:
    known = {one.id for one in coding.attributions}
    pointed = [(f"event {event.id}", claim) for event in coding.events for claim in event.claims]
    pointed += [(f"attribution {one.id}", one.within) for one in coding.attributions if one.within]
    for where, key in pointed:
        if key not in known:
            raise BadInterchange(f"{where} refers to attribution {key!r}, which is not there")
