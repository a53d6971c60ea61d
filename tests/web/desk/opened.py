"""What the tests of the review screen share: the sample, its events, and forms as the screen gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.domain import Span
from dateline.web.archive.linking import link_report
from dateline.web.archive.models import Event
from dateline.web.archive.store import coding_of, store_coding
from tests.codings import OIL_FIELD, sample_coding

if TYPE_CHECKING:
    from django.test import Client

    from dateline import domain
    from dateline.web.archive.models import Report


def oil_field() -> Report:
    """The sample of the oil field, coded and linked."""
    report = store_coding(sample_coding(OIL_FIELD)).report
    link_report(report)
    report.refresh_from_db()
    return report


def event_named(words: str) -> Event:
    """The event whose trigger these words are."""
    return Event.objects.select_related("report").get(words=words)


def span(report: Report, words: str, nth: int = 0) -> Span:
    """Where words stand in a report, for the nth time."""
    start = -1
    for _ in range(nth + 1):
        start = report.text.index(words, start + 1)
    return Span(start, start + len(words))


def at(one: Span) -> str:
    """A span as forms give it."""
    return f"{one.start}-{one.end}"


def stands(row: Event) -> domain.Event:
    """An event as it stands now."""
    coding = coding_of(row.report, with_rejected=True)
    assert coding is not None
    row.refresh_from_db()
    return next(one for one in coding.events if one.id == row.ref)


def words_of(row: Event, field: str) -> list[str]:
    """The words of a field of an event as it stands now."""
    coding = coding_of(row.report, with_rejected=True)
    assert coding is not None
    return [one.of(coding.report.text) for one in getattr(stands(row), field)]


def open_event(client: Client, row: Event, query: str = "") -> Any:  # noqa: ANN401 -- a response with its context
    """The review screen of an event."""
    answer = client.get(f"/desk/events/{row.pk}/{query}")
    assert answer.status_code == 200, answer
    return answer


def send(client: Client, row: Event, to: str, **given: str) -> Any:  # noqa: ANN401 -- as above
    """Open an event and send one of its forms."""
    seen = open_event(client, row).context["seen"]
    return client.post(f"/desk/events/{row.pk}/{to}/", {"seen": seen, **given})


def told(client: Client, where: Any) -> str:  # noqa: ANN401 -- as above
    """The page that an answer leads to, and what it says."""
    page: str = client.get(where.headers["Location"]).content.decode()
    return page
