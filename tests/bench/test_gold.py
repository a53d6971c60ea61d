"""The annotated corpus read as codings."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bench.gold import read_dates, read_gold
from dateline.domain import Count, DateRange, EventType, Precision, Span, Stance, Status


def test_a_line_of_the_corpus_becomes_a_coding_with_its_words(gold_line: dict[str, Any]) -> None:
    coding = read_gold(gold_line).coding
    text = coding.report.text
    shelling, fight = coding.events
    assert shelling.type is EventType.SHELLING
    assert [mention.of(text) for mention in shelling.mentions] == ["shelled", "shelling"]
    assert [span.of(text) for span in shelling.agents] == ["Gunmen"]
    assert shelling.harm[0].count == Count(min=6)
    assert shelling.harm[0].quantity.of(text) == "at least six"
    assert shelling.claims == ("a1",)
    assert fight.status is Status.REPORTED
    assert fight.claims == ()
    assert coding.attributions[1].stance is Stance.DENIES
    assert coding.report.published == date(2019, 3, 4)


def test_words_are_looked_for_in_their_own_sentence(gold_line: dict[str, Any]) -> None:
    gold = read_gold(gold_line)
    again = gold.coding.events[0].mentions[1]
    assert gold.sentences[1].holds(again)


def test_content_that_runs_on_reaches_the_end_of_its_last_sentence(gold_line: dict[str, Any]) -> None:
    gold_line["coding"]["attributions"][0]["upto"] = 1
    gold = read_gold(gold_line)
    content = gold.coding.attributions[0].content
    assert content == Span(0, gold.sentences[1].end)


def test_words_that_are_not_in_the_text_are_left_out(gold_line: dict[str, Any]) -> None:
    gold_line["coding"]["events"][0]["agent"] = [{"s": 0, "t": "Sailors"}]
    gold_line["coding"]["events"][1]["trigger"] = {"s": 2, "t": "danced"}
    gold_line["coding"]["attributions"][0]["cue"] = "sang"
    coding = read_gold(gold_line).coding
    assert [event.agents for event in coding.events] == [()]
    assert coding.events[0].claims == ()


@pytest.mark.parametrize(
    ("words", "start", "end", "precision"),
    [
        ("2018", "2018-01-01", "2018-12-31", Precision.YEAR),
        ("2016-02", "2016-02-01", "2016-02-29", Precision.MONTH),
        ("2018-11-22", "2018-11-22", "2018-11-22", Precision.DAY),
        ("2014/2017", "2014-01-01", "2017-12-31", Precision.RANGE),
        ("2016-06/2016-08-10", "2016-06-01", "2016-08-10", Precision.RANGE),
    ],
)
def test_dates_of_any_length_become_days(words: str, start: str, end: str, precision: Precision) -> None:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    assert read_dates(words) == DateRange(start=first, end=last, precision=precision)


def test_an_unknown_date_is_none() -> None:
    assert read_dates(None) is None
