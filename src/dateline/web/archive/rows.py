"""What of a coding stands in columns: events and attributions as rows that can be filtered and ordered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.coding.sentences import sentence_spans
from dateline.domain import Effect, Placing
from dateline.resolving.tolls import toll
from dateline.web.archive.models import Attribution, EventActor, EventRole
from dateline.web.archive.packing import storable
from dateline.web.archive.use import use_of_event

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline import domain
    from dateline.domain import Acting, Coding, Count, DateRange, Span
    from dateline.web.archive.models import Event

MOST = 2**53
"""Numbers of victims beyond are none, and no column need hold them."""


def event_columns(
    event: domain.Event, coding: Coding, sentences: Sequence[tuple[int, int]]
) -> dict[str, Any]:
    """The columns of an event."""
    text = coding.report.text
    killed, injured = (toll(effect, [event], text).count for effect in (Effect.KILLED, Effect.INJURED))
    placing = place_of(event, coding)
    harm = _most(killed) + _most(injured)
    return {
        "type": event.type.value,
        "status": event.status.value,
        "confidence": event.confidence,
        "words": storable(event.trigger.of(text)),
        "start": event.trigger.start,
        "end": event.trigger.end,
        "sentence": storable(_sentence(event.trigger, sentences, text)),
        "harm": harm,
        "use": use_of_event(event, placing, harm, coding.report.published),
        **date_columns(event.date),
        **place_columns(placing),
        **count_columns("killed", killed),
        **count_columns("injured", injured),
    }


def place_of(event: domain.Event, coding: Coding) -> Placing | None:
    """The most exact place that an event names."""
    found = (coding.places.get(span) for span in event.places)
    placed = [one for one in found if isinstance(one, Placing)]
    return min(placed, key=lambda one: one.exactness, default=None)


def date_columns(dated: DateRange | None) -> dict[str, Any]:
    """The columns of a date."""
    if dated is None:
        return {"date_start": None, "date_end": None, "date_precision": ""}
    return {"date_start": dated.start, "date_end": dated.end, "date_precision": dated.precision.value}


def place_columns(placing: Placing | None) -> dict[str, Any]:
    """The columns of a place. A point is one only where both its numbers are known."""
    if placing is None:
        return dict.fromkeys(
            ("place", "place_name", "country", "admin1", "place_precision"), ""
        ) | dict.fromkeys(("lat", "lon", "radius_km"))
    place = placing.place
    pinned = placing.lat is not None and placing.lon is not None
    return {
        "place": storable(place.id, 120),
        "place_name": storable(place.name, 200),
        "country": storable(place.country, 2),
        "admin1": storable(place.admin1, 200),
        "lat": placing.lat if pinned else None,
        "lon": placing.lon if pinned else None,
        "place_precision": placing.precision.value,
        "radius_km": placing.radius_km,
    }


def count_columns(name: str, count: Count | None) -> dict[str, int | None]:
    """The columns of a count."""
    bounds = (None, None) if count is None else (count.min, count.max)
    least, most = (bound if bound is None else min(bound, MOST) for bound in bounds)
    return {f"{name}_min": least, f"{name}_max": most}


def actor_rows(row: Event, event: domain.Event, coding: Coding) -> Iterator[EventActor]:
    """Who acts, suffers and speaks in an event."""
    text = coding.report.text
    victims = [one.victims for one in event.harm if one.victims]
    for role, spans in ((EventRole.AGENT, event.agents), (EventRole.TARGET, (*event.targets, *victims))):
        for span in dict.fromkeys(spans):
            yield _actor_row(row, role, span, coding.actors.get(span), text)
    by_id = {one.id: one for one in coding.attributions}
    sources = [by_id[key].source for key in event.claims if key in by_id]
    for source in dict.fromkeys(filter(None, sources)):
        speaker = coding.speakers.get(source)
        yield _actor_row(row, EventRole.SOURCE, source, speaker.organisation if speaker else None, text)


def _actor_row(row: Event, role: EventRole, span: Span, acting: Acting | None, text: str) -> EventActor:
    actor = acting.actor if acting else None
    cls = actor.cls if actor else acting.cls if acting else None
    country = actor.country if actor else acting.country if acting else None
    return EventActor(
        event=row,
        role=role,
        words=storable(span.of(text)),
        actor=storable(actor.id, 100) if actor else "",
        name=storable(actor.name, 200) if actor else "",
        cls=cls.value if cls else "",
        country=storable(country, 2),
        start=span.start,
        end=span.end,
    )


def attribution_columns(one: domain.Attribution, coding: Coding) -> dict[str, Any]:
    """The columns of an attribution."""
    text = coding.report.text
    speaker = coding.speakers.get(one.source) if one.source else None
    organisation = speaker.organisation.actor if speaker and speaker.organisation else None
    named = speaker.person if speaker else None
    shown = (
        named or (organisation.name if organisation else None) or (one.source.of(text) if one.source else "")
    )
    return {
        "ref": storable(one.id, 100),
        "stance": one.stance.value,
        "named": one.named,
        "within": storable(one.within, 100),
        "speaker_kind": speaker.kind.value if speaker else "",
        "speaker": storable(shown),
        "actor": storable(organisation.id, 100) if organisation else "",
        "cue": storable(one.cue.of(text)),
        **_bounds("cue", one.cue),
        **_bounds("source", one.source),
        **_bounds("content", one.content),
    }


def attribution_rows(coding: Coding, row: Any) -> list[Attribution]:  # noqa: ANN401 -- the row of the coding
    """The attributions of a coding, each id once."""
    once = {one.id: one for one in coding.attributions}
    return [Attribution(coding=row, **attribution_columns(one, coding)) for one in once.values()]


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text begin and end."""
    return list(sentence_spans(text))


def _bounds(name: str, span: Span | None) -> dict[str, int | None]:
    return {f"{name}_start": span.start if span else None, f"{name}_end": span.end if span else None}


def _most(count: Count) -> int:
    """How many it may be: at least as many as the words say for sure."""
    return min(max(count.min or 0, count.max or 0), MOST)


_LONGEST = 1000


def _sentence(trigger: Span, sentences: Sequence[tuple[int, int]], text: str) -> str:
    start, end = next(
        ((start, end) for start, end in sentences if start <= trigger.start < end),
        (trigger.start, trigger.end),
    )
    return text[start:end].strip()[:_LONGEST]
