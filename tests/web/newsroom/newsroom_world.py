"""A newsroom for tests: a series, a draft composed from invented reports, and what its pages say."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from dateline.web.press.models import Series
from dateline.web.press.publishing import briefings
from tests.web.press import published

if TYPE_CHECKING:
    from dateline.web.archive.models import Incident
    from dateline.web.press.models import Briefing
    from dateline.web.site.accounts.models import User


def coast(*, four_eyes: bool = True) -> Series:
    """The series of all of it."""
    found = Series.objects.filter(slug="coast").first()
    return found or published.series(four_eyes=four_eyes)


def incidents(reports: int = 3) -> list[Incident]:
    """Five accepted incidents or more that readers do not see yet; on one of them accounts differ."""
    rows = published.incidents(reports)
    for row in rows:
        row.published_at = None
        row.save(update_fields=["published_at"])
    return rows


def draft(by: User, told: list[Incident] | None = None) -> Briefing:
    """A draft as `by` had it composed."""
    return briefings.start(
        coast(),
        day=published.DAY,
        first=published.DAY.replace(day=1),
        last=published.DAY,
        incidents=incidents() if told is None else told,
        by=by,
    )


def at(row: Briefing, room: str = "briefing") -> str:
    """The address of one of its screens."""
    return reverse(f"newsroom_{room}", kwargs={"pk": row.pk})


def typed(row: Briefing, **instead: str) -> dict[str, str]:
    """The editor's form as it stands for its newest revision, with something else typed."""
    head = row.head
    assert head is not None
    said = {name: getattr(head, name) for name in ("headline", "standfirst", "authors", "body")}
    return said | {"base": str(head.number)} | instead


def words(response: Any) -> str:  # noqa: ANN401 -- the test client's own kind of answer
    """What a page says, without its marks."""
    text = re.sub(r"<(script|style)\b.*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())
