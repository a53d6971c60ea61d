"""Which words of a report are names of places: the marked ones, without what stands around the name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.domain import NameClass, Span
from dateline.resolving.placing.demonyms import country_of
from dateline.resolving.placing.kinds import KIND_WORDS, is_kind, split_kind
from dateline.resolving.placing.relations import bearing_of, spelt_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dateline.domain import Coding

    Known = Callable[[str], bool]

_SEPARATOR = re.compile(r"\s?[,;()\[\]/\n]\s?|\s[-–—]\s")
_TOKEN = re.compile(r"\S+")
_ARTICLE = re.compile(r"(?:al|el|ul|as|ash|at|an|ar|az|ad|ed|er|es|ez|et|d|l)[-'’`]\w", re.IGNORECASE)
_PARTICLES = frozenset(
    {"al", "el", "de", "la", "le", "les", "los", "las", "du", "da", "von", "van", "der", "den", "bin", "ibn"}
)
_LINK = re.compile(r"\s(?:of|in|near|and|at|from|to|around|outside|between)\s(?:the\s)?")
_HYPHEN = re.compile(r"(?<=[A-Z][a-z]{2})[-–](?=[A-Z])|(?<=[a-z]{3})[-–](?=[A-Z])")
_KIND_OF = re.compile(rf"(?:{KIND_WORDS})s?\sof\s(?:the\s)?", re.IGNORECASE)
# What is called after the place where it stands or that it serves: "Marj Community Hospital".
INSTITUTION = re.compile(
    r"(?:\s(?:Memorial|Regional|Community|Public|High|Junior|Senior|Elementary|Middle|Central|General|City|Town"
    r"|State|National|International|Metropolitan|Municipal|Civic|Grand|Great|Old|New|Military|Power|Teaching"
    r"|Local|Media|Provincial|Revolutionary|County|District))*"
    rf"\s(?:{KIND_WORDS}|Airport|Hall|Centre|Center|Library|College|Academy|Jail|Courthouse|Court|Park|Police|Fire"
    r"|Department|Council|Station|Church|Club|Garden|Gardens|Depot|Fair|Fairgrounds|Pantry|Theatre|Theater|Inn|Hotel"
    r"|Road|Arena|Facility|Complex|Compound|Building|Tower|House|Clinic|Campus|Group|District|Health|Marina|Mayor"
    r"|Sheriff|Authority|Board|Command|Operations|Office|Government|Directorate|Brigade|Front)"
    r"(?:['’]?s?\s[A-Z&]\S*|['’]s)*$",
    re.IGNORECASE,
)
_EDGE = " \t\"'“”‘’`.:!?«»*-–—"
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")


def within(span: Span, cores: Sequence[Span]) -> list[Span]:
    """Those of some names, in the order of the text and none overlapping another, that `span` touches."""
    first = bisect_right(cores, span.start, key=lambda core: core.end)
    last = bisect_left(cores, span.end, key=lambda core: core.start)
    return list(cores[first:last])


def place_spans(coding: Coding) -> list[Span]:
    """The spans that a coding holds for places: names, where events happened, and targets that are places."""
    names = {name.span for name in coding.names if name.cls is NameClass.PLACE}
    happened = {place for event in coding.events for place in event.places}
    aimed = {
        target for event in coding.events for target in event.targets if _is_place(target, names, coding)
    }
    return sorted(names | happened | aimed)


def name_cores(coding: Coding, known: Known) -> list[Span]:
    """The names of places in a coding, in the order of the text; none overlaps another.

    `known` tells whether the gazetteer has words as a name: it decides whether "Northern Marj" is a name or a
    part of Marj.
    """
    text = coding.report.text
    marked = [name.span for name in coding.names if name.cls is NameClass.PLACE]
    happened = {place for event in coding.events for place in event.places}
    told = {*marked, *happened}
    names = [span for span in marked if not _holds_several(span, told, text)]
    taken = frozenset(names)
    others = [
        span
        for span in place_spans(coding)
        if span not in taken and not any(span.overlap(name) for name in names)
    ]
    found: list[Span] = []
    for span in (*sorted(names, key=lambda span: (-len(span), span)), *others):
        found += [core for core in _cores_in(span, text, known) if not any(map(core.overlap, found))]
    return _mended(sorted(found), text, known)


def _holds_several(span: Span, marked: set[Span], text: str) -> bool:
    """Whether a name is several: "Marj Province northern Syria", where both parts are marked, too."""
    # Names that lie in another are rare, so that most are ruled out by their numbers alone.
    start, end = span.start, span.end
    within = [one for one in marked if start <= one.start and one.end <= end]
    if len(within) < 3:  # noqa: PLR2004 (the span itself, and two)
        return False
    inner = sorted(one for one in within if one != span and not is_kind(one.of(text)))
    return any(first.end <= second.start for first, second in pairwise(inner))


def witness_cores(coding: Coding, known: Known, taken: list[Span]) -> list[Span]:
    """Places in the names of bodies: "Marj" in "the Marj Police". They are not asked for, but bear witness.

    Only what stands before a word for a kind of body is looked up, and short names that may be a place as a
    whole ("Washington"); to look up all would take longer than all else.
    """
    text = coding.report.text
    found: dict[Span, None] = {}
    for name in coding.names:
        if name.cls is not NameClass.ACTOR or any(map(name.span.overlap, taken)):
            continue
        core = _stripped(name.span.start, name.span.end, text)
        if core is None or not text[core.start].isupper() or core.of(text).isupper():
            continue
        match = INSTITUTION.search(core.of(text))
        if match and match.start():
            core = Span(core.start, core.start + match.start())
        elif core.of(text).count(" ") > 1:
            continue
        words = core.of(text)
        bare = INSTITUTION.fullmatch(f" {words}") or is_kind(words) or _is_half(words)
        if not bare and country_of(words.split()[0]) is None and known(words):
            found[core] = None
    return list(found)


def _mended(cores: list[Span], text: str, known: Known) -> list[Span]:
    """The cores with what was cut off them: "United" | "States", "Mt." | "Pleasant", "Marj" | "al-Sharqi"."""
    mended: list[Span] = []
    for at, core in enumerate(cores):
        low = mended[-1].end if mended else 0
        high = cores[at + 1].start if at + 1 < len(cores) else len(text)
        whole = _whole(core, low, high, text, known)
        if _is_half(whole.of(text)):
            continue
        if (formal := _FORMAL.search(text, max(0, whole.start - _REACH_BACK), whole.start)) and known(
            text[formal.start() : whole.end]
        ):
            whole = Span(formal.start(), whole.end)
            if mended and mended[-1].end > whole.start:
                mended.pop()
        joined = Span(mended[-1].start, whole.end) if mended and text[low : whole.start] == " " else whole
        if joined != whole and (_QUALIFIER.fullmatch(whole.of(text)) or known(joined.of(text))):
            mended[-1] = joined
        else:
            mended.append(whole)
    return mended


# "Democratic Republic of" | "the Congo".
_FORMAL = re.compile(r"\b(?:[A-Z][\w'’]+\s){0,2}(?:Republic|Kingdom)\sof\s(?:the\s)?$")
_REACH_BACK = 50  # characters that such words take at most
# What tells two places of one name apart in Arabic, and never stands alone: eastern, upper, new, great, ...
_QUALIFIER = re.compile(
    r"(?:[ae][lsj][hj]?[- ])?(?:shar[qg]i|gharbi|s?hamali|j[ae]?nubi|kabir|saghir|f[ao]w?qani|tahtani|jadid"
    r"|qadim|wust|awsat|[uo]l[iy]|sufl)(?:y+[aeu]h?|iy+[ae]h?|[ae]h?)?",
    re.IGNORECASE,
)


def _whole(core: Span, low: int, high: int, text: str, known: Known) -> Span:
    """The longest name known that holds the core, where the core alone is none or a mere first half."""
    if known(core.of(text)) and not _is_half(core.of(text)):
        return core
    before = [core.start, *_starts(text, low, core.start)]
    behind = [core.end, *_ends(text, core.end, high)]
    longer = [Span(start, end) for start in before for end in behind if Span(start, end) != core]
    return next((one for one in sorted(longer, key=len, reverse=True) if known(one.of(text))), core)


def _is_half(words: str) -> bool:
    return words.lower().rstrip(".") in _HALVES or bearing_of(words) is not None


def _starts(text: str, low: int, start: int) -> list[int]:
    """Where the capitalised words right before a core start, the nearest first; two at most."""
    found: list[int] = []
    while len(found) < _REACH and (match := _WORD_BEFORE.search(text, low, start)):
        start = match.start()
        found.append(start)
    return found


def _ends(text: str, end: int, high: int) -> list[int]:
    found: list[int] = []
    while len(found) < _REACH and (match := _WORD_BEHIND.match(text, end, high)):
        end = match.end()
        found.append(end)
    return found


_WORD_BEFORE = re.compile(r"(?:\b[A-Z][\w'’-]*\s|\b[A-Z]\.\s?)$")
_WORD_BEHIND = re.compile(r"(?:\.?\s[A-Z][\w'’-]*|\.?[A-Z]\b)")
_REACH = 2
# Words that start names and are none, though a village somewhere may be called so.
_HALVES = frozenset({
    "north", "south", "east", "west", "new", "old", "san", "santa", "st", "saint", "mt", "mount", "fort",
    "ft", "lake", "los", "las", "el", "port", "cape", "great", "united", "u", "s", "k", "a", "b", "c", "n",
    "central", "upper", "lower",
})  # fmt: skip


def _is_place(target: Span, names: set[Span], coding: Coding) -> bool:
    """Whether a target is nothing but a place: a name of one, with words for its kind at most."""
    text = coding.report.text
    inner = [name for name in names if target.overlap(name)]
    if not inner:
        return False
    rest = text[target.start : max(target.start, inner[0].start)] + " " + text[inner[-1].end : target.end]
    words = [word for word in re.findall(r"[\w-]+", rest) if word.lower() not in _FILLERS]
    return not words or is_kind(" ".join(words)) or all(map(_is_side_or_kind, words))


_FILLERS = frozenset({"the", "of", "in", "s", "and", "a", "at"})


def _is_side_or_kind(word: str) -> bool:
    return bearing_of(word) is not None or is_kind(word)


def _cores_in(span: Span, text: str, known: Known) -> Iterator[Span]:
    at = span.start
    for separator in (*_SEPARATOR.finditer(text, span.start, span.end), None):
        end = separator.start() if separator else span.end
        if at < end:
            yield from _cores_in_piece(at, end, text, known)
        at = separator.end() if separator else end


def _cores_in_piece(start: int, end: int, text: str, known: Known) -> Iterator[Span]:
    """The names in a stretch without commas: one, unless it links several ("Marj in Idlib")."""
    core, plain = _trimmed(start, end, text), _stripped(start, end, text)
    if core is None:
        # Only where the whole text is in small letters may a name be: "border" is none of some village.
        if plain and text.islower() and not _is_side_or_kind(plain.of(text)) and known(plain.of(text)):
            yield plain
        return
    if plain and plain != core and not _KIND_OF.match(plain.of(text)) and known(plain.of(text)):
        core = plain  # "ras al-Marj"
    words = core.of(text)
    link = _LINK.search(words) or _HYPHEN.search(words)
    if link is None or known(words) or ("-" in link[0] and not _both_known(words, link, known)):
        if not is_kind(words) and not (plain and _is_of_a_land(plain.of(text), known)):
            yield _without_side(_with_side(core, text, known), text, known)
        return
    for first, last in ((core.start, core.start + link.start()), (core.start + link.end(), core.end)):
        if first < last and bearing_of(text[first:last]) is None:
            yield from _cores_in_piece(first, last, text, known)


def _is_of_a_land(words: str, known: Known) -> bool:
    """Whether words tell what is of a country, without naming it: "Syrian airbase", "Indonesian Mosque"."""
    core, kind = split_kind(words)
    return kind is not None and kind.is_local and country_of(core) is not None and not known(words)


def _both_known(words: str, link: re.Match[str], known: Known) -> bool:
    return known(words[: link.start()]) and known(words[link.end() :])


def _with_side(core: Span, text: str, known: Known) -> Span:
    """The core with the side before it where that belongs to the name: "eastern" | "Ghouta"."""
    match = _SIDE_BEFORE.search(text[max(0, core.start - _LONGEST_SIDE) : core.start])
    whole = Span(core.start - len(match[0]), core.end) if match else core
    return whole if whole != core and known(whole.of(text)) else core


_LONGEST_SIDE = 10  # characters
_SIDE_BEFORE = re.compile(r"\b(?:north|south|east|west)(?:ern)?\s$")


def _without_side(core: Span, text: str, known: Known) -> Span:
    """The core without "Northern" or "Province of" where the gazetteer knows no name with them."""
    words = core.of(text)
    first, _, rest = words.partition(" ")
    if rest and country_of(first) is not None and not known(words) and known(rest):  # "Syrian Marj"
        return Span(core.end - len(rest), core.end)
    if rest and bearing_of(first) is not None and not known(words) and not known(spelt_out(words)):
        return Span(core.end - len(rest.lstrip()), core.end)
    if (match := _KIND_OF.match(words)) and match.end() < len(words) and not known(words):
        return Span(core.start + match.end(), core.end)
    return core


def _trimmed(start: int, end: int, text: str) -> Span | None:
    """From the first to the last word that belongs to a name; None where no word has a capital."""
    tokens = [(match.start(), match.end()) for match in _TOKEN.finditer(text, start, end)]
    held = [at for at, (first, last) in enumerate(tokens) if _named(text[first:last])]
    if not held:
        return None
    low, high = held[0], held[-1]
    while low and text[slice(*tokens[low - 1])].lower() in _PARTICLES:
        low -= 1
    return _stripped(tokens[low][0], tokens[high][1], text)


def _named(word: str) -> bool:
    bare = word.strip(_EDGE)
    return bool(bare) and (bare[0].isupper() or _ARTICLE.match(bare) is not None)


def _stripped(start: int, end: int, text: str) -> Span | None:
    """Without quotes, stops and a possessive at its edges; "W.Va." keeps its stop."""
    while start < end and text[start] in _EDGE:
        start += 1
    if match := _POSSESSIVE.search(text[start:end]):
        end = start + match.start()
    while start < end and text[end - 1] in _EDGE and not _abbreviated(text[start:end]):
        end -= 1
    while start < end and text[start : start + 4].lower() == "the ":
        start += 4
    return Span(start, end) if start < end else None


def _abbreviated(words: str) -> bool:
    return re.search(r"(?:\b[A-Z]|\b[A-Z][a-z]{1,4})\.$", words) is not None and len(words) <= _SHORT


_SHORT = 8  # characters; "W. Va.", "Calif."
