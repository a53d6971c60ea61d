"""Entries of the register: who an actor is, which names it bore when, to whom it belonged when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.adapters.register.fields import BODY, COUNTRY, KEY, SECTOR, WIKIDATA, Fields
from dateline.domain import Actor, ActorClass, SourceKind

if TYPE_CHECKING:
    from dateline.adapters.register.fields import Period
    from dateline.adapters.register.items import Item

FIELDS = (
    *("id", "name", "names", "acronyms", "class", "outlet", "sector", "country", "body"),
    *("parents", "alignment", "held", "heads", "from", "to", "wikidata", "domains", "note"),
)

# The kinds that an outlet may be of, and who may be one.
OUTLETS = (
    *(SourceKind.AGENCY, SourceKind.MEDIA, SourceKind.LOCAL_MEDIA, SourceKind.STATE_MEDIA),
    *(SourceKind.PARTY, SourceKind.MONITOR),
)
_PUBLISHERS = frozenset({ActorClass.MEDIA, ActorClass.MONITOR})


@dataclass(frozen=True, slots=True)
class Bearing:
    """A name that an actor bears, and when. `acronym`: it counts only where it is written with capitals."""

    words: str
    acronym: bool
    when: Period


@dataclass(frozen=True, slots=True)
class Heading:
    """Who headed an actor, and when: a president, a minister, a commander."""

    person: str
    when: Period


@dataclass(frozen=True, slots=True)
class Tie:
    """That an actor belongs to another one, or sides with it, and when."""

    key: str
    when: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One actor of the register through all its days; `actor` is it without its ties.

    `outlet` is what kind of source a medium or monitor is, None where that follows from the rest.
    """

    item: Item
    actor: Actor
    lived: Period
    names: tuple[Bearing, ...]
    heads: tuple[Heading, ...]
    parents: tuple[Tie, ...]
    alignment: tuple[Tie, ...]
    body: str | None
    domains: tuple[str, ...]
    outlet: SourceKind | None = None


def read_entry(item: Item) -> Entry:
    """The entry that `item` writes down.

    Raises:
        RegisterUnreadable: A field is unknown, missing, or not as it should be.
    """
    fields = Fields(item)
    fields.only(FIELDS)
    return Entry(
        item=item,
        actor=Actor(
            id=fields.match("id", KEY, "small letters and digits, with dashes between"),
            name=fields.text("name"),
            cls=fields.choice("class", ActorClass),
            sector=fields.match("sector", SECTOR, "PLOVER's three capitals, such as REB"),
            country=fields.maybe("country", COUNTRY, "an ISO 3166-1 code of two capitals, such as SY"),
            wikidata=fields.maybe("wikidata", WIKIDATA, "a Q and a number, such as Q42"),
        ),
        lived=fields.period(item.fields),
        names=_names(fields),
        heads=tuple(
            Heading(words, fields.period(mapping))
            for mapping in fields.mappings("heads", ("names", "from", "to"))
            for words in fields.words("names", within=mapping)
        ),
        parents=_ties(fields, "parents", "of"),
        alignment=_ties(fields, "alignment", "with"),
        body=fields.maybe("body", BODY, "what body of its state it is, such as armed_forces"),
        domains=tuple(fields.words("domains")),
        outlet=_outlet(fields),
    )


def _outlet(fields: Fields) -> SourceKind | None:
    if fields.item.fields.get("outlet") is None:
        return None
    if fields.choice("class", ActorClass) not in _PUBLISHERS:
        raise fields.item.wrong(
            "'outlet' is said of no outlet", "Write outlet: null, or class: media or class: monitor"
        )
    kind = fields.choice("outlet", SourceKind)
    if kind not in OUTLETS:
        raise fields.item.wrong(f"'outlet' is {kind.value!r}", f"Write one of {', '.join(OUTLETS)}")
    return kind


def _names(fields: Fields) -> tuple[Bearing, ...]:
    lived = fields.period(fields.item.fields)
    acronyms = fields.words("acronyms")
    names = dict.fromkeys((fields.text("name"), *fields.words("names"), *acronyms))
    held = (
        Bearing(words, is_acronym(words), fields.period(mapping))
        for mapping in fields.mappings("held", ("names", "from", "to"))
        for words in fields.words("names", within=mapping)
    )
    return (*(Bearing(words, words in acronyms, lived) for words in names), *held)


def _ties(fields: Fields, name: str, other: str) -> tuple[Tie, ...]:
    mappings = fields.mappings(name, (other, "from", "to"))
    return tuple(Tie(fields.key(other, mapping), fields.period(mapping)) for mapping in mappings)


def is_acronym(words: str) -> bool:
    """Whether a name is a short one by the way it is written: it counts only where it has its capitals."""
    return " " not in words and sum(sign.isupper() for sign in words) > 1
