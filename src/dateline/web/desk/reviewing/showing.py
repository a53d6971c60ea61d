"""Showing: the fields of an event as the review screen has them, each with the forms that correct it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dateline.domain import Effect, EventType, Precision, Stance, Status
from dateline.exporting import wording
from dateline.exporting.meaning import actor_meaning, actor_names, place_meaning, speaker_meaning
from dateline.linking.kinds import FAMILIES, Family
from dateline.web.archive.anchored_events import claims_of
from dateline.web.archive.models import Field
from dateline.web.telling.spans import written

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from dateline.domain import Coding, Event, Harm, Span
    from dateline.exporting.meaning import Meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """Words that play a part. `asks` is the kind of register in which they are looked up, "" for none."""

    at: str
    words: str
    meaning: Meaning | None = None
    asks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part that words play in an event: which colour and mark it has, and which key sets it."""

    field: Field
    label: StrOrPromise
    colour: str
    key: str
    filled: tuple[Filled, ...] = ()

    @property
    def adds(self) -> str:
        """The key that adds words to those that are there: the same with shift."""
        return self.key.upper()


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmShown:
    """One harm, and its place among those of the event."""

    number: int
    one: Harm
    count: str
    quantity: Filled
    victims: Filled | None

    @property
    def key(self) -> str:
        """What the address calls it, where its form is asked for."""
        return f"harm-{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimShown:
    """One attribution, and its place among those of the event."""

    number: int
    stance: Stance
    named: bool
    cue: Filled
    source: Filled | None
    content: Filled | None
    meaning: Meaning | None

    @property
    def key(self) -> str:
        """What the address calls it, where its form is asked for."""
        return f"claim-{self.number}"


# In the order of the screen, with the letters that are left: g and d as agent's and target's hands lie.
_PARTS: tuple[Part, ...] = tuple(
    Part(field=field, label=label, colour=colour, key=key)
    for field, label, colour, key in (
        (Field.MENTIONS, gettext_lazy("What"), "trigger", "o"),
        (Field.AGENTS, gettext_lazy("Who"), "agent", "g"),
        (Field.TARGETS, gettext_lazy("To whom"), "target", "d"),
        (Field.PLACES, gettext_lazy("Where"), "place", "l"),
        (Field.TIMES, gettext_lazy("When"), "time", "w"),
        (Field.MEANS, gettext_lazy("By what"), "means", "e"),
    )
)

_ASKS = {Field.AGENTS: "actor", Field.TARGETS: "actor", Field.PLACES: "place"}


def parts(event: Event | None, coding: Coding | None) -> tuple[Part, ...]:
    """The parts that words can play, with those that do; empty ones where there is no event."""
    if event is None or coding is None:
        return _PARTS
    looked = _Looked(coding)
    return tuple(
        Part(
            field=part.field,
            label=part.label,
            colour=part.colour,
            key=part.key,
            filled=tuple(
                looked.filled(span, _ASKS.get(part.field, "")) for span in getattr(event, part.field)
            ),
        )
        for part in _PARTS
    )


def harms(event: Event, coding: Coding) -> tuple[HarmShown, ...]:
    """The harm of an event."""
    looked = _Looked(coding)
    return tuple(
        HarmShown(
            number=number,
            one=one,
            count=wording.count_words(one.count),
            quantity=looked.filled(one.quantity),
            victims=looked.filled(one.victims, "actor") if one.victims else None,
        )
        for number, one in enumerate(event.harm)
    )


def claims(event: Event, coding: Coding) -> tuple[ClaimShown, ...]:
    """Who says so."""
    looked = _Looked(coding)
    return tuple(
        ClaimShown(
            number=number,
            stance=one.stance,
            named=one.named,
            cue=looked.filled(one.cue),
            source=looked.filled(one.source) if one.source else None,
            content=looked.filled(one.content) if one.content else None,
            meaning=looked.speaker(one.source),
        )
        for number, one in enumerate(claims_of(event, coding))
    )


def looked_up(span: Span, coding: Coding, asks: str) -> Filled:
    """Words, and whom ("actor") or where ("place") they mean."""
    return _Looked(coding).filled(span, asks)


class _Looked:
    """What words of a coding mean."""

    def __init__(self, coding: Coding) -> None:
        self._coding, self._names = coding, actor_names(coding)

    def filled(self, span: Span, asks: str = "") -> Filled:
        words = " ".join(span.of(self._coding.report.text).split())
        meaning = None
        if asks == "actor":
            meaning = actor_meaning(self._coding.actors.get(span), words, self._names)
        elif asks == "place":
            meaning = place_meaning(self._coding.places.get(span), words)
        return Filled(at=written(span), words=words, meaning=meaning, asks=asks)

    def speaker(self, span: Span | None) -> Meaning | None:
        speaker = self._coding.speakers.get(span) if span else None
        return speaker_meaning(speaker, span.of(self._coding.report.text), self._names) if span else None


# ── what is chosen from ─────────────────────────────────────────────────────────────────────────────────────

_FAMILY_LABELS = {
    Family.VIOLENCE: gettext_lazy("violence"),
    Family.CONTROL: gettext_lazy("control of ground and ways"),
    Family.CUSTODY: gettext_lazy("people held"),
    Family.CRACKDOWN: gettext_lazy("seizures of arms"),
    Family.MOVEMENT: gettext_lazy("movement of people and forces"),
    Family.POLITICS: gettext_lazy("politics"),
    Family.HELP: gettext_lazy("help"),
    Family.CROWD: gettext_lazy("crowds"),
    Family.OTHER: gettext_lazy("other"),
}


def types() -> list[tuple[StrOrPromise, list[tuple[str, str]]]]:
    """The event types by their families, each once: under the first of the families that it is of."""
    order = list(Family)
    first = {kind: min(FAMILIES[kind], key=order.index) for kind in EventType}
    return [
        (
            _FAMILY_LABELS[family],
            [(kind.value, wording.type_words(kind)) for kind in EventType if first[kind] is family],
        )
        for family in order
        if family in first.values()
    ]


def statuses() -> list[tuple[str, str]]:
    """The statuses with their words."""
    return [(one.value, wording.STATUSES[one]) for one in Status]


def precisions() -> list[tuple[str, str]]:
    """How exact a date can be."""
    words = {
        Precision.DAY: _("the day"),
        Precision.WEEK: _("the week"),
        Precision.MONTH: _("the month"),
        Precision.YEAR: _("the year"),
        Precision.RANGE: _("some time from the first to the last day"),
    }
    return [(one.value, words[one]) for one in Precision]


def effects() -> list[tuple[str, str]]:
    """The kinds of harm."""
    return [(one.value, one.value) for one in Effect]


def stances() -> list[tuple[str, str]]:
    """How a source can put it."""
    words = {
        Stance.ASSERTS: _("says that it is so"),
        Stance.DENIES: _("denies it"),
        Stance.ACCUSES: _("accuses somebody of it"),
        Stance.HEDGES: _("says that it may be so"),
    }
    return [(one.value, words[one]) for one in Stance]
