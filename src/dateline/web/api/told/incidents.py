"""Incidents as answers have them: in a list, whole with the account table, on a map, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.exporting import incidents as interchange
from dateline.exporting.incidents.accounts import tell_incident
from dateline.exporting.incidents.wording import KINDS
from dateline.web.api.told.common import (
    PLACE_COLUMNS,
    days_of,
    estimate_of,
    moment,
    place_of,
    point_of,
    report_of,
    when_and_where,
)
from dateline.web.archive.models import Event, Incident, Page, Report, Review
from dateline.web.archive.packing import unpack, values_of
from dateline.web.press.claims.ways import to_words
from dateline.web.press.incidents.warning import warnings_of
from dateline.web.press.incidents.words import in_a_line, warned
from dateline.web.press.models import Briefing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from uuid import UUID

    from dateline.exporting.sheets import Cell
    from dateline.web.api import shapes
    from dateline.web.api.told.addresses import Addresses

PORTION = 200
"""How many are read at a time where an answer is sent as it is made."""

COLUMNS = (
    *("id", "key", "url", "title", "warning", "type", *PLACE_COLUMNS),
    *("killed_min", "killed_best", "killed_max", "injured_min", "injured_best", "injured_max"),
    *("standing", "grade", "reason", "number_of_sources", "number_of_reports"),
    *("published_at", "changed_at"),
)

TELLING_COLUMNS = (
    *("incident", "fact", "value", "warning", "stance", "who", "who_kind", "through", "said", "words"),
    *("quote", "start", "end", "source", "report_title", "original", "report", "event", "claim", "reviewed"),
    "url",
)


def incidents_told(rows: Sequence[Incident], to: Addresses) -> list[shapes.Incident]:
    """Incidents of a list. Their `body` may be deferred."""
    warnings = warnings_of(rows)
    return [_incident(row, warnings[row.pk], to) for row in rows]


def in_portions(keys: Sequence[UUID], to: Addresses) -> Iterator[shapes.Incident]:
    """Incidents by their ids, some at a time, in the order of the ids."""
    for row, warning in _rows(keys):
        yield _incident(row, warning, to)


def features(keys: Sequence[UUID], to: Addresses) -> Iterator[dict[str, Any]]:
    """Those of some incidents that have a point, as features; what has none is put on no map by guess."""
    for row, warning in _rows(keys):
        if point_of(row):
            yield feature_of(row, _incident(row, warning, to))


def feature_of(row: Incident | Event, properties: Any) -> dict[str, Any]:  # noqa: ANN401 -- any shape
    """A feature (RFC 7946) of what was somewhere; its geometry is null where no point is known."""
    point = point_of(row)
    return {
        "type": "Feature",
        "id": str(row.pk),
        "geometry": {"type": "Point", "coordinates": [point[1], point[0]]} if point else None,
        "properties": properties,
    }


def cells(keys: Sequence[UUID], to: Addresses) -> Iterator[dict[str, Cell]]:
    """Incidents as rows of a table."""
    for row, warning in _rows(keys):
        yield {
            "id": str(row.pk),
            "key": row.key,
            "url": to.of("press:incident", row.pk),
            "title": warned(in_a_line(row), warning),
            "warning": warning,
            "type": row.type,
            **when_and_where(row),
            "killed_min": row.killed_min,
            "killed_best": row.killed_best,
            "killed_max": row.killed_max,
            "injured_min": row.injured_min,
            "injured_best": row.injured_best,
            "injured_max": row.injured_max,
            "standing": row.standing,
            "grade": row.grade,
            "reason": row.reason,
            "number_of_sources": row.number_of_sources,
            "number_of_reports": row.number_of_reports,
            "published_at": moment(row.published_at) if row.published_at else None,
            "changed_at": moment(row.changed_at),
        }


def whole(row: Incident, to: Addresses) -> shapes.IncidentWhole:
    """An incident with its account table, its claims and reports, and the briefings that tell of it."""
    events = list(
        Event.objects.standing()
        .filter(accounts__incident=row)
        .order_by("pk")
        .values_list("pk", "report__key", "ref", "review")
    )
    reports = list(
        Report.objects.filter(accounts__incident=row).distinct().light().order_by("published", "pk")
    )
    pages = Page.objects.latest_of(one.pk for one in reports)
    told_in = Briefing.objects.published().telling_of(row).newest_first().to_show()
    return {
        **_incident(row, warnings_of([row])[row.pk], to),
        "interchange": values_of(unpack(row.body)),
        "claims": [
            {
                "id": str(pk),
                "api": to.of("api:claim", pk),
                "report": report,
                "event": ref,
                "reviewed": review == Review.ACCEPTED,
            }
            for pk, report, ref, review in events
        ],
        "reports": [report_of(one, pages, to) for one in reports],
        "briefings": [briefing_named(one, to) for one in told_in],
    }


def state_of(row: Incident) -> str:
    """What of an incident can change without its record: who has looked at its events, who tells of it."""
    reviews = (
        Event.objects.told()
        .filter(accounts__incident=row)
        .order_by("pk")
        .values_list("pk", "review", "report__source__showable", "report__source__name")
    )
    told_in = Briefing.objects.published().telling_of(row).order_by("pk").values_list("pk", "revised_at")
    return repr((row.changed_at, row.published_at, list(reviews), list(told_in)))


def account_table(row: Incident, to: Addresses) -> Iterator[dict[str, Cell]]:
    """The account table of an incident as rows: who says what of which fact, with the words."""
    told = tell_incident(interchange.from_dict(values_of(unpack(row.body))))
    reports = {
        one.key: one for one in Report.objects.filter(accounts__incident=row).select_related("source").light()
    }
    claims = Event.objects.standing().filter(accounts__incident=row)
    of_event = {
        (report, ref): (str(pk), review)
        for report, ref, pk, review in claims.values_list("report__key", "ref", "pk", "review")
    }
    origins = {one.id: one for one in told.incident.origins}
    for fact in told.facts:
        for saying in fact.sayings:
            for value in saying.values:
                telling = value.telling
                report, origin = reports.get(telling.event.report), origins.get(telling.origin)
                source = report.source if report else None
                claim, review = of_event.get((telling.event.report, telling.event.event), ("", ""))
                yield {
                    "incident": row.key,
                    "fact": telling.fact.value,
                    "value": value.value,
                    "warning": saying.warning,
                    "stance": telling.stance.value,
                    "who": saying.who,
                    "who_kind": KINDS[origin.kind] if origin else "",
                    "through": " | ".join(saying.through),
                    "said": telling.said.isoformat() if telling.said else None,
                    "words": telling.words,
                    "quote": telling.quote,
                    "start": telling.at.start,
                    "end": telling.at.end,
                    "source": source.name if source else "",
                    "report_title": report.title if report else "",
                    "original": report.url if report else "",
                    "report": telling.event.report,
                    "event": telling.event.event,
                    "claim": claim,
                    "reviewed": "yes" if review == Review.ACCEPTED else "no",
                    "url": to.whole(to_words(report.pk, telling.at)) if report else "",
                }


def briefing_named(row: Briefing, to: Addresses) -> shapes.BriefingNamed:
    """A briefing by its headline; with its series and its live revision."""
    return {
        "id": str(row.pk),
        "url": to.of("press:briefing", row.series.slug, row.slug),
        "api": to.of("api:briefing", row.pk),
        "headline": row.live.headline if row.live else "",
    }


def _rows(keys: Sequence[UUID]) -> Iterator[tuple[Incident, str]]:
    for first in range(0, len(keys), PORTION):
        some = keys[first : first + PORTION]
        found = Incident.objects.published().light().in_bulk(some)
        warnings = warnings_of(found.values())
        yield from ((found[key], warnings[key]) for key in some if key in found)


def _incident(row: Incident, warning: str, to: Addresses) -> shapes.Incident:
    return {
        "id": str(row.pk),
        "key": row.key,
        "url": to.of("press:incident", row.pk),
        "api": to.of("api:incident", row.pk),
        "title": warned(in_a_line(row), warning),
        "warning": warning,
        "type": row.type,
        "date": days_of(row),
        "place": place_of(row),
        "killed": estimate_of(row.killed_min, row.killed_best, row.killed_max),
        "injured": estimate_of(row.injured_min, row.injured_best, row.injured_max),
        "standing": row.standing,
        "grade": row.grade,
        "reason": row.reason,
        "number_of_sources": row.number_of_sources,
        "number_of_reports": row.number_of_reports,
        "published_at": moment(row.published_at or row.opened_at),
        "changed_at": moment(row.changed_at),
    }
