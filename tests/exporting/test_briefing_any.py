"""What holds of every draft: each sentence is cited, and what is cited holds its figures and quotes."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from hypothesis import given, settings

from dateline.domain import (
    Fact,
    SourceKind,
)
from dateline.exporting.briefing import Material, cites_of, compose
from dateline.exporting.incidents.accounts import tell_incident
from dateline.linking import examine
from dateline.linking.linking import Archive
from tests.exporting.drafting import FIRST, LAST, TABLE
from tests.incidents import any_examined, crossing
from tests.web.archive.invented import Invented

if TYPE_CHECKING:
    from dateline.domain import Examined
    from dateline.exporting.briefing import Draft

_NUMBERS = {
    name: number
    for number, name in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
        ]
    )
}
_MARK = re.compile(r"\[\^(c\d+)\]")


def _sentences(draft: Draft) -> list[str]:
    """The sentences of a draft: each ends with a full stop, a mark of a quote, and its markers."""
    paragraphs = [block for block in draft.body.strip().split("\n\n") if not block.startswith("#")]
    return [
        sentence.strip()
        for paragraph in paragraphs
        for sentence in re.findall(r".+?[.!?]”?(?:\[\^c\d+\])+(?= |$)|.+$", paragraph)
    ]


def _numbers(words: str) -> set[int]:
    digits = {int(found.replace(",", "")) for found in re.findall(r"\d[\d,]*", words)}
    return digits | {_NUMBERS[word] for word in re.findall(r"[a-z]+", words.lower()) if word in _NUMBERS}


@cache
def _drafts() -> list[tuple[str, list[Material]]]:
    def invented(seed: int) -> list[Material]:
        archive = Archive()
        for coding in Invented(seed).codings(10):
            archive.add(coding)
        found = [examine(one.id, archive.told(one.id)) for one in archive.incidents()]
        return [Material(key=UUID(int=at + 1), told=tell_incident(one)) for at, one in enumerate(found)]

    samples = [Material(key=UUID(int=1), told=tell_incident(crossing()))]
    table = [replace(row[1], key=UUID(int=at + 1)) for at, row in enumerate(TABLE)]
    return [
        ("samples", samples),
        ("table", table),
        *((f"invented {seed}", invented(seed)) for seed in range(4)),
    ]


@pytest.mark.parametrize(("name", "materials"), _drafts(), ids=[name for name, _ in _drafts()])
def test_every_sentence_is_cited_and_every_figure_stands_in_what_is_cited(
    name: str, materials: list[Material]
) -> None:
    draft = compose(materials, first=FIRST, last=LAST)
    cites = {one.label: one for one in draft.cites}
    told = {
        (one.key, telling.event.report, telling.quote, telling.at): telling
        for one in materials
        for telling in one.told.incident.tellings
    }
    dated = {
        (one.key, telling.event.report, telling.quote): telling.date
        for one in materials
        for telling in one.told.incident.tellings
        if telling.date
    }
    sentences = _sentences(draft)
    assert sentences, name
    for sentence in sentences:
        labels = _MARK.findall(sentence)
        assert labels, sentence
        held: set[int] = set()
        for label in labels:
            one = cites[label]
            assert (one.incident, one.report, one.quote, one.at) in told
            held |= _numbers(f"{one.value} {one.words} {one.quote} {one.who} {one.through}")
            count = told[one.incident, one.report, one.quote, one.at].count
            held |= {bound for bound in (count.min, count.max) if bound is not None} if count else set()
            day = dated.get((one.incident, one.report, one.quote))
            held |= {day.start.day, day.end.day, day.start.year, day.end.year} if day else set()
        plain = _MARK.sub("", sentence)
        assert _numbers(re.sub(r"\bone\b(?! \w+ (?:was|were))", "", plain)) <= held, sentence
    assert set(_MARK.findall(draft.body)) == set(cites)


@pytest.mark.parametrize(("name", "materials"), _drafts(), ids=[name for name, _ in _drafts()])
def test_each_party_that_speaks_is_heard_where_the_other_is(name: str, materials: list[Material]) -> None:
    draft = compose(materials, first=FIRST, last=LAST)
    cited = {(one.incident, one.report, one.at, one.quote) for one in draft.cites}
    for material in materials:
        incident = material.told.incident
        parties = {origin.id for origin in incident.origins if origin.kind is SourceKind.PARTY}
        speaking = {one.origin for one in incident.tellings if one.fact is Fact.TYPE} & parties
        heard = {
            one.origin
            for one in incident.tellings
            if (material.key, one.event.report, one.at, one.quote) in cited
        }
        assert speaking <= heard, (name, incident.reason)


def _unmarked(words: str) -> str:
    """Words without the signs that a draft may change in a quote: marks of quotation, capitals."""
    return re.sub(r"[“”\"‘’]", "'", words).casefold().rstrip("'")


def test_words_in_marks_of_quotation_are_the_reports() -> None:
    for name, materials in _drafts():
        draft = compose(materials, first=FIRST, last=LAST)
        cites = {one.label: one for one in draft.cites}
        for sentence in _sentences(draft):
            quotes = [" ".join(cites[label].quote.split()) for label in _MARK.findall(sentence)]
            for words in re.findall(r"“([^”]+)”", _MARK.sub("", sentence).replace("\\", "")):
                bare = _unmarked(words.strip("… ").rstrip(",."))
                assert any(bare in _unmarked(quote) for quote in quotes), (
                    name,
                    sentence,
                )


@settings(max_examples=40, deadline=None)
@given(any_examined())
def test_any_incident_can_be_drafted_and_its_markers_are_those_of_its_cites(one: Examined) -> None:
    material = Material(key=UUID(int=1), told=tell_incident(one))
    draft = compose([material], first=FIRST, last=LAST, labels_from=7)
    labels = [cited.label for cited in draft.cites]
    assert labels == [f"c{number}" for number in range(7, 7 + len(labels))]
    unescaped = re.sub(r"\\.", "", draft.body)
    assert set(_MARK.findall(unescaped)) == set(labels)
    assert len(cites_of([material])) == len(one.incident.tellings)


def test_a_draft_of_nothing_says_nothing() -> None:
    draft = compose([], first=FIRST, last=LAST)
    assert (draft.headline, draft.standfirst, draft.body, draft.cites) == ("No incidents", "", "", ())
