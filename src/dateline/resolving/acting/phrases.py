"""A phrase taken apart: "at least six fighters of the Northern Front" is fighters, of, a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import Span
from dateline.resolving.acting.nouns import LONGEST
from dateline.resolving.numbers import listed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dateline.domain import Actor
    from dateline.resolving.acting.nouns import Noun
    from dateline.resolving.acting.scene import Scene

# Where the noun phrase ends and what is said of it begins.
BELONGING = listed("of from within under loyal belonging belong allegiance")
_TELLING = listed(
    """
    in on at near around across inside outside along over by for to with against between among amid during
    after before about who whom whose which that where when while as than including such like into through
    towards toward behind beside was were is are has had have not but close opposed trapped living hiding
    operating stationed deployed based called calling named dubbed known fighting carrying wearing riding
    travelling traveling driving manning seeking trying fleeing working using being taking
    """
)
# What no noun phrase goes back over: "On Thursday Syrian President" starts with "Syrian".
STOPS = _TELLING | listed(
    """
    said says told adds added of from and or monday tuesday wednesday thursday friday saturday sunday january
    february march april may june july august september october november december today yesterday meanwhile
    also earlier later however only killing
    """
)
# Says how many or which, and names nobody.
_LEADS = listed(
    """
    at least most majority more than up about around nearly some several many few dozen hundred thousand
    million score both all other another one two three four five six seven eight nine ten eleven twelve
    number handful couple group of its their his her our my your this these those that same various multiple
    numerous large small big scores estimated suspected alleged unidentified unknown so called self proclaimed
    senior top young then new former fellow and or remaining last first
    """
)
# "US-backed rebels", "rebels backed by the US".
HOLDING = listed("held controlled occupied besieged run owned administered")
BACKING = listed(
    """
    backed supported affiliated linked aligned allied funded trained sponsored inspired armed equipped
    friendly leaning loyal tied
    """
)
LEADING = listed("led dominated majority")
BY_OTHERS = HOLDING | BACKING | LEADING
_BEHIND_PARTICIPLES = listed("by to with in for near")
# Of these, which may begin a name: "small groups" are any, the "Small Group" is one.
_IN_NAMES = listed("large small big senior top young new first last")
_STYLED = listed("proclaimed declared styled described")
_DASHES = frozenset("-–")
_HOLDING_MANY = listed("group number handful couple")
_OWNERS = listed("its their his her")
_CONJUNCTIONS = listed("and or along together")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A word of a phrase, or a name of the register in it, whose `actors` it then holds.

    `dashed`: a dash joins it to the word before.
    """

    form: str
    span: Span
    capital: bool
    dashed: bool = False
    actors: tuple[Actor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase: the words before its noun, the noun, and what follows behind a preposition.

    `noun` is None where the last word is no noun that is known; `head` holds the units of the noun, or
    else the last one. `leads` are numbers and such before it, `link` is the preposition, `rest` the units
    behind it.
    """

    leads: tuple[Unit, ...]
    before: tuple[Unit, ...]
    head: tuple[Unit, ...]
    noun: Noun | None
    link: str
    rest: tuple[Unit, ...]
    definite: bool

    @property
    def units(self) -> tuple[Unit, ...]:
        """All units up to the noun."""
        return self.before + self.head

    @property
    def plain(self) -> bool:
        """Whether nothing but numbers and articles stands before the noun."""
        return not self.before


def units_of(span: Span, scene: Scene, day: date | None = None) -> tuple[Unit, ...]:
    """The words of `span`, those of each name of the register as one, whose bearers are those of `day`."""
    names = {mention.span.start: mention for mention in scene.names_in(span, day)}
    units: list[Unit] = []
    end = 0
    for word in scene.words_in(span):
        if word.start < end:
            continue
        mention = names.get(word.start)
        where = mention.span if mention else Span(word.start, word.end)
        units.append(
            Unit(
                form=word.form,
                span=where,
                capital=word.capital,
                dashed=bool(units) and scene.text[units[-1].span.end : where.start] in _DASHES,
                actors=mention.actors if mention else (),
            )
        )
        end = where.end
    return tuple(units)


def phrase_of(units: Sequence[Unit], scene: Scene, *, definite: bool = False) -> Phrase | None:
    """The first noun phrase in `units`; None where they hold nothing but numbers."""
    start = 0
    while start < len(units) and not units[start].actors and _leads(units, start):
        definite = definite or units[start].form in _OWNERS
        start += 1
    end = start
    while end < len(units) and (units[end].actors or not _ends(units, start, end)):
        end += 1
    nominal = _without_seats(units[start:end])
    while (
        len(nominal) > 1
        and not nominal[-1].actors
        and _participle(nominal[-1])
        and not _noun(nominal, scene)[0]
    ):
        nominal.pop()
    if not nominal:
        return None
    noun, length = _noun(nominal, scene)
    length = length or 1
    return Phrase(
        leads=tuple(units[:start]),
        before=tuple(nominal[:-length]),
        head=tuple(nominal[-length:]),
        noun=noun,
        link=units[end].form if end < len(units) else "",
        rest=tuple(units[end + 1 :]),
        definite=definite,
    )


def _without_seats(units: Sequence[Unit]) -> list[Unit]:
    """The units but for those that say where somebody is based: of "London-based monitor" the monitor."""
    seats = {n for n, unit in enumerate(units[1:-1], start=1) if unit.form == "based"}
    return [unit for n, unit in enumerate(units) if not seats & {n, n + 1}] if seats else list(units)


def _noun(units: Sequence[Unit], scene: Scene) -> tuple[Noun | None, int]:
    """The noun that `units` end in, and of how many units it is."""
    for length in range(min(LONGEST, len(units)), 0, -1):
        tail = units[-length:]
        if not any(unit.actors for unit in tail) and (
            noun := scene.noun(" ".join([unit.form for unit in tail]))
        ):
            return noun, length
    return None, 0


def _leads(units: Sequence[Unit], at: int) -> bool:
    form = units[at].form
    if form.isdigit():
        return True
    if form not in _LEADS or at + 1 == len(units):
        return False
    if form in _HOLDING_MANY and units[at + 1].form != "of":
        return False  # "a group calling itself ..."
    if form == "self" and units[at + 1].form not in _STYLED:
        return False  # "self-defence forces"
    return not (form in _IN_NAMES and units[at].capital and units[at + 1].capital)


def _ends(units: Sequence[Unit], start: int, at: int) -> bool:
    form = units[at].form
    if at == start or units[at].dashed:
        return False
    if form in BELONGING or form in _TELLING or form in _CONJUNCTIONS:
        return True
    following = units[at + 1].form if at + 1 < len(units) else ""
    return form in BY_OTHERS and following in _BEHIND_PARTICIPLES


def _participle(unit: Unit) -> bool:
    return not unit.capital and unit.form.endswith(("ed", "ing"))
