"""Changed: what is different in two versions, as readers are shown it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.web.press.markdown import labels_in, marked_otherwise
from dateline.web.press.publishing.comparing import close_by, differences, worded_otherwise
from dateline.web.telling.kept import Kept

if TYPE_CHECKING:
    from uuid import UUID

    from dateline.web.press.models import Revision
    from dateline.web.press.publishing.comparing import Changed


def changed(older: Revision, newer: Revision) -> tuple[Changed, ...]:
    """The fields that are different in two versions, and the words of pictures.

    Neither version ever changes, so it is looked for once.
    """
    key = (older.pk, newer.pk)
    found = _memory.get(key)
    return found if found is not None else _memory.put(key, _changed(older, newer))


_memory: Kept[tuple[UUID, UUID], tuple[Changed, ...]] = Kept(64)


def _changed(older: Revision, newer: Revision) -> tuple[Changed, ...]:
    """The same; of a claim its number in brackets, as the newer page has it where it stands there."""
    numbers = _numbers(older) | _numbers(newer)

    def marker(label: str) -> str:
        return f"[{numbers[label]}]" if label in numbers else ""

    fields = close_by(differences(older, newer), read=lambda words: marked_otherwise(words, marker))
    return (*fields, *worded_otherwise(older.pictures, newer.pictures))


def _numbers(revision: Revision) -> dict[str, int]:
    return {label: number for number, label in enumerate(labels_in(revision.body), 1)}
