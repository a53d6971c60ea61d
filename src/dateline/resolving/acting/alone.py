"""A noun that nothing before it explains: "the army", "rebels", "the group", "residents", "officials"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import ActorClass
from dateline.resolving.acting.answers import (
    A_PLACE,
    ANYBODY,
    WHOSE,
    of_the_same,
    registered,
    ruled,
    unresolved,
)
from dateline.resolving.acting.nouns import Sort
from dateline.resolving.acting.referring import ARMED, ARMED_GROUPS, FAR, NEAR, WATCHERS
from dateline.resolving.numbers import listed

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.domain import Acting
    from dateline.resolving.acting.context import Context
    from dateline.resolving.acting.nouns import Noun
    from dateline.resolving.acting.phrases import Phrase

# One group that is spoken of again, and the people of one.
_ONE_GROUP = listed("group organization movement faction militia gang outfit network party front brigade")
_ITS_PEOPLE = listed("force fighter unit member element cell")
_ENVOYS = listed("envoy ambassador diplomat")  # they are mostly those of another country
# The first word of a ministry or its minister, and the body that is meant.
_MINISTRIES = {
    "defense": "defence_ministry",
    "foreign": "foreign_ministry",
    "interior": "interior_ministry",
    "health": "health_ministry",
    "home": "interior_ministry",
}


def alone(phrase: Phrase, context: Context) -> Acting | None:
    """Whom a noun means by itself: by what was told before, or by where it happened."""
    if phrase.noun is None:
        return None
    named = any(unit.capital for unit in phrase.before)
    if named and phrase.noun.sort in {Sort.OFFICE, Sort.GROUP}:
        return None  # a name that is not known: "Marsh Lions brigade"
    rule = _RULES.get(phrase.noun.sort)
    found = rule(phrase.noun, phrase, context) if rule else None
    return found or context.common(phrase.noun, phrase.head) or _nobody(phrase.noun, phrase, context)


def ministry(phrase: Phrase, context: Context, country: str | None = None) -> Acting | None:
    """A ministry or its minister: by its first word and its country, or the one named before."""
    what = next((_MINISTRIES[unit.form] for unit in phrase.before if unit.form in _MINISTRIES), None)
    words = context.words(phrase.units)
    if country:
        return context.body(country, what or "government", words)
    for _, said, acting in context.told.before(phrase.head[0].span.start, FAR):
        named = f"{acting.actor.name if acting.actor else ''} {said}".lower()
        if ("ministry" in named or "department" in named) and (not what or what[:4] in named):
            return of_the_same(acting, f"{words}: {said}, named before")
    if what and context.scene.one_country:
        return context.body(context.country, what, f"{words}, where the report plays")
    return None


def coalition(phrase: Phrase, context: Context, *, led: bool = False) -> Acting:
    """A coalition: the one named before, or the one at war where it happened."""
    words = context.words(phrase.units)
    if found := context.again(words, phrase.head[0].span.start, {ActorClass.EXTERNAL_FORCES}, FAR):
        return found
    known = None if led else context.scene.register.generic("coalition", context.country, context.day)
    if known and known.actor:
        return registered(known.actor, f"{words}: at war in {context.country} is {known.actor.name}")
    return context.here(ActorClass.EXTERNAL_FORCES, words)


# ── by sort of noun ──────────────────────────────────────────────────────────────────────────────────────


def _place(_noun: Noun, _phrase: Phrase, _context: Context) -> Acting | None:
    return unresolved(A_PLACE)


def _vague(_noun: Noun, _phrase: Phrase, _context: Context) -> Acting | None:
    return unresolved(ANYBODY)


def _forces(noun: Noun, phrase: Phrase, context: Context) -> Acting | None:
    """Of a state: after "Turkish jets" Turkey's is "the army", and "jets" are whoever's flew last."""
    words, at = context.words(phrase.head), phrase.head[0].span.start
    match noun.body:
        case "armed_forces":
            found = context.again(words, at, {ActorClass.STATE_FORCES}, FAR)
        case "air_force":
            found = context.again(words, at, {ActorClass.STATE_FORCES, ActorClass.EXTERNAL_FORCES}, NEAR)
        case _:
            found = None
    if found and noun.body and found.country and found.cls is ActorClass.STATE_FORCES:
        return context.body(found.country, noun.body, found.reason)
    return found


def _rule(noun: Noun, phrase: Phrase, context: Context) -> Acting | None:
    """A ministry; or "the administration" after "the Autonomous Administration"."""
    if noun.body == "ministry":
        return ministry(phrase, context)
    words = context.words(phrase.head)
    for _, said, acting in context.told.before(phrase.head[0].span.start, FAR):
        named = acting.actor and acting.cls is ActorClass.GOVERNMENT and " " in said
        if named and words.lower().rstrip("s") in said.lower():
            return of_the_same(acting, f"{words}: {said}, named before")
    return None


def _alliance(_noun: Noun, phrase: Phrase, context: Context) -> Acting | None:
    return coalition(phrase, context) if "oalition" in context.words(phrase.head) else None


def _watch(_noun: Noun, phrase: Phrase, context: Context) -> Acting | None:
    """The monitor or charity named before, or the only one that the report names at all."""
    words = context.words(phrase.head)
    if found := context.again(words, phrase.head[0].span.start, WATCHERS, FAR):
        return found
    named = {actor for mention in context.scene.mentions for actor in mention.actors if actor.cls in WATCHERS}
    if len(named) != 1:
        return None
    actor = named.pop()
    return registered(actor, f"{words}: the report names no other than {actor.name}")


def _medium(_noun: Noun, phrase: Phrase, context: Context) -> Acting | None:
    """The medium named before, by "the agency" or "the newspaper"; "state media" are no one medium."""
    if not phrase.plain or len(phrase.head) > 1 or phrase.head[-1].form in {"media", "press"}:
        return None
    return context.again(context.words(phrase.head), phrase.head[0].span.start, {ActorClass.MEDIA}, FAR)


def _armed(_noun: Noun, phrase: Phrase, context: Context) -> Acting | None:
    """The armed group named before, by "the militia" or "the militants"."""
    words, at = context.words(phrase.head), phrase.head[0].span.start
    if phrase.plain and phrase.head[-1].form in _ONE_GROUP and not words.endswith("s"):
        return context.again(words, at, ARMED_GROUPS, FAR)
    found = context.again(words, at, ARMED_GROUPS, NEAR) if phrase.plain and phrase.definite else None
    return found if found and found.actor else None


def _group(_noun: Noun, phrase: Phrase, context: Context) -> Acting | None:
    """The armed group named before, by "the group", or whoever was, by "its fighters"."""
    words, at = context.words(phrase.head), phrase.head[0].span.start
    if phrase.plain and phrase.head[-1].form in _ONE_GROUP and not words.endswith("s"):
        return context.again(words, at, ARMED_GROUPS, FAR)
    if phrase.plain and phrase.definite and phrase.head[-1].form in _ITS_PEOPLE:
        return context.again(words, at, ARMED, NEAR)
    return None


def _post(_noun: Noun, phrase: Phrase, context: Context) -> Acting | None:
    envoy = phrase.head[-1].form in _ENVOYS
    return ruled(ActorClass.GOVERNMENT, None, context.words(phrase.head)) if envoy else None


def _office(noun: Noun, phrase: Phrase, context: Context) -> Acting | None:
    """The opposition: a party where it talks, rebels where it fights."""
    fights = noun.cls is ActorClass.PARTY and context.part.of_war
    return context.here(ActorClass.REBEL_GROUP, context.words(phrase.head)) if fights else None


_RULES: dict[Sort, Callable[[Noun, Phrase, Context], Acting | None]] = {
    Sort.PLACE: _place,
    Sort.VAGUE: _vague,
    Sort.FORCES: _forces,
    Sort.RULE: _rule,
    Sort.ALLIANCE: _alliance,
    Sort.WATCH: _watch,
    Sort.MEDIUM: _medium,
    Sort.ARMED: _armed,
    Sort.GROUP: _group,
    Sort.POST: _post,
    Sort.OFFICE: _office,
}


def _nobody(noun: Noun, phrase: Phrase, context: Context) -> Acting | None:
    nobodys = noun.sort in {Sort.GROUP, Sort.POST, Sort.HELD}
    return unresolved(f"{context.words(phrase.head)}: {WHOSE}") if nobodys else None
