"""Fakes: real classes that keep the contract of a port, for tests that have no model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import Attribution, Coding, Event, Harm, Name, Span, Stance, Status

if TYPE_CHECKING:
    from dateline.domain import Effect, EventType, NameClass, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Harm of a scripted event, each part given by its words."""

    effect: Effect
    quantity: str
    victims: str | None = None
    part_of: str | None = None
    total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Happens:
    """An event of a script, each part given by its words; "words#2" are their second occurrence."""

    type: EventType
    trigger: str
    also: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    harm: tuple[Done, ...] = ()
    status: Status = Status.REPORTED
    by: tuple[str, ...] = ()
    confidence: float = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Says:
    """An attribution of a script, each part given by its words; `id` is what events name in `by`."""

    id: str
    cue: str
    source: str | None = None
    content: str | None = None
    named: bool = False
    stance: Stance = Stance.ASSERTS
    within: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What a scripted engine finds in a text that holds `opening`."""

    opening: str
    names: tuple[tuple[str, NameClass], ...] = ()
    happens: tuple[Happens, ...] = ()
    says: tuple[Says, ...] = ()


class ScriptedEngine:
    """An engine that codes a report by the first script whose opening words stand in it.

    It keeps the port's contract: spans point into the report's text, counts are empty and dates None;
    a report that no script knows has an empty coding. `coded` lists the ids of the reports it was given.
    """

    def __init__(self, *scripts: Script, name: str = "scripted/1") -> None:
        self.name = name
        self.languages = frozenset({"en"})
        self.coded: list[str] = []
        self._scripts = scripts

    def code(self, report: Report) -> Coding:
        """The coding that the script tells."""
        self.coded.append(report.id)
        script = next((one for one in self._scripts if one.opening in report.text), Script(opening=""))
        quotes = _Quotes(report.text)
        return Coding(
            report=report,
            engine=self.name,
            names=tuple(Name(span=quotes.one(words), cls=cls) for words, cls in script.names),
            events=tuple(_event(f"e{n}", event, quotes) for n, event in enumerate(script.happens, 1)),
            attributions=tuple(_attribution(one, quotes) for one in script.says),
        )


class _Quotes:
    """Finds words in a text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def one(self, words: str) -> Span:
        phrase, _, nth = words.partition("#")
        start = -1
        for _ in range(int(nth or 1)):
            start = self._text.find(phrase, start + 1)
            assert start >= 0, f"the text does not hold {words!r}"
        return Span(start, start + len(phrase))

    def maybe(self, words: str | None) -> Span | None:
        return self.one(words) if words else None

    def all(self, words: tuple[str, ...]) -> tuple[Span, ...]:
        return tuple(self.one(each) for each in words)


def _event(key: str, event: Happens, quotes: _Quotes) -> Event:
    return Event(
        id=key,
        type=event.type,
        mentions=quotes.all((event.trigger, *event.also)),
        agents=quotes.all(event.agents),
        targets=quotes.all(event.targets),
        places=quotes.all(event.places),
        times=quotes.all(event.times),
        means=quotes.all(event.means),
        harm=tuple(
            Harm(
                effect=done.effect,
                quantity=quotes.one(done.quantity),
                victims=quotes.maybe(done.victims),
                part_of=quotes.maybe(done.part_of),
                total=done.total,
            )
            for done in event.harm
        ),
        status=event.status,
        claims=event.by,
        confidence=event.confidence,
    )


def _attribution(one: Says, quotes: _Quotes) -> Attribution:
    return Attribution(
        id=one.id,
        cue=quotes.one(one.cue),
        source=quotes.maybe(one.source),
        content=quotes.maybe(one.content),
        named=one.named,
        stance=one.stance,
        within=one.within,
    )
