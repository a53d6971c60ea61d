"""Incidents for a terminal: the account table of one, and in short those that several reports share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from dateline.cli.terminal import INDENT, plain, print_beside, print_wrapped
from dateline.domain import HARM
from dateline.exporting import wording
from dateline.exporting.incidents.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rich.console import Console

    from dateline.domain import Report
    from dateline.exporting.incidents.accounts import IncidentTold, SayingTold, ValueTold
    from dateline.exporting.incidents.findings import Note

_UNDER = " " * INDENT


def print_incident(told: IncidentTold, reports: Mapping[str, Report], console: Console) -> None:
    """Print an incident and under it, fact by fact, who says what, each quote where it comes first.

    `reports` are those that tell of it, by their ids, as far as they are at hand.
    """
    _print_head(told, console)
    print_wrapped(Text(plain(told.incident.id), "dim"), console, before=_UNDER, first=_UNDER)
    if told.warning:
        print_wrapped(Text(f"! {told.warning}", "bold yellow"), console, before=_UNDER, first=_UNDER)
    for label, words in _summary(told):
        print_beside(label, words, console)
    for nth, key in enumerate(told.reports):
        print_beside("" if nth else "reports", _report(told, key, reports.get(key)), console)
    for nth, words in enumerate(_counted(told)):
        print_beside("" if nth else "sources", words, console)
    for fact in told.facts:
        console.print(Text(f"\n{fact.label.capitalize()}", "bold"))
        for note in fact.notes:
            print_wrapped(_note(note), console, before=f"{_UNDER}  ", first=_UNDER)
        for saying in fact.sayings:
            print_wrapped(_saying(saying), console, before=f"{_UNDER}  ", first=_UNDER)
            for one in saying.values:
                if one.first:
                    quote = Text(plain(f"[{one.number}] {one.quote}"))
                    print_wrapped(quote, console, before=f"{_UNDER}  │ ")


def print_shared(incidents: Sequence[IncidentTold], reports: Mapping[str, Report], console: Console) -> None:
    """Print in short the incidents that several of the reports read tell of, with each one's figures."""
    title = f"Told of in more than one of the {len(reports)} reports"
    print_wrapped(Text(title, "bold"), console)
    for told in incidents:
        console.print()
        _print_head(told, console)
        if told.warning:
            print_wrapped(Text(f"! {told.warning}", "bold yellow"), console, before=_UNDER, first=_UNDER)
        sources = (reports[key].source or "source not named" for key in told.reports if key in reports)
        print_beside("told in", Text(plain("; ".join(sources))), console)
        if told.where:
            print_beside("where", Text(plain(told.where)), console)
        for fact in told.facts:
            if fact.fact in HARM:
                for nth, saying in enumerate(fact.sayings):
                    print_beside("" if nth else fact.label, _saying(saying, brief=True), console)
        print_beside("stands", Text(told.standing), console)
        print_beside("grade", _grade(told), console)


def _print_head(told: IncidentTold, console: Console) -> None:
    head = Text(told.what, "bold")
    if told.date:
        gap = console.width - head.cell_len - len(told.date)
        head.append(" " * max(gap, 2)).append(told.date, "dim")
    console.print(head, soft_wrap=True)


def _summary(told: IncidentTold) -> Iterator[tuple[str, Text]]:
    for label, words in (("where", told.where), ("killed", told.killed), ("injured", told.injured)):
        if words:
            yield label, Text(plain(words))
    yield "stands", Text(told.standing)
    yield "grade", _grade(told)


def _grade(told: IncidentTold) -> Text:
    return Text.assemble((told.grade, "bold"), f" – {plain(told.incident.reason)}")


def _report(told: IncidentTold, key: str, report: Report | None) -> Text:
    """A report by its outlet, day and title, and, as decisions name them, its id and its events' ids."""
    words = Text()
    if report is not None:
        day = wording.day_words(report.published) if report.published else "day not known"
        words.append(plain(f"{report.source or 'source not named'} · {day} · "))
        words.append(plain(f"{report.title} · ") if report.title else "", "dim")
    events = ", ".join(one.event for one in told.incident.events if one.report == key)
    words.append(plain(f"{key} ({events})"), "dim")
    passed = told.adding_none.get(key)
    return words.append(f" – {plain(passed)}", "yellow") if passed else words


def _counted(told: IncidentTold) -> Iterator[Text]:
    """Those who say that it happened, each independent origin on a line."""
    yield Text(told.sources)
    for counted in told.counted:
        yield Text(plain(", ".join(counted.names))).append(f" · {counted.note}", "dim")


def _note(note: Note) -> Text:
    style = {Finding.DIFFER: "yellow", Finding.DENIED: "yellow", Finding.MOVED: "yellow"}
    return Text(plain(note.words), style.get(note.finding, "cyan"))


def _saying(saying: SayingTold, *, brief: bool = False) -> Text:
    """What is told and by whom; the numbers lead to the quotes."""
    words = Text("; ").join(_value(one, brief=brief) for one in saying.values)
    words.append(f" – {plain(saying.who)}")
    if saying.through:
        words.append(f", through {plain(', '.join(saying.through))}")
    if saying.day and not brief:
        words.append(f", {saying.day}", "dim")
    if saying.warning:
        words.append(f" – {saying.warning}", "yellow")
    return words


def _value(one: ValueTold, *, brief: bool) -> Text:
    words = Text(plain(one.value), "bold")
    if brief:
        return words
    if one.words:
        words.append(f" (“{plain(one.words)}”)", "not bold dim")
    return words.append(f" [{one.number}]", "not bold dim")
