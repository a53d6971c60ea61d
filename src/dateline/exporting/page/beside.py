"""Incidents on the page: their accounts side by side, each telling with a link to its words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from dateline.domain import HARM, Fact
from dateline.exporting import wording
from dateline.exporting.incidents.accounts import tell_incident
from dateline.exporting.incidents.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dateline.domain import Coding, Examined, Span, Telling
    from dateline.exporting.incidents.accounts import FactTold, IncidentTold, SayingTold


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A report that tells of an incident; `key` ("r1") is that of its sheet.

    `adds_none` says whom it passes on, where others had brought them all; else it is "".
    """

    report: str
    key: str
    source: str
    day: str
    adds_none: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An incident on the page; `key` ("i1") is its id there, `title` its type, place and date."""

    key: str
    title: str
    told: IncidentTold
    columns: tuple[Column, ...]

    @property
    def gist(self) -> str:
        """What a reader needs to choose by: the dead and injured, and the grade."""
        harm = (("killed", self.told.killed), ("injured", self.told.injured))
        figures = (f"{label}: {words.partition(';')[0]}" for label, words in harm if words)
        return " · ".join((*figures, self.told.grade))

    @property
    def folded(self) -> bool:
        """Whether nobody is told to have come to harm: such a table opens when it is asked for."""
        return not any(fact.fact in HARM for fact in self.told.facts)

    @property
    def leading(self) -> tuple[FactTold, ...]:
        """The facts that are always in sight: harm, who, where, when, and all that somebody disputes."""
        return tuple(fact for fact in self.told.facts if _leads(fact))

    @property
    def rest(self) -> tuple[FactTold, ...]:
        """All other facts."""
        return tuple(fact for fact in self.told.facts if not _leads(fact))

    @staticmethod
    def cell(fact: FactTold, column: Column) -> tuple[SayingTold, ...]:
        """What one report tells of a fact."""
        return tuple(saying for saying in fact.sayings if saying.report == column.report)

    @staticmethod
    def others(saying: SayingTold, column: Column) -> tuple[str, ...]:
        """Those who passed a telling on beside the report's own source, which heads the column."""
        return tuple(name for name in saying.through if name != column.source)

    @staticmethod
    def quotes(fact: FactTold, saying: SayingTold) -> tuple[str, ...]:
        """The quotes that a reader has to see where they stand: figures', accusations', denials'."""
        telling = fact.fact in HARM or saying.warning
        return tuple(dict.fromkeys(one.quote for one in saying.values if one.first_here)) if telling else ()


def _leads(fact: FactTold) -> bool:
    return fact.fact in _LEADING or any(note.finding in _DISPUTED for note in fact.notes)


_LEADING = HARM | {Fact.AGENT, Fact.PLACE, Fact.DATE}
_DISPUTED = {Finding.DIFFER, Finding.DENIED, Finding.MOVED}


class Beside:
    """The incidents of a page, and where the words of their tellings stand on it."""

    def __init__(self, incidents: Iterable[Examined], codings: Sequence[Coding]) -> None:
        self._sheets: dict[str, str] = {}
        for number, coding in enumerate(codings, 1):
            self._sheets.setdefault(coding.report.id, f"r{number}")
        known = {coding.report.id: coding for coding in codings}
        self.incidents = tuple(
            self._shown(f"i{number}", tell_incident(one), known) for number, one in enumerate(incidents, 1)
        )
        self._keys: dict[str, dict[Span, str]] = {}
        numbers = count(1)
        for shown in self.incidents:
            for telling in shown.told.incident.tellings:
                if sheet := self._sheets.get(telling.event.report):
                    keys = self._keys.setdefault(sheet, {})
                    if telling.at not in keys:
                        keys[telling.at] = f"w{next(numbers)}"

    def tellings(self, sheet: str) -> Mapping[Span, str]:
        """The words of a sheet that tellings lead to, with their keys."""
        return self._keys.get(sheet, {})

    def link(self, telling: Telling) -> str:
        """The id of a telling's words."""
        sheet = self._sheets[telling.event.report]
        return f"{sheet}-{self._keys[sheet][telling.at]}"

    def of(self, sheet: str, event: str) -> tuple[Shown, ...]:
        """The incidents that an event of a sheet is part of."""
        return tuple(
            shown
            for shown in self.incidents
            if any(
                (self._sheets.get(one.report), one.event) == (sheet, event)
                for one in shown.told.incident.events
            )
        )

    def style(self) -> str:
        """What marks all words of a telling that is led to, of whatever parts they are put together."""
        ids = ((sheet, f"{sheet}-{key}") for sheet, keys in self._keys.items() for key in keys.values())
        return "".join(
            f".{sheet}:has(#{key}:target) .{key}{{background:var(--told);color:var(--paper)}}\n"
            for sheet, key in ids
        )

    def _shown(self, key: str, told: IncidentTold, known: Mapping[str, Coding]) -> Shown:
        columns = tuple(
            Column(
                report=report,
                key=self._sheets[report],
                source=known[report].report.source or "source not named",
                day=wording.day_words(day) if (day := known[report].report.published) else "",
                adds_none=told.adding_none.get(report, ""),
            )
            for report in told.reports
            if report in known
        )
        title = ", ".join(part for part in (told.what, told.place, told.date) if part)
        return Shown(key=key, title=title, told=told, columns=columns)
