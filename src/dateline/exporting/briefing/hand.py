"""Hand: what the sentences on one incident share: its voices, its markers, what is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline.domain import Status
from dateline.exporting.briefing import quoting
from dateline.exporting.briefing.accounts import accounts_of
from dateline.exporting.briefing.citing import plainly
from dateline.exporting.briefing.deeds import deed
from dateline.exporting.briefing.nouns import as_told, where
from dateline.exporting.briefing.voices import Voices
from dateline.resolving.acting.calling import listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from dateline.domain import Fact, Telling
    from dateline.exporting.briefing.accounts import Account
    from dateline.exporting.briefing.citing import Citing
    from dateline.exporting.briefing.deeds import Deed
    from dateline.exporting.briefing.shapes import Material
    from dateline.exporting.briefing.voices import Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Where in a briefing an incident is told: what its heading names, its number, and on what day."""

    heading: str
    nth: int
    now: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a reader has been told before in a draft, which need not be said again; it grows.

    `partisan` are the voices that are said to be on a side, `unanswered` the accused of whom no report has a
    word, `unheard` the speakers with those unheard beside them, `quoted` the words that have been quoted.
    """

    partisan: set[str] = field(default_factory=set)
    unanswered: set[str] = field(default_factory=set)
    unheard: set[tuple[str, str]] = field(default_factory=set)
    quoted: set[str] = field(default_factory=set)


class Hand:
    """The hand that writes on one incident.

    `merged` are the kinds of harm that the lead has told, `targeted` says that it told what was hit, and
    `quotes` are the words that have been quoted, by their report.
    """

    def __init__(self, material: Material, scene: Scene, citing: Citing, known: Known) -> None:
        """A hand that has written nothing yet on an incident."""
        self.material, self.scene, self.citing, self.known = material, scene, citing, known
        self.incident = material.told.incident
        self.voices = Voices(material)
        self.accounts = accounts_of(material, self.voices)
        self.merged: set[Fact] = set()
        self.targeted = False
        self.quotes: set[tuple[str, str]] = set()
        self._named: list[str] = []
        self._before: list[str] = []

    def mark(self, *tellings: Telling) -> str:
        """The markers of tellings."""
        return self.citing.mark(self.material, *tellings)

    def mark_of(self, one: Account, *tellings: Telling) -> str:
        """The markers of what an account tells, one for all that stands in one quote."""
        return self.mark(*(apart(tellings) or [one.happened]))

    def turn(self) -> None:
        """Begin another sentence: who was named in the last one, alone, can be "it" now."""
        self._before, self._named = self._named, []

    def name(self, voice: Voice, *, alone: bool = False) -> str:
        """A voice as a sentence names it now; `alone` says that nobody else tells of it."""
        self._named.append(voice.key)
        return self.voices.name(voice, alone=alone)

    def again(self, voice: Voice) -> str:
        """A voice as the subject of a sentence: "it" or "they" where the last one named it and no other."""
        if set(self._before) == {voice.key} and (voice.body or voice.plural):
            self._named.append(voice.key)
            return "they" if voice.plural else "it"
        return self.name(voice)

    def together(
        self, voices: Sequence[tuple[Voice, str]], doers: Collection[str] = (), *, alone: bool = False
    ) -> tuple[str, str]:
        """Voices in a row, each but the last with its markers behind it, and the markers of the last."""
        names: list[str] = []
        for nth, (voice, mark) in enumerate(voices):
            name = self.name(voice, alone=alone)
            if voice.key in doers:
                itself = "themselves" if voice.plural else "itself"
                name = f"{voice.name} {itself}{name.removeprefix(voice.name)}"
            names.append(name if nth == len(voices) - 1 else f"{name}{mark}")
        unclear = any(" cited by " in one or " and " in one for one in names[:-1])
        return listed(names, ", and " if unclear else " and "), voices[-1][1]

    def deed(self, one: Account, *, with_agent: bool, who: str = "") -> Deed | None:
        """What an account says that happened, as a clause."""
        aside = self.material.asides.get(one.happened)
        status = aside.status if aside else Status.REPORTED
        return deed(one, with_agent=with_agent, status=status, others=self.incident.tellings, who=who)

    def place(self, place: Telling | None) -> str:
        """A place as a sentence has it; "" for what the heading says."""
        if place is None:
            return ""
        if place.place is None:
            return as_told(place)
        said = place.place.place.name == self.scene.heading
        return "" if said else plainly(where(place.place, self.scene.heading))

    def quoted(self, one: Telling, voice: Voice, aside: str = "", *, alone: bool = False) -> str:
        """A report's words; where they say themselves who speaks in them, they are the outlet's."""
        self.quotes.add((one.event.report, one.quote))
        self.known.quoted.add(quoting.words_around(one))
        mark = self.mark(one)
        if voice.name.casefold() in quoting.words_around(one).casefold():
            return quoting.sentence(one, voice.house, mark, plural=False, aside=aside)
        name = self.name(voice, alone=alone)
        return quoting.sentence(one, name, mark, plural=voice.plural, aside=aside)


def apart(tellings: Sequence[Telling]) -> list[Telling]:
    """Tellings without those whose words stand in the quote of one before them."""
    found: list[Telling] = []
    for one in tellings:
        same = any(
            it.event.report == one.event.report and it.quote == one.quote and it.origin == one.origin
            for it in found
        )
        if not same:
            found.append(one)
    return found


def is_itself(one: Account) -> bool:
    """Whether an account is that of who did it by its own word."""
    return any(
        it.actor and it.actor.actor and f"actor:{it.actor.actor.id}" == one.voice.key for it in one.agents
    )


def many(voices: Iterable[Voice]) -> bool:
    """Whether voices in a row take a verb in the plural."""
    found = list(voices)
    return len(found) > 1 or found[0].plural


def row(clauses: Sequence[str], after: str = "") -> str:
    """Clauses in a row, the signs between them before the markers behind each."""
    *before, end = clauses
    opening = " ".join(clause.replace(BREAK, ",") for clause in before)
    return f"{opening}{' and ' if opening else ''}{end.replace(BREAK, f'{after}.')}"


BREAK = "\0"
"""Where a clause ends and its markers begin."""
