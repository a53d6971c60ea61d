"""An attribution's content in the pieces that PolNeAR marks."""

from __future__ import annotations

import pytest

from bench.contents import pieces
from dateline.domain import Attribution, Span

# text, source, cue, content as an engine gives it, pieces as PolNeAR has them
ROWS = [
    ("The mayor said the road was shut.", "mayor", "said", "the road was shut", ["the road was shut"]),
    # "that" and quote marks belong to the content
    ("She said that it burnt.", "She", "said", "it burnt", ["that it burnt"]),
    ("“It burnt,” she said.", "she", "said", "It burnt", ["“It burnt,”"]),
    ("“It burnt,” she said.", "she", "said", "“It burnt,”", ["“It burnt,”"]),
    ('"It\'s gone!" cried Ana.', "Ana", "cried", "It's gone", ['"It\'s gone!"']),
    ("He called it ''a crime.''", "He", "called", "it ''a crime", ["it ''a crime"]),
    # a cue in the midst of the content is cut out with its source
    (
        "The road, Ana said, was shut.",
        "Ana",
        "said",
        "The road, Ana said, was shut",
        ["The road", "was shut"],
    ),
    (
        "“It burnt,” Ana Quill said by telephone. “All of it.” Rain fell.",
        "Ana Quill",
        "said",
        "“It burnt,” Ana Quill said by telephone. “All of it.”",
        ["“It burnt,”", "“All of it.”"],
    ),
    # a quotation goes on behind the cue in the same paragraph
    (
        "“It burnt,” Ana Quill said. “All of it.” Rain fell.",
        "Ana Quill",
        "said",
        "It burnt",
        ["“It burnt,”", "“All of it.”"],
    ),
    ('"It burnt," she said, "and we ran."', "she", "said", "It burnt", ['"It burnt,"', '"and we ran."']),
    ("“It burnt,” she said.\n\n“All of it,” he said.", "she", "said", "It burnt", ["“It burnt,”"]),
    ("“It burnt,” she said. Rain fell. Later ‘it’ sank.", "she", "said", "It burnt", ["“It burnt,”"]),
    # and a sentence around it
    ("The road, Ana said, was shut.", "Ana", "said", "The road", ["The road", "was shut"]),
    ("The road was shut, he said, adding nothing.", "he", "said", "The road was shut", ["The road was shut"]),
]


def attribution(text: str, source: str, cue: str, content: str) -> Attribution:
    spans = [Span(at := text.index(words), at + len(words)) for words in (source, cue, content)]
    return Attribution(id="a1", source=spans[0], cue=spans[1], content=spans[2])


@pytest.mark.parametrize(("text", "source", "cue", "content", "expected"), ROWS)
def test_contents_are_cut_and_stretched_as_polnear_marks_them(
    text: str, source: str, cue: str, content: str, expected: list[str]
) -> None:
    assert [piece.of(text) for piece in pieces(text, attribution(text, source, cue, content))] == expected


def test_a_quotation_that_is_another_attributions_content_does_not_join() -> None:
    text = "“It burnt,” Ana said. “All of it,” said Pedro."
    all_of_it = Span(text.index("All"), text.index("All") + 9)
    found = pieces(text, attribution(text, "Ana", "said", "It burnt"), [all_of_it])
    assert [piece.of(text) for piece in found] == ["“It burnt,”"]


def test_an_attribution_without_content_has_no_pieces() -> None:
    assert pieces("She refused.", Attribution(id="a1", cue=Span(4, 11), source=Span(0, 3))) == []


@pytest.mark.parametrize(("text", "content"), [("Shut, he said", "Shut"), ("He said so", "so")])
def test_content_at_either_end_of_the_text_is_no_trouble(text: str, content: str) -> None:
    assert pieces(text, attribution(text, text[-7:-5] if content == "Shut" else "He", "said", content))
