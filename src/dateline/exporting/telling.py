"""A coding told in words: each event with who, whom, where, when and harm, and under it who says so.

The terminal's account and the page of a reading both show what stands here, so that they say the same.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import chain, groupby
from typing import TYPE_CHECKING

from dateline.coding.sentences import sentence_spans
from dateline.domain import Stance, Status
from dateline.exporting import wording
from dateline.exporting.meaning import actor_meaning, actor_names, place_meaning, speaker_meaning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dateline.domain import Attribution, Coding, Event, Harm, Span
    from dateline.exporting.meaning import Meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """Words that play a part in an event, and what they resolve to; None where they were not looked up."""

    words: str
    meaning: Meaning | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmTold:
    """One harm: its effect, its count in words ("at least 6", or ""), and the words that give it.

    `victims` are the words for the victims with whom they resolve to, None where to nobody.
    """

    effect: str
    count: str
    words: str
    note: str = ""
    victims: Filler | None = None

    @property
    def meaning(self) -> Meaning | None:
        """Whom the words for the victims resolve to."""
        return self.victims.meaning if self.victims else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One who says so: "local sources", "said", what to beware of, and the quote.

    `depth` is 0 for whom the report quotes, 1 for whom that source quotes, and so on. `meaning` is whom the
    words for the source resolve to, None where they were not looked up.
    """

    attribution: Attribution
    source: str
    cue: str
    warning: str
    quote: str
    named: bool
    stance: Stance
    depth: int
    meaning: Meaning | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTold:
    """An event in words. `voices` is empty where the report tells it in its own voice.

    `number` is the event's place in the report, from 1; `quote` is the sentence of the trigger; `chance` is
    how likely the report does tell of it, "" where the engine cannot say.
    """

    event: Event
    number: int
    what: str
    words: str
    quote: str
    who: tuple[Filler, ...]
    whom: tuple[Filler, ...]
    where: tuple[Filler, ...]
    when: tuple[Filler, ...]
    means: tuple[Filler, ...]
    harm: tuple[HarmTold, ...]
    date: str
    status: str
    chance: str
    warning: str
    voices: tuple[Voice, ...]

    @property
    def people(self) -> Iterator[Filler]:
        """All words of it for somebody, those who say so too, in the order of the telling."""
        yield from (*self.who, *self.whom)
        yield from (harm.victims for harm in self.harm if harm.victims)
        yield from (Filler(words=voice.source, meaning=voice.meaning) for voice in self.voices)


def tell(coding: Coding) -> tuple[EventTold, ...]:
    """Every event of `coding` in words, in the order in which the text names them."""
    in_order = sorted(coding.events, key=lambda event: event.trigger)
    shared = _Told.of(coding)
    return tuple(_event(event, number, shared) for number, event in enumerate(in_order, 1))


def by_meaning(fillers: Iterable[Filler]) -> Iterator[tuple[str, Meaning | None]]:
    """Words side by side that mean the same, or say themselves what they mean, as one, with the meaning."""
    for _, alike in groupby(fillers, key=lambda filler: filler.meaning.beside if filler.meaning else ""):
        first, *others = alike
        yield "; ".join(filler.words for filler in (first, *others)), first.meaning


def whose_voice(coding: Coding) -> str:
    """How the report's own voice is named: its source, or "the report"."""
    return coding.report.source or "the report"


def words_of(span: Span, text: str) -> str:
    """The words that `span` quotes, on one line."""
    return " ".join(span.of(text).split())


class Sentences:
    """The sentences of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._spans = sentence_spans(text)
        self._ends = [end for _, end in self._spans]

    def around(self, span: Span) -> str:
        """The sentence or sentences that `span` touches, on one line."""
        first, last = bisect_right(self._ends, span.start), bisect_left(self._ends, span.end)
        start = self._spans[first][0] if first < len(self._spans) else span.start
        end = self._spans[last][1] if last < len(self._spans) else len(self.text)
        return " ".join(self.text[min(start, span.start) : end].split())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What the events of one coding share: its attributions, its sentences and what its words mean."""

    known: dict[str, Attribution]
    sentences: Sentences
    actors: Mapping[Span, Meaning | None]
    places: Mapping[Span, Meaning | None]
    speakers: Mapping[Span, Meaning | None]

    @classmethod
    def of(cls, coding: Coding) -> _Told:
        names, text = actor_names(coding), coding.report.text
        actors, places, speakers = coding.actors, coding.places, coding.speakers
        return cls(
            known={one.id: one for one in coding.attributions},
            sentences=Sentences(text),
            actors={span: actor_meaning(it, words_of(span, text), names) for span, it in actors.items()},
            places={span: place_meaning(it, words_of(span, text)) for span, it in places.items()},
            speakers={
                span: speaker_meaning(it, words_of(span, text), names) for span, it in speakers.items()
            },
        )


def _event(event: Event, number: int, shared: _Told) -> EventTold:
    text = shared.sentences.text
    return EventTold(
        event=event,
        number=number,
        what=wording.type_words(event.type),
        words=words_of(event.trigger, text),
        quote=shared.sentences.around(event.trigger),
        who=_fillers(event.agents, text, shared.actors),
        whom=_fillers(event.targets, text, shared.actors),
        where=_fillers(event.places, text, shared.places),
        when=_fillers(event.times, text, {}),
        means=_fillers(event.means, text, {}),
        harm=tuple(_harm(harm, shared) for harm in event.harm),
        date=wording.date_words(event.date) if event.date else "",
        status=wording.STATUSES[event.status],
        chance=wording.chance_words(event.confidence),
        warning=_warning(event, shared.known),
        voices=_voices(event, shared),
    )


def _fillers(
    spans: tuple[Span, ...], text: str, meanings: Mapping[Span, Meaning | None]
) -> tuple[Filler, ...]:
    found = (Filler(words=words_of(span, text), meaning=meanings.get(span)) for span in spans)
    return tuple(dict.fromkeys(found))


def _harm(harm: Harm, shared: _Told) -> HarmTold:
    text = shared.sentences.text
    meaning = shared.actors.get(harm.victims) if harm.victims else None
    victims = None
    if harm.victims and meaning and meaning.resolved:
        victims = Filler(words=words_of(harm.victims, text), meaning=meaning)
    notes = ["in total"] if harm.total else []
    if harm.part_of:
        notes.append(f"among “{words_of(harm.part_of, text)}”")
    return HarmTold(
        effect=harm.effect.value,
        count=wording.count_words(harm.count),
        words=_harm_words(harm, text),
        note=", ".join(notes),
        victims=victims,
    )


def _harm_words(harm: Harm, text: str) -> str:
    """Quantity and victims as one phrase where they stand side by side: "up to 10 fighters"."""
    quantity, victims = harm.quantity, harm.victims
    if victims is None or quantity.holds(victims):
        return words_of(quantity, text)
    if victims.holds(quantity):
        return words_of(victims, text)
    between = text[min(quantity.end, victims.end) : max(quantity.start, victims.start)]
    if not between.strip():
        return " ".join(text[min(quantity.start, victims.start) : max(quantity.end, victims.end)].split())
    return f"{words_of(quantity, text)} … {words_of(victims, text)}"


def _warning(event: Event, known: dict[str, Attribution]) -> str:
    """What the reader must know before reading on: that only accusers say so, or that it is denied."""
    stances = {known[claim].stance for claim in event.claims if claim in known}
    if Stance.ACCUSES in stances and Stance.ASSERTS not in stances:
        return "Accusation, not established"
    return "" if event.status in _HAPPENED else wording.STATUSES[event.status].capitalize()


_HAPPENED = (Status.REPORTED, Status.ONGOING)


def _voices(event: Event, shared: _Told) -> tuple[Voice, ...]:
    """All who say so, each right after the one that quotes it; a shared quoter is named once."""
    known = shared.known
    chains = [_chain(known[claim], known) for claim in event.claims if claim in known]
    places: dict[str, int] = {}
    for one in chain.from_iterable(chains):
        places.setdefault(one.id, len(places))
    chains.sort(key=lambda links: [places[one.id] for one in links])
    voices: dict[str, Voice] = {}
    for links in chains:
        for depth, one in enumerate(links):
            voices.setdefault(one.id, _voice(one, depth, shared))
    return tuple(voices.values())


def _chain(innermost: Attribution, known: dict[str, Attribution]) -> list[Attribution]:
    """From whom the report quotes down to the innermost speaker; a circle is cut where it closes."""
    links: list[Attribution] = []
    one: Attribution | None = innermost
    while one is not None and one not in links:
        links.append(one)
        one = known.get(one.within) if one.within else None
    return links[::-1]


def _voice(one: Attribution, depth: int, shared: _Told) -> Voice:
    text = shared.sentences.text
    return Voice(
        attribution=one,
        source=words_of(one.source, text) if one.source else "somebody unnamed",
        cue=words_of(one.cue, text),
        warning=wording.WARNINGS.get(one.stance, ""),
        quote=words_of(one.content, text) if one.content else shared.sentences.around(one.cue),
        named=one.named,
        stance=one.stance,
        depth=depth,
        meaning=shared.speakers.get(one.source) if one.source else None,
    )
