"""What changed between two revisions, as a reader would mark it."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.web.press.models import Revision
from dateline.web.press.publishing.comparing import Kind, Of, Part, close_by, difference, differences

_TEXTS = st.lists(
    st.sampled_from(
        [
            *("One fell. ", "Two fell", "[^c1]", "[^c2] ", "\n", "\n\n", "## ", "Sarr ", "Marj, ", "3 "),
            *("“No.” ", "the ", "é", " "),
        ]
    ),
    max_size=30,
).map("".join)


@given(_TEXTS, _TEXTS)
def test_both_texts_are_in_it_sign_for_sign(old: str, new: str) -> None:
    parts = difference(old, new)
    assert "".join(text for kind, text in parts if kind != Kind.ADDED) == old
    assert "".join(text for kind, text in parts if kind != Kind.REMOVED) == new
    assert all(text for _, text in parts)
    assert all(one[0] != other[0] for one, other in pairwise(parts))
    assert (old == new) == all(kind == Kind.SAME for kind, _ in parts)


def _drawn(old: str, new: str) -> str:
    signs = {Kind.SAME: "{}", Kind.ADDED: "+{}+", Kind.REMOVED: "-{}-"}
    return "".join(signs[kind].format(text) for kind, text in difference(old, new))


@pytest.mark.parametrize(
    ("old", "new", "drawn"),
    [
        (
            "Three were killed in Sarr.[^c1] The road is closed.",
            "Five were killed in Sarr.[^c1] The road is closed.",
            "-Three-+Five+ were killed in Sarr.[^c1] The road is closed.",
        ),
        ("One fell. Two rose.", "One fell. It rained. Two rose.", "One fell. +It rained. +Two rose."),
        ("So it is said.[^c1]", "So it is said.[^c2]", "So it is said.-[^c1]-+[^c2]+"),
        (
            "Nobody knows who shelled the town.",
            "Aid came by lorry on Monday, says Omar.",
            "-Nobody knows who shelled the town.-+Aid came by lorry on Monday, says Omar.+",
        ),
        ("", "One fell.", "+One fell.+"),
    ],
)
def test_a_changed_word_is_marked_and_a_new_sentence_is_new_as_a_whole(
    old: str, new: str, drawn: str
) -> None:
    assert _drawn(old, new) == drawn


def test_revisions_differ_by_their_parts_in_the_order_of_reading() -> None:
    old = Revision(headline="Towns shelled", standfirst="", body="One.", authors="Ada")
    new = Revision(headline="Town shelled", standfirst="More.", body="One.", authors="Ada")
    assert differences(old, new) == (
        Part(of=Of.HEADLINE, kind=Kind.REMOVED, text="Towns"),
        Part(of=Of.HEADLINE, kind=Kind.ADDED, text="Town"),
        Part(of=Of.HEADLINE, kind=Kind.SAME, text=" shelled"),
        Part(of=Of.STANDFIRST, kind=Kind.ADDED, text="More."),
        Part(of=Of.BODY, kind=Kind.SAME, text="One."),
        Part(of=Of.AUTHORS, kind=Kind.SAME, text="Ada"),
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a b " * 60_000, "b a " * 60_000),
        ("Same. " * 4_000, "Same. " * 3_000 + "Other. " + "Same. " * 1_000),
        ("".join(f"Number {at % 100} is it. " for at in range(9_000)), "Number 7 is it. " * 9_000),
        ("x\n" * 100_000, "\nx" * 100_000),
    ],
)
def test_no_two_texts_keep_a_reader_waiting(old: str, new: str) -> None:
    began = time.process_time()
    difference(old, new)
    assert time.process_time() - began < 3


def test_where_what_is_the_same_is_cut_the_spaces_beside_a_change_stay() -> None:
    calm, rain = "It was calm all day long. " * 20, " It rained all night long." * 20
    texts = (Revision(body=f"{calm}Reports came by {day} May.{rain}") for day in (3, 11))
    [body] = close_by(differences(*texts))
    before, behind = body.parts[0].text, body.parts[-1].text
    assert before.startswith("[…] ")
    assert before.endswith(" Reports came by ")
    assert behind.startswith(" May. It")
    assert behind.endswith(" […]")
