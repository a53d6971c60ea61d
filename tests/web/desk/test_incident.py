"""The screen of an incident: its account table, what is decided on it, and where one went that is gone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from dateline.domain import EventType, PlacePrecision, Placing
from dateline.domain.errors import ReviewRefused
from dateline.web.archive import reviewing
from dateline.web.archive.linking import link_report, rulings, unlink_report
from dateline.web.archive.linking.doubles import likely_doubles
from dateline.web.archive.models import Account, Event, Incident, Review, Ruling
from dateline.web.archive.store import store_coding
from dateline.web.rights import Role
from tests.web.archive.invented import TOWNS, Happened, Invented, partition, stored

if TYPE_CHECKING:
    from django.http import HttpResponse
    from pytest_django import DjangoAssertNumQueries

    from dateline.web.archive.models import Report
    from dateline.web.site.accounts.models import User
    from tests.web.accounts import Person, SignedIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> list[Report]:
    """Nine reports of a handful of happenings, linked."""
    return stored(Invented(7).codings(9))


@pytest.fixture
def analyst(signed_in: SignedIn) -> tuple[Client, User]:
    """An analyst who has signed in."""
    return signed_in(Role.ANALYST, email="nadia@example.org")


@pytest.fixture
def client(analyst: tuple[Client, User]) -> Client:
    """Their browser."""
    return analyst[0]


def _two() -> tuple[Incident, Incident]:
    one, other, *_ = sorted(Incident.objects.there(), key=lambda row: -row.number_of_reports)
    return one, other


def _with_doubles() -> tuple[Incident, Incident]:
    for row in Incident.objects.there():
        if found := likely_doubles(row):
            return row, found[0].incident
    raise AssertionError("the land has no doubles")


def _at(row: Incident, deed: str = "") -> str:
    return f"/desk/incidents/{row.pk}/{deed}"


def _told(row: Incident) -> set[tuple[str, str]]:
    return set(Account.objects.filter(incident=row).values_list("report__key", "ref"))


def _seen(page: str, other: Incident | None = None) -> dict[str, str]:
    """What the forms of a page send along of what it knew."""
    found = {"seen": re.findall(r'name="seen" value="([^"]*)"', page)[0]}
    if other is not None:
        match = re.search(rf'value="{other.pk}">.*?name="seen_other" value="([^"]*)"', page)
        found["seen_other"] = match[1] if match else ""
    return found


def _happened() -> Happened:
    return Happened(
        type=EventType.SHELLING,
        day=date(2018, 5, 3),
        town="Marjsalam",
        force="the army",
        killed=4,
        witness="Barakat",
    )


# ── what it shows ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("land")
def test_every_report_has_a_column_and_every_value_leads_to_the_review_of_its_event(client: Client) -> None:
    row, _ = _two()
    page = client.get(_at(row)).text
    for account in row.accounts.select_related("report__source"):
        assert str(account.report.source) in page
    for event in Event.objects.filter(accounts__incident=row):
        assert f'<a class="told" href="{reverse("event", args=[event.pk])}?at=' in page
    assert row.reason in page
    assert "in its own voice" in page


def test_a_value_leads_to_its_words_which_are_marked_on_the_review_screen(client: Client) -> None:
    (report,) = stored([Invented(5).coding("r1", [_happened()])])
    page = client.get(_at(Incident.objects.get())).text
    linked = re.findall(r'<a class="told" href="(\S+)\?at=(\d+)-(\d+)#words" dir="auto">', page)
    assert linked
    for address, start, end in linked:
        screen = client.get(address, {"at": f"{start}-{end}"}).text
        assert screen.count('id="words"') == 1
        marked = re.findall(r'<mark class="pointed"[^>]*>(.*?)</mark>', screen, re.DOTALL)
        plain = unescape(re.sub(r"<[^>]+>", "", "".join(marked)))
        assert plain == report.text[int(start) : int(end)]
    address, *_ = linked[0]
    for nowhere in ("9-3", "7000-7004", "x"):
        assert "pointed" not in client.get(address, {"at": nowhere}).text


@pytest.mark.usefixtures("land")
def test_an_incident_that_may_be_the_same_stands_beside_it_with_what_speaks_for_and_against(
    client: Client,
) -> None:
    row, double = _with_doubles()
    page = client.get(_at(row)).text
    assert "These may be the same" in page
    table = page[page.index('class="compared"') :]
    assert double.place_name in table
    assert re.search(r"km away|the same place", table)
    assert re.search(r"days? (later|earlier)|the same|overlaps", table)
    sentence = Event.objects.filter(accounts__incident=double)[0].sentence
    assert sentence[:40] in table


def test_a_report_that_copies_another_is_said_to_and_how_much_of_it(client: Client) -> None:
    coding = Invented(5).coding("r1", [_happened()])
    copy = replace(coding, report=replace(coding.report, id="r2", source="The Harbour"))
    stored([coding, copy])
    (row,) = Incident.objects.there()
    page = " ".join(client.get(_at(row)).text.split())
    assert row.number_of_reports == 2
    assert "is a copy of 1: 100 per cent of its wording stood there first" in page
    assert "bring the words of The r1 Mill" in page


@pytest.mark.usefixtures("land")
def test_one_report_more_is_not_a_query_more(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    biggest, _ = _two()
    assert biggest.number_of_reports >= 5
    client.get(_at(biggest))
    with django_assert_max_num_queries(20) as many:
        client.get(_at(biggest))
    smallest = min(Incident.objects.there(), key=lambda row: row.number_of_reports)
    client.get(_at(smallest))
    with django_assert_max_num_queries(20) as few:
        client.get(_at(smallest))
    assert len(many) - len(few) <= 3  # those that only an incident with likely doubles asks


@pytest.mark.usefixtures("land")
def test_a_first_look_costs_no_more_than_twenty_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    row, _ = _with_doubles()
    with django_assert_max_num_queries(20):
        client.get(_at(row))


def test_figures_that_moved_and_days_that_passed_are_told_in_words(client: Client) -> None:
    invented = Invented(5)
    first = invented.coding("r1", [_happened()])
    late = invented.coding("r2", [_happened()])
    later = replace(late, report=replace(late.report, published=date(2018, 5, 3) + timedelta(days=9)))
    stored([replace(first, report=replace(first.report, published=date(2018, 5, 3))), later])
    (row,) = Incident.objects.there()
    page = client.get(_at(row)).text
    when = " ".join(page[page.index('id="when"') : page.index('id="copies"')].split())
    assert "<b>3 May 2018</b> <span>it happened</span>" in when
    assert "the same day" in when
    assert "9 days later" in when
    assert "From 3 May 2018 to 12 May 2018" in when


# ── where ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_place_is_a_circle_as_large_as_it_is_vague_and_stands_in_words_beside_it(client: Client) -> None:
    stored([Invented(5).coding("r1", [_happened()])])
    (row,) = Incident.objects.there()
    page = client.get(_at(row)).text
    where = page[page.index('id="where"') : page.index('id="when"')]
    bar = re.search(r'V0H([\d.]+)V-5"/><text[^>]*>([\d.]+) km', where)
    circle = re.search(r'<g class="circles"><circle [^>]*r="([\d.]+)"', where)
    assert bar
    assert circle
    assert float(circle[1]) / float(bar[1]) == pytest.approx(3.0 / float(bar[2]), rel=0.01)
    assert "Marjsalam" in where
    assert "within 3 km" in where
    assert "33.00, 36.00" in where or "33.000, 36.000" in where


def test_where_no_more_than_the_country_is_known_there_is_no_circle_and_the_words_say_so(
    client: Client,
) -> None:
    coding = Invented(5).coding("r1", [_happened()])
    vague = {
        span: replace(placing, precision=PlacePrecision.COUNTRY, lat=None, lon=None)
        for span, placing in coding.places.items()
        if isinstance(placing, Placing)
    }
    stored([replace(coding, places=vague)])
    (row,) = Incident.objects.there()
    page = client.get(_at(row)).text
    assert 'class="circles"' not in page
    assert "no more than the country is known, so it has no circle" in page


def test_places_that_cannot_both_be_true_are_said_to_differ_and_how_far_apart_they_lie(
    client: Client,
) -> None:
    invented = Invented(5)
    other_force = replace(_happened(), type=EventType.CAPTURE, town=TOWNS[1], force="rebels", killed=7)
    happened = [_happened(), replace(other_force, day=date(2018, 5, 20), witness="Qasim")]
    stored([invented.coding(f"r{at}", [each]) for at, each in enumerate(happened)])
    one, other = Incident.objects.there()
    client.post(_at(one, "merge/"), {"other": str(other.pk), "seen": "", "seen_other": ""})
    left = Incident.objects.there().get()
    page = client.get(_at(left)).text
    where = page[page.index('id="map-words"') : page.index('id="when"')]
    assert "Accounts differ: " in where
    assert re.search(r"do not meet: the farthest lie \d+ km apart", where)


# ── merging and splitting ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("land")
def test_a_merge_leads_to_the_one_that_is_left_and_the_other_says_where_it_went(client: Client) -> None:
    row, double = _with_doubles()
    both = _told(row) | _told(double)
    page = client.get(_at(row)).text
    answer = client.post(_at(row, "merge/"), {"other": str(double.pk), **_seen(page, double)})
    left = Incident.objects.there().get(pk__in=[row.pk, double.pk])
    gone = double if left == row else row
    assert answer.headers["Location"] == _at(left)
    assert _told(left) == both
    assert "Merged:" in client.get(_at(left)).text
    told = client.get(_at(gone))
    assert told.status_code == 200
    assert "It is part of another incident now" in told.text
    assert _at(left) in told.text


@pytest.mark.usefixtures("land")
@pytest.mark.parametrize("way", ["the key", "the list of rulings"])
def test_a_merge_is_undone_from_every_page_and_from_the_list_of_rulings(client: Client, way: str) -> None:
    row, double = _with_doubles()
    before = {one.pk: _told(one) for one in Incident.objects.there()}
    client.post(_at(row, "merge/"), {"other": str(double.pk), **_seen(client.get(_at(row)).text, double)})
    left = Incident.objects.there().get(pk__in=[row.pk, double.pk])
    page = client.get(_at(left)).text
    if way == "the key":
        assert "Undo: merged two incidents" in page
        client.post("/desk/undo/", {"next": _at(left)})
    else:
        ruling = Ruling.objects.get()
        assert _at(left, f"rulings/{ruling.pk}/undo/") in page
        client.post(_at(left, f"rulings/{ruling.pk}/undo/"))
    assert {one.pk: _told(one) for one in Incident.objects.there()} == before
    assert "undone by nadia@example.org" in " ".join(client.get(_at(left)).text.split())


@pytest.mark.usefixtures("land")
def test_what_is_kept_apart_is_not_offered_again_until_that_is_undone(client: Client) -> None:
    row, double = _with_doubles()
    page = client.get(_at(row)).text
    client.post(_at(row, "apart/"), {"other": str(double.pk), **_seen(page, double)})
    assert double not in [one.incident for one in likely_doubles(row)]
    assert f'name="other" value="{double.pk}"' not in client.get(_at(row)).text
    client.post("/desk/undo/", {})
    assert f'name="other" value="{double.pk}"' in client.get(_at(row)).text


@pytest.mark.usefixtures("land")
def test_chosen_accounts_are_split_off_and_the_message_leads_to_their_incident(client: Client) -> None:
    row, _ = _two()
    some = list(Account.objects.filter(incident=row)[:2])
    told = {(one.report.key, one.ref) for one in some}
    seen = _seen(client.get(_at(row)).text)
    page = client.post(_at(row, "split/"), {"account": [one.pk for one in some], **seen}, follow=True).text
    assert told in partition()
    into = Incident.objects.get(accounts=some[0])
    assert "Split off: 2 accounts are now of" in page
    assert f'<a href="{_at(into)}">' in page
    assert "split it off from" in client.get(_at(into)).text
    assert "split accounts off" in page
    client.post("/desk/undo/", {})
    assert told not in partition()


@pytest.mark.usefixtures("land")
def test_nothing_is_split_off_where_none_or_all_or_others_accounts_are_chosen(client: Client) -> None:
    row, other = _two()
    mine = list(Account.objects.filter(incident=row).values_list("pk", flat=True))
    theirs = Account.objects.filter(incident=other).values_list("pk", flat=True)[0]
    before = partition()
    for chosen in ([], mine, [mine[0], theirs], ["9" * 30], ["x"]):
        page = client.post(_at(row, "split/"), {"account": chosen, "seen": ""}, follow=True).text
        assert "of this incident no more" in page or "cannot be put together or taken apart" in page
    assert partition() == before
    assert not Ruling.objects.exists()


@pytest.mark.usefixtures("land")
def test_a_merge_with_what_a_colleague_has_just_split_is_refused_and_says_who_split_it(
    client: Client, person: Person
) -> None:
    row, other = _two()
    seen = _seen(client.get(_at(row)).text)
    omar = person(Role.ANALYST, name="Omar Aziz")
    rulings.split(row, list(Account.objects.filter(incident=row)[:1]), by=omar)
    before = partition()
    page = client.post(_at(row, "merge/"), {"other": str(other.pk), **seen}, follow=True).text
    assert re.search(r"Omar Aziz split .* at \d\d:\d\d UTC, after you opened the page", page)
    assert "Look at it as it is now" in page
    assert partition() == before
    again = _seen(client.get(_at(row)).text)
    client.post(_at(row, "merge/"), {"other": str(other.pk), **again})
    assert partition() != before


@pytest.mark.usefixtures("land")
def test_a_merge_with_what_has_become_part_of_another_says_which(client: Client, person: Person) -> None:
    row, other, third, *_ = sorted(Incident.objects.there(), key=lambda one: str(one.pk))
    rulings.merge([other, third], by=person(Role.ANALYST))
    gone = Incident.objects.get(pk__in=[other.pk, third.pk], gone_at__isnull=False)
    page = client.post(_at(row, "merge/"), {"other": str(gone.pk), "seen": ""}, follow=True).text
    assert "which became part of" in page
    assert Ruling.objects.count() == 1


@pytest.mark.usefixtures("land")
def test_any_other_incident_is_found_by_words_by_its_id_and_by_its_address(client: Client) -> None:
    row, other = _two()
    for sought in (other.place_name, str(other.pk), f"http://testserver{_at(other)}"):
        page = client.get(_at(row), {"find": sought}).text
        assert f'name="other" value="{other.pk}" required' in page
    assert "Nothing else was found" in client.get(_at(row), {"find": str(row.pk)}).text


@pytest.mark.usefixtures("land")
def test_an_incident_that_was_split_once_can_be_found_and_merged_unless_it_is_split_again(
    client: Client, person: Person
) -> None:
    row, other = _two()
    omar = person(Role.ANALYST, name="Omar Aziz")
    rulings.split(other, list(Account.objects.filter(incident=other)[:1]), by=omar)
    page = client.get(_at(row), {"find": str(other.pk)}).text
    known = re.search(rf'name="(seen_{other.pk})" value="([^"]+)"', page)
    assert known
    sent = {"other": str(other.pk), known[1]: known[2], **_seen(page)}
    rulings.split(other, list(Account.objects.filter(incident=other)[:1]), by=omar)
    assert "Omar Aziz split" in client.post(_at(row, "merge/"), sent, follow=True).text
    page = client.get(_at(row), {"find": str(other.pk)}).text
    known = re.search(rf'name="(seen_{other.pk})" value="([^"]+)"', page)
    assert known
    sent[known[1]] = known[2]
    assert "Merged:" in client.post(_at(row, "merge/"), sent, follow=True).text


def test_what_nobody_tells_of_any_more_is_gone_for_good(client: Client) -> None:
    (report,) = stored([Invented(5).coding("r1", [_happened()])])
    (row,) = Incident.objects.there()
    unlink_report(report)
    answer = client.get(_at(row))
    assert answer.status_code == 410
    assert "No report tells of it any more" in answer.text


# ── reviewing ───────────────────────────────────────────────────────────────────────────────────────────────


def _review(client: Client, row: Incident, verb: str, query: str = "") -> HttpResponse:
    return client.post(_at(row, "review/") + query, {"verb": verb})  # type: ignore[return-value] # as Client says


@pytest.mark.usefixtures("land")
def test_who_accepts_goes_on_to_the_next_of_the_same_list_and_can_undo_it(client: Client) -> None:
    first, *_ = Incident.objects.awaiting_review().in_order_of_use()
    kind = first.type
    query = f"?type={kind}"
    answer = _review(client, first, "accept", query)
    first.refresh_from_db()
    assert first.review == Review.ACCEPTED
    following = Incident.objects.awaiting_review().of_type(kind).in_order_of_use().first()
    assert answer.headers["Location"] == (_at(following) if following else _at(first)) + query
    page = client.get(answer.headers["Location"]).text
    assert "Accepted:" in page
    assert "Undo: accepted" in page
    client.post("/desk/undo/", {})
    first.refresh_from_db()
    assert first.review == Review.NEW


def test_who_accepts_or_rejects_what_has_changed_since_they_opened_it_is_told_and_nothing_is_judged(
    client: Client,
) -> None:
    happened = _happened()
    row = Incident.objects.get(accounts__report=stored([Invented(8).coding("r1", [happened])])[0])
    page = client.get(_at(row)).text
    as_of = re.findall(r'name="as_of" value="([^"]+)"', page)[0]
    (later,) = stored([Invented(9).coding("r2", [replace(happened, killed=5)])])
    assert Incident.objects.get(accounts__report=later) == row
    for verb in ("accept", "reject"):
        answer = client.post(_at(row, "review/"), {"verb": verb, "as_of": as_of})
        page = " ".join(client.get(answer.headers["Location"]).text.split())
        assert "what is told of it changed at" in page
        assert "Look at it as it is now and decide anew." in page
        row.refresh_from_db()
        assert row.review == Review.NEW
    as_of = re.findall(r'name="as_of" value="([^"]+)"', page)[0]
    client.post(_at(row, "review/"), {"verb": "accept", "as_of": as_of})
    row.refresh_from_db()
    assert row.review == Review.ACCEPTED
    assert client.post(_at(row, "review/"), {"verb": "accept", "as_of": "then"}).status_code == 404


@pytest.mark.usefixtures("land")
def test_nobody_says_anything_of_an_incident_that_is_gone(analyst: tuple[Client, User]) -> None:
    one, other = _two()
    rulings.merge([one, other], by=analyst[1])
    gone = Incident.objects.get(pk__in=[one.pk, other.pk], gone_at__isnull=False)
    for say in (reviewing.accept, reviewing.reject):
        with pytest.raises(ReviewRefused, match="nothing is left of"):
            say(gone, by=analyst[1])


@pytest.mark.usefixtures("land")
def test_next_leads_through_all_that_wait_and_from_the_last_to_the_first(client: Client) -> None:
    waiting = [str(row.pk) for row in Incident.objects.awaiting_review().order_by("-use", "pk")]
    here = waiting[0]
    met = []
    for _ in waiting:
        answer = client.get("/desk/incidents/next/", {"after": here})
        here = answer.headers["Location"].split("/")[3]
        met.append(here)
    assert met == [*waiting[1:], waiting[0]]
    assert client.get("/desk/incidents/next/?after=nothing").headers["Location"] == f"/desk/incidents/{here}/"


@pytest.mark.usefixtures("land")
def test_next_keeps_to_the_list_and_passes_over_what_others_have_in_hand(
    client: Client, analyst: tuple[Client, User], person: Person
) -> None:
    first, second, third, *_ = Incident.objects.awaiting_review().order_by("-use", "pk")
    reviewing.take(second, by=person(Role.ANALYST))
    answer = client.get("/desk/incidents/next/", {"after": str(first.pk)})
    assert answer.headers["Location"] == _at(third)
    reviewing.accept(first, by=analyst[1])
    answer = client.get("/desk/incidents/next/", {"after": str(third.pk), "review": "accepted"})
    assert answer.headers["Location"] == _at(first) + "?review=accepted"


@pytest.mark.usefixtures("land")
def test_without_another_next_leads_to_the_list_with_its_filters(client: Client) -> None:
    answer = client.get("/desk/incidents/next/?type=talks")
    assert answer.headers["Location"] == reverse("incidents") + "?type=talks"


@pytest.mark.usefixtures("land")
def test_an_accepted_incident_that_has_grown_says_so_and_can_be_accepted_again(
    client: Client, analyst: tuple[Client, User]
) -> None:
    one, other = _two()
    for row in (one, other):
        reviewing.accept(row, by=analyst[1])
    rulings.merge([one, other], by=analyst[1])
    left = Incident.objects.there().get(pk__in=[one.pk, other.pk])
    assert "accounts have come or gone since" in client.get(_at(left)).text
    _review(client, left, "accept")
    assert "accounts have come or gone since" not in client.get(_at(left)).text
    _review(client, left, "reopen")
    left.refresh_from_db()
    assert left.review == Review.NEW


@pytest.mark.usefixtures("land")
def test_what_somebody_has_in_hand_is_said_and_nobody_else_decides_on_it(
    client: Client, person: Person
) -> None:
    row, _ = _two()
    reviewing.take(row, by=person(Role.ANALYST, name="Omar Aziz"))
    assert "in the hands of Omar Aziz until" in client.get(_at(row)).text
    for verb in ("accept", "take"):
        assert (
            "Somebody else has this in hand"
            in client.get(_review(client, row, verb).headers["Location"]).text
        )
    row.refresh_from_db()
    assert row.review == Review.NEW
    _review(client, row, "take over")
    page = " ".join(client.get(_at(row)).text.split())
    assert "in your hands until" in page
    assert "<b>nadia@example.org</b> took it over" in page


@pytest.mark.usefixtures("land")
def test_it_is_taken_in_hand_and_let_go(client: Client, analyst: tuple[Client, User]) -> None:
    row, _ = _two()
    _review(client, row, "take")
    row.refresh_from_db()
    assert row.assignee == analyst[1]
    assert "in your hands until" in client.get(_at(row)).text
    _review(client, row, "let go")
    row.refresh_from_db()
    assert row.assignee is None


@pytest.mark.usefixtures("land")
def test_the_history_tells_who_did_what(client: Client) -> None:
    row, _ = _two()
    _review(client, row, "reject")
    page = " ".join(client.get(_at(row)).text.split())
    assert "<b>nadia@example.org</b> rejected it: new before, rejected since" in page


# ── who may ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("land")
def test_who_only_sees_the_desk_reads_and_decides_nothing(signed_in: SignedIn) -> None:
    row, other = _two()
    admin, _ = signed_in(Role.ADMIN)
    page = admin.get(_at(row)).text
    assert 'name="verb"' not in page
    assert 'name="other"' not in page
    assert 'name="account"' not in page
    for deed in ("review/", "merge/", "apart/", "split/"):
        assert admin.post(_at(row, deed), {"verb": "accept", "other": str(other.pk)}).status_code == 403
    assert not Ruling.objects.exists()


@pytest.mark.usefixtures("land")
def test_strangers_are_asked_to_sign_in_and_readers_refused(signed_in: SignedIn) -> None:
    row, _ = _two()
    assert Client().get(_at(row)).status_code == 302
    reader, _ = signed_in(Role.READER)
    assert reader.get(_at(row)).status_code == 403


@pytest.mark.usefixtures("land")
def test_what_is_not_there_or_not_asked_for_rightly_is_not_found(client: Client) -> None:
    row, other = _two()
    ruling = rulings.keep_apart(*_two(), by=client.get(_at(row)).context["user"])
    third = next(one for one in Incident.objects.there() if one not in {row, other})
    assert client.get("/desk/incidents/01890000-0000-7000-8000-000000000000/").status_code == 404
    assert _review(client, row, "burn").status_code == 404
    assert client.post(_at(row, "merge/"), {"other": "x"}).status_code == 404
    assert client.post(_at(third, f"rulings/{ruling.pk}/undo/")).status_code == 404
    assert client.get(_at(row, "merge/")).status_code == 405


def test_a_report_that_is_linked_anew_keeps_its_incidents_page(client: Client) -> None:
    coding = Invented(5).coding("r1", [_happened()])
    stored([coding])
    (row,) = Incident.objects.there()
    client.get(_at(row))
    again = replace(coding, engine="other/2", events=(replace(coding.events[0], type=EventType.AIRSTRIKE),))
    link_report(store_coding(again).report)
    assert "Airstrike" in client.get(_at(row)).text
