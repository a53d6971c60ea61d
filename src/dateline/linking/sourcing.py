"""Sources by the register of actors: what kind they are, whom they belong to, whose side they are on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dateline.domain import ActorClass, SourceKind
from dateline.linking.ports import Source
from dateline.resolving.speaking.words import OF_STATE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dateline.domain import Actor, Report
    from dateline.resolving.ports import Register

_KINDS: dict[ActorClass, SourceKind] = {
    ActorClass.MEDIA: SourceKind.MEDIA,
    ActorClass.MONITOR: SourceKind.MONITOR,
    ActorClass.NGO: SourceKind.ORGANISATION,
    ActorClass.INTERGOVERNMENTAL: SourceKind.ORGANISATION,
    ActorClass.CIVILIANS: SourceKind.WITNESS,
    ActorClass.PROTESTERS: SourceKind.WITNESS,
    ActorClass.RIOTERS: SourceKind.WITNESS,
}
_COURTS = frozenset({"JUD", "LEG"})  # PLOVER's sectors of courts and parliaments


def kind_of(cls: ActorClass, sector: str | None = None) -> SourceKind:
    """The kind of source that an actor of a class is by that alone: whoever governs or fights is a party."""
    if cls is ActorClass.GOVERNMENT and sector in _COURTS:
        return SourceKind.ORGANISATION
    return _KINDS.get(cls, SourceKind.PARTY)


def is_of_state(cls: ActorClass) -> bool:
    """Whether an actor of a class acts for a state."""
    return cls in OF_STATE


def host_of(report: Report) -> str | None:
    """The site that a report stands on, without its "www."."""
    try:
        host = urlsplit(report.url).hostname if report.url else None
    except ValueError:  # the address of a saved page is whatever somebody typed
        return None
    return host.removeprefix("www.") if host else None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterSources:
    """Keeps the contract of dateline.linking.ports.Sources on the register of actors.

    Without a register no outlet is known, and of a speaker no more than its own entry tells, one step up.
    """

    register: Register | None = None

    def source(self, name: str | None, domain: str | None, on: date | None) -> Source | None:
        """The publisher with a name or a site; whoever publishes may be no medium: a monitor, a ministry."""
        if self.register is None:
            return None
        by_site = self.register.outlet(domain) if domain else None
        actor = self.register.actor(by_site.id, on) if by_site else None
        if actor is None and name:
            named = self._named(name, on)
            media = (one for one in named if one.cls in {ActorClass.MEDIA, ActorClass.MONITOR})
            actor = next(media, next(iter(named), None))
        return self.speaker(actor, on) if actor else None

    def speaker(self, actor: Actor, on: date | None) -> Source:
        """An actor of the register as a source of claims."""
        owners = self._owners(actor, on)
        # Asked of the register anew: codings do not hold it, and it may have been set right since.
        said = self.register.outlet_kind(actor.id) if self.register else None
        kind = said or kind_of(actor.cls, actor.sector)
        if said is None and kind is SourceKind.MEDIA:
            kind = _kind_of_outlet(owners)
        takes_one = kind is SourceKind.PARTY or actor.alignment
        return Source(
            id=actor.id,
            name=actor.name,
            kind=kind,
            owner=owners[-1].parent or owners[-1].id,
            side=self._side(actor, on) if takes_one else None,
        )

    def side(self, key: str, on: date | None) -> str:
        """The id of the party at the top of whom an actor is of or sides with; its own where none is."""
        actor = self._actor(key, on)
        return self._side(actor, on) if actor else key

    def state(self, country: str, on: date | None) -> Source | None:
        """The government of a country."""
        government = self.register.body(country, "government", on) if self.register else None
        return self.speaker(government, on) if government else None

    def _named(self, name: str, on: date | None) -> Sequence[Actor]:
        """Who bears a source's name: it is one, though its file may have it as "world wire" or "sana".

        Where the whole is nobody's name, the words without their brackets, or those in them, may be: "Coast
        Observatory (COHR)".
        """
        if self.register is None:
            return ()
        parts = _BRACKETED.match(name)
        for words in (name, *(parts.groups() if parts else ())):
            for written in (words.title(), words.upper()) if words.islower() else (words,):
                if found := self.register.named(written, on):
                    return found
        return ()

    def _owners(self, actor: Actor, on: date | None) -> list[Actor]:
        """The actor, whom it belongs to, and so on up as far as the register tells."""
        chain = [actor]
        while (above := self._actor(chain[-1].parent, on)) and above not in chain:
            chain.append(above)
        return chain

    def _side(self, actor: Actor, on: date | None) -> str:
        """The party at the top: up by whom each belongs to, or else sides with; of an outlet by its side."""
        party = kind_of(actor.cls) is SourceKind.PARTY
        key = (actor.parent or actor.alignment) if party else (actor.alignment or actor.parent)
        seen = {actor.id}
        side = actor.id
        while key and key not in seen:
            seen.add(side := key)
            above = self._actor(key, on)
            key = (above.parent or above.alignment) if above else None
        return side

    def _actor(self, key: str | None, on: date | None) -> Actor | None:
        return self.register.actor(key, on) if self.register and key else None


_BRACKETED = re.compile(r"(.+?)\s*\(([^()]+)\)$")


def _kind_of_outlet(owners: list[Actor]) -> SourceKind:
    """Whose property it is tells its kind; that it only sides with somebody makes it nobody's mouthpiece."""
    above = [one for one in owners[1:] if kind_of(one.cls) is SourceKind.PARTY]
    if any(one.cls not in OF_STATE for one in above):
        return SourceKind.PARTY
    return SourceKind.STATE_MEDIA if above else SourceKind.MEDIA
