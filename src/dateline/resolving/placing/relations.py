"""How words around a name stand to it: "near", "10 km east of", "outskirts of", "between A and B"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.resolving.placing.kinds import KIND_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class Manner(Enum):
    """What kind of relation it is."""

    NEAR = auto()  # close to it, outside it, on its outskirts
    OFF = auto()  # in a direction from it, or so many kilometres away
    PART = auto()  # its north, or the north of the land around it
    SECTION = auto()  # a part of a town or a division: its northern quarters
    COUNTRYSIDE = auto()  # the land around the town that it is named after
    BETWEEN = auto()  # on the way between two places
    BORDER = auto()  # along the border of a country or between two places
    COAST = auto()  # at sea


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A relation to a named place.

    `bearing` counts in degrees from north by east; `km` is the distance, where told. `words` quote the text.
    """

    manner: Manner
    words: str
    bearing: float | None = None
    km: float | None = None


REACH = 90  # characters before a name that any of the patterns may need

# ── the parts of the patterns ────────────────────────────────────────────────────────────────────────────
_COMPASS = r"(?:north|south)[ -]?(?:east|west)|north|south|east|west"
_SIDE = rf"(?P<side>(?:{_COMPASS})(?:ern(?:most)?)?|(?<![A-Z]\.)(?-i:[NS][EW]|[NSEW]\.))"
_NUMBER = r"\d[\d,.]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|a dozen|several|a few"
_UNIT = r"km|kms|kilomet(?:er|re)s?|miles?|mi|met(?:er|re)s?|m"
_FAR = rf"(?P<far>{_NUMBER})[\s-]?(?P<unit>{_UNIT})(?:\s\([^)]*\))?"
# What may stand between "of" and a name: "of the besieged city of".
_MID = r"(?:(?:the|its|their|both|all|an?|some|besieged|rebel-held|war-torn|nearby|neighbou?ring)\s)*"
_TO_NAME = rf"\s{_MID}(?:(?:[\w-]+\s)?(?:{KIND_WORDS})\s(?:of\s(?:the\s)?)?)?$"
_RIM = r"outskirts|edges?|fringes?|suburbs|environs|vicinity|surroundings|surrounding areas?|periphery"
_SECTION = r"parts?|half|sector|districts?|neighbou?rhoods?|quarters?|areas?|regions?|sections?"
_NEAR = (
    r"near(?:by\sto|\sto)?|close\sto|outside(?:\sof)?|around|(?<!the\s)surrounding|beside|adjacent\sto|next\sto|along"
    r"|not\sfar\sfrom|opposite|facing|overlooking|beyond|towards?|(?:road|highway|route|way)\s(?:leading\s)?to"
)
_RIM_HINTS = "outskirt|edge|fringe|suburb|environ|vicinity|surrounding|periphery"
_NEAR_HINTS = (
    "near|close|outside|around|surrounding|beside|adjacent|next|along|far|opposite|facing|overlooking|beyond"
    "|toward|road|highway|route|way"
)
_LAND = r"countryside|rif|reef|hinterland|rural\sareas?"

# Before the name; the first that fits is taken. Where a pattern cannot fit without one of some words, these
# stand before it: to ask for them first takes a tenth of the time.
_BEFORE: tuple[tuple[Manner, tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (manner, tuple(hints.split("|")), re.compile(pattern, re.IGNORECASE))
    for manner, hints, pattern in (
        (Manner.OFF, "", rf"\b{_FAR}\s(?:away\s)?(?:to\sthe\s)?{_SIDE}(?:\s(?:of|from))?{_TO_NAME}"),
        (Manner.OFF, "", rf"\b{_FAR}\s(?:away\s)?(?:from|outside|off|inside|short\sof){_TO_NAME}"),
        (
            Manner.COUNTRYSIDE,
            "countryside|rif|reef|hinterland|rural",
            rf"\b(?:{_SIDE}\s)?(?:{_LAND})\sof{_TO_NAME}",
        ),
        (Manner.COUNTRYSIDE, "rural", rf"\b(?:{_SIDE}\s)?rural\s$"),
        (Manner.NEAR, _RIM_HINTS, rf"\b(?:{_SIDE}\s)?(?:{_RIM})\sof{_TO_NAME}"),
        (Manner.COAST, "off", rf"\boff\s(?:the\s)?(?:{_SIDE}\s)?(?:coasts?|shores?)\sof{_TO_NAME}"),
        (Manner.COAST, "coast|waters|shore", rf"\b(?:coasts?|waters|shores?)\s(?:off|of){_TO_NAME}"),
        (
            Manner.COAST,
            "off",
            rf"\b(?:ships?|boats?|vessels?|tankers?|sank|sea|anchored|moored)\soff{_TO_NAME}",
        ),
        (Manner.BORDER, "border", rf"\bborders?\s(?:with|of|to|into){_TO_NAME}"),
        (Manner.BORDER, "border", rf"\bbordering{_TO_NAME}"),
        (Manner.PART, "", rf"\bin\sthe\s{_SIDE}\sof{_TO_NAME}"),
        (Manner.SECTION, "", rf"\b{_SIDE}\s(?:{_SECTION})\s(?:of|in){_TO_NAME}"),
        (Manner.OFF, "", rf"\b(?:to\sthe\s)?{_SIDE}(?:\sside)?\sof{_TO_NAME}"),
        (Manner.NEAR, _NEAR_HINTS, rf"\b(?:{_NEAR}){_TO_NAME}"),
        (Manner.PART, "", rf"\b{_SIDE}\s$"),
    )
)
# Without any of these none of the patterns fits: most names have none before them. Asking for them one by one
# takes a tenth of the time of one pattern that ignores case.
_HINT_WORDS = (
    "north|south|east|west|near|close|outside|around|surround|beside|adjacent|next|along|not far|opposite"
    "|facing|overlook|beyond|toward|road|highway|route|way|countryside|rif|reef|hinterland|rural|outskirt|edge"
    "|fringe|suburb|environ|vicinity|periphery|coast|shore|waters|off|border|km|kilomet|mile|meter|metre"
)
_HINTS = tuple(_HINT_WORDS.split("|"))
_SHORT_HINT = re.compile(r"\dm\b|\b(?:[NS][EW]|[NSEW]\.)")
# Behind the name, or behind its kind.
_OWN = r"(?:['’]?s)?['’]?\s"
_AFTER: tuple[tuple[Manner, re.Pattern[str]], ...] = tuple(
    (manner, re.compile(pattern, re.IGNORECASE))
    for manner, pattern in (
        (Manner.COUNTRYSIDE, rf"{_OWN}(?:{_SIDE}\s)?(?:{_LAND})\b"),
        (Manner.NEAR, rf"{_OWN}(?:{_SIDE}\s)?(?:{_RIM}|suburb(?!\sof))\b"),
        (
            Manner.BORDER,
            rf"{_OWN}(?:border|frontier)\b(?!\s(?:crossing|post|town|city|village|guard|police))",
        ),
        (Manner.COAST, rf"{_OWN}(?:{_SIDE}\s)?coast\b"),
        (Manner.SECTION, rf"['’]s\s{_SIDE}\s(?:{_SECTION})\b"),
        (Manner.NEAR, r"\s(?:road|highway)\b(?!\s[A-Z\d])"),
    )
)
# Without any of these, where the patterns have them, none of them fits: one pattern is tried for most names.
_AFTER_HINT = re.compile(
    rf"{_OWN}(?:{_SIDE}\s)?(?:{_LAND}|{_RIM}|suburb|border|frontier|coast|{_SECTION}|road|highway)\b",
    re.IGNORECASE,
)
# Around two names and between them.
_JOINT = re.compile(rf"\s?(?:[-–—]\s?|(?:to|and){_TO_NAME})", re.IGNORECASE)
_BETWEEN = re.compile(rf"(?P<border>\bborders?\s)?\bbetween{_TO_NAME}", re.IGNORECASE)
_FROM = re.compile(rf"\b(?:road|highway|route|motorway|line)\s(?:\w+\s)?from{_TO_NAME}", re.IGNORECASE)
_TWO = re.compile(
    r"\s(?:(?:inter(?:national|-city)\s)?(?:road|highway|motorway|route)|(?P<border>border))\b", re.IGNORECASE
)
_NAMES = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
_BEARINGS: dict[str, float] = {name: 45.0 * at for at, name in enumerate(_NAMES)}
_LETTERS = dict(zip(("N", "NE", "E", "SE", "S", "SW", "W", "NW"), _NAMES, strict=True))
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SMALL_NUMBERS = {
    **{word: float(at) for at, word in enumerate(_NUMBERS, start=1)},
    "a": 1.0,
    "an": 1.0,
    "a dozen": 12.0,
    "several": 5.0,
    "a few": 3.0,
}
_UNIT_KM: tuple[tuple[str, float], ...] = (("k", 1.0), ("mi", 1.609), ("m", 0.001))


def relation_before(text: str, start: int) -> Relation | None:
    """The relation that the words right before a name set.

    >>> relation_before("Shells fell 10 km east of the town of Marj", 38)
    Relation(manner=<Manner.OFF: 2>, words='10 km east of', bearing=90.0, km=10.0)
    """
    lead = text[max(0, start - REACH) : start]
    lowered = lead.lower()
    if not any(hint in lowered for hint in _HINTS) and not _SHORT_HINT.search(lead):
        return None
    table = (
        (manner, pattern) for manner, hints, pattern in _BEFORE if any(hint in lowered for hint in hints)
    )
    return next(_found(table, lambda pattern: pattern.search(lead)), None)


def relation_after(text: str, end: int) -> Relation | None:
    """The relation that the words right behind a name set: "Marj countryside"."""
    if not _AFTER_HINT.match(text, end):
        return None
    return next(_found(_AFTER, lambda pattern: pattern.match(text, end)), None)


def relation_between(text: str, first: tuple[int, int], second: tuple[int, int]) -> Relation | None:
    """The relation of what lies between two names that follow each other: "the road from A to B"."""
    gap = text[first[1] : second[0]]
    if len(gap) > REACH or not _JOINT.fullmatch(gap):
        return None
    lead = text[max(0, first[0] - REACH) : first[0]]
    if match := _BETWEEN.search(lead) or _FROM.search(lead):
        manner = Manner.BORDER if match.groupdict().get("border") else Manner.BETWEEN
        return Relation(manner=manner, words=" ".join(text[first[0] - len(match[0]) : second[1]].split()))
    if "and" not in gap.lower() and (match := _TWO.match(text, second[1])):
        manner = Manner.BORDER if match["border"] else Manner.BETWEEN
        return Relation(manner=manner, words=" ".join(text[first[0] : match.end()].split()))
    return None


@lru_cache(maxsize=4096)
def bearing_of(words: str) -> float | None:
    """Degrees from north, by east, of "north-east", "southern".

    >>> bearing_of("north-eastern"), bearing_of("South"), bearing_of("NE"), bearing_of("central")
    (45.0, 180.0, 45.0, None)
    """
    plain = re.sub(r"[ -]|ern(?:most)?$", "", words.lower())
    return _BEARINGS.get(plain) if plain in _BEARINGS else _BEARINGS.get(_LETTERS.get(words.rstrip("."), ""))


def quoted(relation: Relation, name: str) -> str:
    """The words of a relation to a place with its name among them, about as the text has them.

    >>> quoted(Relation(manner=Manner.OFF, words="10 km east of"), "Marj")
    '10 km east of Marj'
    >>> quoted(Relation(manner=Manner.COUNTRYSIDE, words="eastern countryside"), "Marj")
    'Marj eastern countryside'
    """
    if " … " in relation.words:
        return relation.words.replace("…", name)
    if re.search(r"\s[A-Z][a-z]|[-–—][A-Z]", relation.words):  # it quotes both names of a road or a border
        return relation.words
    return f"{name} {relation.words}" if _NOUN_LAST.search(relation.words) else f"{relation.words} {name}"


_NOUN_LAST = re.compile(
    rf"\b(?:{_LAND}|{_RIM}|suburb|{_SECTION}|border|frontier|coast|road|highway)$", re.IGNORECASE
)


def spelt_out(words: str) -> str:
    """A name with the side that it starts with in full.

    >>> spelt_out("N. Korea"), spelt_out("NE Syria"), spelt_out("Tel Aviv")
    ('North Korea', 'Northeast Syria', 'Tel Aviv')
    """
    first, _, rest = words.partition(" ")
    side = _LETTERS.get(first.rstrip("."))
    return f"{side.capitalize()} {rest}" if side and rest else words


def _found(
    table: Iterable[tuple[Manner, re.Pattern[str]]],
    search: Callable[[re.Pattern[str]], re.Match[str] | None],
) -> Iterator[Relation]:
    for manner, pattern in table:
        if match := search(pattern):
            parts = match.groupdict()
            side = parts.get("side")
            yield Relation(
                manner=manner,
                words=_told(match[0]),
                bearing=bearing_of(side) if side else None,
                km=_km(parts.get("far"), parts.get("unit")),
            )


def _km(far: str | None, unit: str | None) -> float | None:
    if far is None or unit is None:
        return None
    word = far.lower()
    number = _SMALL_NUMBERS.get(word) or _figure(word)
    factor = next(factor for start, factor in _UNIT_KM if unit.lower().startswith(start))
    return round(number * factor, 2) if number else None


def _figure(word: str) -> float | None:
    digits = word.rstrip(".,")
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", digits):
        digits = digits.replace(",", "")
    try:
        return float(digits.replace(",", "."))
    except ValueError:  # "1.2.3" is no distance
        return None


def _told(words: str) -> str:
    """The words as a reason quotes them: without the kind and the article that lead up to the name."""
    bare = re.sub(r"^['’]?s?['’]?\s", "", words)
    return " ".join(_LEADING_UP.sub(r"\1", bare).split())


_LEADING_UP = re.compile(rf"\b(of|from|with|to|near|outside|around|off){_TO_NAME}", re.IGNORECASE)
