"""Who does something, or to whom: the words, and what they resolve to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import Acting, NameClass, ResolvedBy
from dateline.exporting.telling import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.domain import ActorClass, Coding, Span

NOT_LOOKED_UP = Acting(by=ResolvedBy.UNRESOLVED, reason="the words were not looked up")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Who does something, or to whom: the words, what they resolve to, and the actor's name in them.

    `thing` is whether the words name no actor at all, though there may be one in them: "a hospital",
    "regime-held districts".
    """

    words: str
    acting: Acting
    written: str | None = None
    thing: bool = False

    @property
    def name(self) -> str:
        """The actor's own name; where no actor is known by the words, the name in them, or all of them."""
        written = None if self.thing else self.written
        return self.acting.actor.name if self.acting.actor else written or self.words

    @property
    def known(self) -> bool:
        """Whether it is an actor for sure: the words may as well be for a thing."""
        return not self.thing and (self.cls is not None or self.written is not None)

    @property
    def cls(self) -> ActorClass | None:
        """What kind of actor it is, None where the words do not tell."""
        return self.acting.actor.cls if self.acting.actor else self.acting.cls

    @property
    def country(self) -> str | None:
        """The ISO 3166-1 alpha-2 code of its country, None for one of none or of several."""
        return self.acting.actor.country if self.acting.actor else self.acting.country


def merged(sides: Iterable[Side]) -> tuple[Side, ...]:
    """Each actor, or wording that resolves to none, once; those that the register knows first."""
    found: dict[str, Side] = {}
    for side in sides:
        actor = side.acting.actor
        found.setdefault(f"id:{actor.id}" if actor else side.words.casefold(), side)
    return tuple(sorted(found.values(), key=lambda side: (side.acting.actor is None, side.cls is None)))


def sides_of(spans: Iterable[Span], coding: Coding) -> tuple[Side, ...]:
    """One side for each actor, or for each wording that resolves to none.

    Those that the register knows come first, then those whose kind is known: where a format has room for one,
    that is "the Front" and not "gunmen".
    """
    text = coding.report.text
    sides: list[Side] = []
    for span in spans:
        names = (one.span for one in coding.names if one.cls is NameClass.ACTOR and span.overlap(one.span))
        name = next(names, None)
        sides.append(
            Side(
                words=words_of(span, text),
                acting=coding.actors.get(span, NOT_LOOKED_UP),
                written=words_of(name, text) if name else None,
                thing=bool(coding.actors) and span not in coding.actors,
            )
        )
    return merged(sides)
