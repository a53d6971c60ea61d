"""For the tests of who is meant: codings of an invented report, and what its words resolve to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dateline.domain import (
    Attribution,
    Coding,
    DateRange,
    Event,
    EventType,
    Feature,
    Name,
    NameClass,
    Place,
    PlacePrecision,
    Placing,
    Precision,
    Report,
    ResolvedBy,
    Span,
)
from dateline.resolving.acting import name_actors

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dateline.domain import Acting
    from dateline.resolving.ports import Register

IN_2015 = date(2015, 5, 1)
HERE = "Fighting went on in Marland. "  # puts the report in Marland


def span(text: str, words: str) -> Span:
    """Where `words` stand last in `text`."""
    at = text.rindex(words)
    return Span(at, at + len(words))


def everywhere(text: str, names: Iterable[str], cls: NameClass) -> tuple[Name, ...]:
    """All of `names` wherever they stand in `text`."""
    return tuple(
        Name(span=Span(at, at + len(name)), cls=cls)
        for name in names
        for at in range(len(text))
        if text.startswith(name, at)
    )


def placed(text: str, lands: Mapping[str, str]) -> dict[Span, Placing]:
    """Places of `text` with the code of the land that each was found in."""
    found = {}
    for number, (words, land) in enumerate(lands.items()):
        place = Place(id=f"x:{number}", name=words, lat=1, lon=1, feature=Feature.TOWN, country=land)
        found[span(text, words)] = Placing(
            place=place, precision=PlacePrecision.TOWN, radius_km=3, reason="test", lat=1, lon=1
        )
    return found


def asked(
    text: str,
    words: str,
    *,
    type_: EventType = EventType.ASSAULT,
    hit: bool = False,
    others: str | None = None,
    persons: Iterable[str] = (),
    day: date | None = IN_2015,
    source: str | None = None,
    happened: tuple[date, date] | None = None,
    places: Mapping[str, str] | None = None,
    said_by: str | None = None,
) -> Coding:
    """A coding in which `words` of `text` are the agent, or the target, of an event against `others`."""
    where = span(text, words)
    other = (span(text, others),) if others else ()
    found = placed(text, places or {})
    event = Event(
        id="e1",
        type=type_,
        mentions=(Span(0, 1),),
        agents=other if hit else (where,),
        targets=(where,) if hit else other,
        places=tuple(found),
        date=DateRange(start=happened[0], end=happened[1], precision=Precision.DAY) if happened else None,
    )
    speaker = span(text, said_by) if said_by else None
    said = (
        (Attribution(id="a1", source=speaker, cue=speaker, named=True, content=Span(0, len(text))),)
        if speaker
        else ()
    )
    return Coding(
        report=Report(id="r", text=text, published=day, source=source),
        engine="test",
        names=everywhere(text, persons, NameClass.PERSON),
        events=(event,),
        attributions=said,
        places=found,
    )


def resolved(register: Register, coding: Coding, words: str) -> Acting | None:
    """What `words` of a coding resolve to; None where they name no actor."""
    return name_actors(coding, register).get(span(coding.report.text, words))


def told(acting: Acting | None) -> str:
    """An actor's id, or class and country by rule, or a dash; "no actor" where there is no entry."""
    if acting is None:
        return "no actor"
    if acting.actor:
        return acting.actor.id
    return f"{acting.cls} {acting.country or '-'}" if acting.by is ResolvedBy.RULE else "-"
