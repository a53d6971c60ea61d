"""One narrative in, one incident out: `python -m bench.incidents IN OUT`, for civilian harm by Airwars."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import click

from bench.engines import default_engine
from bench.lines import IN, OUT, english_report, read_lines, watched, write_lines
from dateline.adapters.lookups import load_lookups
from dateline.domain import Count, Placing
from dateline.linking import roll_up
from dateline.pipeline import code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bench.lines import Line
    from dateline.coding.engine import Engine
    from dateline.domain import Coding
    from dateline.pipeline import Lookups
    from dateline.resolving.tolls import Toll

# Airwars puts numbers where words have none. In its Gaza archive 103 of 200 narratives that open with
# "several", "a number of" or "others" injured are coded as 2 to 2 (most others by a number that stands
# further on); of 28 that open with "dozens", 23 as 12 to 24.
SOME, DOZENS = (2, 2), (12, 24)


def incident(coding: Coding) -> dict[str, Any]:
    """The main happening of a report as Airwars codes an incident, where the most exact of its places is."""
    text = coding.report.text
    accounts = roll_up(coding)
    if not accounts:
        return dict.fromkeys(("date", "lat", "lon", "killed", "injured", "belligerent"))
    main = accounts[0]
    placed = (coding.places.get(span) for span in main.places)
    where = min(
        (one for one in placed if isinstance(one, Placing) and one.lat is not None),
        key=lambda one: one.exactness,
        default=None,
    )
    return {
        "date": main.date.start.isoformat() if main.date else None,
        "lat": where.lat if where else None,
        "lon": where.lon if where else None,
        "killed": as_airwars_counts(main.killed, text),
        "injured": as_airwars_counts(main.injured, text),
        "belligerent": "; ".join(agent.of(text) for agent in main.agents) or None,
    }


def as_airwars_counts(toll: Toll, text: str) -> list[int | None] | None:
    """Least and most of a toll; where words leave the number open, what Airwars puts for such words."""
    if not toll.figures:
        return None
    lead = next((figure for figure in toll.figures if figure.count != Count()), toll.figures[0])
    words = " ".join(harm.quantity.of(text) for harm in lead.harm)
    if toll.count == Count() or _SOME.search(words):
        return list(SOME)
    if _DOZENS.search(words):
        return list(DOZENS)
    return [toll.count.min, toll.count.max]


_SOME = re.compile(
    r"^\s*(?:several|an? number|number|an? few|few|others?)\b(?!.*(?:\d|hundred|dozen))", re.IGNORECASE
)
_DOZENS = re.compile(r"^\s*dozens\b", re.IGNORECASE)


def _predictions(lines: Iterable[Line], engine: Engine, lookups: Lookups) -> Iterator[str]:
    for line in lines:
        report = english_report({**line, "date": None}, name="code", text="narrative")
        coding = code(report, engine, lookups)
        yield json.dumps({"code": line["code"], **incident(coding)}, ensure_ascii=False)


@click.command()
@click.argument("narratives", metavar="IN", type=IN)
@click.argument("out", metavar="OUT", type=OUT)
def main(narratives: Path, out: Path) -> None:
    """Code the narratives of IN and write the incident that each tells of to OUT.

    IN has one incident a line: {"code", "narrative"}; nothing else of it is read. OUT gets one a line:
    {"code", "date", "lat", "lon", "killed": [min, max], "injured": [min, max], "belligerent"}, null where
    nothing was found.
    """
    lines = read_lines(narratives, keys=("code", "narrative"))
    write_lines(out, _predictions(watched(lines, "coding incidents"), default_engine(), load_lookups()))
    click.echo(f"{len(lines)} incidents in {out}")


if __name__ == "__main__":
    main()
