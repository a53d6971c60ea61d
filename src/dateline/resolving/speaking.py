"""Who says so: sources of claims, to persons with their posts, to organisations, to kinds without a name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dateline.domain import ActorClass, ResolvedBy, Speaker, SpeakerKind
from dateline.resolving.acting.context import Context
from dateline.resolving.acting.forms import common
from dateline.resolving.acting.modifiers import Link, Side, modifiers
from dateline.resolving.acting.naming import name_units
from dateline.resolving.acting.people import people_of
from dateline.resolving.acting.phrases import phrase_of, units_of
from dateline.resolving.acting.referring import THEY, Told
from dateline.resolving.acting.scene import look_round
from dateline.resolving.numbers import listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.domain import Acting, Actor, Coding, Span
    from dateline.resolving.acting.modifiers import Modifier
    from dateline.resolving.acting.people import Person
    from dateline.resolving.acting.phrases import Phrase, Unit
    from dateline.resolving.ports import Register

# What the last word of a source says of its kind.
_KINDS: dict[str, SpeakerKind] = {
    word: kind
    for kind, words in {
        SpeakerKind.WITNESSES: "witness eyewitness survivor",
        SpeakerKind.LOCAL_SOURCES: """
            source activist resident local villager inhabitant civilian citizen people person medic doctor
            nurse paramedic surgeon physician rescuer volunteer relative family neighbor neighbour evacuee
            refugee prisoner detainee journalist reporter correspondent photographer blogger user man men
            woman women boy girl child children father mother brother sister son daughter mourner teacher
            student lawyer priest cleric archbishop bishop archimandrite worker staff shepherd farmer
            tribesman elder protester fighter defector pilgrim shopkeeper driver observer contact stringer
            syrian iraqi palestinian gazan another
            """,
        SpeakerKind.OFFICIALS: """
            official spokesman spokeswoman spokesperson minister commander officer general colonel captain
            governor mayor diplomat rapporteur envoy ambassador lawmaker senator secretary president director
            head chief leader adviser advisor aide representative delegate negotiator prosecutor coordinator
            """,
        SpeakerKind.REPORTS: """
            report statement medium media video footage image picture photo photograph post tweet release
            document leaflet data figure estimate toll information claim rumor rumour broadcast account letter
            news bulletin survey study test result review investigation clip recording list resolution article
            press evidence record message communique testimony map
            """,
    }.items()
    for word in listed(words)
}
# A "source" with these before it is in office: "military source", "security sources", "diplomatic sources".
_IN_OFFICE = frozenset({Side.STATE, Side.ARMY, Side.POLICE})
_OFFICIAL = listed("diplomatic intelligence official ministerial governmental")
_LOCAL_OFFICE = listed("governor mayor")
_WITHIN = listed("at in from of within inside with for by")
_STATED = listed("statement report post tweet release communique letter message")
_BROADCAST = listed("television tv radio media channel")
_STATE_RUN = listed("state government regime official")
_PERSONAL = listed("he she i me him her one")
_UNNAMED = listed("source official spokesman spokeswoman spokesperson")
_BODIES = listed(
    "group organization agency center monitor watchdog network body charity outlet newspaper it they we"
)
# A name by its looks: "Karim Haddad", "al-Barazi"; no short name, no number, no sign.
_NAME = re.compile(
    r"(?:(?:al|el|de|bin|abu)[ -])?[A-Z][a-z’'-]+(?: (?:(?:al|el)-)?(?:[A-Z][\w’'.-]*|al|de|bin)){0,4}"
)

# Bodies whose people speak in their name; those of others are just their people.
_SPEAK_FOR = frozenset({ActorClass.MEDIA, ActorClass.MONITOR, ActorClass.NGO, ActorClass.INTERGOVERNMENTAL})
_OF_STATE = frozenset({ActorClass.GOVERNMENT, ActorClass.STATE_FORCES})


def name_sources(coding: Coding, register: Register, actors: Mapping[Span, Acting]) -> dict[Span, Speaker]:
    """What the sources of claims in `coding` resolve to; `actors` is what `name_actors` gave for it.

    Pronouns should have been replaced before, as `resolve` does. What resolves to nothing is left out.
    """
    scene = look_round(coding, register)
    told = Told(scene)
    for span in sorted(actors):
        told.add(span, actors[span])
    context = Context(scene=scene, told=told)
    reader = _Reader(context=context, people=people_of(coding, context))
    named = {one.source: one.named for one in coding.attributions if one.source}
    found = {span: reader.hear(span, named=named[span]) for span in sorted(named)}
    return {span: speaker for span, speaker in found.items() if speaker}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Reads the sources of one report in order; `heard` are the speakers so far."""

    context: Context
    people: Mapping[Span, Person]
    heard: list[Speaker] = field(default_factory=list)

    def hear(self, span: Span, *, named: bool) -> Speaker | None:
        """Whom the source in `span` resolves to."""
        speaker = self._speaker(span, named=named)
        if speaker:
            self.heard.append(speaker)
        return speaker

    def _speaker(self, span: Span, *, named: bool) -> Speaker | None:
        scene = self.context.scene
        if span.of(scene.text).lower() in _PERSONAL:
            return None
        inside = max((one for one in self.people if span.holds(one)), key=len, default=None)
        if inside and inside.end >= span.end - len("’s "):
            return _as_person(self.people[inside])
        units = units_of(span, scene)
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
        if not phrase.plain or phrase.rest or phrase.head[-1].actors or len(phrase.head) > 1:
            return None
        words = self.context.words(units)
        form = words.lower() if words.lower() in THEY else phrase.head[-1].form
        for speaker in reversed(self.heard):
            if form in _UNNAMED and speaker.role and common(speaker.role) == form:
                return replace(speaker, reason=f"{words}: the {speaker.role} that spoke before")
            body = speaker.organisation if form in _BODIES else None
            if body and body.actor and _may_be(form, body.actor):
                return Speaker(
                    kind=SpeakerKind.ORGANISATION,
                    reason=f"{words}: {body.actor.name}, which spoke before",
                    organisation=body,
                    alignment=_alignment(body),
                )
        return self._holder(form, units) if _KINDS.get(form) is SpeakerKind.OFFICIALS else None

    def _holder(self, form: str, units: Sequence[Unit]) -> Speaker | None:
        """The person named last before whose post is called so: "the secretary"."""
        before = [span for span in self.people if span.end <= units[0].span.start]
        for span in sorted(before, reverse=True):
            person = self.people[span]
            if person.role and form in common(person.role).split():
                return replace(
                    _as_person(person), reason=f"{self.context.words(units)}: {person.name}, {person.role}"
                )
        return None

    # ── kinds without a name ─────────────────────────────────────────────────────────────────────────────

    def _of_a_kind(self, phrase: Phrase, units: Sequence[Unit]) -> Speaker | None:
        """A kind, and whose they are: "local activists", "a source at the ministry", "UN reports"."""
        head = phrase.head[-1]
        kind = None if head.actors else _KINDS.get(head.form)
        if kind is None or (len(phrase.head) > 1 and head.form in _BROADCAST):
            return None  # "state media" are read as a body
        if kind is SpeakerKind.OFFICIALS:
            body, side, why = self._of_officials(phrase, units)
        else:
            body, side, why = self._of_people(phrase, kind)
        return Speaker(
            kind=(kind := self._kind(kind, phrase, body)),
            reason=f"{self.context.words(units)}: {why or 'nobody is named'}",
            role=self.context.words(phrase.head) if kind is not SpeakerKind.REPORTS else None,
            organisation=body,
            alignment=side.id if side else _alignment(body),
        )

    def _kind(self, kind: SpeakerKind, phrase: Phrase, body: Acting | None) -> SpeakerKind:
        """The kind, told by whose they are: "AFP photographers" are AFP, "army sources" are officials."""
        speaks = body and body.actor and body.cls in _SPEAK_FOR and kind is not SpeakerKind.WITNESSES
        stated = body and kind is SpeakerKind.REPORTS and phrase.head[-1].form not in _BROADCAST
        if speaks or stated:
            return SpeakerKind.ORGANISATION
        official = kind is SpeakerKind.LOCAL_SOURCES and self._in_office(phrase, body)
        return SpeakerKind.OFFICIALS if official else kind

    def _of_officials(self, phrase: Phrase, units: Sequence[Unit]) -> tuple[Acting | None, Actor | None, str]:
        """The body that officials are of, if the words say so."""
        if phrase.plain and not phrase.rest and len(phrase.head) == 1:
            return None, None, ""
        acting = name_units(units, self.context, definite=True)
        land = self.context.scene.register.land
        of_a_land = any(unit.capital and land(self.context.words((unit,))) for unit in units)
        sure = acting.actor or of_a_land or phrase.head[-1].form in _LOCAL_OFFICE
        if not (sure and _is_body(acting)):
            return None, None, ""  # "defence officials" may be any state's
        return acting, None, acting.reason

    def _of_people(self, phrase: Phrase, kind: SpeakerKind) -> tuple[Acting | None, Actor | None, str]:
        """Whose people or words they are, or whom they side with, and why so."""
        for modifier in modifiers(phrase.before, self.context):
            words = self.context.words((modifier.unit,))
            body = self._owner(modifier, phrase) if modifier.link is Link.OWN else None
            if body:
                return body, None, f"those of {words}"
            side = _side(modifier, self.context)
            if side:
                return None, side, f"on the side of {side.name}"
            if modifier.side is Side.REBELS:
                return None, None, f"{words}, and no party is named"
        said = kind is not SpeakerKind.REPORTS or phrase.head[-1].form in _STATED
        if said and phrase.link in _WITHIN and phrase.rest:
            acting = name_units(phrase.rest, self.context, definite=True)
            if _is_body(acting):
                return acting, None, f"{phrase.link} {acting.reason}"
        return None, None, ""

    def _owner(self, modifier: Modifier, phrase: Phrase) -> Acting | None:
        """The body that the words up to the noun name: of "Turkish security sources" Turkish security."""
        at = last = phrase.before.index(modifier.unit)
        for number in range(at, len(phrase.before)):
            if phrase.before[number].actors or self.context.scene.noun(phrase.before[number].form):
                last = number
        if modifier.land and last == at:
            return None  # "Syrian activists" are not those of Syria's government
        if modifier.side in _IN_OFFICE and not any(unit.capital for unit in phrase.before[:at]):
            return self._of_the_state(modifier)
        acting = name_units(phrase.before[: last + 1], self.context, definite=True)
        return acting if _is_body(acting) else None

    def _of_the_state(self, modifier: Modifier) -> Acting:
        """Whose a "military source" is: the state's where the report plays, if it plays in one country."""
        country = self.context.country if self.context.scene.one_country else None
        words = self.context.words((modifier.unit,))
        what = {Side.STATE: "government", Side.ARMY: "armed_forces"}.get(
            modifier.side or Side.ARMY, words.lower()
        )
        return self.context.body(country, what, f"{words}, where the report plays")

    def _in_office(self, phrase: Phrase, body: Acting | None) -> bool:
        if phrase.head[-1].form not in {"source", "contact"}:
            return False
        if body and body.cls in _OF_STATE:
            return True
        sides = {modifier.side for modifier in modifiers(phrase.before, self.context)}
        return bool(sides & _IN_OFFICE) or any(unit.form in _OFFICIAL for unit in phrase.before)

    # ── bodies ───────────────────────────────────────────────────────────────────────────────────────────

    def _body(self, phrase: Phrase, units: Sequence[Unit], *, named: bool) -> Speaker | None:
        acting = name_units(units, self.context, definite=True)
        if acting.by is ResolvedBy.UNRESOLVED and phrase.link == "of" and phrase.rest:
            acting = name_units(phrase.rest, self.context, definite=True)  # "media center of the brigade"
        words = self.context.words(units)
        if acting.by is ResolvedBy.UNRESOLVED:
            person = named and phrase.noun is None and not phrase.rest and _NAME.fullmatch(words)
            reason = f"{words}, by its capitals the name of a person"
            return Speaker(kind=SpeakerKind.PERSON, reason=reason, person=words) if person else None
        if acting.cls is ActorClass.MEDIA and phrase.head[-1].form in _BROADCAST:
            return self._broadcaster(acting, phrase, words)
        if acting.cls is ActorClass.CIVILIANS:
            role = self.context.words(phrase.head)
            return Speaker(kind=SpeakerKind.LOCAL_SOURCES, reason=acting.reason, role=role)
        return Speaker(
            kind=SpeakerKind.ORGANISATION,
            reason=acting.reason,
            organisation=acting,
            alignment=_alignment(acting),
        )

    def _broadcaster(self, acting: Acting, phrase: Phrase, words: str) -> Speaker:
        """State television: which channel is not sure, but whose side it is on."""
        state = any(unit.form in _STATE_RUN for unit in phrase.units)
        country = acting.country or self.context.country
        government = self.context.body(country, "government", words).actor if state else None
        return Speaker(
            kind=SpeakerKind.REPORTS if phrase.head[-1].form == "media" else SpeakerKind.ORGANISATION,
            reason=acting.reason,
            organisation=acting if acting.actor and not state else None,
            alignment=government.id if government else _alignment(acting),
        )


def _as_person(person: Person) -> Speaker:
    body = person.body if person.body and person.body.cls is not ActorClass.CIVILIANS else None
    return Speaker(
        kind=SpeakerKind.PERSON,
        reason=f"{person.name}, {person.role or 'of whom the report tells no post'}",
        person=person.name,
        role=person.role,
        organisation=body,
        alignment=_alignment(body),
    )


def _side(modifier: Modifier, context: Context) -> Actor | None:
    """Whom those side with who are "pro-Kurdish", "government-aligned" or of the state."""
    if modifier.link is Link.ANTI:
        return None
    register, day = context.scene.register, context.day
    state = context.country if modifier.side is Side.STATE else None
    if modifier.link is not Link.OWN:
        if modifier.actor or modifier.community:
            return modifier.actor or (modifier.community.side if modifier.community else None)
        state = modifier.land.code if modifier.land else state
    return register.body(state, "government", day) if state else None


def _may_be(form: str, actor: Actor) -> bool:
    """Whether a body may be called so: a newspaper is no watchdog, and no army is "the group"."""
    if form in common(actor.name).split():
        return True
    match form:
        case "agency" | "outlet" | "newspaper":
            return actor.cls in {ActorClass.MEDIA, ActorClass.INTERGOVERNMENTAL}
        case "monitor" | "watchdog" | "charity":
            return actor.cls in {ActorClass.MONITOR, ActorClass.NGO}
        case "it" | "they" | "we":
            return True
        case _:
            return actor.cls not in _OF_STATE and actor.cls is not ActorClass.MEDIA


def _is_body(acting: Acting) -> bool:
    return acting.by is not ResolvedBy.UNRESOLVED and acting.cls is not ActorClass.CIVILIANS


def _alignment(acting: Acting | None) -> str | None:
    """The party that an entry of the register sides with."""
    return acting.actor.alignment if acting and acting.actor else None
