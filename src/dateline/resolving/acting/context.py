"""What the rules know when they name one phrase of a report."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.domain import ActorClass
from dateline.resolving.acting.answers import of_the_same, registered, ruled
from dateline.resolving.acting.nouns import Sort
from dateline.resolving.ports import Whence

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from datetime import date

    from dateline.domain import Acting
    from dateline.resolving.acting.nouns import Noun
    from dateline.resolving.acting.phrases import Unit
    from dateline.resolving.acting.referring import Told
    from dateline.resolving.acting.scene import Scene
    from dateline.resolving.ports import Community

# "State television" is a channel of the state, and not the agency that "state media" mostly are.
_BROADCAST = frozenset({"television", "tv", "radio", "media", "channel"})
# Where the register has no such body of a state, the one that it is a part of.
_PART_OF = {"air_force": "armed_forces", "navy": "armed_forces"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The part that words play: they act (or are just named) or are acted on, in an event of war or not.

    `country` and `day` are where and when their events happened, if that is known.
    """

    acts: bool = True
    of_war: bool = False
    country: str | None = None
    day: date | None = None

    @property
    def governs(self) -> bool:
        """Whether a bare country is its government here; that which is shelled is a place."""
        return self.acts or not self.of_war


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A report, what it told so far, and the part that the words play in it."""

    scene: Scene
    told: Told
    part: Part = Part()

    @property
    def country(self) -> str | None:
        """The country that the words' events happened in, or else that the report plays in."""
        return self.part.country or self.scene.country

    @property
    def day(self) -> date | None:
        """The day of the words' event, or else of the report: who bore a name then is meant."""
        return self.part.day or self.scene.day

    def within(self, country: str) -> Context:
        """The same where the words name a country."""
        return replace(self, part=replace(self.part, country=country))

    def words(self, units: Sequence[Unit]) -> str:
        """The words of `units` as the text has them."""
        return self.scene.text[units[0].span.start : units[-1].span.end]

    def body(self, country: str | None, what: str, reason: str) -> Acting:
        """A body of a state by the register, or else by rule the class that such a body has."""
        for kind in (what, _PART_OF.get(what)):
            actor = self.scene.register.body(country, kind, self.day) if country and kind else None
            if actor:
                return registered(actor, f"{reason}: {actor.name}")
        governing = what in {"government", "parliament"} or what.endswith("ministry")
        return ruled(ActorClass.GOVERNMENT if governing else ActorClass.STATE_FORCES, country, reason)

    def here(self, cls: ActorClass, reason: str) -> Acting:
        """Of a class, where it happened."""
        return ruled(cls, self.country, reason)

    def common(self, noun: Noun, units: Sequence[Unit]) -> Acting | None:
        """Whom common words mean here: an actor, a body of the state, or just a class."""
        words = self.words(units)
        form = " ".join([unit.form for unit in units])
        generic = self.scene.register.generic(form, self.country, self.day)
        broadcast = noun.sort is Sort.MEDIUM and _BROADCAST & {unit.form for unit in units}
        if generic and generic.actor and not broadcast:
            return registered(
                generic.actor, f"{words}, as reports from {self.country} call {generic.actor.name}"
            )
        if noun.cls is None:
            return ruled(generic.cls, self.country, words) if generic else None
        country = None if noun.whence is Whence.SAID else self.country
        if noun.body and country:
            return self.body(country, noun.body, f"{words}, where the report plays")
        return ruled(noun.cls, country, words)

    def community(self, words: str) -> Community | None:
        """The people or faith that `words` name, with who fights for it here."""
        return self.scene.register.community(words, self.country, self.day)

    def again(
        self, words: str, at: int, classes: Container[ActorClass], reach: int, country: str | None = None
    ) -> Acting | None:
        """The nearest actor of one of the `classes` told before."""
        found = self.told.nearest(at, classes, reach, country)
        return of_the_same(found[1], f"{words}: {found[0]}, named before") if found else None
