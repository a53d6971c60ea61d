"""Finding: briefings in the search, as readers see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.web.archive.models import SearchKind
from dateline.web.archive.search.indexing import forget, index_words
from dateline.web.press.markdown import plain

if TYPE_CHECKING:
    from dateline.web.press.models import Briefing


def index_briefing(row: Briefing) -> None:
    """Have a briefing found by the revision that readers see."""
    if row.live is None:
        return
    words = "\n".join(filter(None, (row.live.standfirst, plain(row.live.body))))
    index_words(SearchKind.BRIEFING, row.pk, day=row.day, title=row.live.headline, body=words)


def forget_briefing(row: Briefing) -> None:
    """Have a briefing found no more."""
    forget(SearchKind.BRIEFING, [row.pk])
