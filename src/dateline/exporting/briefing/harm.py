"""Harm: the dead, the wounded and others as each voice gives them, and how the figures differ and moved."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.domain import EventType, Fact, Stance
from dateline.exporting.briefing.counting import figure_of, is_included, is_part
from dateline.resolving.acting.calling import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dateline.domain import Telling
    from dateline.exporting.briefing.counting import Figure
    from dateline.exporting.briefing.shapes import Material
    from dateline.exporting.briefing.voices import Voice, Voices


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """What a voice stands by in the end of one kind of harm, and the figures that it gave before."""

    voice: Voice
    figures: tuple[Figure, ...]
    before: tuple[Figure, ...] = ()

    @property
    def words(self) -> str:
        """All its figures: "eight civilians and four fighters"."""
        return listed([one.words for one in self.figures])

    @property
    def tellings(self) -> tuple[Telling, ...]:
        """What the figures rest on."""
        return tuple(one.telling for one in self.figures)

    @property
    def bare(self) -> str:
        """Its figures as a sum of the dead has them: "nine", and no longer "nine people"."""
        return "none" if self.words == "nobody" else self.words.removesuffix(" people")

    @property
    def key(self) -> str:
        """What tells its figures from others: the numbers, and of what kind of people they are."""
        return listed([f"{one.number} {kind_of(one.whom)}" for one in self.figures])

    @property
    def reach(self) -> int:
        """How many it is at the most, or at the least where it is open above."""
        counts = [one.telling.count for one in self.figures if one.telling.count]
        return sum(one.max if one.max is not None else one.min or 0 for one in counts)

    @property
    def exact(self) -> bool:
        """Whether it is a number and no bound."""
        count = self.figures[0].telling.count
        return bool(count and count.min == count.max)


def tolls_of(material: Material, fact: Fact, voices: Voices) -> list[Toll]:
    """What each voice stands by of one kind of harm, in the order in which they speak first."""
    by_voice: dict[str, list[Telling]] = {}
    for one in material.told.incident.tellings:
        if one.fact is fact and one.stance is Stance.ASSERTS:
            by_voice.setdefault(voices.of(one).key, []).append(one)
    found = [toll for told in by_voice.values() if (toll := _toll(told, voices))]
    # A victim named, or one of whom somebody tells by the way, is no sum to hold others against.
    sums = [one for one in found if one.figures[0].counted and one.figures[0].number != "at least one"]
    if any(one.figures[0].number == "no" for one in found):  # against none a single victim counts
        return found
    return sums or found


def parts_of(material: Material) -> Iterator[Telling]:
    """The tellings that give some of those counted elsewhere: "Five of the dead were children"."""
    for one in material.told.incident.tellings:
        if one.fact in _TO_PEOPLE and one.stance is Stance.ASSERTS and is_part(one):
            yield one


def kind_of(whom: str) -> str:
    """What kind of people a noun is of, such that figures of two kinds don't contradict each other.

    >>> kind_of("civilians"), kind_of("Front fighters"), kind_of("people")
    ('civilians', 'fighters', '')
    """
    return next((kind for words, kind in _KINDS if words.search(whom.lower())), "")


def fits(fact: Fact, kind: EventType) -> bool:
    """Whether a kind of harm can be told in our words: who is exchanged by agreement is not captured."""
    return fact is not Fact.CAPTURED or kind not in _PEACEFUL


def is_told(fact: Fact, kind: EventType) -> bool:
    """Whether a deed of this type is this harm: who is arrested need not be counted again."""
    return kind in _SAME.get(fact, ())


def verb_of(fact: Fact, kind: EventType, tolls: Iterable[Toll]) -> str:
    """What was done: as the words of the reports have it, where ours would be two things or another."""
    if fact is Fact.CAPTURED and kind in _TAKEN:
        return _TAKEN[kind]
    if fact is Fact.DAMAGED:
        said = " ".join(one.quote for toll in tolls for one in toll.tellings)
        destroyed, damaged = _DESTROYED.search(said), _DAMAGED.search(said)
        if bool(destroyed) != bool(damaged):
            return "destroyed" if destroyed else "damaged"
    return VERBS[fact]


def done(fact: Fact, toll: Toll, kind: EventType) -> str:
    """A toll as a clause: "six labourers were killed"."""
    first = toll.figures[0]
    if first.number == "no" and first.whom == "people":
        return f"nobody was {verb_of(fact, kind, [toll])}"
    was = "were" if first.many or len(toll.figures) > 1 else "was"
    return f"{_full(toll)} {was} {verb_of(fact, kind, [toll])}"


def both_done(dead: Toll, wounded: Toll, kind: EventType) -> str:
    """The dead and the wounded in a clause: "six people were killed and nine wounded"."""
    killed = done(Fact.KILLED, dead, kind)
    if _is_bare(dead) and _is_bare(wounded):
        return f"{killed} and {wounded.bare} wounded"
    return f"{killed} and {done(Fact.INJURED, wounded, kind)}"


def both_doing(tolls: Sequence[tuple[Fact, Toll]]) -> str:
    """What was done to people as it hangs on a clause: "killing six people and wounding nine"."""
    (fact, first), *others = tolls
    parts = [doing(fact, first)]
    for other, toll in others:
        bare = _is_bare(first) and _is_bare(toll)
        parts.append(f"{_DOING[other]} {toll.bare}" if bare else doing(other, toll))
    return listed(parts)


def _is_bare(toll: Toll) -> bool:
    """Whether a toll says of nobody what they were."""
    return len(toll.figures) == 1 and not toll.figures[0].whom


def doing(fact: Fact, toll: Toll) -> str:
    """A toll as it hangs on a clause: "killing six labourers"."""
    return f"{_DOING[fact]} {_full(toll)}"


def _full(toll: Toll) -> str:
    """A toll with a noun in any case: "six people", "dozens of people"."""
    first = toll.figures[0]
    if first.whom or len(toll.figures) > 1:
        return toll.words
    return replace(first, whom="people" if first.many else "person").words


VERBS = {
    Fact.KILLED: "killed",
    Fact.INJURED: "wounded",
    Fact.CAPTURED: "taken captive",
    Fact.MISSING: "missing",
    Fact.DISPLACED: "driven from their homes",
    Fact.DAMAGED: "damaged or destroyed",
}
"""What was done, as a clause has it."""

VICTIMS = {
    Fact.KILLED: "dead",
    Fact.INJURED: "wounded",
    Fact.CAPTURED: "captives",
    Fact.MISSING: "missing",
    Fact.DISPLACED: "displaced",
    Fact.DAMAGED: "damage",
}
"""Whom a kind of harm was done to, as a sum has them: "puts the dead at"."""

_DOING = {
    Fact.KILLED: "killing",
    Fact.INJURED: "wounding",
    Fact.CAPTURED: "capturing",
    Fact.DISPLACED: "driving from their homes",
    Fact.DAMAGED: "damaging or destroying",
    Fact.MISSING: "leaving missing",
}
_TO_PEOPLE = frozenset({Fact.KILLED, Fact.INJURED, Fact.CAPTURED, Fact.MISSING, Fact.DISPLACED})


def _toll(told: Sequence[Telling], voices: Voices) -> Toll | None:
    voice = voices.of(told[0])
    some = [found for one in told if not is_part(one) and (found := figure_of(one, voice))]
    figures = [one for one in some if not is_included(one.telling)] or some
    if not figures:
        return None
    last = figures[-1].telling.event.report
    now = _apart([one for one in figures if one.telling.event.report == last])
    earlier = [one for one in figures if one.telling.event.report != last and one.counted]
    changed = [one for one in earlier if not any(_alike(one, other) for other in now)]
    before: dict[str, Figure] = {one.words: one for one in changed if not one.whom or one.whom == now[0].whom}
    # Of several earlier figures of one report the others are of parts, as a rule; and one victim is no sum.
    moved = [one for one in before.values() if one.many and now[0].counted and _is_exact_enough(one)][:1]
    return Toll(voice=voice, figures=tuple(now), before=tuple(moved))


def _is_exact_enough(one: Figure) -> bool:
    """Whether a figure is such that another can be said to have moved it: "many" is not."""
    return one.number not in {"many", "numerous", "several"}


def _apart(figures: Iterable[Figure]) -> list[Figure]:
    """The first figure of a report, and those beside it for victims of another kind."""
    sorted_ = sorted(figures, key=lambda one: not one.counted)
    found: list[Figure] = []
    for one in sorted_:
        if not found or (one.whom and found[0].whom and all(_kinds_apart(one, other) for other in found)):
            found.append(one)
    return found


def _kinds_apart(one: Figure, other: Figure) -> bool:
    mine, theirs = one.telling, other.telling
    overlap = mine.at.start < theirs.at.end and theirs.at.start < mine.at.end
    if overlap or {"people", "others"} & {one.whom, other.whom} or not (one.counted and other.counted):
        return False
    return kind_of(one.whom) != kind_of(other.whom)


def _alike(one: Figure, other: Figure) -> bool:
    return one.number.rsplit(" ", 1)[-1] == other.number.rsplit(" ", 1)[-1]


_TAKEN = {EventType.ARREST: "arrested", EventType.ABDUCTION: "abducted"}
_DESTROYED = re.compile(r"\b(?:destr|demolish|raz(?:ed|ing)|level+ed|flatten)", re.IGNORECASE)
_DAMAGED = re.compile(r"\bdamag", re.IGNORECASE)
_SAME = {
    Fact.CAPTURED: frozenset({EventType.ARREST, EventType.ABDUCTION}),
    Fact.DAMAGED: frozenset({EventType.DESTRUCTION}),
}
_PEACEFUL = frozenset(
    {EventType.AGREEMENT, EventType.TALKS, EventType.SUPPORT, EventType.WITHDRAWAL, EventType.OTHER}
)
_KINDS = (
    (re.compile(r"children|child|girl|boy|bab(?:y|ies)|infant|minor"), "children"),
    (re.compile(r"wom[ae]n"), "women"),
    (
        re.compile(
            r"fighter|soldier|troop|militant|militia|terroris|rebel|insurgent|jihad|officer|gunm[ae]n"
            r"|operative|martyr"
            r"|policem[ae]n|guard|personnel|servicem[ae]n|member|pilot|commander|forces"
        ),
        "fighters",
    ),
    (
        re.compile(r"civilian|resident|citizen|villager|worker|journalist|medic|doctor|teacher|student"),
        "civilians",
    ),
)
