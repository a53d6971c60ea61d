"""What words mean to which a person gives a part: whom, where, who speaks. It is kept beside the words.

The engine's words are looked up when a report is coded. Those that a person selects are looked up when they
are given their part, so that a corrected agent is an actor of the register at once, in lists and exports too.
What they mean is kept in the correction: the next coding may not have these words.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

from dateline.domain import Span
from dateline.exporting.interchange.resolved import write_actor, write_place, write_speaker
from dateline.pipeline import look_up
from dateline.web.archive.models import Field
from dateline.web.archive.tasks_world import world

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dateline import domain
    from dateline.domain import Attribution, Coding

Written: TypeAlias = dict[str, Any]

ASKED = ("actor", "place", "speaker")
"""What an anchor can say of its words, as interchange has it."""


def add_meanings(field: Field, after: Any, value: Any, event: domain.Event, coding: Coding) -> None:  # noqa: ANN401
    """Say beside the words of `after` what they mean.

    Words that played a part in the event already mean what stands in the coding, and nothing where somebody
    has said that they mean nobody there.

    Args:
        field: What is corrected.
        after: What stands there now, with anchors, as it is kept; changed in place.
        value: The same in the words of the domain.
        event: The event as it stood until now.
        coding: The coding as it stood until now.
    """
    anchors = list(_to_look_up(field, after))
    if not anchors:
        return
    kind = "place" if field == Field.PLACES else "speaker" if field == Field.CLAIMS else "actor"
    playing = set(_playing(event, coding))
    looked = look_up(_with(field, value, event, coding), world().lookups())
    for anchor in anchors:
        words = Span(anchor["start"], anchor["end"])
        if found := _meaning(kind, words, coding if words in playing else looked):
            anchor[kind] = found


def meanings(after: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:  # noqa: ANN401 -- whatever JSON can hold
    """What is said beside words, and the anchor that says it."""
    parts = after.values() if isinstance(after, dict) else after if isinstance(after, list) else ()
    if isinstance(after, dict) and "quote" in after:
        yield from ((kind, after) for kind in ASKED if after.get(kind))
        return
    for part in parts:
        yield from meanings(part)


def _to_look_up(field: Field, after: Any) -> Iterator[Written]:  # noqa: ANN401
    if field in {Field.AGENTS, Field.TARGETS, Field.PLACES}:
        yield from after
    elif field == Field.HARM:
        yield from (one["victims"] for one in after if one["victims"])
    elif field == Field.CLAIMS:
        yield from (one["source"] for one in after if one["source"])


def _playing(event: domain.Event, coding: Coding) -> Iterable[Span]:
    yield from (*event.agents, *event.targets, *event.places)
    yield from (one.victims for one in event.harm if one.victims)
    yield from (one.source for one in coding.attributions if one.source and one.id in event.claims)


def _with(field: Field, value: Any, event: domain.Event, coding: Coding) -> Coding:  # noqa: ANN401
    """The coding with what is corrected, as look-ups ask for it."""
    if field == Field.CLAIMS:
        given = tuple(_named(one, at) for at, one in enumerate(value))
        changed = replace(event, claims=tuple(one.id for one in given))
        coding = replace(coding, attributions=(*coding.attributions, *given))
    else:
        parts: dict[str, Any] = {field.value: tuple(value)}
        changed = replace(event, **parts)
    return replace(coding, events=tuple(changed if one.id == event.id else one for one in coding.events))


def _named(one: Attribution, at: int) -> Attribution:
    return replace(one, id=f"looked-up-{at}", within=None)


def _meaning(kind: str, words: Span, coding: Coding) -> Written | None:
    match kind:
        case "actor" if acting := coding.actors.get(words):
            return write_actor(acting)
        case "place" if place := coding.places.get(words):
            return write_place(place)
        case "speaker" if speaker := coding.speakers.get(words):
            return write_speaker(speaker)
    return None
