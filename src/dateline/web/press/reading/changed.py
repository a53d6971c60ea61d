"""Changed: what is different in two versions, with some words around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from dateline.web.press.markdown import marked_otherwise
from dateline.web.press.publishing.comparing import Kind, differences
from dateline.web.telling.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from django_stubs_ext import StrOrPromise

    from dateline.web.press.models import Revision
    from dateline.web.press.publishing.comparing import Part

_AROUND = 240
"""Signs that are shown of what stayed the same, before and behind a change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A field that is different: its name, and its parts; of what stayed the same only what is close by."""

    label: StrOrPromise
    parts: Sequence[Part]


def changed(older: Revision, newer: Revision) -> tuple[Changed, ...]:
    """The fields that are different in two versions. Neither ever changes, so it is looked for once."""
    key = (older.pk, newer.pk)
    found = _memory.get(key)
    return found if found is not None else _memory.put(key, _changed(older, newer))


_memory: Kept[tuple[UUID, UUID], tuple[Changed, ...]] = Kept(64)


def _changed(older: Revision, newer: Revision) -> tuple[Changed, ...]:
    fields = [(of, list(parts)) for of, parts in groupby(differences(older, newer), lambda part: part.of)]
    return tuple(
        Changed(label=of.label, parts=[_near(parts, nth) for nth in range(len(parts))])
        for of, parts in fields
        if any(part.kind is not Kind.SAME for part in parts)
    )


def _near(parts: Sequence[Part], nth: int) -> Part:
    """A part as it is shown: markers as labels in brackets; what stayed the same cut where it is long."""
    part = parts[nth]
    text = marked_otherwise(part.text, "[{}]".format)
    if part.kind is Kind.SAME:
        head = _AROUND if nth else 0
        tail = _AROUND if nth < len(parts) - 1 else 0
        if len(text) > head + tail + _AROUND // 4:
            text = f"{_before(text[:head])} […] {_behind(text[len(text) - tail :])}".strip()
    return replace(part, text=text)


def _before(text: str) -> str:
    """Words without the last one, which may be cut."""
    return text.rpartition(" ")[0]


def _behind(text: str) -> str:
    """Words without the first one, which may be cut."""
    return text.partition(" ")[2]
