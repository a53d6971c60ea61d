from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from dateline.domain import DateRange, EventType, Precision, Status
from dateline.exporting.losses import LeftOut, Loss
from dateline.exporting.sheets import Layout, Table, tabulate, tabulate_done, write_table
from tests.fakes import Happens
from tests.resolved import ON_22_MAY, coded

if TYPE_CHECKING:
    from dateline.exporting.happening import Happening
    from dateline.exporting.losses import Losses
    from dateline.exporting.sheets import Row

LAYOUT = Layout(
    form="plain", columns=("event", "share", "note"), unheld=("harm",), blank=("note (never told)",)
)
TEXT = "Troops shelled Marj. Rebels plan to storm Marj. Troops left Marj."
SHELLED = Happens(type=EventType.SHELLING, trigger="shelled")
PLANNED = Happens(type=EventType.ASSAULT, trigger="storm", status=Status.PLANNED)
LEFT = Happens(type=EventType.WITHDRAWAL, trigger="left")


def test_each_event_that_the_format_has_a_place_for_is_a_row() -> None:
    table = tabulate([coded(TEXT, LEFT, SHELLED, PLANNED)], LAYOUT, _violent)
    assert table.rows == (("e2", "0.5", ""), ("e3", "0.5", ""))


def test_the_loss_note_counts_what_was_left_out_and_names_what_has_no_column() -> None:
    loss = tabulate([coded(TEXT, LEFT, SHELLED, PLANNED)], LAYOUT, _violent).loss
    assert loss.lines() == (
        "plain: 2 rows from 3 events",
        "  left out, 1: not violent",
        "  written with a loss, 2: as a share alone",
        "  no column for: harm",
        "  left empty: note (never told)",
    )


def test_rows_that_may_be_of_one_happening_are_counted_in_the_loss_note() -> None:
    again = Happens(type=EventType.SHELLING, trigger="Marj")
    loss = tabulate([coded(TEXT, SHELLED, again), coded(TEXT, SHELLED, id="r2")], LAYOUT, _dated_or_not).loss
    assert loss.reduced == (
        ("of the type, day and place of another row of its report: perhaps one happening told twice", 1),
    )


def test_the_commonest_loss_is_told_first() -> None:
    loss = tabulate([coded(TEXT, SHELLED), coded(TEXT, LEFT, PLANNED, SHELLED)], LAYOUT, _none).loss
    assert loss.left_out == (("shelling", 2), ("assault", 1), ("withdrawal", 1))


def test_a_note_of_nothing_lost_is_one_line() -> None:
    assert Loss(form="plain", events=1, rows=1).lines() == ("plain: 1 row from 1 event",)


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (Status.PLANNED, "planned, not yet done"),
        (Status.HYPOTHETICAL, "hypothetical"),
        (Status.DENIED, "denied"),
    ],
)
def test_what_was_not_done_has_no_row_in_a_table_of_what_was_done(status: Status, reason: str) -> None:
    undone = Happens(type=EventType.SHELLING, trigger="shelled", status=status)
    table = tabulate_done([coded(TEXT, undone)], LAYOUT, _dated)
    assert (table.rows, table.loss.left_out) == ((), ((reason, 1),))


@pytest.mark.parametrize("status", [Status.REPORTED, Status.ONGOING, Status.DISPUTED])
def test_what_is_told_as_done_has_a_row(status: Status) -> None:
    done = Happens(type=EventType.SHELLING, trigger="shelled", status=status)
    assert len(tabulate_done([coded(TEXT, done)], LAYOUT, _dated).rows) == 1


def test_what_has_no_date_has_no_row_in_a_table_of_what_was_done() -> None:
    table = tabulate_done([coded(TEXT, SHELLED, dated=None)], LAYOUT, _dated)
    assert (table.rows, table.loss.left_out) == ((), (("without a date", 1),))


def test_a_row_cannot_hold_a_cell_without_a_column() -> None:
    with pytest.raises(KeyError, match="no column colour"):
        tabulate([coded(TEXT, SHELLED)], LAYOUT, lambda _happening, _losses: {"colour": "red"})


def test_a_table_reads_back_as_it_was_written() -> None:
    rows = (("a,b", 'say "no"', "ü"), ("-33.5", "", "x"))
    out = StringIO()
    write_table(_table(LAYOUT, rows), out)
    assert list(csv.reader(StringIO(out.getvalue()))) == [list(LAYOUT.columns), *map(list, rows)]


def test_a_table_parted_by_tabs_has_no_quotes_and_no_header_where_the_layout_has_none() -> None:
    layout = Layout(form="tabs", columns=("a", "b"), delimiter="\t", header=False)
    out = StringIO()
    write_table(_table(layout, (('say "no"', "tab\there"), ("", "2"))), out)
    assert out.getvalue() == 'say "no"\ttab here\n\t2\n'


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=SUM(A1)", "'=SUM(A1)"),
        ("+1", "'+1"),
        ("@x", "'@x"),
        ("- a dash", "'- a dash"),
        ("-33.5", "-33.5"),
        ("-7", "-7"),
        ("-7-8", "'-7-8"),
        ("one\r\ntwo\u2028three", "one two three"),
        ("one \x90 two", "one two"),
    ],
)
def test_no_cell_is_a_formula_or_holds_a_line_end_and_numbers_stay_numbers(cell: str, written: str) -> None:
    layout = Layout(form="one", columns=("a",), header=False, delimiter="\t")
    out = StringIO()
    write_table(_table(layout, ((cell,),)), out)
    assert out.getvalue() == f"{written}\n"


def test_an_event_of_several_days_reaches_its_row_with_all_of_them() -> None:
    days = DateRange(start=ON_22_MAY.start, end=ON_22_MAY.end.replace(day=25), precision=Precision.RANGE)
    table = tabulate_done(
        [coded(TEXT, SHELLED, dated=days)],
        LAYOUT,
        lambda _, dated, __: {"note": f"{dated.end - dated.start}"},
    )
    assert table.rows[0][2].startswith("3 days")


def _violent(happening: Happening, losses: Losses) -> Row | LeftOut:
    if happening.event.type is EventType.WITHDRAWAL:
        return LeftOut(reason="not violent")
    losses.reduce("as a share alone")
    return {"event": happening.event.id, "share": 0.5}


def _none(happening: Happening, _losses: Losses) -> LeftOut:
    return LeftOut(reason=happening.event.type.value)


def _dated(happening: Happening, _dated: DateRange, _losses: Losses) -> Row | LeftOut:
    return {"event": happening.event.id}


def _dated_or_not(happening: Happening, _losses: Losses) -> Row:
    return {"event": happening.event.id}


def _table(layout: Layout, rows: tuple[tuple[str, ...], ...]) -> Table:
    return Table(layout=layout, rows=rows, loss=Loss(form=layout.form, events=0, rows=0))
