"""The queue: what is most useful first, slice by slice, with counts that are links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from dateline.web.archive.models import Event, Review
from dateline.web.archive.reviewing import accept, reject, take
from dateline.web.desk.filters import Asked, events_asked
from dateline.web.desk.queue.facets import count_events
from dateline.web.desk.queue.slices import Spot, slice_of
from dateline.web.desk.queue.telling import passage, told
from dateline.web.rights import Role
from tests.web.archive.people import somebody
from tests.web.desk.listed import archive, in_order, shown, text

if TYPE_CHECKING:
    from uuid import UUID

    from pytest_django import DjangoAssertNumQueries

    from tests.web.accounts import SignedIn

pytestmark = pytest.mark.django_db

_QUERIES = 12  # of the whole page: the figure


def test_the_queue_shows_what_waits_in_order_of_use_with_who_where_when_harm_and_source(
    signed_in: SignedIn,
) -> None:
    archive()
    client, _ = signed_in(Role.ANALYST)
    response = client.get("/desk/")
    assert shown(response) == [str(key) for key in in_order()]
    event = Event.objects.get(pk=in_order()[0])
    words = text(response)
    for expected in (
        f"Events that wait {Event.objects.count()}",
        event.type.replace("_", " ").capitalize(),
        event.place_name,
        "Syria",
        "in the town, within 3 km",
        event.date_start.strftime("%-d %b %Y") if event.date_start else "?",
        f"{event.killed_max} killed",
        event.source.name if event.source else "?",
        "80 of 100",
        "free",
    ):
        assert expected in words, expected
    assert f"<mark>{event.words}</mark>" in response.content.decode()


def test_a_reader_is_not_let_in_and_a_stranger_signs_in_first(signed_in: SignedIn) -> None:
    client, _ = signed_in(Role.READER)
    for name in ("desk", "incidents", "reports", "search", "export"):
        assert client.get(reverse(name)).status_code == 403
    assert Client().get("/desk/").headers["Location"].startswith("/account/login/")


def test_who_only_sees_the_desk_takes_nothing(signed_in: SignedIn) -> None:
    archive(3)
    client, _ = signed_in(Role.ADMIN)
    page = client.get("/desk/").content.decode()
    assert "Take the next one" not in page
    assert 'name="open"' not in page
    assert client.post("/desk/next/").status_code == 403
    assert client.post("/desk/take/", {"open": str(in_order()[0])}).status_code == 403
    assert client.post("/desk/let-go/").status_code == 403
    assert not Event.objects.filter(assignee__isnull=False)


def test_a_page_takes_as_many_questions_however_long_it_is_and_whatever_is_asked(
    signed_in: SignedIn,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client, ana = signed_in(Role.ANALYST)
    archive(3)
    counted = []
    for reports in (3, 15):
        archive(reports)
        client.get("/desk/")  # whatever is asked once a process has been asked
        with django_assert_max_num_queries(_QUERIES) as asked:
            client.get("/desk/")
        counted.append(len(asked))
    assert counted[0] == counted[1]
    take(Event.objects.all()[0], by=ana)
    for query in (
        "type=shelling&country=SY&place=Marjsalam&actor=rebels&from=2018-01-01&confidence=high&status=reported",
        "q=shelled&hands=free",
        "hands=mine",
        "review=all",
    ):
        with django_assert_max_num_queries(_QUERIES):
            assert client.get(f"/desk/?{query}").status_code == 200


# ── slices ──────────────────────────────────────────────────────────────────────────────────────────────────


def _walk(length: int, *, backwards: bool = False) -> list[UUID]:
    """All events, slice by slice."""
    asked = Asked.of(QueryDict("review=all"))
    found, spot = events_asked(asked), ""
    seen: list[UUID] = []
    if backwards:
        spot = _last(length)
    while True:
        way = {"before": spot} if backwards else {"after": spot}
        page = slice_of(found, asked.reviewed.reviews, length=length, **way)
        rows = [row.pk for row in page.rows]
        seen = rows + seen if backwards else seen + rows
        spot = page.before if backwards else page.after
        if not spot:
            return seen


def _last(length: int) -> str:
    """The spot behind everything."""
    asked = Asked.of(QueryDict("review=all"))
    page = slice_of(events_asked(asked), asked.reviewed.reviews, length=length)
    while page.after:
        page = slice_of(events_asked(asked), asked.reviewed.reviews, after=page.after, length=length)
    last = Spot.of(page.rows[-1])
    return str(Spot(review=Review.REJECTED, use=last.use - 1, id=last.id))


@pytest.mark.parametrize("length", [1, 2, 3, 7, 50])
def test_slices_hold_each_event_once_in_order_forwards_and_backwards(length: int) -> None:
    archive()
    Event.objects.filter(pk__in=in_order()[4:9]).update(use=10.5)  # which of them comes first, the ids tell
    ana = somebody()
    first, second, third = Event.objects.order_by("-words")[:3]
    accept(first, by=ana)
    reject(second, by=ana)
    accept(third, by=ana, second=True)
    order = ("new", "second", "accepted", "rejected")
    expected = [
        row.pk for row in sorted(Event.objects.all(), key=lambda x: (order.index(x.review), -x.use, x.pk))
    ]
    assert _walk(length) == expected
    assert _walk(length, backwards=True) == expected


def test_a_slice_goes_on_where_the_last_one_ended_though_others_have_accepted_what_stood_there() -> None:
    archive()
    asked = Asked.of(QueryDict(""))
    order = in_order()
    page = slice_of(events_asked(asked), asked.reviewed.reviews, length=4)
    for row in page.rows:
        accept(row, by=somebody())
    later = slice_of(events_asked(asked), asked.reviewed.reviews, after=page.after, length=4)
    assert [row.pk for row in later.rows] == order[4:8]


def test_a_spot_that_is_none_is_the_beginning(signed_in: SignedIn) -> None:
    archive(3)
    client, _ = signed_in(Role.ANALYST)
    for spot in ("x", "new~x~y", "new~1.0~zz", "~~", "gone~1~" + "0" * 32, "new~nan~" + "0" * 32):
        assert client.get("/desk/", {"after": spot}).status_code == 200
        assert client.get("/desk/", {"before": spot}).status_code == 200


# ── facets ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_value_of_a_facet_leads_to_as_many_events_as_it_says(signed_in: SignedIn) -> None:
    archive()
    client, _ = signed_in(Role.ANALYST)
    one = Event.objects.all()[0]
    for query in ("", f"type={one.type}", f"source={one.source_id}", "hands=free", "confidence=high"):
        page = client.get(f"/desk/?{query}").content.decode()
        values = re.findall(_VALUE, page)
        assert len(values) > 5
        # A value beside one that is chosen tells of itself; of both together the list is longer.
        known = QueryDict(query)
        for filters, number in values:
            asked = QueryDict(filters.replace("&amp;", "&"))
            name = next(iter(set(asked) ^ set(known)), "")
            if name in asked:
                assert f"Events that wait {number} " in text(client.get("/desk/", asked.dict())), (
                    query,
                    asked,
                )


_VALUE = r'<a href="\?([^"]*)"(?: aria-current="true")?><span>.*?class="number">(\d+)'


def test_free_counts_leave_out_what_others_hold() -> None:
    archive()
    ana, bo = somebody("ana"), somebody("bo")
    one, other, *rest = Event.objects.all()
    take(one, by=bo)
    take(other, by=ana)
    params = QueryDict("hands=free")
    counted = count_events(Asked.of(params), params, ana, [one.pk])
    assert counted.number == len(rest) + 1
    types, _, sources = counted.facets
    assert sum(value.number for value in (*types.first, *types.rest)) == len(rest) + 1
    assert sum(value.number for value in (*sources.first, *sources.rest)) == len(rest) + 1


def test_what_is_set_is_shown_and_can_be_given_up(signed_in: SignedIn) -> None:
    archive()
    client, _ = signed_in(Role.ANALYST)
    page = client.get("/desk/?type=shelling&q=shelled&from=2018-05-01&confidence=high&type=nothing")
    words = text(page)
    assert "Give up: “shelled”" in words
    assert "Give up: from 1 May 2018" in words
    assert "Give up: confidence: high" in words
    assert "Give up: Shelling" in words
    assert "“nothing” is nothing that the filter “type” knows" in words
    assert 'href="?q=shelled&amp;from=2018-05-01&amp;type=shelling&amp;type=nothing"' in page.content.decode()
    assert "Nothing that fits these filters." in text(client.get("/desk/?q=zeppelin"))


# ── rows ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("sentence", "words", "expected"),
    [
        ("Troops shelled the mill.", "shelled", ["Troops ", "*shelled", " the mill."]),
        ("The attackers’ attack failed.", "attack", ["The attackers’ ", "*attack", " failed."]),
        ("Nothing of it.", "shelled", ["*shelled", " Nothing of it."]),
        ("", "shelled", ["*shelled", " "]),
        ("It was (a+b) then.", "(a+b)", ["It was ", "*(a+b)", " then."]),
    ],
)
def test_the_trigger_is_lit_where_it_stands_as_a_word(sentence: str, words: str, expected: list[str]) -> None:
    assert [("*" if part.found else "") + part.text for part in passage(sentence, words)] == expected


def test_a_long_sentence_is_cut_on_both_sides_between_words() -> None:
    parts = passage(f"{'before ' * 60}shelled{' after' * 60}", "shelled")
    assert [part.found for part in parts] == [False, True, False]
    assert parts[0].text.startswith("… before")
    assert parts[2].text.endswith("after …")
    assert sum(len(part.text) for part in parts) < 250


def test_a_row_says_whose_hands_it_is_in() -> None:
    archive(2)
    ana, bo = somebody("ana"), somebody("bo")
    event = Event.objects.all()[0]
    take(event, by=ana)
    event = Event.objects.with_words().get(pk=event.pk)
    assert told(event, ana).hands.startswith("you, until")
    assert told(event, ana).mine
    assert told(event, bo).hands.startswith(str(ana))
    assert not told(event, bo).mine
