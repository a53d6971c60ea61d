"""The demo: made in a folder of its own by the way of all reports, worked on, and nobody else's touched."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from dateline.cli import main
from dateline.cli.demo import SAMPLES

if TYPE_CHECKING:
    from pathlib import Path


def _environment(tmp: Path) -> dict[str, str]:
    """An environment of somebody who has an installation of their own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    return kept | {
        "DATELINE_HOME": str(tmp / "mine"),
        "DATABASE_URL": f"sqlite:///{tmp / 'mine.sqlite3'}",
        "DATELINE_HOSTS": "dateline.example",
        "DATELINE_MAIL_URL": "smtp://mail.example",
        "OMP_NUM_THREADS": "1",
    }


def _demo(tmp: Path, *args: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dateline.cli", "demo", *map(str, args)]
    return subprocess.run(  # noqa: S603 -- our own interpreter and module
        command, env=_environment(tmp), capture_output=True, text=True, check=False, timeout=110
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A demo that was made, and what was said of it."""
    tmp = tmp_path_factory.mktemp("demo")
    ran = _demo(tmp, "--home", tmp / "demo", "--no-serve")
    assert ran.returncode == 0, ran.stderr
    assert sorted(one.name for one in tmp.iterdir()) == ["demo"], "nothing else is made or touched"
    return tmp / "demo", ran.stdout


def _rows(home: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(home / "dateline.sqlite3")) as database:
        return database.execute(query).fetchall()


def _count(home: Path, table: str, where: str = "1") -> int:
    number: int = _rows(home, f"SELECT count(*) FROM archive_{table} WHERE {where}")[0][0]  # noqa: S608
    return number


def test_every_sample_goes_all_the_way_and_the_page_without_a_report_is_refused(
    made: tuple[Path, str],
) -> None:
    home, _ = made
    pages = len(list(SAMPLES.glob("*.html"))) - 1
    rows = (SAMPLES / "list.csv").read_text(encoding="utf-8").count("\nhttps://")
    assert _count(home, "report", "state = 'linked'") == _count(home, "report") == pages + rows
    assert _rows(home, "SELECT name FROM archive_arrival WHERE state = 'refused'") == [("nothing.html",)]


def test_it_shows_what_dateline_is_for(made: tuple[Path, str]) -> None:
    home, _ = made
    market = _rows(
        home,
        "SELECT number_of_reports, killed_min, killed_max FROM archive_incident"
        " WHERE gone_at IS NULL AND type = 'shelling' AND place_name = 'Saraqib'",
    )
    assert len(market) == 1
    assert market[0][0] == 6, "two days of one outlet, an agency, its copy, a monitor and the other side"
    assert market[0][1] < market[0][2], "the tolls differ"
    strike = "gone_at IS NULL AND type = 'airstrike' AND place_name = 'Al Asharah'"
    assert _rows(home, f"SELECT standing FROM archive_incident WHERE {strike}") == [("acknowledged",)]  # noqa: S608
    assert len(_rows(home, "SELECT DISTINCT kind FROM archive_source")) >= 5


def test_people_have_worked_on_it_and_something_is_left_to_do(made: tuple[Path, str]) -> None:
    home, _ = made
    verbs = dict(_rows(home, "SELECT verb, count(*) FROM archive_change GROUP BY verb"))
    assert {"corrected", "accepted", "rejected"} <= set(verbs)
    assert _rows(home, "SELECT place_name FROM archive_event WHERE corrected") == [("Saraqib",)]
    assert _count(home, "ruling", "kind = 'merge'") == 1
    assert _rows(home, "SELECT enabled FROM archive_feed") == [(0,)], "followed, and never asked"
    assert _count(home, "incident", "gone_at IS NOT NULL AND into_id IS NOT NULL") == 1
    assert _count(home, "event", "review = 'second'") >= 1, "two disagree on it"
    assert _count(home, "event", "review = 'new'") >= 5
    doubles = _rows(
        home,
        "SELECT count(*) FROM archive_likeness likeness JOIN archive_account one ON one.id = likeness.one_id"
        " JOIN archive_account other ON other.id = likeness.other_id"
        " WHERE one.incident_id <> other.incident_id AND likeness.chance BETWEEN 0.2 AND 0.5",
    )
    assert doubles[0][0] >= 1, "a likely double is left to decide on"


def test_what_was_accepted_is_right(made: tuple[Path, str]) -> None:
    home, _ = made
    accepted = _rows(
        home,
        "SELECT type, date_start, place_name, killed_min FROM archive_event WHERE review = 'accepted'"
        " ORDER BY date_start, killed_min",
    )
    assert set(accepted) <= _TRUE, "the demo's analyst would have signed what is wrong"
    assert len(accepted) >= 10


def test_it_has_published_briefings_one_of_them_corrected_and_one_waits(made: tuple[Path, str]) -> None:
    home, _ = made
    out = _rows(
        home, "SELECT stage, live_id IS NULL, revised_at IS NULL FROM press_briefing ORDER BY created_at"
    )
    assert out == [("live", 0, 0), ("live", 0, 1), ("submitted", 1, 1)]
    assert _rows(home, "SELECT kind, published_at IS NULL FROM press_correction") == [("correction", 0)]
    assert _count(home, "incident", "published_at IS NOT NULL AND review <> 'accepted'") == 0
    assert _count(home, "incident", "published_at IS NOT NULL AND killed_min < killed_max") >= 2
    assert _rows(home, "SELECT count(*) FROM press_citation")[0][0] >= 20


# What the samples tell, as a careful reader notes it.
_TRUE = {
    ("assault", "2018-11-29", "Al Asharah", 3),
    ("assault", "2018-11-29", "Al Asharah", 11),
    ("airstrike", "2018-11-30", "Al Asharah", 8),
    ("airstrike", "2018-11-30", "Al Asharah", 12),
    ("airstrike", "2018-12-01", "Al Mayadin", 6),
    ("shelling", "2018-12-02", "Saraqib", 5),
    ("shelling", "2018-12-02", "Saraqib", 6),
    ("shelling", "2018-12-02", "Saraqib", 7),
    ("shelling", "2018-12-02", "Saraqib", 9),
    ("bombing", "2018-12-05", "Jarabulus", 3),
    ("bombing", "2018-12-05", "Jarabulus", 4),
    ("bombing", "2018-12-06", "Khan Shaykhun", 3),
    ("bombing", "2018-12-07", "Murak", 2),
    ("agreement", "2018-12-07", "Manbij", None),
}


def test_there_is_an_account_for_each_role_with_one_password(made: tuple[Path, str]) -> None:
    home, said = made
    note = json.loads((home / "demo.json").read_text(encoding="utf-8"))
    assert f"Password of all of them: {note['password']}\n" in said
    assert (home / "demo.json").stat().st_mode & 0o077 == 0
    told = dict(re.findall(r"^  (\S+@demo\.example) +(.+)$", said, re.MULTILINE))
    roles = _rows(
        home,
        "SELECT u.email, g.name FROM accounts_user u JOIN accounts_user_groups ug ON ug.user_id = u.id"
        " JOIN auth_group g ON g.id = ug.group_id",
    )
    assert {name for _, name in roles} == {"reader", "contributor", "analyst", "editor", "treasurer", "admin"}
    assert set(told) == {email for email, _ in roles}


def test_a_demo_that_is_there_is_taken_up_and_says_so(made: tuple[Path, str], tmp_path: Path) -> None:
    home, said = made
    before = _count(home, "change")
    ran = _demo(tmp_path, "--home", home, "--no-serve")
    assert ran.returncode == 0
    assert "is there already. To have it made anew, remove that folder." in ran.stdout
    assert said.rpartition("Accounts, by")[2] in ran.stdout
    assert _count(home, "change") == before


@pytest.mark.parametrize("inside", ["dateline.sqlite3", "demo.json"])
def test_a_folder_that_holds_something_else_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], inside: str
) -> None:
    (tmp_path / inside).write_text("mine")
    assert _main("demo", "--home", str(tmp_path), "--no-serve") == 1
    assert "holds something else than a demo" in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == [inside]
    assert (tmp_path / inside).read_text() == "mine"


def test_a_demo_that_breaks_off_leaves_nothing_behind(tmp_path: Path) -> None:
    broken = tmp_path / "samples"
    broken.mkdir()
    (broken / "outlets.csv").write_text("name,site,kind,alignment\nThe Mill,mill.example,no such kind,\n")
    ran = _demo(tmp_path, "--home", tmp_path / "demo", "--no-serve", "--samples", broken)
    assert ran.returncode != 0
    assert not (tmp_path / "demo").exists()


def test_without_samples_it_says_where_they_would_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _main("demo", "--home", str(tmp_path / "demo"), "--samples", str(tmp_path)) == 1
    assert "name the folder with --samples" in capsys.readouterr().err


@pytest.mark.loopback
def test_a_port_that_is_taken_is_told_before_anything_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert _main("demo", "--home", str(tmp_path / "demo"), "--port", str(port)) == 1
    assert f"port {port} is taken" in capsys.readouterr().err
    assert not (tmp_path / "demo").exists()


@pytest.mark.loopback
def test_it_is_served_to_this_machine_with_a_worker(made: tuple[Path, str], tmp_path: Path) -> None:
    home, _ = made
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "dateline.cli", "demo", "--home", str(home), "--port", str(port)]
    with subprocess.Popen(  # noqa: S603 -- our own interpreter and module
        command, env=_environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as served:
        try:
            _until_answered(f"http://127.0.0.1:{port}/account/login/")
            _until(lambda: _count(home, "workerlease") == 1)
        finally:
            served.send_signal(signal.SIGTERM)
            said, _ = served.communicate(timeout=60)
    assert served.returncode == 0
    assert f"Dateline is at http://127.0.0.1:{port}/" in said.decode()


def _until_answered(url: str) -> None:
    def answers() -> bool:
        try:
            return httpx.get(url, timeout=5).status_code == 200
        except httpx.TransportError:
            return False

    _until(answers)


def _until(holds: Any) -> None:  # noqa: ANN401 -- any question
    until = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.2)


def _main(*args: str) -> object:
    with pytest.raises(SystemExit) as ended:
        main(args)
    return ended.value.code
