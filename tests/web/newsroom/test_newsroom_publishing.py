"""A briefing on its way to readers: checked, approved by somebody else, published, corrected, withdrawn."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.utils import timezone
from PIL import Image

from dateline.web.newsroom.forms import MomentField
from dateline.web.press.models import Correction, Media, Stage
from dateline.web.press.publishing import stages, writing
from dateline.web.press.publishing.wording import words_in
from dateline.web.rights import Role
from tests.web.newsroom.newsroom_world import at, typed, words
from tests.web.press import bare, published
from tests.web.press.public import picture

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from dateline.web.press.models import Briefing
    from dateline.web.site.accounts.models import User
    from tests.web.accounts import Person, SignedIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(signed_in: SignedIn) -> tuple[Client, User]:
    return signed_in(Role.EDITOR, email="ada@example.org")


@pytest.fixture
def client(editor: tuple[Client, User]) -> Client:
    return editor[0]


@pytest.fixture
def ben(person: Person) -> User:
    return person(Role.EDITOR, name="Ben Osei")


@pytest.fixture
def row(ben: User) -> Briefing:
    return bare.draft(ben, incidents=1)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[None]:
    """A place for pictures that is gone after the test."""
    with override_settings(MEDIA_ROOT=tmp_path):
        yield


def _do(client: Client, row: Briefing, do: str, **said: str) -> str:
    row.refresh_from_db()
    seen = str(row.head.number) if row.head else ""
    return words(client.post(at(row, "publish"), {"do": do, "seen": seen} | said, follow=True))


def _out(client: Client, row: Briefing, by: User) -> None:
    """Have it published, by way of the screens."""
    stages.submit(row, by=by)
    _do(client, row, "approve")
    _do(client, row, "publish")
    row.refresh_from_db()
    assert row.stage == Stage.LIVE


def test_a_briefing_is_submitted_sent_back_with_words_approved_by_another_and_published(
    client: Client, ben: User, row: Briefing, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    assert "It waits for approval." in _do(client, row, "submit")
    assert "somebody else approves it" in words(client.get(at(row, "publish")))
    assert "you submitted revision 1" in _do(client, row, "approve")
    assert "Say what is missing." in _do(client, row, "send_back", why="")
    assert "It is a draft again." in _do(client, row, "send_back", why="Name the villages.")
    for room in ("briefing", "publish"):
        assert "sent it back: Name the villages." in words(client.get(at(row, room)))
    stages.submit(row, by=ben)
    with django_assert_max_num_queries(14):
        client.get(at(row, "publish"))
    assert "It is approved." in _do(client, row, "approve")
    assert "It is published." in _do(client, row, "publish")
    row.refresh_from_db()
    assert row.is_out


def test_what_somebody_else_saved_since_is_not_approved_unseen(
    client: Client, ben: User, row: Briefing
) -> None:
    writing.save(row, by=ben, base=1, headline="Other", standfirst="", authors="", body="Other.")
    stages.submit(row, by=ben)
    answer = client.post(at(row, "publish"), {"do": "approve", "seen": "1"})
    assert "Somebody else has edited this meanwhile" in words(answer)
    row.refresh_from_db()
    assert row.stage == Stage.SUBMITTED


def test_a_briefing_is_scheduled_in_utc_and_taken_off_the_schedule(
    client: Client, ben: User, row: Briefing
) -> None:
    stages.submit(row, by=ben)
    _do(client, row, "approve")
    assert "That is past." in _do(client, row, "schedule", at="2018-05-20T06:00")
    assert "They are in UTC." in _do(client, row, "schedule", at="tomorrow")
    morning = (timezone.now() + timedelta(days=2)).replace(hour=6, minute=30, second=0, microsecond=0)
    said = _do(client, row, "schedule", at=f"{morning:%Y-%m-%dT%H:%M}")
    assert f"goes out {morning:%-d %B %Y}, 06:30 UTC" in said
    row.refresh_from_db()
    assert row.publish_at == morning.astimezone(UTC)
    assert "scheduled no more" in _do(client, row, "unschedule")


def test_an_embargo_gives_partners_an_address_that_is_gone_when_it_is_lifted(
    client: Client, row: Briefing
) -> None:
    later = timezone.now() + timedelta(days=2)
    said = _do(client, row, "embargo", until=f"{later:%Y-%m-%d %H:%M}")
    row.refresh_from_db()
    assert f"http://testserver/embargoed/{row.embargo_key}/" in said
    assert "UTC" in said
    assert "The embargo is lifted" in _do(client, row, "embargo", until="")
    assert "/embargoed/" not in words(client.get(at(row, "publish")))


def test_a_published_text_is_changed_with_a_correction_only_which_can_be_taken_back(
    client: Client, editor: tuple[Client, User], ben: User, row: Briefing
) -> None:
    _out(client, row, ben)
    client.post(at(row), typed(row, do="save", body="Nobody was killed."))
    page = words(client.get(at(row, "correct")))
    assert "put in: Nobody was killed" in page
    row.refresh_from_db()
    stages.submit(row, by=editor[1])
    stages.approve(row, by=person_beside(editor[1]))
    assert "changed with a correction only" in _do(client, row, "publish")
    assert "This field is required." in words(
        client.post(at(row, "correct"), {"kind": "correction", "now": ""})
    )
    said = {"kind": "correction", "was": "Three were killed.", "now": "Nobody was killed."}
    client.post(at(row, "correct"), said)
    one = Correction.objects.get()
    client.post(at(row, "correct"), {"take_back": str(one.pk)})
    assert not Correction.objects.exists()
    client.post(at(row, "correct"), said)
    assert "you announced a correction" in _do(client, row, "publish"), "nobody else has looked at it"
    stages.publish(row, by=ben)
    assert Correction.objects.published().get().now == "Nobody was killed."
    assert "Published" in words(client.get(at(row, "correct")))


def test_a_withdrawn_briefing_says_why_and_takes_nothing_any_more(
    client: Client, ben: User, row: Briefing
) -> None:
    _out(client, row, ben)
    assert "Say why" in _do(client, row, "withdraw", why=" ")
    said = _do(client, row, "withdraw", why="It told of another town.")
    assert "It is withdrawn." in said
    assert "It told of another town." in said
    answer = client.post(at(row), typed(row, do="save", body="More."))
    assert "The briefing was withdrawn" in words(answer)
    assert row.revisions.count() == 1


def test_a_withdrawn_briefing_is_reinstated_with_a_reason_and_by_two(
    client: Client, ben: User, row: Briefing
) -> None:
    _out(client, row, ben)
    _do(client, row, "withdraw", why="It told of another town.")
    assert "Say why" in _do(client, row, "reinstate", why=" ")
    said = _do(client, row, "reinstate", why="It told of this town.")
    assert "It is a draft again." in said
    assert "readers see that it was withdrawn" in said
    assert "It told of this town." in words(client.get(at(row, "correct")))
    _do(client, row, "submit")
    assert "somebody else approves it" in words(client.get(at(row, "publish")))
    row.refresh_from_db()
    stages.approve(row, by=ben)
    assert "It is published." in _do(client, row, "publish")
    row.refresh_from_db()
    assert row.is_out
    assert "reinstatement" in words(client.get(at(row, "correct")))


def test_who_writes_announces_a_correction_and_takes_back_their_own_alone(
    signed_in: SignedIn, client: Client, ben: User, row: Briefing
) -> None:
    _out(client, row, ben)
    analyst, _ = signed_in(Role.ANALYST, email="cem@example.org")
    said = {"kind": "correction", "was": "", "now": "It was Marj."}
    analyst.post(at(row, "correct"), said)
    own = Correction.objects.get()
    client.post(at(row, "correct"), said | {"now": "It was Sarr."})
    other = Correction.objects.exclude(pk=own.pk).get()
    assert analyst.post(at(row, "correct"), {"take_back": str(other.pk)}).status_code == 403
    assert analyst.post(at(row, "correct"), {"take_back": str(own.pk)}).status_code == 302
    assert list(Correction.objects.all()) == [other]


def test_a_draft_is_deleted_by_its_writer_or_an_editor_who_are_asked_first(
    signed_in: SignedIn, ben: User, row: Briefing
) -> None:
    analyst, cem = signed_in(Role.ANALYST, email="cem@example.org")
    assert analyst.get(at(row, "delete")).status_code == 403
    assert "Delete the draft" not in words(analyst.get(at(row, "publish")))
    own = bare.draft(cem, of=row.series, slug="2018-05-21", incidents=0)
    writing.keep(own, by=ben, headline="Mine", standfirst="", body="Mine.", authors="")
    page = words(analyst.get(at(own, "delete")))
    assert "Nothing brings them back." in page
    assert "Ben Osei is writing, too" in page
    late = analyst.post(at(own, "delete"), {"seen": "4"}, follow=True)
    assert "Somebody else has edited this meanwhile" in words(late)
    answer = analyst.post(at(own, "delete"), {"seen": "1"}, follow=True)
    assert "is deleted." in words(answer)
    assert analyst.get(at(own)).status_code == 404
    client, _ = signed_in(Role.EDITOR, email="dora@example.org")
    _out(client, row, ben)
    assert client.post(at(row, "delete"), {"seen": "1"}).status_code == 403


def test_any_two_revisions_are_compared_and_an_older_one_is_the_newest_again(
    client: Client, ben: User, row: Briefing
) -> None:
    for base, body in ((1, "The mill burned."), (2, "The mill stood."), (3, "The mill stood in Marj.")):
        writing.save(row, by=ben, base=base, headline="Mill", standfirst="", authors="", body=body)
    latest = words(client.get(at(row, "revisions")))
    assert "From revision 3 to 4" in latest
    assert "put in: in Marj" in latest
    two = words(client.get(at(row, "revisions"), {"a": "4", "b": "2"}))
    assert "From revision 2 to 4" in two
    assert "taken out: burned" in two
    client.post(at(row, "revisions"), {"restore": "2", "seen": "4"})
    row.refresh_from_db()
    assert row.head is not None
    assert (row.head.number, row.head.body) == (5, "The mill burned.")
    late = client.post(at(row, "revisions"), {"restore": "3", "seen": "4"}, follow=True)
    assert "Somebody else has edited this meanwhile" in words(late)
    assert "has no revision 77" in words(
        client.post(at(row, "revisions"), {"restore": "77", "seen": "5"}, follow=True)
    )


@pytest.mark.usefixtures("shelf")
def test_a_picture_is_brought_with_its_credit_and_stands_in_the_text(client: Client, row: Briefing) -> None:
    held = BytesIO()
    Image.new("RGB", (64, 48), "grey").save(held, "PNG")
    said = {"alt": "A mill by a river", "caption": "The mill.", "credit": "Ada", "licence": "CC BY 4.0"}
    bare_file = client.post(at(row, "media"), said | {"upload": _file(held, "mill.png"), "credit": ""})
    assert "This field is required." in words(bare_file)
    text = client.post(at(row, "media"), said | {"upload": SimpleUploadedFile("x.png", b"no picture")})
    assert "The file cannot be shown to readers" in words(text)
    answer = client.post(at(row, "media"), said | {"upload": _file(held, "mill.png")}, follow=True)
    one = Media.objects.get()
    assert f"![](media:{one.pk})" in words(answer)
    shown = re.search(r'<img[^>]*src="([^"]+)"[^>]*alt="A mill by a river"', answer.text)
    assert shown
    assert client.get(shown[1]).status_code == 200
    saved = client.post(at(row), typed(row, do="save", body=f"Calm.\n\n![](media:{one.pk})\n"), follow=True)
    assert "Saved as revision 2." in words(saved)
    assert "Every picture says what it shows and whose it is." in words(saved)
    assert f"media:{one.pk}" in client.get(at(row, "media")).text
    client.post(at(row, "media"), {"take": str(one.pk)})
    assert row.revisions.count() == 2
    reworded = said | {"reword": str(one.pk), "alt": "A mill, seen from the river"}
    assert "Its words are changed" in words(client.post(at(row, "media"), reworded, follow=True))
    assert "This field is required." in words(client.post(at(row, "media"), reworded | {"credit": ""}))
    one.refresh_from_db()
    assert one.alt == "A mill, seen from the river"


def _file(held: BytesIO, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, held.getvalue(), "image/png")


def person_beside(user: User) -> User:
    """Another editor than somebody."""
    other = type(user).objects.exclude(pk=user.pk).first()
    assert other is not None
    return other


def test_a_moment_is_written_with_or_without_its_zone() -> None:
    at_six = datetime(2018, 5, 20, 6, tzinfo=UTC)
    for written in ("2018-05-20T06:00", "2018-05-20 06:00 UTC", "2018-05-20T08:00+02:00"):
        assert MomentField().clean(written) == at_six


@pytest.mark.usefixtures("shelf")
def test_what_readers_are_told_of_a_picture_is_no_more_changed_at_once_than_the_text(
    signed_in: SignedIn, person: Person
) -> None:
    ben = person(Role.EDITOR, email="ben@example.org", name="Ben Osei")
    shown = picture(ben)
    row = published.briefing(
        published.series(), [], ben, body=f"A bridge.\n\n![A bridge](media:{shown.pk})\n"
    )
    row.media.add(shown)
    assert row.live
    row.live.pictures = words_in(row.live.body)
    row.live.save()
    said = {"alt": "The army did it", "credit": "Ben", "reword": str(shown.pk)}
    editor, _ = signed_in(Role.EDITOR, email="dora@example.org")
    assert editor.post(at(row, "media"), said).status_code == 302
    row.refresh_from_db()
    assert (row.stage, row.live.pictures[str(shown.pk)]["alt"]) == (
        Stage.DRAFT,
        "A street with a broken wall",
    )
    assert "Words of a picture" in words(editor.get(at(row, "correct")))
    for room in ("correct", "publish"):  # who approves it sees it, too
        assert "put in: The army did it" in words(editor.get(at(row, room)))
