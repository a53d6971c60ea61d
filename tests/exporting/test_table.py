from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from dateline.domain import Coding, Event, EventType, PlacePrecision, Report, Span, Unresolved
from dateline.exporting.resolved_cells import SEPARATOR
from dateline.exporting.table import COLUMNS, write_csv
from tests.codings import MONITOR, OIL_FIELD, codings, sample_coding
from tests.fakes import Happens, Says
from tests.resolved import ARIHA, ARMY, CIVILIANS, IN_MARJ, SPOKESWOMAN, SYRIA, coded, placing

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
    assert assault["places"] == "al-Tanak oil field | eastern Deir ez-Zor"
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


def test_what_words_resolve_to_stands_beside_them_in_the_same_order() -> None:
    coding = coded(
        "The army and villagers fled Kafr and Marj, Lina Haddad said.",
        Happens(
            type=EventType.DISPLACEMENT,
            trigger="fled",
            agents=("The army", "villagers"),
            places=("Kafr", "Marj"),
            by=("a1",),
        ),
        says=(Says(id="a1", cue="said", source="Lina Haddad"),),
        actors={"The army": ARMY, "villagers": CIVILIANS},
        places={"Kafr": Unresolved(reason="two of this name"), "Marj": replace(IN_MARJ, runner_up=ARIHA)},
        speakers={"Lina Haddad": SPOKESWOMAN},
    )
    (row,) = _rows(coding)
    assert {column: cell for column, cell in row.items() if column.startswith("agents_")} == {
        "agents_at": "0..8 | 13..22",
        "agents_name": "Army of the Plain | ",
        "agents_id": "marj-army | ",
        "agents_class": "state_forces | civilians",
        "agents_country": "SY | SY",
        "agents_by": "register | rule",
        "agents_reason": "named so in the register | by the noun",
    }
    assert {column: cell for column, cell in row.items() if column.startswith("places_")} == {
        "places_at": "28..32 | 37..41",
        "places_name": " | Marj",
        "places_id": " | geonames:999001",
        "places_lat": " | 35.5",
        "places_lon": " | 36.25",
        "places_country": " | SY",
        "places_admin1": " | Idleb",
        "places_precision": " | town",
        "places_radius_km": " | 2",
        "places_reason": "two of this name | the only place of this name",
        "places_runner_up": " | geonames:999003",
    }
    assert (row["says_kind"], row["says_person"], row["says_role"], row["says_organisation"]) == (
        "person",
        "Lina Haddad",
        "spokeswoman",
        "Ministry of Defence",
    )


def test_a_bare_country_has_no_point_in_the_table() -> None:
    happens = Happens(type=EventType.TALKS, trigger="met", places=("Syria",))
    found = placing(SYRIA, PlacePrecision.COUNTRY)
    (row,) = _rows(coded("They met in Syria.", happens, places={"Syria": found}))
    assert (row["places_name"], row["places_lat"], row["places_lon"]) == ("Syria", "", "")


def test_points_south_and_west_are_numbers_and_no_formulas() -> None:
    south = replace(IN_MARJ, lat=-1.25, lon=-0.5)
    happens = Happens(type=EventType.TALKS, trigger="met", places=("Marj", "Kafr"))
    (row,) = _rows(coded("They met in Marj, Kafr.", happens, places={"Marj": south, "Kafr": south}))
    assert (row["places_lat"], row["places_lon"]) == ("-1.25 | -1.25", "-0.5 | -0.5")


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
