"""What a report as a whole tells about its actors: its day, its countries, the names that stand in it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.domain import Span
from dateline.resolving.acting.acronyms import acronyms
from dateline.resolving.acting.countries import FAR_MORE, signs_of_place
from dateline.resolving.acting.forms import joined, words_of
from dateline.resolving.acting.nouns import NOUNS, noun_of
from dateline.resolving.datelines import read_dateline
from dateline.resolving.ports import Mention

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from dateline.domain import Actor, Coding
    from dateline.resolving.acting.acronyms import Acronym
    from dateline.resolving.acting.forms import Word
    from dateline.resolving.acting.nouns import Noun
    from dateline.resolving.acting.phrases import Unit
    from dateline.resolving.ports import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A report's text with what the register knows of it.

    `mentions` are the register's names in it, in order, and `defined` where those stand that it explains
    itself; `own` are the short names that it explains and the register does not know, by normal form, each
    with its long name. `countries` are those that it plays in, the likeliest first; `one_country`: the first
    of them is far more likely than the next.
    """

    text: str
    day: date | None
    register: Register
    words: Sequence[Word]
    mentions: Sequence[Mention]
    defined: frozenset[Span]
    own: Mapping[str, str]
    countries: tuple[str, ...]
    one_country: bool

    @property
    def country(self) -> str | None:
        """The country that the report plays in, where it shows."""
        return self.countries[0] if self.countries else None

    def names_in(self, span: Span, day: date | None = None) -> Sequence[Mention]:
        """The names of the register within `span`; where a longer one cuts it, those of its words alone.

        `day`: who bore them then, where that is another day than the report's.
        """
        at = max(0, bisect_left(self.mentions, span.start, key=lambda mention: mention.span.start) - 1)
        found = []
        while at < len(self.mentions) and self.mentions[at].span.start < span.end:
            if span.holds(self.mentions[at].span):
                found.append(self.mentions[at])
            elif span.overlap(self.mentions[at].span):
                return self._cut_out(span)
            at += 1
        return found if day in {None, self.day} else [self._on(mention, day) for mention in found]

    def _on(self, mention: Mention, day: date | None) -> Mention:
        """The same name on another day; short names that the report explains stay what it says."""
        if mention.span in self.defined:
            return mention
        actors = self.register.named(mention.span.of(self.text), day)
        return Mention(span=mention.span, actors=tuple(actors)) if actors else mention

    def _cut_out(self, span: Span) -> Sequence[Mention]:
        return [
            Mention(
                span=Span(span.start + mention.span.start, span.start + mention.span.end),
                actors=mention.actors,
            )
            for mention in self.register.within(span.of(self.text), self.day)
        ]

    def words_in(self, span: Span) -> Sequence[Word]:
        """The words that lie within `span`."""
        at = bisect_left(self.words, span.start, key=lambda word: word.start)
        end = bisect_left(self.words, span.end, lo=at, key=lambda word: word.start)
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
        for country in self.countries:
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
    for acronym in acronyms(text):
        defined |= _define(acronym, text, words, mentions, own)
    found = [mentions[span] for span in sorted(mentions)]
    signs = signs_of_place(coding, register, words, found)
    countries = tuple(sorted(signs, key=lambda code: (-signs[code], code)))
    return Scene(
        text=text,
        day=day,
        register=register,
        words=words,
        mentions=found,
        defined=frozenset(defined),
        own=own,
        countries=countries,
        one_country=len(countries) == 1
        or (bool(countries) and signs[countries[0]] >= FAR_MORE * signs[countries[1]]),
    )


def _define(
    acronym: Acronym, text: str, words: Sequence[Word], mentions: dict[Span, Mention], own: dict[str, str]
) -> set[Span]:
    """Let a short name stand for what the text says, wherever it stands; give where that changed a name."""
    long = next((one for one in mentions.values() if one.span.end == acronym.long.end), None)
    short = mentions.get(acronym.short)
    form = joined(words_of(acronym.short.of(text)))
    if long and long.span.overlap(acronym.long):
        spans = {Span(word.start, word.end) for word in words if word.whole == form and word.capital}
        mentions.update((span, Mention(span=span, actors=long.actors)) for span in spans)
        return spans
    if short and acronym.spelt:
        mentions[acronym.long] = Mention(span=acronym.long, actors=short.actors)
        return {acronym.long}
    if acronym.spelt:
        own[form] = acronym.long.of(text)
    return set()
