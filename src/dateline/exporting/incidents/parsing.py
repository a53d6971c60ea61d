"""JSON to incident. What does not hold is refused with the path of the value that is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.domain import (
    Contradiction,
    Count,
    Counted,
    EventRef,
    EventType,
    Examined,
    Fact,
    Grade,
    Incident,
    Move,
    Origin,
    Placing,
    Position,
    SourceKind,
    Span,
    Stance,
    Standing,
    Telling,
    Weighing,
)
from dateline.domain.errors import BadInterchange
from dateline.domain.messages import from_json
from dateline.exporting.incidents.writing import SCHEMA
from dateline.exporting.interchange.dates import read_date, read_day
from dateline.exporting.interchange.node import Node
from dateline.exporting.interchange.resolved import read_actor, read_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dateline.domain import DateRange


def from_dict(written: Mapping[str, Any]) -> Examined:
    """The incident that one object holds.

    Unknown keys are passed over; so are `number_of_sources` and the best numbers of dead and injured beside
    their range, which follow from the rest.

    Raises:
        BadInterchange: A key is missing or of the wrong kind, or an origin is named that is not there.
    """
    top = Node(written, "")
    if (schema := top.key("schema").text()) != SCHEMA:
        raise BadInterchange(f"its schema is {schema!r}", f"This version reads {SCHEMA!r}.")
    incident = Incident(
        id=top.key("id").text(),
        type=top.key("type").code(EventType),
        standing=top.key("standing").code(Standing),
        grade=top.key("grade").code(Grade),
        reason=read_reason(top),
        date=_date(top.key("date")),
        place=_place(top),
        killed=_count(top.key("killed"), "low", "high"),
        injured=_count(top.key("injured"), "low", "high"),
        events=tuple(read_event(node) for node in top.key("events").items()),
        origins=tuple(read_origin(node) for node in top.key("origins").items()),
        tellings=tuple(read_telling(node) for node in top.key("tellings").items()),
    )
    examined = Examined(
        incident=incident,
        weighings=tuple(read_weighing(node) for node in top.key("weighings").items()),
        counted=tuple(read_counted(node) for node in top.key("counted").items()),
    )
    _check_origins(examined)
    return examined


def read_reason(top: Node) -> str:
    """Why an incident is graded as it is; plain words where it was written without their parts."""
    words, parts = top.key("reason").text(), top.get("reason_parts")
    if parts.is_none():
        return words
    made = parts.build(from_json, parts.written())
    return made if made == words else words


def read_event(node: Node) -> EventRef:
    """An event by the id of its report and its own."""
    return EventRef(report=node.key("report").text(), event=node.key("event").text())


def read_origin(node: Node) -> Origin:
    """One who tells of it."""
    return Origin(
        id=node.key("id").text(),
        name=node.key("name").text(),
        kind=node.key("kind").code(SourceKind),
        alignment=node.key("alignment").text_or_none(),
        reports=node.key("reports").listed(),
    )


def read_telling(node: Node) -> Telling:
    """What one voice tells of one fact."""
    at = node.key("start").whole(), node.key("end").whole()
    value, origin, report, event, words, quote = node.texts(*_TEXTS)
    return Telling(
        fact=node.key("fact").code(Fact),
        value=value,
        stance=node.key("stance").code(Stance),
        origin=origin,
        through=node.key("through").listed(),
        said=read_day(node.key("said")),
        event=EventRef(report=report, event=event),
        words=words,
        at=node.build(lambda both: Span(*both), at),
        quote=quote,
        count=_count(node.key("count"), "min", "max"),
        date=_date(node.key("date")),
        place=_place(node),
        actor=read_actor(node.key("actor")),
    )


_TEXTS = ("value", "origin", "report", "event", "words", "quote")


def read_weighing(node: Node) -> Weighing:
    """What a fact comes to."""
    contradiction = node.key("contradiction")
    return Weighing(
        fact=node.key("fact").code(Fact),
        common=node.key("common").text_or_none(),
        moved=tuple(_move(move) for move in node.key("moved").items()),
        contradiction=None if contradiction.is_none() else _contradiction(contradiction),
        denied_by=node.key("denied_by").listed(),
        range=_count(node.key("range"), "min", "max"),
        best=node.key("best").whole_or_none(),
    )


def _move(node: Node) -> Move:
    return Move(
        origin=node.key("origin").text(),
        earlier=node.key("earlier").text(),
        later=node.key("later").text(),
        said=read_day(node.key("said")),
    )


def _contradiction(node: Node) -> Contradiction:
    positions = (
        Position(value=one.key("value").text(), origins=one.key("origins").listed())
        for one in node.key("positions").items()
    )
    return Contradiction(positions=tuple(positions), growth=node.key("growth").truth())


def read_counted(node: Node) -> Counted:
    """An independent origin."""
    return Counted(
        key=node.key("key").text(),
        origins=node.key("origins").listed(),
        credible=node.key("credible").truth(),
        partisan=node.key("partisan").truth(),
    )


def _count(node: Node, least: str, most: str) -> Count | None:
    if node.is_none():
        return None
    bounds = node.key(least).whole_or_none(), node.key(most).whole_or_none()
    return node.build(lambda both: Count(min=both[0], max=both[1]), bounds)


def _date(node: Node) -> DateRange | None:
    return None if node.is_none() else read_date(node)


def _place(node: Node) -> Placing | None:
    node.key("place")
    found = read_place(node)
    return found if isinstance(found, Placing) else None


def _check_origins(examined: Examined) -> None:
    known = {origin.id for origin in examined.incident.origins}
    for where, key in _named(examined):
        if key not in known:
            raise BadInterchange(f"{where} names the origin {key!r}, which is not there")


def _named(examined: Examined) -> Iterator[tuple[str, str]]:
    """Every origin that is named, and where."""
    for telling in examined.incident.tellings:
        yield "a telling", telling.origin
    for weighing in examined.weighings:
        where = f"the weighing of {weighing.fact.value!r}"
        yield from ((where, key) for key in weighing.denied_by)
        yield from ((where, move.origin) for move in weighing.moved)
        positions = weighing.contradiction.positions if weighing.contradiction else ()
        yield from ((where, key) for position in positions for key in position.origins)
    for counted in examined.counted:
        yield from (("an independent origin", key) for key in counted.origins)
