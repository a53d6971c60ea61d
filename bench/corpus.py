"""Code the reports of a corpus: `python -m bench.corpus IN OUT`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bench.engines import default_engine
from bench.lines import IN, OUT, english_report, read_lines, watched, write_lines
from dateline.exporting.interchange import to_line
from dateline.pipeline import code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bench.lines import Line
    from dateline.coding.engine import Engine


def codings(lines: Iterable[Line], engine: Engine) -> Iterator[str]:
    """The coding of each line of a corpus, as one line of interchange."""
    for line in lines:
        yield to_line(code(english_report(line), engine))


@click.command()
@click.argument("reports", metavar="IN", type=IN)
@click.argument("out", metavar="OUT", type=OUT)
def main(reports: Path, out: Path) -> None:
    """Code the reports of IN with the default engine and write their codings to OUT.

    IN has one report a line: {"id", "text", "date"}; further keys are passed over. OUT gets one
    interchange coding a line, with the same "id" and offsets into exactly that "text".
    """
    lines = read_lines(reports, keys=("id", "text"))
    write_lines(out, codings(watched(lines, "coding"), default_engine()))
    click.echo(f"{len(lines)} codings in {out}")


if __name__ == "__main__":
    main()
