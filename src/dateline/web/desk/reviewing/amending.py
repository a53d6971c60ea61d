"""Amending: what a form says a field of an event should be, in the words of the domain.

amended(field, given, event, coding) -> Amended     what stands there then; or what is still to be chosen
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from dateline.domain import (
    Acting,
    Attribution,
    Count,
    DateRange,
    Effect,
    EventType,
    Harm,
    Precision,
    ResolvedBy,
    Stance,
    Status,
    Unresolved,
)
from dateline.domain.errors import CorrectionRefused
from dateline.resolving.counts import read_count
from dateline.web.archive.anchored_events import SPANS, claims_of
from dateline.web.archive.models import Field
from dateline.web.desk.reviewing.meant import actor_of, place_of
from dateline.web.desk.reviewing.words import WordsAsked
from dateline.web.telling.spans import span_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.http import QueryDict

    from dateline.domain import (
        Coding,
        Event,
        Placing,
        Span,
    )
    from dateline.web.desk.reviewing.words import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """What a field says before and after; `words` are those that an actor or a place is said of.

    Where `choices` are left, `after` is not yet known.
    """

    before: Any = None
    after: Any = None
    words: Span | None = None
    choices: tuple[Choice, ...] = ()

    @property
    def same(self) -> bool:
        """Whether nothing changes by it."""
        return bool(self.before == self.after)


WORDS_OF: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(SPANS, ("words",)),
    Field.HARM: ("quantity", "victims"),
    Field.CLAIMS: ("cue", "source", "content"),
    Field.EVENT: ("words",),
}
"""The fields of forms that are words of the text."""


def amended(field: Field, given: QueryDict, event: Event, coding: Coding, *, by: str) -> Amended:
    """What a form makes of a field. `by` names who says so, for the reason of whom words mean.

    Raises:
        CorrectionRefused: Words do not stand in the text, or the field takes no such value.
    """
    asked = WordsAsked(given, coding.report.text, event.trigger)
    removes = given.get("how", "").startswith("remove")
    words = {} if removes else {name: asked.words(name) for name in WORDS_OF.get(field, ())}
    if asked.choices:
        return Amended(choices=tuple(asked.choices))
    form = _Form(given=given, event=event, coding=coding, words=words, by=by)
    try:
        return _READ[field](form, field)
    except ValueError as error:
        raise CorrectionRefused(str(error), "Look at the form and send it again.") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    given: QueryDict
    event: Event
    coding: Coding
    words: dict[str, Span | None]
    by: str

    @property
    def text(self) -> str:
        return self.coding.report.text

    @property
    def how(self) -> str:
        return self.given.get("how", "set")

    def needed(self, name: str) -> Span:
        span = self.words.get(name)
        if span is None:
            raise CorrectionRefused("no words are given", "Select words in the text, or type them.")
        return span

    def chosen(self, name: str) -> str:
        """An id of the register; empty for none of them."""
        if name not in self.given:
            raise CorrectionRefused(
                "nothing is chosen", "Choose one of the list, or that it is none of them."
            )
        return self.given.get(name, "")

    def at(self, name: str, length: int) -> int | None:
        """Which of several is meant; None for one more."""
        written = self.given.get(name, "new")
        if written == "new":
            return None
        if not (written.isdecimal() and int(written) < length):
            raise CorrectionRefused("that one is not there any more", "Load the page again.")
        return int(written)


def _type(form: _Form, _field: Field) -> Amended:
    return Amended(before=form.event.type, after=EventType(form.given.get("type", "")))


def _status(form: _Form, _field: Field) -> Amended:
    return Amended(before=form.event.status, after=Status(form.given.get("status", "")))


def _spans(form: _Form, field: Field) -> Amended:
    before: tuple[Span, ...] = getattr(form.event, field)
    if form.how.startswith("remove"):
        gone = span_of(form.how.removeprefix("remove:"), form.text)
        return Amended(before=before, after=tuple(span for span in before if span != gone))
    span = form.needed("words")
    if form.how == "set":
        return Amended(before=before, after=(span,))
    first, others = (before[:1], before[1:]) if field == Field.MENTIONS else ((), before)
    if span in before:
        return Amended(before=before, after=before)
    return Amended(before=before, after=(*first, *sorted((*others, span))))


def _date(form: _Form, _field: Field) -> Amended:
    before, first = form.event.date, form.given.get("start", "").strip()
    if not first or form.how == "remove":
        return Amended(before=before, after=None)
    start = date.fromisoformat(first)
    end = date.fromisoformat(form.given.get("end", "").strip() or first)
    precision = Precision(form.given.get("precision", "") or ("day" if start == end else "range"))
    if precision is Precision.DAY and start != end:
        precision = Precision.RANGE
    return Amended(before=before, after=DateRange(start=start, end=end, precision=precision))


def _harm(form: _Form, _field: Field) -> Amended:
    before = form.event.harm
    at = form.at("harm", len(before))
    if form.how == "remove":
        return Amended(before=before, after=_without(before, at))
    quantity = form.needed("quantity")
    one = Harm(
        effect=Effect(form.given.get("effect", "")),
        quantity=quantity,
        victims=form.words.get("victims"),
        count=_count(form, quantity),
        part_of=before[at].part_of if at is not None else None,
        total=form.given.get("total") == "yes",
    )
    return Amended(before=before, after=_with(before, at, one))


def _count(form: _Form, quantity: Span) -> Count:
    """The count that is given; where none is, the one that the words give."""
    least, most = (_number(form.given.get(name, "")) for name in ("min", "max"))
    if least is None and most is None:
        before = form.text[max(0, quantity.start - 40) : quantity.start]
        return read_count(quantity.of(form.text), before=before) or Count()
    return Count(min=least, max=most)


def _number(given: str) -> int | None:
    plain = given.replace(",", "").replace(" ", "")
    if not plain:
        return None
    if not (plain.isdecimal() and len(plain) <= len("9007199254740992")):
        raise CorrectionRefused(f"“{given}” is no number of people", "Write it in digits, or leave it empty.")
    return int(plain)


def _claims(form: _Form, _field: Field) -> Amended:
    before = claims_of(form.event, form.coding)
    at = form.at("claim", len(before))
    if form.how == "remove":
        return Amended(before=before, after=_without(before, at))
    cue = form.needed("cue")
    known = before[at] if at is not None else Attribution(id="", cue=cue)
    one = replace(
        known,
        cue=cue,
        source=form.words.get("source"),
        content=form.words.get("content"),
        stance=Stance(form.given.get("stance", "")),
        named=form.given.get("named") == "yes",
    )
    return Amended(before=before, after=_with(before, at, one))


def _actor(form: _Form, _field: Field) -> Amended:
    words, chosen = _said_of(form), form.chosen("actor")
    before, after = form.coding.actors.get(words), actor_of(chosen, form.coding.report.published)
    if after is None:
        acting = Acting(by=ResolvedBy.UNRESOLVED, reason=f"none of the register, says {form.by}")
    else:
        acting = Acting(
            by=ResolvedBy.REGISTER,
            reason=f"chosen by {form.by}",
            actor=after,
            cls=after.cls,
            country=after.country,
        )
    return Amended(before=before, after=acting, words=words)


def _place(form: _Form, _field: Field) -> Amended:
    words, chosen = _said_of(form), form.chosen("place")
    found: Placing | Unresolved | None = place_of(chosen, reason=f"chosen by {form.by}")
    if found is None:
        found = Unresolved(reason=f"none of the gazetteer, says {form.by}")
    return Amended(before=form.coding.places.get(words), after=found, words=words)


def _said_of(form: _Form) -> Span:
    span = span_of(form.given.get("at", ""), form.text)
    if span is None:
        raise CorrectionRefused("no words are given", "Choose words of the event.")
    return span


def _with(before: Sequence[Any], at: int | None, one: object) -> tuple[Any, ...]:
    if at is None:
        return (*before, one)
    return (*before[:at], one, *before[at + 1 :])


def _without(before: Sequence[Any], at: int | None) -> tuple[Any, ...]:
    return tuple(before) if at is None else (*before[:at], *before[at + 1 :])


_READ: dict[Field, Callable[[_Form, Field], Amended]] = {
    Field.TYPE: _type,
    Field.STATUS: _status,
    Field.DATE: _date,
    Field.HARM: _harm,
    Field.CLAIMS: _claims,
    Field.ACTOR: _actor,
    Field.PLACE: _place,
    **{Field(name): _spans for name in SPANS},
}
