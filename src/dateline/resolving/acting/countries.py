"""Where a report plays: what in it speaks for each country."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dateline.domain import ActorClass, Placing
from dateline.resolving.ports import LandWord

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.domain import Actor, Coding, Report
    from dateline.resolving.acting.forms import Word
    from dateline.resolving.ports import Land, Mention, Register

# How much each sign says of where a report plays.
_EVENT_PLACE, _PLACE, _GROUP, _THERE, _OUTLET = 3.0, 1.0, 2.0, 2.0, 0.5
_LAND = {LandWord.COUNTRY: 1.0, LandWord.PEOPLE: 0.5, LandWord.CAPITAL: 0.5}
FAR_MORE = 3.0  # where the first country has so many times the signs of the next, it is the only one
_OFTEN = 3  # a word that is told more often says no more
_WHERE = frozenset(
    {"in", "across", "inside", "northern", "southern", "eastern", "western", "north", "central", "into"}
)
# States that take part in wars abroad are named in reports from everywhere.
_FAR = frozenset({"US", "RU", "GB", "FR", "TR", "IR", "SA"})
_FAR_SHARE = 0.25
_AT_HOME = frozenset(
    {ActorClass.REBEL_GROUP, ActorClass.POLITICAL_MILITIA, ActorClass.IDENTITY_MILITIA, ActorClass.MONITOR}
)
_OF_THEIR_LAND = _AT_HOME | {ActorClass.GOVERNMENT, ActorClass.STATE_FORCES}


def signs_of_place(
    coding: Coding, register: Register, words: Sequence[Word], mentions: Sequence[Mention]
) -> dict[str, float]:
    """How much speaks for each country that the report plays there."""
    text = coding.report.text
    signs: dict[str, float] = defaultdict(float)
    happened = {span for event in coding.events for span in event.places}
    for span, placing in coding.places.items():
        if isinstance(placing, Placing) and placing.place.country:
            signs[placing.place.country] += _EVENT_PLACE if span in happened else _PLACE
    for mention in mentions:
        for actor in mention.actors:
            if actor.country and actor.cls in _AT_HOME:
                signs[actor.country] += _GROUP / len(mention.actors)
    told: Counter[Land] = Counter()
    for land, before in _lands(text, words, mentions, register):
        told[land] += 1
        there = _THERE if land.word is LandWord.COUNTRY and before in _WHERE else 0
        weight = there + (_LAND[land.word] if told[land] <= _OFTEN else 0)
        signs[land.code] += weight * (_FAR_SHARE if land.code in _FAR else 1)
    home = home_of(coding.report, register)
    if home:
        signs[home] += _OUTLET * (_FAR_SHARE if home in _FAR else 1)
    return signs


def home_of(report: Report, register: Register) -> str | None:
    """The country that the report's outlet writes about, where the register tells it.

    An outlet abroad writes about all the world; a monitor, an army, a government's own medium about its land.
    """
    outlet = _outlet(report, register)
    if outlet is None:
        return None
    parent = register.actor(outlet.parent, None) if outlet.parent else None
    of_state = parent is not None and parent.cls is ActorClass.GOVERNMENT
    return outlet.country if of_state or outlet.cls in _OF_THEIR_LAND else None


def _outlet(report: Report, register: Register) -> Actor | None:
    try:
        host = urlsplit(report.url).hostname if report.url else None
    except ValueError:  # the address of a saved page is whatever somebody typed
        host = None
    found = register.outlet(host) if host else None
    if found or not report.source:
        return found
    # "sana": a feed's own name is often all small letters, which no acronym of the register is.
    words = report.source.upper() if report.source.islower() else report.source
    return next(iter(register.named(words, report.published)), None)


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
