"""What codings got wrong, sentence by sentence: `python -m bench.errors GOLD CODINGS`.

Signs, as in a diff: `=` right, `-` missed, `+` found but not in the gold, `~` found otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bench.differences import differences
from bench.gold import KEYS, read_gold
from bench.lines import IN, read_lines
from bench.pairing import compare
from bench.tallies import FACTS, Tally, f1
from dateline.domain import Coding
from dateline.domain.errors import BadInterchange
from dateline.exporting.interchange import from_dict

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bench.differences import Difference
    from bench.gold import Gold
    from dateline.domain import Span

COLOURS = {"=": "green", "-": "red", "+": "yellow", "~": "magenta"}


def print_report(console: Console, gold: Gold, found: Coding) -> None:
    """Print a report's sentences, and under each what was coded right and wrong there."""
    report = gold.coding.report
    compared = compare(gold.coding, found)
    tally = Tally()
    tally.add(gold.coding, found, compared)
    right, n_found, n_gold = tally.of(FACTS)
    title = " · ".join(str(part) for part in (report.id, report.source, report.published) if part)
    facts = f"FACTS {f1(right, n_found, n_gold):.1f}: {right} right of {n_gold} in the gold, {n_found} found"
    console.rule(Text.assemble((title, "bold"), "  ", facts), align="left")
    below = defaultdict(list)
    for difference in differences(gold.coding, found, compared):
        below[_sentence(gold.sentences, difference.at)].append(difference)
    for number, sentence in enumerate(gold.sentences):
        console.print(_row(f"{number:>3} ", Text(" ".join(sentence.of(report.text).split())), "bold blue"))
        for difference in sorted(below[number], key=lambda one: one.at):
            _print_difference(console, difference)
    console.print()


def print_summary(console: Console, tally: Tally) -> None:
    """Print where the points are lost: by measure, by kind, and which types are taken for which."""
    table = Table("", "P", "R", "F1", "gold", "found", box=None)
    for measure in FACTS:
        _add_row(table, measure, *tally.of([measure]), style="bold")
        for kind, *counts in tally.kinds(measure):
            if measure != "claims":
                _add_row(table, f"  {kind}", *counts, style="dim")
    _add_row(table, "FACTS", *tally.of(FACTS), style="bold")
    console.print(table)
    if tally.mistaken:
        console.print(Text("\nTypes taken for others (gold, found)", style="bold"))
    for (one, other), times in tally.mistaken.most_common(_MOST_MISTAKEN):
        console.print(f"{times:4} {one} taken for {other}")


_MOST_MISTAKEN = 25


def _print_difference(console: Console, difference: Difference) -> None:
    console.print(_signed(difference.sign, difference.words, indent=4))
    for sign, words in difference.details:
        console.print(_signed(sign, words, indent=8))


def _signed(sign: str, words: str, *, indent: int) -> Table:
    return _row(" " * indent + sign, Text(words, style=COLOURS[sign]), COLOURS[sign])


def _row(margin: str, words: Text, style: str) -> Table:
    """Words that, where they wrap, stay right of their margin."""
    row = Table.grid(padding=(0, 1, 0, 0))
    row.add_column(no_wrap=True)
    row.add_column()
    row.add_row(Text(margin, style=style), words)
    return row


def _sentence(sentences: Sequence[Span], at: int) -> int:
    return max((number for number, sentence in enumerate(sentences) if sentence.start <= at), default=0)


def _add_row(table: Table, name: str, right: int, found: int, gold: int, *, style: str) -> None:
    precision = 100 * right / found if found else 0.0
    recall = 100 * right / gold if gold else 0.0
    figures = (f"{figure:5.1f}" for figure in (precision, recall, f1(right, found, gold)))
    table.add_row(name, *figures, str(gold), str(found), style=style)


def _read_codings(path: Path) -> dict[str, Coding]:
    try:
        return {line["id"]: from_dict(line) for line in read_lines(path, keys=("id",))}
    except BadInterchange as error:
        raise click.ClickException(f"{path}: {error}") from None


@click.command()
@click.argument("gold", metavar="GOLD", type=IN)
@click.argument("codings", metavar="CODINGS", type=IN)
@click.option("--id", "only", multiple=True, metavar="ID", help="Show this report only; may be repeated.")
@click.option("--summary", is_flag=True, help="Show no reports, only where the points are lost.")
def main(gold: Path, codings: Path, only: tuple[str, ...], *, summary: bool) -> None:
    """Show what CODINGS got right and wrong against GOLD.

    GOLD is a part of the annotated corpus, CODINGS what bench.corpus wrote for it. Under each sentence
    stand the events and claims that begin there: = right, - missed, + not in the gold, ~ found
    otherwise. Pipe it into `less -R` with --color always set by FORCE_COLOR=1.
    """
    golds = [read_gold(line) for line in read_lines(gold, keys=KEYS)]
    wanted = [one for one in golds if not only or one.coding.report.id in only]
    unknown = set(only) - {one.coding.report.id for one in wanted}
    if unknown:
        raise click.ClickException(f"{gold} holds no report {', '.join(sorted(unknown))}.")
    found, console, tally = _read_codings(codings), Console(highlight=False), Tally()
    for one in wanted:
        coding = found.get(one.coding.report.id) or Coding(report=one.coding.report, engine="none")
        if coding.report.text != one.coding.report.text:
            raise click.ClickException(
                f"{codings}: report {coding.report.id} has another text than in {gold}."
            )
        tally.add(one.coding, coding, compare(one.coding, coding))
        if not summary:
            print_report(console, one, coding)
    print_summary(console, tally)


if __name__ == "__main__":
    main()
