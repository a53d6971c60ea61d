"""`dateline ingest`, `worker`, `backup` and `restore`, as somebody types them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from django_tasks_db.models import DBTaskResult

from dateline.cli import main
from dateline.web.archive.models import Arrival, Feed, Report, ReportState
from tests.web.ingest.worlds import page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.web.ingest.conftest import NewDatabase
    from tests.web.ingest.worlds import Web

    Dateline = Callable[..., "Ran"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("here")]

STORY = "https://mill.example/story"


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said."""

    status: object
    out: str
    err: str


@pytest.fixture
def dateline(capsys: pytest.CaptureFixture[str]) -> Dateline:
    """The command line."""

    def run(*args: object) -> Ran:
        with pytest.raises(SystemExit) as ended:
            main([str(arg) for arg in args])
        said = capsys.readouterr()
        return Ran(status=ended.value.code or 0, out=said.out, err=said.err)

    return run


def test_pages_are_taken_in_for_a_worker_to_read(dateline: Dateline, tmp_path: Path) -> None:
    (tmp_path / "saved.html").write_bytes(page(4))
    ran = dateline("ingest", STORY, tmp_path / "saved.html", f"{STORY}#again")
    assert (ran.status, ran.out, ran.err) == (0, "", "dateline: 2 new pages, 1 waiting already.\n")
    assert not Report.objects.exists()
    assert DBTaskResult.objects.count() == 2


def test_a_worker_does_what_waits_and_ends_when_told_to_at_nothing_left(dateline: Dateline, web: Web) -> None:
    web.pages[STORY] = page(3)
    dateline("ingest", STORY)
    assert dateline("worker", "--until-empty").status == 0
    assert Report.objects.get().state == ReportState.LINKED


def test_a_worker_of_some_queues_leaves_the_others_alone(dateline: Dateline, web: Web) -> None:
    web.pages[STORY] = page(3)
    dateline("ingest", STORY)
    dateline("worker", "--until-empty", "--queue", "default")
    assert Report.objects.get().state == ReportState.FETCHED
    dateline("worker", "--until-empty", "--queue", "code", "--queue", "link")
    assert Report.objects.get().state == ReportState.LINKED


def test_with_work_it_is_all_done_at_once_and_told(dateline: Dateline, web: Web, tmp_path: Path) -> None:
    web.pages[STORY] = page(3)
    (tmp_path / "empty.html").write_text("<html><nav>Home</nav></html>")
    ran = dateline("ingest", "--work", STORY, tmp_path / "empty.html")
    report = Report.objects.get()
    assert ran.out == f"{report.key}\tlinked\t1 event\t{STORY}\n"
    assert ran.status == 1
    assert "empty.html: The page holds no article text" in ran.err


def test_a_list_tells_its_bad_rows_by_their_lines(dateline: Dateline, tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text(f"url,published\n{STORY},2018-11-23\nnonsense,\n{STORY}2,soon\n")
    ran = dateline("ingest", table)
    assert ran.status == 1
    assert f"{table}, line 3: 'nonsense' is no address of a page" in ran.err
    assert f"{table}, line 4: 'soon' is no day; write it as 2018-11-23" in ran.err
    assert ran.err.endswith("dateline: 1 new page, 2 not taken in.\n")
    assert Arrival.objects.get().line == 2


def test_a_plain_list_is_one_when_it_is_said_to_be(dateline: Dateline, tmp_path: Path) -> None:
    plain = tmp_path / "list.txt"
    plain.write_text(f"{STORY}/1\n{STORY}/2\n")
    assert dateline("ingest", "--list", plain).err == "dateline: 2 new pages.\n"


def test_a_feed_is_followed_from_now_on_once(dateline: Dateline, web: Web) -> None:
    url = "https://mill.example/feed"
    web.pages |= {
        url: f"<rss version='2.0'><channel><item><link>{STORY}</link></item></channel></rss>".encode(),
        STORY: page(3),
    }
    assert dateline("ingest", "--feed", "--every", 30, url).err == "dateline: 1 new feed.\n"
    ran = dateline("ingest", "--feed", "--work", url)
    assert ran.err == "dateline: 0 new feeds, 1 followed already.\n"
    feed = Feed.objects.get()
    assert (feed.interval, str(feed.source), feed.failures) == (30, "mill.example", 0)
    assert Report.objects.get().source == feed.source


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["no-such-file.html"], "There is no such page: no-such-file.html"),
        (["."], "It is a folder"),
        (["ftp://mill.example/1"], "There is no such page"),
        (["--feed", "mill.example/feed"], "not one that Dateline fetches from"),
    ],
)
def test_what_cannot_be_taken_in_is_told(dateline: Dateline, args: list[str], says: str) -> None:
    ran = dateline("ingest", *args)
    assert ran.status == 1
    assert says in ran.err


@pytest.mark.parametrize(
    "args",
    [
        ["--feed", "--url", STORY, "x"],
        ["--source", "The Mill", STORY],
        ["--url", STORY, STORY],
        ["--url", STORY, "a.html", "b.html"],
        [],
    ],
)
def test_what_does_not_go_together_is_told(dateline: Dateline, args: list[str]) -> None:
    ran = dateline("ingest", *args)
    assert ran.status == 2
    assert "Usage: dateline ingest" in ran.err


@pytest.mark.django_db(transaction=True)
def test_a_backup_is_made_looked_at_and_restored(
    dateline: Dateline, web: Web, new_database: NewDatabase, tmp_path: Path
) -> None:
    new_database()
    web.pages[STORY] = page(3)
    dateline("ingest", "--work", STORY)
    kept = tmp_path / "archive.tar"
    made = dateline("backup", kept)
    assert made.status == 0
    assert "dateline: 1 report, as of 20" in made.err
    looked = dateline("restore", "--check", kept)
    assert (looked.status, looked.err.endswith(f"{kept} is whole.\n")) == (0, True)
    refused = dateline("restore", kept)
    assert refused.status == 1
    assert "The archive is not empty" in refused.err
    assert Report.objects.count() == 1
    new_database()
    assert dateline("restore", kept).status == 0
    assert Report.objects.get().state == ReportState.LINKED


def test_a_backup_goes_into_a_folder_that_is_there(dateline: Dateline, tmp_path: Path) -> None:
    assert dateline("backup", tmp_path / "none" / "archive.tar").status == 2
    assert dateline("restore", "--check", "--replace", __file__).status == 2
    assert dateline("restore", "--check", __file__).status == 1
