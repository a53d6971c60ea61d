"""Tellings: who says what of an incident, fact by fact, each with its words, in time order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dateline.domain import Count, Effect, EventRef, Fact, SourceKind, Stance, Telling
from dateline.linking.claims import Claims
from dateline.linking.denials import denials
from dateline.linking.facts import Facts, Item
from dateline.linking.owning import claims_it, means_itself, owns
from dateline.linking.sides import party_of
from dateline.linking.victims import Victims
from dateline.resolving.tolls import toll

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dateline.domain import Acting, Attribution, Event, EventType, Span
    from dateline.linking.origins import Heard, Manner, Origins, Voice
    from dateline.linking.ports import Source, Sources
    from dateline.linking.told import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A telling, with what independence and responsibility hang on.

    `kind` is the type of the event. `party` is the belligerent that an actor told of, or a victim, is or
    belongs to; `admits` says that a belligerent names itself as the one who did it, `claims_it` that it
    claims responsibility. Of harm, `victims` are whom a figure counts, or `things` what was damaged, each by
    one word; `firm` is False where it is no toll: words that give no number ("dozens"), some of the victims,
    or somebody by name.
    """

    telling: Telling
    voice: Voice
    manner: Manner
    kind: EventType
    party: Source | None = None
    admits: bool = False
    claims_it: bool = False
    victims: Victims | None = None
    things: frozenset[str] = frozenset()
    firm: bool = True


def table_of(told: Sequence[Told], origins: Origins, sources: Sources) -> tuple[Said, ...]:
    """The account table: all that `told`, which is of one incident, says of it, in time order.

    Of one day, the reports come in the order of `told`, and the tellings of a report in that of its text.
    What one origin says more than once in one report stands once.
    """
    rows = [
        ((said.telling.said or date.max, number, *_place_in_text(said.telling)), said)
        for number, one in enumerate(told)
        for said in _Page(one, origins, sources).tellings()
    ]
    rows.sort(key=lambda row: row[0])
    seen: dict[tuple[object, ...], Said] = {}
    for _, said in rows:
        one, whom = said.telling, said.victims or Victims.ANYBODY
        seen.setdefault((one.event.report, one.origin, one.fact, one.value, one.stance, whom), said)
    return tuple(seen.values())


def _place_in_text(one: Telling) -> tuple[int, int, int]:
    """Where a telling stands among those of its report: a sum before its parts."""
    return one.at.start, -one.at.end, _FACTS.index(one.fact)


class _Page:
    """Reads what one report says of one happening."""

    def __init__(self, told: Told, origins: Origins, sources: Sources) -> None:
        self._coding = told.coding
        self._text = told.coding.report.text
        self._told = told.account.events
        self._denied = denials(told)
        self._claims = Claims(told.coding)
        self._facts = Facts(told.coding)
        self._origins = origins
        self._sources = sources

    def tellings(self) -> Iterator[Said]:
        for event in (*self._told, *self._denied):
            yield from self._happening(event)
            for item in self._facts.of(event):
                yield from self._said(event, item)
        yield from self._harm(self._told)
        yield from self._harm(self._denied)

    def _happening(self, event: Event) -> Iterator[Said]:
        """That it happened, or did not: each claim in its words, and the outlet where it speaks itself."""
        claims = self._claims.of(event)
        for claim in claims:
            if at := self._claims.mention(event, claim):
                yield self._by(event, Item(fact=Fact.TYPE, value=event.type, at=at), claim)
            if accused := self._claims.accused(event, claim):
                yield self._by(event, self._facts.actor(Fact.AGENT, accused), claim)
        own = (one for one in event.mentions if not self._claims.over(event, one))
        if spoken := next(own, None if claims else event.trigger):
            yield self._by(event, Item(fact=Fact.TYPE, value=event.type, at=spoken), None)

    def _said(self, event: Event, item: Item) -> Iterator[Said]:
        for claim in self._claims.over(event, item.at) or (None,):
            yield self._by(event, item, claim)

    def _by(self, event: Event, item: Item, claim: Attribution | None) -> Said:
        heard = self._heard(claim, item.at)
        stance = self._claims.stance(event, claim)
        if item.count == _NONE and stance is Stance.DENIES:
            stance = Stance.ASSERTS  # to deny "no casualties" is to say that there were none
        if item.fact is Fact.AGENT and stance is Stance.ASSERTS and self._claims.in_doubt(item.at):
            stance = Stance.HEDGES
        party = self._party(item.actor)
        telling = Telling(
            fact=item.fact,
            value=item.value,
            event=EventRef(report=self._coding.report.id, event=event.id),
            origin=heard.voice.id,
            words=item.at.of(self._text),
            at=item.at,
            quote=self._claims.quote(claim, item.at),
            stance=stance,
            through=heard.through,
            said=self._coding.report.published,
            count=item.count,
            date=item.date,
            place=item.place,
            actor=item.actor,
        )
        claims, admits = self._admits(event, telling, heard, party, claim)
        return Said(
            telling=telling,
            voice=heard.voice,
            manner=heard.manner,
            kind=event.type,
            party=party,
            admits=admits,
            claims_it=claims,
            victims=item.victims,
            things=item.things,
            firm=item.firm,
        )

    def _heard(self, claim: Attribution | None, at: Span) -> Heard:
        return self._origins.heard(self._coding, claim, self._claims.sentence(at))

    def _party(self, acting: Acting | None) -> Source | None:
        return party_of(acting, self._sources, self._coding.report.published)

    def _admits(
        self, event: Event, telling: Telling, heard: Heard, party: Source | None, claim: Attribution | None
    ) -> tuple[bool, bool]:
        """Whether a belligerent takes responsibility, and whether it says at all that it did it.

        An ally or its state's media cannot for it.
        """
        itself = party is not None and heard.voice.owner == party.owner
        asserted = telling.fact is Fact.AGENT and telling.stance is Stance.ASSERTS
        if not itself or not asserted or heard.voice.kind is not SourceKind.PARTY:
            return False, False
        cue = claim.cue.of(self._text) if claim else None
        if not owns(event.type, cue, self._claims.sentence(telling.at).of(self._text)):
            return False, False
        content = claim.content.of(self._text) if claim and claim.content else ""
        by_name = bool(claim and claim.source and claim.source.overlap(telling.at))
        claims = claims_it(event.type, cue or "", content, by_name=by_name)
        before = self._text[: telling.at.start]
        return claims, claims or means_itself(telling.words, before, by_name=by_name, content=content)

    def _harm(self, events: Iterable[Event]) -> Iterator[Said]:
        """Each voice's figures for all victims; where it has none, those for some as a least number.

        A sum over victims of several kinds ("three civilians and five fighters") is told with its parts.
        """
        events = tuple(events)
        for effect in Effect:
            for_some: list[Said] = []
            counted: set[str] = set()
            for figure in toll(effect, events, self._text).figures:
                event = next(one for one in events if figure.harm[0] in one.harm)
                for item in self._facts.harm(effect, figure):
                    for said in self._said(event, item):
                        if figure.whole:
                            counted.add(said.voice.id)
                            yield said
                        else:
                            for_some.append(said)
            yield from (said for said in for_some if said.voice.id not in counted)


_FACTS = tuple(Fact)
_NONE = Count(min=0, max=0)
