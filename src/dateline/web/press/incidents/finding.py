"""Finding: the incident at an address, with all that its page is known by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import UUIDField

from dateline.web.archive.models import Account, Change, Incident, Page
from dateline.web.press.claims.ways import PublicWays
from dateline.web.press.models import Briefing, Correction
from dateline.web.press.once import once
from dateline.web.press.ready import Given, Ready
from dateline.web.telling.members import EVENT, accounts_of, events_of, members_in
from dateline.web.telling.reading import read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from django.http import HttpRequest

    from dateline.exporting.incidents.accounts import IncidentTold
    from dateline.web.archive.models import Event
    from dateline.web.press.ready import Rows
    from dateline.web.telling.members import Member


@dataclass(frozen=True, kw_only=True)
class Found:
    """An incident that readers see, with what belongs to it as the database has it."""

    incident: Incident
    of_accounts: Rows
    of_events: Rows
    of_pages: Rows
    of_briefings: Rows
    of_corrections: Rows

    @property
    def key(self) -> str:
        """All that its page is made of."""
        row = self.incident
        rows = (self.of_accounts, self.of_events, self.of_pages, self.of_briefings, self.of_corrections)
        return repr((row.pk, row.changed_at, row.published_at, row.review, rows))

    @cached_property
    def told(self) -> IncidentTold:
        """It in words."""
        return read(self.incident).told

    @cached_property
    def members(self) -> Sequence[Member]:
        """Its accounts with their reports."""
        accounts, events = _ACCOUNTS.models(self.of_accounts), _EVENTS.values(self.of_events)
        return members_in(accounts, events, self.told.reports, PublicWays())

    @cached_property
    def unreviewed(self) -> frozenset[UUID]:
        """The events of them that nobody has accepted yet."""
        return frozenset().union(*(one.unreviewed for one in self.members))

    @cached_property
    def pages(self) -> Mapping[UUID, Sequence[Page]]:
        """The versions of the reports' pages, without their bytes, the newest last."""
        found: dict[UUID, list[Page]] = {}
        for page in _PAGES.models(self.of_pages):
            found.setdefault(page.report_id, []).append(page)
        return found

    @cached_property
    def briefings(self) -> Sequence[Briefing]:
        """The briefings that tell of it."""
        return _BRIEFINGS.models(self.of_briefings)

    @cached_property
    def corrections(self) -> Sequence[Correction]:
        """The corrections of these."""
        return _CORRECTIONS.models(self.of_corrections)


@once
def found(request: HttpRequest, pk: UUID) -> Found | None:  # noqa: ARG001 -- kept with it
    """The incident of an address; None where readers see none there."""
    row = next(iter(_PUBLISHED.models(_PUBLISHED.rows(incident=pk))), None)
    return found_of(row) if row else None


def found_of(row: Incident) -> Found:
    """What belongs to an incident, in five queries."""
    return Found(
        incident=row,
        of_accounts=_ACCOUNTS.rows(incident=row.pk),
        of_events=_EVENTS.rows(incident=row.pk),
        of_pages=_PAGES.rows(incident=row.pk),
        of_briefings=_BRIEFINGS.rows(incident=row.pk),
        of_corrections=_CORRECTIONS.rows(incident=row.pk),
    )


_OF: Any = Given("incident", UUIDField())
_PUBLISHED = Ready(lambda: Incident.objects.published().filter(pk=_OF))
_ACCOUNTS = Ready(lambda: accounts_of(_OF).order_by("pk"))
_EVENTS: Ready[Event] = Ready(lambda: events_of(_OF).values_list(*EVENT))
_PAGES = Ready(
    lambda: (
        Page.objects.filter(report__in=Account.objects.filter(incident=_OF).values("report"))
        .defer("body", "headers")
        .order_by("fetched_at", "pk")
    )
)
_BRIEFINGS = Ready(lambda: Briefing.objects.published().telling_of(_OF).to_show().newest_first())
_CORRECTIONS = Ready(
    lambda: (
        Correction.objects.published()
        .newest_first()
        .filter(briefing__told__incident=_OF, briefing__told__shown=True)
        .select_related("briefing__series")
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """An incident that readers see no more: the one that it became part of, or why it was taken down."""

    into: UUID | None = None
    why: str = ""


def gone(pk: UUID) -> Gone | None:
    """What became of an incident that readers once saw; None where they never did."""
    row = Incident.objects.light().select_related("into").defer("into__body").filter(pk=pk).first()
    if row is None:
        return None
    if row.gone_at:
        into = row.into
        while into is not None and into.gone_at:
            into = Incident.objects.light().filter(pk=into.into_id).first() if into.into_id else None
        if row.published_at:  # readers knew it
            return Gone(into=into.pk if into is not None and into.published_at else None)
    taken = Change.objects.of(row).filter(verb="took down").first()
    return Gone(why=str((taken.after or {}).get("why", ""))) if taken else None
