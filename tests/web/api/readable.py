"""A site that can be read: incidents, two briefings, one of them withdrawn, a correction; and ways to ask."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.test import Client

from dateline.web.archive.models import EventActor, Incident, Page, Report
from dateline.web.archive.packing import pack
from tests.web.press import published

if TYPE_CHECKING:
    from django.http import HttpResponse

    from dateline.web.press.models import Briefing, Correction, Series
    from dateline.web.site.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Readable:
    """What there is to read."""

    incidents: list[Incident]
    hidden: Incident
    series: Series
    briefing: Briefing
    withdrawn: Briefing
    correction: Correction


def readable(by: User) -> Readable:
    """Some incidents, one not published; a briefing that was corrected, and one that was withdrawn."""
    told = published.incidents(8)
    hidden = told.pop()
    Incident.objects.filter(pk=hidden.pk).update(published_at=None)
    EventActor.objects.filter(words="rebels").update(actor="rebels-of-marj", name="Rebels of Marj")
    for report in Report.objects.all():
        Page.objects.create(report=report, body=pack(b"<p>page</p>"), sha256="ab" * 32)
    series = published.series()
    briefing = published.briefing(series, told[:3], by)
    correction = published.correct(
        briefing,
        by,
        was="Three towns.",
        now="=Two towns.",
        headline="Coast report: towns shelled, corrected",
    )
    withdrawn = published.briefing(series, told[1:2], by, slug="2018-05-19")
    published.withdraw(withdrawn, "It rested on a forged report.")
    return Readable(
        incidents=told,
        hidden=hidden,
        series=series,
        briefing=briefing,
        withdrawn=withdrawn,
        correction=correction,
    )


def asked(path: str, status: int = 200, **headers: str) -> HttpResponse:
    """The answer at an address below /api/v1/, or at a whole path."""
    whole = path if path.startswith("/") else f"/api/v1/{path}"
    response: Any = Client().get(whole, headers=headers)
    assert response.status_code == status, (whole, response.status_code, body(response)[:600])
    return response  # type: ignore[no-any-return]


def body(response: Any) -> str:  # noqa: ANN401 -- streamed or not
    """The words of an answer, whether it came as a whole or as it was made."""
    content: bytes = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode()


def told(path: str, **headers: str) -> Any:  # noqa: ANN401 -- any JSON
    """What an answer tells as JSON."""
    return json.loads(body(asked(path, 200, **headers)))
