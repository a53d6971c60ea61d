"""Harm: the dead, the wounded and others as each voice gives them, and how the figures differ and moved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import EventType, Fact, Stance
from dateline.exporting.briefing.citing import plainly
from dateline.exporting.briefing.nouns import actor_words, figure
from dateline.resolving.acting.calling import is_plural, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dateline.domain import Telling
    from dateline.exporting.briefing.shapes import Material
    from dateline.exporting.briefing.voices import Voice, Voices


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that a voice gives: "12 civilians". `whom` is "" where the words name no victims."""

    telling: Telling
    number: str
    whom: str

    @property
    def words(self) -> str:
        """The number with whom it counts."""
        return f"{self.number} {self.whom}" if self.whom else self.number

    @property
    def many(self) -> bool:
        """Whether it takes a verb in the plural."""
        return self.number.rsplit(" ", 1)[-1] not in {"one", "a"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """What a voice stands by in the end of one kind of harm, and the figures that it gave before."""

    voice: Voice
    figures: tuple[Figure, ...]
    before: tuple[Figure, ...] = ()

    @property
    def words(self) -> str:
        """All its figures: "eight civilians and four fighters"."""
        return listed([one.words for one in self.figures])

    @property
    def tellings(self) -> tuple[Telling, ...]:
        """What the figures rest on."""
        return tuple(one.telling for one in self.figures)

    @property
    def bare(self) -> str:
        """Its figures as a sum of the dead has them: "nine", and no longer "nine people"."""
        return self.words.removesuffix(" people").removesuffix(" persons")

    @property
    def exact(self) -> bool:
        """Whether it is a number and no bound."""
        count = self.figures[0].telling.count
        return bool(count and count.min == count.max)


def tolls_of(material: Material, fact: Fact, voices: Voices) -> list[Toll]:
    """What each voice stands by of one kind of harm, in the order in which they speak first."""
    by_voice: dict[str, list[Telling]] = {}
    for one in material.told.incident.tellings:
        if one.fact is fact and one.stance is Stance.ASSERTS:
            by_voice.setdefault(voices.of(one).key, []).append(one)
    found = [toll for told in by_voice.values() if (toll := _toll(told, voices))]
    # One victim of whom somebody tells by the way is no sum to hold others against.
    sums = [toll for toll in found if toll.figures[0].number != "at least one"]
    return sums or found


def parts_of(material: Material) -> Iterator[Telling]:
    """The tellings that give some of those counted elsewhere: "Five of the dead were children"."""
    for one in material.told.incident.tellings:
        if one.fact in _TO_PEOPLE and one.stance is Stance.ASSERTS and is_part(one):
            yield one


def is_part(telling: Telling) -> bool:
    """Whether a number is of some of the victims by the words that follow it."""
    words, quote = " ".join(telling.words.split()), " ".join(telling.quote.split())
    return bool(re.search(re.escape(words) + _OF_THEM, quote, re.IGNORECASE))


def fits(fact: Fact, kind: EventType) -> bool:
    """Whether a kind of harm can be told in our words: who is exchanged by agreement is not captured."""
    return fact is not Fact.CAPTURED or kind not in _PEACEFUL


def is_told(fact: Fact, kind: EventType) -> bool:
    """Whether a deed of this type is this harm: who is arrested need not be counted again."""
    return kind in _SAME.get(fact, ())


def done(fact: Fact, toll: Toll) -> str:
    """A toll as a clause: "six labourers were killed"."""
    first = toll.figures[0]
    whom = "" if first.whom else " people" if first.many and fact in _TO_PEOPLE else ""
    if not first.many and not first.whom:
        whom = " person"
    verb = "were" if first.many or len(toll.figures) > 1 else "was"
    return f"{toll.words}{whom} {verb} {VERBS[fact]}"


def doing(fact: Fact, toll: Toll) -> str:
    """A toll as it hangs on a clause: "killing six labourers"."""
    first = toll.figures[0]
    whom = "" if first.whom else " people" if first.many else " person"
    return f"{_DOING[fact]} {toll.words}{whom}"


VERBS = {
    Fact.KILLED: "killed",
    Fact.INJURED: "wounded",
    Fact.CAPTURED: "taken captive",
    Fact.MISSING: "missing",
    Fact.DISPLACED: "driven from their homes",
    Fact.DAMAGED: "damaged or destroyed",
}
"""What was done, as a clause has it."""

VICTIMS = {
    Fact.KILLED: "dead",
    Fact.INJURED: "wounded",
    Fact.CAPTURED: "captives",
    Fact.MISSING: "missing",
    Fact.DISPLACED: "displaced",
    Fact.DAMAGED: "damage",
}
"""Whom a kind of harm was done to, as a sum has them: "puts the dead at"."""

_DOING = {
    Fact.KILLED: "killing",
    Fact.INJURED: "wounding",
    Fact.CAPTURED: "capturing",
    Fact.DISPLACED: "driving from their homes",
    Fact.DAMAGED: "damaging or destroying",
    Fact.MISSING: "leaving missing",
}
_TO_PEOPLE = frozenset({Fact.KILLED, Fact.INJURED, Fact.CAPTURED, Fact.MISSING, Fact.DISPLACED})


def _toll(told: Sequence[Telling], voices: Voices) -> Toll | None:
    voice = voices.of(told[0])
    figures = [found for one in told if not is_part(one) and (found := _figure(one, voice))]
    if not figures:
        return None
    last = figures[-1].telling.event.report
    now = _apart([one for one in figures if one.telling.event.report == last])
    earlier = [one for one in figures if one.telling.event.report != last]
    changed = [one for one in earlier if not any(_alike(one, other) for other in now)]
    before: dict[str, Figure] = {one.words: one for one in changed if not one.whom or one.whom == now[0].whom}
    return Toll(voice=voice, figures=tuple(now), before=tuple(before.values()))


def _apart(figures: Iterable[Figure]) -> list[Figure]:
    """The first figure of a report, and those beside it for victims of another kind."""
    found: list[Figure] = []
    for one in figures:
        if not found or (one.whom and found[0].whom and all(_kinds_apart(one, other) for other in found)):
            found.append(one)
    return found


def _kinds_apart(one: Figure, other: Figure) -> bool:
    mine, theirs = one.telling, other.telling
    overlap = mine.at.start < theirs.at.end and theirs.at.start < mine.at.end
    return not overlap and one.whom != other.whom and not {"people", "others"} & {one.whom, other.whom}


def _alike(one: Figure, other: Figure) -> bool:
    return one.number == other.number


def _figure(telling: Telling, voice: Voice) -> Figure | None:
    number = figure(telling.count) if telling.count else ""
    noun = _noun(telling, voice)
    if (telling.fact is Fact.DAMAGED and not noun) or _SOMEBODYS.match(telling.words):
        return None
    if number:
        exactly_one = bool(telling.count and telling.count.min == telling.count.max == 1)
        if exactly_one and is_plural(noun):
            noun = noun.removesuffix("s") if noun.endswith("s") else ""
        if telling.count and telling.count.max == 0:
            return Figure(telling=telling, number="no", whom=noun or "people")
        return Figure(telling=telling, number=_one(telling.fact) if exactly_one else number, whom=noun)
    vague = _VAGUE.match(" ".join(telling.words.split()))
    return Figure(telling=telling, number=plainly(f"“{vague[0]}”"), whom="") if vague else None


def _one(fact: Fact) -> str:
    return "a" if fact is Fact.DAMAGED else "one"


def _noun(telling: Telling, voice: Voice) -> str:
    """Whom a figure counts, by the words behind its number: "civilians" of "12 civilians of one family"."""
    words = " ".join(telling.words.split())
    behind = _NUMBER.match(words)
    if behind is None:
        return ""
    rest = words[behind.end() :].strip()
    if ours := _OF_OURS.match(rest):
        actor = telling.actor.actor if telling.actor else None
        if actor is None:
            return ours["noun"]
        if voice.key == f"actor:{actor.id}":
            return f"of {'their' if voice.plural else 'its'} own {ours['noun']}"
        return f"{ours['noun']} of {plainly(actor_words(telling))}"
    found = _FAMILY.match(rest) or _PHRASE.match(rest)
    noun_words = found[0].strip() if found else ""
    if noun_words.lower() in {"others", "more", "other", "of", "the", "members", ""}:
        return ""
    return plainly(noun_words)


_SAME = {
    Fact.CAPTURED: frozenset({EventType.ARREST, EventType.ABDUCTION}),
    Fact.DAMAGED: frozenset({EventType.DESTRUCTION}),
}
_PEACEFUL = frozenset(
    {EventType.AGREEMENT, EventType.TALKS, EventType.SUPPORT, EventType.WITHDRAWAL, EventType.OTHER}
)
_ONES = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy"
    r"|eighty|ninety|hundred|thousand|million|dozen|an?|no|single|another"
)
_ABOUT = (
    r"at least|at most|up to|more than|fewer than|less than|over|about|around|some|nearly|almost|the|other"
    r"|as many as|not more than|no fewer than"
)
_ANY = rf"(?:\d[\d,.]*|(?:{_ONES})(?:[- ](?:{_ONES}))*)"
_NUMBER = re.compile(rf"(?:(?:{_ABOUT})\s+)*{_ANY}(?:\s+(?:to|or|and)\s+{_ANY})*(?=\s|$)", re.IGNORECASE)
_PHRASE = re.compile(
    r"(?:(?!(?:and|of|in|at|from|who|were|was|with|others|including|on|by|as|for|during|after|when|had|have)\b)"
    r"[A-Za-z’'-]+\s?){1,4}"
)
_FAMILY = re.compile(
    r"members of (?:a|one|the same|his|her|their) \w+\b"
    r"|(?:members|fighters|soldiers|men|personnel) of (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*"
)
_SOMEBODYS = re.compile(r"(?:his|her|their|its|my|our)\b", re.IGNORECASE)
_OF_OURS = re.compile(
    r"of\s+(?:its|their|his)\s+(?P<noun>members|men|fighters|soldiers|troops|personnel)",
    re.IGNORECASE,
)
_OF_THEM = (
    r"\s+of\s+(?:them|those|whom|which|these|the\s+(?:dead|wounded|victims|killed|injured|casualties))\b"
)
_VAGUE = re.compile(
    r"(?:dozens|scores|several|hundreds|thousands|many|some|a number|numerous)\b.*", re.IGNORECASE
)
