"""Finding: the incident at an address, with all that its page is known by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.web.archive.models import Change, Incident, Page
from dateline.web.press.claims.ways import PublicWays
from dateline.web.press.models import Briefing, Correction
from dateline.web.press.once import once
from dateline.web.telling.members import members_of
from dateline.web.telling.reading import read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from django.http import HttpRequest

    from dateline.exporting.incidents.accounts import IncidentTold
    from dateline.web.telling.members import Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An incident that readers see.

    `members` are its accounts with their reports, `unreviewed` the events of them that nobody has accepted
    yet; `pages` are the versions of the reports' pages, without their bytes, the newest last; `briefings`
    tell of it, `corrections` are of these.
    """

    incident: Incident
    told: IncidentTold
    members: Sequence[Member]
    unreviewed: frozenset[UUID]
    pages: Mapping[UUID, Sequence[Page]]
    briefings: Sequence[Briefing]
    corrections: Sequence[Correction]

    @property
    def key(self) -> str:
        """All that its page is made of."""
        reports = [
            (one.report.pk, one.report.title, one.report.url, one.report.published, *_source(one))
            for one in self.members
        ]
        parts = (
            self.incident.pk, self.incident.changed_at, self.incident.published_at, reports,
            [sorted(one.events.items()) for one in self.members], sorted(self.unreviewed),
            [page.pk for some in self.pages.values() for page in some],
            [(one.pk, one.live_id) for one in self.briefings], [one.pk for one in self.corrections],
        )  # fmt: skip
        return repr(parts)


@once
def found(request: HttpRequest, pk: UUID) -> Found | None:  # noqa: ARG001 -- kept with it
    """The incident of an address; None where readers see none there."""
    row = Incident.objects.published().filter(pk=pk).first()
    return found_of(row) if row else None


def found_of(row: Incident) -> Found:
    """What belongs to an incident, in five queries; in some more where nobody looked at it of late."""
    told = read(row).told
    members = members_of(row, told.reports, PublicWays())
    pages: dict[UUID, list[Page]] = {}
    reports = {one.report.pk for one in members}
    for page in Page.objects.filter(report__in=reports).defer("body", "headers").order_by("fetched_at", "pk"):
        pages.setdefault(page.report_id, []).append(page)
    corrections = (
        Correction.objects.published()
        .newest_first()
        .filter(briefing__told__incident=row, briefing__told__shown=True)
    )
    return Found(
        incident=row,
        told=told,
        members=members,
        unreviewed=frozenset().union(*(one.unreviewed for one in members)),
        pages=pages,
        briefings=list(Briefing.objects.published().telling_of(row).to_show().newest_first()),
        corrections=list(corrections.select_related("briefing__series")),
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


def _source(one: Member) -> tuple[object, ...]:
    source = one.report.source
    return (source.pk, source.name, source.showable) if source else ()
