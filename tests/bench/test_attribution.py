"""A coding's attributions as PolNeAR marks attributions."""

from __future__ import annotations

from itertools import pairwise

from bench.attribution import attributions
from dateline.domain import Attribution, Report, Span
from tests.fakes import Says, Script, ScriptedEngine


def found(text: str, *says: Says) -> list[dict[str, list[str]]]:
    """What is marked in `text`, in words."""
    coding = ScriptedEngine(Script(opening="", says=says)).code(Report(id="r1", text=text))
    return [
        {part: [text[start:end] for start, end in spans] for part, spans in marked.items()}
        for marked in attributions(text, coding.attributions)
    ]


def test_source_cue_and_content_are_lists_of_spans() -> None:
    says = Says(id="a1", source="Residents", cue="told the monitor", content="families fled")
    assert found("Residents told the monitor that families fled.", says) == [
        {"source": ["Residents"], "cue": ["told the monitor"], "content": ["that families fled"]}
    ]


def test_a_source_that_is_not_named_is_an_empty_list() -> None:
    assert found(
        "It was reported that a bridge fell.", Says(id="a1", cue="was reported", content="a bridge fell")
    ) == [{"source": [], "cue": ["was reported"], "content": ["that a bridge fell"]}]


def test_a_quotation_with_only_its_mark_for_a_cue_continues_what_the_same_source_says() -> None:
    text = "The mayor said the mill burnt. Nobody slept. “We ran to the river.”"
    assert found(
        text,
        Says(id="a1", source="mayor", cue="said", content="the mill burnt"),
        Says(id="a2", source="mayor", cue="“", content="We ran to the river"),
    ) == [
        {"source": ["mayor"], "cue": ["said"], "content": ["the mill burnt", "“We ran to the river.”"]},
    ]


def test_a_quotation_of_nobody_else_stands_alone_and_its_mark_is_no_cue() -> None:
    text = "The mayor looked up. “We ran to the river.”"
    assert found(text, Says(id="a1", source="mayor", cue="“", content="We ran to the river")) == [
        {"source": ["mayor"], "cue": [], "content": ["“We ran to the river.”"]}
    ]


def test_pieces_that_two_attributions_share_are_marked_once() -> None:
    text = "“We ran,” Ana said. “We swam.”"
    first = Attribution(id="a1", source=Span(10, 13), cue=Span(14, 18), content=Span(1, 7))
    second = Attribution(id="a2", source=Span(10, 13), cue=Span(20, 21), content=Span(10, 29))
    marked = attributions(text, [first, second])
    assert len(marked) == 1
    spans = marked[0]["content"]
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
