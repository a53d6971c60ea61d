"""Where a report plays: what in it speaks for each country."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dateline.domain import ActorClass, Placing
from dateline.resolving.acting.forms import words_of
from dateline.resolving.numbers import listed
from dateline.resolving.ports import LandWord

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from dateline.domain import Actor, Coding, Report, Span
    from dateline.resolving.acting.forms import Word
    from dateline.resolving.ports import Land, Mention, Register

# How much each sign says of where a report plays.
_EVENT_PLACE, _PLACE, _GROUP, _MEDIUM, _THERE, _OUTLET = 3.0, 1.0, 2.0, 0.5, 2.0, 0.5
_LAND = {LandWord.COUNTRY: 1.0, LandWord.PEOPLE: 0.5, LandWord.CAPITAL: 0.5}
_REGION, _BODY = 1.0, 0.5
FAR_MORE = 3.0  # where the first country has so many times the signs of the next, it is the only one
_OFTEN = 3  # a word that is told more often says no more
_WHERE = frozenset(
    {"in", "across", "inside", "northern", "southern", "eastern", "western", "north", "central", "into"}
)
# States that take part in wars abroad are named in reports from everywhere.
_FAR = frozenset({"US", "RU", "GB", "FR", "TR", "IR", "IL", "SA"})
_FAR_SHARE = 0.25
# A place in a country that nothing else in the report speaks for is mostly another one of that name: of 85
# such places in 164 reports 16 were the right ones.
_UNHEARD_SHARE = 0.1
_AT_HOME = frozenset(
    {ActorClass.REBEL_GROUP, ActorClass.POLITICAL_MILITIA, ActorClass.IDENTITY_MILITIA, ActorClass.MONITOR}
)
_OF_STATE = frozenset({ActorClass.GOVERNMENT, ActorClass.STATE_FORCES})
_OF_THEIR_LAND = _AT_HOME | _OF_STATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Countries:
    """The countries that a report may play in, the likeliest first.

    `sure`: the first is far likelier than the next. `placed`: the country of each place that the report has
    words for; a place in a country that nothing else in the report speaks for is left out.
    """

    ranked: tuple[str, ...]
    sure: bool
    placed: Mapping[Span, str]


def countries_of(
    coding: Coding, register: Register, words: Sequence[Word], mentions: Sequence[Mention]
) -> Countries:
    """The countries of a coding's report, by its words for lands, its actors, its places and its outlet."""
    signs = _by_words(coding.report.text, register, words, mentions)
    if home := home_of(coding.report, register):
        signs[home] += _OUTLET * (_FAR_SHARE if home in _FAR else 1)
    heard = frozenset(signs)
    found = {
        span: placing.place.country
        for span, placing in coding.places.items()
        if isinstance(placing, Placing) and placing.place.country and not _is_formula(span, coding)
    }
    happened = {span for event in coding.events for span in event.places}
    for span, code in found.items():
        weight = _EVENT_PLACE if span in happened else _PLACE
        signs[code] += weight * (1 if code in heard else _UNHEARD_SHARE)
    ranked = tuple(sorted(signs, key=lambda code: (-signs[code], code)))
    known = heard | set(ranked[:1])
    return Countries(
        ranked=ranked,
        sure=len(ranked) == 1 or (bool(ranked) and signs[ranked[0]] >= FAR_MORE * signs[ranked[1]]),
        placed={span: code for span, code in found.items() if code in known},
    )


def _is_formula(span: Span, coding: Coding) -> bool:
    """Whether a land is named as Russian media must, behind the name of a group: "(banned in Russia)"."""
    return bool(_FORMULA.search(coding.report.text, max(0, span.start - 20), span.start))


_FORMULA = re.compile(r"\b(?:banned|outlawed|prohibited)\s+in\s+$")


def home_of(report: Report, register: Register) -> str | None:
    """The country that the report's outlet writes about, where the register tells it.

    An outlet abroad writes about all the world; a monitor, an army, a government's own medium about its land.
    """
    outlet = outlet_of(report, register)
    if outlet is None:
        return None
    parent = register.actor(outlet.parent, None) if outlet.parent else None
    of_state = parent is not None and parent.cls is ActorClass.GOVERNMENT
    return outlet.country if of_state or outlet.cls in _OF_THEIR_LAND else None


def outlet_of(report: Report, register: Register) -> Actor | None:
    """The report's outlet, by its site or its name."""
    try:
        host = urlsplit(report.url).hostname if report.url else None
    except ValueError:  # the address of a saved page is whatever somebody typed
        host = None
    found = register.outlet(host) if host else None
    if found or not report.source:
        return found
    # "sana": a feed's own name is often all small letters, which no short name of the register is.
    names = (report.source, report.source.upper())
    found = next((actor for words in names for actor in register.named(words, report.published)), None)
    return found or _whose_medium(report.source, register, report.published)


def _whose_medium(source: str, register: Register, day: date | None) -> Actor | None:
    """Whose press office or channel an outlet is, by its name: "SDF Press Center"."""
    named = register.within(source, day)
    left = source
    for mention in named:
        left = left.replace(mention.span.of(source), "")
    whose = {actor for mention in named for actor in mention.actors}
    only = len(whose) == 1 and all(word.form in _OFFICES for word in words_of(left))
    return whose.pop() if only else None


_OFFICES = listed("press media news information office center department channel telegram general command")


def _by_words(
    text: str, register: Register, words: Sequence[Word], mentions: Sequence[Mention]
) -> defaultdict[str, float]:
    signs: defaultdict[str, float] = defaultdict(float)
    for mention in mentions:
        for actor in mention.actors:
            share = (_FAR_SHARE if actor.country in _FAR else 1) / len(mention.actors)
            if actor.country and actor.cls in _AT_HOME:
                signs[actor.country] += _GROUP * share
            elif actor.country and actor.cls is ActorClass.MEDIA and actor.parent:
                signs[actor.country] += _MEDIUM * share
            elif actor.country and len(mention.actors) == 1 and _is_body(mention, register, text):
                signs[actor.country] += _BODY * share
    told: Counter[Land] = Counter()
    for land, before in _lands(text, words, mentions, register):
        told[land] += 1
        there = _THERE if land.word is LandWord.COUNTRY and before in _WHERE else 0
        weight = there + (_LAND[land.word] if told[land] <= _OFTEN else 0)
        signs[land.code] += weight * (_FAR_SHARE if land.code in _FAR else 1)
    for code, often in Counter(_regions(text, words, register)).items():
        signs[code] += _REGION * min(often, _OFTEN)
    return signs


def _is_body(mention: Mention, register: Register, text: str) -> bool:
    """Whether a name is that of a body of a state, and not of the land itself."""
    return mention.actors[0].cls in _OF_STATE and not register.land(mention.span.of(text))


def _regions(text: str, words: Sequence[Word], register: Register) -> Iterator[str]:
    """The codes of the lands whose regions the text names."""
    for at, word in enumerate(words):
        if word.capital:
            code = register.region(text[word.start : word.end])
            if code is None and at + 1 < len(words) and words[at + 1].capital:  # "West Bank"
                code = register.region(text[word.start : words[at + 1].end])
            if code:
                yield code


def _lands(
    text: str, words: Sequence[Word], mentions: Sequence[Mention], register: Register
) -> Iterator[tuple[Land, str]]:
    """The lands that the text names, each with the word before."""
    before = ""
    for word in words:
        if word.capital and (land := register.land(text[word.start : word.end])):
            yield land, before
        before = word.form
    for mention in mentions:
        words_in = mention.span.of(text)
        if " " in words_in and (land := register.land(words_in)):
            yield land, ""
