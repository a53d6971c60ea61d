"""Origins: whom words go back to in the end, through whoever passed them on.

A claim goes back along its attributions: "the paper said, citing the observatory" is the observatory's.
Whoever speaks without a name stays with whoever cites them so: a monitor's witnesses with the monitor, a
report's activists with the report. What nobody is cited for is the outlet's own, or that of the agency over
the report, or of the report that had the words before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from dateline.domain import ActorClass, SourceKind, SpeakerKind
from dateline.linking.bylines import agency_over
from dateline.linking.copies import Copies, is_copied, is_copy
from dateline.linking.sides import party_of
from dateline.linking.sourcing import host_of, kind_of
from dateline.resolving.acting.forms import normal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dateline.domain import Acting, Attribution, Coding, Report, Span, Speaker
    from dateline.linking.ports import Source, Sources


class Manner(StrEnum):
    """How an origin speaks in a report."""

    OWN = "own"  # the outlet itself, or whoever wrote the words that it prints as its own
    UNNAMED = "unnamed"  # people whom the report doesn't name
    NAMED = "named"  # a body or person that the report cites


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Whom words go back to.

    `one_with` is what it counts as where independence is counted: the id of its side, its owner, or itself;
    of people of no body it is that of the outlet that brings them, which is `brought_by`. `alignment` is the
    id of its side, `owner` that of whom a body belongs to in the end.
    """

    id: str
    name: str
    kind: SourceKind
    one_with: str
    alignment: str | None = None
    owner: str | None = None
    brought_by: Voice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A voice as it is heard in a report: how, and who passed its words on, the report's source last."""

    voice: Voice
    manner: Manner
    through: tuple[str, ...] = ()


class Origins:
    """Whom the words of some reports go back to; of two that share words, the one given first had them."""

    def __init__(self, codings: Sequence[Coding], sources: Sources) -> None:
        self._sources = sources
        self._outlets = {coding.report.id: self._outlet(coding.report) for coding in codings}
        self._writers = {coding.report.id: self._writer(coding.report) for coding in codings}
        self._copied: dict[str, str] = {}  # by a copy's id, the report that had its words first
        self._homes: dict[tuple[str, Span], str] = {}  # by a report's id and a sentence of it
        self._copies = Copies()
        # An agency's story may reach us by a client first: what an agency prints or signs is the agency's.
        for coding in sorted(codings, key=lambda one: not self._is_agencys(one.report)):
            self._copies.add(coding.report)
            found = self._copies.borrowed(coding.report)
            if found.report and is_copy(found) and not self._is_agencys(coding.report):
                self._copied[coding.report.id] = self._copied.get(found.report, found.report)

    def heard(self, coding: Coding, claim: Attribution | None, sentence: Span) -> Heard:
        """Who says what stands in `sentence`: the source of `claim`, or without one whoever wrote it."""
        home = self._home(coding.report, sentence)
        writer = self._writers[home]
        voice, manner, passed = writer, Manner.OWN, list[str]()
        if claim is not None:
            chain = [_of_whom(coding, one) for one in _chain(coding, claim)]
            found = ((self._named(coding, one, writer), depth) for depth, one in enumerate(chain, 1))
            named, depth = next(((one, at) for one, at in found if one), (None, 0))
            voice = named or self._unnamed(coding, claim, home, writer)
            manner = Manner.NAMED if named else Manner.UNNAMED
            if voice.id == writer.id:
                manner = Manner.OWN  # "our correspondent", a monitor's own activists
            passed = [_name_of(coding, outer) for outer in chain[depth:]] if named else []
        names = [*passed, writer.name, self._outlets[coding.report.id].name]
        through = dict.fromkeys(name for name in names if name and name != voice.name)
        return Heard(voice=voice, manner=manner, through=tuple(through))

    def _home(self, report: Report, sentence: Span) -> str:
        """The id of the report that had a sentence first."""
        if report.id in self._copied:
            return self._copied[report.id]
        if self._is_agencys(report):
            return report.id
        asked = report.id, sentence
        if asked not in self._homes:
            found = self._copies.borrowed(report, sentence)
            first = found.report if found.report and is_copied(found) else report.id
            self._homes[asked] = self._copied.get(first, first)
        return self._homes[asked]

    def _is_agencys(self, report: Report) -> bool:
        return self._writers[report.id].kind is SourceKind.AGENCY

    # ── whoever writes ───────────────────────────────────────────────────────────────────────────────────

    def _writer(self, report: Report) -> Voice:
        """The agency over the report, or else its outlet."""
        agency = agency_over(report, self._sources)
        return _voice_of(agency) if agency else self._outlets[report.id]

    def _outlet(self, report: Report) -> Voice:
        """Whoever publishes the report; without a name, the report speaks for itself."""
        domain = host_of(report)
        found = self._sources.source(report.source, domain, report.published)
        if found:
            return _voice_of(found)
        name = report.source or domain
        if not name:
            key = f"report:{report.id}"
            return Voice(id=key, name=report.title or report.id, kind=SourceKind.UNKNOWN, one_with=key)
        key = f"outlet:{' '.join(name.casefold().split())}"
        return Voice(id=key, name=name, kind=SourceKind.UNKNOWN, one_with=key)

    # ── whoever is cited ─────────────────────────────────────────────────────────────────────────────────

    def _named(self, coding: Coding, claim: Attribution, writer: Voice) -> Voice | None:
        """The body that a claim's source speaks for, or else the person; None where neither has a name."""
        if claim.source is None:
            return None
        words, day = claim.source.of(coding.report.text), coding.report.published
        speaker = coding.speakers.get(claim.source)
        body = speaker.organisation if speaker else None
        if body and body.actor:
            return _voice_of(self._sources.speaker(body.actor, day))
        if body and body.cls and kind_of(body.cls) is SourceKind.PARTY:
            return self._office(body, speaker, _with_its_article(coding, claim.source), day)
        if speaker and speaker.person:
            return _person(speaker, self._side(speaker, day), writer)
        if speaker is None or speaker.kind in _BODIES:
            return self._whose(coding, claim, words)
        return None

    def _whose(self, coding: Coding, claim: Attribution, words: str) -> Voice | None:
        """A body by the only name in the words ("SANA's camera"), or by words that are its name."""
        within = (
            one for key, one in sorted(coding.actors.items()) if claim.source and claim.source.holds(key)
        )
        actor = next((one.actor for one in within if one.actor and one.actor.cls not in _PEOPLE), None)
        if actor:
            return _voice_of(self._sources.speaker(actor, coding.report.published))
        looked_up = bool(coding.speakers)  # where nothing was, the engine's word has to do
        if claim.source is None or not claim.named or (looked_up and not _is_name(words)):
            return None
        return _by_words(_with_its_article(coding, claim.source))

    def _office(self, body: Acting, speaker: Speaker | None, words: str, day: date | None) -> Voice:
        """Forces or an office without an entry of their own; a local council need not be its state's."""
        state = None if _LOCAL.search(words) else party_of(body, self._sources, day)
        side = self._side(speaker, day) or (state.side if state else None)
        found = _by_words(words)
        return replace(
            found,
            kind=SourceKind.PARTY,
            one_with=(state.side if state else None) or found.id,
            alignment=side,
            owner=state.owner if state else None,
        )

    def _side(self, speaker: Speaker | None, day: date | None) -> str | None:
        return self._sources.side(speaker.alignment, day) if speaker and speaker.alignment else None

    def _unnamed(self, coding: Coding, claim: Attribution, home: str, writer: Voice) -> Voice:
        """Those whom a report doesn't name, each side's apart."""
        speaker = coding.speakers.get(claim.source) if claim.source else None
        side = self._side(speaker, coding.report.published)
        on_the_ground = speaker and speaker.kind in {SpeakerKind.WITNESSES, SpeakerKind.LOCAL_SOURCES}
        return Voice(
            id=f"report:{home}" + (f":{side}" if side else ""),
            name=f"unnamed sources of {writer.name}",
            kind=SourceKind.WITNESS if on_the_ground else SourceKind.UNKNOWN,
            one_with=writer.one_with,
            alignment=side,
            brought_by=writer,
        )


def _chain(coding: Coding, claim: Attribution) -> list[Attribution]:
    """The claim, the one that it stands within, and so on out."""
    known = {one.id: one for one in coding.attributions}
    chain = [claim]
    while (outer := known.get(chain[-1].within or "")) and outer not in chain:
        chain.append(outer)
    return chain


def _of_whom(coding: Coding, claim: Attribution) -> Attribution:
    """The claim; of one that a pronoun at the head of its sentence makes, with the last speaker before it.

    "An army statement said that … It denied that …". Engines trace most pronouns: of 528 claims without a
    source in 879 reports six are such, and each finds its speaker.
    """
    text = coding.report.text
    before = text[max(claim.cue.start - _FAR, 0) : claim.cue.start]
    if claim.source or not _PRONOUN.search(before) or _PASSIVE.match(claim.cue.of(text)):
        return claim
    spoken = [one for one in coding.attributions if one.source and _near(one.cue, claim.cue)]
    last = max(spoken, key=lambda one: one.cue, default=None)
    return replace(claim, source=last.source, named=last.named) if last else claim


def _near(earlier: Span, later: Span) -> bool:
    return 0 < later.start - earlier.end < _FAR


def _name_of(coding: Coding, claim: Attribution) -> str:
    """Who passes words on, as shown: the body or the person, or else the words."""
    if claim.source is None:
        return ""
    speaker = coding.speakers.get(claim.source)
    body = speaker.organisation.actor if speaker and speaker.organisation else None
    person = speaker.person if speaker else None
    return body.name if body else person or claim.source.of(coding.report.text)


def _voice_of(source: Source) -> Voice:
    """A party and its media are one voice, and so are outlets of one owner."""
    of_party = source.kind is SourceKind.PARTY or (source.kind is SourceKind.STATE_MEDIA and source.side)
    return Voice(
        id=f"actor:{source.id}",
        name=source.name,
        kind=source.kind,
        one_with=(source.side if of_party else None) or source.owner,
        alignment=source.side,
        owner=source.owner,
    )


def _person(speaker: Speaker, side: str | None, writer: Voice) -> Voice:
    """A person of no known body, who counts with the outlet; one in office is no witness."""
    name = speaker.person or ""
    in_office = speaker.role is not None and _OFFICE.search(speaker.role)
    return Voice(
        id=f"person:{normal(name)}",
        name=name,
        kind=SourceKind.UNKNOWN if in_office else SourceKind.WITNESS,
        one_with=writer.one_with,
        alignment=side,
        brought_by=writer,
    )


def _by_words(words: str) -> Voice:
    """A body that the register doesn't know, or that nothing was looked up for."""
    key = f"named:{normal(words)}"
    name = _CUT_OFF.sub("", _ARTICLE.sub("", " ".join(words.split())))
    known = words.lower().startswith("the ") and name[:1].islower()  # "the opposition", but "a police source"
    return Voice(id=key, name=f"the {name}" if known else name, kind=SourceKind.UNKNOWN, one_with=key)


def _with_its_article(coding: Coding, source: Span) -> str:
    """The words for a source, with the article before them where an engine has left it out."""
    words, before = source.of(coding.report.text), coding.report.text[: source.start]
    return f"the {words}" if _THE_BEFORE.search(before[-_ARTICLE_LENGTH:]) else words


def _is_name(words: str) -> bool:
    """Whether words for a body are its name: "Rojava Media Centre", not "rights groups" or "a video"."""
    if _RECORDING.search(words) and not _BY_NAME.search(words):
        return False
    head = _TAIL.split(words.strip())[0].split()
    return bool(head) and head[-1].lstrip("(“")[:1].isupper()


_FAR = 300  # letters
_PRONOUN = re.compile(
    r"(?:^|[.!?]\W+|\n\s*)(?:It|He|She|They)(?:\s+(?:also|has|have|had|then|later)){0,2}\s+$"
)
_PASSIVE = re.compile(
    r"(?:was|were|is|are|been|has (?:also )?been|appear|alleged)", re.IGNORECASE
)  # "it was reported"
_BODIES = frozenset({SpeakerKind.ORGANISATION, SpeakerKind.REPORTS})
_PEOPLE = frozenset({ActorClass.CIVILIANS, ActorClass.PROTESTERS, ActorClass.RIOTERS})
_OFFICE = re.compile(
    r"\b(?:spokes\w+|minist\w+|general|colonel|major|lieutenant|captain|command\w*|officer|official|governor"
    r"|mayor|president|secretary|envoy|ambassador|diplomat|advis[eo]r|prosecutor|lawmaker|senator)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_THE_BEFORE = re.compile(r"(?:^|\W)the\s$", re.IGNORECASE)
_ARTICLE_LENGTH = 5  # letters of "the" with what parts it from other words
_CUT_OFF = re.compile(r"\s*\([^)]*$")
_LOCAL = re.compile(r"\blocal (?:council|authorit|administration)|\bcivil administration", re.IGNORECASE)
_RECORDING = re.compile(r"\b(?:video|footage|image|photo|picture|clip|recording|post|tweet)s?\b")
_BY_NAME = re.compile(r"\b(?:by|of|from)\s+(?:[A-Z@]|al-)")
_TAIL = re.compile(r"\s+(?:of|for|in|at|from|that|which|who|and)\s+|,")
