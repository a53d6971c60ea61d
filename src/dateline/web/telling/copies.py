"""Copies: which reports print another's words, which bring the same origin, which origins count as one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from dateline.domain import SourceKind
from dateline.domain.messages import Row
from dateline.exporting.incidents.wording import KINDS, name_of
from dateline.linking import Copies as Words
from dateline.linking import is_copy
from dateline.linking.bylines import agency_over
from dateline.linking.sourcing import host_of
from dateline.web.archive.models import Report
from dateline.web.archive.sources import sources_of_archive
from dateline.web.archive.store import report_of
from dateline.web.telling.saying import apart, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline import domain
    from dateline.domain import Counted, Origin
    from dateline.exporting.incidents.accounts import IncidentTold
    from dateline.linking.ports import Sources
    from dateline.pipeline import Lookups


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """A report that is a copy of another, by their numbers on the page: so much of it in 100 stood there."""

    number: int
    of: int
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """An origin that several reports bring: its name, what kind of source it is, and their numbers."""

    name: str
    kind: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOne:
    """Origins that count as one, and why."""

    names: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """What of the reports of an incident goes back to the same."""

    copied: tuple[Copied, ...]
    shared: tuple[Shared, ...]
    as_one: tuple[AsOne, ...]

    @property
    def none(self) -> bool:
        """Whether each report brings an origin of its own."""
        return not (self.copied or self.shared or self.as_one)


def copies_in(told: IncidentTold, lookups: Lookups | None = None) -> Copies:
    """What of the reports of an incident goes back to the same; `lookups` as of `sources_of_archive`."""
    incident = told.incident
    numbers = {key: number for number, key in enumerate(told.reports, 1)}
    origins = {origin.id: origin for origin in incident.origins}
    return Copies(
        copied=tuple(_copied(told, numbers, lookups)) if len(numbers) > 1 else (),
        shared=tuple(
            Shared(
                name=said(name_of(origin.id, origins)),
                kind=said(KINDS[origin.kind]),
                numbers=tuple(numbers[key] for key in origin.reports if key in numbers),
            )
            for origin in incident.origins
            if len(origin.reports) > 1
        ),
        as_one=tuple(
            AsOne(names=said(Row.of(tuple({name_of(key, origins): None for key in one.origins}))), why=why)
            for one in told.examined.counted
            if len(one.origins) > 1 and (why := _why(one, origins))
        ),
    )


def _copied(told: IncidentTold, numbers: dict[str, int], lookups: Lookups | None) -> Iterator[Copied]:
    """The reports that are copies; as in linking, what an agency prints or signs comes before all else."""
    rows = Report.objects.filter(key__in=told.reports).select_related("source")
    reports = {row.key: report_of(row) for row in rows}
    sources = sources_of_archive(lookups)
    ordered = [reports[key] for key in told.reports if key in reports]
    agencys = {one.id for one in ordered if _is_agencys(one, sources)}
    ordered.sort(key=lambda one: one.id not in agencys)
    words = Words()
    for report in ordered:
        words.add(report)
        found = words.borrowed(report)
        if found.report and is_copy(found) and report.id not in agencys:
            yield Copied(
                number=numbers[report.id], of=numbers[found.report], percent=round(100 * found.share)
            )


def _is_agencys(report: domain.Report, sources: Sources) -> bool:
    found = agency_over(report, sources) or sources.source(report.source, host_of(report), report.published)
    return bool(found and found.kind is SourceKind.AGENCY)


def _why(counted: Counted, origins: dict[str, Origin]) -> str:
    known = [origins[key] for key in counted.origins if key in origins]
    sides = {origin.alignment for origin in known}
    if len(sides) == 1 and (side := next(iter(sides))):
        named = origins.get(f"actor:{side}")
        return _("all are on the side of %(side)s") % {"side": apart(named.name if named else side)}
    if any(origin.id.startswith(("report:", "person:")) for origin in known):
        return _("people who speak for no organisation count with the outlet that quotes them")
    return _("one passes on the others, or one owner stands behind them")
