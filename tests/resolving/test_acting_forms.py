"""Normal forms of names, and the short names that a text explains."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.resolving.acting.acronyms import acronyms
from dateline.resolving.acting.forms import Case, case_of, common, normal, readings, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Marsh Guards", "Marsh Guard"),
        ("People’s Defence Units", "Peoples Defense Unit"),
        ("Ta'if al-Qamar", "Taif Qamar"),
        ("Jund ash-Shams", "Jund Shams"),
        ("U.S. Navy", "US navy"),
        ("Çınar Birliği", "Cinar Birligi"),
        ("M*G", "MG"),
        ("Coast Observatories", "Coast Observatory"),
        ("Eyewitness Branches", "eyewitness branch"),
    ],
)
def test_spellings_of_one_name_share_a_form(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Marsas", "Marsa"), ("Marsh Guard", "Marsh Guards of Zor"), ("as Sham", "Sham"), ("Gull", "Bull")],
)
def test_other_names_have_other_forms(one: str, other: str) -> None:
    assert normal(one) != normal(other)


def test_a_single_word_is_read_with_its_s_first_and_then_without() -> None:
    assert readings("Marlands") == ("marlands", "marland")
    assert readings("Marsh Guards") == ("marsh guard",)
    assert common("Rebels") == "rebel"


@pytest.mark.parametrize(
    ("words", "case"),
    [
        ("SDF", Case.SHORT),
        ("M23", Case.SHORT),
        ("U.S.", Case.SHORT),
        ("H*T*S", Case.SHORT),
        ("Sdf", Case.CAPITAL),
        ("Reed", Case.CAPITAL),
        ("sdf", Case.SMALL),
        ("", Case.SMALL),
    ],
)
def test_a_word_is_written_small_with_a_capital_or_as_short_names_are(words: str, case: Case) -> None:
    assert case_of(words_of(words)) is case


@given(st.text(max_size=40))
def test_words_stand_where_they_say_and_in_order(text: str) -> None:
    words = words_of(text)
    assert all(text[word.start : word.end] for word in words)
    assert all(one.end <= two.start for one, two in pairwise(words))


@given(st.text(alphabet="abcdelstuz -", max_size=40))
def test_a_normal_form_does_not_hang_on_case(text: str) -> None:
    assert normal(text) == normal(text.title())


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("The Salt Marsh Company (SMC) came.", "SMC", "Salt Marsh Company"),
        ("The Salt Marsh Company [SMC] came.", "SMC", "Salt Marsh Company"),
        ("the Front of the Free Men of Zor (FFMZ) came", "FFMZ", "Front of the Free Men of Zor"),
        ("The SMC (Salt Marsh Company) came.", "SMC", "Salt Marsh Company"),
        ("The OMC (Office of Marsh Canals) came.", "OMC", "Office of Marsh Canals"),
        ("The Ministry of Canals (MoC) came.", "MoC", "Ministry of Canals"),
        ('The Salt Marsh Company ("SMC") came.', "SMC", "Salt Marsh Company"),
        ("The Salt Marsh Company, (known as SMC) came.", "SMC", "Salt Marsh Company"),
        ("Then Zorish Workers' Party (PKZ) men came.", "PKZ", "Then Zorish Workers' Party"),
    ],
)
def test_a_short_name_in_brackets_is_explained_by_the_name_beside_it(
    text: str, short: str, long: str
) -> None:
    assert [(one.short.of(text), one.long.of(text)) for one in acronyms(text)] == [(short, long)]


@pytest.mark.parametrize(
    "text", ["The men (who came) left.", "They came (AFP).", "in the town (PHOTO)", "(SMC)", "SMC ()"]
)
def test_brackets_that_explain_nothing_define_nothing(text: str) -> None:
    assert acronyms(text) == []


def test_a_name_whose_letters_are_not_the_short_ones_is_marked_as_a_guess() -> None:
    (one,) = acronyms("Zorish Workers' Party (PKZ)")
    assert not one.spelt
    (other,) = acronyms("Salt Marsh Company (SMC)")
    assert other.spelt
