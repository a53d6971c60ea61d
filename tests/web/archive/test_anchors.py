"""Anchors: words and events are found again in another reading of the same page, or nobody says they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain import Event, EventType, Span
from dateline.web.archive.anchors import Finder, anchored, event_anchor, matched

TEXT = (
    "The army shelled Marj on Monday. Rebels said that the army had shelled Ubayra, too. "
    "Nobody was killed, residents said."
)


def _span(words: str, text: str = TEXT, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("words", "nth", "text"),
    [
        ("shelled", 0, TEXT),
        ("shelled", 1, TEXT),
        ("shelled", 1, f"A photograph. {TEXT}"),
        ("shelled", 0, TEXT.replace("Rebels said that ", "")),
        ("the army", 0, TEXT.replace("on Monday. Rebels", "on Monday.\n\nRebels")),
        ("residents said", 0, TEXT.replace("residents said", "residents\n said")),
        ("residents said", 0, "Quite another text, but residents said so."),  # there is but one
    ],
)
def test_words_are_found_where_they_stand_now(words: str, nth: int, text: str) -> None:
    found = Finder(text).find(anchored(_span(words, nth=nth), TEXT))
    assert found is not None
    assert "".join(found.of(text).split()) == "".join(words.split())
    after = TEXT[_span(words, nth=nth).end :].split(maxsplit=1)[0]
    assert text == TEXT or words == "residents said" or text[found.end :].split(maxsplit=1)[0] == after


@pytest.mark.parametrize("odd", ["\0", "\ud800"], ids=["the character zero", "half a pair"])
def test_what_a_database_cannot_hold_is_found_by_what_is_kept_for_it(odd: str) -> None:
    text = f"Shells{odd} fell{odd} on Marj."
    words = _span(f"fell{odd}", text)
    anchor = anchored(words, text)
    assert odd not in "".join((anchor["quote"], anchor["before"], anchor["after"]))
    assert Finder(text).find(anchor) == words


def test_words_that_are_gone_are_not_found_nor_guessed_among_several() -> None:
    assert Finder("Snow fell.").find(anchored(_span("shelled"), TEXT)) is None
    several = "They shelled and shelled and shelled again."
    assert Finder(several).find(anchored(_span("shelled"), TEXT)) is None


@given(text=st.text(min_size=1, max_size=80), data=st.data())
def test_words_are_found_in_the_text_that_they_are_of(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    assert Finder(text).find(anchored(span, text)) == span


def _event(
    key: str, *mentions: Span, kind: EventType = EventType.SHELLING, places: tuple[Span, ...] = ()
) -> Event:
    return Event(id=key, type=kind, mentions=mentions, places=places)


def _matches(old: list[Event], new: list[Event], text: str = TEXT) -> dict[str, str]:
    anchors = {one.id: event_anchor(one, TEXT) for one in old}
    return {key: one.id for key, one in matched(anchors, new, text).items()}


def test_an_event_is_found_by_its_trigger_whatever_its_id_and_type_are_now() -> None:
    old = [_event("e1", _span("shelled")), _event("e2", _span("shelled", nth=1))]
    new = [
        _event("x", _span("shelled", nth=1), kind=EventType.ASSAULT),
        _event("y", _span("shelled"), kind=EventType.OTHER),
    ]
    assert _matches(old, new) == {"e1": "y", "e2": "x"}


def test_of_two_events_in_the_same_words_each_is_found_by_what_plays_its_parts() -> None:
    marj, ubayra = _span("Marj"), _span("Ubayra")
    old = [_event("e1", _span("shelled"), places=(marj,)), _event("e2", _span("shelled"), places=(ubayra,))]
    new = [replace(old[1], id="first"), replace(old[0], id="second")]
    assert _matches(old, new) == {"e1": "second", "e2": "first"}


def test_an_event_is_found_by_any_of_its_mentions_and_no_event_is_two() -> None:
    old = [
        _event("e1", _span("shelled"), _span("killed")),
        _event("e2", _span("killed"), kind=EventType.DEATH),
    ]
    new = [_event("x", _span("killed"), kind=EventType.DEATH)]
    assert _matches(old, new) == {"e2": "x"}
    assert _matches(old[:1], new) == {"e1": "x"}


def test_an_event_of_other_words_is_another() -> None:
    assert _matches([_event("e1", _span("shelled"))], [_event("x", _span("shelled", nth=1))]) == {}
