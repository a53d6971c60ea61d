"""One source of a report's claims: who spoke before, a kind without a name, or a body."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.domain import ActorClass, ResolvedBy, Span, Speaker, SpeakerKind
from dateline.resolving.acting.answers import A_PERSON, the
from dateline.resolving.acting.forms import common
from dateline.resolving.acting.modifiers import Link, Side, modifiers
from dateline.resolving.acting.naming import name_units
from dateline.resolving.acting.phrases import phrase_of, units_of
from dateline.resolving.acting.referring import THEY
from dateline.resolving.speaking.whose import in_office, of_officials, of_whom, owner, side_of
from dateline.resolving.speaking.words import (
    A_NAME,
    BODIES,
    BROADCAST,
    CALLED_SO,
    KINDS,
    OF_STATE,
    OFFICES,
    PERSONAL,
    REPORTERS,
    SPEAK_FOR,
    STATE_RUN,
    STATED,
    THE_SAME,
    UNNAMED,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.domain import Acting, Actor
    from dateline.resolving.acting.context import Context
    from dateline.resolving.acting.people import Person
    from dateline.resolving.acting.phrases import Phrase, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads one source.

    `heard` are the speakers before it. `home` is the state that the outlet sides with, where the source tells
    of what that state did: its "military sources" are then that state's, wherever it happened.
    """

    context: Context
    people: Mapping[Span, Person]
    heard: Sequence[Speaker]
    home: str | None

    def hear(self, span: Span, *, named: bool) -> Speaker | None:
        """Whom the source in `span` resolves to."""
        scene = self.context.scene
        if span.of(scene.text).lower() in PERSONAL:
            return None
        inside = max((one for one in self.people if span.holds(one)), key=len, default=None)
        if inside and inside.end >= span.end - len("’s "):
            lead = scene.text[span.start : inside.start].split()
            if lead[-1:] != ["of"]:  # the "neighbours of Karim Haddad" are not he
                return _as_person(self.people[inside])
        units = units_of(_first_of(span, scene.text), scene)
        phrase = phrase_of(units, scene, definite=True) if units else None
        if phrase is None:
            return None
        return (
            self._again(phrase, units)
            or self._of_a_kind(phrase, units)
            or self._body(phrase, units, named=named)
        )

    # ── who spoke before ─────────────────────────────────────────────────────────────────────────────────

    def _again(self, phrase: Phrase, units: Sequence[Unit]) -> Speaker | None:
        """Who spoke or was named before and may be called so: "the group", "the source", "the minister"."""
        bare = phrase.plain and all(unit.form in THE_SAME for unit in phrase.leads)
        if not bare or phrase.rest or phrase.head[-1].actors or len(phrase.head) > 1:
            return None
        words = self.context.words(units)
        form = words.lower() if words.lower() in THEY else phrase.head[-1].form
        abroad = any(unit.form == "based" for unit in units)  # "the Britain-based group" is no armed one
        for speaker in reversed(self.heard):
            if form in UNNAMED and speaker.role and common(speaker.role) == form:
                return replace(speaker, reason=f"the “{speaker.role}” that spoke before")
            body = speaker.organisation
            if abroad and not (body and body.cls in SPEAK_FOR):
                continue
            if body and _may_be(form, body, by_name=phrase.noun is None and phrase.head[-1].capital):
                reason = f"{the(body.actor.name)}, which spoke before" if body.actor else "it spoke before"
                return _as_body(body, reason)
        return self._holder(form, units) if KINDS.get(form) is SpeakerKind.OFFICIALS else None

    def _holder(self, form: str, units: Sequence[Unit]) -> Speaker | None:
        """The person named last before whose post is called so: "the secretary"."""
        before = [span for span in self.people if span.end <= units[0].span.start]
        for span in sorted(before, reverse=True):
            person = self.people[span]
            if person.role and form in common(person.role).split():
                return replace(_as_person(person), reason=f"{person.name}, “{person.role}”, named before")
        return None

    # ── kinds without a name ─────────────────────────────────────────────────────────────────────────────

    def _of_a_kind(self, phrase: Phrase, units: Sequence[Unit]) -> Speaker | None:
        """A kind, and whose they are: "local activists", "a source at the ministry", "UN reports"."""
        head = phrase.head[-1]
        kind = None if head.actors else KINDS.get(head.form)
        if kind is None or (len(phrase.head) > 1 and head.form in BROADCAST):
            return None  # "state media" are read as a body
        if kind is SpeakerKind.OFFICIALS:
            body, side, why = of_officials(phrase, units, self.context), None, ""
        else:
            body, side, why = self._of_people(phrase, kind)
        kind = self._kind(kind, phrase, body)
        return Speaker(
            kind=kind,
            reason=body.reason if body else why or "nobody is named",
            role=self.context.words(phrase.head) if kind is not SpeakerKind.REPORTS else None,
            organisation=body,
            alignment=side.id if side else _alignment(body),
        )

    def _kind(self, kind: SpeakerKind, phrase: Phrase, body: Acting | None) -> SpeakerKind:
        """The kind, told by whose they are: "AFP photographers" are AFP, "army sources" are officials."""
        speaks = body and body.actor and body.cls in SPEAK_FOR and kind is not SpeakerKind.WITNESSES
        stated = body and kind is SpeakerKind.REPORTS and phrase.head[-1].form not in BROADCAST
        if speaks or stated:
            return SpeakerKind.ORGANISATION
        official = kind is SpeakerKind.LOCAL_SOURCES and in_office(phrase, body, self.context)
        return SpeakerKind.OFFICIALS if official else kind

    def _of_people(self, phrase: Phrase, kind: SpeakerKind) -> tuple[Acting | None, Actor | None, str]:
        """Whose people or words they are, or whom they side with, and why so."""
        said = kind is not SpeakerKind.REPORTS or phrase.head[-1].form in STATED
        if said and (body := of_whom(phrase, self.context)):
            return body, None, ""
        for modifier in modifiers(phrase.before, self.context):
            if body := owner(modifier, phrase, self.context, self.home):
                return body, None, ""
            words = self.context.words(phrase.before)
            if side := side_of(modifier, self.context):
                return None, side, f"“{words}” tells the side: that of {the(side.name)}"
            if modifier.side is Side.REBELS:
                return None, None, f"“{words}” tells the side, and no party is named"
        return None, None, ""

    # ── bodies ───────────────────────────────────────────────────────────────────────────────────────────

    def _body(self, phrase: Phrase, units: Sequence[Unit], *, named: bool) -> Speaker | None:
        acting = name_units(units, self.context, definite=True)
        if acting.by is ResolvedBy.UNRESOLVED and phrase.before and phrase.head[-1].form in OFFICES:
            acting = name_units(_without_press(phrase.before), self.context, definite=True)
        if acting.by is ResolvedBy.UNRESOLVED and phrase.link == "of" and phrase.rest:
            acting = name_units(phrase.rest, self.context, definite=True)  # "media center of the brigade"
        if acting.by is ResolvedBy.UNRESOLVED:
            words = self.context.words(units)
            person = named and phrase.noun is None and not phrase.rest and A_NAME.fullmatch(words)
            reason = "a person, by the capitals of the name"
            return Speaker(kind=SpeakerKind.PERSON, reason=reason, person=words) if person else None
        if acting.actor is None and acting.cls is ActorClass.MEDIA and phrase.head[-1].form in BROADCAST:
            return self._broadcaster(acting, phrase)
        if acting.cls is ActorClass.CIVILIANS:
            role = self.context.words(phrase.head)
            return Speaker(kind=SpeakerKind.LOCAL_SOURCES, reason=acting.reason, role=role)
        speaker = _as_body(acting, acting.reason)
        last = self.context.scene.last_word(phrase.head[-1])
        if KINDS.get(last.form) is SpeakerKind.OFFICIALS:  # "US officials" are a name of the government
            return replace(speaker, kind=SpeakerKind.OFFICIALS, role=self.context.words((last,)))
        return speaker

    def _broadcaster(self, acting: Acting, phrase: Phrase) -> Speaker:
        """State television: which channel is not sure, but whose side it is on."""
        state = any(unit.form in STATE_RUN for unit in phrase.units)
        country = acting.country or self.context.country
        government = self.context.body(country, "government").actor if state else None
        owners = (one.actor for one in modifiers(phrase.before, self.context) if one.link is Link.OWN)
        side = government or next(filter(None, owners), None)
        return Speaker(
            kind=SpeakerKind.REPORTS if phrase.head[-1].form == "media" else SpeakerKind.ORGANISATION,
            reason=acting.reason,
            alignment=side.id if side else None,
        )


def _without_press(units: Sequence[Unit]) -> Sequence[Unit]:
    """Whose a press office is: of "coalition press" the coalition."""
    return units[:-1] if units[-1].form in {"press", "media"} and len(units) > 1 else units


def _first_of(span: Span, text: str) -> Span:
    """The first of several sources: "Coast Agency, Delta News, and Pier TV"."""
    words = span.of(text)
    return Span(span.start, span.start + words.index(",")) if _SEVERAL.search(words) else span


_SEVERAL = re.compile(r"^[^,]+,[^,]+,? and ")


def _as_person(person: Person) -> Speaker:
    body = person.body if person.body and person.body.cls is not ActorClass.CIVILIANS else None
    post = f"“{person.role}”, and it is not told of what" if person.role else A_PERSON
    return Speaker(
        kind=SpeakerKind.PERSON,
        reason=body.reason if body else post,
        person=person.name,
        role=person.role,
        organisation=body,
        alignment=_alignment(body),
    )


def _as_body(body: Acting, reason: str) -> Speaker:
    return Speaker(
        kind=SpeakerKind.ORGANISATION, reason=reason, organisation=body, alignment=_alignment(body)
    )


def _may_be(form: str, body: Acting, *, by_name: bool) -> bool:
    """Whether a body may be called so: a newspaper is no watchdog, and no army is "the group".

    `by_name`: the word has a capital, and may be a part of a name: "the Times" after the New York Times.
    """
    if form in REPORTERS:
        return body.actor is not None and body.cls is ActorClass.MEDIA
    if body.actor and form in common(body.actor.name).split():
        return by_name or form in BODIES or form in CALLED_SO
    if form in CALLED_SO:
        return body.cls in CALLED_SO[form]
    groups = form in BODIES and body.cls not in OF_STATE and body.cls is not ActorClass.MEDIA
    return groups or form in THEY or form == "we"


def _alignment(acting: Acting | None) -> str | None:
    """The party that an entry of the register sides with."""
    return acting.actor.alignment if acting and acting.actor else None
