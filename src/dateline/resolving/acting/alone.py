"""A noun that nothing before it explains: "the army", "rebels", "the group", "residents", "officials"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import ActorClass
from dateline.resolving.acting.answers import (
    ANYBODY,
    KINDS,
    THING,
    UNKNOWN,
    WHOSE,
    registered,
    ruled,
    told,
    unresolved,
)
from dateline.resolving.acting.forms import common
from dateline.resolving.acting.modifiers import STATE_WORDS
from dateline.resolving.acting.nouns import NOUNS, REGULAR, Sort
from dateline.resolving.acting.referring import ARMED, ARMED_GROUPS, FAR, LABELS, NEAR, WATCHERS
from dateline.resolving.numbers import listed
from dateline.resolving.ports import Whence

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.domain import Acting
    from dateline.resolving.acting.context import Context
    from dateline.resolving.acting.nouns import Noun
    from dateline.resolving.acting.phrases import Phrase, Unit

# One group that is spoken of again, and the people of one.
_ONE_GROUP = listed("group organization movement faction militia gang outfit network party front brigade")
_ITS_PEOPLE = listed("force fighter unit member element cell")
_CREEDS = listed("islamic sunni shia shiite muslim armed banned outlawed notorious hardline radical")
_UNITS = listed("army battalion division regiment")  # of a state, unless they bear a name: "Marsh Division"
_NAMED_AFTER = _UNITS | listed("brigade corps front guard legion")  # "Army of the Marsh"
_ORDINALS = listed("first second third fourth fifth sixth seventh eighth ninth tenth")
_OF_A_STATE = listed("national arab")  # most states call their own army so
_ENVOYS = listed("envoy ambassador diplomat")  # they are mostly those of another country
_HEARD = frozenset({ActorClass.MONITOR, ActorClass.NGO, ActorClass.MEDIA})
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
    if _is_a_name(phrase.noun, phrase, context):
        return None
    if found := _whole_name(phrase.noun, phrase, context) or _others(phrase.noun, phrase):
        return found
    rule = _RULES.get(phrase.noun.sort)
    found = rule(phrase.noun, phrase, context) if rule else None
    return found or context.common(phrase.noun, phrase.head) or _nobody(phrase.noun)


def ministry(phrase: Phrase, context: Context, country: str | None = None) -> Acting | None:
    """A ministry or its minister: by its first word and its country, or the one named before."""
    what = next((_MINISTRIES[unit.form] for unit in phrase.before if unit.form in _MINISTRIES), None)
    if country:
        return context.body(country, what or "government")
    for _, said, acting in context.told.before(phrase.head[0].span.start, FAR):
        named = f"{acting.actor.name if acting.actor else ''} {said}".lower()
        if ("ministry" in named or "department" in named) and (not what or what[:4] in named):
            return told(said, acting)
    if what and context.scene.countries.sure:
        return context.body_here(what, context.words(phrase.units))
    return None


def coalition(phrase: Phrase, context: Context, *, led: bool = False) -> Acting:
    """A coalition: the one named before, or the one at war where it happened."""
    at = phrase.head[0].span.start
    for _, said, acting in context.told.before(at, at):
        # "The Coalition" after "the Syrian National Coalition" is that one, and no force from abroad.
        allied = acting.cls is ActorClass.EXTERNAL_FORCES or common(said).endswith("coalition")
        if acting.actor and allied and not led:
            return told(said, acting)
    known = None if led else context.scene.register.generic("coalition", context.country, context.day)
    if known and known.actor:
        return registered(known.actor, f"at war in {context.land(context.country)}")
    return context.here(ActorClass.EXTERNAL_FORCES)


def _is_a_name(noun: Noun, phrase: Phrase, context: Context) -> bool:
    """Whether words are a name that is not known: "Marsh Lions brigade", "Army of the Marsh"."""
    head = phrase.head[-1]
    if head.capital and head.form in _NAMED_AFTER and phrase.plain and phrase.link == "of" and phrase.rest:
        return phrase.rest[0].capital
    strange = [unit for unit in phrase.before if unit.capital and unit.form not in _CREEDS | LABELS]
    if phrase.head[0].form in _UNITS and len(phrase.head) == 1:
        if any(unit.form[0].isdigit() or unit.form in REGULAR | _ORDINALS for unit in phrase.before):
            return False
        own = [unit for unit in strange if unit.form not in _OF_A_STATE]
        return any(head.capital or not _opens(unit, context) for unit in own)
    in_capitals = head.capital and noun.sort is Sort.MEDIUM
    return bool(strange) and (in_capitals or noun.sort in {Sort.OFFICE, Sort.GROUP})


def _opens(unit: Unit, context: Context) -> bool:
    """Whether a word opens a sentence, where any word has a capital."""
    before = context.scene.text[: unit.span.start].rstrip(" \"“'‘(")
    return not before or before[-1] in ".!?:\n"


def _whole_name(noun: Noun, phrase: Phrase, context: Context) -> Acting | None:
    """Who was named before by a name that ends so: "the Council" after "the Security Council"."""
    name = all(unit.capital for unit in phrase.head) or noun.sort in {Sort.OFFICE, Sort.RULE}
    if not (phrase.plain and phrase.definite and name):
        return None
    at = phrase.head[0].span.start
    words = f" {context.words(phrase.head).lower()}"
    classes = {noun.cls} if noun.sort is Sort.RULE else ActorClass
    before = ((said, acting) for _, said, acting in context.told.before(at, at) if acting.actor)
    found = next((one for one in before if one[1].cls in classes and words in one[0].lower()), None)
    return told(*found) if found else None


def _others(noun: Noun, phrase: Phrase) -> Acting | None:
    """None of those that were named: "other monitors"."""
    others = any(unit.form in {"other", "another"} for unit in phrase.leads)
    return ruled(noun.cls, None, KINDS[noun.cls]) if others and noun.cls in _HEARD else None


# ── by sort of noun ──────────────────────────────────────────────────────────────────────────────────────


def _thing(_noun: Noun, phrase: Phrase, context: Context) -> Acting | None:
    """No actor, unless it bears a name and is told of as one: "the Assyrian Church", "the House"."""
    named = phrase.head[-1].capital and not context.part.of_war and context.part.acts
    return unresolved(UNKNOWN) if named else THING


def _vague(_noun: Noun, _phrase: Phrase, _context: Context) -> Acting | None:
    return unresolved(ANYBODY)


def _forces(noun: Noun, phrase: Phrase, context: Context) -> Acting | None:
    """Of a state: after "Turkish jets" Turkey's is "the army", and "jets" are whoever's flew last."""
    if any(unit.form in STATE_WORDS for unit in phrase.head):
        return context.of_its_state(noun.body or "armed_forces", context.words(phrase.head))
    at = phrase.head[0].span.start
    match noun.body:
        case "armed_forces":
            found = context.again(at, {ActorClass.STATE_FORCES}, FAR)
        case "air_force":
            found = context.flown(at, NEAR)
        case _:
            found = None
    elsewhere = found is not None and found.country != context.country
    if found is None or (elsewhere and noun.whence is not Whence.SAID and not phrase.definite):
        return None  # "troops" of a land that was told of before are "the troops"
    if noun.body and found.country and found.cls is ActorClass.STATE_FORCES:
        return context.body(found.country, noun.body, found.reason)
    return found


def _rule(noun: Noun, phrase: Phrase, context: Context) -> Acting | None:
    """A ministry, or the administration of a town or a camp."""
    if noun.body == "ministry":
        return ministry(phrase, context)
    if phrase.head[-1].form == "state" and context.words(phrase.head).endswith("s"):
        return unresolved(ANYBODY)
    ground = context.scene.noun(phrase.before[-1].form) if phrase.before else None
    if ground and ground.sort in {Sort.THING, Sort.HELD}:  # "the camp administration"
        return context.here(ActorClass.GOVERNMENT)
    return None


def _alliance(_noun: Noun, phrase: Phrase, context: Context) -> Acting | None:
    return coalition(phrase, context) if "oalition" in context.words(phrase.head) else None


def _watch(noun: Noun, phrase: Phrase, context: Context) -> Acting | None:
    """The monitor or charity named before, or the only one that the report names at all."""
    if len(phrase.head) > 1 and all(unit.capital for unit in phrase.head):
        return None  # the Red Crescent
    if noun.cls is ActorClass.NGO and context.words(phrase.head).endswith("s"):
        return None  # "rights groups" are any
    at = phrase.head[0].span.start
    watchers = [one for one in context.told.before(at, at) if one[2].actor and one[2].cls in WATCHERS]
    same = (one for one in watchers if one[2].actor and phrase.head[-1].form in common(one[2].actor.name))
    near = [one for one in watchers if at - one[0] <= FAR]
    alike = (one for one in near if one[2].cls is noun.cls)
    if found := next(same, next(alike, next(iter(near), None))):
        return told(*found[1:])
    named = {actor for mention in context.scene.mentions for actor in mention.actors if actor.cls in WATCHERS}
    return registered(named.pop(), "the report names no other") if len(named) == 1 else None


def _medium(_noun: Noun, phrase: Phrase, context: Context) -> Acting | None:
    """The medium named before, by "the agency" or "the newspaper"; "state media" are no one medium."""
    if not phrase.plain or len(phrase.head) > 1 or phrase.head[-1].form in {"media", "press"}:
        return None
    return context.again(phrase.head[0].span.start, {ActorClass.MEDIA}, FAR)


def _armed(_noun: Noun, phrase: Phrase, context: Context) -> Acting | None:
    """The armed group named before, by "the militia", "the militants" or "the terrorist group"."""
    if not phrase.definite or not all(unit.form in LABELS | _CREEDS for unit in phrase.before):
        return None
    if phrase.head[-1].form in _ONE_GROUP and context.words(phrase.head).endswith("s"):
        return None  # "the terrorist groups" are several
    at, against = phrase.head[0].span.start, context.part.against
    label = next((unit.form for unit in phrase.units if unit.form in LABELS), None)
    if label:
        found = context.told.called(label, at, against)
        return told(*found) if found else None
    return the_group(phrase, context)


def _group(_noun: Noun, phrase: Phrase, context: Context) -> Acting | None:
    """The armed group named before, by "the group", or whoever was, by "its fighters"."""
    if not phrase.definite or not all(unit.form in LABELS | _CREEDS for unit in phrase.before):
        return None
    if found := the_group(phrase, context):
        return found
    if phrase.plain and phrase.head[-1].form in _ITS_PEOPLE:
        return context.again(phrase.head[0].span.start, ARMED, NEAR)
    return None


def the_group(phrase: Phrase, context: Context) -> Acting | None:
    """The armed group named before, by a word for one group."""
    last = context.scene.last_word(phrase.head[-1])
    one = last.form in _ONE_GROUP and not context.words(phrase.head).endswith("s")
    return context.again(phrase.head[0].span.start, ARMED_GROUPS, FAR) if one else None


def _post(_noun: Noun, phrase: Phrase, _context: Context) -> Acting | None:
    if phrase.head[-1].form in _ENVOYS:
        return ruled(ActorClass.GOVERNMENT, None, "those who govern; it is not told in which country")
    return None


def _office(noun: Noun, phrase: Phrase, context: Context) -> Acting | None:
    """The opposition: a party where it talks, rebels where it fights; "committees" are anybody's."""
    if noun.cls is ActorClass.PARTY and context.part.of_war:
        return context.here(ActorClass.REBEL_GROUP)
    vague = noun.cls is ActorClass.GOVERNMENT and len(phrase.head) == 1 and phrase.head[0].form in NOUNS
    return unresolved(WHOSE) if vague and phrase.plain and not phrase.definite else None


_RULES: dict[Sort, Callable[[Noun, Phrase, Context], Acting | None]] = {
    Sort.THING: _thing,
    Sort.HELD: _thing,
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


def _nobody(noun: Noun) -> Acting | None:
    return unresolved(WHOSE) if noun.sort in {Sort.GROUP, Sort.POST} else None
