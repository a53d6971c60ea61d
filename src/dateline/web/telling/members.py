"""Members: the accounts that an incident is made of, each with its report and the events that tell it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dateline.web.archive.models import Account, Event, Review

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from django.db.models import QuerySet

    from dateline.web.archive.models import Incident, Report
    from dateline.web.telling.ways import Ways


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An account: what one report says of the incident.

    `number` is that of its report in time order, as the page counts them; `events` are the ids of its events
    by what the coding calls them, `unreviewed` those that nobody has accepted yet. `sentence` is that of the
    main event, `at` where that is shown.
    """

    pk: int
    number: int
    report: Report
    source: str
    sentence: str
    at: str
    events: dict[str, UUID]
    unreviewed: frozenset[UUID]


def members_of(incident: Incident, reports: Sequence[str], ways: Ways) -> list[Member]:
    """The accounts of an incident in the order of `reports`, the ids of the reports that tell of it."""
    return members_in(accounts_of(incident.pk), events_of(incident.pk).values_list(*EVENT), reports, ways)


def accounts_of(incident: Any) -> QuerySet[Account]:  # noqa: ANN401 -- an id, or a place for one
    """The accounts of an incident, with their reports."""
    return (
        Account.objects.filter(incident=incident)
        .select_related("report__source")
        .defer("sketch", "glance", "report__text", "report__set_apart")
    )


def events_of(incident: Any) -> QuerySet[Event]:  # noqa: ANN401 -- an id, or a place for one
    """The events that tell the accounts of an incident, in the order of their texts."""
    told = Event.objects.filter(accounts__incident=incident, coding__isnull=False)
    return told.order_by("start", "pk")


EVENT = ("accounts", "pk", "ref", "sentence", "review")
"""What `members_in` asks of each event."""


def members_in(
    accounts: Iterable[Account], told: Iterable[tuple[Any, ...]], reports: Sequence[str], ways: Ways
) -> list[Member]:
    """As `members_of`, of what was asked of the database before: accounts, and EVENT of each event."""
    numbers = {key: number for number, key in enumerate(reports, 1)}
    last = len(numbers) + 1
    rows = sorted(accounts, key=lambda row: (numbers.get(row.report.key, last), row.pk))
    events: dict[int, dict[str, tuple[UUID, str, str]]] = {row.pk: {} for row in rows}
    for account, pk, ref, sentence, review in told:
        if account in events:
            events[account][ref] = (pk, sentence, review)
    return [_member(row, events[row.pk], numbers.get(row.report.key, last), ways) for row in rows]


def _member(row: Account, events: dict[str, tuple[UUID, str, str]], number: int, ways: Ways) -> Member:
    main = events.get(row.ref) or next(iter(events.values()), None)
    return Member(
        pk=row.pk,
        number=number,
        report=row.report,
        source=row.report.source.name if row.report.source else "",
        sentence=main[1] if main else "",
        at=ways.event(main[0]) if main else ways.report(row.report.pk),
        events={ref: pk for ref, (pk, *_) in events.items()},
        unreviewed=frozenset(pk for pk, _, review in events.values() if review != Review.ACCEPTED),
    )
