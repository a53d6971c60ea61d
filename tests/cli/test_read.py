from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from dateline.adapters.register import RegisterUnreadable
from dateline.cli import World
from dateline.domain import EventType, NameClass, Report
from dateline.domain.errors import EngineUnavailable
from dateline.exporting import interchange
from dateline.pipeline import Lookups
from tests.codings import HARBOUR, MONITOR, OIL_FIELD, SAMPLES, sample_coding
from tests.fakes import Happens, Says, Script, ScriptedEngine
from tests.lookups import both

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Dateline


def test_each_event_is_told_with_who_whom_where_when_harm_and_under_it_who_says_so(
    dateline: Dateline,
) -> None:
    ran = dateline("read", OIL_FIELD)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Eastern Line · 23 November 2018\nEuphrates War Report – Nov. 23, 2018:")
    assert (
        """
 1  Assault                                                     22 November 2018
    what     attacked
    who      fighters of the Islamic State
    whom     positions of the Syrian Democratic Forces
    where    al-Tanak oil field; eastern Deir ez-Zor
    when     November 22
    harm     killed: at most 10 (“Up to 10 members of the SDF”)
             injured: at least 6 (“at least six others”)
    says     pro-Kurdish sources (not named), “according to”
             │ Up to 10 members of the SDF were killed and at least six others
             │ were wounded in the assault
"""
        in ran.out
    )


def test_what_words_resolve_to_stands_beside_them_and_why_in_the_lists_at_the_end(dateline: Dateline) -> None:
    ran = dateline("read", OIL_FIELD, load_lookups=lambda _: both())
    assert (ran.status, ran.err) == (0, "")
    events, _, lists = ran.out.partition("\nWho is who\n")
    field = "al-Tanak oil field"
    assert f"    where    {field} → {field}, Deir ez-Zor, Syria," in events
    assert "    who      fighters of the Islamic State → Islamic State\n" in events
    assert f"    {field}, Deir ez-Zor, Syria · the very place, within" in lists
    assert f"      “{field}” (1): " in lists


def test_what_resolves_to_nothing_says_so(dateline: Dateline) -> None:
    out = dateline("read", OIL_FIELD, load_lookups=lambda _: both()).out
    assert "    where    the village of Tell Samra → not placed\n" in out
    assert "\n    not placed\n      “" in out


def test_places_that_are_merely_mentioned_are_told_apart_behind_the_events(dateline: Dateline) -> None:
    text = b"Shells hit Marj on Monday, and Syria complained."
    names = (("Marj", NameClass.PLACE), ("Syria", NameClass.PLACE))
    happens = Happens(type=EventType.SHELLING, trigger="hit", places=("Marj",))
    engine = ScriptedEngine(Script(opening="Shells", names=names, happens=(happens,)))
    world = World(load_engine=lambda: engine)
    out = dateline("read", "-", stdin=text, world=world, load_lookups=lambda _: both()).out
    events, _, mentioned = out.partition("Places mentioned, where no event is told\n")
    assert "Marj → Marj, Syria, within" in events
    assert mentioned.startswith("    Syria · no more than the country; no point on a map\n      “Syria”: ")
    assert "Marj" not in mentioned


def test_no_line_of_a_resolved_account_is_wider_than_80_columns(dateline: Dateline) -> None:
    lines = dateline("read", OIL_FIELD, MONITOR, load_lookups=lambda _: both()).out.splitlines()
    assert [line for line in lines if len(line) > 80 and not line.startswith("https://")] == []
    assert [line for line in lines if line != line.rstrip()] == []


def test_resolved_places_are_points_on_the_map(dateline: Dateline) -> None:
    ran = dateline("read", "--geojson", OIL_FIELD, load_lookups=lambda _: both())
    assert ran.err == ""
    assert "dateline:al-rashwan" in {
        feature["properties"]["place"]["id"] for feature in json.loads(ran.out)["features"]
    }


def test_actors_of_ones_own_are_given_to_the_register(dateline: Dateline, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("# nobody yet\n", encoding="utf-8")
    given: list[Path | None] = []

    def load(own: Path | None) -> Lookups:
        given.append(own)
        return Lookups()

    dateline("read", OIL_FIELD, "--register", own, load_lookups=load)
    dateline("read", OIL_FIELD, load_lookups=load)
    assert given == [own, None]


def test_nothing_is_looked_up_where_nobody_wants_it(dateline: Dateline) -> None:
    def load(_: Path | None) -> Lookups:
        raise AssertionError("nothing is to be looked up")

    ran = dateline("read", OIL_FIELD, "--no-resolve", load_lookups=load)
    assert ran.out == dateline("read", OIL_FIELD).out


def test_a_register_that_is_not_right_ends_the_run_in_one_line(dateline: Dateline, tmp_path: Path) -> None:
    def load(_: Path | None) -> Lookups:
        raise RegisterUnreadable("own.yaml, line 1", "Mend that line")

    own = tmp_path / "own.yaml"
    own.write_text("oops\n", encoding="utf-8")
    ran = dateline("read", OIL_FIELD, HARBOUR, "--register", own, load_lookups=load)
    assert (ran.status, ran.out) == (1, "")
    assert (ran.err.count("\n"), "own.yaml, line 1" in ran.err) == (1, True)


def test_an_accusation_is_told_as_one(dateline: Dateline) -> None:
    out = dateline("read", OIL_FIELD).out
    assert "    ! Accusation, not established\n    what     using white phosphorus\n" in out
    assert "“accused” – an accusation, not\n             established\n" in out


def test_whom_a_source_quotes_stands_further_in(dateline: Dateline) -> None:
    out = dateline("read", OIL_FIELD).out
    assert "    says     SDF spokeswoman Rojin Asmar, “cited”\n" in out
    assert (
        "               quoting numerous witness (not named), “accounts”\n               │ the militants"
        in out
    )


def test_what_nobody_else_says_stands_in_the_reports_own_voice(dateline: Dateline) -> None:
    out = dateline("read", OIL_FIELD).out
    assert "says     Eastern Line, in its own voice\n             │ Two vehicles were burned" in out


def test_what_was_set_apart_is_summed_up(dateline: Dateline) -> None:
    out = dateline("read", OIL_FIELD).out
    assert "Set apart from the report: " in out
    assert "money boxes" in out
    assert "PayPal" not in out


def test_no_line_is_wider_than_80_columns_or_ends_in_blanks(dateline: Dateline) -> None:
    lines = dateline("read", OIL_FIELD, HARBOUR, MONITOR).out.splitlines()
    wide = [line for line in lines if len(line) > 80 and not line.startswith("https://")]
    assert wide == []
    assert [line for line in lines if line != line.rstrip()] == []


def test_a_narrow_terminal_loses_no_word(dateline: Dateline, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = dateline("read", OIL_FIELD).out
    monkeypatch.setenv("COLUMNS", "40")
    narrow = dateline("read", OIL_FIELD).out
    assert sorted(set(narrow.replace("│", "").split()) - {"─" * 40}) == sorted(
        set(wide.replace("│", "").split())
    )


def test_what_is_no_terminal_gets_no_colour(dateline: Dateline, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in dateline("read", OIL_FIELD).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1m" in dateline("read", OIL_FIELD).out


def test_words_that_a_terminal_would_obey_are_made_harmless(dateline: Dateline) -> None:
    hostile = "\x1b[2J\x1b]0;owned\x07\u202e[bold]Three[/bold]\u202c\x9b31m shells"
    report = Report(id="r", text=hostile, title=hostile, source=hostile, url=hostile)
    script = Script(
        opening="owned",
        happens=(Happens(type=EventType.SHELLING, trigger=hostile, agents=(hostile,), by=("a1", "a2")),),
        says=(Says(id="a1", cue=hostile, source=hostile, content=hostile), Says(id="a2", cue=hostile)),
    )
    world = World(read=lambda *_, **__: report, load_engine=lambda: ScriptedEngine(script))
    out = dateline("read", "page.html", world=world).out
    assert not set(out) & {"\x1b", "\x07", "\u202e", "\u202c", "\x9b"}
    assert out.count("[bold]Three[/bold]") >= 8


def test_a_terminal_that_lacks_letters_gets_the_rest(repository: Path) -> None:
    program = (
        "import sys; from dateline.cli import World, main; from tests.fakes import ScriptedEngine;"
        "main(sys.argv[1:], World(load_engine=ScriptedEngine))"
    )
    done = subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, "-c", program, "read", "--no-resolve", str(OIL_FIELD)],
        cwd=repository,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        check=True,
        capture_output=True,
    )
    assert done.stdout.startswith(b"Eastern Line ? 23 November 2018")
    assert done.stderr == b""


def test_an_empty_standard_input_is_told_by_its_name(dateline: Dateline) -> None:
    assert dateline("read", "-", stdin=b"").err.startswith("dateline: standard input: The page is empty")


def test_a_report_of_no_event_is_an_empty_account_and_no_error(dateline: Dateline) -> None:
    ran = dateline("read", "-", stdin=b"The ferry carries passengers every day, and the fare is two coins.")
    assert (ran.status, ran.err) == (0, "")
    assert "No event that Dateline codes." in ran.out


def test_several_pages_are_told_one_after_the_other(dateline: Dateline) -> None:
    out = dateline("read", OIL_FIELD, HARBOUR).out
    assert out.index("Eastern Line") < out.index("─" * 80) < out.index("Harbour Dispatch")


def test_a_page_that_fails_is_told_and_does_not_stop_the_rest(dateline: Dateline) -> None:
    ran = dateline("read", OIL_FIELD, "missing.html", HARBOUR)
    assert ran.status == 1
    assert ran.err.startswith("dateline: ")
    assert "missing.html" in ran.err
    assert ran.err.count("\n") == 1
    assert "Eastern Line" in ran.out
    assert "Harbour Dispatch" in ran.out


def test_json_is_one_conforming_line_per_report(dateline: Dateline) -> None:
    ran = dateline("read", "--json", OIL_FIELD, MONITOR)
    codings = [json.loads(line) for line in ran.out.splitlines()]
    for coding in codings:
        Draft202012Validator(interchange.schema()).validate(coding)
    assert [coding["report"]["source"] for coding in codings] == ["Eastern Line", "Levant Ground Monitor"]
    assert interchange.from_dict(codings[0]) == sample_coding(OIL_FIELD)


def test_csv_is_one_row_per_event_of_all_reports(dateline: Dateline) -> None:
    ran = dateline("read", "--csv", OIL_FIELD, MONITOR)
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [row["source"] for row in rows] == ["Eastern Line"] * 13 + ["Levant Ground Monitor"] * 3


def test_geojson_puts_nothing_on_the_map_by_guess_and_says_so(dateline: Dateline) -> None:
    ran = dateline("read", "--geojson", OIL_FIELD)
    assert json.loads(ran.out) == {"type": "FeatureCollection", "features": []}
    assert "none of the places is resolved" in ran.err
    assert ran.status == 0


def test_text_only_gives_the_report_and_what_was_set_apart_and_loads_no_engine(dateline: Dateline) -> None:
    ran = dateline("read", "--text-only", OIL_FIELD, world=_without_engine())
    assert ran.status == 0
    assert "On November 22, fighters of the Islamic State attacked" in ran.out
    assert ran.out.index("No group has claimed the attack.") < ran.out.index("[set apart: funding]")


def test_the_html_page_is_written_beside_the_account(dateline: Dateline, tmp_path: Path) -> None:
    page = tmp_path / "reading.html"
    ran = dateline("read", OIL_FIELD, HARBOUR, "--html", page)
    assert "Eastern Line" in ran.out
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_no_html_page_is_written_where_no_page_was_read(dateline: Dateline, tmp_path: Path) -> None:
    assert dateline("read", "missing.html", "--html", tmp_path / "reading.html").status == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", [[], ["--json"], ["--csv"], ["--geojson"], ["--text-only"]])
def test_an_output_file_holds_what_standard_output_would(
    dateline: Dateline, tmp_path: Path, form: list[str]
) -> None:
    out = tmp_path / "out"
    ran = dateline("read", OIL_FIELD, *form, "-o", out)
    assert (ran.status, ran.out) == (0, "")
    assert out.read_text(encoding="utf-8") == dateline("read", OIL_FIELD, *form).out


def test_an_output_file_that_cannot_be_written_is_told_in_one_line(
    dateline: Dateline, tmp_path: Path
) -> None:
    ran = dateline("read", OIL_FIELD, "-o", tmp_path / "no" / "such" / "folder.txt")
    assert ran.status == 1
    assert ran.err.count("\n") == 1
    assert "No such file or directory" in ran.err


def test_a_page_comes_over_standard_input(dateline: Dateline) -> None:
    assert "Eastern Line · 23 November 2018" in dateline("read", "-", stdin=OIL_FIELD.read_bytes()).out


def test_the_address_of_a_saved_page_gives_its_outlet(dateline: Dateline) -> None:
    text = b"Two shells hit a bakery in the old town on Monday, residents told a local station."
    ran = dateline("read", "-", "--url", "https://www.coast-courier.example/2018/11/20/shells", stdin=text)
    assert ran.out.startswith("coast-courier.example")


def test_a_day_given_stands_in_where_the_page_tells_none(dateline: Dateline) -> None:
    text = b"Two shells hit a bakery in the old town on Monday, residents told a local station."
    assert "day not known" in dateline("read", "-", stdin=text).out
    assert "20 November 2018" in dateline("read", "-", "--date", "2018-11-20", stdin=text).out
    assert "23 November 2018" in dateline("read", OIL_FIELD, "--date", "2001-01-01").out


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ([], "Missing argument 'PAGE...'"),
        (["a.html", "--json", "--csv"], "exclude each other"),
        (["a.html", "--text-only", "--html", "x.html"], "codes nothing"),
        (["a.html", "b.html", "--url", "https://a.example/"], "give one PAGE"),
        (["a.html", "--date", "yesterday"], "does not match the format"),
        (["a.html", "--register", "missing.yaml"], "missing.yaml"),
        (["a.html", "--register", str(OIL_FIELD), "--no-resolve"], "--register has no use"),
    ],
)
def test_a_command_line_that_is_not_right_ends_with_2(dateline: Dateline, args: list[str], told: str) -> None:
    ran = dateline("read", *args)
    assert ran.status == 2
    assert told in ran.err


def test_an_engine_that_cannot_be_loaded_is_told_in_one_line(dateline: Dateline) -> None:
    ran = dateline("read", OIL_FIELD, world=_without_engine())
    assert ran.status == 1
    assert ran.err == "dateline: The coding engine cannot be loaded: weights. Install Dateline again.\n"


def test_the_version_is_told(dateline: Dateline) -> None:
    ran = dateline("--version")
    assert ran.status == 0
    assert ran.out.startswith("dateline ")


def test_help_tells_the_exit_codes(dateline: Dateline) -> None:
    assert "130" in dateline("--help").out


def test_every_sample_is_named_in_the_samples_readme() -> None:
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    for page in SAMPLES.glob("*.html"):
        assert f"({page.name})" in readme


def _without_engine() -> World:
    def load() -> ScriptedEngine:
        raise EngineUnavailable("weights", "Install Dateline again.")

    return World(load_engine=load)
