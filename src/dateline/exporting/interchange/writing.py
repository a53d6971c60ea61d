"""Coding to interchange."""

from __future__ import annotations

import json
import re
from datetime import UTC
from typing import TYPE_CHECKING

from dateline.domain import CODES, ActorClass, EventType, Placing
from dateline.exporting.interchange.dates import write_date
from dateline.exporting.interchange.resolved import write_actor, write_place, write_speaker

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from dateline.domain import Attribution, Coding, Event, Harm, Name, Report, Span

SCHEMA = "dateline/coding/1"

# A grenade that is thrown: ACLED files rocket-propelled ones under shelling.
_GRENADE = re.compile(r"(?<!propelled )(?<!propelled-)\bgrenades?\b", re.IGNORECASE)


def to_dict(coding: Coding) -> dict[str, Any]:
    """`coding` as one interchange object, its keys in the order of the schema.

    What was not looked up stands as unresolved without a reason: an actor's `by` says so, a place is None.
    """
    return {
        "schema": SCHEMA,
        "id": coding.report.id,
        "engine": coding.engine,
        "report": _report(coding.report),
        "names": [_name(name, coding) for name in coding.names],
        "events": [_event(event, coding) for event in coding.events],
        "attributions": [_attribution(one, coding) for one in coding.attributions],
        "parties": dict(coding.parties),
    }


def to_line(coding: Coding) -> str:
    """`coding` as one line of JSON, without its line end."""
    return json.dumps(to_dict(coding), ensure_ascii=False)


def _report(report: Report) -> dict[str, Any]:
    fetched = report.fetched
    return {
        "url": report.url,
        "source": report.source,
        "title": report.title,
        "author": report.author,
        "published": report.published.isoformat() if report.published else None,
        "fetched": fetched.astimezone(UTC).isoformat().replace("+00:00", "Z") if fetched else None,
        "language": report.language,
        "text": report.text,
        "set_apart": [{"kind": apart.kind.value, "text": apart.text} for apart in report.set_apart],
    }


def _name(name: Name, coding: Coding) -> dict[str, Any]:
    """A name; with its place or actor where it was looked up as one, as it may be in no event."""
    place, actor = coding.places.get(name.span), coding.actors.get(name.span)
    return {
        **_span(name.span),
        "class": name.cls.value,
        "ref": name.ref,
        **(write_place(place) if place else {}),
        **({"actor": write_actor(actor)} if actor else {}),
    }


def _event(event: Event, coding: Coding) -> dict[str, Any]:
    codes = CODES[event.type]
    return {
        "id": event.id,
        "type": event.type.value,
        "acled": {"event_type": codes.acled, "sub_event_type": _acled_sub(event, coding)},
        "plover": {"event_type": codes.plover, "mode": codes.plover_mode},
        "trigger": _span(event.trigger),
        "mentions": _spans(event.mentions),
        "agents": [_actor(words, coding) for words in event.agents],
        "targets": [_actor(words, coding) for words in event.targets],
        "places": [{**_span(words), **write_place(coding.places.get(words))} for words in event.places],
        "times": _spans(event.times),
        "means": _spans(event.means),
        "harm": [_harm(harm, coding) for harm in event.harm],
        "status": event.status.value,
        "date": write_date(event.date) if event.date else None,
        "claims": list(event.claims),
        "confidence": event.confidence,
    }


def _acled_sub(event: Event, coding: Coding) -> str | None:
    text = coding.report.text
    if event.type is EventType.BOMBING and any(_GRENADE.search(words.of(text)) for words in event.means):
        return "Grenade"
    if event.type is EventType.CAPTURE:
        return _taken(event, coding)
    return CODES[event.type].acled_sub


def _taken(event: Event, coding: Coding) -> str | None:
    """By who takes it: the state of that land, or anybody else, a foreign state too (codebook of 2023)."""
    takers = [coding.actors[words] for words in event.agents if words in coding.actors]
    classed = [(acting.actor or acting) for acting in takers if acting.actor or acting.cls]
    if not classed:
        return None
    found = [coding.places.get(words) for words in event.places]
    here = next((placing.place.country for placing in found if isinstance(placing, Placing)), None)
    own = any(
        one.cls in (ActorClass.STATE_FORCES, ActorClass.GOVERNMENT)
        and (not here or one.country in (here, None))
        for one in classed
    )
    return "Government regains territory" if own else "Non-state actor overtakes territory"


def _actor(words: Span, coding: Coding) -> dict[str, Any]:
    return {**_span(words), "actor": write_actor(coding.actors.get(words))}


def _victims(words: Span, coding: Coding) -> dict[str, Any]:
    """Words for victims; with their actor where they were looked up, as most are just people."""
    return _actor(words, coding) if words in coding.actors else {**_span(words)}


def _harm(harm: Harm, coding: Coding) -> dict[str, Any]:
    return {
        "effect": harm.effect.value,
        "victims": _victims(harm.victims, coding) if harm.victims else None,
        "count": _span(harm.quantity),
        "min": harm.count.min,
        "max": harm.count.max,
        "part_of": _span_or_none(harm.part_of),
        "total": harm.total,
    }


def _attribution(one: Attribution, coding: Coding) -> dict[str, Any]:
    return {
        "id": one.id,
        "source": _span_or_none(one.source),
        "cue": _span(one.cue),
        "content": _span_or_none(one.content),
        "named": one.named,
        "stance": one.stance.value,
        "within": one.within,
        "speaker": write_speaker(coding.speakers.get(one.source) if one.source else None),
    }


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _spans(spans: Iterable[Span]) -> list[dict[str, int]]:
    return [_span(span) for span in spans]


def _span_or_none(span: Span | None) -> dict[str, int] | None:
    return _span(span) if span else None
