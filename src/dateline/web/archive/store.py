"""The store: reports and codings go in, and come out as they were.

store_report(report) -> row          a report that was read, once
store_coding(coding) -> row          a coding of it; what people said of its events is laid over it
coding_of(row) -> Coding             the coding as it stands, corrections and all
as_coded(row) -> Coding              the coding as the engine gave it
examined_of(row) -> Examined         an incident with its account table

Incidents are put in by `dateline.web.archive.linking`.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db import transaction

from dateline import domain
from dateline.domain import ApartKind, SetApart
from dateline.exporting import incidents, interchange
from dateline.web.archive.ingest_sources import source_of
from dateline.web.archive.layers import laid_over
from dateline.web.archive.models import Coding as CodingRow
from dateline.web.archive.models import Report, ReportState
from dateline.web.archive.packing import pack, storable, unpack, values_of, written
from dateline.web.archive.recoding import Earlier, settle
from dateline.web.archive.search.indexing import index_report

if TYPE_CHECKING:
    from dateline.domain import Coding, Examined
    from dateline.web.archive.models import Incident, Page, Source


def store_report(
    report: domain.Report, *, source: Source | None = None, canonical_url: str | None = None
) -> Report:
    """The row of a report that was read; one whose id is known stays as it is.

    Its source is made where nobody knew it.

    Pages on their way in take `dateline.web.archive.ingest`, which also keeps their bytes and versions.
    """
    key = storable(report.id, 200)
    if known := Report.objects.filter(key=key).first():
        return known
    values = {
        "source": source or source_of(report.url, report.source),
        "canonical_url": canonical_url,
        "url": storable(report.url, 4100),
        "title": storable(report.title),
        "author": storable(report.author),
        "published": report.published,
        "language": storable(report.language, 12),
        "text": storable(report.text),
        "set_apart": [{"kind": one.kind.value, "text": storable(one.text)} for one in report.set_apart],
        "fetched_at": report.fetched,
    }
    row, new = Report.objects.get_or_create(key=key, defaults=values)
    if new:
        index_report(row)
    return row


def report_of(row: Report) -> domain.Report:
    """The report of a row, as it is read now."""
    return domain.Report(
        id=row.key,
        text=row.text,
        url=row.url or None,
        source=row.source.name if row.source else None,
        title=row.title or None,
        author=row.author or None,
        published=row.published,
        fetched=row.fetched_at,
        language=row.language or None,
        set_apart=tuple(SetApart(kind=ApartKind(one["kind"]), text=one["text"]) for one in row.set_apart),
    )


@transaction.atomic
def store_coding(coding: Coding, *, engine_version: str = "") -> CodingRow:
    """Keep a coding as the current one of its report, whose row is made where it is not there.

    Events that were there keep their rows, their reviews and their corrections. The same coding twice is kept
    once.
    """
    report = store_report(coding.report)
    report = Report.objects.select_for_update().get(pk=report.pk)
    body = written(interchange.to_dict(coding))
    digest = hashlib.sha256(body).hexdigest()
    before = current_coding(report)
    if before and before.sha256 == digest and before.engine_version == engine_version:
        return before
    earlier = _earlier(before) if before else None
    if before:
        CodingRow.objects.filter(pk=before.pk).update(current=False)
    row = CodingRow.objects.create(
        report=report,
        engine=storable(coding.engine),
        engine_version=engine_version,
        body=pack(body),
        sha256=digest,
    )
    settle(report, row, coding, earlier=earlier)
    report.state = ReportState.CODED
    report.failure = ""
    report.save(update_fields=["state", "failure"])
    index_report(report)
    return row


def current_coding(report: Report) -> CodingRow | None:
    """The row of the coding that holds; None where the report is not coded yet."""
    return report.codings.filter(current=True).first()


def coding_of(report: Report, *, with_rejected: bool = False) -> Coding | None:
    """The coding of a report as it stands: corrections laid over it, rejected events left out.

    None where it is not coded yet.
    """
    row = current_coding(report)
    return as_it_stands(row, with_rejected=with_rejected) if row else None


def as_it_stands(row: CodingRow, *, with_rejected: bool = True) -> Coding:
    """A coding with the corrections laid over it that hold."""
    return laid_over(row, as_coded(row), with_rejected=with_rejected)


def as_coded(row: CodingRow) -> Coding:
    """A coding as the engine gave it."""
    return interchange.from_dict(values_of(unpack(row.body)))


def _earlier(row: CodingRow) -> Earlier:
    coded = as_coded(row)
    return Earlier(coded=coded, stood=laid_over(row, coded, with_rejected=True))


def body_of(page: Page) -> bytes:
    """A version of a page, byte for byte."""
    return unpack(page.body)


def examined_of(row: Incident) -> Examined:
    """An incident with its account table, as it was weighed last."""
    return incidents.from_dict(values_of(unpack(row.body)))
