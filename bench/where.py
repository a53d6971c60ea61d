"""Where what a verb tells happened: `python -m bench.where IN OUT`, for event_location."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from bench.engines import default_engine
from bench.event_location import place_spans
from bench.held_out import HELD_OUT, held_out
from bench.lines import IN, OUT, read_lines, watched, write_lines
from bench.pairing import pair_up
from bench.tallies import f1
from dateline.domain import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from bench.engines import WhereEngine
    from bench.lines import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many places of how many found and gold ones overlap, one to one."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def add(self, gold: Sequence[Span], found: Sequence[Span]) -> Tally:
        """The tally with one line more."""
        right = len(pair_up(gold, found, Span.overlap).both)
        return Tally(right=self.right + right, found=self.found + len(found), gold=self.gold + len(gold))

    def __str__(self) -> str:
        precision, recall = (100 * self.right / total if total else 0.0 for total in (self.found, self.gold))
        both = f1(self.right, self.found, self.gold)
        rates = f"P {precision:5.1f}  R {recall:5.1f}  F1 {both:5.1f}"
        return f"where    {rates}   (gold {self.gold}, found {self.found})"


def places(line: Line, engine: WhereEngine) -> list[Span]:
    """The places, in the order of the text, where that happened which the verbs of a line tell."""
    verbs = [Span(start, end) for start, end in _pairs(line, "verb") if start < end]
    return sorted({place for verb in verbs for place in engine.where(line["text"], verb)})


def _gold(line: Line) -> list[Span]:
    return place_spans(line["text"], _pairs(line, "location"))


def _pairs(line: Line, key: str) -> list[tuple[int, int]]:
    try:
        return [(int(start), int(end)) for start, end in line[key]]
    except (TypeError, ValueError):
        raise click.ClickException(
            f'"{key}" is {line[key]!r} beside the text {line["text"]!r}. Write [[start, end], ...].'
        ) from None


def _measured(lines: Iterable[Line], engine: WhereEngine) -> tuple[Tally, list[str]]:
    tally, written = Tally(), []
    for line in lines:
        found = places(line, engine)
        tally = tally.add(_gold(line), found)
        told = {**line, "found": [[place.start, place.end] for place in found]}
        written.append(json.dumps(told, ensure_ascii=False))
    return tally, written


@click.command()
@click.argument("sentences", metavar="IN", type=IN)
@click.argument("out", metavar="OUT", type=OUT)
@click.option(
    "--held-out",
    "only_held_out",
    is_flag=True,
    help=f"Measure on those sentences only that training keeps out, {HELD_OUT:.0%} of them.",
)
def main(sentences: Path, out: Path, *, only_held_out: bool) -> None:
    """Find where the verbs of IN tell that something happened; write the places to OUT and print the score.

    IN has one verb a line: {"text", "verb": [[start, end], ...], "location": [[start, end], ...]}. OUT gets
    the same lines with "found" beside "location". A found place counts where it overlaps a gold one, one to
    one.
    """
    lines = read_lines(sentences, keys=("text", "verb", "location"))
    chosen = [line for line in lines if held_out(line["text"])] if only_held_out else lines
    if not chosen:
        raise click.ClickException(
            f"{sentences} has no line that training keeps out: measure without --held-out."
        )
    tally, written = _measured(watched(chosen, "finding places"), default_engine())
    write_lines(out, written)
    click.echo(f"{len(chosen)} verbs in {out}")
    click.echo(tally)


if __name__ == "__main__":
    main()
