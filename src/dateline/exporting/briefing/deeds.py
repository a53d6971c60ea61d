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
from dateline.exporting.briefing.nouns import actor_words, as_written
from dateline.resolving.acting.calling import is_plural, listed

if TYPE_CHECKING:
    from dateline.domain import Telling
    from dateline.exporting.briefing.accounts import Account
    from dateline.exporting.briefing.forms import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A clause, the tellings that it says, and whether it says who did it, and the place, already."""

    words: str
    says: tuple[Telling, ...]
    agent: bool = False
    placed: bool = False


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
    target = next((one for one in account.targets if not _is_place(one, account)), None)
    who = who or listed([plainly(actor_words(one, others)) for one in agents])
    whom = _target(target, others) if target else ""
    placed = bool(target and account.place and account.place.value.casefold() in whom.casefold())
    if target is None and (agents or not form.bare) and (taken := _taken(account)):
        target, whom, placed = account.place, taken, True
    explosive = _exploded(account, target) if form is FORMS[EventType.BOMBING] and not agents else None
    if explosive:
        return explosive
    if form is FORMS[EventType.CLASH] and len(agents) > 1 and not target:
        return Deed(words=f"{who} fought each other", says=agents, agent=True)
    chosen = _chosen(form, agents, target, who)
    if chosen is None:
        return None
    template, says = chosen
    was = "were" if target and _several(target, whom) else "was"
    words = template.format(a=who, t=whom, was=was)
    return Deed(words=words, says=says, agent=bool(agents), placed=placed and "{t}" in template)


def _chosen(
    form: Form, agents: tuple[Telling, ...], target: Telling | None, who: str
) -> tuple[str, tuple[Telling, ...]] | None:
    """The clause of a type for what is known, and the tellings that it says."""
    if agents and target and form.active:
        aircraft = form is FORMS[EventType.AIRSTRIKE] and _AIRCRAFT.search(who)
        return "{a} struck {t}" if aircraft else form.active, (*agents, target)
    if agents:
        return (form.alone, agents) if form.alone else None
    if target and form.passive:
        return form.passive, (target,)
    return (form.bare, ()) if form.bare else None


def noun_of(kind: EventType) -> str:
    """A type as a noun, without its article: "airstrike", "attack"."""
    form = FORMS.get(kind)
    return form.noun if form else "incident" if kind is EventType.OTHER else kind.value.replace("_", " ")


def _means(account: Account, form: Form) -> bool:
    said = " ".join([account.happened.words, *(one.words for one in account.means)])
    return bool(re.search(form.words, said, re.IGNORECASE))


def _is_place(target: Telling, account: Account) -> bool:
    """Whether what was hit is the place where it happened: that is said as the place."""
    place = account.place
    mine = target.value.casefold()
    return bool(place and any(mine in words.casefold() for words in (place.value, place.words)))


def _taken(account: Account) -> str:
    """A town that was itself what it was done to: "the army shelled Marj"."""
    placing = account.place.place if account.place else None
    known = placing and placing.precision in {PlacePrecision.EXACT, PlacePrecision.TOWN}
    fits = EventType(account.happened.value) in _DONE_TO_TOWNS
    return plainly(placing.place.name) if placing and known and fits else ""


def _target(target: Telling, others: tuple[Telling, ...]) -> str:
    actor = target.actor.actor if target.actor else None
    own = (
        actor is None or len(target.words.split()) > len(actor.name.split()) or not target.words[:1].isupper()
    )
    if not own:
        return plainly(actor_words(target, others))
    found = re.search(
        rf"(?:\b(the|an?)\s+)?{re.escape(' '.join(target.words.split()))}", " ".join(target.quote.split())
    )
    if found and found[1]:
        return plainly(found[0][0].lower() + found[0][1:])
    if target.actor and target.actor.actor:
        words = " ".join(target.words.split())
        return plainly(words if is_plural(words) or words[:1].isupper() else f"a {words}")
    return plainly(as_written(target))


def _several(target: Telling, words: str) -> bool:
    return is_plural(words) or bool(
        re.match(r"(?:\d|two|three|four|five|six|seven|several|some|many|dozens)", target.value)
    )


def _exploded(account: Account, target: Telling | None) -> Deed | None:
    """A bomb by what it was: "a car bomb exploded near the bakery of Marj"."""
    bomb = next(
        (one for one in account.means if _EXPLOSIVE.search(one.value) and not _CUT.search(one.value)), None
    )
    what, says = (plainly(as_written(bomb)), (bomb,)) if bomb else ("a bomb", ())
    if target is None:
        return Deed(words=f"{what} exploded", says=says)
    quote, words = " ".join(target.quote.split()), " ".join(target.words.split())
    before = re.search(
        rf"\b(near|at|in|inside|outside|on|by|under|beside)\s+((?:the|an?)\s+)?{re.escape(words)}\b", quote
    )
    if before is None or (target.actor and not before[2]):
        return Deed(words=f"{what} exploded", says=says)
    placed = bool(account.place and account.place.value.casefold() in words.casefold())
    return Deed(words=f"{what} exploded {plainly(before[0])}", says=(*says, target), placed=placed)


_DONE_TO_TOWNS = frozenset({
    EventType.CAPTURE, EventType.SHELLING, EventType.SIEGE, EventType.AIRSTRIKE, EventType.ASSAULT,
})  # fmt: skip
_NOT_YET = frozenset({Status.PLANNED, Status.HYPOTHETICAL})
_AIRCRAFT = re.compile(r"warplane|jet|aircraft|helicopter|plane|drone|bomber", re.IGNORECASE)
_EXPLOSIVE = re.compile(
    r"bomb|mine|ied|explosive|device|charge|grenade|vehicle|motorcycle|car\b", re.IGNORECASE
)
_CUT = re.compile(r"\b(?:on|of|in|at|by|with)$|^(?:motorcycle|car|vehicle|truck)$", re.IGNORECASE)
