"""Tables in the formats of the field: columns, rows and a loss note, and the one writer of them."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.exporting.doubles import AGAIN, times_again
from dateline.exporting.happening import happenings
from dateline.exporting.incidents.gathering import Gathered, happening_of
from dateline.exporting.losses import LeftOut, Losses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import TextIO

    from dateline.domain import Coding, DateRange
    from dateline.exporting.happening import Happening
    from dateline.exporting.losses import Loss

    Told = Coding | Gathered
    Cell = str | int | float | None
    Row = Mapping[str, Cell]
    RowOf = Callable[[Happening, Losses], Row | LeftOut]
    DatedRowOf = Callable[[Happening, DateRange, Losses], Row | LeftOut]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a format lays out its table: columns in their order, and what stands between cells.

    `header` tells whether the first line names the columns. A table parted by tabs is written without
    quotes, as its readers expect; all others as CSV. `unheld` and `blank` go into the loss note.
    """

    form: str
    columns: tuple[str, ...]
    delimiter: str = ","
    header: bool = True
    unheld: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows in a format of the field; each has as many cells as the layout has columns."""

    layout: Layout
    rows: tuple[tuple[str, ...], ...]
    loss: Loss


def tabulate(codings: Iterable[Told], layout: Layout, row_of: RowOf) -> Table:
    """The table that `row_of` makes of all events of `codings`, in the order of the texts, or of incidents.

    Raises:
        KeyError: A row has a cell for a column that the layout does not know.
    """
    losses = Losses()
    rows: list[tuple[str, ...]] = []
    for coding in codings:
        written: list[Happening] = []
        if isinstance(coding, Gathered):
            losses.unit = "incident"
        for happening in _happenings(coding):
            losses.events += 1
            if isinstance(happening, LeftOut):
                losses.leave_out(happening)
                continue
            row = row_of(happening, losses)
            if isinstance(row, LeftOut):
                losses.leave_out(row)
                continue
            losses.rows += 1
            rows.append(in_order(row, layout.columns))
            written.append(happening)
            for lack in happening.lacks:
                losses.reduce(lack)
        losses.reduce(AGAIN, times_again(written))
    note = losses.note(layout.form, unheld=layout.unheld, blank=layout.blank)
    return Table(layout=layout, rows=tuple(rows), loss=note)


def tabulate_done(codings: Iterable[Told], layout: Layout, row_of: DatedRowOf) -> Table:
    """As `tabulate`, for formats that record what happened and when.

    What is told as planned, hypothetical or denied is left out, and so is what has no date.
    """

    def row(happening: Happening, losses: Losses) -> Row | LeftOut:
        if happening.undone:
            return LeftOut(reason=happening.undone)
        if happening.event.date is None:
            return LeftOut(reason="without a date")
        return row_of(happening, happening.event.date, losses)

    return tabulate(codings, layout, row)


def write_table(table: Table, out: TextIO) -> None:
    """Write `table` as its layout says, lines ending in a line feed; see `safe_cell` for what is changed."""
    lines = [table.layout.columns, *table.rows] if table.layout.header else table.rows
    if table.layout.delimiter == "\t":
        out.writelines("\t".join(safe_cell(cell) for cell in line) + "\n" for line in lines)
        return
    writer = csv.writer(out, delimiter=table.layout.delimiter, lineterminator="\n")
    for line in lines:
        writer.writerow([safe_cell(cell) for cell in line])


def safe_cell(cell: str) -> str:
    """`cell` without control characters, and no formula to a spreadsheet: such gets an apostrophe before it.

    >>> safe_cell("=1+1"), safe_cell("-33.5")
    ("'=1+1", '-33.5')
    """
    line = _CONTROL.sub(" ", cell)
    return f"'{line}" if line.lstrip().startswith(("=", "+", "-", "@")) and not _is_number(line) else line


def _happenings(told: Told) -> Iterable[Happening | LeftOut]:
    return (happening_of(told),) if isinstance(told, Gathered) else happenings(told)


def in_order(row: Mapping[str, Cell], columns: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of a row as text, one for each column.

    Raises:
        KeyError: The row has a cell for a column that there is not.
    """
    if unknown := row.keys() - set(columns):
        raise KeyError(f"no column {', '.join(sorted(unknown))}")
    return tuple(_cell(row.get(column)) for column in columns)


def _cell(value: Cell) -> str:
    match value:
        case None:
            return ""
        case float():
            return f"{value:.6f}".rstrip("0").rstrip(".")
        case _:
            return str(value)


def _is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell) is not None


_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
# Among them line ends, which not every reader of CSV takes in a cell. With blanks around them they are one.
_CONTROL = re.compile(r" *[\x00-\x1f\x7f-\x9f\u2028\u2029][\x00-\x20\x7f-\x9f\u2028\u2029]*")
