"""Nouns: actors, targets, places, days and numbers as a sentence has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.domain import Feature, PlacePrecision, Precision
from dateline.exporting import wording
from dateline.exporting.meaning import country_name
from dateline.resolving.acting.calling import called, is_plural, number_words

if TYPE_CHECKING:
    from datetime import date

    from dateline.domain import Count, DateRange, Placing, Telling

_LONGEST = 40  # letters of a name that a sentence bears; for longer ones the report's own shorter words do


def actor_words(telling: Telling, others: tuple[Telling, ...] = ()) -> str:
    """An actor by its name; by the reports' shorter words where that is too long, or where it has none.

    `others` are tellings that may have such words for the same actor.
    """
    actor = telling.actor.actor if telling.actor else None
    if actor is None:
        return as_written(telling)
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


def as_written(telling: Telling) -> str:
    """A report's words for something, with the article that they have there."""
    words = " ".join(telling.value.split()).strip("“”\"'‘’")
    quote = " ".join(telling.quote.split())
    before = re.search(rf"([\w’'-]+)\s+{re.escape(words)}\b", quote)
    opens = quote.lstrip("“\"'‘").startswith(words)
    if opens and _COMMON.match(words):
        words = words[0].lower() + words[1:]
    article = before[1].lower() if before else ""
    if article in {"the", "a", "an", "its", "their", "his", "her", "this", "another"}:
        return f"{'the' if article == 'this' else article} {words}"
    if words[:1].isupper() or words[:1].isdigit() or is_plural(words) or _COUNTED.match(words):
        return words
    return f"{'an' if words[:1].lower() in 'aeiou' else 'a'} {words}"


def where(placing: Placing, heading: str = "") -> str:
    """A place as a sentence has it, no more exact than it is known: "near Hajin", "in the province of Homs".

    `heading` is the land or province that the section is of, which need not be said again.
    """
    place = placing.place
    match placing.precision, place.feature:
        case PlacePrecision.COUNTRY, _:
            return f"in {country_name(place.country) or place.name}, at a place not given"
        case PlacePrecision.NEAR, _:
            found = f"near {_with_article(place.name, place.feature)}"
        case _, Feature.ADMIN1:
            return f"in the province of {place.name}"
        case _, Feature.ADMIN2 | Feature.ADMIN3:
            found = f"in the district of {place.name}"
        case _, Feature.REGION | Feature.LAND:
            return f"in the area of {place.name}"
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


def when(dated: DateRange, now: date) -> str:
    """A day or stretch as a sentence has it; the year only where it is not that of the briefing."""
    words = wording.date_words(dated).removesuffix(f" {now.year}")
    if dated.start == dated.end:
        return f"on {words}"
    match dated.precision:
        case Precision.MONTH:
            return f"on an unknown day in {words}"
        case Precision.YEAR if dated.start.year == dated.end.year:
            return f"at an unknown time in {wording.date_words(dated)}"
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
    return words[:1].upper() + words[1:]


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
    r" (?:field|crossing|airport|airbase|base|bridge|hospital|prison|camp|dam|plant|port|road)$",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s+\([^()]*\)$")
_UNITS = re.compile(
    r"^(?:the\s+)?(?:[\w-]+\s+)?(?:warplanes|units?|fighters|members|forces|jets|aircraft|posts?|positions|troops)"
    r"\s+of\s+(?:the\s+)?",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:two|three|four|five|six|seven|eight|nine|ten|several|some|many|dozens|hundreds|scores)\b",
    re.IGNORECASE,
)
_COMMON = re.compile(
    r"(?:Government|State|Army|Rebels?|Militants?|Fighters?|Gunm[ae]n|Armed|Unknown|Unidentified|Warplanes?|Aircraft|Jets?"
    r"|Helicopters?|Drones?|Soldiers?|Troops|Forces|Security|Police|Opposition|Regime|Local|Residents?|Civilians?"
    r"|Protesters?|People|Militia\w*|Insurgents?|Shells?|Rockets?|Artillery|Mortars?|Missiles?|Attackers?|Units?|Members?"
    r"|Famil(?:y|ies)|Dozens|Hundreds|Several|Some|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|An?|The|At|Up|More"
    r"|Special|Border|Allied|Pro-|Anti-|Naval|Air|Ground|Tribal|Jihadists?|Islamists?|Witness(?:es)?|Activists?"
    r"|Officials?|Sources?|Medics?|Military|Medical|Another|Other|No|Numerous|Many|One|Relatives?|Villagers?|Doctors?)"
    r"(?:\b|(?<=-))"
)


def lowered(words: str) -> str:
    """Words that open a sentence in their report, as they stand within one."""
    return words[0].lower() + words[1:] if _COMMON.match(words) else words
