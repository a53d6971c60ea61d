"""What holds for the tables of the field, whatever the coding."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from dateline.domain import Status
from dateline.exporting.acled import acled_table
from dateline.exporting.gdelt import gdelt_table
from dateline.exporting.happening import happenings
from dateline.exporting.polecat import polecat_table
from dateline.exporting.sheets import write_table
from dateline.exporting.ucdp import ucdp_table
from tests.codings import codings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dateline.domain import Coding
    from dateline.exporting.sheets import Table

TABLES = [acled_table, ucdp_table, polecat_table, gdelt_table]
UNDONE = {Status.PLANNED, Status.HYPOTHETICAL, Status.DENIED}


@pytest.mark.parametrize("tabulate", TABLES)
@settings(max_examples=30)
@given(coding=codings())
def test_every_event_is_a_row_of_all_columns_or_counted_as_left_out(
    tabulate: Callable[[Iterable[Coding]], Table], coding: Coding
) -> None:
    table = tabulate([coding])
    left_out = sum(count for _, count in table.loss.left_out)
    assert len(table.rows) + left_out == table.loss.events == len(coding.events)
    assert all(len(row) == len(table.layout.columns) for row in table.rows)


@pytest.mark.parametrize("tabulate", TABLES)
@settings(max_examples=30)
@given(coding=codings())
def test_what_was_not_done_or_has_no_date_never_has_a_row(
    tabulate: Callable[[Iterable[Coding]], Table], coding: Coding
) -> None:
    told = [event for event in coding.events if event.status not in UNDONE and event.date]
    assert len(tabulate([coding]).rows) <= len(told)


@pytest.mark.parametrize("tabulate", [polecat_table, gdelt_table])
@settings(max_examples=30)
@given(coding=codings())
def test_what_only_accusers_say_is_never_a_deed(
    tabulate: Callable[[Iterable[Coding]], Table], coding: Coding
) -> None:
    accused = {str(one.number) for one in happenings(coding) if one.accused}
    table = tabulate([coding])
    for row in table.rows:
        cells = dict(zip(table.layout.columns, row, strict=True))
        key = cells.get("GLOBALEVENTID") or cells["Event ID"].split("-")[1].split("_")[0]
        if key in accused:
            assert (cells.get("Event Type") or cells["EventRootCode"]) in {"ACCUSE", "11"}


@settings(max_examples=30)
@given(coding=codings())
def test_what_is_written_has_one_line_per_row_that_a_reader_reads(coding: Coding) -> None:
    for tabulate in (acled_table, gdelt_table):
        table, out = tabulate([coding]), StringIO()
        write_table(table, out)
        tabs = table.layout.delimiter == "\t"
        lines = out.getvalue().splitlines()
        read = [line.split("\t") for line in lines] if tabs else list(csv.reader(lines))
        assert len(read) == len(table.rows) + table.layout.header
        assert all(len(line) == len(table.layout.columns) for line in read)


@settings(max_examples=30)
@given(coding=codings())
def test_deaths_by_side_add_up_to_the_best_estimate_which_lies_between_low_and_high(coding: Coding) -> None:
    for row in ucdp_table([coding]).rows:
        cells = dict(zip(ucdp_table([]).layout.columns, row, strict=True))
        by_side = [int(cells[f"deaths_{side}"]) for side in ("a", "b", "civilians", "unknown")]
        assert min(by_side) >= 0
        assert sum(by_side) == int(cells["best"])
        assert int(cells["low"]) <= int(cells["best"]) <= int(cells["high"])
