"""Independence: which voices count as one, and which of them are credible by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import Fact, SourceKind, Stance
from dateline.linking.agreement import agree
from dateline.linking.origins import Manner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.linking.origins import Voice
    from dateline.linking.tellings import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Independent:
    """What counts as one origin: the voices that speak in it, and whether it is credible, or on a side.

    `key` is the id of a party or an owner, or that of the voice itself. One that is neither credible nor on a
    side passes on what people without a name say who are no witnesses. `takes_part`: the side is one of those
    told to have done it or suffered it.
    """

    key: str
    voices: tuple[Voice, ...]
    credible: bool
    partisan: bool
    takes_part: bool


class Independence:
    """Who counts as one with whom among those who speak of one incident.

    A report that names somebody who says that it happened passes that on: what it tells in its own voice
    counts with whom it names, the credible one first. People of no body, named or not, count as the outlet
    that brings them, and beside a credible body that it cites not at all; beside parties alone they do: they
    are another side.
    """

    def __init__(self, table: Sequence[Said]) -> None:
        self.table = table
        # Whoever is told to have done it or suffered it, in so many words: an accusation makes nobody a side.
        self._sides = {
            said.party.side
            for said in table
            if said.party and said.telling.stance is Stance.ASSERTS and said.party.side
        }
        self._named: dict[str, list[Said]] = {}
        self._told: dict[tuple[str, Fact], list[Said]] = {}
        for said in table:
            report = said.telling.event.report
            self._told.setdefault((report, said.telling.fact), []).append(said)
            if said.manner is Manner.NAMED and _asserts_that_it_happened(said):
                self._named.setdefault(report, []).append(said)

    def credible(self, voice: Voice) -> bool:
        """Whether a voice is taken at its word: on no side, and of people the witnesses, not "officials"."""
        return not self.partisan(voice) and (
            voice.brought_by is None or (voice.kind is SourceKind.WITNESS and self.credible(voice.brought_by))
        )

    def partisan(self, voice: Voice) -> bool:
        """Whether a voice is a party or its mouthpiece, or sides with one that has a part in the incident."""
        mouthpiece = voice.kind is SourceKind.STATE_MEDIA and voice.alignment is not None
        if voice.kind is SourceKind.PARTY or mouthpiece or voice.alignment in self._sides:
            return True
        return voice.brought_by is not None and self.partisan(voice.brought_by)

    def reliance(self, voice: Voice) -> int:
        """How far a voice is relied on for a number; 0 is the most.

        First bodies that are taken at their word, for they count or ask more than one; then people on the
        ground; then people in office and "officials", whose they are is not said; last parties.
        """
        if self.credible(voice):
            return 0 if voice.brought_by is None else 1
        return 3 if self.partisan(voice) else 2

    def speaker(self, said: Said) -> Voice:
        """Whose word a telling is in the end: whom its report names for it, or else whoever tells it."""
        leaned_on = self._leans_on(said)
        return leaned_on.voice if leaned_on else said.voice

    def key(self, said: Said) -> str:
        """What a telling counts for."""
        return self._of(self.speaker(said))

    def of_those_who_tell(self) -> tuple[Independent, ...]:
        """The origins that say that it happened, each once: the credible first, then in time order."""
        found: dict[str, dict[str, Voice]] = {}
        for said in self.table:
            if _asserts_that_it_happened(said) and self._counts(said):
                found.setdefault(self._of(said.voice), {}).setdefault(said.voice.id, said.voice)
        told_by = [
            Independent(
                key=key,
                voices=tuple(voices.values()),
                credible=any(map(self.credible, voices.values())),
                partisan=all(map(self.partisan, voices.values())),
                takes_part=any(voice.alignment in self._sides for voice in voices.values()),
            )
            for key, voices in found.items()
        ]
        return tuple(sorted(told_by, key=lambda one: not one.credible))

    def _of(self, voice: Voice) -> str:
        """Its own key; that of its side where its side has a part in the incident."""
        return voice.alignment if voice.alignment in self._sides and voice.alignment else voice.one_with

    def _leans_on(self, said: Said) -> Said | None:
        """Who in the same report is named for what the outlet tells in its own voice.

        What it tells otherwise than the party that it names is its own: that is another account. What a party
        or its medium tells is its side's, whomever it cites beside, but for the happening itself.
        """
        report, fact = said.telling.event.report, said.telling.fact
        named = self._named.get(report, ())
        source = min(named, key=lambda one: not self.credible(one.voice), default=None)
        if said.manner is not Manner.OWN or source is None:
            return None
        if fact is not Fact.TYPE and self.partisan(said.voice):
            return None
        if self.credible(source.voice) or fact is Fact.TYPE:
            return source
        ids = {one.voice.id for one in named}
        theirs = (one for one in self._told.get((report, fact), ()) if one.voice.id in ids)
        return next((one for one in theirs if agree(said, one)), None)

    def _counts(self, said: Said) -> bool:
        named = self._named.get(said.telling.event.report, ())
        if said.manner is Manner.OWN:
            return not named
        if said.voice.brought_by is None:
            return True
        return not any(self.credible(one.voice) and one.voice.brought_by is None for one in named)


def _asserts_that_it_happened(said: Said) -> bool:
    return said.telling.fact is Fact.TYPE and said.telling.stance is Stance.ASSERTS
