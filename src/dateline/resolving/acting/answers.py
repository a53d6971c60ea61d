"""The answers that the rules give, each with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import Acting, ActorClass, ResolvedBy

if TYPE_CHECKING:
    from dateline.domain import Actor

A_PLACE = "a place or a thing, which acts for nobody by itself"
A_PERSON = "a person of whom the report tells no post"
ANYBODY = "words for whoever it may be"
WHOSE = "nobody in the report is named whose they could be"
UNKNOWN = "no entry of the register bears the name, and no rule fits the words"

_CLASSES = {
    ActorClass.STATE_FORCES: "armed forces or police of a state",
    ActorClass.REBEL_GROUP: "rebels",
    ActorClass.POLITICAL_MILITIA: "an armed group that is named no further",
    ActorClass.IDENTITY_MILITIA: "armed people of one community",
    ActorClass.RIOTERS: "rioters",
    ActorClass.PROTESTERS: "protesters",
    ActorClass.CIVILIANS: "people without arms",
    ActorClass.EXTERNAL_FORCES: "forces from abroad",
    ActorClass.GOVERNMENT: "those who govern",
    ActorClass.PARTY: "a party",
    ActorClass.INTERGOVERNMENTAL: "a body of several states",
    ActorClass.NGO: "an organisation of aid",
    ActorClass.MONITOR: "a monitor",
    ActorClass.MEDIA: "media",
}


def registered(actor: Actor, reason: str) -> Acting:
    """An entry of the register is meant."""
    return Acting(by=ResolvedBy.REGISTER, reason=reason, actor=actor, cls=actor.cls, country=actor.country)


def ruled(cls: ActorClass, country: str | None, reason: str) -> Acting:
    """The words alone tell the class and, where given, the country."""
    said = f"{reason}: {_CLASSES[cls]}" + (f", {country}" if country else "")
    return Acting(by=ResolvedBy.RULE, reason=said, cls=cls, country=country)


def unresolved(reason: str) -> Acting:
    """The words resolve to nobody."""
    return Acting(by=ResolvedBy.UNRESOLVED, reason=reason)


def of_the_same(acting: Acting, reason: str) -> Acting:
    """The same answer for another reason."""
    return Acting(by=acting.by, reason=reason, actor=acting.actor, cls=acting.cls, country=acting.country)
