"""People and the bodies that they act for: "Defence Minister Hulusi Akar", later "Akar"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import NameClass
from dateline.resolving.acting.answers import headed, registered
from dateline.resolving.acting.forms import words_of
from dateline.resolving.acting.posts import post_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.domain import Acting, Coding, Span
    from dateline.resolving.acting.context import Context
    from dateline.resolving.acting.scene import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person of the report: the fullest name that it gives, the words for the post, and of which body."""

    name: str
    role: str | None
    body: Acting | None


def people_of(coding: Coding, context: Context) -> dict[Span, Person]:
    """The persons of the report, by the spans that name them.

    A post stands before the name or, set off by a comma, behind it; a surname alone takes over the full name
    and the post of the nearest person before that ends in it. Who has no post that tells a body may be known
    to head one. What the register has as the name of an actor is no person.
    """
    scene = context.scene
    sources = {one.source for one in coding.attributions if one.source}
    found: dict[Span, Person] = {}
    known: dict[str, Person] = {}
    heard: set[str] = set()
    for span in sorted({name.span for name in coding.names if name.cls is NameClass.PERSON}):
        words = span.of(scene.text)
        tokens = _tokens(words)
        if not tokens or any(mention.span == span for mention in scene.names_in(span)):
            continue
        before = known.get(tokens[-1])
        if before and not _same(tokens, _tokens(before.name)):
            before = None
        role, body = (None, None) if before and before.role and before.body else post_of(span, context)
        name = before.name if before and len(before.name) >= len(words) else words
        role, body = (role or before.role, body or before.body) if before else (role, body)
        head = scene.register.head(name, scene.day) if body is None else None
        if head:
            body = registered(head, headed(name, scene.day))
        found[span] = Person(name=name, role=role, body=body)
        speaks = any(source.overlap(span) for source in sources)
        if (
            speaks or tokens[-1] not in heard
        ):  # "Khalil said" is who spoke before, not the child with his name
            known[tokens[-1]] = found[span]
        heard |= set(tokens[-1:]) if speaks else set()
    return found


def speaking(coding: Coding, scene: Scene, people: Mapping[Span, Person]) -> frozenset[str]:
    """The ids of the actors that speak in the report, or whose people do."""
    sources = {one.source for one in coding.attributions if one.source}
    named = {actor.id for source in sources for mention in scene.names_in(source) for actor in mention.actors}
    bodies = (people[span].body for span in people if any(source.overlap(span) for source in sources))
    return frozenset(named | {body.actor.id for body in bodies if body and body.actor})


def _tokens(name: str) -> list[str]:
    """The words of a name without its articles: "al-Barazi" is "Barazi"."""
    return [word.form for word in words_of(name)]


def _same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one name may be short for the other: "Barazi", "Talal al-Barazi"."""
    return set(one) <= set(other) or set(other) <= set(one)
