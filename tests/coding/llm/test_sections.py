from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dateline.coding.llm.sections import CONTEXT, SECTION, cut_sections
from dateline.domain import Span


def _sentences(lengths: list[int]) -> list[Span]:
    spans: list[Span] = []
    start = 0
    for length in lengths:
        spans.append(Span(start, start + length))
        start += length + 1
    return spans


def test_a_report_of_usual_length_is_one_section() -> None:
    (section,) = cut_sections(_sentences([100] * 35))
    assert (section.shown, section.first, section.last) == (0, 0, 34)


def test_a_long_report_is_cut_into_sections_of_like_size() -> None:
    sections = cut_sections(_sentences([99] * 90))
    assert [section.last - section.first + 1 for section in sections] == [30, 30, 30]


def test_a_text_without_sentences_has_no_section() -> None:
    assert cut_sections([]) == []


_LENGTHS = st.lists(st.integers(1, 3 * SECTION), min_size=1, max_size=40)


@given(_LENGTHS)
def test_every_sentence_belongs_to_one_section_and_no_section_is_too_long(lengths: list[int]) -> None:
    sentences = _sentences(lengths)
    sections = cut_sections(sentences)
    assert sections[0].first == 0
    assert sections[-1].last == len(sentences) - 1
    assert all(before.last + 1 == after.first for before, after in pairwise(sections))
    for section in sections:
        length = sentences[section.last].end - sentences[section.first].start
        assert length <= SECTION or section.first == section.last
        assert section.shown == max(section.first - CONTEXT, 0)
