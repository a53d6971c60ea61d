"""Actors, and what words in a report that name one, or who speaks, resolve to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ActorClass(StrEnum):
    """What kind of actor it is. The first eight are ACLED's inter codes 1 to 8, in their order."""

    STATE_FORCES = "state_forces"
    REBEL_GROUP = "rebel_group"
    POLITICAL_MILITIA = "political_militia"
    IDENTITY_MILITIA = "identity_militia"
    RIOTERS = "rioters"
    PROTESTERS = "protesters"
    CIVILIANS = "civilians"
    EXTERNAL_FORCES = "external_forces"  # forces abroad, peacekeepers, coalitions, private security
    # What ACLED does not count as an armed or organised actor:
    GOVERNMENT = "government"  # a state, its head, a ministry
    PARTY = "party"  # a political party or opposition body without arms
    INTERGOVERNMENTAL = "intergovernmental"  # the UN and its bodies, the EU, the Arab League
    NGO = "ngo"
    MONITOR = "monitor"  # documents the war: SOHR, SNHR, Airwars
    MEDIA = "media"


class ResolvedBy(StrEnum):
    """What resolved an actor: an entry of the register, a rule about its words, or nothing."""

    REGISTER = "register"
    RULE = "rule"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An actor of the register.

    `id` is its key in the register ("sdf"). `sector` is PLOVER's code (GOV, MIL, REB, ...). `country` is an
    ISO 3166-1 alpha-2 code, None for one of no single country. `parent` and `alignment` are ids of other
    actors, as they held on the day asked for; `wikidata` is a Q number.
    """

    id: str
    name: str
    cls: ActorClass
    sector: str
    country: str | None = None
    parent: str | None = None
    alignment: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """What words that name an actor resolve to.

    `actor` is None where no entry is meant: then `cls` and `country` are what the words alone tell ("rebels",
    "Syrian civilians"), and both None where they tell nothing (`by` is unresolved). `reason` says why.
    """

    by: ResolvedBy
    reason: str
    actor: Actor | None = None
    cls: ActorClass | None = None
    country: str | None = None


class SpeakerKind(StrEnum):
    """Who a source of claims is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    WITNESSES = "witnesses"
    LOCAL_SOURCES = "local_sources"  # activists, residents, "local sources", "pro-Kurdish sources"
    OFFICIALS = "officials"  # "an official", "military sources", "a spokesman"
    REPORTS = "reports"  # "reports", "media", "videos": no speaker at all


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """What the source of a claim resolves to.

    `person` is a name as fully as the report gives it, `role` the words for the post ("spokeswoman").
    `organisation` is whom it speaks for; `alignment` the id of the party it sides with, where known.
    """

    kind: SpeakerKind
    reason: str
    person: str | None = None
    role: str | None = None
    organisation: Acting | None = None
    alignment: str | None = None
