"""Which reports tell of the same incident: `python -m bench.linking IN_DIR OUT`, for Airwars' Syrian set.

The set has its reports as pages were when somebody archived them: without their days, their headlines
doubled, some behind walls. What is done about that is done here and nowhere else:

- The day is what dateline.reading finds, or else what `bench.page_days` makes of addresses and words.
- A page that says nothing but its headline is its headline.
- Airwars links the reports of the incident that each was collected for, whatever else they tell. So all
  accounts are linked, but a report is one of an incident only where an account of it is that stands for the
  report (`fit_linking.standing`): what it tells of last month is linked, and not counted.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bench.engines import default_engine
from bench.fit_linking import Example, cross_fitted, standing
from bench.lines import OUT, read_lines, watched, write_lines
from bench.page_days import Page, days_of
from dateline.adapters.lookups import load_lookups
from dateline.domain import Report
from dateline.domain.errors import DatelineError
from dateline.linking import Told, roll_up
from dateline.linking.clustering import Groups
from dateline.linking.scoring import Scorer, load_weights
from dateline.linking.sketching import sketch
from dateline.pipeline import code
from dateline.reading import read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bench.lines import Line
    from dateline.linking.clustering import Score
    from dateline.linking.sketching import Sketch


def reports_of(lines: Sequence[Line]) -> list[Report]:
    """The reports in the lines of the set, with their days as far as they can be told."""
    reports = [_report(line) for line in lines]
    pages = [
        Page(id=line["id"], url=line["url"] or "", text=line["text"], day=report.published)
        for line, report in zip(lines, reports, strict=True)
    ]
    days = days_of(pages)
    return [replace(report, published=days.get(report.id)) for report in reports if report.text]


def sketches_of(report_lines: Sequence[Line]) -> dict[str, tuple[Sketch, ...]]:
    """The sketches of all accounts of each report, coded by the engine that ships."""
    engine, lookups = default_engine(), load_lookups()
    lines = [{"report": report} for report in reports_of(report_lines)]
    found = {}
    for line in watched(lines, "coding reports"):
        coding = code(line["report"], engine, lookups)
        found[coding.report.id] = sketch([Told(coding=coding, account=one) for one in roll_up(coding)])
    return found


def incidents_of(sketches: Mapping[str, Sequence[Sketch]], score: Score) -> dict[str, list[str]]:
    """The reports that stand in each incident, by its id; incidents of no report are left out."""
    groups = Groups(score=score)
    for report, accounts in sketches.items():
        groups.add(report, accounts)
    stand = {one.key for accounts in sketches.values() for one in standing(accounts)}
    found = {
        key: sorted({one.report for one in groups.members(key) if one.key in stand}) for key in groups.ids
    }
    return {key: reports for key, reports in found.items() if reports}


def headline_of(title: str) -> str:
    """A headline that a page has more than once, once: "A | Outlet A A" is "A".

    >>> headline_of("Shells on Marj | Coast Monitor Shells on Marj Shells on Marj")
    'Shells on Marj'
    """
    words = title.replace("\u200b", "").split()
    opening = words[:_OPENING]
    starts = [at for at in range(len(words)) if words[at : at + _OPENING] == opening]
    if len(starts) < _TWICE:
        return " ".join(words)
    return " ".join(words[starts[1] : starts[2] if len(starts) > _TWICE else None])


_OPENING, _TWICE = 3, 2
_NO_PAGE = frozenset({"Redirect Notice", "Unauthorized Access", ""})


def _report(line: Line) -> Report:
    headline = headline_of(line["title"] or "")
    headline = "" if headline in _NO_PAGE else headline
    try:
        page = read(line["text"], url=line["url"])
    except DatelineError:  # a wall, an error page
        text, day = "", None
    else:
        text, day = page.text, page.published
    if text.startswith("Redirect Notice"):
        text = ""
    squeezed = "".join(headline.lower().split())
    if squeezed not in "".join(text.lower().split())[: len(squeezed) + 50]:
        text = f"{headline}{'' if headline.endswith(('.', '!', '?')) else '.'}\n\n{text}".strip()
    return Report(
        id=line["id"],
        text=text,
        url=line["url"],
        source=line["outlet"],
        title=headline or None,
        published=day,
        language="en",
    )


def _cross_fitted(sketches: Mapping[str, Sequence[Sketch]], links: Mapping[str, list[str]]) -> Score:
    example = Example.of({key: standing(some) for key, some in sketches.items() if some}, links.values())
    return cross_fitted(example)


@click.command()
@click.argument("folder", metavar="IN_DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", metavar="OUT", type=OUT)
@click.option(
    "--fitted-here",
    is_flag=True,
    help="Weigh a pair of reports by weights fitted on the pairs of other incidents of IN_DIR.",
)
def main(folder: Path, out: Path, *, fitted_here: bool) -> None:
    """Link the reports of IN_DIR and write the incidents found to OUT.

    IN_DIR holds reports.jsonl, with {"id", "url", "outlet", "title", "text"} a line; and links.json,
    {incident: [report, ...]}, which is read with --fitted-here only. OUT gets {"incident", "reports":
    [id, ...]} a line.
    """
    lines = read_lines(folder / "reports.jsonl", keys=("id", "url", "outlet", "title", "text"))
    sketches = sketches_of(lines)
    score: Score = Scorer(load_weights())
    if fitted_here:
        score = _cross_fitted(sketches, json.loads((folder / "links.json").read_text(encoding="utf-8")))
    found = incidents_of(sketches, score)
    write_lines(out, (json.dumps({"incident": key, "reports": some}) for key, some in found.items()))
    click.echo(f"{len(lines)} reports in {len(found)} incidents in {out}")


if __name__ == "__main__":
    main()
