"""The answers that the rules give, each with its reason: a clause that is read behind the words it is for."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.domain import Acting, ActorClass, ResolvedBy
from dateline.resolving.acting.forms import common

if TYPE_CHECKING:
    from datetime import date

    from dateline.domain import Actor

BY_NAME = "by its name"
A_PERSON = "a person of whom no post is told"
ANYBODY = "it may be anybody"
WHOSE = "it is not told whose"
UNKNOWN = "no actor of the register bears the name"

KINDS = {
    ActorClass.STATE_FORCES: "armed forces or police of a state",
    ActorClass.REBEL_GROUP: "rebels who are not named",
    ActorClass.POLITICAL_MILITIA: "an armed group that is not named",
    ActorClass.IDENTITY_MILITIA: "armed people of a community",
    ActorClass.RIOTERS: "people who riot",
    ActorClass.PROTESTERS: "people who protest",
    ActorClass.CIVILIANS: "people without arms",
    ActorClass.EXTERNAL_FORCES: "forces from abroad that are not named",
    ActorClass.GOVERNMENT: "those who govern",
    ActorClass.PARTY: "a party or an opposition that is not named",
    ActorClass.INTERGOVERNMENTAL: "a body of several states",
    ActorClass.NGO: "an organisation that is not named",
    ActorClass.MONITOR: "a monitor that is not named",
    ActorClass.MEDIA: "media that are not named",
}
BODIES = {
    "armed_forces": "the armed forces",
    "air_force": "the air force",
    "navy": "the navy",
    "police": "the police",
    "security": "the security forces",
    "intelligence": "the intelligence service",
    "border_guard": "the border guard",
    "government": "the government",
    "defence_ministry": "the defence ministry",
    "foreign_ministry": "the foreign ministry",
    "interior_ministry": "the interior ministry",
    "health_ministry": "the health ministry",
    "parliament": "the parliament",
}


def registered(actor: Actor, reason: str) -> Acting:
    """An entry of the register is meant."""
    return Acting(by=ResolvedBy.REGISTER, reason=reason, actor=actor, cls=actor.cls, country=actor.country)


def ruled(cls: ActorClass, country: str | None, reason: str) -> Acting:
    """The words tell the class and, where it is given, the country."""
    return Acting(by=ResolvedBy.RULE, reason=reason, cls=cls, country=country)


def unresolved(reason: str) -> Acting:
    """The words mean somebody, and do not tell whom."""
    return Acting(by=ResolvedBy.UNRESOLVED, reason=reason)


# The words mean nobody: a place or a thing does not act for whoever holds it. It is not in what is returned.
THING = unresolved("a place or a thing")


def part(words: str, of: Acting) -> Acting:
    """Words for a part of somebody, who is meant: "… fighters", "positions of …"."""
    whose = f"{the(of.actor.name)}, {of.reason}" if of.actor and ": " not in of.reason else of.reason
    return replace(of, reason=f"“{words}”: {whose}")


def headed(by: str, day: date | None) -> str:
    """Why somebody's body is meant: who heads it on a day."""
    name = _POSSESSIVE.sub("", by)
    return f"{name} headed it then" if day else f"{name} has headed it"


def told(words: str, before: Acting) -> Acting:
    """Who was named before, by these words."""
    same = before.actor and common(words) == common(before.actor.name)
    return replace(before, reason="named before" if same else f"“{words}”, named before")


def clauses(*parts: str) -> str:
    """Those of the clauses that there are, as one reason."""
    return "; ".join(filter(None, parts))


def the(name: str) -> str:
    """The name with "the", where English wants one: "the Reed Front", and "Hezbollah"."""
    return f"the {name}" if _TAKES_THE.search(name) else name


_POSSESSIVE = re.compile(r"[’']s?$")
_TAKES_THE = re.compile(
    r"\b(?:Administrations?|Agency|Alliance|Army|Assembly|Battalion|Board|Brigades?|Bureau|Cabinet|Cent(?:er|re)"
    r"|Coalition|Command|Commission|Committee|Confederation|Congress|Corps|Council|Court|Cross|Crescent"
    r"|Department|Directorate|Division|Emirates|Federation|Fleet|Forces?|Front|Government|government|Group"
    r"|Guards?|House|Islands?|Kingdom|League|Legion|Liberators|Ministry|Mission|Movement|Nations|Navy|Netherlands"
    r"|Network|Observatory|Office|Organi[sz]ations?|Parliament|Party|People's|Philippines|Police|Program(?:me)?"
    r"|Republic|Resistance|Service|Society|Staff|States?|Taliban|Union|Unit|militias?|police|forces|bloggers"
    r"|media)\b"
)
