"""Drafts from the archive: the incidents that an editor chose, with what their reports say around them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from dateline.domain import Fact, Span
from dateline.web.archive.linking import link_report
from dateline.web.archive.linking.telling import codings_of
from dateline.web.archive.models import Incident, Report
from dateline.web.archive.store import store_coding
from dateline.web.press.composing import Chosen, cites_of, compose
from dateline.web.press.markdown import Cited, labels_in, render
from dateline.web.telling.reading import read
from tests.incidents import crossing_codings
from tests.web.press.published import incidents

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2018, 5, 1), date(2018, 12, 31)


def _chosen(rows: list[Incident]) -> list[Chosen]:
    return [Chosen(incident=row, told=read(row).told) for row in rows]


def _samples() -> list[Incident]:
    for coding in crossing_codings():
        link_report(store_coding(coding).report)
    return list(Incident.objects.there().order_by("-number_of_reports", "id"))


def test_people_without_a_name_are_called_as_their_report_calls_them() -> None:
    draft = compose(_chosen(_samples()), first=FIRST, last=LAST)
    who = {cites.who for cites in draft.cites}
    assert not any(words.startswith("unnamed sources") for words in who)
    assert "cited by" in draft.body


def test_what_a_draft_cites_stands_in_its_report_where_it_says() -> None:
    rows = incidents(5)
    draft = compose(_chosen(rows), first=FIRST, last=LAST, labels_from=4)
    reports = {row.key: row.pk for row in Report.objects.all()}
    texts = {key: codings_of([pk])[pk].report.text for key, pk in reports.items()}
    assert draft.cites
    for cites in draft.cites:
        assert Span(cites.at.start, cites.at.end).of(texts[cites.report]) == cites.words
        assert cites.incident in {row.pk for row in rows}
    assert labels_in(draft.body)[0] == "c4"
    assert set(labels_in(draft.body)) == {cites.label for cites in draft.cites}


def test_no_sentence_of_a_draft_is_the_editors_own() -> None:
    draft = compose(_chosen(incidents(5)), first=FIRST, last=LAST)
    cited = {
        one.label: Cited(label=one.label, number=at, href=f"#{one.label}", title=one.value)
        for at, one in enumerate(draft.cites, 1)
    }
    rendered = render(draft.body, cited=cited)
    assert rendered.sentences > 5
    assert (rendered.own, rendered.unknown) == (0, ())
    assert re.search(r"<h2>\w", rendered.html)


def test_all_that_is_told_can_be_cited_in_a_constant_number_of_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    rows = incidents(5)
    chosen = _chosen(rows)
    with django_assert_max_num_queries(8):
        every = cites_of(chosen)
    assert len(every) == sum(len(read(row).told.incident.tellings) for row in rows)
    assert {cites.label for cites in every} == {""}
    assert Fact.KILLED in {cites.fact for cites in every}
