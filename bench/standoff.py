"""Stand-off codings, which name their report by its id and hold offsets, as codings with their report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bench.gold import read_dates
from dateline.domain import Coding, Count, Effect, Event, EventType, Harm, Role, Span, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bench.lines import Line
    from dateline.domain import Report


def read_standoff(line: Line, report: Report) -> Coding:
    """The events of a stand-off coding of `report`; its attributions are named, not read."""
    return Coding(report=report, engine="gold", events=tuple(_event(e) for e in line["events"]))


def _event(e: dict[str, Any]) -> Event:
    return Event(
        id=e["id"],
        type=EventType(e["type"]),
        mentions=_spans(e["mentions"]),
        agents=_spans(e.get(Role.AGENT, ())),
        targets=_spans(e.get(Role.TARGET, ())),
        places=_spans(e.get(Role.PLACE, ())),
        times=_spans(e.get(Role.TIME, ())),
        means=_spans(e.get(Role.MEANS, ())),
        harm=tuple(_harm(h) for h in e.get("harm", ())),
        status=Status(e["status"]),
        date=read_dates(e.get("date")),
        claims=tuple(e["by"]),
    )


def _harm(h: dict[str, Any]) -> Harm:
    return Harm(
        effect=Effect(h["effect"]),
        quantity=Span(*h["quantity"]),
        victims=Span(*h["victims"]) if h.get("victims") else None,
        count=Count(min=h.get("min"), max=h.get("max")),
        total=bool(h.get("total")),
    )


def _spans(bounds: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in bounds)
