"""`dateline show`: an incident with its account table, a list of all, and what goes wrong."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from dateline.cli.incident_list import print_list
from dateline.cli.incidents import print_incident
from dateline.domain import (
    Count,
    DateRange,
    EventType,
    Fact,
    Grade,
    Move,
    Precision,
    Stance,
    Standing,
    Weighing,
)
from dateline.exporting.incidents import to_line
from dateline.exporting.incidents.accounts import tell_incident
from dateline.exporting.interchange import to_line as coding_line
from tests.incidents import ARMY, WIRE, crossing, crossing_codings, examined, happened, killed, telling
from tests.resolved import IN_MARJ, ON_22_MAY

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Dateline

STRIKE = examined(
    happened(),
    happened(Stance.DENIES, ARMY),
    killed("3", Count(min=3, max=3)),
    killed("6", Count(min=6, max=6), quote="Six are dead now, the wire said."),
    telling(
        Fact.AGENT,
        "Front of the Hills",
        origin=ARMY.id,
        stance=Stance.ACCUSES,
        through=("Army TV", "World Wire"),
    ),
    weighings=(
        Weighing(
            fact=Fact.KILLED,
            range=Count(min=6, max=6),
            best=6,
            moved=(Move(origin=WIRE.id, earlier="3", later="6", said=None),),
        ),
        Weighing(fact=Fact.TYPE, denied_by=(ARMY.id,)),
    ),
    date=ON_22_MAY,
    place=IN_MARJ,
    standing=Standing.DISPUTED,
)


@pytest.fixture
def incidents(tmp_path: Path) -> Path:
    """A file of two incidents and the codings of the reports of one."""
    file = tmp_path / "incidents.jsonl"
    lines = [to_line(crossing()), to_line(STRIKE), *map(coding_line, crossing_codings())]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_an_incident_is_shown_fact_by_fact_with_who_says_so_and_each_quote_once(
    dateline: Dateline, incidents: Path
) -> None:
    ran = dateline("show", incidents, STRIKE.incident.id)
    assert (ran.status, ran.err) == (0, "")
    assert (
        ran.out
        == """\
Airstrike                                                            22 May 2018
    a1b2c3d4e5f6
    where    Marj, Idleb, Syria, within 2 km
    killed   6
    stands   disputed
    grade    weak – One origin, World Wire, tells of the airstrike.
    reports  r1 (e1)
    sources  1 independent origin, 1 report
             World Wire · agency

Killed
    over independent origins: 6
    moved: 3, now 6 – World Wire
    3 (“3 people”) [1] – World Wire, 22 May 2018
      │ [1] The quote with 3.
    6 (“6 people”) [2] – World Wire, 22 May 2018
      │ [2] Six are dead now, the wire said.

Who
    Front of the Hills [3] – Army of the Plain, through Army TV, World Wire,
      22 May 2018 – an accusation, not established
      │ [3] The quote with Front of the Hills.

What
    denied by Army of the Plain
    Airstrike (“struck”) [4] – World Wire, 22 May 2018
      │ [4] The quote with airstrike.
    Airstrike (“struck”) [4] – Army of the Plain, 22 May 2018 – a denial
"""
    )


def test_the_samples_incident_shows_both_tolls_and_who_gives_each(
    dateline: Dateline, incidents: Path
) -> None:
    out = dateline("show", incidents, crossing().incident.id).out
    killed_of = out[out.index("\nKilled\n") : out.index("\nInjured\n")]
    assert "3 (“Three civilians”) [1] – Syrian police (Assad), through Harbour" in killed_of
    assert "at least 11 (“At least eleven people”) [2] – unnamed sources of Levant" in killed_of
    assert "│ [1] Three civilians were killed and nine others wounded" in killed_of
    assert "Harbour Dispatch · 6 December 2018" in out


def test_the_beginning_of_an_id_is_enough_where_no_other_begins_so(
    dateline: Dateline, incidents: Path
) -> None:
    whole = dateline("show", incidents, STRIKE.incident.id).out
    assert dateline("show", incidents, "a1").out == whole


def test_without_an_id_all_are_listed_in_a_line_each(dateline: Dateline, incidents: Path) -> None:
    ran = dateline("show", incidents)
    assert ran.out.splitlines() == [
        "incident  day         what       where      killed  origins  reports  grade",
        "5e11ab1e  2018-12-06  Shelling   Jisr Wadi  3+      2        2        contested",
        "a1b2c3d4  2018-05-22  Airstrike  Marj       6       1        1        weak",
    ]


def test_an_id_that_begins_several_is_told_with_these(dateline: Dateline, tmp_path: Path) -> None:
    file = tmp_path / "incidents.jsonl"
    file.write_text("".join(to_line(examined(happened(), id=key)) + "\n" for key in ("abc1", "abc2")))
    ran = dateline("show", file, "abc")
    assert ran.status == 1
    assert "Several incidents have an id that begins so: 'abc': abc1, abc2." in ran.err


def test_of_many_that_begin_so_the_first_are_told(dateline: Dateline, tmp_path: Path) -> None:
    file = tmp_path / "incidents.jsonl"
    file.write_text("".join(to_line(examined(happened(), id=f"abc{nth}")) + "\n" for nth in range(7)))
    assert "'abc': abc0, abc1, abc2, abc3 and 3 more. Give more of it." in dateline("show", file, "abc").err


def test_an_id_that_there_is_not_is_told(dateline: Dateline, incidents: Path) -> None:
    ran = dateline("show", incidents, "zzz")
    remedy = "Without an id, `dateline show` lists those that there are."
    assert (ran.status, ran.err) == (1, f"dateline: There is no such incident: zzz. {remedy}\n")


def test_standard_input_is_read(dateline: Dateline, incidents: Path) -> None:
    assert dateline("show", "-", stdin=incidents.read_bytes()).out == dateline("show", incidents).out


def test_a_line_that_is_none_is_told_by_its_number_and_does_not_stop_the_rest(
    dateline: Dateline, incidents: Path
) -> None:
    incidents.write_text("no JSON\n" + incidents.read_text("utf-8"), encoding="utf-8")
    ran = dateline("show", incidents, "a1")
    assert ran.status == 1
    assert f"dateline: {incidents}, line 1: " in ran.err
    assert ran.out.startswith("Airstrike")


def test_a_line_of_another_kind_is_told(dateline: Dateline, incidents: Path) -> None:
    incidents.write_text(incidents.read_text("utf-8") + '{"schema": "diary/1"}\n', encoding="utf-8")
    ran = dateline("show", incidents)
    assert ran.status == 1
    assert "its schema is 'diary/1'" in ran.err


def test_a_file_without_incidents_says_so(dateline: Dateline, tmp_path: Path) -> None:
    file = tmp_path / "codings.jsonl"
    file.write_text(coding_line(crossing_codings()[0]) + "\n", encoding="utf-8")
    ran = dateline("show", file)
    remedy = "`dateline link` puts codings together into incidents"
    assert (ran.status, ran.err) == (1, f"dateline: there is no incident in {file}; {remedy}.\n")


def test_what_is_shown_cannot_command_a_terminal(dateline: Dateline, tmp_path: Path) -> None:
    hostile = "\x1b[2J\x1b]0;owned\x07"
    file = tmp_path / "incidents.jsonl"
    one = examined(
        happened(), telling(Fact.AGENT, hostile, quote=hostile, words=hostile), reason=hostile, id=hostile
    )
    file.write_text(to_line(one) + "\n", encoding="utf-8")
    out = dateline("show", file).out + dateline("show", file, hostile).out
    assert "owned" in out
    assert not set(out) & {"\x1b", "\x07"}


@pytest.mark.parametrize("width", [40, 80])
def test_a_narrow_terminal_wraps_the_account_and_cuts_the_list(width: int) -> None:
    console = Console(force_terminal=True, color_system=None, width=width, highlight=False)
    with console.capture() as shown:
        print_incident(tell_incident(crossing()), {}, console)
        print_list([crossing(), STRIKE], console)
    assert max(map(len, shown.get().splitlines())) <= width


def test_in_eighty_columns_days_and_places_are_cut_and_the_grade_is_whole() -> None:
    long = examined(
        happened(),
        telling(Fact.PLACE, "the village of Upper Kafr Amsa"),
        killed("3", Count(min=3, max=110)),
        weighings=(Weighing(fact=Fact.KILLED, range=Count(min=3, max=110)),),
        type=EventType.ATTACK_ON_CIVILIANS,
        date=DateRange(start=date(2018, 5, 20), end=date(2018, 5, 23), precision=Precision.RANGE),
        grade=Grade.DISCOUNTED,
    )
    console = Console(force_terminal=True, color_system=None, width=80, highlight=False)
    with console.capture() as shown:
        print_list([long], console)
    assert shown.get().splitlines()[1] == (
        "a1b2c3d4  2018-05-20…  Attack o…  the vil…  3–110   1        1        discounted"
    )


@pytest.mark.parametrize(
    ("days", "precision", "shown"),
    [
        ((date(2018, 5, 20), date(2018, 5, 20)), Precision.DAY, "2018-05-20"),
        ((date(2018, 5, 20), date(2018, 5, 23)), Precision.RANGE, "2018-05-20/23"),
        ((date(2018, 5, 30), date(2018, 6, 2)), Precision.RANGE, "2018-05-30/06-02"),
        ((date(2018, 12, 30), date(2019, 1, 2)), Precision.RANGE, "2018-12-30/2019-01-02"),
        ((date(2018, 5, 1), date(2018, 5, 31)), Precision.MONTH, "2018-05"),
        ((date(2014, 1, 1), date(2017, 12, 31)), Precision.YEAR, "2014/2017"),
    ],
)
def test_the_list_gives_days_as_exactly_as_they_are_told(
    dateline: Dateline, tmp_path: Path, days: tuple[date, date], precision: Precision, shown: str
) -> None:
    file = tmp_path / "incidents.jsonl"
    dated = DateRange(start=days[0], end=days[1], precision=precision)
    file.write_text(to_line(examined(happened(), date=dated)) + "\n", encoding="utf-8")
    assert dateline("show", file).out.splitlines()[1].split()[1] == shown


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (Count(min=4, max=4), "4"),
        (Count(min=3), "3+"),
        (Count(max=1000), "≤1,000"),
        (Count(min=3, max=11), "3–11"),
        (Count(), "1"),  # the next column
    ],
)
def test_the_list_gives_the_dead_in_signs(
    dateline: Dateline, tmp_path: Path, count: Count, shown: str
) -> None:
    file = tmp_path / "incidents.jsonl"
    weighed = (Weighing(fact=Fact.KILLED, range=count),)
    one = examined(happened(), killed("some", count), weighings=weighed, date=ON_22_MAY, place=IN_MARJ)
    file.write_text(to_line(one) + "\n", encoding="utf-8")
    assert dateline("show", file).out.splitlines()[1].split()[4] == shown


def test_on_a_terminal_an_accusation_stands_out(
    dateline: Dateline, incidents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    out = dateline("show", incidents, "a1").out
    assert "\x1b[33m – an accusation, not established" in out
