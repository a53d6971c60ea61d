"""Grading: how an incident stands and how well it is evidenced, by stated rules, with the reason in words.

The rules are those of docs/reference/incidents.md, in their order there. They go by who says what, and by
what the register of sources knows of them; none of them is a probability.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import HARM, EventType, Fact, Grade, Stance, Standing
from dateline.linking.reasons import (
    all_of,
    claims_of_who,
    many,
    several,
    the_happening,
    those,
    voices_of,
    was,
    whom_words,
)
from dateline.linking.responsibility import admissions, competing, denials
from dateline.linking.victims import harm_accepted, harm_told_by
from dateline.resolving.acting.calling import listed, number_words, verb

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
    sentence = "; ".join(part for part in (reason, *tail) if part)
    return grade, f"{sentence[:1].upper()}{sentence[1:]}."


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
    speak = several(voices_of(denied))
    who = f"{all_of(denied)} {verb('say', plural=speak)} that {the_happening(kind)} did not happen"
    others = (
        f"only {those(told_by)} {verb('say', plural=many(told_by))} that it did"
        if told_by
        else "nobody says in their own name that it did"
    )
    return Grade.DISCOUNTED, f"{who}, and {others}"


def _confirmed(independence: Independence, kind: EventType) -> tuple[Grade, str] | None:
    """One side says that it did it, and owns to the harm, if anybody tells of harm."""
    admitted = admissions(independence.table)
    if len({said.voice.one_with for said in admitted}) != 1 or not harm_accepted(admitted, independence):
        return None
    return Grade.CONFIRMED, _owns(independence, kind)


def _contested(independence: Independence, kind: EventType) -> tuple[Grade, str] | None:
    found = competing(independence, kind)
    return (Grade.CONTESTED, f"who did it is contested: {claims_of_who(found)}") if found else None


def _by_origins(table: Sequence[Said], told_by: Sequence[Independent], kind: EventType) -> tuple[Grade, str]:
    what, count = the_happening(kind), _passed_on(table, told_by)
    credible = [one for one in told_by if one.credible]
    rest = [one for one in told_by if not one.credible]
    if len(credible) >= _ENOUGH:
        who = f"{number_words(len(credible))} independent origins, {those(credible)}, tell of {what}"
        return Grade.FAIR, who + count
    if credible:
        return Grade.WEAK, f"one origin, {those(credible)}, tells of {what}{count}{_beside(rest)}"
    sides = [one for one in rest if one.partisan]
    if sides:
        only = f"only {those(sides)}, {_which(sides)}, {verb('tell', plural=many(sides))} of {what}"
        return Grade.WEAK, only + count + _beside([one for one in rest if not one.partisan])
    if rest:
        return Grade.WEAK, f"{_hearsay(rest)} of {what}{count}"
    return Grade.WEAK, _nobody_vouches(table, kind)


def _beside(rest: Sequence[Independent]) -> str:
    """Those who tell of it too and do not count, and why they don't."""
    sides = [one for one in rest if one.partisan]
    hearsay = [one for one in rest if not one.partisan]
    parts = [f"beside it only {those(sides)}, {_which(sides)}"] if sides else []
    parts += [_hearsay(hearsay)] if hearsay else []
    return "".join(f"; {part}" for part in parts)


def _which(sides: Sequence[Independent]) -> str:
    """Why parties and their media do not count, though perhaps not parties to this incident."""
    if all(one.takes_part for one in sides):
        return "for their sides" if len(sides) > 1 else f"for {_its(many(sides))} side"
    return "not independent sources" if len(sides) > 1 else "not an independent source"


def _hearsay(rest: Sequence[Independent]) -> str:
    """What people say who are no witnesses: without a name, or in an office that nobody is named for."""
    by_name = [one for one in rest if all(voice.id.startswith("person:") for voice in one.voices)]
    unnamed = [one for one in rest if one not in by_name]
    parts = []
    if unnamed:
        parts.append(
            f"{those(unnamed)} {verb('pass', plural=many(unnamed))} on what people without a name say"
        )
    if by_name:
        who = "people in office say" if len(by_name) > 1 else "somebody in office says"
        parts.append(f"{those(by_name)} {verb('pass', plural=many(by_name))} on what {who}")
    return ", and ".join(parts)


def _nobody_vouches(table: Sequence[Said], kind: EventType) -> str:
    what = the_happening(kind)
    accusing = [said for said in table if said.telling.stance is Stance.ACCUSES]
    hedging = [said for said in table if said.telling.stance is Stance.HEDGES]
    if accusing and kind is EventType.ACCUSATION:
        return f"the accusation is that of {all_of(accusing)}, and nobody else tells of it"
    if accusing:
        rests = verb("rest", plural=kind is EventType.DEATH)
        return f"{what} {rests} on an accusation by {all_of(accusing)}, and nobody else tells of it"
    if hedging:
        speaks = verb("speak", plural=several(voices_of(hedging)))
        return f"{all_of(hedging)} {speaks} of {what} with reserve"
    return f"nobody says in their own name that {what} happened"


def _denied(table: Sequence[Said]) -> str:
    """Who denies what: "the Army of the Plain denies that it did it, and the Norric Army denies it"."""
    parts: dict[str, list[Said]] = {}
    for one in denials(table):
        them = "they" if several([one.said.voice]) else "it"
        whom = (
            f"that {them} did it"
            if one.by_itself
            else f"that {whom_words(one.of)} did it"
            if one.of
            else "it"
        )
        parts.setdefault(whom, []).append(one.said)
    return ", and ".join(
        f"{all_of(who)} {verb('deny', plural=several(voices_of(who)))} {what}" for what, who in parts.items()
    )


def _half_owned(independence: Independence, kind: EventType) -> str:
    """An admission that confirms nothing: of the deed without its harm."""
    admitted = admissions(independence.table)
    if not admitted or harm_accepted(admitted, independence):
        return ""
    told = harm_told_by(admitted, independence)
    but = "but not the harm that others tell of" if told else "and nothing of the harm"
    return f"{_owns(independence, kind, of_harm=False)}, {but}"


def _owns(independence: Independence, kind: EventType, *, of_harm: bool = True) -> str:
    """What those who did it say of it, by what they call the deed: that is not always the incident's type."""
    admitted = admissions(independence.table)
    claiming = [said for said in admitted if said.claims_it]
    ids = {said.voice.id for said in claiming}
    saying = [said for said in admitted if said.voice.id not in ids]
    parts = []
    if claiming:
        take = verb("take", plural=several(voices_of(claiming)))
        deed = the_happening(_called(claiming, kind))
        parts.append(f"{all_of(claiming)} {take} responsibility for {deed}")
    if saying:
        done, plural = _called(saying, kind), several(voices_of(saying))
        told = of_harm and harm_told_by(saying, independence)
        harm = ", and that people came to harm" if told else ""
        parts.append(
            f"{all_of(saying)} {verb('say', plural=plural)} that {the_happening(done)} {was(done)} "
            f"{_its(plural)} doing{harm}"
        )
    return listed(parts)


def _called(admitted: Sequence[Said], kind: EventType) -> EventType:
    kinds = [said.kind for said in admitted]
    return kind if kind in kinds else kinds[0]


def _its(plural: bool) -> str:  # noqa: FBT001 -- its or their
    return "their" if plural else "its"


def _told_otherwise(independence: Independence, kind: EventType) -> str:
    found = competing(independence, kind)
    return f"who did it is told in more than one way: {claims_of_who(found)}" if found else ""


def _passed_on(table: Sequence[Said], told_by: Sequence[Independent]) -> str:
    """In how many reports the words of fewer origins stand."""
    reports = {
        said.telling.event.report
        for said in table
        if said.telling.fact is Fact.TYPE and said.telling.stance is Stance.ASSERTS
    }
    return f" in {number_words(len(reports))} reports" if told_by and len(reports) > len(told_by) else ""
