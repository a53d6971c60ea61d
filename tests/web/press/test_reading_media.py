"""Pictures and videos: who gets them, whole or in part, and what browsers are told of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from dateline.web.press.models import Media, MediaKind
from dateline.web.press.reading.pictures import address
from dateline.web.press.reading.ranges import NoSuchRange, range_of
from dateline.web.rights import Role
from tests.web.press import published
from tests.web.press.public import picture

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

    from dateline.web.press.models import Briefing
    from tests.web.accounts import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_place_for_media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def _shown(person: Person, *, out: bool = True) -> tuple[Media, Briefing]:
    ada = person(Role.EDITOR)
    row = picture(ada)
    body = f"![A wall](media:{row.pk})"
    briefing = published.briefing(published.series(), [], ada, body=body, out=out)
    briefing.media.add(row)
    return row, briefing


def _whole(row: Media) -> bytes:
    with row.file.open() as file:
        found: bytes = file.read()
    return found


def _bytes(answer: Any) -> bytes:  # noqa: ANN401 -- an answer of Django's client
    return b"".join(answer.streaming_content)


def test_what_a_published_briefing_shows_is_anybodys_and_may_be_kept(person: Person) -> None:
    row, _ = _shown(person)
    answer = Client().get(address(row))
    assert _bytes(answer) == _whole(row)
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"].startswith("inline; filename=")
    assert answer["Content-Length"] == str(row.size)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "public, max-age=60, stale-while-revalidate=60"
    assert "Cookie" not in answer.headers.get("Vary", "")
    again = Client().get(address(row), headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("how", ["a draft", "withdrawn", "no longer in the text", "another one's"])
def test_what_no_published_briefing_shows_is_the_desks_alone(person: Person, how: str) -> None:
    row, briefing = _shown(person, out=how != "a draft")
    if how == "withdrawn":
        briefing.withdrawn_at, briefing.withdrawn_why = briefing.published_at, "It was wrong."
        briefing.save()
    if how == "no longer in the text":
        briefing.revisions.update(live_from=None)
    if how == "another one's":
        briefing.media.remove(row)
    assert Client().get(address(row)).status_code == 404
    for role, status in ((Role.READER, 404), (Role.ANALYST, 200)):
        client = Client()
        client.force_login(person(role))
        answer = client.get(address(row))
        assert answer.status_code == status
        assert "public" not in answer.headers.get("Cache-Control", "")


def test_an_old_version_still_shows_its_pictures(person: Person) -> None:
    row, briefing = _shown(person)
    published.revision(briefing, briefing.created_by, body="Without any.")
    assert Client().get(address(row)).status_code == 200


def test_the_poster_of_a_video_is_seen_where_the_video_is(person: Person) -> None:
    ada = person(Role.EDITOR)
    poster = picture(ada)
    video = Media.objects.create(
        kind=MediaKind.VIDEO, file="press/clip.mp4", media_type="video/mp4", sha256="0" * 64, size=1,
        alt="A street", credit="Ada", poster=poster, by=ada,
    )  # fmt: skip
    assert Client().get(address(poster)).status_code == 404
    briefing = published.briefing(published.series(), [], ada, body=f"![A street](media:{video.pk})")
    briefing.media.add(video)
    assert Client().get(address(poster)).status_code == 200


def test_a_player_gets_the_part_that_it_asks_for(person: Person) -> None:
    row, _ = _shown(person)
    whole = _whole(row)
    part = Client().get(address(row), headers={"range": "bytes=5-9"})
    assert (part.status_code, _bytes(part)) == (206, whole[5:10])
    assert part["Content-Range"] == f"bytes 5-9/{row.size}"
    assert part["Content-Length"] == "5"
    beyond = Client().get(address(row), headers={"range": f"bytes={row.size}-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{row.size}")
    other = Client().get(address(row), headers={"range": "bytes=5-9", "if-range": '"another"'})
    assert (other.status_code, _bytes(other)) == (200, whole)


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("bytes=0-0", (0, 1)),
        ("bytes=10-", (10, 100)),
        ("bytes=-30", (70, 100)),
        ("bytes=-300", (0, 100)),
        ("bytes=90-400", (90, 100)),
        ("Bytes = 1 - 2", (1, 3)),
        ("bytes=0-1,5-6", None),
        ("bytes=9-3", None),
        ("bytes=-", None),
        ("words=1-2", None),
        ("bytes=1-2-3", None),
        (f"bytes={'9' * 40}-", None),
    ],
)
def test_a_range_is_read_as_it_is_meant_and_what_is_none_means_the_whole(
    header: str, found: tuple[int, int] | None
) -> None:
    assert range_of(header, 100) == found


@pytest.mark.parametrize(("header", "size"), [("bytes=100-", 100), ("bytes=-0", 100), ("bytes=-5", 0)])
def test_bytes_that_are_not_there_are_refused(header: str, size: int) -> None:
    with pytest.raises(NoSuchRange):
        range_of(header, size)


def test_what_a_browser_may_not_show_it_is_told_to_save(person: Person) -> None:
    row, _ = _shown(person)
    Media.objects.filter(pk=row.pk).update(media_type="text/html")
    answer = Client().get(address(row))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")


def test_no_file_outside_the_place_for_media_is_sent(person: Person, tmp_path: Path) -> None:
    row, _ = _shown(person)
    (tmp_path.parent / "secret").write_text("secret")
    Media.objects.filter(pk=row.pk).update(file="../secret")
    assert Client().get(f"/media/{row.pk}/secret").status_code == 404
