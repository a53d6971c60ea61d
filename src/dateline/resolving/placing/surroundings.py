"""What stands around the names of places: the kind of each, their lists, and what holds which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from dateline.resolving.placing.demonyms import DEMONYM_WORDS, country_of
from dateline.resolving.placing.kinds import KIND_WORDS, KINDS, kind_of, split_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dateline.domain import Span
    from dateline.resolving.placing.kinds import Kind

    Known = Callable[[str], bool]

FAR = 70  # characters from one name to the next that may still say how they stand to each other
_NEXT = 3  # names behind a name that are looked at: "Marj, a town north of Tal in Idlib"

# ── the parts of the patterns ────────────────────────────────────────────────────────────────────────────
_SIDES = r"(?:north|south)?[ -]?(?:east|west)?(?:north|south)?"
_ADJECTIVES = (
    r"(?:(?:central|rural|nearby|neighbou?ring|besieged|occupied|war-torn|rebel-held|border|coastal"
    r"|(?:north|south|east|west)(?:[ -]?(?:east|west))?(?:ern)?)\s)*"
)
_KIND_OF = rf"(?:(?:{KIND_WORDS})\sof\s(?:the\s)?)?"
# What may stand between "in" and the name of what holds: "in the southern countryside of", "in the heart of".
_SKIP = (
    rf"(?:the\s)?{_ADJECTIVES}(?:(?:{DEMONYM_WORDS})\s)?{_ADJECTIVES}"
    rf"(?:(?:{KIND_WORDS}|countryside|outskirts|suburbs|parts?|side|heart|middle)\sof\s(?:the\s)?"
    rf"{_ADJECTIVES}{_KIND_OF})?"
)
# ", a town which is located": a name is told more of.
_APPOSED = (
    r"(?:,|\s\(|\s[-–—])\s?(?:(?:which\sis|located|situated|lying)\s)?"
    rf"(?:(?:an?|the|one\sof\sthe)\s(?:[\w-]+\s){{0,4}}?(?:{KIND_WORDS})s?\s)?"
)
_BESIDE = (
    rf"(?:[\w.,]+\s(?:km|kilomet(?:er|re)s|miles)\s)?(?:to\sthe\s)?{_SIDES}(?:ern)?\s(?:of|from)|near|close\sto"
    r"|outside|next\sto|(?:on\sthe\s)?outskirts\sof"
)

# Each fits what stands between the end of a name, or of its kind, and the start of the next.
_IN = re.compile(rf"(?:{_APPOSED}|\s)(?:in|inside|within)\s{_SKIP}", re.IGNORECASE)
_KIND_IN = re.compile(rf"{_APPOSED}of\s{_SKIP}", re.IGNORECASE)
_OF = re.compile(rf"\sof\s{_SKIP}", re.IGNORECASE)
# "Marj, the United States said" opens a clause; "Marj, the province of Idlib" does not.
_LOOSELY = re.compile(rf"(?:,|\s\(|\s[-–])\s?(?!the\s$){_SKIP}", re.IGNORECASE)
# "in Syria’s eastern city of" Marj.
_FURTHER = re.compile(rf"['’]?s?\s{_ADJECTIVES}(?:(?:{KIND_WORDS})\s(?:of\s(?:the\s)?)?)?", re.IGNORECASE)
_CLOSE = re.compile(rf"(?:{_APPOSED}|\s)(?:{_BESIDE})\s{_SKIP}", re.IGNORECASE)
_OWNER = re.compile(r"['’]s?\s(?:[a-z-]+\s){0,2}")
_HOLDER = re.compile(r"(?:['’]s)?\s(?:[a-z-]+\s){0,2}")

_KIND_BEFORE = re.compile(rf"\b(?P<kind>{KIND_WORDS})\s(?P<of>of\s)?(?:the\s)?$", re.IGNORECASE)
_KIND_BEHIND = re.compile(
    rf"(?:['’]s)?(?:\s|-)(?P<kind>{KIND_WORDS})\b(?!\s(?:forces?|police|office))", re.IGNORECASE
)
_NAMED_FIRST = frozenset({"camp", "lake", "mount", "fort", "port", "cape"})
# "The Marj suburb of Tal" calls Tal a suburb; "the Tal district of Marj" calls Tal a district.
_HEADS_WHAT_FOLLOWS = frozenset({"city", "town", "village", "suburb", "capital", "hamlet", "settlement"})
_OF_NAME = re.compile(r"\sof\s(?:the\s)?(?=[A-Z])")
_OF_MORE = re.compile(r"\sof\s[a-z]")
_INDEFINITE = re.compile(r"\b(?:an?|another)\s(?:[a-z-]+\s)?$", re.IGNORECASE)
_PEOPLE_BEFORE = re.compile(
    rf"\b(?=[A-Z])(?i:(?P<people>{DEMONYM_WORDS}))\s{_ADJECTIVES}(?:(?:{KIND_WORDS})\s)?$"
)
# Without any of these no gap fits: most have none.
_HINT = re.compile(r"[,(–—]|\s-|\b(?:in|inside|within|of|near|close|outside|next|from)\b", re.IGNORECASE)
# "including Marj, Tal", "areas around Marj, Tal": no address.
_EXAMPLES = re.compile(
    r"\b(?:including|such as|like|among them|areas\s(?:around|near|in|of)|between)\s(?:the\s)?$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s(?:and|or|as well as|&)\s")
_LIST = re.compile(r",?\s(?:and|or|as well as|&)\s(?:the\s)?|,\s(?:the\s)?|\s|\s?/\s?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """What the text calls a name, and where name and kind together start and end."""

    kind: Kind | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Where the text puts a name: cores of what holds it, of what seems to, of what it lies near."""

    stated: tuple[Span, ...]
    loose: tuple[Span, ...]
    close: tuple[Span, ...]


class _How(Enum):
    """How a name stands to the next one."""

    IN = auto()
    LOOSELY = auto()
    CLOSE = auto()


class Surroundings:
    """The names of a report with what stands around them. A name goes by its number in `cores`."""

    def __init__(self, text: str, cores: Sequence[Span], known: Known) -> None:
        self.text, self.cores, self._known = text, cores, known
        self.number = {core: at for at, core in enumerate(cores)}
        self._own = [self._called(at) for at in range(len(cores))]
        self.lists = self._lists()
        self.called = [self._called_in_list(at) for at in range(len(cores))]
        self._listed = {at: listed for listed in self.lists for at in listed}

    def told(self, at: int) -> Told:
        """Where the text puts a name."""
        behind = self._behind(at)
        holder, owner = self._before(at)
        loose = [*behind[_How.LOOSELY], *owner]
        last = self._listed[at][-1] if at in self._listed else at
        if last != at:  # "Marj and Tal in Idlib": both, most likely
            shared = self._behind(last)
            loose += [*shared[_How.IN], *shared[_How.LOOSELY]]
        stated = (*behind[_How.IN], *holder)
        return Told(
            stated=stated,
            loose=tuple(core for core in dict.fromkeys(loose) if core not in stated),
            close=behind[_How.CLOSE],
        )

    def listed(self, at: int, other: int) -> bool:
        """Whether two names stand in one list, "the towns of Marj and Tal": neither holds the other."""
        return other in self._listed.get(at, ())

    def country(self, at: int) -> str | None:
        """The country of an adjective before a name: "the Syrian town of Marj"."""
        start = self.called[at].start
        match = _PEOPLE_BEFORE.search(self.text[max(0, start - FAR) : start])
        return country_of(match["people"]) if match else None

    def _gap(self, at: int) -> str | None:
        """What stands between a name and the next one; None where that is too much."""
        if at + 1 >= len(self.cores):
            return None
        start, end = self._own[at].end, self._own[at + 1].start
        return self.text[start:end] if start <= end <= start + FAR else None

    def _lists(self) -> list[range]:
        """The lists of names: what "and" joins, or what stands behind the plural of a kind."""
        found = []
        first = 0
        for at in range(len(self.cores)):
            gap = self._gap(at)
            if gap is not None and _LIST.fullmatch(gap) and country_of(self.cores[at].of(self.text)) is None:
                continue  # but "Syrian" | "provinces of Marj and Tal"
            found.append(range(first, at + 1))
            first = at + 1
        return [part for run in found for part in self._parts(run) if len(part) > 1]

    def _parts(self, run: range) -> list[range]:
        """A run of names is a list up to its last "and"; without one, behind a plural or before one it is."""
        if len(run) == 1:
            return [run]
        joined = [at for at in run[:-1] if _AND.search(self._gap(at) or "")]
        if joined:
            return [range(run[0], joined[-1] + 2)]
        kinds = (self._own[run[0]].kind, self._own[run[-1]].kind)
        start = self._own[run[0]].start
        examples = _EXAMPLES.search(self.text[max(0, start - FAR) : start])
        return [run] if examples or any(kind is not None and kind.is_plural for kind in kinds) else []

    def _called(self, at: int) -> Called:
        """The kind that a name bears itself or is given before it or behind it."""
        core = self.cores[at]
        own = split_kind(core.of(self.text))[1]
        if own is not None or country_of(core.of(self.text)) is not None:
            return Called(kind=own, start=core.start, end=core.end)
        return self._called_behind(at) or self._called_before(at) or _uncalled(core)

    def _called_behind(self, at: int) -> Called | None:
        """What a name is called by the word behind it: "Marj airbase"."""
        core = self.cores[at]
        match = _KIND_BEHIND.match(self.text, core.end)
        kind = kind_of(match["kind"]) if match and self._is_of_the_name(at, match) else None
        if match is None or kind is None:
            return None
        lead = self.text[max(0, core.start - FAR) : core.start]
        if kind.words.lower() == "suburbs" or (_is_one_of_many(kind) and _INDEFINITE.search(lead)):
            return _uncalled(core)  # "Marj suburbs" lie around Marj, "a Marj district" in it
        return Called(kind=kind, start=core.start, end=match.end())

    def _called_before(self, at: int) -> Called | None:
        """What a name is called by the word before it: "the city of Marj", "Camp Marj"."""
        core = self.cores[at]
        lead = self.text[max(0, core.start - FAR) : core.start]
        match = _KIND_BEFORE.search(lead) if _ends_in_a_kind(lead) else None
        if match is None or not (match["of"] or match["kind"].lower() in _NAMED_FIRST):
            return None
        start, kind = core.start - len(lead) + match.start(), kind_of(match["kind"])
        if kind is not None and kind.is_quarter and _INDEFINITE.search(lead[: match.start()]):
            return None  # "a quarter of Marj" lies in it
        if self._heads_the_name_before(at, start, match["kind"]):
            return None
        return Called(kind=kind, start=start, end=core.end)

    def _is_of_the_name(self, at: int, match: re.Match[str]) -> bool:
        """Whether a kind behind a name tells of it, not of the next name: "the Marj suburb of Tal"."""
        following = _OF_NAME.match(self.text, match.end())
        if following is None:
            heads = match["kind"].lower() in _HEADS_WHAT_FOLLOWS
            return not (heads and _OF_MORE.match(self.text, match.end()))
        if match["kind"].lower() in _HEADS_WHAT_FOLLOWS:
            return False
        return not self._is_better_known(at, following.end())

    def _heads_the_name_before(self, at: int, start: int, kind: str) -> bool:
        """Whether a kind before a name tells of the name before it: "the Tal district of Marj"."""
        if not at or self.text[self.cores[at - 1].end : start].strip():
            return False
        if self.cores[at - 1].end > start:  # it is part of that name
            return True
        if country_of(self.cores[at - 1].of(self.text)) is not None:  # "the Syrian | provinces of Marj"
            return False
        return kind.lower() not in _HEADS_WHAT_FOLLOWS and not self._is_better_known(
            at - 1, self.cores[at].start
        )

    def _is_better_known(self, at: int, start: int) -> bool:
        """Whether a name is one of the gazetteer, and the next is not: "the Aleppo district of Marj"."""
        following = next(
            (core for core in self.cores[at + 1 : at + 2] if core.start <= start < core.end), None
        )
        if following is None:
            return False
        return self._known(self.cores[at].of(self.text)) and not self._known(following.of(self.text))

    def _called_in_list(self, at: int) -> Called:
        """What a name is called by a plural that belongs to all of its list."""
        own = self._own[at]
        listed = next((names for names in self.lists if at in names), None)
        if listed is None and own.kind is not None and own.kind.is_plural and own.kind.is_quarter:
            return Called(kind=None, start=own.start, end=own.end)  # "the neighbourhoods of Marj" lie in Marj
        if own.kind is not None or listed is None:
            return own
        for other in (listed[-1], listed[0]):
            kind = self._own[other].kind
            if kind is not None and kind.is_plural:
                return Called(kind=kind, start=own.start, end=own.end)
        return own

    def _behind(self, at: int) -> dict[_How, tuple[Span, ...]]:
        """The names behind a name: those that hold it, that seem to, and that it lies by."""
        found: dict[_How, tuple[Span, ...]] = dict.fromkeys(_How, ())
        end, kind = self.called[at].end, self.called[at].kind
        for number in range(at + 1, min(at + 1 + _NEXT, len(self.cores))):
            following = self.cores[number]
            if not end <= following.start <= end + FAR:
                break
            gap = self.text[end : following.start]
            how = None if self.listed(at, number) else _how(gap, kind)
            if how is None and number > at + 1 and found[_How.IN] and _FURTHER.fullmatch(gap):
                how = _How.IN
            if how is None:
                break
            if found[_How.LOOSELY] and how is _How.IN:  # "Marj, Tal in Idlib": Tal is, and Marj perhaps
                how = _How.LOOSELY
            found[how] += (following,)
            end = self.called[number].end
        return found

    def _before(self, at: int) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """The name before a name that holds it: "the Idlib town of Marj"; and that may: "Idlib's Marj"."""
        start = self.called[at].start
        if not at or not 0 < start - self.cores[at - 1].end < FAR or self.listed(at, at - 1):
            return (), ()
        before = self.cores[at - 1]
        if start < self.cores[at].start and _HOLDER.fullmatch(self.text[before.end : start]):
            return (before,), ()
        owned = _OWNER.fullmatch(self.text[self.called[at - 1].end : start])
        return ((), (before,)) if owned else ((), ())


def _ends_in_a_kind(lead: str) -> bool:
    """Whether the pattern for kinds before a name may fit at all: it is slow, and mostly in vain."""
    tail = " ".join(lead.lower().split()).removesuffix(" the").removesuffix(" of")
    return tail.endswith(KINDS)


def _uncalled(core: Span) -> Called:
    return Called(kind=None, start=core.start, end=core.end)


def _is_one_of_many(kind: Kind) -> bool:
    """Whether a town has several of a kind: "a Marj hospital" is in Marj, not called so."""
    in_town = kind.is_ground and not kind.is_outlying
    return kind.is_quarter or in_town or kind.singular in {"district", "suburb"}


def _how(gap: str, kind: Kind | None) -> _How | None:
    if not _HINT.search(gap):
        return None
    if _IN.fullmatch(gap) or _KIND_IN.fullmatch(gap) or (kind and _OF.fullmatch(gap)):
        return _How.IN
    if _LOOSELY.fullmatch(gap):
        return _How.LOOSELY
    return _How.CLOSE if _CLOSE.fullmatch(gap) else None
