"""Comparing: in what two texts differ, and what else readers of a briefing would see otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from dateline.web.press.incidents.words import called
from dateline.web.press.models import BriefingIncident
from dateline.web.press.publishing.comparing import (
    Changed,
    Kind,
    Of,
    Part,
    close_by,
    differences,
    worded_otherwise,
)
from dateline.web.press.publishing.wording import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.web.press.models import Briefing, Revision
    from dateline.web.press.publishing.comparing import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """In what two texts differ; in nothing where `parts` is empty."""

    parts: tuple[Changed, ...]


def compare(old: Text, new: Text) -> Difference:
    """In what two texts differ: headline, standfirst, body, authors."""
    return Difference(parts=close_by(differences(old, new)))


def changed_since(row: Briefing, live: Revision, head: Revision) -> Difference:
    """In what the next publication of a briefing differs from what readers see: text, incidents, pictures."""
    beside = (*_incidents(row), *worded_otherwise(live.pictures, words_in(head.body)))
    return Difference(parts=(*close_by(differences(live, head)), *beside))


def _incidents(row: Briefing) -> Iterator[Changed]:
    """The incidents that come and go."""
    links = BriefingIncident.objects.filter(briefing=row).select_related("incident").defer("incident__body")
    parts = []
    for link in links.order_by("position", "pk"):
        if link.leaves or not link.shown:
            kind = Kind.REMOVED if link.leaves else Kind.ADDED
            parts.append(Part(of=Of.BODY, kind=kind, text=f"{called(link.incident)} "))
    if parts:
        yield Changed(label=_("Incidents"), parts=tuple(parts))
