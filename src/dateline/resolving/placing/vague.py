"""Where "the city", "a hospital" or "the area" is: words for a place that are no name of one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.domain import Feature, PlacePrecision, Placing, Unresolved
from dateline.resolving.happenings import SENTENCE_END
from dateline.resolving.placing.cores import within
from dateline.resolving.placing.kinds import KIND_WORDS, kind_of
from dateline.resolving.placing.relations import Manner, Relation, bearing_of, relation_before

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from dateline.domain import Coding, Event, Place, Span
    from dateline.resolving.placing.extents import Extents

BACK = 600  # characters: some three sentences, over which "the city" still means the one named last
FILED = 400  # characters at the head of a report in which a dateline stands
_HEAD = re.compile(rf"\b({KIND_WORDS})\b", re.IGNORECASE)
# These stand for a place that was named before; others ("a hospital") are somewhere in one.
_REFERS = frozenset({
    "city", "town", "village", "capital", "settlement", "country", "province", "governorate", "district",
    "region", "county", "state", "camp", "refugee camp", "airbase", "air base", "airfield", "airport",
    "military airport", "base", "enclave", "oil field", "gas field", "plant", "crossing", "border crossing",
    "neighbourhood", "neighborhood", "suburb", "strip",
})  # fmt: skip
_SIDES = r"(?:north|south)?[ -]?(?:east|west)?(?:north|south)?(?:ern)?"
_SIDE = re.compile(r"\b((?:north|south)?[ -]?(?:east|west)?(?:north|south)?)(?:ern)?\b", re.IGNORECASE)
# "rural" | "Marj", "northern" | "countryside of Marj", "crossing" | "at Marj": the words lead up to the name.
_LEADS_UP = re.compile(
    rf"\s(?:(?:{KIND_WORDS}|countryside|outskirts|suburbs|parts?|side|half|areas?)\s)?"
    rf"(?:(?:of|in|at|on|to|near|towards?|inside|outside|around|along|{_SIDES}\sof)\s)?(?:(?:the|a)\s)?"
    rf"(?:{_SIDES}\s)?(?:(?:{KIND_WORDS}|countryside|outskirts)\sof\s)?(?:the\s)?",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(
    rf"(?:.*\s)?(?:{_SIDES}|rural|central|(?:semi-)?autonomous|(?-i:[NS]?[EW]?\.?))", re.IGNORECASE
)
_AROUND = re.compile(
    r"\b(?:surrounding|neighbou?ring|nearby|outskirts|vicinity|adjacent|around|borders?|roads?|highway)\b",
    re.IGNORECASE,
)
_WIDE = re.compile(
    r"\b(?:countryside|rural|villages|towns|areas?|territor(?:y|ies)|regions?|zones?|front(?:line)?s?|desert|farms)\b",
    re.IGNORECASE,
)
_FILED_BEHIND = re.compile(
    r"(?:,\s[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)?(?:,?\s\d{1,2}\s[A-Z]\w+(?:\s\d{4})?)?\s?"
    r"(?:\([A-Z][^()]{1,30}\)|[,:]\s?[A-Z]{3,}\b|[—–])"
)
_QUALIFIES = re.compile(r"[\w-]+-(?:held|controlled)\b|\b(?:the|far|and|or)\b", re.IGNORECASE)
# "in the west" | "of the city": the kind of place that a side is of.
_WHOSE = re.compile(rf"\s(?:of|from)\s(?:the|this|that)\s({KIND_WORDS})\b", re.IGNORECASE)
_NEAR = Relation(manner=Manner.NEAR, words="near")
_COUNTRYSIDE = Relation(manner=Manner.COUNTRYSIDE, words="countryside of")


class StandIns:
    """The places that words without a name stand for.

    `named` has the names of the report, by their cores; `country` gives the country that a place lies in.
    """

    def __init__(
        self,
        coding: Coding,
        named: Mapping[Span, Placing | Unresolved],
        extents: Extents,
        country: Callable[[Place], Place | None] = lambda _: None,
    ) -> None:
        self._coding, self._text = coding, coding.report.text
        self._named, self._extents, self._country = named, extents, country
        self._cores = sorted(named)
        self._filed = {core for core in self._cores if is_filed_from(self._text, core)}

    def of(self, span: Span) -> Placing | Unresolved:
        """The place that words stand for.

        That is the one whose name they go with; or else the last one of the kind that they ask for; or else
        another place of the event that they belong to; or else the last one named before. A side of nothing,
        or a desert without a name, is not near that: see `_boundless`.
        """
        words = " ".join(span.of(self._text).split())
        if not any(letter.isalpha() for letter in words):
            return Unresolved(reason=f"“{words}” names no place")
        core = self._beside(span)
        if core is not None:
            return self._with(span, words, core)
        return self._anchored(span, words) or Unresolved(
            reason=f"“{words}” names no place, and none that it may stand for is named with it or before it"
        )

    def _beside(self, span: Span) -> Span | None:
        """The name that words belong to: "Marj" | "airbase"; or lead up to: "rural" | "Marj"."""
        text = self._text
        words = span.of(text)
        before = next((core for core in reversed(self._cores) if core.end <= span.start), None)
        if before and kind_of(words) and re.fullmatch(r"['’]?s?[\s-]", text[before.end : span.start]):
            return before
        behind = next((core for core in self._cores if core.start >= span.end), None)
        if behind is None:
            return None
        gap = text[span.end : behind.start]
        bare = gap.isspace() and _ADJECTIVE.fullmatch(words)
        return behind if bare or (gap.strip() and _LEADS_UP.fullmatch(gap)) else None

    def _with(self, span: Span, words: str, core: Span) -> Placing | Unresolved:
        """What words mean that go with the name at `core`."""
        found = self._named[core]
        reason = f"“{words}” goes with “{core.of(self._text)}”: {found.reason}"
        if isinstance(found, Placing) and core > span and self._is_outside(words, found):
            return self._extents.related(found.place, _NEAR).placing(found.place, reason)
        return replace(found, reason=reason)

    def _is_outside(self, words: str, found: Placing) -> bool:
        """Whether words for what lies outside towns, a crossing, were found to go with a town."""
        kind = kind_of(_head(words))
        in_town = found.precision is PlacePrecision.TOWN
        return kind is not None and kind.is_outlying and in_town and found.place.feature not in kind.features

    def _anchored(self, span: Span, words: str) -> Placing | Unresolved | None:
        boundless = _is_boundless(words)
        whose = self._whose(span) if boundless else None
        head = whose[1].lower() if whose else _head(words)
        before = [
            core
            for core in reversed(self._cores)
            if core.end <= span.start <= core.end + BACK and isinstance(self._named[core], Placing)
        ]
        kind = kind_of(head) if head in _REFERS else None
        asked = kind.features if kind else frozenset()
        for core in before:
            found = self._named[core]
            if isinstance(found, Placing) and found.place.feature in asked and core not in self._filed:
                return self._taken(span, found, f"{found.place.name} is the {head} named last before it")
        if (told := self._of_event(span, words)) is not None:
            return told
        apart = (boundless or not head) and not any(span in event.places for event in self._coding.events)
        if apart or Feature.COUNTRY in asked:  # "the country" is no town
            return None
        if boundless:
            return self._boundless(span, words, before)
        for core in before:
            found = self._named[core]
            if isinstance(found, Placing) and core not in self._filed:
                reason = f"{found.place.name} is named last before it"
                return self._taken(span, found, reason, beside=True)
        return None

    def _boundless(self, span: Span, words: str, before: list[Span]) -> Placing | None:
        """What "the west" is of: the place whose east was told of, or else the country of all that is named.

        Nothing says that it is near the place named last.
        """
        side = bearing_of(words.rsplit(maxsplit=1)[-1])
        for core in before:
            found, told = self._named[core], relation_before(self._text, core.start)
            other = told.bearing if told and told.manner in {Manner.PART, Manner.SECTION} else None
            if isinstance(found, Placing) and side is not None and other not in {None, side}:
                return self._taken(span, found, f"another side of {found.place.name} is told of before it")
        country = None if words == "West" else self._only_country()  # that is a camp, mostly
        if country is None:
            return None
        reason = f"“{words}” names no place; the places named lie in {country.name}"
        return self._extents.of(country).placing(country, reason)

    def _only_country(self) -> Place | None:
        """The country of the places named, where that is one and most of the names are placed at all."""
        named = [self._named[core] for core in self._cores if core not in self._filed]
        places = [found.place for found in named if isinstance(found, Placing) and found.place.country]
        inner = [place for place in places if place.feature is not Feature.COUNTRY] or places
        told = 2 * len(places) > len(named) and len({place.country for place in inner}) == 1
        return self._country(inner[0]) if told else None

    def _whose(self, span: Span) -> re.Match[str] | None:
        """The word for what a side is of, behind it: "west" | "of the city"."""
        return _WHOSE.match(self._text, span.end)

    def _of_event(self, span: Span, words: str) -> Placing | Unresolved | None:
        """Where an event's other places put it; an unknown name beside it leaves it open, too."""
        for event in self._coding.events:
            if span not in event.places:
                continue
            for core in self._others(span, event):
                found = self._named[core]
                if isinstance(found, Placing):
                    return self._taken(span, found, f"the same event is told to be in {found.place.name}")
                apart = sorted((span, core))
                if not SENTENCE_END.search(self._text, apart[0].end, apart[1].start):
                    return Unresolved(reason=f"“{words}” names no place; beside it, {found.reason}")
        return None

    def _others(self, span: Span, event: Event) -> Iterator[Span]:
        """The names in an event's other places: those behind the span first, since larger places follow."""
        at = event.places.index(span)
        others = [*event.places[at + 1 :], *reversed(event.places[:at])]
        named = [core for place in others for core in within(place, self._cores)]
        lands = [core for core in named if self._is_wide(self._named[core])]
        yield from (core for core in named if core not in lands and core not in self._filed)
        yield from lands

    def _is_wide(self, found: Placing | Unresolved) -> bool:
        return isinstance(found, Placing) and self._extents.is_wide(found.place)

    def _taken(self, span: Span, found: Placing, why: str, *, beside: bool = False) -> Placing:
        """The placing of words that stand for a place, or are in it, or `beside` it."""
        words = " ".join(span.of(self._text).split())
        relation = self._relation(span)
        reason = f"“{words}” names no place; {why}"
        if relation is None and _WIDE.search(words):
            relation = _COUNTRYSIDE
        if relation is None and (beside or self._is_outside(words, found)):
            relation = _NEAR
        if relation is None:
            return replace(found, reason=reason, runner_up=None)
        extent = self._extents.related(found.place, relation)
        if _vaguer(found, extent.precision):
            extent = replace(
                extent, precision=found.precision, radius_km=max(found.radius_km, extent.radius_km)
            )
        return extent.placing(found.place, reason)

    def _relation(self, span: Span) -> Relation | None:
        """How words stand to the place that they point to: "15 km east of the city", "eastern districts"."""
        words = span.of(self._text)
        heads = list(_HEAD.finditer(words))
        head = span.start + heads[-1].start() if heads else None
        if head is None and _is_boundless(words) and (whose := self._whose(span)):
            head = whose.start(1)
        if head is not None and (relation := relation_before(self._text, head)):
            return relation
        if match := _AROUND.search(words):
            return Relation(manner=Manner.NEAR, words=match[0])
        manner = Manner.COUNTRYSIDE if _WIDE.search(words) else Manner.PART
        for match in _SIDE.finditer(words):
            if match[1] and (bearing := bearing_of(match[1])) is not None:
                return Relation(manner=manner, words=match[0], bearing=bearing)
        return None


def is_filed_from(text: str, core: Span) -> bool:
    """Whether a name is a dateline: it tells where a report was filed, not where anything happened.

    >>> from dateline.domain import Span
    >>> is_filed_from("BEIRUT (Wire) - Shells fell", Span(0, 6)), is_filed_from("Marj fell", Span(0, 4))
    (True, False)
    """
    if core.start > FILED:
        return False
    words = core.of(text)
    if words.isupper() and len(words) > 3 and not text.isupper():  # noqa: PLR2004 (no acronym)
        return True
    opens = not text[: core.start].strip() or text[: core.start].rstrip(" ")[-1] in '\n.!?"”'
    return opens and _FILED_BEHIND.match(text, core.end) is not None


def _head(words: str) -> str:
    """The last word for a kind of place, if there is one: "outskirts of the district"."""
    found = [match[1].lower() for match in _HEAD.finditer(words)]
    return found[-1] if found else ""


def _is_boundless(words: str) -> bool:
    """Whether words are a side of something that they do not name, or a desert: "government-held west"."""
    told = _QUALIFIES.sub(" ", words).lower().split()
    sides = [one for one in told if one != "desert"]
    return bool(told) and all(bearing_of(part) is not None for one in sides for part in one.split("-"))


def _vaguer(found: Placing, precision: PlacePrecision) -> bool:
    """Whether a name is told less exactly than words that stand for it may be."""
    order = list(PlacePrecision)
    return order.index(found.precision) > order.index(precision)
