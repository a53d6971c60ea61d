"""Who is meant by a pronoun that speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from dateline.domain import Attribution, Coding, Name, NameClass, Report, Span
from dateline.resolving.speakers import name_speakers
from tests.codings import codings

if TYPE_CHECKING:
    from collections.abc import Mapping


def spoken(text: str, *sources: str, **names: NameClass) -> Coding:
    """A coding of `text` with one claim a source; `at` counts on through the text, source by source."""
    attributions, at = [], 0
    for number, words in enumerate(sources, 1):
        start = text.index(words, at)
        at = start + len(words)
        cue = text.index("said", at)
        attributions.append(
            Attribution(
                id=f"a{number}",
                source=Span(start, at),
                cue=Span(cue, cue + 4),
                named=words[0].isupper() and len(words) > 4,
            )
        )
    found = tuple(
        Name(span=Span(text.index(words), text.index(words) + len(words)), cls=kind)
        for words, kind in ((words.replace("_", " "), kind) for words, kind in names.items())
    )
    return Coding(
        report=Report(id="r", text=text), engine="test", attributions=tuple(attributions), names=found
    )


HADDAD = {"Karim_Haddad": NameClass.PERSON}
COAST = {"Coast_Monitor": NameClass.ACTOR}


@pytest.mark.parametrize(
    ("text", "sources", "names", "meant"),
    [
        ("Karim Haddad said so. He said more.", ["Karim Haddad", "He"], HADDAD, "Karim Haddad"),
        (
            "Karim Haddad said so. The Coast Monitor said no. He said more.",
            ["Karim Haddad", "Coast Monitor", "He"],
            HADDAD | COAST,
            "Karim Haddad",
        ),
        (
            "The Coast Monitor said no. Karim Haddad said so. It said more.",
            ["Coast Monitor", "Karim Haddad", "It"],
            HADDAD | COAST,
            "Coast Monitor",
        ),
        (
            "Karim Haddad said so. A relative said no. He said more.",
            ["Karim Haddad", "relative", "He"],
            HADDAD,
            "relative",
        ),
        (
            "The Coast Monitor said no. 'We said so,' read its note.",
            ["Coast Monitor", "We"],
            COAST,
            "Coast Monitor",
        ),
        ("He said so. Karim Haddad said no.", ["He", "Karim Haddad"], HADDAD, "He"),
        ("The Coast Monitor said no. He said more.", ["Coast Monitor", "He"], COAST, "He"),
        (
            "Karim Haddad said so. He said more. She said no. He said it all.",
            ["Karim Haddad", "He", "She", "He"],
            HADDAD,
            "Karim Haddad",
        ),
    ],
)
def test_a_pronoun_stands_for_the_nearest_speaker_before_it_of_its_kind(
    text: str, sources: list[str], names: Mapping[str, NameClass], meant: str
) -> None:
    coding = spoken(text, *sources, **names)
    pronouns = {"he", "she", "it", "we"}
    said = [
        after
        for before, after in zip(coding.attributions, name_speakers(coding), strict=True)
        if before.source and before.source.of(text).lower() in pronouns
    ]
    assert [one.source.of(text) for one in said if one.source] == [meant] * len(said)


def test_a_claim_taken_over_is_named_or_not_as_its_speaker_is() -> None:
    coding = spoken("Karim Haddad said so. He said more.", "Karim Haddad", "He", **HADDAD)
    assert [one.named for one in coding.attributions] == [True, False]
    assert [one.named for one in name_speakers(coding)] == [True, True]


@given(codings())
def test_claims_keep_their_number_their_order_and_their_words(coding: Coding) -> None:
    for before, after in zip(coding.attributions, name_speakers(coding), strict=True):
        assert (before.id, before.cue, before.content) == (after.id, after.cue, after.content)
        assert (before.source is None) == (after.source is None)
