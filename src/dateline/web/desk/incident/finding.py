"""Finding another incident to merge with: by words, by its id, or by the address of its page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from dateline.web.archive.models import Incident, SearchKind
from dateline.web.archive.search import search
from dateline.web.desk.incident.comparing import day_words, place_words, type_words

MOST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An incident, with what and where and when it was in words."""

    incident: Incident
    words: str


def look_for(sought: str, incident: Incident) -> list[Found]:
    """Other incidents that are there, the best first."""
    if named := _ID.search(sought):
        keys = [UUID(named[0])]
    else:
        keys = [hit.object for hit in search(sought, kinds=[SearchKind.INCIDENT], limit=MOST + 1)]
    rows = Incident.objects.light().there().exclude(pk=incident.pk).in_bulk(keys)
    found = (rows[key] for key in keys if key in rows)
    return [Found(incident=one, words=_words(one)) for one in found][:MOST]


def _words(row: Incident) -> str:
    return ", ".join(filter(None, (type_words(row), place_words(row), day_words(row))))


_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
