"""Voices: who says so, as a sentence names them, and through whom it reached us."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import SourceKind
from dateline.exporting.briefing.citing import plainly
from dateline.exporting.briefing.lowering import lowered
from dateline.exporting.briefing.nouns import actor_words, titled
from dateline.exporting.briefing.phrases import is_many
from dateline.resolving.acting.calling import called, is_plural

if TYPE_CHECKING:
    from dateline.domain import Origin, Telling
    from dateline.exporting.briefing.shapes import Material

_LONGEST = 60  # letters of the words for a speaker that a sentence bears


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody who says something of an incident.

    `full` is how a sentence names them first, with who passed their words on, and `name` from then on;
    `house` is the outlet that brings them, or they themselves. `body` tells what is "it" from people,
    `unnamed` those whom an outlet calls by no name of theirs. `side` is the id of the party that they are of
    or stand by, None where they stand by none.
    """

    key: str
    name: str
    full: str
    house: str
    plural: bool
    side: str | None
    body: bool = False
    unnamed: bool = False


class Voices:
    """The voices of one incident: named in full once, and by the name alone from then on."""

    def __init__(self, material: Material) -> None:
        """The voices of an incident."""
        self._tellings = material.told.incident.tellings
        self._origins = {origin.id: origin for origin in material.told.incident.origins}
        self._asides = material.asides
        self._known: dict[tuple[str, str], Voice] = {}
        self._named: set[str] = set()

    def of(self, telling: Telling) -> Voice:
        """Whose words a telling goes back to: the unnamed by their outlet and what it calls them."""
        words = self._speaker(telling) if telling.origin.startswith("report:") else ""
        key = (telling.origin, words)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._voice(telling, words)
        return found

    def name(self, voice: Voice, *, alone: bool = False) -> str:
        """The voice as a sentence names it now: "the Front (through Relay)", "the Front alone"."""
        words = voice.name if voice.key in self._named else voice.full
        self._named.add(voice.key)
        if not alone:
            return words
        return f"{voice.name} alone{words.removeprefix(voice.name)}" if "(" in words else f"{words} alone"

    def _voice(self, telling: Telling, words: str) -> Voice:
        origin = self._origins.get(telling.origin)
        through = telling.through[0] if telling.through else ""
        via = plainly(titled(through)) if through else ""
        if origin is not None and via and _PRONOUN.fullmatch(origin.name):  # "we" are those who pass it on
            return Voice(key=telling.origin, name=via, full=via, house=via, plural=is_plural(via), side=None)
        if origin is None or not origin.id.startswith("report:"):
            called_so = self._called(origin) if origin else telling.origin
            if called_so.count("“") != called_so.count("”"):
                called_so = re.sub("[“”]", "", called_so)
            name = plainly(called_so.strip('“”"‘’'))
            unlisted = origin is None or not origin.id.startswith(_NAMED)
            return Voice(
                key=telling.origin,
                name=name,
                full=f"{name} (through {via})" if via else name,
                house=name if origin and origin.kind in _OUTLETS else via or name,
                plural=is_plural(called_so) or (unlisted and bool(_PAIR.match(called_so))),
                side=side_of(origin) if origin else None,
                body=bool(origin and origin.kind in _BODIES),
            )
        if not through:  # a report by nobody named, which speaks for itself
            name = f"the report “{plainly(origin.name)}”"
            return Voice(key=origin.id, name=name, full=name, house=name, plural=False, side=None)
        who = plainly(words) if words else self._unnamed(origin)
        return Voice(
            key=f"{through}: {who}",
            name=who if words else f"the sources of {via}",
            full=f"{who} cited by {via}",
            house=via,
            plural=not words or is_plural(words) or is_many(words) or bool(_SEVERAL.search(words)),
            side=side_of(origin),
            unnamed=True,
        )

    def _called(self, origin: Origin) -> str:
        """The name of somebody, by the words of the reports where it is too long for a sentence."""
        key = origin.id.removeprefix("actor:")
        meant = [one for one in self._tellings if one.actor and one.actor.actor and one.actor.actor.id == key]
        if meant:
            return actor_words(meant[0], tuple(meant))
        return titled(origin.name) if origin.id.startswith(_NAMED) else _unlisted(origin.name)

    def _speaker(self, telling: Telling) -> str:
        """The report's words for who speaks, where they say more than "he"."""
        aside = self._asides.get(telling)
        words = " ".join(aside.speaker.split()).strip("“”\"'") if aside else ""
        if not words or len(words) > _LONGEST or _PRONOUN.fullmatch(words) or _THEIRS.match(words):
            return ""
        words = re.sub(r'"([^"]*)"', r"‘\1’", words)
        if words.count("(") != words.count(")"):
            words = words.partition(" (")[0]
        words = lowered(_OF_THEM.sub("", words))
        return _unlisted(words) if words[:1].islower() else words

    def _unnamed(self, origin: Origin) -> str:
        side = self._origins.get(f"actor:{origin.alignment}") if origin.alignment else None
        return f"unnamed sources on the side of {plainly(called(side.name))}" if side else "unnamed sources"


def _unlisted(words: str) -> str:
    """Words for a speaker whom no register knows: no article before a person's name, nor a bare account."""
    words = lowered(words)
    if _ACCOUNT.fullmatch(words):
        return f"the account {words.removeprefix('@')}"
    if _ARTICLE.match(words):
        return words
    return words if _PERSONAL.search(words) and words[:1].isupper() else called(words)


def side_of(origin: Origin) -> str | None:
    """The party that an origin is of or stands by."""
    if origin.alignment:
        return origin.alignment
    return origin.id.removeprefix("actor:") if origin.kind is SourceKind.PARTY else None


_NAMED = ("actor:", "outlet:")
_OUTLETS = frozenset({
    SourceKind.AGENCY, SourceKind.MEDIA, SourceKind.LOCAL_MEDIA, SourceKind.STATE_MEDIA, SourceKind.MONITOR,
})  # fmt: skip
_BODIES = _OUTLETS | {SourceKind.PARTY, SourceKind.ORGANISATION}
_PRONOUN = re.compile(
    r"(?:s?he|it|they|we|i|who|which|this|that|those|them|him|her|one|reports?|sources?|some|others?)",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"@\w+|(?=\w*[a-z])(?=\w*[\d_])\w+")
_PERSONAL = re.compile(r"\b(?:al|el|abu|bin|ibn|abd|um+)[ -][\w-]+$", re.IGNORECASE)
_OF_THEM = re.compile(
    r"\s+of (?:(?:one|two|three|four|some|several|both|all) of )?(?:them|whom|the (?:dead"
    r"|victims|wounded))\b.*"
)
_THEIRS = re.compile(r"(?:his|her|its|their|my|our)\b", re.IGNORECASE)
_PAIR = re.compile(r"(?:[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,2}|\w+s) and (?:the |[A-Z@]|\w+s$)")
_ARTICLE = re.compile(
    r"(?:the|an?|its|their|his|her|one|two|three|four|five|several|some|many|at least|up to|more than|no"
    r"|all|only|most"
    r"|both|multiple|various|other|another|numerous|several)\b"
)
_SEVERAL = re.compile(r"^(?:two|three|four|five|six|several|some|many|a number of)\b| and ")
