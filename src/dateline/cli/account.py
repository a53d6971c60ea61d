"""What reports tell, for a terminal or a text file: each event, and under it who says so."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from rich.text import Text

from dateline.cli.incidents import print_shared
from dateline.cli.terminal import INDENT, console_on, plain, print_beside, print_wrapped
from dateline.domain import ApartKind
from dateline.exporting import wording
from dateline.exporting.answers import lists_of
from dateline.exporting.incidents.accounts import tell_incident
from dateline.exporting.telling import by_meaning, tell, whose_voice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rich.console import Console

    from dateline.domain import Coding, Examined, Report
    from dateline.exporting.answers import Answer
    from dateline.exporting.meaning import Meaning
    from dateline.exporting.telling import EventTold, Voice

    Beside = Callable[[Sequence[Coding]], Sequence[Examined]]

_APART = {
    ApartKind.FUNDING: ("money box", "money boxes"),
    ApartKind.COMMENTS: ("comment block", "comment blocks"),
    ApartKind.NAVIGATION: ("menu", "menus"),
    ApartKind.RELATED: ("list of other headlines", "lists of other headlines"),
    ApartKind.CAPTION: ("caption", "captions"),
}


def write_account(codings: Iterable[Coding], out: str, beside: Beside | None = None) -> list[Coding]:
    """Write what each of `codings` tells to `out` ("-": standard output), each as soon as it comes.

    Where there is none to tell, a file is left as it was. After the last one come the incidents that `beside`
    finds in them.
    """
    shown: list[Coding] = []
    coming = iter(codings)
    first = next(coming, None)
    if first is None:
        return shown
    with console_on(out) as console:
        for coding in chain([first], coming):
            if shown:
                console.print()
                console.rule(style="dim")
                console.print()
            _show(coding, console)
            shown.append(coding)
        if beside and (incidents := beside(shown)):
            console.print()
            console.rule(style="dim")
            console.print()
            told = [tell_incident(one) for one in incidents]
            print_shared(told, {coding.report.id: coding.report for coding in shown}, console)
    return shown


def _show(coding: Coding, console: Console) -> None:
    _show_head(coding.report, console)
    told = tell(coding)
    if not told:
        console.print("\nNo event that Dateline codes.")
    for event in told:
        console.print()
        _show_event(event, whose_voice(coding), console)
    for title, answers in lists_of(coding, told):
        console.print(Text(f"\n{title}", "bold"))
        for answer in answers:
            _show_answer(answer, console)
    if coding.report.set_apart:
        console.print()
        print_wrapped(Text(_apart_line(coding.report), "dim"), console)


def _show_head(report: Report, console: Console) -> None:
    day = wording.day_words(report.published) if report.published else "day not known"
    print_wrapped(Text(plain(f"{report.source or 'source not named'} · {day}"), "dim"), console)
    print_wrapped(Text(plain(report.title or "Report without a title"), "bold"), console)
    if report.url:
        console.print(Text(plain(report.url), style="dim"), soft_wrap=True)  # whole, to be copied


def _show_event(told: EventTold, own_voice: str, console: Console) -> None:
    head = Text.assemble((f"{told.number:>2}  ", "dim"), (told.what, "bold"))
    if told.date:
        gap = console.width - head.cell_len - len(told.date)
        head.append(" " * max(gap, 2)).append(told.date, "dim")
    console.print(head, soft_wrap=True)
    if told.warning:
        print_wrapped(Text(f"! {told.warning}", "bold yellow"), console, before=" " * INDENT)
    for label, words in _facts(told):
        print_beside(label, words, console)
    for label, saying in _sayings(told, own_voice):
        indent = "  " * saying.depth
        print_beside(label, saying.who, console, before=indent)
        print_beside("", Text(plain(saying.quote)), console, before=f"{indent}│ ")


def _show_answer(answer: Answer, console: Console) -> None:
    """Show what words mean and, under it, all words that mean it, each with its reason."""
    it, inner = answer.meaning, " " * (INDENT + 2)
    name = Text(plain(it.name), "" if it.resolved else "yellow")
    for part in filter(None, (it.note, it.point)):
        name.append(f" · {plain(part)}", "dim")
    print_wrapped(name, console, first=" " * INDENT, before=f"{inner}  ")
    for each in answer.wordings:
        words = ", ".join(f"“{one}”" for one in each.words)
        events = f" ({', '.join(map(str, each.events))})" if each.events else ""
        runner_up = f"; next best: {each.runner_up}" if each.runner_up else ""
        why = Text(plain(f"{words}{events}: {each.reason}{runner_up}"), "dim")
        print_wrapped(why, console, first=inner, before=f"{inner}  ")


def _facts(told: EventTold) -> Iterator[tuple[str, Text]]:
    """Each label with its words and, after an arrow, what they mean."""
    yield "what", Text(plain(told.words))
    roles = {
        "who": told.who,
        "whom": told.whom,
        "where": told.where,
        "when": told.when,
        "by what": told.means,
    }
    for label, found in roles.items():
        for nth, (words, meaning) in enumerate(by_meaning(found)):
            yield "" if nth else label, Text(plain(words)).append(_meant(meaning))
    for nth, harm in enumerate(told.harm):
        count = f" {harm.count}" if harm.count else ""
        note = f", {harm.note}" if harm.note else ""
        told_so = Text(plain(f"{harm.effect}:{count} (“{harm.words}”{note})"))
        yield "" if nth else "harm", told_so.append(_meant(harm.meaning))


def _meant(meaning: Meaning | None) -> Text:
    """An arrow and what the words before it mean; nothing where they say it themselves."""
    if meaning is None or not meaning.beside:
        return Text()
    return Text.assemble((" → ", "dim"), (plain(meaning.beside), "cyan" if meaning.resolved else "yellow"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Saying:
    """One who says so, how deep he is quoted, and the quote."""

    who: Text
    quote: str
    depth: int = 0


def _sayings(told: EventTold, own_voice: str) -> Iterator[tuple[str, _Saying]]:
    if not told.voices:
        yield "says", _Saying(who=Text(plain(f"{own_voice}, in its own voice")), quote=told.quote)
    for nth, voice in enumerate(told.voices):
        yield "" if nth else "says", _Saying(who=_who(voice), quote=voice.quote, depth=voice.depth)


def _who(voice: Voice) -> Text:
    opening = "quoting " if voice.depth else ""
    unnamed = "" if voice.named or not voice.attribution.source else " (not named)"
    who = Text(plain(f"{opening}{voice.source}{unnamed}, “{voice.cue}”")).append(_meant(voice.meaning))
    return who.append(f" – {voice.warning}", "yellow") if voice.warning else who


def _apart_line(report: Report) -> str:
    counts = Counter(apart.kind for apart in report.set_apart)
    parts = [f"{count} {_APART[kind][count > 1]}" for kind, count in counts.items()]
    return f"Set apart from the report: {', '.join(parts)} (dateline read --text-only shows them)."
