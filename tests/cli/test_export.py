"""`dateline export`: codings in, every format out, and what goes wrong."""

from __future__ import annotations

import csv
import errno
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dateline.cli.export import FORMS
from dateline.domain import Count, Effect, EventType, Status
from dateline.exporting.interchange import to_line
from tests.codings import OIL_FIELD, sample_coding
from tests.fakes import Done, Happens
from tests.resolved import ARMY, IN_MARJ, REBELS, coded

if TYPE_CHECKING:
    from tests.cli.conftest import Dateline

TEXT = "Troops shelled the Front in Marj, killing six fighters. The Front plans to storm the mill."
SHELLED = Happens(
    type=EventType.SHELLING,
    trigger="shelled",
    agents=("Troops",),
    targets=("the Front",),
    places=("Marj",),
    harm=(Done(effect=Effect.KILLED, quantity="six", victims="fighters"),),
)
PLANNED = Happens(type=EventType.ASSAULT, trigger="storm", status=Status.PLANNED)


_NOTHING_READ = (
    "dateline: no coding was read, and nothing was written; "
    "`dateline read --json` and `dateline code` make codings."
)


@pytest.fixture
def codings(tmp_path: Path) -> Path:
    """A file with one coding, its places and actors resolved."""
    coding = coded(
        TEXT,
        SHELLED,
        PLANNED,
        places={"Marj": IN_MARJ},
        actors={"Troops": ARMY, "the Front": REBELS},
        counts={"six": Count(min=6, max=6)},
    )
    path = tmp_path / "codings.jsonl"
    path.write_text(to_line(coding) + "\n", encoding="utf-8")
    return path


# Format, its separator, lines above the rows, where a cell stands, and what it holds.
TABLES = [
    ("acled", ",", 1, 12, "Rebel group"),
    ("ucdp", ",", 1, 14, "Government of Syria"),
    ("polecat", "\t", 1, 2, "ASSAULT"),
    ("gdelt", "\t", 0, 26, "194"),
    ("hxl", ",", 2, 2, "shelling"),
]


@pytest.mark.parametrize(("form", "separator", "above", "at", "cell"), TABLES)
def test_codings_with_their_places_and_actors_become_a_table(
    dateline: Dateline, codings: Path, *, form: str, separator: str, above: int, at: int, cell: str
) -> None:
    ran = dateline("export", codings, "--format", form)
    assert ran.status == 0
    rows = list(csv.reader(ran.out.splitlines(), delimiter=separator))
    assert rows[above][at] == cell


def test_the_map_has_the_resolved_place(dateline: Dateline, codings: Path) -> None:
    ran = dateline("export", codings, "--format", "geojson")
    (feature,) = json.loads(ran.out)["features"]
    assert feature["geometry"]["coordinates"] == [36.25, 35.5]


def test_the_graph_has_an_article_events_and_claims(dateline: Dateline, codings: Path) -> None:
    ran = dateline("export", codings, "--format", "jsonld")
    types = [node["@type"] for node in json.loads(ran.out)["@graph"]]
    assert types == ["NewsArticle", "Event", "Claim", "Event", "Claim"]


def test_parquet_is_two_files(dateline: Dateline, codings: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    ran = dateline("export", codings, "--format", "parquet", "-o", tmp_path / "may.parquet")
    assert (ran.status, ran.out) == (0, "")
    assert (tmp_path / "may.parquet").exists()
    assert (tmp_path / "may.attributions.parquet").exists()


def test_the_loss_is_told_on_standard_error(dateline: Dateline, codings: Path) -> None:
    ran = dateline("export", codings, "--format", "acled")
    first, second, *_ = ran.err.splitlines()
    assert first == "dateline: acled: 1 row from 2 events"
    assert second == "dateline:   left out, 1: planned, not yet done"


def test_a_file_is_written_in_utf_8_and_nothing_goes_to_standard_output(
    dateline: Dateline, codings: Path, tmp_path: Path
) -> None:
    out = tmp_path / "events.csv"
    ran = dateline("export", codings, "--format", "ucdp", "-o", out)
    assert (ran.status, ran.out) == (0, "")
    assert out.read_text(encoding="utf-8").startswith("id,relid,year")


def test_several_files_and_standard_input_are_put_into_one(dateline: Dateline, codings: Path) -> None:
    sample = to_line(sample_coding(OIL_FIELD)).encode()
    ran = dateline("export", codings, "-", "--format", "hxl", stdin=sample + b"\n\n")
    assert ran.status == 0
    assert {line.split(",")[0] for line in ran.out.splitlines()[2:]} >= {"r1"}
    assert len(ran.out.splitlines()) == 2 + 2 + 13


@pytest.mark.parametrize("form", [form for form in FORMS if form != "parquet"])
def test_a_sample_in_which_nothing_is_resolved_is_written_in_every_format(
    dateline: Dateline, form: str
) -> None:
    ran = dateline("export", "-", "--format", form, stdin=to_line(sample_coding(OIL_FIELD)).encode())
    assert ran.status == 0
    assert ran.err.startswith(f"dateline: {form}: ")


def test_a_line_that_is_no_coding_is_told_with_its_number_and_does_not_stop_the_rest(
    dateline: Dateline, codings: Path
) -> None:
    bad = codings.with_name("bad.jsonl")
    bad.write_text(f'{{"schema": "other"}}\nno json\n[1]\n{codings.read_text("utf-8")}', encoding="utf-8")
    ran = dateline("export", bad, "--format", "acled")
    assert ran.status == 1
    assert len(ran.out.splitlines()) == 2
    told = ran.err.splitlines()
    assert told[0].startswith(f"dateline: {bad}, line 1: ")
    assert told[1].startswith(f"dateline: {bad}, line 2: ")
    assert "it is not JSON" in told[1]
    assert told[2].endswith("it is no JSON object.")


def test_of_a_file_that_is_none_of_ours_the_first_lines_are_told_and_nothing_is_written(
    dateline: Dateline, tmp_path: Path
) -> None:
    page, out = tmp_path / "page.html", tmp_path / "events.csv"
    page.write_text("<p>No coding.</p>\n" * 40, encoding="utf-8")
    ran = dateline("export", page, "--format", "acled", "-o", out)
    assert ran.status == 1
    *told, rest, end = ran.err.splitlines()
    assert [line.partition(": ")[2].partition(", line ")[2][:2] for line in told] == [
        "1:", "2:", "3:", "4:", "5:",
    ]  # fmt: skip
    assert rest == f"dateline: {page}: and 35 more lines like these."
    assert end == _NOTHING_READ
    assert not out.exists()


@pytest.mark.parametrize("form", FORMS)
def test_where_there_is_no_coding_nothing_is_written(dateline: Dateline, tmp_path: Path, form: str) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    empty, out = tmp_path / "empty.jsonl", tmp_path / "out"
    empty.write_text("\n", encoding="utf-8")
    out.write_text("what was there", encoding="utf-8")
    ran = dateline("export", empty, "-", "--format", form, "-o", out, stdin=b"")
    assert (ran.status, ran.err) == (1, _NOTHING_READ + "\n")
    assert out.read_text(encoding="utf-8") == "what was there"
    assert sorted(tmp_path.iterdir()) == [empty, out]


@pytest.mark.parametrize("form", ["acled", "parquet"])
def test_a_file_that_is_there_is_replaced_by_a_whole_one_or_stays(
    dateline: Dateline, codings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, form: str
) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    out = tmp_path / "out"
    out.write_text("what was there", encoding="utf-8")

    def full(_path: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device", str(target))

    with monkeypatch.context() as broken:
        broken.setattr("pathlib.Path.replace", full)
        ran = dateline("export", codings, "--format", form, "-o", out)
    assert ran.status == 1
    assert "No space left on device" in ran.err
    assert out.read_text(encoding="utf-8") == "what was there"
    assert sorted(tmp_path.iterdir()) == [codings, out]

    assert dateline("export", codings, "--format", form, "-o", out).status == 0
    assert out.read_bytes() != b"what was there"


def test_a_link_stays_a_link_and_a_file_keeps_who_may_read_it(
    dateline: Dateline, codings: Path, tmp_path: Path
) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old", encoding="utf-8")
    real.chmod(0o600)
    link.symlink_to(real)
    assert dateline("export", codings, "--format", "acled", "-o", link).status == 0
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8").startswith("event_id_cnty")
    assert real.stat().st_mode & 0o777 == 0o600


def test_a_device_is_written_to_as_it_is(dateline: Dateline, codings: Path) -> None:
    assert dateline("export", codings, "--format", "gdelt", "-o", os.devnull).status == 0
    assert not Path(os.devnull).is_file()


def test_a_folder_that_is_not_there_is_told(dateline: Dateline, codings: Path, tmp_path: Path) -> None:
    ran = dateline("export", codings, "--format", "acled", "-o", tmp_path / "no" / "events.csv")
    assert ran.status == 2
    assert f"There is no folder {tmp_path / 'no'}." in ran.err


def test_a_format_that_there_is_not_is_told_with_those_there_are(dateline: Dateline, codings: Path) -> None:
    ran = dateline("export", codings, "--format", "xml")
    assert ran.status == 2
    assert all(f"'{form}'" in ran.err for form in FORMS)


def test_parquet_asks_for_a_file(dateline: Dateline, codings: Path) -> None:
    ran = dateline("export", codings, "--format", "parquet")
    assert ran.status == 2
    assert "name the first with -o" in ran.err


def test_the_input_is_not_written_over(dateline: Dateline, codings: Path) -> None:
    before = codings.read_bytes()
    ran = dateline("export", codings, "--format", "acled", "-o", codings)
    assert (ran.status, codings.read_bytes()) == (2, before)


def test_the_input_is_not_written_over_by_what_parquet_puts_beside_its_file(
    dateline: Dateline, codings: Path, tmp_path: Path
) -> None:
    beside = codings.rename(tmp_path / "may.attributions.parquet")
    before = beside.read_bytes()
    ran = dateline("export", beside, "--format", "parquet", "-o", tmp_path / "may.parquet")
    assert (ran.status, beside.read_bytes()) == (2, before)
    assert "may.attributions.parquet is among CODINGS" in ran.err


def test_without_pyarrow_the_command_says_how_to_install_it(
    dateline: Dateline, codings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    ran = dateline("export", codings, "--format", "parquet", "-o", tmp_path / "may.parquet")
    assert ran.status == 1
    assert 'pip install "dateline[parquet]"' in ran.err


def test_a_file_that_is_not_there_is_told(dateline: Dateline, tmp_path: Path) -> None:
    ran = dateline("export", tmp_path / "none.jsonl", "--format", "acled")
    assert ran.status == 2
    assert "does not exist" in ran.err
