from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.adapters.gazetteer import SqliteGazetteer

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cli.conftest import Dateline


def test_the_gazetteer_is_built_where_the_other_commands_look_for_it(
    dateline: Dateline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "new" / "gazetteer.sqlite"
    monkeypatch.setenv("DATELINE_GAZETTEER", str(path))
    ran = dateline("gazetteer", "build", "--country", "lb")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.startswith("dateline: ")
    assert f"names; written to {path}, " in ran.err
    with SqliteGazetteer(path) as gazetteer:
        assert gazetteer.find("Beirut")[0].place.country == "LB"


def test_a_faulty_list_is_told_in_one_line_and_nothing_is_written(dateline: Dateline, tmp_path: Path) -> None:
    dump = tmp_path / "SY.txt"
    dump.write_text("Damascus\n", encoding="utf-8")
    ran = dateline("gazetteer", "build", "-o", tmp_path / "out.sqlite", "--dump", dump)
    assert ran.status == 1
    assert ran.err == (
        f"dateline: The list of places cannot be read: {dump}, line 1: 1 columns. A dump is a country's .txt "
        "file of GeoNames, unzipped: 19 columns parted by tabs.\n"
    )
    assert not (tmp_path / "out.sqlite").exists()


def test_a_country_that_is_none_is_told(dateline: Dateline, tmp_path: Path) -> None:
    ran = dateline("gazetteer", "build", "-o", tmp_path / "out.sqlite", "--country", "Syria")
    assert (ran.status, ran.out) == (1, "")
    assert "there is no country SYRIA" in ran.err


def test_the_commands_of_the_gazetteer_are_told(dateline: Dateline) -> None:
    ran = dateline("gazetteer", "--help")
    assert ran.status == 0
    assert "build" in ran.out
