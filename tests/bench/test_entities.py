"""Which fillers of one role are one entity."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.entities import Mention, entities, normal
from dateline.domain import Span


def mentions(text: str, *phrases: str, score: float = 0.9) -> list[Mention]:
    return [Mention(Span(at := text.index(phrase), at + len(phrase)), score) for phrase in phrases]


@pytest.mark.parametrize(
    ("role", "text", "phrases", "expected"),
    [
        # one wording within the other
        ("Victim", "mayor pedro quill died. quill was 40.", ["pedro quill", "quill was 40"[:5]], 1),
        ("Weapon", "a powerful bomb, the bomb", ["powerful bomb", "bomb"], 1),
        ("Target", "the bank and the bakery", ["bank", "bakery"], 2),
        # people who share a family name
        ("Victim", "ana quill and pedro quill", ["ana quill", "pedro quill"], 2),
        # spelling
        ("Weapon", "a car-bomb; the car bomb", ["car-bomb", "car bomb"], 1),
        # brackets
        ("PerpOrg", "the dawn brigade (zx7) struck; zx7 said", ["dawn brigade", "zx7"], 1),
        ("PerpOrg", "the dawn brigade and zx7 struck", ["dawn brigade", "zx7"], 2),
        ("PerpOrg", "the zx7 [dawn brigade] struck", ["zx7", "dawn brigade"], 1),
        # initials, in the order of another language too
        ("PerpOrg", "the hill people front struck; hpf said", ["hill people front", "hpf"], 1),
        ("PerpOrg", "the hill people army struck; ehp said", ["hill people army", "ehp"], 1),
        ("PerpOrg", "the hill people front struck; hq said", ["hill people front", "hq"], 2),
        # unnamed perpetrators
        ("PerpInd", "terrorists came. the unidentified men fired", ["terrorists", "unidentified men"], 1),
        ("PerpInd", "a gunman and two men", ["gunman", "two men"], 2),
        ("PerpInd", "rebels or army soldiers", ["rebels", "army soldiers"], 2),
        ("PerpInd", "two men on a motorcycle; the attackers", ["two men on a motorcycle", "attackers"], 1),
        ("PerpInd", "pedro quill and the attackers", ["pedro quill", "attackers"], 2),
        ("Victim", "terrorists and unidentified men", ["terrorists", "unidentified men"], 2),
        # forces of the state
        ("PerpOrg", "the military; the northern army", ["military", "northern army"], 1),
        ("PerpOrg", "the military; the army of liberation", ["military", "army of liberation"], 2),
    ],
)
def test_words_tell_who_is_who(role: str, text: str, phrases: list[str], expected: int) -> None:
    assert len(entities(text, role, mentions(text, *phrases))) == expected


def test_an_entity_is_worded_as_the_engine_vouches_for_most() -> None:
    text = "a truck, the truck, a delivery truck"
    often = [Mention(Span(2, 7), 0.5), Mention(Span(13, 18), 0.5), Mention(Span(22, 36), 0.9)]
    assert entities(text, "Target", often) == ["truck"]
    assert entities(text, "Target", [*often[:1], Mention(Span(22, 36), 0.9)]) == ["delivery truck"]


def test_entities_stand_in_the_order_of_the_text() -> None:
    text = "the bank, the bakery and the mill"
    assert entities(text, "Target", mentions(text, "mill", "bank", "bakery")) == ["bank", "bakery", "mill"]


def test_words_that_are_only_an_article_are_no_entity() -> None:
    assert entities("the", "Target", [Mention(Span(0, 3), 0.9)]) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [("The Army", "army"), ('"Dawn" Front', "dawn front"), ("U.S.  embassy", "us embassy"), ("a", "")],
)
def test_wordings_are_compared_without_capitals_marks_and_articles(words: str, expected: str) -> None:
    assert normal(words) == expected


@given(st.text(alphabet="ab ", min_size=1, max_size=12), st.data())
def test_every_entity_is_worded_in_words_of_the_text(text: str, data: st.DataObject) -> None:
    bounds = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(lambda b: b[0] < b[1])
    drawn = data.draw(st.lists(bounds, max_size=6))
    given_mentions = [Mention(Span(*bound), 0.5) for bound in drawn]
    found = entities(text, "PerpInd", given_mentions)
    assert set(found) <= {mention.span.of(text) for mention in given_mentions}
    assert len(found) <= len({normal(mention.span.of(text)) for mention in given_mentions})
