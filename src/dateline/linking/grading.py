"""Grading: how an incident stands and how well it is evidenced, by stated rules, with the reason in words.

The rules are those of docs/reference/incidents.md, in their order there. They go by who says what, and by
what the register of sources knows of them; none of them is a probability.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import HARM, EventType, Fact, Grade, Stance, Standing
from dateline.domain.messages import Named, Number, Row, Sentence, message, message_of
from dateline.linking.reasons import (
    all_of,
    are_many,
    claims_of_who,
    many,
    several,
    the_happening,
    those,
    voices_of,
    whom_words,
)
from dateline.linking.responsibility import admissions, competing, denials
from dateline.linking.victims import harm_accepted, harm_told_by
from dateline.resolving.acting.calling import listed, number_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.domain import Weighing
    from dateline.linking.independence import Independence, Independent
    from dateline.linking.tellings import Said

_ENOUGH = 2  # credible, independent origins, as with Airwars


def standing_of(independence: Independence, weighed: Sequence[Weighing], kind: EventType) -> Standing:
    """How an incident of a type stands among those who speak of it."""
    table = independence.table
    denied = denials(table)
    if denied and not independence.of_those_who_tell():
        return Standing.DENIED
    if admissions(table):
        return Standing.ACKNOWLEDGED
    odds = any(one.contradiction and not one.contradiction.growth for one in weighed if one.fact in HARM)
    return Standing.DISPUTED if denied or odds or competing(independence, kind) else Standing.REPORTED


def grade_of(independence: Independence, kind: EventType) -> tuple[Grade, str]:
    """How well an incident is evidenced, and why: one sentence that names the origins."""
    table = independence.table
    told_by = independence.of_those_who_tell()
    grade, reason = (
        _discounted(independence, told_by, kind)
        or _confirmed(independence, kind)
        or _contested(independence, kind)
        or _by_origins(table, told_by, kind)
    )
    tail = {
        Grade.DISCOUNTED: [],
        Grade.CONFIRMED: [_denied(table), _told_otherwise(independence, kind)],
    }.get(grade, [_half_owned(independence, kind), _denied(table)])
    return grade, Sentence.of(Row.of([part for part in (reason, *tail) if part], "; "))


def _discounted(
    independence: Independence, told_by: Sequence[Independent], kind: EventType
) -> tuple[Grade, str] | None:
    """Somebody credible says that it did not happen, and nobody credible that it did.

    Who denies an accusation does not deny that it was made.
    """
    denied = [
        one.said
        for one in denials(independence.table)
        if one.of is None and independence.credible(one.said.voice)
    ]
    if not denied or kind is EventType.ACCUSATION or any(one.credible for one in told_by):
        return None
    who, what = all_of(denied), the_happening(kind)
    they_say = (
        message("%(who)s say that %(what)s did not happen", who=who, what=what)
        if several(voices_of(denied))
        else message("%(who)s says that %(what)s did not happen", who=who, what=what)
    )
    if not told_by:
        others = message("nobody says in their own name that it did")
    elif many(told_by):
        others = message("only %(who)s say that it did", who=those(told_by))
    else:
        others = message("only %(who)s says that it did", who=those(told_by))
    return Grade.DISCOUNTED, Row.of([they_say, others], ", and ")


def _confirmed(independence: Independence, kind: EventType) -> tuple[Grade, str] | None:
    """One side says that it did it, and owns to the harm, if anybody tells of harm."""
    admitted = admissions(independence.table)
    if len({said.voice.one_with for said in admitted}) != 1 or not harm_accepted(admitted, independence):
        return None
    return Grade.CONFIRMED, _owns(independence, kind)


def _contested(independence: Independence, kind: EventType) -> tuple[Grade, str] | None:
    found = competing(independence, kind)
    if not found:
        return None
    return Grade.CONTESTED, message("who did it is contested: %(claims)s", claims=claims_of_who(found))


def _by_origins(table: Sequence[Said], told_by: Sequence[Independent], kind: EventType) -> tuple[Grade, str]:
    what, reports = the_happening(kind), _reports(table, told_by)
    credible = [one for one in told_by if one.credible]
    rest = [one for one in told_by if not one.credible]
    if len(credible) >= _ENOUGH:
        tell = message(
            "%(number)s independent origins, %(who)s, tell of %(what)s",
            number=_in_letters(len(credible)), who=those(credible), what=what,
        )  # fmt: skip
        return Grade.FAIR, _passed_on(tell, reports)
    if credible:
        tells = message("one origin, %(who)s, tells of %(what)s", who=those(credible), what=what)
        return Grade.WEAK, Row.of([_passed_on(tells, reports), *_beside(rest)], "; ")
    sides = [one for one in rest if one.partisan]
    if sides:
        who, which = those(sides), _which(sides)
        only = (
            message("only %(who)s, %(which)s, tell of %(what)s", who=who, which=which, what=what)
            if many(sides)
            else message("only %(who)s, %(which)s, tells of %(what)s", who=who, which=which, what=what)
        )
        others = _beside([one for one in rest if not one.partisan])
        return Grade.WEAK, Row.of([_passed_on(only, reports), *others], "; ")
    if rest:
        of_it = message("%(hearsay)s of %(what)s", hearsay=_hearsay(rest), what=what)
        return Grade.WEAK, _passed_on(of_it, reports)
    return Grade.WEAK, _nobody_vouches(table, kind)


def _beside(rest: Sequence[Independent]) -> list[str]:
    """Those who tell of it too and do not count, and why they don't."""
    sides = [one for one in rest if one.partisan]
    hearsay = [one for one in rest if not one.partisan]
    only = [message("beside it only %(who)s, %(which)s", who=those(sides), which=_which(sides))]
    return [*(only if sides else []), *([_hearsay(hearsay)] if hearsay else [])]


def _which(sides: Sequence[Independent]) -> str:
    """Why parties and their media do not count, though perhaps not parties to this incident."""
    if all(one.takes_part for one in sides):
        if len(sides) > 1:
            return message("for their sides")
        return message("for their side") if many(sides) else message("for its side")
    return message("not independent sources") if len(sides) > 1 else message("not an independent source")


def _hearsay(rest: Sequence[Independent]) -> str:
    """What people say who are no witnesses: without a name, or in an office that nobody is named for."""
    by_name = [one for one in rest if all(voice.id.startswith("person:") for voice in one.voices)]
    unnamed = [one for one in rest if one not in by_name]
    parts: list[str] = []
    if unnamed:
        what = message("people without a name say")
        parts.append(_passing_on(those(unnamed), what, plural=many(unnamed)))
    if by_name:
        several_speak = len(by_name) > 1
        what = message("people in office say") if several_speak else message("somebody in office says")
        parts.append(_passing_on(those(by_name), what, plural=many(by_name)))
    return Row.of(parts, ", and ")


def _passing_on(who: str, what: str, *, plural: bool) -> str:
    if plural:
        return message("%(who)s pass on what %(what)s", who=who, what=what)
    return message("%(who)s passes on what %(what)s", who=who, what=what)


def _nobody_vouches(table: Sequence[Said], kind: EventType) -> str:
    what = the_happening(kind)
    accusing = [said for said in table if said.telling.stance is Stance.ACCUSES]
    hedging = [said for said in table if said.telling.stance is Stance.HEDGES]
    if accusing and kind is EventType.ACCUSATION:
        return message("the accusation is that of %(who)s, and nobody else tells of it", who=all_of(accusing))
    if accusing:
        who = all_of(accusing)
        if are_many(kind):
            return message(
                "%(what)s rest on an accusation by %(who)s, and nobody else tells of it", what=what, who=who
            )
        return message(
            "%(what)s rests on an accusation by %(who)s, and nobody else tells of it", what=what, who=who
        )
    if hedging:
        who = all_of(hedging)
        if several(voices_of(hedging)):
            return message("%(who)s speak of %(what)s with reserve", who=who, what=what)
        return message("%(who)s speaks of %(what)s with reserve", who=who, what=what)
    return message("nobody says in their own name that %(what)s happened", what=what)


def _denied(table: Sequence[Said]) -> str:
    """Who denies what: "the Army of the Plain denies that it did it, and the Norric Army denies it"."""
    parts: dict[str, list[Said]] = {}
    for one in denials(table):
        if one.by_itself and several([one.said.voice]):
            what = message("that they did it")
        elif one.by_itself:
            what = message("that it did it")
        else:
            what = message("that %(whom)s did it", whom=whom_words(one.of)) if one.of else message("it")
        parts.setdefault(what, []).append(one.said)
    return Row.of(
        [
            message("%(who)s deny %(what)s", who=all_of(who), what=what)
            if several(voices_of(who))
            else message("%(who)s denies %(what)s", who=all_of(who), what=what)
            for what, who in parts.items()
        ],
        ", and ",
    )


def _half_owned(independence: Independence, kind: EventType) -> str:
    """An admission that confirms nothing: of the deed without its harm."""
    admitted = admissions(independence.table)
    if not admitted or harm_accepted(admitted, independence):
        return ""
    owns = _owns(independence, kind, of_harm=False)
    if harm_told_by(admitted, independence):
        return message("%(owns)s, but not the harm that others tell of", owns=owns)
    return message("%(owns)s, and nothing of the harm", owns=owns)


def _owns(independence: Independence, kind: EventType, *, of_harm: bool = True) -> str:
    """What those who did it say of it, by what they call the deed: that is not always the incident's type."""
    admitted = admissions(independence.table)
    claiming = [said for said in admitted if said.claims_it]
    ids = {said.voice.id for said in claiming}
    saying = [said for said in admitted if said.voice.id not in ids]
    parts: list[str] = []
    if claiming:
        who, deed = all_of(claiming), the_happening(_called(claiming, kind))
        parts.append(
            message("%(who)s take responsibility for %(deed)s", who=who, deed=deed)
            if several(voices_of(claiming))
            else message("%(who)s takes responsibility for %(deed)s", who=who, deed=deed)
        )
    if saying:
        said = _their_doing(all_of(saying), _called(saying, kind), plural=several(voices_of(saying)))
        told = of_harm and harm_told_by(saying, independence)
        parts.append(message("%(said)s, and that people came to harm", said=said) if told else said)
    return listed(parts)


def _their_doing(who: str, kind: EventType, *, plural: bool) -> str:
    deed = the_happening(kind)
    match plural, are_many(kind):
        case True, True:
            return message("%(who)s say that %(deed)s were their doing", who=who, deed=deed)
        case True, False:
            return message("%(who)s say that %(deed)s was their doing", who=who, deed=deed)
        case False, True:
            return message("%(who)s says that %(deed)s were its doing", who=who, deed=deed)
        case _:
            return message("%(who)s says that %(deed)s was its doing", who=who, deed=deed)


def _called(admitted: Sequence[Said], kind: EventType) -> EventType:
    kinds = [said.kind for said in admitted]
    return kind if kind in kinds else kinds[0]


def _told_otherwise(independence: Independence, kind: EventType) -> str:
    found = competing(independence, kind)
    if not found:
        return ""
    return message("who did it is told in more than one way: %(claims)s", claims=claims_of_who(found))


def _passed_on(told: str, reports: int) -> str:
    """What origins tell, and in how many reports their words stand; nothing of these where they are 0."""
    if not reports:
        return told
    number = _in_letters(reports)
    return message_of("%(told)s in %(number)s report", "%(told)s in %(number)s reports", reports,
                      told=told, number=number)  # fmt: skip


def _in_letters(number: int) -> str:
    return Named.of(number_words(number), Number.of(number))


def _reports(table: Sequence[Said], told_by: Sequence[Independent]) -> int:
    """The number of reports in which the words of fewer origins stand; 0 where there are no more."""
    reports = {
        said.telling.event.report
        for said in table
        if said.telling.fact is Fact.TYPE and said.telling.stance is Stance.ASSERTS
    }
    return len(reports) if told_by and len(reports) > len(told_by) else 0
