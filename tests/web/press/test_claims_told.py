"""What a briefing rests on, claim by claim, and what has become of that since."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from dateline.domain import Count, Fact, Stance
from dateline.exporting.incidents.accounts import tell_incident
from dateline.web.archive.models import Event, Incident, Page, Review
from dateline.web.archive.store import examined_of, store_coding
from dateline.web.press.claims.drawing import draw
from dateline.web.press.claims.quoting import quote_of
from dateline.web.press.claims.told import cited, tell
from dateline.web.press.composing import Chosen, cites_of
from dateline.web.press.models import Citation
from dateline.web.press.publishing.briefings import cite
from dateline.web.press.publishing.citing import citations_of
from dateline.web.telling.reading import read
from tests.web.press import published
from tests.web.press.told_by_many import coding, told_by_many

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from dateline.web.press.claims.told import ClaimTold
    from tests.web.accounts import Person

pytestmark = pytest.mark.django_db


def _nth(row: Incident, fact: Fact, report: str) -> int:
    tellings = examined_of(row).incident.tellings
    return next(n for n, one in enumerate(tellings) if one.fact is fact and one.event.report == report)


def _cited(row: Incident, person: Person, fact: Fact = Fact.KILLED, report: str = "many0") -> Citation:
    briefing = published.briefing(published.series(), [], person(), body="It is said.[^c1]")
    return published.cite(briefing, row, "c1", _nth(row, fact, report))


def _told(citation: Citation) -> ClaimTold:
    return tell(cited().filter(pk=citation.pk))[0]


def test_a_claim_says_who_says_what_in_which_words_and_where_these_are_to_be_found(person: Person) -> None:
    row = told_by_many(3)
    citation = _cited(row, person)
    one = _told(citation)
    assert (one.fact, one.value, one.who, one.stance) == (
        "killed",
        "3",
        "Coast Paper 0",
        "says that it is so",
    )
    assert one.quote.words == "3 people"
    assert one.quote.before.endswith(" ")
    assert one.said_words == "9 May 2018"
    assert one.reviewed
    assert one.since == ()
    event = citation.event
    assert one.words_url == f"/reports/{event.report_id}/?at={citation.start}-{citation.end}#words"
    assert one.permalink == f"/citations/{citation.pk}/"
    assert one.event_url == f"/claims/{event.pk}/?at={citation.start}-{citation.end}"
    assert one.original == "https://paper0.example/0"
    assert one.warc == f"/reports/{event.report_id}/report.warc.gz"
    assert one.sha256
    assert one.incident_url == f"/incidents/{row.pk}/"
    assert one.grade
    assert one.reason.words == row.reason
    drawn = draw([(1, one)])[0]
    assert 'id="claim-c1"' in drawn
    assert "<mark>3 people</mark>" in drawn
    assert 'rel="nofollow noopener"' in drawn


def test_those_who_passed_it_on_stand_in_a_row_as_the_language_of_the_page_writes_it(person: Person) -> None:
    row = told_by_many(3)
    examined, nth = examined_of(row), _nth(row, Fact.KILLED, "many0")
    tellings = list(examined.incident.tellings)
    tellings[nth] = replace(tellings[nth], through=("Relay", "Gulf Ledger"))
    told = tell_incident(replace(examined, incident=replace(examined.incident, tellings=tuple(tellings))))
    cites = [one for one in cites_of([Chosen(incident=row, told=told)]) if one.through]
    briefing = published.briefing(published.series(), [], person(), body="It is said.[^c1]")
    citation = citations_of(briefing, cites, anew=True)[0].citation
    assert _told(citation).through == "Relay, Gulf Ledger"
    with override("ar"):
        assert _told(citation).through == "\u2068Relay\u2069، \u2068Gulf Ledger\u2069"


def test_other_accounts_stand_beside_it_and_a_copy_is_no_second_confirmation(person: Person) -> None:
    copy = replace(coding(0).report, id="many9", source="Coast Paper 9")
    row = told_by_many(codings=[coding(0), coding(1), replace(coding(0), report=copy)])
    citation = _cited(row, person)
    one = _told(citation)
    assert one.others is not None
    said = {(other.value, other.through, other.same) for other in one.others}
    assert ("3", ("Coast Paper 9",), True) in said
    assert ("4", (), False) in said or ("4", ("Coast Paper 1",), True) in said
    assert all(other.url.startswith("/claims/") for other in one.others)
    page = Client().get(f"/citations/{citation.pk}/").content.decode()
    assert "the same origin, so no second confirmation" in page
    below = draw([(1, one)])[0]
    assert f"{len(one.others)} other accounts of this" in below
    assert "Coast Paper 9" not in below  # only those are named there that come from elsewhere


def test_an_accusation_and_a_doubt_are_called_so(person: Person) -> None:
    row = told_by_many(codings=[coding(0, stance=Stance.ACCUSES), coding(1, stance=Stance.HEDGES)])
    one = _told(_cited(row, person))
    assert one.warning == "An accusation, not established"
    assert one.stance == "accuses somebody of it"
    assert one.incident_warning == "Accusation, not established"
    assert one.others is not None
    assert [other.warning for other in one.others] == ["Not certain, by the source's own words"]


def test_a_claim_says_what_has_become_of_it(person: Person) -> None:
    row = told_by_many(2)
    citation = _cited(row, person)
    event = Event.objects.filter(pk=citation.event_id)

    event.update(review=Review.NEW)
    assert not _told(citation).reviewed
    event.update(review=Review.REJECTED)
    assert _told(citation).since == ("The newsroom has rejected this claim since: it no longer counts.",)
    event.update(review=Review.ACCEPTED)

    Citation.objects.filter(pk=citation.pk).update(value="5")
    assert _told(citation).since == ("It is told otherwise now: 3.",)
    Citation.objects.filter(pk=citation.pk).update(value="3", stance=Stance.DENIES.value)
    assert _told(citation).since == ("How the source puts it is read otherwise now: it says that it is so.",)
    Citation.objects.filter(pk=citation.pk).update(stance=Stance.ASSERTS.value)

    Page.objects.filter(report=citation.event.report_id).update(fetched_at=timezone.now())
    assert _told(citation).since == ("The page has changed since: another version of it was fetched.",)
    Citation.objects.filter(pk=citation.pk).update(made_at=timezone.now())

    Incident.objects.filter(pk=row.pk).update(published_at=None)
    one = _told(citation)
    assert one.since == ("The incident that it was counted to is not shown any more.",)
    assert one.incident_url == ""
    assert one.others is None


def test_a_report_that_was_read_anew_leaves_the_words_of_then_where_they_stood(person: Person) -> None:
    citation = _cited(told_by_many(2), person)
    first = coding(0)
    event = first.events[0]
    more = tuple(
        replace(one, count=Count(min=30, max=30)) if one.effect == Fact.KILLED.value else one
        for one in event.harm
    )
    store_coding(replace(first, engine="invented/2", events=(replace(event, harm=more),)))
    one = _told(citation)
    assert one.since[0] == "The report was read anew since."
    assert f"reading={citation.coding_id}" in one.words_url
    Event.objects.filter(pk=citation.event_id).update(coding=None)
    assert _told(citation).since == (
        "The report was read anew since, and is no longer read as telling this.",
    )


def test_what_is_cited_from_a_draft_is_told_as_it_was_cited_and_nothing_is_said_to_have_changed(
    person: Person,
) -> None:
    row = told_by_many(codings=[coding(0), coding(1, stance=Stance.ACCUSES), coding(2, stance=Stance.HEDGES)])
    all_of_it = cites_of([Chosen(incident=row, told=read(row).told)])
    assert {one.fact for one in all_of_it} == set(Fact)
    briefing = published.briefing(published.series(), [], person(), body="It is said.[^c1]")
    labels = [cite(briefing, one, by=briefing.created_by).label for one in all_of_it]
    told = tell(cited().filter(briefing=briefing))
    assert {one.label for one in told} == set(labels)
    assert {one.since for one in told} == {()}


def test_claims_are_told_in_as_many_queries_for_many_as_for_one(
    person: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = published.incidents(8)
    briefing = published.briefing(published.series(), rows, person())
    every = cited().filter(briefing=briefing).order_by("pk")
    with django_assert_num_queries(2):
        draw(enumerate(tell(every.filter(label="c1")), 1))
    with django_assert_num_queries(2):
        told = tell(every)
        draw(enumerate(told, 1))
    assert [one.label for one in told] == [f"c{number}" for number in range(1, len(rows) + 1)]
    with django_assert_num_queries(1):
        assert [other.url for one in told for other in one.others or ()]


def test_the_words_are_lit_in_their_quote_as_whole_words() -> None:
    quote = quote_of("Some 16 men,\n 6 of them armed", "6")
    assert (quote.before, quote.words, quote.after) == ("Some 16 men, ", "6", " of them armed")
    assert quote_of("Nobody came.", "six").words == ""
    assert quote_of("Nobody came.", "").whole == "Nobody came."


def test_a_citation_has_a_page_as_long_as_its_briefing_stands(person: Person) -> None:
    citation = _cited(told_by_many(2), person)
    where = f"/citations/{citation.pk}/"
    page = Client().get(where)
    assert page.status_code == 200
    assert "It is told as it was when the briefing cited it." in page.content.decode()
    assert f"Claim {citation.label}" not in page.content.decode(), "editors alone call it so"
    assert Client().get(where, headers={"if-none-match": page["ETag"]}).status_code == 304
    assert "Cookie" not in page.get("Vary", "")
    Event.objects.filter(pk=citation.event_id).update(review=Review.REJECTED)
    changed = Client().get(where, headers={"if-none-match": page["ETag"]})
    assert "The newsroom has rejected this claim since" in changed.content.decode()
    unmarked = published.cite(citation.briefing, citation.incident, "c2")
    assert Client().get(f"/citations/{unmarked.pk}/").status_code == 404, (
        "no published revision has its marker"
    )
    briefing = citation.briefing
    published.withdraw(briefing, "Two towns were mistaken.")
    gone = Client().get(where)
    assert gone.status_code == 410
    assert "Two towns were mistaken." in gone.content.decode()
