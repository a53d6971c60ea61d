"""Nouns: actors, targets, places, days and numbers as a sentence has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.domain import Feature, PlacePrecision, Precision
from dateline.exporting import wording
from dateline.exporting.briefing.citing import plainly
from dateline.exporting.briefing.lowering import lowered
from dateline.exporting.briefing.phrases import COUNTED, NAMED_TOWN, is_many, quoted_if_loaded
from dateline.exporting.meaning import country_name
from dateline.resolving.acting.calling import called, is_plural, listed, number_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dateline.domain import Count, DateRange, Placing, Telling

_LONGEST = 40  # letters of a name that a sentence bears; for longer ones the report's own shorter words do


def actors_words(tellings: Sequence[Telling], others: tuple[Telling, ...] = ()) -> str:
    """Actors in a row: "the army and its allies"; the first of them is nobody's."""
    names = [actor_words(one, others, owned=nth > 0) for nth, one in enumerate(tellings)]
    return listed(list(dict.fromkeys(names)))


def actor_words(telling: Telling, others: tuple[Telling, ...] = (), *, owned: bool = False) -> str:
    """An actor by its name; by the reports' shorter words where that is too long, or where it has none.

    `others` are tellings that may have such words for the same actor; `owned` keeps an "its" of the report.
    """
    actor = telling.actor.actor if telling.actor else None
    if actor is None:
        return as_written(telling, owned=owned)
    name = _BRACKETS.sub("", actor.name)
    if len(name) <= _LONGEST:
        return titled(name)
    same = [
        one for one in (telling, *others) if one.actor and one.actor.actor and one.actor.actor.id == actor.id
    ]
    short = [words for one in same if (words := _shorter(one.words))]
    return titled(max(short, key=lambda words: (words.count(" ") < 4, len(words))) if short else name)  # noqa: PLR2004 -- words of a name


def titled(name: str) -> str:
    """A proper name with its article, in its own capitals: "the Army of the Plain"."""
    bare = re.sub(r"^the\s+", "", _BRACKETS.sub("", name), flags=re.IGNORECASE)
    placed = called(name)
    return f"{placed[: -len(bare)]}{bare}" if bare and placed.casefold().endswith(bare.casefold()) else placed


def as_written(telling: Telling, *, owned: bool = False) -> str:
    """A report's words for something, with the article that they have there, with an "its" where `owned`."""
    words = " ".join(telling.value.split()).strip("“”\"'‘’")
    quote = " ".join(telling.quote.split())
    if _SIDE.fullmatch(words) and (longer := re.search(rf"\b{re.escape(words)} {_FORCES}\b", quote)):
        words = longer[0]
    elif _SIDE.fullmatch(words) and not re.search(rf"\b(?:an?|one) {re.escape(words)}\b", quote):
        words = _WHOLE.get(words.casefold(), words)
    before = re.search(rf"([\w’'-]+)\s+{re.escape(words)}\b", quote)
    opens = quote.lstrip("“\"'‘").startswith(words)
    if opens or (" " not in words and is_many(words)):
        words = lowered(words)
    article = before[1].lower() if before else ""
    many = is_plural(words) or is_many(words)
    if article in {"the", "this", "another"} or (article in {"a", "an"} and not many):
        return quoted_if_loaded(f"{'the' if article == 'this' else article} {words}")
    if owned and article in {"its", "their", "his", "her"}:
        return f"{article} {words}"
    if words[:1].isupper() or words.startswith(("al-", "the ")) or many or COUNTED.match(words):
        return quoted_if_loaded(words)
    return quoted_if_loaded(f"{'an' if words[:1].lower() in 'aeiou' else 'a'} {words}")


def where(placing: Placing, heading: str = "") -> str:
    """A place as a sentence has it, no more exact than it is known: "near Hajin", "in the province of Homs".

    `heading` is the land or province that the section is of, which need not be said again.
    """
    place = placing.place
    match placing.precision, place.feature:
        case PlacePrecision.COUNTRY, _:
            land = country_name(place.country) or place.name
            return "" if land == heading else f"somewhere in {land}"
        case PlacePrecision.NEAR, _:
            found = f"near {_with_article(place.name, place.feature)}"
        case PlacePrecision.ADMIN, _ if _DIVISION.search(place.name):
            return f"in {place.name}"
        case _, Feature.ADMIN1:
            return f"in the province of {place.name}"
        case _, Feature.ADMIN2 | Feature.ADMIN3:
            found = f"in the district of {place.name}"
        case _, Feature.REGION | Feature.LAND:
            return f"in {'the ' if _AREA.search(place.name) else ''}{place.name}"
        case _, Feature.WATER | Feature.ROAD | Feature.FRONT:
            found = f"on the {place.name}"
        case _, feature if feature in _GROUNDS:
            found = f"at {_with_article(place.name, feature)}"
        case _:
            found = f"in {place.name}"
    division = place.admin1 or ""
    if not division or division in {heading, place.name}:
        return found
    return f"{found} ({division})"


def as_told(place: Telling) -> str:
    """A place that is not placed, by the report's words: "near Abin"; "" where these name none."""
    words = " ".join(place.words.split())
    if not re.search(r"\b[A-Z]|\b[Aa]l-", words) or len(words) > _LONGEST:
        return ""
    before = re.search(
        rf"\b(in|at|near|outside|around)\s+(the\s+)?{re.escape(words)}", " ".join(place.quote.split())
    )
    at, the = (before[1], before[2] or "") if before else ("in", "")
    found = NAMED_TOWN.fullmatch(words)
    return plainly(f"{at} the {found['kind'].lower()} of {found['name']}" if found else f"{at} {the}{words}")


def when(dated: DateRange, now: date) -> str:
    """A day or stretch as a sentence has it; the year only where it is not that of the briefing."""
    words = wording.date_words(dated).removesuffix(f" {now.year}")
    if dated.start == dated.end:
        return f"on {words}"
    match dated.precision:
        case Precision.MONTH:
            return f"at some time in {words.replace(' to ', ' or ', 1)}"
        case Precision.YEAR if dated.start.year == dated.end.year:
            return f"at some time in {wording.date_words(dated)}"
        case _:
            return "between " + words.replace(" to ", " and ", 1)


def day_words(day: date, now: date) -> str:
    """A day, without the year where it is that of the briefing."""
    return wording.day_words(day).removesuffix(f" {now.year}")


def figure(count: Count) -> str:
    """A number as newspapers write it, as exact as it is: "up to 10", "at least six"; "" for no number."""
    match count.min, count.max:
        case None, None:
            return ""
        case least, None:
            return f"at least {number(least)}"
        case None, most:
            return f"up to {number(most)}"
        case least, most if least == most:
            return number(least)
        case least, most:
            return f"{number(least)} to {number(most)}"


def number(value: int | None) -> str:
    """A number in letters up to nine."""
    return f"{value:,}" if value is not None and value >= 10 else number_words(value or 0)  # noqa: PLR2004 -- as newspapers have it


def capital(words: str) -> str:
    """Words as a sentence begins."""
    quoted = words[:1] == "“"
    return f"“{words[1:2].upper()}{words[2:]}" if quoted else words[:1].upper() + words[1:]


def _shorter(words: str) -> str:
    """Words for an actor with a name in them, without the units and arms before it."""
    plain = _UNITS.sub("", " ".join(words.split())).removeprefix("the ")
    named = any(word[:1].isupper() for word in plain.split())
    return plain if named and len(plain) <= _LONGEST else ""


def _with_article(name: str, feature: Feature) -> str:
    takes = feature in {Feature.WATER, Feature.ROAD, Feature.FRONT} or _GENERIC.search(name)
    return f"the {name}" if takes and not name.startswith("the ") else name


_GROUNDS = frozenset({
    Feature.CROSSING, Feature.BASE, Feature.AIRBASE, Feature.AIRPORT, Feature.PORT, Feature.OIL_FIELD,
    Feature.GAS_FIELD, Feature.PLANT, Feature.HOSPITAL, Feature.SITE,
})  # fmt: skip
_GENERIC = re.compile(
    r" (?:house|centre|center|university|square|field|crossing|airport|airbase|base"
    r"|bridge|hospital|prison|camp"
    r"|dam|plant|port|road)$",
    re.IGNORECASE,
)
_DIVISION = re.compile(r"(?:Governorate|Province|District|County)$")
_SIDE = re.compile(r"rebel|opposition|government|regime|militia|Kurdish|jihadist|insurgent", re.IGNORECASE)
_WHOLE = {
    "rebel": "rebels", "jihadist": "jihadists", "insurgent": "insurgents", "opposition": "the opposition",
    "government": "the government",
}  # fmt: skip
_FORCES = r"(?:forces|fighters|troops|groups|factions|militants|soldiers|militias|units)"
_AREA = re.compile(
    r"(?:countryside|Administration|Desert|Valley|Plain|Heights|Coast|Strip|Triangle|Mountains|Peninsula"
    r"|Region|Steppe"
    r"|Governorate|Area|Delta|Basin|Corridor|Hills)$|^(?:North|South|East|West)\w*-?\w* (?:of|coast)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s+\([^()]*\)$")
_UNITS = re.compile(
    r"^(?:the\s+)?(?:[\w-]+\s+)?(?:warplanes|units?|fighters|members|forces|jets|aircraft|posts?"
    r"|positions|troops)"
    r"\s+of\s+(?:the\s+)?",
    re.IGNORECASE,
)
