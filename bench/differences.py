"""Right, missed and spurious, in words: what a reader of errors wants to see of each event and claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from bench.pairing import fillers, pair_up, same_harm, same_words, voices
from dateline.domain import Role
from dateline.exporting.wording import count_words, date_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from bench.pairing import Comparison, Sides
    from dateline.domain import Attribution, Coding, DateRange, Event, Harm, Span

T = TypeVar("T")

RIGHT, MISSED, SPURIOUS, OTHERWISE = "=-+~"

Signed = tuple[str, str]  # a sign and words


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One event or claim: where it stands in the text, its sign, itself in words, and what differs in it."""

    at: int
    sign: str
    words: str
    details: tuple[Signed, ...] = ()


def differences(gold: Coding, found: Coding, compared: Comparison) -> Iterator[Difference]:
    """Every event and claim of either side once; those that are right, too."""
    yield from _events(gold, found, compared)
    yield from _claims(gold.report.text, compared.claims)


def _events(gold: Coding, found: Coding, compared: Comparison) -> Iterator[Difference]:
    text = gold.report.text
    for one, other in compared.events.both:
        yield Difference(
            at=one.trigger.start,
            sign=RIGHT,
            words=_headed(text, other),
            details=tuple(_within_pair(gold, one, found, other)),
        )
    for one, other in compared.mistyped:
        yield Difference(
            at=one.trigger.start,
            sign=OTHERWISE,
            words=f"{_headed(text, one)} taken for {_headed(text, other)}",
            details=tuple(_within_pair(gold, one, found, other)),
        )
    told_otherwise = {id(event) for pair in compared.mistyped for event in pair}
    for coding, events, sign in (
        (gold, compared.events.missed, MISSED),
        (found, compared.events.spurious, SPURIOUS),
    ):
        for event in events:
            if id(event) not in told_otherwise:
                words = " · ".join([_headed(text, event), *_told(coding, event)])
                yield Difference(at=event.trigger.start, sign=sign, words=words)


def _within_pair(gold: Coding, one: Event, found: Coding, other: Event) -> Iterator[Signed]:
    """Where two accounts of one happening differ."""
    text = gold.report.text
    for role, sides in fillers(one, other):
        yield from _left_over(role, sides, lambda span: _quoted(text, [span]))
    yield from _left_over("harm", pair_up(one.harm, other.harm, same_harm), lambda harm: _harm(text, harm))
    said, heard = voices(gold, one), voices(found, other)
    if said or heard:
        yield from _left_over("voice", pair_up(said, heard, same_words), lambda span: _quoted(text, [span]))
    if bool(one.claims) != bool(other.claims):
        yield OTHERWISE, f"voice  {_voice(other)}, should be {_voice(one)}"
    if one.status is not other.status:
        yield OTHERWISE, f"status {other.status}, should be {one.status}"
    if one.date and _days(one.date) != _days(other.date):
        yield OTHERWISE, f"date   {_date(other.date)}, should be {_date(one.date)}"


def _told(coding: Coding, event: Event) -> Iterator[str]:
    """All that an event of one side tells."""
    text = coding.report.text
    for role in Role:
        if spans := event.fillers(role):
            yield f"{role} {_quoted(text, spans)}"
    for harm in event.harm:
        yield _harm(text, harm)
    if heard := voices(coding, event):
        yield f"voice {_quoted(text, heard)}"


def _claims(text: str, claims: Sides[Attribution]) -> Iterator[Difference]:
    near = pair_up(claims.missed, claims.spurious, _near)
    for _, other in claims.both:
        yield Difference(at=other.cue.start, sign=RIGHT, words=_claim(text, other))
    for one, other in near.both:
        details = ((MISSED, _claim(text, one)), (SPURIOUS, _claim(text, other)))
        yield Difference(at=one.cue.start, sign=OTHERWISE, words="claim", details=details)
    for one in near.missed:
        yield Difference(at=one.cue.start, sign=MISSED, words=_claim(text, one))
    for other in near.spurious:
        yield Difference(at=other.cue.start, sign=SPURIOUS, words=_claim(text, other))


def _near(gold: Attribution, found: Attribution) -> float:
    """How much two claims that do not agree have in common, their cues before all."""
    contents = gold.content.overlap(found.content) if gold.content and found.content else 0
    return _CUE_BEFORE_CONTENT * gold.cue.overlap(found.cue) + contents


_CUE_BEFORE_CONTENT = 1000  # no content that matters is longer than a cue's character weighs


def _left_over(name: str, sides: Sides[T], words: Callable[[T], str]) -> Iterator[Signed]:
    yield from ((MISSED, f"{name:<6} {words(one)}") for one in sides.missed)
    yield from ((SPURIOUS, f"{name:<6} {words(one)}") for one in sides.spurious)


def _headed(text: str, event: Event) -> str:
    return f"{event.type} {_quoted(text, event.mentions)}"


def _quoted(text: str, spans: Iterable[Span]) -> str:
    return ", ".join(f"“{' '.join(span.of(text).split())}”" for span in spans)


def _claim(text: str, one: Attribution) -> str:
    source = _quoted(text, [one.source]) if one.source else "nobody named"
    content = _shortened(_quoted(text, [one.content])) if one.content else "nothing"
    return f"claim  {source} {_quoted(text, [one.cue])}: {content}"


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST // 2]} … {words[-_LONGEST // 2 :]}"


_LONGEST = 110  # both ends of a content fit on a line or two, and the ends are what goes wrong


def _harm(text: str, harm: Harm) -> str:
    number = count_words(harm.count) or "no number"
    total = ", a total" if harm.total else ""
    return f"{harm.effect} {number} {_quoted(text, [harm.quantity])}{total}"


def _voice(event: Event) -> str:
    return "attributed" if event.claims else "the outlet's own"


def _days(dated: DateRange | None) -> tuple[date, date] | None:
    return (dated.start, dated.end) if dated else None


def _date(dated: DateRange | None) -> str:
    return date_words(dated) if dated else "none"
