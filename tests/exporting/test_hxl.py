"""CSV with HXL tags."""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import TYPE_CHECKING

from hypothesis import given, settings

from dateline.domain import Count, Effect, EventType, Stance, Status
from dateline.exporting.hxl import LAYOUT, TAGS, hxl_table
from dateline.exporting.sheets import write_table
from tests.codings import codings
from tests.fakes import Done, Happens, Says
from tests.resolved import ARMY, IN_MARJ, REBELS, coded

if TYPE_CHECKING:
    from dateline.domain import Coding

# A tag as the HXL standard 1.1 has it: a hashtag and attributes, in small letters.
TAG = re.compile(r"#[a-z][a-z0-9_]*(?:\+[a-z][a-z0-9_]*)*")
# Its core hashtags that are used here.
CORE = {
    "#meta", "#event", "#status", "#date", "#country", "#adm1", "#adm2", "#loc", "#geo", "#group",
    "#affected", "#description",
}  # fmt: skip
TEXT = "Troops shelled the Front in Marj, killing at least six and hurting 8 to 10, a nurse said."
SHELLED = Happens(
    type=EventType.SHELLING,
    trigger="shelled",
    agents=("Troops",),
    targets=("the Front",),
    places=("Marj",),
    harm=(
        Done(effect=Effect.KILLED, quantity="at least six"),
        Done(effect=Effect.INJURED, quantity="8 to 10"),
    ),
    by=("a1",),
)


def test_every_tag_is_one_of_the_standard() -> None:
    for tag in TAGS.values():
        assert TAG.fullmatch(tag), tag
        assert tag.partition("+")[0] in CORE, tag
    assert len(set(TAGS.values())) == len(TAGS)


def test_the_tags_stand_in_the_row_under_the_header() -> None:
    out = StringIO()
    write_table(hxl_table([]), out)
    assert list(csv.reader(StringIO(out.getvalue()))) == [list(TAGS), list(TAGS.values())]


def test_an_event_fills_the_columns() -> None:
    coding = coded(
        TEXT,
        SHELLED,
        says=(Says(id="a1", cue="said", source="a nurse", stance=Stance.HEDGES),),
        places={"Marj": IN_MARJ},
        actors={"Troops": ARMY, "the Front": REBELS},
        counts={"at least six": Count(min=6), "8 to 10": Count(min=8, max=10)},
    )
    assert {column: cell for column, cell in _row(coding).items() if cell} == {
        "Report": "r1",
        "Event": "e1",
        "Event type": "shelling",
        "Status": "reported",
        "From": "2018-05-22",
        "To": "2018-05-22",
        "Date precision": "day",
        "Country code": "SY",
        "Country": "Syria",
        "Admin 1": "Idleb",
        "Admin 2": "Ariha",
        "Place": "Marj",
        "Latitude": "35.5",
        "Longitude": "36.25",
        "Place precision": "town",
        "Radius (km)": "2",
        "Who": "Army of the Plain",
        "Whom": "Front of the Hills",
        "Killed, at least": "6",
        "Injured, at least": "8",
        "Injured, at most": "10",
        "What is told": TEXT,
        "Who says so": "a nurse",
        "How": "hedges",
        "Published by": "Levant Monitor",
        "Published on": "2018-05-23",
        "Address": "https://monitor.example/1",
        "Confidence": "0.9",
    }


def test_what_was_not_done_has_a_row_with_its_status() -> None:
    planned = Happens(type=EventType.ASSAULT, trigger="shelled", status=Status.PLANNED)
    assert _row(coded(TEXT, planned, dated=None))["Status"] == "planned"


def test_a_place_that_is_not_resolved_keeps_its_words_and_has_no_point() -> None:
    row = _row(coded(TEXT, SHELLED))
    assert (row["Place"], row["Latitude"], row["Country"]) == ("Marj", "", "")


@settings(max_examples=25)
@given(codings())
def test_any_coding_gives_a_row_per_event_with_dates_and_numbers_where_the_tags_ask_for_them(
    coding: Coding,
) -> None:
    rows = hxl_table([coding]).rows[1:]
    assert len(rows) == len(coding.events)
    for row in rows:
        for tag, cell in zip(TAGS.values(), row, strict=True):
            if tag.startswith("#affected"):
                assert re.fullmatch(r"\d*", cell)
            if tag.startswith("#date"):
                assert re.fullmatch(r"(?:\d{4}-\d\d-\d\d)?", cell)


def _row(coding: Coding) -> dict[str, str]:
    _, row = hxl_table([coding]).rows
    return dict(zip(LAYOUT.columns, row, strict=True))
