"""The register of actors in memory: keeps the contract of dateline.resolving.ports.Register on a book."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from dateline.adapters.register.book import LEAST_LETTERS
from dateline.domain import Actor, ActorClass, SourceKind, Span
from dateline.resolving.acting.forms import (
    Case,
    case_of,
    common,
    joined,
    normal,
    readings,
    readings_of,
    words_of,
)
from dateline.resolving.nearness import form_closeness
from dateline.resolving.ports import Community, Generic, Land, LandWord, Mention, Whence
from dateline.resolving.romanising import normal as romanised
from dateline.resolving.romanising import skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from dateline.adapters.register.book import Book
    from dateline.resolving.acting.forms import Word

# Two spellings of one name. Of all pairs of the register's names with one skeleton, 418 of the 456 that come
# as close as this are one actor's; of those at 0.8 or more 438 of 529, at 0.95 or more 368 of 387.
CLOSE = 0.9

_ARTICLE = re.compile(r"\bal[- ]$", re.IGNORECASE)

_EARLY = 366  # in days
_KEPT = 500  # texts and phrases of which it is remembered which names stand in them

# Between the words of one name stand spaces, dashes, quote marks and articles; nothing that ends a phrase.
_WITHIN_A_NAME = re.compile(r"(?:[\s\-–/&'’‘“”\"]|\b(?:the|an?|[ae]l|ul|a[nrstdz]|ash)\b)*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Roster:
    """Actors by their names, read from a `book`."""

    book: Book
    _read: dict[tuple[str, date | None], tuple[Mention, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def named(self, words: str, on: date | None) -> Sequence[Actor]:
        """Actors that bear `words` as a name or acronym, as they were on a day; none, one, or several."""
        taken = words_of(words)
        found = (self._bearers(form, on, case_of(taken)) for form in readings(words))
        common_word = taken and self._is_common(joined(taken), words[: taken[0].start])
        return () if common_word else next((actors for actors in found if actors), ())

    def nearly_named(self, words: str, on: date | None) -> Sequence[Actor]:
        """Actors with a name so close to `words` that these may be another spelling of it."""
        form = romanised(normal(words))
        if len(form) < LEAST_LETTERS:
            return ()
        near = [
            (closeness, name)
            for other, name in self.book.spellings.get(skeleton(form), ())
            if (closeness := form_closeness(form, other, CLOSE)) >= CLOSE
        ]
        best = max(near, default=(0.0, ""))[0]
        # A short name is never spelt nearly so: it is another one.
        found = (self._bearers(name, on, Case.CAPITAL) for closeness, name in near if closeness == best)
        return tuple(dict.fromkeys(actor for actors in found for actor in actors))

    def within(self, text: str, on: date | None) -> Sequence[Mention]:
        """The names of the register that stand in `text`, in order; the longest where several overlap."""
        # First its actors are looked up in a report, then its speakers; and the same phrases come again.
        found = self._read.get((text, on))
        if found is None:
            if len(self._read) > _KEPT:
                self._read.clear()
            found = self._read[text, on] = tuple(self._names_in(text, on))
        return found

    def actor(self, key: str, on: date | None) -> Actor | None:
        """The actor with the id `key`, as it was on a day."""
        number = self.book.numbers.get(key)
        return None if number is None else self._actor(number, on)

    def body(self, country: str, what: str, on: date | None) -> Actor | None:
        """A body of a state: its "government", "armed_forces", "air_force", "police", ..."""
        bodies = self.book.bodies.get(f"{country} {what}", ())
        nearest = _nearest([(number, (start, end)) for number, start, end in bodies], on)
        return self._actor(nearest[0], on) if nearest else None

    def outlet(self, domain: str) -> Actor | None:
        """The actor, mostly a medium, whose site stands under `domain` ("www.sana.sy")."""
        number = self.book.sites.get(domain.lower().removeprefix("www."))
        return None if number is None else self._actor(number, None)

    def outlet_kind(self, key: str) -> SourceKind | None:
        """What kind of outlet the actor with the id `key` is, where its entry says so."""
        kind = self.book.outlets.get(key)
        return SourceKind(kind) if kind else None

    def land(self, words: str) -> Land | None:
        """The land that `words` are a name, a people or the capital of."""
        # Asked of each word with a capital, and mostly in vain: as a generator it takes twice as long.
        for form in readings(words):
            if found := self.book.lands.get(form):
                return Land(code=found[0], word=LandWord(found[1]))
        return None

    def region(self, words: str) -> str | None:
        """The code of the land that `words` are a region of."""
        for form in readings(words):  # as in `land`
            if code := self.book.regions.get(form):
                return code
        return None

    def country(self, code: str) -> str | None:
        """The English name of the land with an ISO 3166-1 alpha-2 code."""
        return self.book.countries.get(code)

    def head(self, person: str, on: date | None) -> Actor | None:
        """The actor that a person of that name headed on a day; None where it may have been several."""
        headed = (self.book.heads[form] for form in readings(person) if form in self.book.heads)
        held = {number for number, *days in next(headed, ()) if on is None or not _away(days, on.toordinal())}
        return self._actor(held.pop(), on) if len(held) == 1 else None

    def community(self, words: str, country: str | None, on: date | None) -> Community | None:
        """The community that `words` name, and who fights for it in a country on a day, if anyone does."""
        communities = self.book.communities
        found = next((communities[form] for form in readings(words) if form in communities), None)
        if found is None:
            return None
        name, sides = found
        fits = [
            (place, actor)
            for place, key, *days in sides
            if (on is None or not _away(days, on.toordinal())) and (actor := self.actor(key, on))
        ]
        return Community(
            name=name,
            side=next((actor for place, actor in fits if place == country), None),
            others=tuple(actor for place, actor in fits if place != country),
        )

    def generic(self, words: str, country: str | None, on: date | None) -> Generic | None:
        """What common words for actors tell, and whom they mean in a country on a day."""
        found = self.book.generics.get(common(words))
        if found is None:
            return None
        cls, sector, whence, body, means = found
        day = on.toordinal() if on else None
        meant = (self.book.numbers[key] for key in means.get(country, ()))
        lived = (number for number in meant if day is None or not _away(self.book.actors[number][6:8], day))
        number = next(lived, None)
        return Generic(
            cls=ActorClass(cls),
            sector=sector,
            whence=Whence(whence),
            body=body,
            actor=None if number is None else self._actor(number, on),
        )

    def _names_in(self, text: str, on: date | None) -> Iterator[Mention]:
        words, names = words_of(text), self.book.names
        at = 0
        while at < len(words):
            length = self._longest(words, at)
            while length > 1 and not (
                joined(words[at : at + length]) in names and _is_one_phrase(words[at : at + length], text)
            ):
                length -= 1
            these = words[at : at + max(length, 1)]
            form = next((form for form in readings_of(these) if form in names), None)
            if form and self._is_common(form, text[max(0, these[0].start - 4) : these[0].start]):
                form = None
            actors = self._bearers(form, on, case_of(these)) if form else ()
            if actors:
                yield Mention(span=Span(these[0].start, these[-1].end), actors=actors)
            at += len(these) if actors else 1

    def _longest(self, words: Sequence[Word], at: int) -> int:
        """Of how many words the longest name is that starts with the two words at `at`."""
        if at + 1 == len(words):
            return 1
        longest = self.book.starts.get(f"{words[at].form} {words[at + 1].form}", 1)
        return min(longest, len(words) - at)

    def _is_common(self, form: str, before: str) -> bool:
        """Whether a name is just a common word where no article stands before: "Monitor" and Al-Monitor."""
        return form in self.book.generics and " " not in form and not _ARTICLE.search(before)

    def _bearers(self, form: str, on: date | None, case: Case) -> tuple[Actor, ...]:
        fit = [
            (number, (start, end))
            for number, needed, start, end in self.book.names.get(form, ())
            if case >= needed
        ]
        return tuple(dict.fromkeys(self._actor(number, on) for number in _nearest(fit, on)))

    def _actor(self, number: int, on: date | None) -> Actor:
        key, name, cls, sector, country, wikidata, _, _, parents, alignment = self.book.actors[number]
        day = on.toordinal() if on else None
        return Actor(
            id=key,
            name=name,
            cls=ActorClass(cls),
            sector=sector,
            country=country,
            parent=_tied(parents, day),
            alignment=_tied(alignment, day),
            wikidata=wikidata,
        )


Days = tuple[int | None, int | None]


def _nearest(numbered: Iterable[tuple[int, Days]], on: date | None) -> list[int]:
    """Those whose days hold the day; failing these, those nearest to it. Without a day: the latest first."""
    if on is None:
        latest = sorted(numbered, key=lambda one: -(one[1][1] or 10**7))
        return [number for number, _ in latest]
    day = on.toordinal()
    apart = [(_away(days, day), number) for number, days in numbered if not _long_before(days, day)]
    least = min(apart, default=(0, 0))[0]
    return [number for away, number in apart if away == least]


def _long_before(days: Days, day: int) -> bool:
    """Whether an actor was far from being founded; a day of founding may be wrong by some months."""
    return days[0] is not None and days[0] - day > _EARLY


def _away(days: Sequence[int | None], day: int) -> int:
    start, end = days
    if start is not None and day < start:
        return start - day
    return day - end if end is not None and day > end else 0


def _tied(ties: list[list[Any]], day: int | None) -> str | None:
    if day is None:
        return max(ties, key=lambda tie: tie[2] or 10**7)[0] if ties else None
    return next((key for key, start, end in ties if not _away((start, end), day)), None)


def _is_one_phrase(words: Sequence[Word], text: str) -> bool:
    return all(_WITHIN_A_NAME.fullmatch(text, one.end, two.start) for one, two in pairwise(words))
