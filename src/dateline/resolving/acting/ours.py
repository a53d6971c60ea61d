"""Whose "our forces" are: those of the body that speaks, in a quote; else those of the outlet itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.resolving.acting.countries import outlet_of
from dateline.resolving.acting.referring import ANY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.domain import Actor, Attribution, Coding, Span
    from dateline.resolving.acting.people import Person
    from dateline.resolving.acting.scene import Scene

_OUR = re.compile(r"\bour\s+(?:own\s+)?", re.IGNORECASE)
_BEFORE = re.compile(rf"{_OUR.pattern}$", re.IGNORECASE)


def says_our(span: Span, text: str) -> bool:
    """Whether words are said by those whose they are: "our forces"."""
    return bool(_OUR.match(text, span.start) or _BEFORE.search(text, max(0, span.start - 9), span.start))


def who_says(span: Span, coding: Coding, scene: Scene, people: Mapping[Span, Person]) -> Actor | None:
    """The body that speaks where words stand and can have forces or people; outside of quotes the outlet."""
    quoted = [one for one in coding.attributions if one.content and one.content.holds(span) and one.source]
    sources = [one.source for one in sorted(quoted, key=_length) if one.source]
    outlet = outlet_of(coding.report, scene.register)
    parent = scene.register.actor(outlet.parent, scene.day) if outlet and outlet.parent else None
    speakers = (_body(source, scene, people) for source in sources)
    return next((actor for actor in (*speakers, parent, outlet) if actor and actor.cls in ANY), None)


def _length(one: Attribution) -> int:
    return len(one.content or one.cue)


def _body(source: Span, scene: Scene, people: Mapping[Span, Person]) -> Actor | None:
    bodies = (person.body for span, person in people.items() if source.overlap(span))
    actors = (body.actor for body in bodies if body and body.actor)
    named = (actor for mention in scene.names_in(source) for actor in mention.actors)
    return next(actors, None) or next(named, None)
