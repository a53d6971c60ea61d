"""Incidents for a terminal, a line each: what a list of many shows of them, and how it fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from dateline.cli.terminal import plain
from dateline.domain import Fact
from dateline.exporting.incidents.accounts import place_of
from dateline.exporting.interchange.dates import write_date
from dateline.exporting.wording import type_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from dateline.domain import Count, DateRange, Examined


def print_list(incidents: Sequence[Examined], console: Console) -> None:
    """Print a line for each incident under a line of headings.

    On a terminal that is too narrow, places, types and days are cut, and at last the lines.
    """
    keys = shortened([one.incident.id for one in incidents])
    rows = [_HEADINGS, *(_row(key, one) for key, one in zip(keys, incidents, strict=True))]
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    if console.is_terminal:
        widths = _fitted(widths, console.width)
    for nth, row in enumerate(rows):
        cells = [_cut(cell, width) for cell, width in zip(row, widths, strict=True)]
        line = Text(_GAP.join(cells).rstrip(), "" if nth else "dim")
        if console.is_terminal:
            line.truncate(console.width, overflow="ellipsis")
        console.print(line, soft_wrap=True)


def shortened(keys: Sequence[str]) -> list[str]:
    """Each id by as much of its beginning as tells it from all others, eight letters or more.

    >>> shortened(["3f2a91c0aa", "3f2a91c0bb", "77"])
    ['3f2a91c0a', '3f2a91c0b', '77']
    """
    ranked = sorted(set(keys))
    least: dict[str, int] = {}
    for nth, key in enumerate(ranked):
        beside = (*ranked[max(nth - 1, 0) : nth], *ranked[nth + 1 : nth + 2])
        least[key] = max((_shared(key, other) + 1 for other in beside), default=0)
    return [key[: max(least[key], _SHORTEST)] for key in keys]


_SHORTEST = 8
_GAP = "  "
_HEADINGS = ("incident", "day", "what", "where", "killed", "origins", "reports", "grade")
# So narrow a column may become; all others stay whole.
_LEAST = {"day": len("2018-12-06…"), "what": 9, "where": 8}


def _shared(one: str, other: str) -> int:
    """How many letters two ids begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((nth for nth, (here, there) in enumerate(pairs) if here != there), min(len(one), len(other)))


def _row(key: str, examined: Examined) -> tuple[str, ...]:
    incident, dead = examined.incident, examined.weighing(Fact.KILLED)
    return (
        plain(key),
        _days(incident.date) if incident.date else "",
        type_words(incident.type),
        plain(place_of(incident)),
        _briefly(dead.range) if dead and dead.range else "",
        str(len(examined.counted)),
        str(len(incident.reports)),
        incident.grade.value,
    )


def _days(dated: DateRange) -> str:
    """Days as ISO has them, or no more than months and years where the words say no more.

    Of the last day what it shares with the first is left out: "2018-11-19/23".
    """
    written = write_date(dated)
    first, last = written["start"], written["end"]
    if first == last or len(first) != len(last):
        return first if first == last else f"{first}/{last}"
    shared = next((length for length in (_TO_DAY, _TO_MONTH) if first[:length] == last[:length]), 0)
    return f"{first}/{last[shared:]}"


_TO_DAY, _TO_MONTH = len("2018-12-"), len("2018-")


def _briefly(count: Count) -> str:
    """A number as exact as it is, in signs: "4", "3–11", "3+", "≤10"; "" for no number."""
    match count.min, count.max:
        case None, None:
            return ""
        case least, None:
            return f"{least:,}+"
        case None, most:
            return f"≤{most:,}"
        case least, most:
            return f"{least:,}" if least == most else f"{least:,}–{most:,}"


def _fitted(widths: Sequence[int], width: int) -> list[int]:
    """The widths of columns, the widest of those that may be cut made narrower until all fit."""
    fitted = list(widths)
    least = [_LEAST.get(heading, found) for heading, found in zip(_HEADINGS, widths, strict=True)]
    over = sum(fitted) + len(_GAP) * (len(fitted) - 1) - width
    while over > 0:
        at = max(range(len(fitted)), key=lambda nth: fitted[nth] - least[nth])
        if fitted[at] <= least[at]:
            break
        fitted[at] -= 1
        over -= 1
    return fitted


def _cut(cell: str, width: int) -> str:
    """A cell of so many columns."""
    over = cell_len(cell) > width
    return set_cell_size(cell, width - 1) + "…" if over else set_cell_size(cell, width)
