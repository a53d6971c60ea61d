"""What resolving asks of the world: a gazetteer and a register of actors. Adapters give the real ones."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dateline.domain import Actor, ActorClass, Place, SourceKind, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that words may name.

    `closeness` is 1 where a name of the place and the words have the same normal form, less for another
    spelling, over 0. `matched` is the name of the place that came closest.
    """

    place: Place
    closeness: float
    matched: str


class Gazetteer(Protocol):
    """Places by their names."""

    def find(self, words: str) -> Sequence[Candidate]:
        """Places that `words` may name, closest first and, among equals, the most populous first; few."""
        ...

    def country(self, code: str) -> Place | None:
        """The country with an ISO 3166-1 alpha-2 code."""
        ...

    def admin1(self, country: str, name: str) -> Place | None:
        """The first division of a country with that name, in any usual spelling."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name of the register in a text: where it stands, and who bears it, as it was on a day."""

    span: Span
    actors: tuple[Actor, ...]


class LandWord(StrEnum):
    """What kind of word names a land."""

    COUNTRY = "country"  # Turkey
    PEOPLE = "people"  # Turkish, Turks
    CAPITAL = "capital"  # Ankara, which stands for its government as well as for a town


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """A land by one of its words: its ISO 3166-1 alpha-2 code, and which kind of word it was."""

    code: str
    word: LandWord


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """A people, tribe or faith without a state of its own, and the actor that fights for it, if one does.

    `others` fight for it elsewhere on that day.
    """

    name: str
    side: Actor | None = None
    others: tuple[Actor, ...] = ()


class Whence(StrEnum):
    """Where the country of an actor is found that common words name."""

    SAID = "said"  # only words before them tell it: warplanes may be anybody's
    PLACE = "place"  # where the event happened
    HOME = "home"  # where the report plays, or where its outlet is at home


@dataclass(frozen=True, slots=True, kw_only=True)
class Generic:
    """What common words tell that name a kind of actor: "rebels", "residents", "the coalition".

    `body`: with a country, that body of its state is meant. `actor` is who is meant in the country and on
    the day asked for, if that is known.
    """

    cls: ActorClass
    sector: str
    whence: Whence
    body: str | None = None
    actor: Actor | None = None


class Register(Protocol):
    """Actors by their names, and the words for their lands.

    Days: a name that nobody bore on the day asked for is answered by who bore it nearest to that day. Without
    a day all that ever bore it answer, those that still do first.
    """

    def named(self, words: str, on: date | None) -> Sequence[Actor]:
        """Actors that bear `words` as a name or acronym, as they were on a day; none, one, or several."""
        ...

    def nearly_named(self, words: str, on: date | None) -> Sequence[Actor]:
        """Actors with a name so close to `words` that these may be another spelling of it."""
        ...

    def within(self, text: str, on: date | None) -> Sequence[Mention]:
        """The names of the register that stand in `text`, in order; the longest where several overlap."""
        ...

    def actor(self, key: str, on: date | None) -> Actor | None:
        """The actor with the id `key`, as it was on a day."""
        ...

    def body(self, country: str, what: str, on: date | None) -> Actor | None:
        """A body of a state: its "government", "armed_forces", "air_force", "police", ..."""
        ...

    def outlet(self, domain: str) -> Actor | None:
        """The actor, mostly a medium, whose site stands under `domain` ("www.sana.sy")."""
        ...

    def outlet_kind(self, key: str) -> SourceKind | None:
        """What kind of outlet the actor with the id `key` is, where its entry says so; None else."""
        ...

    def land(self, words: str) -> Land | None:
        """The land that `words` are a name, a people or the capital of."""
        ...

    def region(self, words: str) -> str | None:
        """The code of the land that `words` are a region of: "Gaza", "Darfur"."""
        ...

    def country(self, code: str) -> str | None:
        """The English name of the land with an ISO 3166-1 alpha-2 code."""
        ...

    def head(self, person: str, on: date | None) -> Actor | None:
        """The actor that a person of that name headed on a day; None where it may have been several."""
        ...

    def community(self, words: str, country: str | None, on: date | None) -> Community | None:
        """The community that `words` name, and who fights for it in a country on a day, if anyone does."""
        ...

    def generic(self, words: str, country: str | None, on: date | None) -> Generic | None:
        """What common words for actors tell, and whom they mean in a country on a day."""
        ...
