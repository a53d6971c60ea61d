"""How far an event's `confidence` can be taken at its word: `python -m bench.calibration CORPUS [OUT]`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from bench.engines import default_engine
from bench.gold import KEYS, read_gold
from bench.lines import IN, OUT, read_lines, watched, write_lines
from bench.pairing import compare
from dateline.pipeline import code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bench.lines import Line
    from dateline.coding.engine import Engine


def verdicts(lines: Iterable[Line], engine: Engine) -> Iterator[dict[str, Any]]:
    """Each event that `engine` codes in the reports: how sure it is, and whether the event is right.

    Right is an event that pairs with one of the gold, as `bench.pairing.compare` pairs them.
    """
    for line in lines:
        gold = read_gold(line).coding
        found = code(gold.report, engine)
        right = {event.id for _, event in compare(gold, found).events.both}
        for event in found.events:
            yield {
                "report": gold.report.id,
                "id": event.id,
                "type": event.type,
                "confidence": event.confidence,
                "right": event.id in right,
            }


@click.command()
@click.argument("corpus", metavar="CORPUS", type=IN)
@click.argument("out", metavar="[OUT]", type=OUT, required=False)
def main(corpus: Path, out: Path | None) -> None:
    """Code the reports of CORPUS with the default engine and hold each event's confidence against the gold.

    CORPUS has one report a line: {"id", "text", "date", "sents", "coding"}. OUT gets one event a line:
    {"report", "id", "type", "confidence", "right"}. Printed are a table of ten bins of like size (mean
    confidence, share of events that are right, number of events), the expected calibration error, the Brier
    score, and what a queue is worth that is sorted by confidence.
    """
    from bench.reliability import Judged, figures  # noqa: PLC0415 (loads numpy)

    lines = read_lines(corpus, keys=KEYS)
    found = list(verdicts(watched(lines, "coding"), default_engine()))
    if not found:
        raise click.ClickException(f"No event was found in {corpus}: there is no confidence to measure.")
    if out:
        write_lines(out, [json.dumps(one, ensure_ascii=False) for one in found])
    click.echo(f"{len(found)} events of {len(lines)} reports")
    click.echo(figures(Judged.of([one["confidence"] for one in found], [one["right"] for one in found])))


if __name__ == "__main__":
    main()
