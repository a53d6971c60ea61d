"""The measurement of linking: what a page of the set comes to, and which reports stand in an incident."""

from __future__ import annotations

import importlib
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from bench.linking import headline_of, incidents_of, reports_of
from dateline.domain import EventType
from dateline.pipeline import Lookups
from tests.fakes import Script, ScriptedEngine
from tests.linking.sketches import DAY, Table, sketched
from tests.linking.two_lands import strike

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Shells hit the mill of Marj", "Shells hit the mill of Marj"),
        ("Shells hit Marj | Coast Monitor Shells hit Marj Shells hit Marj", "Shells hit Marj"),
        ("Shells hit Marj Shells hit Marj", "Shells hit Marj"),
        ("Shells on Marj\u200b  again", "Shells on Marj again"),
        ("Marj", "Marj"),
        ("", ""),
    ],
)
def test_a_headline_that_a_page_has_more_than_once_is_read_once(title: str, headline: str) -> None:
    assert headline_of(title) == headline


def line(key: str, **parts: Any) -> dict[str, Any]:  # noqa: ANN401 -- any key of a line
    known = {
        "url": f"https://coast.example/2018/05/{key}",
        "outlet": "Coast Monitor",
        "title": "Shells hit the mill of Marj",
        "text": "Shells hit the mill of Marj on Tuesday, and five people were killed, a baker said.",
    }
    return {"id": key, **known, **parts}


def test_a_page_that_says_nothing_but_its_headline_is_its_headline() -> None:
    walls = [
        line("r1", text="Redirect Notice"),
        line("r2", text=""),
        line("r3", text="", title="Redirect Notice"),
    ]
    assert [(one.id, one.text) for one in reports_of(walls)] == [
        ("r1", "Shells hit the mill of Marj."),
        ("r2", "Shells hit the mill of Marj."),
    ]


def test_a_headline_that_the_text_opens_with_is_not_put_before_it() -> None:
    (same, other) = reports_of([line("r1"), line("r2", title="Night of fear")])
    assert same.text.count("Shells hit the mill") == 1
    assert other.text.startswith("Night of fear.\n\nShells hit")
    assert (same.title, same.source, same.id) == ("Shells hit the mill of Marj", "Coast Monitor", "r1")


def test_a_report_without_a_day_gets_the_one_that_its_address_tells() -> None:
    dated = line("r1", url="https://coast.example/2018/22-may-shells")
    (report,) = reports_of([dated])
    assert report.published == date(2018, 5, 22)


def test_an_incident_has_the_reports_whose_accounts_stand_for_them() -> None:
    """What a report tells of long ago, or in passing, is linked and not counted."""
    sketches = {
        "a": [sketched("a")],
        "b": [sketched("b", type=EventType.TALKS), sketched("b/e2")],
        "c": [sketched("c", type=EventType.CLASH), sketched("c/e2", type=EventType.TALKS)],
        "d": [sketched("d", type=EventType.TALKS), sketched("d/e2", first=DAY - 30, last=DAY - 30)],
    }
    table = Table({"a b/e2": 0.9, "c/e2 b": 0.9, "a d/e2": 0.9})
    found = incidents_of(sketches, table)
    assert sorted(found.values()) == [["a", "b"], ["b"], ["c"], ["d"]]


def test_the_program_writes_the_incidents_of_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = importlib.import_module("bench.linking")
    happens = strike(
        "hit", type=EventType.SHELLING, killed="five people", targets=("mill",), times=("on Tuesday",)
    )
    engine = ScriptedEngine(Script(opening="Shells hit", happens=(happens,)))
    monkeypatch.setattr(module, "default_engine", lambda: engine)
    monkeypatch.setattr(module, "load_lookups", Lookups)
    pages = [
        line("r1", url="https://coast.example/2018/22-may-shells"),
        line("r2", url="https://harbour.example/2018/22-may-mill", outlet="Harbour Dispatch"),
        line("r3", text="Rain fell on the fields all day, and the mill stood still.", title="Rain"),
    ]
    (tmp_path / "reports.jsonl").write_text(
        "".join(json.dumps(one) + "\n" for one in pages), encoding="utf-8"
    )
    out = tmp_path / "out.jsonl"
    ran = CliRunner().invoke(module.main, [str(tmp_path), str(out)], catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    (written,) = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert written["reports"] == ["r1", "r2"]
    assert "3 reports in 1 incidents" in ran.output
