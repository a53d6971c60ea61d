"""Public: what of the archive readers may find, as the database is asked for it, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.web.archive.models import Incident, SearchKind
from dateline.web.press.claims.public import claims_shown
from dateline.web.press.models import Briefing

if TYPE_CHECKING:
    from django.db.models import QuerySet


def public() -> dict[SearchKind, QuerySet[Any]]:
    """What readers see of each kind that can be looked for by its words."""
    return {
        SearchKind.BRIEFING: Briefing.objects.published(),
        SearchKind.INCIDENT: Incident.objects.published(),
        SearchKind.CLAIM: claims_shown(),
    }
