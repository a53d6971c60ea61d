"""`dateline link`, what `dateline read` says of several reports, and incidents in `dateline export`."""

from __future__ import annotations

import errno
import fcntl
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from dateline.adapters.register import load_register
from dateline.cli import World, main
from dateline.exporting import incidents
from dateline.exporting.incidents.decisions import DECISION, decision_from_dict
from dateline.exporting.interchange import to_line
from dateline.pipeline import Lookups
from dateline.pipeline.locking import locked
from tests.codings import HARBOUR as HARBOUR_PAGE
from tests.codings import MONITOR as MONITOR_PAGE
from tests.codings import OIL_FIELD, sample_coding
from tests.incidents import crossing_codings
from tests.registers import write_register

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.domain import Coding
    from tests.cli.conftest import Dateline

_NOTHING_READ = (
    "dateline: no coding was read, and nothing was written; "
    "`dateline read --json` and `dateline code` make codings."
)
HARBOUR, MONITOR = crossing_codings()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the codings of each sample in a file."""
    _write(tmp_path / "harbour.jsonl", HARBOUR)
    _write(tmp_path / "monitor.jsonl", MONITOR)
    _write(tmp_path / "oil-field.jsonl", sample_coding(OIL_FIELD))
    return tmp_path


def _write(file: Path, *codings: Coding) -> None:
    file.write_text("".join(to_line(one) + "\n" for one in codings), encoding="utf-8")


def _read(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def _made_of(file: Path, *reports: str) -> list[dict[str, Any]]:
    """The incidents that all of some reports tell of."""
    found = [one for one in _read(file) if one["schema"] == incidents.SCHEMA]
    return [one for one in found if set(reports) <= {event["report"] for event in one["events"]}]


def test_two_reports_that_disagree_end_in_one_incident_with_both_tolls(
    dateline: Dateline, folder: Path
) -> None:
    out = folder / "incidents.jsonl"
    ran = dateline("link", folder / "harbour.jsonl", folder / "monitor.jsonl", "-o", out)
    assert ran.status == 0
    assert ran.err.startswith("dateline: 2 reports linked\n")
    assert ran.err.endswith(f"; written to {out}.\n")
    shelling = next(
        one for one in _made_of(out, HARBOUR.report.id, MONITOR.report.id) if one["type"] == "shelling"
    )
    killed = {one["value"]: one["origin"] for one in shelling["tellings"] if one["fact"] == "killed"}
    assert {"3", "at least 11"} <= set(killed)
    shown = dateline("show", out, shelling["id"]).out
    assert "3 (“Three civilians”)" in shown
    assert "at least 11 (“At least eleven people”)" in shown


def test_run_again_new_reports_join_and_the_rest_stays_as_it_was(dateline: Dateline, folder: Path) -> None:
    out = folder / "incidents.jsonl"
    dateline("link", folder / "harbour.jsonl", "-o", out)
    (before,) = [one for one in _made_of(out, HARBOUR.report.id) if one["type"] == "shelling"]
    ran = dateline("link", folder / "monitor.jsonl", "-o", out)
    assert ran.status == 0
    (after,) = [one for one in _made_of(out, HARBOUR.report.id) if one["type"] == "shelling"]
    assert after["id"] == before["id"]
    assert len(after["events"]) > len(before["events"])
    kept = out.read_bytes()
    ran = dateline("link", folder / "harbour.jsonl", "-o", out)
    assert ran.err.startswith("dateline: 0 reports linked; 1 report linked before\n")
    assert out.read_bytes() == kept


def test_the_result_can_be_linked_into_another_file(dateline: Dateline, folder: Path) -> None:
    one, other = folder / "one.jsonl", folder / "other.jsonl"
    dateline("link", folder / "harbour.jsonl", folder / "monitor.jsonl", "-o", one)
    assert dateline("link", one, "-o", other).status == 0
    assert other.read_bytes() == one.read_bytes()


def test_standard_input_and_output_are_read_and_written(dateline: Dateline, folder: Path) -> None:
    out = folder / "incidents.jsonl"
    dateline("link", folder / "harbour.jsonl", "-o", out)
    ran = dateline("link", "-", "-o", "-", stdin=(folder / "harbour.jsonl").read_bytes())
    assert ran.out == out.read_text("utf-8")
    assert "written to" not in ran.err


def test_a_copy_is_told(dateline: Dateline, folder: Path) -> None:
    copy = replace(HARBOUR, report=replace(HARBOUR.report, id="copy", source="Copied News", url=None))
    _write(folder / "copies.jsonl", HARBOUR, copy)
    ran = dateline("link", folder / "copies.jsonl", "-o", folder / "incidents.jsonl")
    assert ran.err.startswith("dateline: 2 reports linked, 1 of them a copy\n")


def test_the_register_says_what_kind_of_outlet_an_origin_is_and_an_own_file_says_it_otherwise(
    dateline: Dateline, folder: Path
) -> None:
    def lookups(own: Path | None) -> Lookups:
        shipped = write_register(folder / "shipped")
        return Lookups(register=load_register(own, shipped=shipped, cache=folder / "cache"))

    def kinds(out: Path) -> set[str]:
        origins = [origin for one in _made_of(out, MONITOR.report.id) for origin in one["origins"]]
        return {origin["kind"] for origin in origins if origin["id"] == "actor:world-wire"}

    own, wired = folder / "own.yaml", replace(MONITOR.report, source="World Wire", url=None)
    own.write_text("- {id: world-wire, outlet: agency}\n", encoding="utf-8")
    _write(folder / "wired.jsonl", replace(MONITOR, report=wired))
    for out, given in ((folder / "plain.jsonl", ()), (folder / "own.jsonl", ("--register", own))):
        assert dateline("link", folder / "wired.jsonl", "-o", out, *given, load_lookups=lookups).status == 0
    assert kinds(folder / "plain.jsonl") == {"media"}
    assert kinds(folder / "own.jsonl") == {"agency"}


def test_a_line_that_is_no_coding_is_told_by_its_number_and_does_not_stop_the_rest(
    dateline: Dateline, folder: Path
) -> None:
    source, out = folder / "harbour.jsonl", folder / "incidents.jsonl"
    source.write_text("no JSON\n" + source.read_text("utf-8"), encoding="utf-8")
    ran = dateline("link", source, "-o", out)
    assert ran.status == 1
    assert f"dateline: {source}, line 1: " in ran.err
    assert _made_of(out, HARBOUR.report.id)


def test_where_no_coding_is_read_the_file_stays(dateline: Dateline, folder: Path) -> None:
    out, empty = folder / "incidents.jsonl", folder / "empty.jsonl"
    dateline("link", folder / "harbour.jsonl", "-o", out)
    before = out.read_bytes()
    empty.write_text("\n", encoding="utf-8")
    ran = dateline("link", empty, "-o", out)
    assert (ran.status, ran.err) == (1, _NOTHING_READ + "\n")
    assert out.read_bytes() == before


def test_a_file_of_something_else_is_left_alone(dateline: Dateline, folder: Path) -> None:
    out = folder / "diary.txt"
    out.write_text("Dear diary\n", encoding="utf-8")
    ran = dateline("link", folder / "harbour.jsonl", "-o", out)
    assert ran.status == 1
    assert f"line 1 of {out} is neither an incident nor a coding" in ran.err
    assert out.read_text("utf-8") == "Dear diary\n"


def test_what_is_known_already_leaves_the_file_untouched(dateline: Dateline, folder: Path) -> None:
    out = folder / "incidents.jsonl"
    dateline("link", folder / "harbour.jsonl", "-o", out)
    before = out.stat()
    ran = dateline("link", folder / "harbour.jsonl", "-o", out)
    assert ran.status == 0
    assert ran.err.endswith(f"0 new, 0 changed; {out} stays as it was.\n")
    assert (out.stat().st_ino, out.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_gazetteer_is_not_asked_for(folder: Path) -> None:
    def lookups(own: Path | None) -> Lookups:  # noqa: ARG001 (the port's form)
        raise AssertionError("linking looks no place up")

    world = World(load_lookups=lookups, load_register=lambda _: None)
    with pytest.raises(SystemExit) as ended:
        main(["link", str(folder / "harbour.jsonl"), "-o", str(folder / "incidents.jsonl")], world)
    assert ended.value.code == 0


@pytest.mark.parametrize("part", ["half a line", "some lines"])
def test_a_file_of_which_a_part_is_missing_is_left_alone(dateline: Dateline, folder: Path, part: str) -> None:
    out = folder / "incidents.jsonl"
    dateline("link", folder / "harbour.jsonl", folder / "monitor.jsonl", "-o", out)
    lines = out.read_bytes().splitlines(keepends=True)
    first = next(nth for nth, line in enumerate(lines) if b"coding/1" in line[:40])
    left = b"".join(lines[: first + 1])
    out.write_bytes(left[:-1000] if part == "half a line" else left)
    ran = dateline("link", folder / "oil-field.jsonl", "-o", out)
    told = "it breaks off" if part == "half a line" else "a part is missing"
    assert ran.status == 1
    assert told in ran.err
    assert ran.err.endswith("Name another with -o, or restore it.\n")
    assert out.stat().st_size == len(left) - (1000 if part == "half a line" else 0)


def test_the_file_is_replaced_whole_or_not_at_all(
    dateline: Dateline, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = folder / "incidents.jsonl"
    dateline("link", folder / "harbour.jsonl", "-o", out)
    before = out.read_bytes()

    def full(_path: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device", str(target))

    monkeypatch.setattr("pathlib.Path.replace", full)
    ran = dateline("link", folder / "monitor.jsonl", "-o", out)
    assert ran.status == 1
    assert ran.err == f"dateline: {out}: No space left on device\n"
    assert out.read_bytes() == before


def test_two_runs_do_not_write_one_file_at_once(dateline: Dateline, folder: Path) -> None:
    out = folder / "incidents.jsonl"
    dateline("link", folder / "harbour.jsonl", "-o", out)
    with out.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        ran = dateline("link", folder / "monitor.jsonl", "-o", out)
    assert ran.status == 1
    assert "Another run is writing to the output file" in ran.err


def test_a_run_that_begins_a_file_keeps_others_from_beginning_it_too(
    dateline: Dateline, folder: Path
) -> None:
    out = folder / "incidents.jsonl"
    with locked(out):
        ran = dateline("link", folder / "harbour.jsonl", "-o", out)
    assert ran.status == 1
    assert f"Another run is writing to the output file: {out}." in ran.err
    assert not out.exists()


def test_a_run_that_fails_leaves_no_file_behind(dateline: Dateline, folder: Path) -> None:
    out, empty = folder / "incidents.jsonl", folder / "empty.jsonl"
    empty.write_text("\n", encoding="utf-8")
    assert dateline("link", empty, "-o", out).status == 1
    assert not out.exists()


def test_a_report_linked_before_with_another_text_is_told(dateline: Dateline, folder: Path) -> None:
    out = folder / "incidents.jsonl"
    dateline("link", folder / "harbour.jsonl", "-o", out)
    changed = replace(HARBOUR, report=replace(HARBOUR.report, text=HARBOUR.report.text + " "))
    _write(folder / "changed.jsonl", changed)
    ran = dateline("link", folder / "changed.jsonl", "-o", out)
    assert ran.status == 1
    assert f"report {HARBOUR.report.id} was linked before with another text or day; left out" in ran.err


def _decisions(folder: Path, verdict: str) -> Path:
    file = folder / "decisions.jsonl"
    events = [{"report": one.report.id, "event": "e1"} for one in (HARBOUR, MONITOR)]
    decided = {
        "schema": DECISION,
        "verdict": verdict,
        "one": events[0],
        "other": events[1],
        "by": "A",
        "on": "2026-11-28",
    }
    file.write_text(json.dumps(decided) + "\n", encoding="utf-8")
    return file


def test_decisions_are_kept_in_the_file_and_hold_from_then_on(dateline: Dateline, folder: Path) -> None:
    out = folder / "incidents.jsonl"
    decided = _decisions(folder, "apart")
    dateline("link", folder / "harbour.jsonl", folder / "monitor.jsonl", "-o", out, "--decisions", decided)
    dateline("link", folder / "oil-field.jsonl", "-o", out)
    both = _made_of(out, HARBOUR.report.id, MONITOR.report.id)
    pair = [{"report": one.report.id, "event": "e1"} for one in (HARBOUR, MONITOR)]
    assert not [one for one in both if all(event in one["events"] for event in pair)]
    kept = [decision_from_dict(one) for one in _read(out) if one["schema"] == DECISION]
    assert [one.by for one in kept] == ["A"]


def test_a_decision_on_an_event_that_is_not_there_is_told_and_kept_until_it_comes(
    dateline: Dateline, folder: Path
) -> None:
    out = folder / "incidents.jsonl"
    ran = dateline("link", folder / "harbour.jsonl", "-o", out, "--decisions", _decisions(folder, "apart"))
    assert ran.status == 0
    waiting = f"e1 of {MONITOR.report.id}"
    assert f"dateline: decided on, but not there, and kept until it comes: {waiting}\n" in ran.err
    ran = dateline("link", folder / "monitor.jsonl", "-o", out)
    assert "decided on" not in ran.err
    shelled = [one for one in _made_of(out) if {"report": HARBOUR.report.id, "event": "e1"} in one["events"]]
    assert {"report": MONITOR.report.id, "event": "e1"} not in shelled[0]["events"]


def test_decisions_go_with_the_codings_into_another_file(dateline: Dateline, folder: Path) -> None:
    one, other = folder / "one.jsonl", folder / "other.jsonl"
    codings = folder / "harbour.jsonl", folder / "monitor.jsonl"
    dateline("link", *codings, "-o", one, "--decisions", _decisions(folder, "apart"))
    ran = dateline("link", one, "-o", other)
    assert ran.err.startswith("dateline: 2 reports linked; 1 decision kept\n")
    assert other.read_bytes() == one.read_bytes()


def test_decisions_need_no_codings_beside_them(dateline: Dateline, folder: Path) -> None:
    out = folder / "incidents.jsonl"
    dateline("link", folder / "harbour.jsonl", folder / "monitor.jsonl", "-o", out)
    count = len(_made_of(out))
    ran = dateline("link", "-o", out, "--decisions", _decisions(folder, "apart"))
    assert (ran.status, len(_made_of(out))) == (0, count + 1)
    assert "1 new, 1 changed" in ran.err


def test_nothing_to_do_is_told(dateline: Dateline, folder: Path) -> None:
    ran = dateline("link", "-o", folder / "incidents.jsonl")
    assert ran.status == 2
    assert "Give CODINGS to link, or --decisions on what is linked." in ran.err


@pytest.mark.parametrize(
    ("verdict", "told"),
    [("perhaps", "verdict is 'perhaps', not one of together, apart"), ("", "verdict is ''")],
)
def test_a_decision_that_does_not_hold_is_told_by_its_line(
    dateline: Dateline, folder: Path, verdict: str, told: str
) -> None:
    decided = _decisions(folder, verdict)
    ran = dateline("link", folder / "harbour.jsonl", "-o", folder / "incidents.jsonl", "--decisions", decided)
    assert ran.status == 1
    assert f"dateline: {decided}, line 1: " in ran.err
    assert told in ran.err


def test_the_file_of_incidents_is_not_among_the_codings(dateline: Dateline, folder: Path) -> None:
    before = (folder / "harbour.jsonl").read_bytes()
    ran = dateline("link", folder / "harbour.jsonl", "-o", folder / "harbour.jsonl")
    assert (ran.status, (folder / "harbour.jsonl").read_bytes()) == (2, before)
    assert "is among CODINGS" in ran.err


def test_a_folder_that_is_not_there_is_told(dateline: Dateline, folder: Path) -> None:
    ran = dateline("link", folder / "harbour.jsonl", "-o", folder / "no" / "incidents.jsonl")
    assert ran.status == 2
    assert f"There is no folder {folder / 'no'}." in ran.err


# ── dateline read ────────────────────────────────────────────────────────────────────────────────────────


def test_the_account_of_several_reports_ends_with_the_incidents_that_two_of_them_tell_of(
    dateline: Dateline,
) -> None:
    ran = dateline("read", HARBOUR_PAGE, MONITOR_PAGE, OIL_FIELD)
    assert ran.status == 0
    _, _, end = ran.out.partition("Told of in more than one of the 3 reports\n")
    assert "Shelling" in end
    assert "told in  Harbour Dispatch; Levant Ground Monitor" in end
    assert "3 – " in end
    assert "at least 11 – " in end
    assert "Assault" not in end


def test_the_account_of_one_report_has_no_such_end(dateline: Dateline) -> None:
    assert "Told of in more than one" not in dateline("read", HARBOUR_PAGE).out
    assert "Told of in more than one" not in dateline("read", HARBOUR_PAGE, HARBOUR_PAGE).out


def test_the_page_of_several_reports_has_their_accounts_side_by_side(
    dateline: Dateline, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    dateline("read", HARBOUR_PAGE, MONITOR_PAGE, "--html", page, "--json", "-o", tmp_path / "codings.jsonl")
    html = page.read_text("utf-8")
    assert 'class="accounts"' in html
    assert "at least 11" in html
    dateline("read", HARBOUR_PAGE, "--html", page, "-o", tmp_path / "account.txt")
    assert 'class="accounts"' not in page.read_text("utf-8")


# ── dateline export ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("form", ["acled", "ucdp", "polecat", "gdelt", "hxl", "geojson"])
@pytest.mark.parametrize("piped", [False, True])
def test_incidents_are_exported_one_by_one(
    dateline: Dateline, folder: Path, form: str, *, piped: bool
) -> None:
    out = folder / "incidents.jsonl"
    dateline("link", folder / "harbour.jsonl", folder / "monitor.jsonl", "-o", out)
    stdin = out.read_bytes() if piped else b""
    ran = dateline("export", "-" if piped else out, "--format", form, "-o", folder / "rows", stdin=stdin)
    assert ran.status == 0
    count = len(_made_of(out))
    assert f"from {count} incidents" in ran.err


def test_a_form_that_knows_no_incidents_is_written_from_their_reports(
    dateline: Dateline, folder: Path
) -> None:
    out = folder / "incidents.jsonl"
    dateline("link", folder / "harbour.jsonl", "-o", out)
    ran = dateline("export", out, "--format", "jsonld", "-o", folder / "graph.json")
    assert "dateline: jsonld knows no incidents: the events of their reports are written.\n" in ran.err
    alone = dateline("export", folder / "harbour.jsonl", "--format", "jsonld")
    assert (folder / "graph.json").read_text("utf-8") == alone.out


def test_reports_beside_incidents_that_are_not_linked_are_told(dateline: Dateline, folder: Path) -> None:
    out = folder / "incidents.jsonl"
    dateline("link", folder / "harbour.jsonl", "-o", out)
    ran = dateline("export", folder / "monitor.jsonl", out, "--format", "hxl", "-o", folder / "rows.csv")
    assert "dateline: 1 report is not linked and left out; `dateline link` puts them in.\n" in ran.err
