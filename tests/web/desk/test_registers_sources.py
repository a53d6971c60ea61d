"""Sources and the history of changes on the desk."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from dateline.domain import Status
from dateline.web.archive.corrections import correct
from dateline.web.archive.linking import rulings
from dateline.web.archive.models import Change, Event, Feed, Field, Incident, Source, SourceDomain
from dateline.web.archive.overrides_editing import save_actor, save_place
from dateline.web.archive.overrides_sources import merge, put_back, save_source, token_of
from dateline.web.archive.reviewing import accept
from dateline.web.rights import Role
from tests.web.archive.invented import Invented, stored

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from dateline.web.site.accounts.models import User
    from tests.web.accounts import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def omar(person: Person) -> User:
    """An editor."""
    return person(Role.EDITOR, name="Omar Aziz")


@pytest.fixture
def editor(omar: User) -> Client:
    """An editor's browser."""
    client = Client()
    client.force_login(omar)
    return client


def _source(name: str = "The Mill", domain: str = "", **said: str) -> Source:
    row = Source.objects.create(name=name, **said)
    if domain:
        SourceDomain.objects.create(domain=domain, source=row)
    return row


def _typed(client: Client, row: Source, **said: str) -> dict[str, str]:
    initial = client.get(f"/desk/sources/{row.pk}/").context["form"].initial
    return {**initial, "domains": "\n".join(initial["domains"]), **said}


def test_sources_are_listed_with_kind_country_side_and_numbers(editor: Client) -> None:
    report = stored(Invented(1).codings(1))[0]
    assert report.source is not None
    Source.objects.filter(pk=report.source.pk).update(kind="party", alignment="sdf", country="SYR")
    SourceDomain.objects.create(domain="a.example", source=report.source)
    SourceDomain.objects.create(domain="b.example", source=report.source)
    Feed.objects.create(source=report.source, url="https://a.example/feed")
    page = editor.get("/desk/sources/")
    row = page.context["rows"][0]["source"]
    assert (row.number_of_reports, row.number_of_sites, row.number_of_feeds) == (1, 2, 1)
    for words in ("party", "Syria", "Syrian Democratic Forces"):
        assert words in page.content.decode()


def test_sources_are_found_by_name_site_former_name_and_kind(editor: Client, omar: User) -> None:
    _source("The Owl", "owl.example", kind="monitor")
    mill = _source("The Mill", "mill.example")
    merge(_source("Reed Post"), into=mill, by=omar)

    def found(**asked: str) -> list[str]:
        return [row["source"].name for row in editor.get("/desk/sources/", asked).context["rows"]]

    assert found(q="mill.ex") == ["The Mill"]
    assert found(q="reed post") == ["The Mill"]
    assert found(q="owl") == ["The Owl"]
    assert found(kind="monitor") == ["The Owl"]
    assert found(kind="owl", order="name") == ["The Mill", "The Owl"]


def test_an_editor_sets_what_a_source_is_and_is_told_when_it_takes_effect(editor: Client) -> None:
    row = _source()
    said = _typed(editor, row, kind="state_media", alignment="Syrian Democratic Forces", country="syr",
                  domains="https://mill.example/\nwww.mill.org")  # fmt: skip
    answer = editor.post(f"/desk/sources/{row.pk}/", said, follow=True)
    row.refresh_from_db()
    assert (row.kind, row.alignment, row.country) == ("state_media", "sdf", "SYR")
    assert sorted(row.domains.values_list("domain", flat=True)) == ["mill.example", "mill.org"]
    assert "weighed anew in the background" in answer.content.decode()
    editor.post("/desk/undo/")
    row.refresh_from_db()
    assert (row.kind, row.domains.count()) == ("unknown", 0)


def test_an_editor_says_that_pages_may_be_shown_whole_which_is_kept_and_can_be_undone(editor: Client) -> None:
    row = _source(kind="monitor")
    where = f"/desk/sources/{row.pk}/"
    assert "are shown to readers in the sentences that claims rest on" in editor.get(where).content.decode()
    editor.post(where, _typed(editor, row, showable="on"))
    row.refresh_from_db()
    assert row.showable
    assert not row.edited, "what kind of source it is still is the register's to say"
    page = editor.get(where).content.decode()
    assert "may be shown to readers whole" in page
    assert "its pages may be shown whole" in page.lower(), "the history tells it"
    change = Change.objects.of(row).get()
    assert (change.before, change.after) == ({"showable": False}, {"showable": True})
    assert change.by is not None
    put_back(change, by=change.by)
    row.refresh_from_db()
    assert not row.showable


def test_an_analyst_sees_sources_and_edits_none(person: Person) -> None:
    client = Client()
    client.force_login(person(Role.ANALYST))
    row, other = _source(), _source("The Owl")
    page = client.get(f"/desk/sources/{row.pk}/")
    assert page.status_code == 200
    assert "Merge into" not in page.content.decode()
    assert client.post(f"/desk/sources/{row.pk}/", {"name": "x", "kind": "media"}).status_code == 403
    assert client.get(f"/desk/sources/{row.pk}/merge/").status_code == 403
    assert client.post(f"/desk/sources/{row.pk}/merge/", {"into": str(other.pk)}).status_code == 403
    assert Source.objects.count() == 2


def test_a_site_of_another_source_is_refused_with_a_link_to_it(editor: Client) -> None:
    row, owl = _source(), _source("The Owl", "owl.example")
    answer = editor.post(f"/desk/sources/{row.pk}/", _typed(editor, row, domains="owl.example"))
    text = answer.content.decode()
    assert "is a site of The Owl" in text
    assert f'href="/desk/sources/{owl.pk}/"' in text


def test_the_second_of_two_editors_of_a_source_saves_knowingly(editor: Client, person: Person) -> None:
    row = _source()
    said = _typed(editor, row, kind="media")
    save_source(row, {"kind": "party"}, by=person(name="Ana Lang"), seen=token_of(row))
    late = editor.post(f"/desk/sources/{row.pk}/", said)
    text = late.content.decode()
    assert "Somebody else has edited this meanwhile" in text
    assert "Ana Lang" in text
    row.refresh_from_db()
    assert row.kind == "party"
    token = re.search(r'name="seen" value="([^"]*)"', text)
    assert token is not None
    assert editor.post(f"/desk/sources/{row.pk}/", said | {"seen": token[1]}).status_code == 302


def test_merging_shows_first_what_it_comes_to_and_leads_on_from_the_old_address(editor: Client) -> None:
    one, other = _source("The Mill", "mill.example"), _source("Mill News")
    choice = editor.get(f"/desk/sources/{one.pk}/merge/", {"q": "news"}).content.decode()
    assert f"?into={other.pk}" in choice
    shown = editor.get(f"/desk/sources/{one.pk}/merge/", {"into": str(other.pk)}).content.decode()
    assert "This cannot be undone." in shown
    assert Source.objects.count() == 2
    editor.post(f"/desk/sources/{one.pk}/merge/", {"into": str(other.pk)})
    assert Source.objects.count() == 1
    page = editor.get(f"/desk/sources/{one.pk}/", follow=True)
    assert page.redirect_chain[-1][0] == f"/desk/sources/{other.pk}/"
    assert "has become part of Mill News" in page.content.decode()
    assert editor.get(f"/desk/sources/{other.pk}/merge/", {"into": "owl"}).status_code == 404


# ── the history ─────────────────────────────────────────────────────────────────────────────────────────────


def _many(omar: User) -> None:
    reports = stored(Invented(3).codings(4))
    for report in reports:
        for event in Event.objects.filter(report=report, coding__isnull=False):
            correct(event, Field.STATUS, next(iter(Status)), by=omar)
            accept(event, by=omar)
    incidents = list(Incident.objects.there()[:2])
    if len(incidents) == 2:
        rulings.keep_apart(*incidents, by=omar)
    save_actor("", {"name": "Owl Brigade", "cls": "rebel_group", "parent": "sdf"}, by=omar)
    save_actor("hts", {"aliases": ["Owls of the North"]}, by=omar)
    save_place("", {"name": "Reed Gate", "feature": "crossing", "lat": 35.7, "lon": 36.4}, by=omar)
    row = _source("Owl Post")
    save_source(row, {"kind": "party"}, by=omar, seen=token_of(row))
    merge(_source("Owl News"), into=row, by=omar)


def test_changes_are_readable_sentences_with_before_and_after_in_words(editor: Client, omar: User) -> None:
    _many(omar)
    text = re.sub(r"<[^>]+>|\s+", " ", editor.get("/desk/changes/").content.decode())
    text = re.sub(r"\s+", " ", text)
    for words in (
        "Omar Aziz accepted the event",
        "Omar Aziz corrected the event",
        "Omar Aziz kept apart the incident",
        "Omar Aziz added the actor Owl Brigade",
        "belongs to after: Syrian Democratic Forces",
        "Omar Aziz edited the actor Hay&#x27;at Tahrir al-Sham other names after: Owls of the North",
        "Omar Aziz added the place Reed Gate",
        "Omar Aziz edited the source Owl Post kind before: unknown → after: party",
        "Omar Aziz merged the source Owl News",
    ):
        assert words in text, words
    assert "{" not in text


def test_changes_are_narrowed_by_person_kind_and_day(editor: Client, omar: User, person: Person) -> None:
    ana = person(Role.ANALYST, name="Ana Lang")
    save_actor("hts", {"aliases": ["Owls of the North"]}, by=ana)
    row = _source()
    save_source(row, {"kind": "party"}, by=omar, seen=token_of(row))

    def told(**asked: str) -> list[str]:
        return [line.kind for line in editor.get("/desk/changes/", asked).context["lines"]]

    today = datetime.now(UTC).date()
    assert told() == ["the source", "the actor"]
    assert told(by=str(ana.pk)) == ["the actor"]
    assert told(kind="source") == ["the source"]
    assert told(**{"from": str(today), "to": str(today)}) == ["the source", "the actor"]
    assert told(**{"from": str(today + timedelta(days=1))}) == []
    assert told(to=str(today - timedelta(days=1))) == []
    assert told(**{"by": "owl", "kind": "user", "from": "owl", "to": "2018-02-31"}) == [
        "the source",
        "the actor",
    ]


def test_changes_of_accounts_are_not_told_at_the_desk(editor: Client) -> None:
    assert Change.objects.filter(about="user").exists()  # the editor was given a role
    assert editor.get("/desk/changes/").context["lines"] == []


@pytest.mark.parametrize(("path", "most"), [("/desk/sources/", 8), ("/desk/changes/", 18)])
def test_lists_ask_the_database_as_often_for_many_rows_as_for_few(
    editor: Client,
    omar: User,
    path: str,
    most: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    _many(omar)
    with django_assert_max_num_queries(most):
        page = editor.get(path)
    assert len(page.context["page"]) > 4


def test_a_source_asks_the_database_as_often_for_many_reports(
    editor: Client, omar: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    _many(omar)
    one, *others = list(Source.objects.filter(reports__isnull=False).distinct())
    for other in others:
        merge(other, into=one, by=omar)
    with django_assert_max_num_queries(22):
        assert editor.get(f"/desk/sources/{one.pk}/").status_code == 200
