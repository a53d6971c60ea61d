from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from dateline.domain import Coding, Event, EventType, Report, Span
from dateline.exporting.table import COLUMNS, SEPARATOR, write_csv
from tests.codings import MONITOR, OIL_FIELD, codings, sample_coding

if TYPE_CHECKING:
    from pathlib import Path


def test_each_event_is_one_row_with_its_codes_words_and_offsets() -> None:
    coding = sample_coding(OIL_FIELD)
    rows = _rows(coding)
    assert len(rows) == len(coding.events)
    assault = rows[0]
    assert assault["source"] == "Eastern Line"
    assert assault["published"] == "2018-11-23"
    assert (assault["type"], assault["acled_event_type"], assault["date_start"]) == (
        "assault",
        "Battles",
        "2018-11-22",
    )
    assert assault["places"] == "al-Rashwan oil field | eastern Deir ez-Zor"
    assert assault["harm_effect"] == "killed | injured"
    assert (assault["harm_min"], assault["harm_max"]) == (" | 6", "10 | ")
    assert (assault["own_voice"], assault["says"], assault["stance"]) == (
        "no",
        "pro-Kurdish sources",
        "asserts",
    )
    start, end = map(int, assault["trigger_at"].split(".."))
    assert coding.report.text[start:end] == "attacked"


def test_offsets_stand_beside_their_words_in_the_same_order() -> None:
    coding = sample_coding(OIL_FIELD)
    for row in _rows(coding):
        for column in ("agents", "targets", "places", "times", "means"):
            words, offsets = row[column].split(SEPARATOR), row[f"{column}_at"].split(SEPARATOR)
            quoted = [coding.report.text[slice(*map(int, at.split("..")))] if at else "" for at in offsets]
            assert quoted == words


def test_an_event_in_the_reports_own_voice_says_so_and_keeps_its_sentence() -> None:
    row = next(row for row in _rows(sample_coding(MONITOR)) if row["type"] == "arrest")
    assert (row["own_voice"], row["says"]) == ("yes", "")
    assert row["sentence"].startswith("On Wednesday night, security forces detained three men")


def test_a_nested_source_stands_after_the_one_that_quotes_it_with_its_depth() -> None:
    row = next(row for row in _rows(sample_coding(OIL_FIELD)) if row["type"] == "abduction")
    assert row["says"] == "SDF spokeswoman Rojin Asmar | numerous witness"
    assert row["says_depth"] == "0 | 1"


@pytest.mark.parametrize("opening", ["=", "+", "-", "@", " =", "\t=", "\r="])
def test_no_cell_is_a_formula(opening: str) -> None:
    assert _title_cell(f"{opening}HYPERLINK(1)").startswith("'")


def test_no_cell_holds_a_line_end() -> None:
    assert _title_cell("One\r\ntwo\x00three\u2028four") == "One two three four"


def test_no_event_gives_a_table_with_nothing_but_its_header() -> None:
    out = StringIO()
    write_csv([], out)
    assert out.getvalue() == ",".join(COLUMNS) + "\n"


@given(codings())
def test_any_coding_gives_one_row_per_event_that_a_csv_reader_reads(coding: Coding) -> None:
    assert len(_rows(coding)) == len(coding.events)


def test_the_reference_page_explains_every_column(repository: Path) -> None:
    page = (repository / "docs/reference/command-line.md").read_text(encoding="utf-8")
    for column in COLUMNS:
        assert f"`{column}`" in page, column


def _title_cell(title: str) -> str:
    event = Event(id="e1", type=EventType.OTHER, mentions=(Span(0, 1),))
    coding = Coding(report=Report(id="r", text="It.", title=title), engine="scripted/1", events=(event,))
    return _rows(coding)[0]["title"]


def _rows(coding: Coding) -> list[dict[str, str]]:
    out = StringIO()
    write_csv([coding], out)
    return list(csv.DictReader(StringIO(out.getvalue(), newline="")))
