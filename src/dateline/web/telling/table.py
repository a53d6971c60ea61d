"""The account table: a column a report, a row a fact, and in each cell who says what through whom.

The words are those of `dateline.exporting`, as the page of `dateline read` and the terminal have them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from dateline.domain.messages import Capital
from dateline.domain.messages import Row as InARow
from dateline.exporting import wording
from dateline.exporting.page.beside import Column, Shown
from dateline.web.telling.cells import draw
from dateline.web.telling.saying import apart, said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from uuid import UUID

    from django.utils.safestring import SafeString

    from dateline.domain import Telling
    from dateline.exporting.incidents.accounts import FactTold, IncidentTold, SayingTold
    from dateline.exporting.incidents.findings import Note
    from dateline.web.telling.members import Member
    from dateline.web.telling.ways import Ways


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a column: a report, its number, where it is looked at, and a `mark` on it in words."""

    column: Column
    number: int
    title: str
    at: str
    language: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value that is told, the report's own words where they say more, and the review of its event."""

    value: str
    words: str
    at: str
    then: str = ""  # what stands between it and the next


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What one voice says of a fact in one report; `teller` is who says it, and who passed it on."""

    values: tuple[Value, ...]
    teller: str
    stance: str
    warning: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one report says of a fact; nothing where it does not."""

    head: Head
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is found of a fact over all who tell it; by `finding` styles go."""

    finding: str
    title: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A fact: its name, the same as a heading, what it comes to, and what each report says of it."""

    name: str
    label: str
    notes: tuple[Found, ...]
    cells: tuple[Cell, ...]

    @property
    def drawn(self) -> SafeString:
        """The cells as a page has them."""
        return draw(self.cells)


def columns_of(told: IncidentTold, members: Sequence[Member], ways: Ways) -> tuple[Head, ...]:
    """The columns of the table: the reports in time order."""
    of_report = {member.report.key: member for member in reversed(members)}
    return tuple(
        _head(told, of_report[report], number, ways)
        for number, report in enumerate(told.reports, 1)
        if report in of_report
    )


def leading_and_rest(
    told: IncidentTold, heads: Sequence[Head], members: Iterable[Member], ways: Ways
) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The rows that are always in sight (harm, who, where, when, all that is disputed), and the others."""
    events = {(member.report.key, ref): pk for member in members for ref, pk in member.events.items()}
    at = partial(_to_words, events=events, ways=ways)
    shown = Shown(key="", title="", told=told, columns=tuple(head.column for head in heads))
    leading, rest = (
        tuple(_row(fact, shown, heads, at) for fact in facts) for facts in (shown.leading, shown.rest)
    )
    return (leading, rest) if leading else (rest, ())


def _head(told: IncidentTold, member: Member, number: int, ways: Ways) -> Head:
    report = member.report
    column = Column(
        report=report.key,
        key=f"r{number}",
        source=member.source or _("source not named"),
        day=said(wording.day_words(report.published)) if report.published else "",
        adds_none=said(told.adding_none.get(report.key, "")),
    )
    at = ways.report(report.pk)
    return Head(column=column, number=number, title=report.title, at=at, language=report.language)


def _row(fact: FactTold, shown: Shown, heads: Sequence[Head], at: Callable[[Telling], str]) -> Row:
    return Row(
        name=said(fact.label),
        label=said(Capital.of(fact.label)),
        notes=tuple(map(_note, fact.notes)),
        cells=tuple(
            Cell(
                head=head,
                sayings=tuple(
                    _saying(fact, saying, shown, head.column, at) for saying in shown.cell(fact, head.column)
                ),
            )
            for head in heads
        ),
    )


def _note(note: Note) -> Found:
    return Found(
        finding=note.finding.value, title=said(note.title), parts=tuple(said(part) for part in note.parts)
    )


def _saying(
    fact: FactTold, saying: SayingTold, shown: Shown, column: Column, at: Callable[[Telling], str]
) -> Saying:
    last = len(saying.values) - 1
    return Saying(
        values=tuple(
            Value(
                value=said(one.value),
                words=_("“%(words)s”") % {"words": one.words} if one.words else "",
                at=at(one.telling),
                then=_("; ") if nth < last else "",
            )
            for nth, one in enumerate(saying.values)
        ),
        teller=_teller(saying, shown.others(saying, column), column),
        stance=saying.values[0].telling.stance.value,
        warning=said(Capital.of(saying.warning)),
        quotes=tuple(shown.quotes(fact, saying)),
    )


def _to_words(telling: Telling, *, events: Mapping[tuple[str, str], UUID], ways: Ways) -> str:
    """Where the words of a telling stand; empty where it has none."""
    event = events.get((telling.event.report, telling.event.event))
    return ways.event(event, telling.at) if event else ""


def _teller(saying: SayingTold, through: Sequence[str], column: Column) -> str:
    who = _("in its own voice") if saying.who == column.source else said(saying.who)
    if not through:
        return who
    return _("%(who)s, through %(others)s") % {"who": apart(who), "others": said(InARow.of(through))}
