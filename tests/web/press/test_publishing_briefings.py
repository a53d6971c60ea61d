"""A briefing begins with a draft whose sentences can all be followed, and its claims stay what they were."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from uuid6 import uuid7

from dateline.domain import Span
from dateline.domain.errors import (
    BriefingStageWrong,
    CorrectionNeeded,
    EditRefused,
    IncidentNotReady,
    IncidentUnknown,
    SeriesRetired,
    WordsMoved,
)
from dateline.exporting.incidents.accounts import tell_incident
from dateline.web.archive.models import Coding, Incident, Review
from dateline.web.archive.store import as_coded, examined_of
from dateline.web.press.composing import Chosen, cites_of
from dateline.web.press.markdown import labels_in
from dateline.web.press.models import Briefing, Citation, Stage
from dateline.web.press.publishing import briefings, correcting, incidents, series, stages, writing
from dateline.web.rights import Role
from tests.web.press import bare, published

if TYPE_CHECKING:
    from dateline.web.press.composing import Cites
    from dateline.web.site.accounts.models import User
    from tests.web.accounts import Person

pytestmark = pytest.mark.django_db

DAYS: Any = {"day": published.DAY, "first": published.DAY.replace(day=1), "last": published.DAY}


@pytest.fixture
def ada(person: Person) -> User:
    return person(Role.EDITOR, name="Ada")


@pytest.fixture
def told() -> list[Incident]:
    return published.incidents(4)


def _claims(row: Incident) -> tuple[Cites, ...]:
    return cites_of([Chosen(incident=row, told=tell_incident(examined_of(row)))])


def test_a_briefing_starts_as_a_draft_whose_every_claim_leads_to_words_in_a_report(
    told: list[Incident], ada: User
) -> None:
    of = published.series(four_eyes=False)
    fronts = {told[0].pk: "Idlib"}
    row = briefings.start(of, **DAYS, incidents=told[:2], by=ada, place="Marjsalam", fronts=fronts)
    assert (row.slug, row.place, row.stage, row.four_eyes) == ("2018-05-20", "Marjsalam", Stage.DRAFT, False)
    assert list(row.told.order_by("position").values_list("incident", "front")) == [
        (told[0].pk, "Idlib"),
        (told[1].pk, ""),
    ]
    assert row.head
    assert row.head.headline
    labels = labels_in(row.head.body)
    assert labels
    assert set(labels) <= set(row.citations.values_list("label", flat=True))
    for citation in row.citations.select_related("coding", "event"):
        text = as_coded(citation.coding).report.text
        assert text[citation.start : citation.end] == citation.words
        assert citation.event.coding_id == citation.coding_id
        assert citation.quote
    assert not row.is_out
    stages.approve(row, by=ada)
    stages.publish(row, by=ada)


def test_two_briefings_of_one_day_have_addresses_of_their_own(told: list[Incident], ada: User) -> None:
    of = published.series()
    made = [briefings.start(of, **DAYS, incidents=told[:1], by=ada) for _ in range(3)]
    assert [row.slug for row in made] == ["2018-05-20", "2018-05-20-2", "2018-05-20-3"]
    later = published.DAY.replace(day=21)
    briefings.redate(made[2], day=later, first=later, last=later, place="Sarr", by=ada)
    assert (made[2].slug, made[2].place) == ("2018-05-21", "Sarr")
    with pytest.raises(EditRefused, match="comes before"):
        briefings.redate(made[2], day=later, first=later, last=published.DAY, place="Sarr", by=ada)
    out = published.briefing(of, told[:1], ada, slug="2018-05-22")
    with pytest.raises(BriefingStageWrong, match="as readers know it"):
        briefings.redate(out, day=later, first=later, last=later, place="", by=ada)


def test_nothing_is_started_of_what_is_not_accepted_or_in_a_series_that_ended(
    told: list[Incident], ada: User
) -> None:
    of = published.series()
    Incident.objects.filter(pk=told[1].pk).update(review=Review.NEW)
    with pytest.raises(IncidentNotReady, match="Have it accepted"):
        briefings.start(of, **DAYS, incidents=told[:2], by=ada)
    with pytest.raises(EditRefused, match="comes before"):
        briefings.start(of, **(DAYS | {"first": published.DAY.replace(day=28)}), incidents=told[:1], by=ada)
    series.retire_series(of, by=ada)
    with pytest.raises(SeriesRetired, match="Coast report"):
        briefings.start(of, **DAYS, incidents=told[:1], by=ada)
    assert not Briefing.objects.exists()


def test_more_incidents_come_with_markdown_whose_claims_are_kept_and_ask_for_another_approval(
    told: list[Incident], ada: User, person: Person
) -> None:
    row = briefings.start(published.series(), **DAYS, incidents=told[:1], by=ada)
    stages.submit(row, by=ada)
    stages.approve(row, by=person(Role.EDITOR))
    before = set(row.citations.values_list("label", flat=True))
    more = briefings.add_incidents(row, told[:3], by=ada)
    new = set(labels_in(more))
    assert new
    assert not new & before
    assert new <= set(row.citations.values_list("label", flat=True))
    assert list(row.told.order_by("position").values_list("incident", flat=True)) == [
        one.pk for one in told[:3]
    ]
    assert row.stage == Stage.DRAFT
    assert row.head
    body = f"{row.head.body}\n\n{more}"
    writing.save(row, by=ada, base=1, headline="Coast", standfirst="", body=body, authors="Ada")


def test_an_incident_is_taken_out_that_the_text_rests_on_no_more(told: list[Incident], ada: User) -> None:
    row = published.briefing(published.series(), told[:2], ada, out=False, body="It is so.[^c1]\n")
    with pytest.raises(EditRefused, match="rests on its claims c1"):
        briefings.drop_incident(row, told[0], by=ada)
    briefings.drop_incident(row, told[1], by=ada)
    assert list(row.incidents.all()) == [told[0]]
    assert row.citations.count() == 2  # what was cited stays what it was


def test_a_claim_is_cited_once_under_a_label_of_its_own(told: list[Incident], ada: User) -> None:
    row = published.briefing(published.series(), told[:1], ada, out=False)
    claims = _claims(told[1])
    first = briefings.cite(row, claims[0], by=ada)
    assert (first.label, first.words, first.incident_id) == ("c2", claims[0].words, told[1].pk)
    assert briefings.cite(row, claims[0], by=ada) == first
    assert Citation.objects.filter(briefing=row).count() == 2


def test_a_claim_whose_words_are_not_there_is_not_cited(told: list[Incident], ada: User) -> None:
    row = published.briefing(published.series(), told[:1], ada, out=False)
    claim = _claims(told[1])[0]
    for wrong in (
        replace(claim, at=Span(claim.at.start + 1, claim.at.end + 1)),
        replace(claim, event="e99"),
        replace(claim, report="nobody's"),
    ):
        with pytest.raises(WordsMoved, match="Load the page again"):
            briefings.cite(row, wrong, by=ada)
    with pytest.raises(IncidentUnknown):
        briefings.cite(row, replace(claim, incident=uuid7()), by=ada)
    Coding.objects.update(current=False)
    with pytest.raises(WordsMoved):
        briefings.cite(row, claim, by=ada)
    assert row.citations.count() == 1


def test_what_is_added_to_a_published_briefing_is_shown_with_the_next_revision_only(
    told: list[Incident], ada: User
) -> None:
    row = briefings.start(published.series(four_eyes=False), **DAYS, incidents=told[:1], by=ada)
    stages.approve(row, by=ada)
    stages.publish(row, by=ada)
    briefings.add_incidents(row, told[1:2], by=ada)
    assert list(incidents.shown_in(row.pk)) == told[:1]
    assert list(Briefing.objects.published().telling_of(told[1])) == []

    assert row.head is not None
    text = {"headline": row.head.headline, "standfirst": "", "body": row.head.body, "authors": "Ada"}
    writing.save(row, by=ada, base=1, **text)
    correcting.announce(row, kind="update", was="", now="Tells of one incident more.", by=ada)
    stages.approve(row, by=ada)
    stages.publish(row, by=ada)
    assert set(incidents.shown_in(row.pk)) == set(told[:2])


def test_what_leaves_a_published_briefing_does_so_with_a_revision_and_a_correction(
    told: list[Incident], ada: User, person: Person
) -> None:
    ben = person(Role.EDITOR, name="Ben")
    row = briefings.start(published.series(), **DAYS, incidents=told[:2], by=ada)
    assert row.head
    kept = [label for label in labels_in(row.head.body) if _of(row, label) == told[0].pk]
    writing.save(
        row, by=ada, base=1, headline="Coast", standfirst="", body=f"So it was.[^{kept[0]}]", authors=""
    )
    bare.out(row, ada, ben)
    writing.keep(row, by=ben, headline="Coast", standfirst="", body="Half done", authors="", base=2)
    briefings.drop_incident(row, told[1], by=ada)
    assert set(incidents.shown_in(row.pk)) == set(told[:2]), "readers see it as they did"
    assert (row.stage, row.head.number, row.head.body) == (Stage.DRAFT, 3, row.live.body if row.live else "")
    briefings.keep_incident(row, told[1], by=ada)
    briefings.drop_incident(row, told[1], by=ada)
    assert row.revisions.count() == 3
    bare.approved(row, ada, ben)
    with pytest.raises(CorrectionNeeded):
        stages.publish(row, by=ben)
    correcting.announce(row, kind="correction", was="", now="The second was no attack.", by=ada)
    stages.publish(row, by=ben)
    assert list(incidents.shown_in(row.pk)) == told[:1]
    assert not Briefing.objects.published().telling_of(told[1]).exists()
    # Who wrote meanwhile goes on from the revision that says the same.
    made = writing.save(row, by=ben, base=2, headline="Coast", standfirst="", body="Done.", authors="")
    assert made.number == 4


def _of(row: Briefing, label: str) -> object:
    return row.citations.get(label=label).incident_id
