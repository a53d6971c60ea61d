"""An event with all that its words resolve to, put together once for every format."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from dateline.domain import Acting, EventType, NameClass, PlacePrecision, Placing, ResolvedBy, Stance, Status
from dateline.exporting.telling import Sentences, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from dateline.domain import ActorClass, Attribution, Coding, Event, Span, Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Who does something, or to whom: the words, what they resolve to, and the actor's name in them."""

    words: str
    acting: Acting
    written: str | None = None

    @property
    def name(self) -> str:
        """The actor's own name; where no actor is known by the words, the name in them, or all of them."""
        return self.acting.actor.name if self.acting.actor else self.written or self.words

    @property
    def known(self) -> bool:
        """Whether it is an actor for sure: the words may as well be for a thing."""
        return self.cls is not None or self.written is not None

    @property
    def cls(self) -> ActorClass | None:
        """What kind of actor it is, None where the words do not tell."""
        return self.acting.actor.cls if self.acting.actor else self.acting.cls

    @property
    def country(self) -> str | None:
        """The ISO 3166-1 alpha-2 code of its country, None for one of none or of several."""
        return self.acting.actor.country if self.acting.actor else self.acting.country


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where it happened: the words that say it most exactly and their place; None where they have none."""

    words: str = ""
    placing: Placing | None = None

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude; None for a bare country, and wherever no pin is honest."""
        placing = self.placing
        if placing is None or placing.precision is PlacePrecision.COUNTRY:
            return None
        return (placing.lat, placing.lon) if placing.lat is not None and placing.lon is not None else None

    @property
    def country(self) -> str | None:
        """The ISO 3166-1 alpha-2 code of the country, where the place has one."""
        return self.placing.place.country if self.placing else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """One who says that it happened: a name fit to print, the words, and what was made of them.

    `within` are the names of those who quote this one, the outermost first.
    """

    name: str
    words: str
    attribution: Attribution
    speaker: Speaker | None
    within: tuple[str, ...] = ()

    @property
    def stance(self) -> Stance:
        """How this one puts it."""
        return self.attribution.stance

    @property
    def side(self) -> Side | None:
        """Who that is as an actor: the body spoken for, else the person; None for nobody named."""
        if not self.words:
            return None
        acting = self.speaker.organisation if self.speaker else None
        return Side(
            words=self.words,
            acting=acting or _NOTHING,
            written=self.speaker.person if self.speaker else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event of a coding, with its sides, its place and those who say so.

    `passage` are the sentences that hold its mentions, `leading` whether the first of these stands in
    the report's first paragraph. `number` identifies the event among all reports: up to 15 digits, the
    same whenever the same report is coded alike.
    """

    coding: Coding
    event: Event
    number: int
    agents: tuple[Side, ...]
    targets: tuple[Side, ...]
    where: Where
    tellers: tuple[Teller, ...]
    passage: str
    leading: bool

    @property
    def undone(self) -> str | None:
        """Why it is not told as done, or None where it is: planned, hypothetical, denied."""
        stances = {teller.stance for teller in self.tellers}
        if self.event.status is Status.DENIED or stances == {Stance.DENIES}:
            return "denied"
        return _UNDONE.get(self.event.status)

    @property
    def accused(self) -> bool:
        """Whether nobody but accusers says that it happened; the accusing itself is a fact."""
        if self.event.type is EventType.ACCUSATION:
            return False
        stances = {teller.stance for teller in self.tellers}
        return Stance.ACCUSES in stances and Stance.ASSERTS not in stances

    @property
    def as_told(self) -> tuple[date | None, Where]:
        """The first day and the place of what is a fact: the event, or the accusing, on the report's day.

        Where it is that somebody accuses, no coding tells.
        """
        if self.accused:
            return self.coding.report.published, Where()
        return (self.event.date.start if self.event.date else None), self.where

    @property
    def means(self) -> str:
        """The words for what it was done with."""
        return "; ".join(_quoted(self.event.means, self.coding.report.text))


def happenings(coding: Coding) -> Iterator[Happening]:
    """Every event of `coding` with what its words resolve to, in the order in which the text names them."""
    text = coding.report.text
    sentences = Sentences(text)
    known = {one.id: one for one in coding.attributions}
    paragraph = len(text) - len(text.lstrip()) + len(text.lstrip().partition("\n")[0])
    for event in sorted(coding.events, key=lambda event: event.trigger):
        around = dict.fromkeys(sentences.around(mention) for mention in sorted(event.mentions))
        yield Happening(
            coding=coding,
            event=event,
            number=_number(coding, event),
            agents=_sides(event.agents, coding),
            targets=_sides(event.targets, coding),
            where=_where(event, coding),
            tellers=tuple(_teller(known[claim], coding, known) for claim in event.claims if claim in known),
            passage=" ".join(around),
            leading=min(event.mentions).start < paragraph,
        )


def speaker_name(one: Attribution, coding: Coding) -> str:
    """Who says it, fit to print: "Rojin Asmar, spokeswoman of the SDF", or as written; "" for nobody."""
    speaker = coding.speakers.get(one.source) if one.source else None
    words = words_of(one.source, coding.report.text) if one.source else ""
    if speaker is None:
        return words
    actor = speaker.organisation.actor if speaker.organisation else None
    if speaker.person is None:
        return words or (actor.name if actor else "")
    role = speaker.role or ""
    post = f"{role} of {actor.name}" if role and actor else role or (actor.name if actor else "")
    return f"{speaker.person}, {post}" if post else speaker.person


_UNDONE = {Status.PLANNED: "planned, not yet done", Status.HYPOTHETICAL: "hypothetical"}
_NOTHING = Acting(by=ResolvedBy.UNRESOLVED, reason="the words were not looked up")


def _number(coding: Coding, event: Event) -> int:
    """48 bits, which every program that reads numbers as doubles keeps exact."""
    key = f"{coding.report.id}\n{event.id}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(key, digest_size=6).digest())


def _sides(spans: Iterable[Span], coding: Coding) -> tuple[Side, ...]:
    """One side for each actor, or for each wording that resolves to none."""
    text = coding.report.text
    sides: dict[str, Side] = {}
    for span in spans:
        names = (one.span for one in coding.names if one.cls is NameClass.ACTOR and span.overlap(one.span))
        name = next(names, None)
        side = Side(
            words=words_of(span, text),
            acting=coding.actors.get(span, _NOTHING),
            written=words_of(name, text) if name else None,
        )
        actor = side.acting.actor
        sides.setdefault(f"id:{actor.id}" if actor else side.words.casefold(), side)
    return tuple(sides.values())


def _where(event: Event, coding: Coding) -> Where:
    text = coding.report.text
    told = [(span, coding.places.get(span)) for span in event.places]
    placed = [(span, found) for span, found in told if isinstance(found, Placing)]
    if not placed:
        return Where(words=words_of(event.places[0], text) if event.places else "")
    span, placing = min(placed, key=lambda one: one[1].exactness)  # the first of equals
    return Where(words=words_of(span, text), placing=placing)


def _teller(one: Attribution, coding: Coding, known: dict[str, Attribution]) -> Teller:
    within: list[Attribution] = []
    outer = known.get(one.within) if one.within else None
    while outer is not None and outer is not one and outer not in within:
        within.append(outer)
        outer = known.get(outer.within) if outer.within else None
    return Teller(
        name=speaker_name(one, coding),
        words=words_of(one.source, coding.report.text) if one.source else "",
        attribution=one,
        speaker=coding.speakers.get(one.source) if one.source else None,
        within=tuple(name for link in reversed(within) if (name := speaker_name(link, coding))),
    )


def _quoted(spans: Iterable[Span], text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words_of(span, text) for span in spans))
