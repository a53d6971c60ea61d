from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain.errors import EngineUnavailable, ModelFailed
from dateline.pipeline import AlreadyCoded, BadLine, CodedLine, code_lines
from dateline.pipeline.corpus import fingerprint
from tests.fakes import ScriptedEngine

if TYPE_CHECKING:
    from dateline.domain import Coding, Report

_GOOD = b'{"id": "a", "text": "Two shells hit Hama.", "date": "2018-11-23"}'


@given(st.text(min_size=1).filter(str.strip))
def test_a_text_is_coded_exactly_as_it_stands(text: str) -> None:
    line = json.dumps({"id": "a", "text": text}).encode()
    for outcome in code_lines([line], ScriptedEngine()):
        # A text of foreign letters may be told to be in a language that is not read.
        assert isinstance(outcome, CodedLine | BadLine)
        if isinstance(outcome, CodedLine):
            assert outcome.coding.report.text == text


def test_id_and_date_go_into_the_report() -> None:
    report = _coded(_GOOD).report
    assert (report.id, report.published, report.language) == ("a", date(2018, 11, 23), "en")


_DATES = [
    ("null", None),
    ('""', None),
    ('"2018-11-23"', date(2018, 11, 23)),
    ('"2018-11-23T18:40:00+02:00"', date(2018, 11, 23)),
]


@pytest.mark.parametrize(("written", "day"), _DATES)
def test_a_date_is_a_day_or_unknown(written: str, day: date | None) -> None:
    line = f'{{"id": "a", "text": "Two shells hit Hama.", "date": {written}}}'
    assert _coded(line.encode()).report.published == day


def test_a_number_is_taken_for_an_id() -> None:
    assert _coded(b'{"id": 7, "text": "Two shells hit Hama."}').report.id == "7"


def test_other_keys_are_passed_over() -> None:
    assert _coded(_GOOD.replace(b"}", b', "outlet": "x", "sents": [[0, 3]]}')).report.id == "a"


def test_blank_lines_are_passed_over_but_counted() -> None:
    outcomes = list(code_lines([b"\n", b"  \r\n", _GOOD + b"\r\n", b"oops\n"], ScriptedEngine()))
    assert [outcome.number for outcome in outcomes] == [3, 4]


def test_a_byte_order_mark_opens_a_file_and_no_other_line() -> None:
    assert _coded(b"\xef\xbb\xbf" + _GOOD).report.id == "a"
    second = list(code_lines([_GOOD, b"\xef\xbb\xbf" + _GOOD.replace(b'"a"', b'"b"')], ScriptedEngine()))[1]
    assert isinstance(second, BadLine)


def test_who_published_a_text_where_and_under_which_title_goes_into_the_report() -> None:
    about = {
        "source": "World Wire",
        "url": "https://worldwire.example/1",
        "title": " Two\nshells ",
        "author": "",
    }
    report = _coded(json.dumps({**json.loads(_GOOD), **about}).encode()).report
    told = (report.source, report.url, report.title, report.author)
    assert told == ("World Wire", "https://worldwire.example/1", "Two shells", None)


@pytest.mark.parametrize(
    ("days", "day"),
    [
        ({"published": "2018-11-24"}, 24),
        ({"date": None, "published": "2018-11-24T06:00:00Z"}, 24),
        ({"date": "2018-11-23", "published": "2018-11-24"}, 23),
    ],
)
def test_the_day_may_be_called_published(days: dict[str, str | None], day: int) -> None:
    line = json.dumps({"id": "a", "text": "Two shells hit Hama.", **days})
    assert _coded(line.encode()).report.published == date(2018, 11, day)


_BAD = [
    (b"{", "it is not JSON"),
    (b"[" * 100_000, "it is not JSON"),
    (b'{"id": "b", "text": "Caf\xe9"}', "it is not UTF-8 (byte 25)"),
    (b'["b", "text"]', "it is no JSON object"),
    (b'{"text": "Two shells."}', 'it has no "id"'),
    (b'{"id": "", "text": "Two shells."}', 'its "id" is no string, or an empty one'),
    (b'{"id": true, "text": "Two shells."}', 'its "id" is no string'),
    (b'{"id": ["b"], "text": "Two shells."}', 'its "id" is no string'),
    (b'{"id": "b"}', 'it has no "text"'),
    (b'{"id": "b", "text": " \\n "}', 'its "text" is empty'),
    (b'{"id": "b", "text": 5}', 'its "text" is no string'),
    (b'{"id": "b", "text": "half \\ud83d"}', "half of a surrogate pair"),
    (b'{"id": "b", "text": "Two.", "date": "23 Nov"}', 'its "date" is \'23 Nov\'; write "2018-11-23"'),
    (b'{"id": "b", "text": "Two.", "date": 20181123}', 'its "date" is no string'),
    (
        b'{"id": "b", "text": "Two.", "published": "23 Nov"}',
        'its "published" is \'23 Nov\'; write "2018-11-23"',
    ),
    (b'{"id": "b", "text": "Two.", "source": {"name": "SANA"}}', 'its "source" is no string; leave it out'),
    (b'{"id": "b", "text": "Two.", "title": "half \\ud83d"}', 'its "title" holds half of a surrogate pair'),
    (b'{"id": "a", "text": "Another."}', "its id 'a' stands already on line 1"),
    (
        json.dumps({"id": "b", "text": "أفادت مصادر محلية بمقتل شخصين في قصف استهدف سوقا شعبيا"}).encode(),
        "The model does not read this language",
    ),
]


@pytest.mark.parametrize(("line", "reason"), _BAD)
def test_a_bad_line_is_told_with_its_number_and_does_not_stop_the_rest(line: bytes, reason: str) -> None:
    outcomes = list(code_lines([_GOOD, line, _GOOD.replace(b'"a"', b'"c"')], ScriptedEngine()))
    assert [type(outcome) for outcome in outcomes] == [CodedLine, BadLine, CodedLine]
    bad = outcomes[1]
    assert isinstance(bad, BadLine)
    assert bad.number == 2
    assert reason in bad.reason


class _Fragile(ScriptedEngine):
    """An engine that fails on some texts."""

    def __init__(self, failure: Exception) -> None:
        super().__init__()
        self._failure = failure

    def code(self, report: Report) -> Coding:
        if "strange" in report.text:
            raise self._failure
        return super().code(report)


@pytest.mark.parametrize("failure", [ModelFailed("the strange text"), IndexError("piece 512")])
def test_an_engine_that_fails_on_one_text_does_not_stop_the_rest(failure: Exception) -> None:
    lines = [b'{"id": "b", "text": "A strange one."}', _GOOD]
    outcomes = list(code_lines(lines, _Fragile(failure)))
    assert [type(outcome) for outcome in outcomes] == [BadLine, CodedLine]


def test_an_engine_that_is_no_longer_there_ends_the_run() -> None:
    lines = [_GOOD, b'{"id": "b", "text": "A strange one."}', _GOOD.replace(b'"a"', b'"c"')]
    outcomes = code_lines(lines, _Fragile(EngineUnavailable("the key is used up")))
    assert isinstance(next(outcomes), CodedLine)
    with pytest.raises(EngineUnavailable):
        next(outcomes)


def test_what_an_earlier_run_has_coded_is_not_coded_again() -> None:
    engine = ScriptedEngine()
    done = {"a": fingerprint(_coded(_GOOD).report)}
    outcomes = list(code_lines([_GOOD, _GOOD.replace(b'"a"', b'"c"')], engine, done=done))
    assert [type(outcome) for outcome in outcomes] == [AlreadyCoded, CodedLine]
    assert engine.coded == ["c"]


@pytest.mark.parametrize("other", [_GOOD.replace(b"Two", b"Six"), _GOOD.replace(b"-23", b"-24")])
def test_an_id_that_was_coded_with_another_text_or_date_is_told(other: bytes) -> None:
    done = {"a": fingerprint(_coded(_GOOD).report)}
    (outcome,) = code_lines([other], ScriptedEngine(), done=done)
    assert isinstance(outcome, BadLine)
    assert "was coded before with another text or date" in outcome.reason


def _coded(line: bytes) -> Coding:
    (outcome,) = code_lines([line], ScriptedEngine())
    assert isinstance(outcome, CodedLine)
    return outcome.coding
