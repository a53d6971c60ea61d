"""Wording: what is said of pictures and videos, as it stands in their rows and as readers see it.

What readers see of a picture stays what it was when the revision was published: other words of it come
before them with the next revision, and a correction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.web.press.markdown import media_in
from dateline.web.press.models import Media

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.web.press.models import Revision

SAID = ("alt", "caption", "credit", "licence", "source_url")
"""What is said of a picture or a video."""

Words = dict[str, str]


def words_of(row: Media) -> Words:
    """What is said of a picture or a video now."""
    return {name: getattr(row, name) for name in SAID}


def words_in(body: str) -> dict[str, Words]:
    """What is said now of the pictures and videos of a body, by their ids."""
    wanted = media_in(body)
    if not wanted:
        return {}
    return {str(row.pk): words_of(row) for row in Media.objects.filter(pk__in=wanted).order_by("pk")}


def words_for(row: Media, revision: Revision | None) -> Words:
    """What a revision says of a picture: what was said when readers came to see it, else what is said now."""
    known: Mapping[str, Words] = revision.pictures if revision else {}
    return words_of(row) | known.get(str(row.pk), {})


def are_worded_otherwise(live: Revision, body: str) -> bool:
    """Whether of a picture that readers see, and that a body still shows, other things are said now."""
    now = words_in(body)
    return any(now[key] != words for key, words in live.pictures.items() if key in now)
