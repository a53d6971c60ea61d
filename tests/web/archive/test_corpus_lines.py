"""Lines of the corpus: whatever was marked is read back where it stood, by the benchmarks and by training."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from bench.gold import read_gold
from dateline.domain import Attribution, Coding, DateRange, Event, EventType, Precision, Report, Span
from dateline.web.archive.corpus_lines import tell, write_date
from tests.codings import codings
from training.standoff import gold_of, standoff

if TYPE_CHECKING:
    from collections.abc import Mapping

    from training.gold import Gold


def _line(coding: Coding) -> dict[str, Any]:
    told = tell(coding)
    return {"id": "r", "text": coding.report.text, "sents": told.sents, "coding": told.coding}


def _told_alike(event: Event, known: set[str]) -> Event:
    """An event as far as the corpus tells it."""
    dated = event.date and replace(event.date, precision=Precision.RANGE)
    return replace(
        event,
        confidence=1.0,
        date=dated,
        harm=tuple(replace(one, part_of=None) for one in event.harm),
        claims=tuple(key for key in event.claims if key in known),
    )


@given(codings())
def test_any_coding_is_read_back_as_it_was(coding: Coding) -> None:
    gold = read_gold(_line(coding)).coding
    known = {one.id for one in coding.attributions}
    assert [_told_alike(one, known) for one in gold.events] == [
        _told_alike(one, known) for one in coding.events
    ]
    assert gold.attributions == coding.attributions


@given(codings())
def test_training_reads_the_same_words(coding: Coding) -> None:
    line = _line(coding)
    gold = gold_of(standoff(line), line["text"])
    assert [one.mentions for one in gold.events] == [
        tuple(dict.fromkeys(_range(span) for span in one.mentions)) for one in coding.events
    ]
    for read, event in zip(gold.events, coding.events, strict=True):
        assert read.fillers["agent"] == tuple(map(_range, event.agents))
        assert [(quantity, victims) for _, quantity, victims, _ in read.harm] == [
            (_range(one.quantity), one.victims and _range(one.victims)) for one in event.harm
        ]
    assert [(one.cue, one.source, one.content) for one in gold.attributions] == [
        (_range(one.cue), one.source and _range(one.source), one.content and _range(one.content))
        for one in coding.attributions
    ]


def _range(span: Span) -> tuple[int, int]:
    return span.start, span.end


TEXT = "The army shelled Marj. The army, said a man of the army, shelled it again. Rain fell."


def _at(words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def _coded(*events: Event, attributions: tuple[Attribution, ...] = ()) -> Coding:
    report = Report(id="r", text=TEXT, published=date(2018, 11, 22))
    return Coding(report=report, engine="one/1", events=events, attributions=attributions)


def _shelled(*agents: Span, nth: int = 0) -> Event:
    return Event(id="e1", type=EventType.SHELLING, mentions=(_at("shelled", nth),), agents=agents)


def test_words_that_stand_once_are_told_as_annotators_tell_them() -> None:
    told = tell(_coded(_shelled(_at("army"))))
    assert told.coding["events"] == [
        {
            "id": "e1", "type": "shelling", "trigger": {"s": 0, "t": "shelled"},
            "agent": [{"s": 0, "t": "army"}], "status": "reported", "by": [], "date": None,
        }
    ]  # fmt: skip
    assert told.sents == [[0, 22], [23, 74], [75, 85]]


def test_words_that_stand_before_in_their_sentence_say_where_they_are() -> None:
    second = _at("army", 2)
    (event,) = tell(_coded(_shelled(second, nth=1))).coding["events"]
    assert event["agent"] == [{"s": 1, "t": "army", "at": [second.start, second.end]}]


def test_sentences_that_share_marked_words_are_one() -> None:
    across = Span(_at("Marj").start, _at("The army", 1).end)
    told = tell(_coded(_shelled(across)))
    assert told.sents == [[0, 74], [75, 85]]
    assert told.coding["events"][0]["agent"] == [{"s": 0, "t": across.of(TEXT)}]


def test_what_is_said_over_several_sentences_goes_on_up_to_the_last() -> None:
    said = Attribution(id="a1", cue=_at("said"), source=_at("man"), content=Span(0, len(TEXT)))
    (told,) = tell(_coded(attributions=(said,))).coding["attributions"]
    assert (told["s"], told["content"], told["upto"], told["source_s"]) == (0, "The army shelled Marj.", 2, 1)


@pytest.mark.parametrize(
    ("words", "first", "last", "precision"),
    [
        ("2018-11-22", date(2018, 11, 22), date(2018, 11, 22), Precision.DAY),
        ("2018-11", date(2018, 11, 1), date(2018, 11, 30), Precision.MONTH),
        ("2018", date(2018, 1, 1), date(2018, 12, 31), Precision.YEAR),
        ("2018-11-19/2018-11-25", date(2018, 11, 19), date(2018, 11, 25), Precision.WEEK),
        ("2018-11-01/2018-11-09", date(2018, 11, 1), date(2018, 11, 9), Precision.MONTH),
    ],
)
def test_days_are_told_as_exactly_as_they_are_known(
    words: str, first: date, last: date, precision: Precision
) -> None:
    assert write_date(DateRange(start=first, end=last, precision=precision)) == words


def test_a_line_says_what_of_it_is_gold_and_training_learns_no_more() -> None:
    line: Mapping[str, Any] = _line(_coded(_shelled(_at("army"))))
    layers = {
        "whole": _read(line).layers,
        "events": _read({**line, "layers": ["events"]}).layers,
        "none": _read({**line, "layers": []}).layers,
    }
    assert layers == {
        "whole": {"names", "events", "attributions"}, "events": {"events"}, "none": set(),
    }  # fmt: skip


def _read(line: Mapping[str, Any]) -> Gold:
    return gold_of(standoff(dict(line)), line["text"])
