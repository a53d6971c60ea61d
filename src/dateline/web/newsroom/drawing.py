"""Drawing: a text as readers will see it, with what of it is to be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from dateline.web.newsroom.checking import checks, open_checks
from dateline.web.press.markdown import labels_in, media_in, render
from dateline.web.press.models import Media
from dateline.web.press.reading.pictures import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.web.newsroom.checking import Check
    from dateline.web.newsroom.citing import Citable
    from dateline.web.press.markdown import Rendered
    from dateline.web.press.models import Briefing


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A text drawn, what was checked of it, and how many of the checks want a look."""

    rendered: Rendered
    checks: tuple[Check, ...]
    open: int


def drawn(briefing: Briefing, body: str, citable: Citable, media: Sequence[Media]) -> Drawn:
    """Draw a text.

    Args:
        briefing: Whose text it is.
        body: The Markdown.
        citable: What its markers may lead to.
        media: The pictures and videos that it may show, as `media_for` finds them.
    """
    rendered = render(body, cited=citable.cited(labels_in(body)), media={one.pk: shown(one) for one in media})
    by = {one.pk: one for one in media}
    there = {key: by[key] for key in media_in(body) if key in by}
    found = checks(body, rendered, citable, there, language=briefing.series.language)
    return Drawn(rendered=rendered, checks=tuple(found), open=open_checks(found))


def media_for(briefing: Briefing, body: str) -> list[Media]:
    """The pictures and videos of a briefing and of its text, the newest first."""
    rows = Media.objects.filter(Q(briefings=briefing) | Q(pk__in=media_in(body)))
    return list(rows.distinct().select_related("poster").order_by("-at", "-pk"))
