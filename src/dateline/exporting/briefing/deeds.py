"""Deeds: what happened as a clause, by type: with who did it, with what it was done to, or by itself.

A clause of ours stands only where the report's own word for it means as much ("shelled", "artillery"); where
it says something else, or nothing of ours fits the type, the report's words are quoted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import EventType, PlacePrecision, Status
from dateline.exporting.briefing.citing import plainly
from dateline.exporting.briefing.forms import FORMS
from dateline.exporting.briefing.nouns import actor_words, actors_words, as_written
from dateline.exporting.briefing.phrases import is_anaphor, is_many, phrase
from dateline.resolving.acting.calling import is_plural

if TYPE_CHECKING:
    from dateline.domain import Telling
    from dateline.exporting.briefing.accounts import Account
    from dateline.exporting.briefing.forms import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A clause, the tellings that it says, and whether it says who did it, and the place, already.

    `kills` says that its subject can be said to have killed: "an airstrike hit Marj, killing six people".
    """

    words: str
    says: tuple[Telling, ...]
    agent: bool = False
    placed: bool = False
    kills: bool = False


def deed(
    account: Account,
    *,
    with_agent: bool,
    status: Status = Status.REPORTED,
    others: tuple[Telling, ...] = (),
    who: str = "",
) -> Deed | None:
    """What an account says that happened, as a clause; None where only the report's own words will do.

    Args:
        account: What a voice says.
        with_agent: Whether to say who did it.
        status: How far the event has got: for what is only planned there is no clause.
        others: Tellings of the incident, which may have shorter words for the same actors.
        who: What to call those who did it, instead of their names.
    """
    told = account.happened.value
    form = FORMS.get(EventType(told)) if told in set(EventType) else None
    if form is None or status in _NOT_YET or not _means(account, form):
        return None
    agents = account.agents if with_agent else ()
    targets = [one for one in account.targets if not _is_place(one, account)]
    aimed = [(one, words) for one in targets if (words := _target(one, others))]
    target, whom = aimed[0] if aimed else (None, "")
    who = who or plainly(actors_words(agents, others))
    placed = bool(target and account.place and _names(whom, account.place))
    takes = agents or not form.bare or EventType(told) in _OVER_TOWNS
    if target is None and takes and (taken := _taken(account)):
        target, whom, placed = account.place, taken, True
    if form is FORMS[EventType.BOMBING] and not agents:
        return _exploded(account, target if target is not account.place else None)
    if form is FORMS[EventType.CLASH] and len(agents) > 1 and not target:
        return Deed(words=f"{who} fought each other", says=agents, agent=True)
    chosen = _chosen(form, agents, target, who, account.happened)
    if chosen is None:
        return None
    template, says = chosen
    was = "were" if target and (is_many(whom) or is_plural(whom)) else "was"
    return Deed(
        words=template.format(a=who, t=whom, was=was),
        says=says,
        agent=bool(agents),
        placed=placed and "{t}" in template,
        kills=bool(agents) or bool(form.hits and template.endswith(form.hits)) or "bomber" in template,
    )


def _chosen(
    form: Form, agents: tuple[Telling, ...], target: Telling | None, who: str, happened: Telling
) -> tuple[str, tuple[Telling, ...]] | None:
    """The clause of a type for what is known, and the tellings that it says."""
    if agents and target and form.active:
        aircraft = form is FORMS[EventType.AIRSTRIKE] and _AIRCRAFT.search(who)
        return "{a} struck {t}" if aircraft else form.active, (*agents, target)
    if agents:
        return (form.alone, agents) if form.alone else None
    strikes = _STRIKES.search(happened.words) if form.hits else None
    if target and form.hits and strikes:
        article = "an " if form.noun[0] in "aeiou" else "a "
        noun = f"{form.noun}s" if strikes[1] else f"{article}{form.noun}"
        return f"{noun} {form.hits}", (target,)
    if target and form.passive:
        return form.passive, (target,)
    if strikes and strikes[1]:
        return f"there were {form.noun}s", ()
    return (form.bare, ()) if form.bare else None


def noun_of(kind: EventType) -> str:
    """A type as a noun, without its article: "airstrike", "attack"."""
    form = FORMS.get(kind)
    return form.noun if form else "incident" if kind is EventType.OTHER else kind.value.replace("_", " ")


def a_noun(kind: EventType) -> str:
    """A type as a noun with its article: "an airstrike", "shelling"."""
    noun = noun_of(kind)
    return noun if noun in _WITHOUT_ARTICLE else f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _means(account: Account, form: Form) -> bool:
    said = " ".join([account.happened.words, *(one.words for one in account.means)])
    return bool(re.search(form.words, said, re.IGNORECASE))


def _is_place(target: Telling, account: Account) -> bool:
    """Whether what was hit is the place where it happened, or words that point back to one."""
    place = account.place
    mine = target.value.casefold()
    if is_anaphor(target.words):
        return True
    return bool(place and any(mine in words.casefold() for words in (place.value, place.words)))


def _names(words: str, place: Telling) -> bool:
    return any(one.casefold() in words.casefold() for one in (place.value, place.words) if one)


def _taken(account: Account) -> str:
    """A town that was itself what it was done to: "the army shelled Marj"."""
    placing = account.place.place if account.place else None
    known = placing and placing.precision in {PlacePrecision.EXACT, PlacePrecision.TOWN}
    fits = EventType(account.happened.value) in _DONE_TO_TOWNS
    return plainly(placing.place.name) if placing and known and fits else ""


def _target(target: Telling, others: tuple[Telling, ...]) -> str:
    """What it was done to, as a clause has it; "" where the report's words make no phrase."""
    actor = target.actor.actor if target.actor else None
    own = (
        actor is None or len(target.words.split()) > len(actor.name.split()) or not target.words[:1].isupper()
    )
    return phrase(target.words, target.quote) if own else plainly(actor_words(target, others))


def _exploded(account: Account, target: Telling | None) -> Deed:
    """A bomb by what it was: "a car bomb exploded near the bakery of Marj"."""
    bomb = next(
        (one for one in account.means if _EXPLOSIVE.search(one.value) and not _CUT.search(one.value)), None
    )
    what, says = (plainly(as_written(bomb)), (bomb,)) if bomb else ("a bomb", ())
    if target is None:
        return Deed(words=f"{what} exploded", says=says, kills=True)
    quote, words = " ".join(target.quote.split()), " ".join(target.words.split())
    before = re.search(
        rf"\b(near|at|in|inside|outside|on|by|under|beside)\s+((?:the|an?)\s+)?{re.escape(words)}\b", quote
    )
    if before is None or (target.actor and not before[2]):
        return Deed(words=f"{what} exploded", says=says, kills=True)
    placed = bool(account.place and account.place.value.casefold() in words.casefold())
    where = f"{what} exploded {plainly(before[0])}"
    return Deed(words=where, says=(*says, target), placed=placed, kills=True)


_WITHOUT_ARTICLE = frozenset({"fighting", "arrests", "deaths", "talks", "support", "pressure", "shelling"})
_DONE_TO_TOWNS = frozenset({
    EventType.CAPTURE, EventType.SHELLING, EventType.SIEGE, EventType.AIRSTRIKE, EventType.ASSAULT,
})  # fmt: skip
_OVER_TOWNS = frozenset({EventType.SHELLING, EventType.AIRSTRIKE})  # "in Marj" is as good as "of Marj"
_NOT_YET = frozenset({Status.PLANNED, Status.HYPOTHETICAL})
_STRIKES = re.compile(r"(?:strike|raid|bombing|bombardment|attack)(s)?$", re.IGNORECASE)
_AIRCRAFT = re.compile(r"warplane|jet|aircraft|helicopter|plane|drone|bomber", re.IGNORECASE)
_EXPLOSIVE = re.compile(
    r"bomb|mine|ied|explosive|device|charge|grenade|vehicle|motorcycle|car\b", re.IGNORECASE
)
_CUT = re.compile(r"\b(?:on|of|in|at|by|with)$|^(?:motorcycle|car|vehicle|truck)$", re.IGNORECASE)
