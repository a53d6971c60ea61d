"""Facts: what an event tells, each with the words that it rests on and what they resolve to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.domain import Count, Effect, Fact, Placing, Span
from dateline.linking.figures import is_a_number
from dateline.linking.victims import Victims, victims_of
from dateline.resolving.acting.forms import normal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.domain import Acting, Coding, DateRange, Event, Harm
    from dateline.resolving.tolls import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A fact that an event tells: its value, the words that it rests on, and what they resolve to.

    Of harm, `victims`, `things` and `firm` are those of `dateline.linking.tellings.Said`.
    """

    fact: Fact
    value: str
    at: Span
    count: Count | None = None
    date: DateRange | None = None
    place: Placing | None = None
    actor: Acting | None = None
    victims: Victims | None = None
    things: frozenset[str] = frozenset()
    firm: bool = True


class Facts:
    """What the events of one coding tell."""

    def __init__(self, coding: Coding) -> None:
        self._coding = coding
        self._text = coding.report.text

    def of(self, event: Event) -> Iterator[Item]:
        """When, where, who, whom and by what means."""
        if event.date and event.times:
            first = min(event.times)
            yield Item(fact=Fact.DATE, value=_days(event.date), at=first, date=event.date)
        for span in event.places:
            found = self._coding.places.get(span)
            place = found if isinstance(found, Placing) else None
            value = place.place.name if place else _bare(span.of(self._text))
            yield Item(fact=Fact.PLACE, value=value, at=span, place=place)
        for fact, spans in ((Fact.AGENT, event.agents), (Fact.TARGET, event.targets)):
            items = (self.actor(fact, span) for span in spans)
            yield from (item for item in items if _is_known(item) or item.value.lower() not in _PRONOUNS)
        for span in event.means:
            yield Item(fact=Fact.MEANS, value=_bare(span.of(self._text)), at=span)

    def actor(self, fact: Fact, span: Span) -> Item:
        """Whom words name."""
        acting = self._coding.actors.get(span)
        if acting is None:  # whom an accusation names is looked up by the name in its words
            inside = (
                one for key, one in sorted(self._coding.actors.items()) if span.holds(key) and one.actor
            )
            acting = next(inside, None)
        name = acting.actor.name if acting and acting.actor else _bare(span.of(self._text))
        return Item(fact=fact, value=name, at=span, actor=acting)

    def harm(self, effect: Effect, figure: Figure) -> Iterator[Item]:
        """A figure, and the parts of one that sums up victims of several kinds."""
        yield self._figure(effect, figure)
        yield from self._parts(effect, figure)

    def _parts(self, effect: Effect, figure: Figure) -> Iterator[Item]:
        kinds = {kind for harm in figure.harm if (kind := self._whom(harm))}
        if figure.whole and len(kinds) > 1 and effect is not Effect.DAMAGED:
            for kind in sorted(kinds - {Victims.ANYBODY}):
                of_kind = tuple(harm for harm in figure.harm if self._whom(harm) is kind)
                least = [harm.count.min for harm in of_kind if harm.count.min is not None]
                count = of_kind[0].count if len(of_kind) == 1 else Count(min=sum(least) if least else None)
                yield self._figure(effect, replace(figure, count=count, harm=of_kind))

    def _figure(self, effect: Effect, figure: Figure) -> Item:
        near = [
            harm.victims
            for harm in figure.harm
            if harm.victims and abs(harm.victims.start - harm.quantity.end) < _BESIDE
        ]
        spans = [*(harm.quantity for harm in figure.harm), *near]
        at = Span(min(span.start for span in spans), max(span.end for span in spans))
        count = figure.count if figure.whole else Count(min=figure.count.min)
        kinds = {kind for harm in figure.harm if (kind := self._whom(harm))}
        several, things = len(kinds) > 1, effect is Effect.DAMAGED
        known = (acting for harm in figure.harm if (acting := self._victims(harm)))
        return Item(
            fact=Fact(effect.value),
            value=count_words(count) or _plain(at.of(self._text)),
            at=at,
            count=count,
            actor=None if several else next(known, None),
            victims=None if things else Victims.ANYBODY if several else next(iter(kinds), None),
            things=frozenset(self._thing(harm) for harm in figure.harm) if things else frozenset(),
            firm=figure.whole and all(map(self._is_a_toll, figure.harm)),
        )

    def _is_a_toll(self, harm: Harm) -> bool:
        """Whether a number is given, and not of some of those told of: "three of whom have died"."""
        of_some = _OF_WHOM.match(self._text, harm.quantity.end)
        return is_a_number(harm.quantity.of(self._text)) and not of_some

    def _victims(self, harm: Harm) -> Acting | None:
        return self._coding.actors.get(harm.victims) if harm.victims else None

    def _whom(self, harm: Harm) -> Victims | None:
        """Whom a number counts, by the words for the victims, or else the two that follow the number."""
        words = harm.victims.of(self._text) if harm.victims else harm.quantity.of(self._text)
        if harm.victims is None and (found := _NEXT_TWO.match(self._text, harm.quantity.end)):
            words += found[0]
        return victims_of(words, self._victims(harm))

    def _thing(self, harm: Harm) -> str:
        """The noun for what was damaged: "vehicles" and "a vehicle" are one."""
        return normal((harm.victims or harm.quantity).of(self._text)).rsplit(" ", 1)[-1].removesuffix("s")


def count_words(count: Count) -> str:
    """A number as exact as it is: "6", "6 to 8", "at least 6", "at most 10"; "" for none."""
    match count.min, count.max:
        case None, None:
            return ""
        case least, None:
            return f"at least {least}"
        case None, most:
            return f"at most {most}"
        case least, most:
            return f"{least}" if least == most else f"{least} to {most}"


def _days(dated: DateRange) -> str:
    first, last = dated.start.isoformat(), dated.end.isoformat()
    return first if first == last else f"{first}/{last}"


def _is_known(item: Item) -> bool:
    return item.actor is not None and (item.actor.actor or item.actor.cls) is not None


def _bare(words: str) -> str:
    """Words without their article: "the crossing" and "a crossing" are one value."""
    return _ARTICLE.sub("", _plain(words))


def _plain(words: str) -> str:
    return " ".join(words.split())


_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_PRONOUNS = frozenset(
    {"it", "they", "he", "she", "we", "i", "them", "him", "her", "us", "its", "their", "who"}
)
_OF_WHOM = re.compile(r"\s+of\s+(?:which|whom|them|those|these)\b", re.IGNORECASE)
_NEXT_TWO = re.compile(r"(?:\s+[^\s,.;:()]+){1,2}")
_BESIDE = 60  # letters: victims named farther off than this are not part of the figure's words
