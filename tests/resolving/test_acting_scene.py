"""Where and when a report plays, and whom its words mean there and then."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from dateline.domain import Report
from dateline.resolving.acting import home_of
from dateline.resolving.acting.countries import outlet_of
from tests.registers import invented_register
from tests.resolving.acting_world import IN_2015, asked, resolved, told

if TYPE_CHECKING:
    from dateline.adapters.register import Roster

IN_2017, IN_2021 = date(2017, 3, 1), date(2021, 3, 1)


@pytest.fixture(scope="module")
def roster(tmp_path_factory: pytest.TempPathFactory) -> Roster:
    return invented_register(tmp_path_factory.mktemp("register"))


# ── when ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_name_means_who_bore_it_on_the_day_of_the_event(roster: Roster) -> None:
    text = "The Reed Front attacked."
    assert told(resolved(roster, asked(text, "Reed Front", day=IN_2017), "Reed Front")) == "reed-union"
    then = asked(text, "Reed Front", day=IN_2017, happened=(IN_2015, IN_2015))
    assert told(resolved(roster, then, "Reed Front")) == "reed-front"


def test_what_is_told_of_had_happened_by_the_day_of_the_report(roster: Roster) -> None:
    text = "In Marland the Reed Front attacked."
    month = (date(2016, 6, 15), date(2016, 7, 15))
    for day, bearer in ((date(2016, 6, 20), "reed-front"), (date(2016, 7, 10), "reed-union")):
        coding = asked(text, "Reed Front", day=day, happened=month)
        assert told(resolved(roster, coding, "Reed Front")) == bearer


@pytest.mark.parametrize(("day", "expected"), [(IN_2015, "marland-government"), (IN_2021, "marland-council")])
@pytest.mark.parametrize("words", ["government", "regime", "Marlandic government", "Marlandic officials"])
def test_the_government_is_the_one_of_the_day(roster: Roster, words: str, day: date, expected: str) -> None:
    text = f"In Marland the {words} attacked."
    assert told(resolved(roster, asked(text, words, day=day), words)) == expected


# ── where ────────────────────────────────────────────────────────────────────────────────────────────────


def test_of_several_bearers_the_one_at_home_in_the_report_is_meant(roster: Roster) -> None:
    here, there = "In Marland the PNA attacked.", "In Norland the PNA attacked."
    assert told(resolved(roster, asked(there, "PNA"), "PNA")) == "plains-army"
    acting = resolved(roster, asked(here, "PNA"), "PNA")
    assert told(acting) == "port-news"
    assert acting
    assert acting.reason == "by its name; Plains National Army bears it, too"


@pytest.mark.parametrize(
    ("text", "places", "expected"),
    [
        # where it happened, if the report speaks of that land
        ("In Marland and Norland rebels attacked Gull Bay.", {"Gull Bay": "XB"}, "rebel_group XB"),
        # one doubtful place does not make a report's land another
        ("In Marland rebels attacked Gull Bay.", {"Gull Bay": "XB"}, "rebel_group XA"),
        # most of an event's places
        (
            "In Marland and Norland rebels attacked Gull Bay, Mill Hill and Oak Hill.",
            {"Gull Bay": "XB", "Mill Hill": "XA", "Oak Hill": "XA"},
            "rebel_group XA",
        ),
        ("Rebels attacked Gull Bay.", {"Gull Bay": "XB"}, "rebel_group XB"),
        ("Rebels attacked in the West Fen.", {}, "rebel_group XB"),
        ("Rebels attacked.", {}, "rebel_group -"),
    ],
)
def test_the_country_of_a_class_is_where_its_event_happened(
    roster: Roster, text: str, places: dict[str, str], expected: str
) -> None:
    words = "rebels" if "rebels" in text else "Rebels"
    assert told(resolved(roster, asked(text, words, places=places), words)) == expected


def test_a_land_that_only_bans_a_group_is_not_where_the_report_plays(roster: Roster) -> None:
    text = "Fighters of the Marsas (banned in Marland) came. Rebels attacked in Norland."
    coding = asked(text, "Rebels", places={"Marland": "XA"})
    assert told(resolved(roster, coding, "Rebels")) == "rebel_group XB"


# ── the outlet ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Port News Agency", "rebel_group XA"),
        ("Coast Monitor", "rebel_group XA"),
        ("Reed Front Press Office", "rebel_group XA"),
        ("World Wire", "rebel_group -"),
        ("Somebody", "rebel_group -"),
    ],
)
def test_a_report_that_names_no_land_plays_where_its_outlet_is_at_home(
    roster: Roster, source: str, expected: str
) -> None:
    coding = asked("Rebels attacked.", "Rebels", source=source)
    assert told(resolved(roster, coding, "Rebels")) == expected


@pytest.mark.parametrize(
    ("url", "source", "outlet"),
    [
        ("https://www.portnews.example/a", None, "port-news"),
        ("https://other.example/a", "World Wire", "world-wire"),
        (None, "rf", "reed-front"),
        (None, "The Reed Front Media Center", "reed-front"),
        (None, "Reed Front Watch", None),
        (None, "World Wire on the Reed Front", None),
        ("http://[::1", "Coast Monitor", "coast-monitor"),
        ("http://[::1", None, None),
        ("no address at all", None, None),
        ("", "", None),
    ],
)
def test_an_outlet_is_found_by_its_site_or_its_name_and_no_odd_address_raises(
    roster: Roster, url: str | None, source: str | None, outlet: str | None
) -> None:
    report = Report(id="r", text="x", url=url, source=source, published=IN_2015)
    found = outlet_of(report, roster)
    assert (found and found.id) == outlet
    assert home_of(report, roster) in {None, "XA"}
