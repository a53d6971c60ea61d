"""What a report as a whole tells about its actors: its day, its countries, the names that stand in it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dateline.domain import NameClass, Span
from dateline.resolving.acting.acronyms import acronyms
from dateline.resolving.acting.countries import countries_of
from dateline.resolving.acting.forms import Case, joined, words_of
from dateline.resolving.acting.nouns import NOUNS, noun_of
from dateline.resolving.datelines import read_dateline
from dateline.resolving.ports import Mention

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from dateline.domain import Actor, Coding, Event
    from dateline.resolving.acting.acronyms import Acronym
    from dateline.resolving.acting.countries import Countries
    from dateline.resolving.acting.forms import Word
    from dateline.resolving.acting.nouns import Noun
    from dateline.resolving.acting.phrases import Unit
    from dateline.resolving.ports import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A report's text with what the register knows of it.

    `mentions` are the register's names in it, in order, and `defined` where those stand that it explains
    itself; `own` are the short names that it explains and the register does not know, by normal form, each
    with its long name. `countries` are those that it plays in; `places` where its names of places stand.
    """

    text: str
    day: date | None
    register: Register
    words: Sequence[Word]
    mentions: Sequence[Mention]
    defined: frozenset[Span]
    own: Mapping[str, str]
    countries: Countries
    places: frozenset[Span]
    # Where words and mentions start. Both are looked for by place some hundred times a report, which takes
    # twice as long where the place has to be asked for at each step.
    _words_at: list[int] = field(init=False, repr=False, compare=False)
    _names_at: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_words_at", [word.start for word in self.words])
        object.__setattr__(self, "_names_at", [mention.span.start for mention in self.mentions])

    @property
    def country(self) -> str | None:
        """The country that the report plays in, where it shows."""
        return next(iter(self.countries.ranked), None)

    def where(self, event: Event) -> str | None:
        """The country of most of an event's places; of the first of them where no country has most."""
        placed = self.countries.placed
        found = Counter(placed[span] for span in event.places if span in placed)
        return next((country for country, _ in found.most_common(1)), None)

    def name_at(self, start: int) -> Mention | None:
        """The name of the register that starts there, but for those of lands."""
        at = bisect_left(self._names_at, start)
        mention = self.mentions[at] if at < len(self.mentions) else None
        if mention is None or mention.span.start > start + len("al-"):
            return None
        return None if self.register.land(mention.span.of(self.text)) else mention

    def is_place(self, span: Span) -> bool:
        """Whether words stand in what the report has for the name of a place."""
        return any(place.holds(span) for place in self.places)

    def names_in(self, span: Span, day: date | None = None) -> Sequence[Mention]:
        """The names of the register within `span`; where a longer one cuts it, those of its words alone.

        `day`: who bore them then, where that is another day than the report's. Words that are no name by
        themselves stand for the name that they were cut out of.
        """
        at = max(0, bisect_left(self._names_at, span.start) - 1)
        found = []
        while at < len(self.mentions) and self.mentions[at].span.start < span.end:
            mention = self.mentions[at]
            if span.holds(mention.span):
                found.append(mention)
            elif span.overlap(mention.span):
                return self._cut_out(span, mention)
            at += 1
        return found if day in {None, self.day} else [self._on(mention, day) for mention in found]

    def _on(self, mention: Mention, day: date | None) -> Mention:
        """The same name on another day; short names that the report explains stay what it says."""
        if mention.span in self.defined:
            return mention
        actors = self.register.named(mention.span.of(self.text), day)
        return Mention(span=mention.span, actors=tuple(actors)) if actors else mention

    def _cut_out(self, span: Span, longer: Mention) -> Sequence[Mention]:
        words = span.of(self.text)
        found = self.register.within(words, self.day)
        if not found and longer.span.holds(span) and not words.islower() and not self.register.land(words):
            return [Mention(span=span, actors=longer.actors)]
        return [
            Mention(
                span=Span(span.start + mention.span.start, span.start + mention.span.end),
                actors=mention.actors,
            )
            for mention in found
        ]

    def words_in(self, span: Span) -> Sequence[Word]:
        """The words that lie within `span`."""
        at = bisect_left(self._words_at, span.start)
        end = bisect_left(self._words_at, span.end, at)
        return self.words[at:end]

    def noun(self, form: str) -> Noun | None:
        """The noun with that form, if there is such a noun."""
        if form in NOUNS:
            return NOUNS[form]
        generic = self.register.generic(form, None, None)
        return noun_of(generic) if generic else None

    def last_word(self, unit: Unit) -> Unit:
        """The last word of a name by itself: of "Assad regime forces" the forces."""
        last = self.words_in(unit.span)[-1]
        return replace(unit, form=last.form, span=Span(last.start, last.end), actors=())

    def one_of(self, actors: Sequence[Actor]) -> Actor | None:
        """Of several actors that bear one name, the one at home where the report plays; else the first."""
        if len(actors) < 2:  # noqa: PLR2004
            return actors[0] if actors else None
        for country in self.countries.ranked:
            for actor in actors:
                if actor.country == country:
                    return actor
        return actors[0]


def look_round(coding: Coding, register: Register) -> Scene:
    """The scene of a coding's report."""
    text = coding.report.text
    day = read_dateline(text, coding.report.published)
    words = words_of(text)
    mentions = {mention.span: mention for mention in register.within(text, day)}
    own: dict[str, str] = {}
    defined: set[Span] = set()
    # Let each short name stand for what the text says, wherever it stands.
    for acronym in acronyms(text):
        long = next((one for one in mentions.values() if one.span.end == acronym.long.end), None)
        short = mentions.get(acronym.short)
        if long and register.land(long.span.of(text)):
            continue  # "BEIRUT (AP)": where it was written, and by whom
        form = joined(words_of(acronym.short.of(text)))
        if long and long.span.overlap(acronym.long) and _explains(acronym, long, short):
            spans = {_span(word) for word in words if word.whole == form and word.case is Case.SHORT}
            mentions.update((span, Mention(span=span, actors=long.actors)) for span in spans)
            defined |= spans
        elif short and acronym.spelt:
            mentions[acronym.long] = Mention(span=acronym.long, actors=short.actors)
            defined.add(acronym.long)
        elif acronym.spelt:
            own[form] = acronym.long.of(text)
    found = [mentions[span] for span in sorted(mentions)]
    return Scene(
        text=text,
        day=day,
        register=register,
        words=words,
        mentions=found,
        defined=frozenset(defined),
        own=own,
        countries=countries_of(coding, register, words, found),
        places=frozenset(name.span for name in coding.names if name.cls is NameClass.PLACE),
    )


def _explains(acronym: Acronym, long: Mention, short: Mention | None) -> bool:
    """Whether the long name is what the short one stands for, and not just what stands before it."""
    return acronym.spelt or short is None or not set(long.actors).isdisjoint(short.actors)


def _span(word: Word) -> Span:
    return Span(word.start, word.end)
