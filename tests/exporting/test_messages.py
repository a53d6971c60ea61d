"""Messages: English words that know their pattern and what fills it."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.domain.messages import (
    Capital,
    Day,
    Land,
    Named,
    Number,
    Row,
    Sentence,
    from_json,
    message,
    message_in,
    message_of,
    to_json,
)

DAY = date(2018, 11, 23)
DENIED = message("%(who)s denies it", who=Named.of("the Monitor", "Monitor"))
WORDS = [
    (message("a denial"), "a denial"),
    (message("at least %(number)s", number=Number.of(1200)), "at least 1,200"),
    (message("%(number)s km", number=Number.of(2.5, places=1)), "2.5 km"),
    (message("%(number)s km", number=Number.of(1200, apart=False)), "1200 km"),
    (message_in("days", "%(first)s to %(last)s", first=Day.of(DAY, "j"), last=Day.of(DAY)),
     "23 to 23 November 2018"),
    (message_of("%(number)s report", "%(number)s reports", 1), "1 report"),
    (message_of("%(number)s report", "%(number)s reports", 0), "0 reports"),
    (message_of("%(who)s, %(number)s day", "%(who)s, %(number)s days", 3, who="A"), "A, 3 days"),
    (Day.of(DAY, "F Y"), "November 2018"),
    (Row.of([]), ""),
    (Row.of(["A"]), "A"),
    (Row.of(["A", "B", Land.of("Syria", "SY")], last=" and "), "A, B and Syria"),
    (Sentence.of(DENIED), "The Monitor denies it."),
    (Capital.of(message("a denial")), "A denial"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "english"), WORDS, ids=[english for _, english in WORDS])
def test_words_are_english_and_keep_their_parts_as_json(words: str, english: str) -> None:
    assert words == english
    again = from_json(to_json(words))
    assert (again, type(again), to_json(again)) == (words, type(words), to_json(words))


def test_plain_words_are_themselves() -> None:
    assert to_json("Hajin") == "Hajin"
    assert from_json("Hajin") == "Hajin"


@pytest.mark.parametrize(
    "written",
    [None, 5, [], {}, {"says": 5}, {"says": "%(who)s", "with": [["who"]]}, {"day": "soon", "form": "j"}],
)
def test_json_of_another_kind_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match="no words"):
        from_json(written)
