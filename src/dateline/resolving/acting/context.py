"""What the rules know when they name one phrase of a report."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.domain import ActorClass
from dateline.resolving.acting.answers import BODIES, KINDS, clauses, registered, ruled, the, told
from dateline.resolving.acting.nouns import Sort
from dateline.resolving.ports import Whence

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from datetime import date

    from dateline.domain import Acting, Actor, Span
    from dateline.resolving.acting.nouns import Noun
    from dateline.resolving.acting.phrases import Unit
    from dateline.resolving.acting.referring import Told
    from dateline.resolving.acting.scene import Scene
    from dateline.resolving.ports import Community

_NUMBER = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|dozens?|other|same)"
DETERMINER = rf"\b(?:the|its|their|his|her|this|these|those)\s+(?:{_NUMBER}\s+)?"
# "State television" is a channel of the state, and not the agency that "state media" mostly are.
_BROADCAST = frozenset({"television", "tv", "radio", "media", "channel"})
_DETERMINED = re.compile(rf"{DETERMINER}$", re.IGNORECASE)
# Where the register has no such body of a state, the one that it is a part of.
_PART_OF = {"air_force": "armed_forces", "navy": "armed_forces"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The part that words play: they act (or are just named) or are acted on, in an event of war or not.

    `country` and `day` are where and when their events happened, if that is known; `said` is the word that
    tells the country, where one of the words themselves does. `against` are the words for the other side.
    """

    acts: bool = True
    of_war: bool = False
    country: str | None = None
    said: str = ""
    day: date | None = None
    against: tuple[Span, ...] = ()

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

    def within(self, country: str | None, said: str) -> Context:
        """The same where a word of the words names a country."""
        return replace(self, part=replace(self.part, country=country, said=said))

    def land(self, code: str | None) -> str:
        """The name of a land as it stands in a sentence: "Syria", "the United States"."""
        return the(self.scene.register.country(code) or "a land without a name") if code else ""

    def words(self, units: Sequence[Unit]) -> str:
        """The words of `units` as the text has them."""
        return self.scene.text[units[0].span.start : units[-1].span.end]

    def is_definite(self, at: int) -> bool:
        """Whether "the" or "its" stands before what starts at `at`."""
        return bool(_DETERMINED.search(self.scene.text, max(0, at - 15), at))

    # ── answers ──────────────────────────────────────────────────────────────────────────────────────────

    def body(self, country: str | None, what: str, reason: str = "") -> Acting:
        """A body of a state by the register, or else by rule the class that such a body has."""
        reason = reason or f"{BODIES.get(what, what)} of {self.land(country)}"
        for kind in (what, _PART_OF.get(what)):
            actor = self.scene.register.body(country, kind, self.day) if country and kind else None
            if actor:
                return registered(actor, reason)
        governing = what in {"government", "parliament"} or what.endswith("ministry")
        return ruled(ActorClass.GOVERNMENT if governing else ActorClass.STATE_FORCES, country, reason)

    def body_here(self, what: str, words: str) -> Acting:
        """A body of the state where it happened."""
        if not self.country:
            return self.body(None, what, f"“{words}”, and it is not told of which country")
        if self.part.said:
            return self.body(self.country, what)
        where = "where it happened" if self.part.country else "where the report plays"
        return self.body(self.country, what, f"“{words}” {where}, in {self.land(self.country)}")

    def of_its_state(self, what: str, words: str) -> Acting:
        """A body of the state that words such as "regime" mean: that where the whole report plays."""
        whole = self.scene.countries.sure and not self.part.said
        context = replace(self, part=replace(self.part, country=None)) if whole else self
        return context.body_here(what, words)

    def here(self, cls: ActorClass, what: str = "") -> Acting:
        """Of a class, where it happened; `what`: what they are, in other words than those of the class."""
        return ruled(cls, self.country, clauses(what or KINDS[cls], self._whence()))

    def _whence(self) -> str:
        """How the country is known, as a clause."""
        if not self.country:
            return ""
        if self.part.said:
            return f"“{self.part.said}” tells the country"
        return f"{'it happened' if self.part.country else 'the report plays'} in {self.land(self.country)}"

    def common(self, noun: Noun, units: Sequence[Unit]) -> Acting | None:
        """Whom common words mean here: an actor, a body of the state, or just a class."""
        words = self.words(units)
        form = " ".join([unit.form for unit in units])
        generic = self.scene.register.generic(form, self.country, self.day)
        broadcast = noun.sort is Sort.MEDIUM and _BROADCAST & {unit.form for unit in units}
        if generic and generic.actor and not broadcast:
            return registered(generic.actor, f"called “{words}” in reports from {self.land(self.country)}")
        if noun.cls is None:
            return self.here(generic.cls) if generic else None
        if noun.whence is Whence.SAID and not self.part.said:
            whose = "it is not told of which country" if noun.cls is ActorClass.STATE_FORCES else ""
            return ruled(noun.cls, None, clauses(KINDS[noun.cls], whose))
        return self.body_here(noun.body, words) if noun.body and self.country else self.here(noun.cls)

    def community(self, words: str) -> Community | None:
        """The people or faith that `words` name, with who fights for it here."""
        return self.scene.register.community(words, self.country, self.day)

    def fighters(self, community: Community) -> Actor | None:
        """Who fights for a community here; where nobody does, the only ones that the report names."""
        if community.side:
            return community.side
        named = {actor.id for mention in self.scene.mentions for actor in mention.actors}
        others = [actor for actor in community.others if actor.id in named]
        return others[0] if len(others) == 1 else None

    def flown(self, at: int, reach: int) -> Acting | None:
        """The nearest state's forces or coalition told before that may have flown."""
        found = self.told.flying(at, reach, self.part.against)
        return told(*found) if found else None

    def again(self, at: int, classes: Container[ActorClass], reach: int) -> Acting | None:
        """The nearest actor of one of the `classes` told before."""
        found = self.told.nearest(at, classes, reach, self.part.against)
        return told(*found) if found else None
