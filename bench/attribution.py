"""Who says what: `python -m bench.attribution IN OUT`, for PolNeAR."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from bench.contents import is_quote_mark, pieces
from bench.engines import default_engine
from bench.lines import IN, OUT, english_report, read_lines, watched, write_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bench.lines import Line
    from dateline.coding.engine import Engine
    from dateline.domain import Attribution, Span

Marked = dict[str, list[list[int]]]


def attributions(text: str, found: Iterable[Attribution]) -> list[Marked]:
    """The attributions of a coding as PolNeAR marks them: source, cue and content as lists of spans.

    A quotation that has only its quote mark for a cue continues what the same source is quoted with
    nearest to it: there it is part of that content.
    """
    every = list(found)
    spoken = [one for one in every if not is_quote_mark(one.cue.of(text))]
    contents = {one.id: pieces(text, one, _contents_but(every, one)) for one in every}
    for one in every:
        if one in spoken:
            continue
        before = _continued(one, spoken)
        if before is None:
            spoken.append(one)
        else:
            contents[before.id] += contents[one.id]
    return [
        {
            "source": _marked([one.source]),
            "cue": _marked([_cue(text, one)]),
            "content": _marked(contents[one.id]),
        }
        for one in spoken
    ]


def _contents_but(every: list[Attribution], one: Attribution) -> list[Span]:
    return [other.content for other in every if other.content and other is not one]


def _continued(one: Attribution, spoken: list[Attribution]) -> Attribution | None:
    if one.source is None:
        return None
    same = [other for other in spoken if other.source and other.source.overlap(one.source)]
    return min(same, key=lambda other: abs(other.cue.start - one.cue.start), default=None)


def _cue(text: str, one: Attribution) -> Span | None:
    return None if is_quote_mark(one.cue.of(text)) else one.cue


def _marked(spans: Iterable[Span | None]) -> list[list[int]]:
    """The spans in the order of the text, those that overlap made one."""
    marked: list[list[int]] = []
    for span in sorted(span for span in spans if span is not None):
        if marked and span.start < marked[-1][1]:
            marked[-1][1] = max(marked[-1][1], span.end)
        else:
            marked.append([span.start, span.end])
    return marked


def _predictions(lines: Iterable[Line], engine: Engine) -> Iterator[str]:
    for line in lines:
        report = english_report(line)
        found = attributions(report.text, engine.code(report).attributions)
        yield json.dumps({"id": report.id, "attributions": found}, ensure_ascii=False)


@click.command()
@click.argument("texts", metavar="IN", type=IN)
@click.argument("out", metavar="OUT", type=OUT)
def main(texts: Path, out: Path) -> None:
    """Find the attributions in the texts of IN and write them to OUT.

    IN has one text a line: {"id", "text"}. OUT gets one a line: {"id", "attributions": [{"source":
    [[start, end], ...], "cue": [...], "content": [...]}, ...]}.
    """
    lines = read_lines(texts, keys=("id", "text"))
    write_lines(out, _predictions(watched(lines, "finding attributions"), default_engine()))
    click.echo(f"{len(lines)} texts in {out}")


if __name__ == "__main__":
    main()
