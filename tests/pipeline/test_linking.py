"""Linking into a file: what is known stays, new reports join, decisions hold."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from dateline.domain import Decision, EventRef, Verdict
from dateline.domain.errors import IncidentsUnusable
from dateline.exporting import incidents, interchange
from dateline.exporting.incidents.decisions import DECISION
from dateline.linking import RegisterSources, told_by
from dateline.linking.sketching import sketch
from dateline.pipeline import Linked, LinkedFile, incidents_of, link_into
from tests.codings import OIL_FIELD, sample_coding
from tests.incidents import crossing_codings
from tests.linking.sketches import sketches
from tests.linking.towns import reported
from tests.linking.two_lands import strike
from tests.lookups import register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dateline.domain import Coding
    from dateline.linking.sketching import Sketch

HARBOUR, MONITOR = crossing_codings()
SHELLED = EventRef(report=HARBOUR.report.id, event="e1")
SHELLED_TOO = EventRef(report=MONITOR.report.id, event="e1")


def _link(file: LinkedFile, *codings: Coding, decisions: Iterable[Decision] = ()) -> Linked:
    return link_into(file, codings, decisions=tuple(decisions), sources=RegisterSources(register=register()))


def _again(file: LinkedFile) -> LinkedFile:
    """The file as the next run finds it."""
    return LinkedFile.read(file.lines(), "incidents.jsonl")


def _lines(file: LinkedFile) -> list[bytes]:
    return list(file.lines())


def _of(event: EventRef, file: LinkedFile) -> str:
    return next(key for key, one in file.incidents.items() if event in one.events)


def _decided(verdict: Verdict, one: EventRef = SHELLED, other: EventRef = SHELLED_TOO) -> Decision:
    return Decision(verdict=verdict, one=one, other=other, by="A. Analyst", on=date(2026, 11, 28))


def test_two_reports_of_one_happening_are_in_one_incident() -> None:
    file = LinkedFile()
    _link(file, HARBOUR, MONITOR)
    assert _of(SHELLED, file) == _of(SHELLED_TOO, file)


def test_a_report_that_comes_in_a_later_run_joins_the_incident_and_its_id_stays() -> None:
    file = LinkedFile()
    first = _link(file, HARBOUR)
    key = _of(SHELLED, file)
    file = _again(file)
    then = _link(file, MONITOR)
    assert _of(SHELLED_TOO, file) == key
    assert (first.reports, then.reports) == (1, 1)
    assert then.changed >= 1
    assert first.opened + then.opened - then.gone == len(file.incidents)


def test_what_comes_out_is_the_same_at_once_and_in_two_runs() -> None:
    at_once, in_two = LinkedFile(), LinkedFile()
    _link(at_once, HARBOUR, MONITOR)
    _link(in_two, HARBOUR)
    in_two = _again(in_two)
    _link(in_two, MONITOR)
    assert _lines(in_two) == _lines(at_once)


def test_incidents_that_no_new_report_touches_keep_their_lines_to_the_letter() -> None:
    file = LinkedFile()
    _link(file, HARBOUR, MONITOR)
    marked = [line.replace(b'"reason": "', b'"reason": "By hand: ') for line in file.lines()]
    file = LinkedFile.read(marked, "incidents.jsonl")
    before = {key: one.line for key, one in file.incidents.items()}
    assert all(b"By hand: " in line for line in before.values())
    linked = _link(file, sample_coding(OIL_FIELD))
    kept = {key: one.line for key, one in file.incidents.items() if key in before}
    assert linked.changed == 0
    assert kept == before
    assert len(file.incidents) > len(before)


def test_known_incidents_keep_their_ids_whatever_these_are_and_new_ones_get_none_of_them() -> None:
    file = LinkedFile()
    _link(file, HARBOUR)
    fresh = list(file.incidents)
    turned = dict(zip(fresh, [*fresh[1:], fresh[0]], strict=True))  # each has an id that another would get
    lines = [json.loads(line) for line in file.lines()]
    lines = [{**one, "id": turned.get(one["id"], one["id"])} for one in lines if "id" in one]
    file = LinkedFile.read([json.dumps(one).encode() for one in lines], "incidents.jsonl")
    before = {key: frozenset(one.events) for key, one in file.incidents.items()}
    linked = _link(file, MONITOR)
    after = {key: frozenset(one.events) for key, one in file.incidents.items()}
    assert linked.gone == 0
    assert all(events <= after[key] for key, events in before.items())
    assert len(after) == len(before) + linked.opened


def test_a_report_that_is_known_is_not_linked_again() -> None:
    file = LinkedFile()
    _link(file, HARBOUR, MONITOR)
    before = _lines(file)
    file = _again(file)
    linked = _link(file, HARBOUR)
    assert linked == Linked(again=1)
    assert _lines(file) == before


def test_a_report_that_is_known_by_another_text_is_named_and_left_out() -> None:
    file = LinkedFile()
    _link(file, HARBOUR)
    other = replace(HARBOUR, report=replace(HARBOUR.report, published=date(2018, 12, 9)))
    linked = _link(file, other)
    assert linked.other == [HARBOUR.report.id]
    assert file.coding(HARBOUR.report.id).report.published == date(2018, 12, 6)


def test_a_copy_is_counted_and_brings_no_origin_of_its_own() -> None:
    copy = replace(HARBOUR, report=replace(HARBOUR.report, id="copy", source="Copied News", url=None))
    file = LinkedFile()
    linked = _link(file, HARBOUR, copy)
    assert (linked.reports, linked.copies) == (2, 1)
    counted = _counted(file, _of(SHELLED, file))
    alone = LinkedFile()
    _link(alone, HARBOUR)
    assert counted == _counted(alone, _of(SHELLED, alone))


def _counted(file: LinkedFile, key: str) -> list[Any]:
    found: list[Any] = json.loads(file.incidents[key].line)["counted"]
    return found


def test_an_analysts_word_parts_what_was_put_together_and_holds_in_later_runs() -> None:
    file = LinkedFile()
    _link(file, HARBOUR, MONITOR, decisions=[_decided(Verdict.APART)])
    assert _of(SHELLED, file) != _of(SHELLED_TOO, file)
    file = _again(file)
    _link(file, sample_coding(OIL_FIELD))
    assert _of(SHELLED, file) != _of(SHELLED_TOO, file)
    assert file.decisions == [_decided(Verdict.APART)]


def test_an_analysts_word_puts_together_what_nothing_else_would() -> None:
    oil_field = sample_coding(OIL_FIELD)
    stormed = EventRef(report=oil_field.report.id, event="e1")
    file = LinkedFile()
    _link(file, HARBOUR, oil_field)
    assert _of(SHELLED, file) != _of(stormed, file)
    file = _again(file)
    linked = _link(file, decisions=[_decided(Verdict.TOGETHER, SHELLED, stormed)])
    assert _of(SHELLED, file) == _of(stormed, file)
    assert (linked.reports, linked.gone) == (0, 1)


def test_a_decision_given_again_is_kept_once() -> None:
    file = LinkedFile()
    _link(file, HARBOUR, decisions=[_decided(Verdict.APART)])
    file = _again(file)
    _link(file, MONITOR, decisions=[_decided(Verdict.APART)])
    assert file.decisions == [_decided(Verdict.APART)]


def test_the_file_has_incidents_first_by_their_days_then_decisions_codings_and_sketches() -> None:
    file = LinkedFile()
    _link(file, MONITOR, HARBOUR, decisions=[_decided(Verdict.APART)])
    values = [json.loads(line) for line in file.lines()]
    schemas = [one["schema"] for one in values]
    ranked = [incidents.SCHEMA, DECISION, interchange.SCHEMA, incidents.SKETCHES]
    assert schemas == sorted(schemas, key=ranked.index)
    days = [one["date"]["start"] for one in values if one["schema"] == incidents.SCHEMA and one["date"]]
    assert days == sorted(days)


def test_a_file_comes_back_as_it_was() -> None:
    file = LinkedFile()
    _link(file, HARBOUR, MONITOR, decisions=[_decided(Verdict.APART)])
    assert _lines(_again(file)) == _lines(file)
    assert _again(file).coding(HARBOUR.report.id) == interchange.from_dict(interchange.to_dict(HARBOUR))


_HARBOUR_ID = HARBOUR.report.id
_CODING = interchange.to_line(HARBOUR).encode() + b"\n"


def _linked_lines(*codings: Coding) -> list[bytes]:
    file = LinkedFile()
    _link(file, *codings)
    return _lines(file)


_FILE = _linked_lines(HARBOUR, MONITOR)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([b"{}\n", b"\n"], "line 1 of x.jsonl is neither an incident nor a coding (it has no schema)"),
        ([b"\n", b"no JSON\n"], "line 2 of x.jsonl is neither an incident nor a coding (it is not JSON)"),
        ([b"[]\n"], "(it is no JSON object)"),
        (
            [_CODING, _CODING],
            f"line 2 of x.jsonl is neither an incident nor a coding (it repeats the id '{_HARBOUR_ID}')",
        ),
        ([b'{"schema": "dateline/incident/1"}\n'], "(the whole has no 'id')"),
        ([b'{"schema": "dateline/incident/1", "id": 7}\n'], "(id is not a string)"),
        ([b'{"schema": "dateline/decision/1"}\n'], "(the whole has no 'one')"),
        (
            [b'{"schema": "dateline/incident/2"}\n'],
            "(its schema is 'dateline/incident/2', which this version does not read)",
        ),
        (
            [_CODING[:-20]],
            "line 1 of x.jsonl is neither an incident nor a coding (it is not JSON: it breaks off)",
        ),
        (
            [line for line in _FILE if _HARBOUR_ID.encode() not in line[:80]],
            f"x.jsonl has no coding of report '{_HARBOUR_ID}', of which incident ",
        ),
    ],
)
def test_a_file_of_something_else_is_not_gone_on_from(lines: list[bytes], told: str) -> None:
    with pytest.raises(IncidentsUnusable) as caught:
        LinkedFile.read(lines, "x.jsonl")
    assert told in str(caught.value)


def test_a_file_that_another_program_has_written_anew_holds_the_same() -> None:
    rewritten = [
        json.dumps(json.loads(line), sort_keys=True, separators=(",", ":")).encode() for line in _FILE
    ]
    file, own = LinkedFile.read([*rewritten], "x.jsonl"), LinkedFile.read(_FILE, "x.jsonl")
    facts = [{key: (one.events, one.order) for key, one in of.incidents.items()} for of in (file, own)]
    assert facts[0] == facts[1]
    assert [file.sketches(key) for key in file.reports] == [own.sketches(key) for key in own.reports]
    assert _link(file, sample_coding(OIL_FIELD)) == _link(own, sample_coding(OIL_FIELD))
    assert set(own.incidents) == set(file.incidents)


# ── only what changes is looked at ───────────────────────────────────────────────────────────────────────


def _broken(line: bytes) -> bytes:
    """A coding's line whose beginning is right, so that only who reads it all finds the fault."""
    return line.replace(b'"events": [', b'"events": 7, "were": [', 1)


def test_the_codings_of_reports_that_a_new_one_has_nothing_to_do_with_are_not_read() -> None:
    oil_field = sample_coding(OIL_FIELD).report.id.encode()
    lines = [
        _broken(line) if oil_field in line[:80] and b"coding/1" in line[:40] else line
        for line in _linked_lines(sample_coding(OIL_FIELD), HARBOUR)
    ]
    file = LinkedFile.read(lines, "x.jsonl")
    assert _link(file, MONITOR).reports == 1
    assert _of(SHELLED, file) == _of(SHELLED_TOO, file)
    assert next(line for line in lines if b'"were"' in line) in _lines(file)


def test_a_coding_that_is_needed_and_does_not_hold_is_named() -> None:
    lines = [_broken(line) if b"coding/1" in line[:40] else line for line in _linked_lines(HARBOUR)]
    file = LinkedFile.read(lines, "x.jsonl")
    with pytest.raises(IncidentsUnusable) as caught:
        _link(file, MONITOR)
    assert f"the coding of report '{_HARBOUR_ID}' in x.jsonl does not hold (events is not a list)" in str(
        caught.value
    )


@pytest.mark.parametrize(
    "spoil",
    [
        lambda line: line.replace(b'"by": "', b'"by": "other rules '),
        lambda line: line.replace(b'"accounts": [{"events"', b'"accounts": [{"were"'),
        lambda line: line[:90] + b"}\n",
        lambda line: line[:0],
    ],
)
def test_sketches_by_other_rules_broken_or_missing_are_made_anew(spoil: Callable[[bytes], bytes]) -> None:
    lines = [spoil(line) if b"sketches/1" in line[:40] else line for line in _linked_lines(HARBOUR)]
    file = LinkedFile.read(lines, "x.jsonl")
    assert file.sketches(_HARBOUR_ID) is None
    _link(file, MONITOR)
    assert _lines(file) == _FILE
    assert _again(file).sketches(_HARBOUR_ID)


def test_sketches_come_back_as_they_were() -> None:
    file = LinkedFile()
    told = {one.report.id: sketch(told_by(one)) for one in (HARBOUR, MONITOR, sample_coding(OIL_FIELD))}
    for report, some in told.items():
        file.keep(report, some)
    assert all(told.values())
    assert {report: file.sketches(report) for report in told} == told


def _strikes() -> list[Coding]:
    """What three outlets each write of four strikes: on two towns and two days."""
    return [
        reported(
            f"{opening} {town}, killing {dead} people in the street of the {site}.",
            strike(opening.split()[-1], killed=f"{dead} people", places=(town,)),
            source=source,
            day=day,
            key=f"{source} {town} {day}",
        )
        for source, opening in _OPENINGS.items()
        for (town, day), (dead, site) in _STRUCK.items()
    ]


_OPENINGS = {
    "Harbour Dispatch": "Jets struck",
    "Hill Courier": "Planes bombed",
    "Port Gazette": "Aircraft of an unknown air force hit",
}
_STRUCK = {
    ("Marj", 22): ("six", "coppersmiths"),
    ("Marj", 27): ("nineteen", "dyers"),
    ("Tell Nur", 22): ("four", "saddlers"),
    ("Tell Nur", 27): ("thirty", "glaziers"),
}


@given(sketches())
def test_any_sketch_comes_back_as_it_was(one: Sketch) -> None:
    file = LinkedFile()
    file.keep(one.report, (one,))
    assert file.sketches(one.report) == (one,)


def test_reports_that_come_one_by_one_end_as_those_that_come_at_once() -> None:
    codings = (*_strikes(), HARBOUR, MONITOR, sample_coding(OIL_FIELD))
    at_once, one_by_one = LinkedFile(), LinkedFile()
    _link(at_once, *codings)
    for coding in codings:
        one_by_one = _again(one_by_one)
        _link(one_by_one, coding)
    made_of = [{frozenset(one.events) for one in file.incidents.values()} for file in (at_once, one_by_one)]
    assert made_of[0] == made_of[1]
    assert any(len({event.report for event in events}) > 2 for events in made_of[0])


def test_the_incidents_of_a_few_reports_are_found_without_a_file() -> None:
    found = incidents_of([HARBOUR, MONITOR], sources=RegisterSources(register=register()))
    shared = [one for one in found if {SHELLED, SHELLED_TOO} <= set(one.incident.events)]
    assert len(shared) == 1
    events = [event for one in found for event in one.incident.events]
    assert len(events) == len(set(events))
