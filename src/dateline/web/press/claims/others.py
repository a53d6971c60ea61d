"""Others: what else is said of the fact that a claim is of, and what all that comes to."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from dateline.domain import Stance
from dateline.exporting.incidents.wording import name_of
from dateline.web.press.claims.ways import PublicWays
from dateline.web.press.incidents.words import WARNINGS, value_words
from dateline.web.telling.saying import said
from dateline.web.telling.translating import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date
    from uuid import UUID

    from dateline.domain import EventRef, Fact
    from dateline.exporting.incidents.record import Record, Voice

    Events = Mapping[tuple[str, str], UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """What another voice says of the same fact; `url` is "" where its claim is not shown.

    `same` says that its words go back to the same origin as the claim's, or to one that counts as one with
    it: it confirms nothing. `again` says so of one that is listed before.
    """

    who: str
    through: tuple[str, ...]
    value: str
    warning: str
    said: date | None
    same: bool
    again: bool
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """The other accounts of a fact, in time order; each is put into words when it is looked at."""

    record: Record
    events: Callable[[], Events]
    told: list[tuple[Voice, bool, bool]]

    def __len__(self) -> int:
        return len(self.told)

    def __iter__(self) -> Iterator[Other]:
        events = self.events()
        return (self._other(voice, same=same, again=again, events=events) for voice, same, again in self.told)

    @property
    def warn(self) -> bool:
        """Whether one of them is to be told with a warning."""
        return any(voice.stance is not Stance.ASSERTS for voice, _same, _again in self.told)

    def first_apart(self) -> tuple[Other, ...]:
        """The first few that go back to an origin of their own, without where they lead."""
        apart = (voice for voice, same, again in self.told if not (same or again))
        return tuple(self._other(voice) for voice in islice(apart, _FEW))

    def _other(
        self, voice: Voice, *, same: bool = False, again: bool = False, events: Events | None = None
    ) -> Other:
        tellings, who = voice.tellings, said(name_of(voice.origin, self.record.origins))
        first = tellings[0]
        event = (events or {}).get((first.event.report, first.event.event))
        return Other(
            who=who,
            through=tuple(name for name in voice.through if name not in who),
            value=_("; ").join(dict.fromkeys(map(value_words, tellings))),
            warning=str(WARNINGS.get(voice.stance, "")),
            said=first.said,
            same=same,
            again=again,
            url=PublicWays().event(event, first.at) if event else "",
        )


def others_of(record: Record, fact: Fact, claim: EventRef, events: Callable[[], Events]) -> Others:
    """The other accounts of a fact.

    Args:
        record: The incident.
        fact: The fact.
        claim: The event that the claim in question is of: what it says itself is left out.
        events: Gives the ids of the events of the incident, by their reports and their own ids there.
    """
    voices, counted = record.voices(fact), record.counted_as
    own = [voice.tells_of(claim) for voice in voices]
    as_one = {counted.get(voice.origin, voice.origin) for voice, its in zip(voices, own, strict=True) if its}
    found: list[tuple[Voice, bool, bool]] = []
    listed: set[str] = set()
    for voice, its in zip(voices, own, strict=True):
        if not its:
            key = counted.get(voice.origin, voice.origin)
            found.append((voice, key in as_one, key in listed))
            listed.add(key)
    return Others(record=record, events=events, told=found)


def notes_of(record: Record, fact: Fact) -> tuple[str, ...]:
    """What a fact comes to over all who tell it: that accounts differ, that a figure moved."""
    return tuple(said(note.words) for note in record.notes(fact))


_FEW = 4
