"""Pictures and videos as pages, feeds, mails and the API show them: where they lie, and what is said."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.urls import reverse

from dateline.web.press.markdown import Shown, media_in
from dateline.web.press.models import Media
from dateline.web.press.publishing.wording import words_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from dateline.web.press.models import Revision


def shown_in(revision: Revision, known: Mapping[UUID, Media] | None = None) -> dict[UUID, Shown]:
    """The pictures and videos of a revision in the order of its text, in one query at most.

    Args:
        revision: The one whose body shows them.
        known: Some that were read already; they are asked for only where one is not among these.
    """
    wanted = media_in(revision.body)
    rows = known if known is not None and known.keys() >= set(wanted) else media_of([revision])
    return {pk: shown(rows[pk], revision) for pk in wanted if pk in rows}


def media_of(revisions: Iterable[Revision]) -> dict[UUID, Media]:
    """The pictures and videos that some revisions show, in one query at most."""
    wanted = {pk for one in revisions for pk in media_in(one.body)}
    return Media.objects.select_related("poster").in_bulk(wanted) if wanted else {}


def shown(row: Media, revision: Revision | None = None) -> Shown:
    """A picture or a video as pages show it: as a revision words it, or as it is worded now."""
    return Shown(
        url=address(row),
        media_type=row.media_type,
        kind=row.kind,
        width=row.width,
        height=row.height,
        poster_url=address(row.poster) if row.poster else "",
        **words_for(row, revision),
    )


def address(row: Media) -> str:
    """Where a picture or a video lies."""
    return reverse("files:media", args=[row.pk, PurePosixPath(str(row.file)).name])
