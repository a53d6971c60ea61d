"""The page of an incident: the accounts side by side, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dateline.domain import Grade, Standing
from dateline.web.press.addresses import absolute, by_id, to_follow
from dateline.web.press.caching import known_by
from dateline.web.press.claims.ways import PublicWays
from dateline.web.press.feeds.marks import jsonld_of_incident
from dateline.web.press.incidents.finding import found, gone
from dateline.web.press.incidents.reasons import reason_of
from dateline.web.press.incidents.scales import scales_of
from dateline.web.press.incidents.words import (
    GRADES,
    GRADES_MEAN,
    STANDINGS,
    called,
    days_words,
    injured_words,
    killed_words,
    precision_words,
    warned,
    where_words,
)
from dateline.web.telling.reading import read
from dateline.web.telling.saying import said
from dateline.web.telling.table import columns_of, leading_and_rest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from dateline.web.archive.models import Incident, Page, Report
    from dateline.web.press.incidents.finding import Found
    from dateline.web.telling.table import Head


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTold:
    """A report that tells of it: its number on the page, what it adds, and where it is checked."""

    number: int
    report: Report
    source: str
    source_url: str
    title: str
    url: str
    claim: str
    original: str
    page: Page | None
    versions: int
    adds_none: str
    unreviewed: bool


def _key(request: HttpRequest, pk: UUID) -> str | None:
    one = found(request, pk)
    return one.key if one else None


@require_safe
@known_by(_key)
def incident(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An incident; one that became part of another leads there, one that was taken down says why."""
    one = found(request, pk)
    if one is None:
        return _no_more(request, pk)
    row, told = one.incident, one.told
    context = {
        "incident": row,
        "title": warned(called(row), said(told.warning)),
        "description": _described(row),
        "body": render_to_string(
            "press/incidents/body.html",
            shown(one)
            | {
                "here": absolute(request, by_id("press:incident", row.pk)),
                "embed": absolute(request, by_id("api:embed_incident", row.pk)),
            },
        ),
        "jsonld": jsonld_of_incident(request, row, told),
    }
    return render(request, "press/incidents/page.html", context)


def shown(one: Found) -> dict[str, Any]:
    """What the page of an incident shows."""
    row, told, ways = one.incident, one.told, PublicWays()
    reading = read(row)
    heads = tuple(_marked(head, one) for head in columns_of(told, one.members, ways))
    leading, rest = leading_and_rest(told, heads, one.members, ways)
    return {
        "incident": row,
        "title": called(row),
        "told": told,
        "warning": said(told.warning),
        "where": where_words(row) or said(told.where),
        "precision": precision_words(row),
        "days": days_words(row),
        "scales": scales_of(told, {of.report.key: of.report.language for of in one.members}),
        "standing": STANDINGS[Standing(row.standing)],
        "grade": GRADES[Grade(row.grade)],
        "grade_means": GRADES_MEAN[Grade(row.grade)],
        "reason": reason_of(row),
        "columns": heads,
        "leading": leading,
        "rest": rest,
        "map": reading.map,
        "when": reading.when,
        "copies": reading.copies,
        "reports": list(_reports(one)),
        "unreviewed": bool(one.unreviewed),
        "briefings": one.briefings,
        "corrections": one.corrections,
    }


def _described(row: Incident) -> str:
    """The incident in a line, for who passes its address on."""
    parts = [days_words(row), where_words(row)]
    if killed := killed_words(row):
        parts.append(_("killed: %(count)s") % {"count": killed})
    if injured := injured_words(row):
        parts.append(_("injured: %(count)s") % {"count": injured})
    if row.standing != Standing.REPORTED:
        parts.append(str(STANDINGS[Standing(row.standing)]))
    parts.append(_("grade: %(grade)s") % {"grade": GRADES[Grade(row.grade)]})
    return " · ".join(part for part in parts if part)


def _marked(head: Head, one: Found) -> Head:
    waiting = any(
        member.report.key == head.column.report and one.unreviewed.intersection(member.events.values())
        for member in one.members
    )
    return replace(head, mark=_("not reviewed yet")) if waiting else head


def _reports(one: Found) -> Iterator[ReportTold]:
    seen: set[UUID] = set()
    for member in one.members:
        report = member.report
        if report.pk in seen:
            continue
        seen.add(report.pk)
        pages = one.pages.get(report.pk, ())
        source = report.source
        yield ReportTold(
            number=member.number,
            report=report,
            source=member.source,
            source_url=by_id("press:source", source.pk) if source else "",
            title=report.title or report.url or report.key,
            url=by_id("press:report", report.pk),
            claim=member.at,
            original=to_follow(report.url),
            page=pages[-1] if pages else None,
            versions=len(pages),
            adds_none=said(one.told.adding_none.get(report.key, "")),
            unreviewed=bool(one.unreviewed.intersection(member.events.values())),
        )


def _no_more(request: HttpRequest, pk: UUID) -> HttpResponse:
    became = gone(pk)
    if became is None:
        raise Http404
    if became.into:
        there: HttpResponse = redirect("press:incident", pk=became.into, permanent=True)
        there.headers["Cache-Control"] = "no-cache"  # it may be split off again
        return there
    return render(request, "press/incidents/gone.html", {"why": became.why}, status=410)
