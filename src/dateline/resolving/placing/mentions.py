"""Names of places with what the text says around each: its kind, what holds it, what it lies near."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.resolving.placing.cores import INSTITUTION, name_cores, witness_cores
from dateline.resolving.placing.demonyms import DEMONYM_WORDS, country_of
from dateline.resolving.placing.kinds import KIND_WORDS, WAYS, kind_of, split_kind
from dateline.resolving.placing.relations import Manner, relation_after, relation_before, relation_between

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dateline.domain import Coding, Span
    from dateline.resolving.placing.kinds import Kind
    from dateline.resolving.placing.relations import Relation

    Known = Callable[[str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name of a place in the text, and what is said around it.

    `core` is the name alone. `kind` is what it is called ("oil field"), `country` the code of a country that
    an adjective gives ("the Syrian city of"). `stated` are the cores of places that the text says hold it
    ("in the province of"), `loose` of such that seem to (", Idlib"), `close` of places that it lies near.
    `other` is the second place of a relation between two.
    """

    core: Span
    words: str
    kind: Kind | None = None
    relation: Relation | None = None
    other: Span | None = None
    stated: tuple[Span, ...] = ()
    loose: tuple[Span, ...] = ()
    close: tuple[Span, ...] = ()
    country: str | None = None

    @property
    def wordings(self) -> tuple[str, ...]:
        """What to look up, the fullest first: "Tanak oil field", "Tanak"."""
        return tuple(dict.fromkeys(_wordings(self.words, self.kind)))


_FAR = 70  # characters from one name to the next that may still say how they stand to each other
_NEXT = 3  # names behind a name that are looked at: "Marj, a town north of Tal in Idlib"

# ── the parts of the patterns ────────────────────────────────────────────────────────────────────────────
_SIDES = r"(?:north|south)?[ -]?(?:east|west)?(?:north|south)?"
# What may stand between "in" and the name of what holds: "in the southern countryside of".
_SKIP = (
    rf"(?:(?:the|central|rural|nearby|neighbou?ring|besieged|war-torn|rebel-held|{_SIDES}ern|{DEMONYM_WORDS})\s)*"
    rf"(?:(?:{KIND_WORDS}|countryside|outskirts|suburbs|parts?|area)\sof\s(?:the\s)?)?"
)
# ", a town which is located": a name is told more of.
_APPOSED = (
    r"(?:,|\s\(|\s[-–—])\s?(?:(?:which\sis|located|situated|lying)\s)?"
    rf"(?:(?:an?|the|one\sof\sthe)\s(?:[\w-]+\s){{0,4}}?(?:{KIND_WORDS})s?\s)?"
)
_BESIDE = (
    rf"(?:[\w.,]+\s(?:km|kilomet(?:er|re)s|miles)\s)?(?:to\sthe\s)?{_SIDES}\s(?:of|from)|near|close\sto|outside"
    r"|next\sto|(?:on\sthe\s)?outskirts\sof"
)

# Each fits what stands between the end of a name, or of its kind, and the start of the next.
_IN = re.compile(rf"(?:{_APPOSED}|\s)(?:in|inside|within)\s{_SKIP}", re.IGNORECASE)
_KIND_IN = re.compile(rf"{_APPOSED}of\s{_SKIP}", re.IGNORECASE)
_OF = re.compile(rf"\sof\s{_SKIP}", re.IGNORECASE)
_LOOSELY = re.compile(rf"(?:,|\s\(|\s[-–])\s?{_SKIP}", re.IGNORECASE)
_CLOSE = re.compile(rf"(?:{_APPOSED}|\s)(?:{_BESIDE})\s{_SKIP}", re.IGNORECASE)
_OWNER = re.compile(r"['’]s?\s(?:[a-z-]+\s){0,2}")
_HOLDER = re.compile(r"(?:['’]s)?\s(?:[a-z-]+\s){0,2}")

_KIND_BEFORE = re.compile(rf"\b(?P<kind>{KIND_WORDS})\s(?P<of>of\s)?(?:the\s)?$", re.IGNORECASE)
_KIND_AFTER = re.compile(
    rf"(?:\s|-)(?P<kind>{KIND_WORDS})\b(?!\s(?:forces?|police|of\s(?-i:[a-z])))", re.IGNORECASE
)
_NAMED_FIRST = frozenset({"camp", "lake", "mount", "fort", "port", "cape"})
# "The Marj suburb of Tal" calls Tal a suburb; "the Tal district of Marj" calls Tal a district.
_HEADS_WHAT_FOLLOWS = frozenset({"city", "town", "village", "suburb", "capital", "hamlet", "settlement"})
_OF_NAME = re.compile(r"\sof\s(?:the\s)?[A-Z]")
_DEMONYM_BEFORE = re.compile(rf"\b(?=[A-Z])(?i:(?P<people>{DEMONYM_WORDS}))\s(?:[a-z-]+\s){{0,2}}$")

_COMPASS_LETTERS = {"N": "North", "S": "South", "E": "East", "W": "West"}
_COMPASS_LETTER = re.compile(r"([NSEW])\.?\s(?=[A-Z])")
_GREATER = re.compile(
    r"^(?:Greater|Metro|Metropolitan|Downtown|Historic|Inner|Old|Upper|Lower|Mid|Central)[\s-](?=[A-Z])"
)


def read_mentions(coding: Coding, known: Known) -> tuple[Mention, ...]:
    """The names of places in a coding, each with what the text says around it, in the order of the text."""
    text = coding.report.text
    named = name_cores(coding, known)
    cores = sorted(named + witness_cores(coding, known, named))
    pairs = _between(text, cores)
    chains = _chains(coding, cores)
    return tuple(
        _mention(text, cores, at, pairs.get(core), chains.get(core, ())) for at, core in enumerate(cores)
    )


def _mention(
    text: str, cores: Sequence[Span], at: int, pair: tuple[Relation, Span] | None, chain: tuple[Span, ...]
) -> Mention:
    core = cores[at]
    kind, start, end = _kind(text, cores, at)
    behind = _behind(text, cores, at, end, kind)
    holder, owner = _before(text, cores, at, start)
    people = _DEMONYM_BEFORE.search(text[max(0, start - _FAR) : start])
    return Mention(
        core=core,
        words=core.of(text),
        kind=kind,
        relation=pair[0] if pair else _relation(text, core, kind, end),
        other=pair[1] if pair else None,
        stated=(*behind[_IN], *holder),
        loose=tuple(
            one for one in dict.fromkeys((*behind[_LOOSELY], *owner, *chain)) if one not in behind[_IN]
        ),
        close=behind[_CLOSE],
        country=country_of(people["people"]) if people else None,
    )


def _wordings(words: str, kind: Kind | None) -> Iterator[str]:
    bare, own = split_kind(words)
    if own is None and kind is not None and kind.may_be_in_the_name:
        yield f"{words} {kind.words}"
    yield words
    if match := _COMPASS_LETTER.match(words):
        yield f"{_COMPASS_LETTERS[match[1]]} {words[match.end() :]}"
    if words.endswith("s"):  # "Syrias north", where the apostrophe was lost
        yield words[:-1]
    if own is not None and own.features == WAYS:
        return
    if own is not None:
        yield bare
    if inner := INSTITUTION.sub("", _GREATER.sub("", words)):
        yield inner


def _relation(text: str, core: Span, kind: Kind | None, end: int) -> Relation | None:
    found = relation_before(text, core.start) or relation_after(text, end)
    if (
        found
        and found.manner is Manner.PART
        and kind
        and " of" not in found.words
        and " in" not in found.words
    ):
        return (
            None  # "the northern Idlib province" tells where the province is, not which part of it is meant
        )
    return found


def _kind(text: str, cores: Sequence[Span], at: int) -> tuple[Kind | None, int, int]:
    """The kind a name is given before it or behind it, and where name and kind together start and end."""
    core = cores[at]
    own = split_kind(core.of(text))[1]
    if own is not None:
        return own, core.start, core.end
    match = _KIND_AFTER.match(text, core.end)
    if match and not (_OF_NAME.match(text, match.end()) and match["kind"].lower() in _HEADS_WHAT_FOLLOWS):
        return kind_of(match["kind"]), core.start, match.end()
    lead = text[max(0, core.start - _FAR) : core.start]
    match = _KIND_BEFORE.search(lead)
    if match and (match["of"] or match["kind"].lower() in _NAMED_FIRST):
        start = core.start - len(lead) + match.start()
        named = at > 0 and cores[at - 1].end <= start and not text[cores[at - 1].end : start].strip()
        if not named or match["kind"].lower() in _HEADS_WHAT_FOLLOWS:
            return kind_of(match["kind"]), start, core.end
    return None, core.start, core.end


def _behind(
    text: str, cores: Sequence[Span], at: int, end: int, kind: Kind | None
) -> dict[re.Pattern[str], tuple[Span, ...]]:
    """The names behind a name: that hold it (_IN), that seem to (_LOOSELY), that it lies by (_CLOSE)."""
    found: dict[re.Pattern[str], tuple[Span, ...]] = {_IN: (), _LOOSELY: (), _CLOSE: ()}
    for following_at, following in enumerate(cores[at + 1 : at + 1 + _NEXT], start=at + 1):
        gap = text[end : following.start]
        if not end <= following.start <= end + _FAR:
            break
        how = _how(gap, kind)
        if how is None:
            break
        found[how] += (following,)
        end = _kind(text, cores, following_at)[2]
    return found


def _how(gap: str, kind: Kind | None) -> re.Pattern[str] | None:
    if _IN.fullmatch(gap) or _KIND_IN.fullmatch(gap) or (kind and _OF.fullmatch(gap)):
        return _IN
    return next((one for one in (_LOOSELY, _CLOSE) if one.fullmatch(gap)), None)


def _before(
    text: str, cores: Sequence[Span], at: int, start: int
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The name before a name that holds it: "the Idlib town of Marj"; and that may: "Idlib's Marj"."""
    if not at or not 0 < start - cores[at - 1].end < _FAR:
        return (), ()
    before = cores[at - 1]
    if start < cores[at].start and _HOLDER.fullmatch(text[before.end : start]):
        return (before,), ()
    end = _kind(text, cores, at - 1)[2]
    return ((), (before,)) if _OWNER.fullmatch(text[end:start]) else ((), ())


def _between(text: str, cores: Sequence[Span]) -> dict[Span, tuple[Relation, Span]]:
    """The relation between two that names stand in, with the other name."""
    found: dict[Span, tuple[Relation, Span]] = {}
    for first, second in pairwise(cores):
        relation = relation_between(text, (first.start, first.end), (second.start, second.end))
        if relation is not None:
            found[first], found[second] = (relation, second), (relation, first)
    return found


def _chains(coding: Coding, cores: Sequence[Span]) -> dict[Span, tuple[Span, ...]]:
    """The cores of each event's later places, by the cores of its earlier ones: larger ones come after."""
    found: dict[Span, tuple[Span, ...]] = {}
    for event in coding.events:
        inner = [core for place in event.places for core in cores if place.overlap(core)]
        for at, core in enumerate(inner):
            found[core] = tuple(dict.fromkeys((*found.get(core, ()), *inner[at + 1 :])))
    return found
