"""Who was harmed and how many were killed, as formats ask for it: by side, and as low, best and high."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from dateline.domain import ActorClass, Count, Effect, EventType
from dateline.exporting.telling import Sentences, words_of
from dateline.resolving.tolls import toll

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.domain import Acting, Harm, Span
    from dateline.exporting.happening import Happening


class Whom(StrEnum):
    """Whose losses they are."""

    AGENT = "agent"
    TARGET = "target"
    CIVILIANS = "civilians"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A number of dead as a range with a best guess.

    `counted` is False where the words tell of dead without a least number ("up to 10", "several").
    """

    low: int = 0
    best: int = 0
    high: int = 0
    counted: bool = True


UNARMED = frozenset({
    ActorClass.CIVILIANS, ActorClass.PROTESTERS, ActorClass.NGO, ActorClass.MONITOR, ActorClass.MEDIA,
    ActorClass.PARTY,
})  # fmt: skip


def killed(
    happening: Happening, *, only: Whom | None = None, vague: Mapping[str, int] | None = None
) -> Estimate:
    """How many were killed: all, or those on one side alone.

    Where the words give a range, its low end is the best guess, as the formats ask for conservative numbers.
    Where they give no more than a high end, or no number at all, at least one was killed: else nobody would
    say so. `vague` gives the least numbers that a format takes for words of its own choice: {"dozens": 12}.
    All of an incident are as many as its origins stand by; those of a side are its main event's.
    """
    if happening.dead is not None and only is None:
        return happening.dead
    harm = tuple(
        one
        for one in happening.event.harm
        if one.effect is Effect.KILLED and (only is None or whose(one, happening) is only)
    )
    return _estimate(count_of(Effect.KILLED, happening, harm, vague)) if harm else Estimate()


def count_of(
    effect: Effect,
    happening: Happening,
    harm: tuple[Harm, ...] | None = None,
    vague: Mapping[str, int] | None = None,
) -> Count:
    """The count of one kind of harm, over all of an event's harm or some, with numbers as they are written.

    "More than 70" is 70 here, though it means 71 or more: nobody would write 71 for it.
    """
    if harm is None and effect in happening.counts:
        return happening.counts[effect]
    text = happening.coding.report.text
    told = (_as_written(one, text, vague or {}) for one in (happening.event.harm if harm is None else harm))
    return toll(effect, [replace(happening.event, harm=tuple(told))], text).count


def over_a_longer_time(happening: Happening) -> bool:
    """Whether the dead of an event that has a day are told as the sum of a longer time.

    "Since March, 300 people have been killed in strikes on the town" tells of no day's 300, whatever the day
    is that the strikes are given.
    """
    dated = happening.event.date
    if dated is None or (dated.end - dated.start).days >= _DAY_AND_NIGHT:
        return False
    sentences = Sentences(happening.coding.report.text)
    dead = [one for one in happening.event.harm if one.effect is Effect.KILLED]
    return any(_SUMMED.search(sentences.around(one.quantity)) for one in dead)


def whose(harm: Harm, happening: Happening) -> Whom:
    """Whose loss a harm is: by what its victims resolve to, the side whose words they are, or their noun.

    "People" are civilians, but not where fighters or soldiers are among the targets.
    """
    victims = harm.victims or harm.quantity
    words = words_of(victims, happening.coding.report.text)
    if _ANYBODY.search(words) and any(_is_armed(side.acting) for side in happening.targets):
        own = (happening.coding.actors.get(span) for span in happening.event.targets if victims.overlap(span))
        return Whom.TARGET if any(acting and _is_armed(acting) for acting in own) else Whom.UNKNOWN
    return _by_actor(victims, happening) or _by_words(victims, words, happening)


def civilians_hit(happening: Happening) -> bool:
    """Whether civilians are the only target, or the only victims where no target is known to be an actor."""
    if known := [side for side in happening.targets if side.cls is not None]:
        return all(side.cls in UNARMED for side in known)
    to_people = [one for one in happening.event.harm if one.effect in _TO_PEOPLE]
    return bool(to_people) and all(whose(one, happening) is Whom.CIVILIANS for one in to_people)


def _is_armed(acting: Acting) -> bool:
    cls = acting.actor.cls if acting.actor else acting.cls
    return cls is not None and cls not in UNARMED


def _by_actor(victims: Span, happening: Happening) -> Whom | None:
    """By what the victims resolve to: the unarmed, or the actor of a side."""
    acting = happening.coding.actors.get(victims)
    actor = acting.actor if acting else None
    if (actor.cls if actor else acting.cls if acting else None) in UNARMED:
        return Whom.CIVILIANS
    if actor is not None:
        for whom, sides in ((Whom.AGENT, happening.agents), (Whom.TARGET, happening.targets)):
            if any(side.acting.actor is not None and side.acting.actor.id == actor.id for side in sides):
                return whom
    return None


def _by_words(victims: Span, words: str, happening: Happening) -> Whom:
    if _CIVILIANS.search(words):
        return Whom.CIVILIANS
    if any(victims.overlap(span) for span in happening.event.targets):
        return Whom.CIVILIANS if all(side.cls in UNARMED for side in happening.targets) else Whom.TARGET
    if any(victims.overlap(span) for span in happening.event.agents):
        return Whom.AGENT
    return _by_arms(words, happening)


def _by_arms(words: str, happening: Happening) -> Whom:
    """Soldiers are of the side of a state where the other is none; fighters the other way about."""
    states = [any(side.cls in _STATES for side in sides) for sides in (happening.agents, happening.targets)]
    if states[0] != states[1]:
        if _SOLDIERS.search(words):
            return Whom.AGENT if states[0] else Whom.TARGET
        if _FIGHTERS.search(words):
            return Whom.TARGET if states[0] else Whom.AGENT
    armed = bool(_SOLDIERS.search(words) or _FIGHTERS.search(words))
    if armed and happening.event.type in _FROM_AFAR and happening.targets:
        return Whom.TARGET
    return Whom.UNKNOWN


def _as_written(harm: Harm, text: str, vague: Mapping[str, int]) -> Harm:
    words, count = harm.quantity.of(text).casefold(), harm.count
    lead = text[max(harm.quantity.start - _BEFORE, 0) : harm.quantity.end].casefold()
    for word, number in vague.items():
        if count.min is not None and re.search(rf"\b{word}\b", words) and not re.search(r"\d", words):
            return replace(harm, count=Count(min=number, max=count.max))
    if count.min and count.max is None and _ABOVE.search(lead):
        return replace(harm, count=Count(min=count.min - 1))
    return harm


def _estimate(count: Count) -> Estimate:
    if count.min is None and count.max == 0:
        return Estimate()
    low = 1 if count.min is None else count.min
    high = low if count.max is None else count.max
    return Estimate(low=low, best=low, high=high, counted=count.min is not None)


_DAY_AND_NIGHT = 2
_TO_PEOPLE = frozenset(Effect) - {Effect.DAMAGED}
_STATES = frozenset({ActorClass.STATE_FORCES, ActorClass.EXTERNAL_FORCES, ActorClass.GOVERNMENT})
_FROM_AFAR = frozenset({
    EventType.AIRSTRIKE, EventType.DRONE_STRIKE, EventType.SHELLING, EventType.BOMBING,
    EventType.CHEMICAL_ATTACK,
})  # fmt: skip
_BEFORE = len("in excess of ")  # letters in which a qualifier still belongs to a number
_ABOVE = re.compile(
    r"\b(?:more than|over|above|upwards? of|exceed(?:ing|ed)|in excess of|greater than)"
    r"\s+(?:an?\s+)?[\w,-]+(?:\s\w+){0,2}$"
)
# The dead that have fallen since a day or over weeks; what has just been killed is told of without either.
_HAVE_FALLEN = r"\b(?:has|have|had)\b[^.;,]*\b(?:killed|died|dead|slain|claimed|cost|reached|risen|lost)\b"
_LONG = (
    r"\b(?:since|(?:in|over|during) the (?:past|last) (?:\w+[ -])?(?:days|weeks|months|years?)"
    r"|this (?:week|month|year)|over the course of)\b"
)
_SUMMED = re.compile(rf"{_HAVE_FALLEN}[^.;,]*{_LONG}|{_LONG}[^.;]*{_HAVE_FALLEN}", re.IGNORECASE)
_ANYBODY = re.compile(
    r"^(?:[\W\d]+|\b(?:the|an?|other|another|further|at least|some|about|around|all|of|dozens?|hundreds?"
    r"|scores|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)*"
    r"\b(?:people|persons?|m[ae]n|others?|individuals?|victims?|bodies|lives|casualties|dead|killed)\W*$",
    re.IGNORECASE,
)
_CIVILIANS = re.compile(
    r"\b(?:civilians?|child(?:ren)?|wom[ae]n|girls?|boys?|infants?|bab(?:y|ies)|famil(?:y|ies)|residents?"
    r"|villagers?|inhabitants?|refugees?|displaced|patients?|journalists?|reporters?|medics?|paramedics?"
    r"|doctors?|nurses?|(?:aid|rescue) workers?|students?|pupils?|teachers?|farmers?|shepherds?|worshippers?"
    r"|shoppers?|passengers?|mourners?|protesters?|demonstrators?|bystanders?)\b",
    re.IGNORECASE,
)
_SOLDIERS = re.compile(
    r"\b(?:soldiers?|troops?|servicem[ae]n|polic(?:e|em[ae]n)|officers?|conscripts?|army|guards?men)\b",
    re.IGNORECASE,
)
_FIGHTERS = re.compile(
    r"\b(?:fighters?|militants?|rebels?|gunm[ae]n|insurgents?|terrorists?|jihadis?(?:ts?)?|militiam[ae]n"
    r"|guerrillas?)\b",
    re.IGNORECASE,
)
