import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.coding.sentences import sentence_spans

TABLE = [
    ("Rebels left. The army came.", ["Rebels left.", "The army came."]),
    ("Gen. Hadi met Col. Nur.  Two died.", ["Gen. Hadi met Col. Nur.", "Two died."]),
    ("The U.S. coalition struck at 5 a.m. near Marj.", ["The U.S. coalition struck at 5 a.m. near Marj."]),
    ('"We left." He did not.', ['"We left."', "He did not."]),
    ('"Who fired?" he asked. Nobody knew.', ['"Who fired?" he asked.', "Nobody knew."]),
    ("A headline\nA first line", ["A headline", "A first line"]),
    ("the post fell.  the army fled.", ["the post fell.", "the army fled."]),
    ("It cost 3.5 million. Nobody paid.", ["It cost 3.5 million.", "Nobody paid."]),
    ("J. Smith said so.", ["J. Smith said so."]),
    ("   ", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text)] == expected


@given(st.text(alphabet=st.sampled_from("ab.?!\n \"A'”1"), max_size=80))
def test_sentences_hold_every_letter_once_and_in_order(text: str) -> None:
    spans = sentence_spans(text)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(a < b <= c for (a, b), (c, _) in itertools.pairwise(spans))
