"""Media: pictures and videos, taken in by what they are and not by what they are called.

A picture is drawn anew: what a camera writes into it (where, when, whose) is not kept. A video is kept as it
is, but for what names the place that it was filmed at.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.utils import timezone

from dateline.domain.errors import EditRefused, MediaRefused
from dateline.web.archive.history import record
from dateline.web.archive.packing import storable
from dateline.web.press.markdown import media_in
from dateline.web.press.models import Briefing, Media, MediaKind
from dateline.web.press.publishing.holding import changed_beside_its_text, fitting, needed
from dateline.web.press.publishing.pictures import drawn_anew
from dateline.web.press.publishing.videos import is_video, without_place
from dateline.web.press.publishing.wording import SAID, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.files.base import File

    from dateline.web.archive.people import User

MOST_PICTURE = 20 * 1024 * 1024
"""Bytes of a picture as it comes: the largest that a good camera makes."""
MOST_VIDEO = 75 * 1024 * 1024
"""Bytes of a video, some minutes as a telephone films; with its poster a request may bring that much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A file as it is kept. Its size in points is None where it does not tell it."""

    kind: MediaKind
    body: bytes
    media_type: str
    ending: str
    width: int | None
    height: int | None


def take(
    upload: File[bytes],
    *,
    by: User,
    alt: str,
    credit: str,
    caption: str = "",
    licence: str = "",
    source_url: str = "",
    poster: Media | None = None,
) -> Media:
    """Take a picture or a video in. One that is here already is that one, with the words that it has.

    It is not to be called within a transaction: its file is there before its row, and goes if that fails.

    Args:
        upload: Its bytes. What it is called and said to be plays no part.
        by: Who brings it.
        alt: What it shows, for who cannot see it.
        credit: Whose it is.
        caption: What stands beneath it.
        licence: Under which it may be shown.
        source_url: Where it was published first.
        poster: The picture that stands for a video.

    Raises:
        MediaRefused: It is no picture or video of a kind that browsers show, is damaged or too large.
        EditRefused: A field is not right; it says which and why.
    """
    said = _said(alt=alt, credit=credit, caption=caption, licence=licence, source_url=source_url)
    _check_poster(poster)
    content = _content(upload)
    sha256 = hashlib.sha256(content.body).hexdigest()
    if known := known_by(sha256):
        return known
    row = Media(
        kind=content.kind,
        media_type=content.media_type,
        sha256=sha256,
        size=len(content.body),
        width=content.width,
        height=content.height,
        poster=poster if content.kind == MediaKind.VIDEO else None,
        by=by,
        **said,
    )
    try:
        with _file_of(row, content), transaction.atomic():
            row.save(force_insert=True)
            record("uploaded", row, by=by, after={"sha256": sha256, **said})
    except IntegrityError:  # somebody brought the same at the same moment
        if known := known_by(sha256):
            return known
        raise
    return row


@transaction.atomic
def describe(media: Media, *, by: User, **said: Any) -> Media:  # noqa: ANN401 -- fields as the model has them
    """Change what is said of a picture or a video; fields that are not named stay as they are.

    It is said wherever it is shown from the next revision on, which is a draft: readers of a published
    briefing are told otherwise once that is approved and published with a correction.

    Args:
        media: The one that is meant.
        by: Who changes it.
        **said: `alt`, `caption`, `credit`, `licence`, `source_url`.

    Raises:
        EditRefused: A field is not right; it says which and why.
    """
    if unknown := sorted(set(said) - set(SAID)):
        raise TypeError(f"media have no {', '.join(unknown)}")
    # Briefings first, as all hold them who put a picture into one.
    shown = list(
        Briefing.objects.select_for_update().filter(pk__in=media.briefings.values("pk")).order_by("pk")
    )
    row = Media.objects.select_for_update().get(pk=media.pk)
    before = words_of(row)
    for name, words in _said(**(before | said)).items():
        setattr(row, name, words)
    after = words_of(row)
    if after != before:
        row.save()
        for briefing in shown:
            if not briefing.is_closed and briefing.head and row.pk in media_in(briefing.head.body):
                changed_beside_its_text(briefing, by=by, note="the words of a picture were changed")
            briefing.changed_at = timezone.now()
            briefing.save()
        changed = sorted(name for name in after if before[name] != after[name])
        record(
            "described",
            row,
            by=by,
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed},
        )
    media.refresh_from_db()
    return row


def known_by(sha256: str) -> Media | None:
    """The picture or video whose file, as it is kept, has this hash."""
    return Media.objects.filter(sha256=sha256).first()


@contextmanager
def _file_of(row: Media, content: Content) -> Iterator[None]:
    """Write a file down before its row is; it goes again if the row does not come to be."""
    storage = row.file.storage
    named = row.file.field.generate_filename(row, f"{row.sha256[:32]}.{content.ending}")
    name = storage.save(named, ContentFile(content.body))
    try:
        with storage.open(name) as stream:
            os.fsync(stream.fileno())  # a row in the database outlives a power cut, so its file has to
        row.file.name = name
        yield
    except BaseException:
        storage.delete(name)
        raise


def _content(upload: File[bytes]) -> Content:
    start = upload.read(64)
    upload.seek(0)
    if not start:
        raise MediaRefused("it is empty", _CHOOSE)
    most = MOST_VIDEO if is_video(start) else MOST_PICTURE
    body = upload.read(most + 1)
    if len(body) > most:
        raise MediaRefused(f"it has more than {most // 1024**2} MB", "Make it smaller first.")
    if is_video(start):
        film = without_place(body)
        return Content(
            kind=MediaKind.VIDEO,
            body=film.body,
            media_type=film.media_type,
            ending=film.media_type.partition("/")[2],
            width=film.width,
            height=film.height,
        )
    picture = drawn_anew(body)
    return Content(
        kind=MediaKind.PICTURE,
        body=picture.body,
        media_type=picture.media_type,
        ending=picture.ending,
        width=picture.width,
        height=picture.height,
    )


_CHOOSE = "Choose a picture (JPEG, PNG, WebP, AVIF, GIF) or a video (MP4, WebM)."


def _said(**said: str) -> dict[str, str]:
    found = {
        "alt": needed(said["alt"], "alt", "Say what it shows, for those who cannot see it."),
        "credit": needed(fitting(said["credit"], "credit", Media), "credit", "Say whose it is."),
        "caption": storable(said["caption"]).strip(),
        "licence": fitting(said["licence"], "licence", Media),
        "source_url": fitting(said["source_url"], "source_url", Media),
    }
    if found["source_url"]:
        try:
            URLValidator(schemes=["http", "https"])(found["source_url"])
        except ValidationError:
            raise EditRefused(
                f"“{found['source_url']}” is no address", "Begin it with https://.", field="source_url"
            ) from None
    return found


def _check_poster(poster: Media | None) -> None:
    if poster is not None and poster.kind != MediaKind.PICTURE:
        raise EditRefused("a video cannot stand for a video", "Choose a picture.", field="poster")
