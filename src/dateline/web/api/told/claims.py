"""Claims as answers have them: what a report says of a happening, with its words and who says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max

from dateline.domain import Stance
from dateline.web.api.told.common import (
    PLACE_COLUMNS,
    cited_as,
    days_of,
    place_of,
    point_of,
    range_of,
    report_of,
    state_of_claim,
    when_and_where,
)
from dateline.web.api.told.incidents import PORTION, briefing_named, feature_of
from dateline.web.archive.models import Correction, Event, Incident, Page, Review
from dateline.web.archive.packing import unpack, values_of
from dateline.web.press.claims.quoting import quote_of
from dateline.web.press.claims.told import cited, tell
from dateline.web.press.incidents.words import WHOSE, called, warned, warning_of
from dateline.web.press.models import Briefing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from uuid import UUID

    from dateline.exporting.sheets import Cell
    from dateline.web.api import shapes
    from dateline.web.api.told.addresses import Addresses

COLUMNS = (
    *("id", "url", "title", "warning", "state", "incidents", "type", "status", "reviewed", "says", "stance"),
    *("words", "quote"),
    *("start", "end", *PLACE_COLUMNS, "killed_min", "killed_max", "injured_min", "injured_max"),
    *(
        "agents",
        "targets",
        "confidence",
        "source",
        "report_title",
        "published",
        "original",
        "sha256",
        "report",
        "event",
    ),
)


CHANGES = (
    *(
        "coding__made_at",
        "review",
        "corrected",
        "recoded",
        "type",
        "status",
        "date_start",
        "date_end",
        "place",
    ),
    *("lat", "lon", "killed_min", "killed_max", "injured_min", "injured_max", "sentence"),
    *("report__source__name", "report__source__showable", "report__title", "report__url"),
)
"""The columns that change when what is told of a claim does, the moment of its coding first."""


def state_of(keys: Sequence[UUID]) -> object:
    """What else of claims can change: what people corrected of them, and which incidents they are of."""
    made = Correction.objects.filter(event__in=keys)
    corrected = made.aggregate(number=Count("pk"), made=Max("at"), decided=Max("decided_at"))
    return corrected, list(_pairs(keys))


def claims_told(keys: Sequence[UUID], to: Addresses) -> Iterator[shapes.Claim]:
    """Claims by their ids, some at a time, in the order of the ids."""
    for _, told in _told(keys, to):
        yield told


def features(keys: Sequence[UUID], to: Addresses) -> Iterator[dict[str, Any]]:
    """Those of some claims that have a point, as features."""
    for row, told in _told(keys, to):
        if point_of(row):
            yield feature_of(row, told)


def feature(key: UUID, to: Addresses) -> dict[str, Any]:
    """One claim as a feature."""
    row, told = next(_told([key], to))
    return feature_of(row, told)


def cells(keys: Sequence[UUID], to: Addresses) -> Iterator[dict[str, Cell]]:
    """Claims as rows of a table."""
    for row, told in _told(keys, to):
        report = told["report"]
        yield {
            "id": told["id"],
            "url": told["url"],
            "title": told["title"],
            "warning": told["warning"],
            "state": told["state"],
            "incidents": _several(told["incidents"]),
            "type": row.type,
            "status": row.status,
            "reviewed": "yes" if told["reviewed"] else "no",
            "says": _several(one["speaker"] for one in told["attributions"]),
            "stance": _several(one["stance"] for one in told["attributions"]),
            "words": row.words,
            "quote": told["quote"],
            "start": row.start,
            "end": row.end,
            **when_and_where(row),
            "killed_min": row.killed_min,
            "killed_max": row.killed_max,
            "injured_min": row.injured_min,
            "injured_max": row.injured_max,
            "agents": _several(
                one["name"] or one["words"] for one in told["parts"] if one["role"] == "agent"
            ),
            "targets": _several(
                one["name"] or one["words"] for one in told["parts"] if one["role"] == "target"
            ),
            "confidence": row.confidence,
            "source": report["source"]["name"] if report["source"] else "",
            "report_title": report["title"],
            "published": report["published"],
            "original": report["original"],
            "sha256": report["sha256"],
            "report": report["key"],
            "event": row.ref,
        }


def whole(key: UUID, to: Addresses) -> shapes.ClaimWhole:
    """A claim with its tellings, and the published briefings that rest on it."""
    row, told = next(_told([key], to))
    citations = list(cited().standing().filter(event=row).order_by("made_at", "pk"))
    briefings = (
        Briefing.objects.filter(citations__in=citations)
        .select_related("series", "live")
        .defer("live__body")
        .in_bulk()
    )
    return {
        **told,
        "tellings": list(_tellings(row, told["incidents"])),
        "citations": [
            {**cited_as(one, said, to), "briefing": briefing_named(briefings[one.briefing_id], to)}
            for one, said in zip(citations, tell(citations), strict=True)
        ],
    }


def _told(keys: Sequence[UUID], to: Addresses) -> Iterator[tuple[Event, shapes.Claim]]:
    """Claims with their rows; a handful of queries for each portion."""
    for first in range(0, len(keys), PORTION):
        some = keys[first : first + PORTION]
        rows = Event.objects.with_words().select_related("report__source").prefetch_related("attributions")
        found = rows.in_bulk(some)
        pages = Page.objects.latest_of({row.report_id for row in found.values()})
        of_incidents: dict[UUID, list[str]] = {}
        for event, incident in _pairs(some):
            of_incidents.setdefault(event, []).append(str(incident))
        for key in some:
            if key in found:
                report = report_of(found[key].report, pages, to)
                yield found[key], _claim(found[key], of_incidents.get(key, []), report, to)


def _pairs(keys: Sequence[UUID]) -> Iterable[tuple[UUID, UUID]]:
    """Which of some events are of which published incidents."""
    found = Incident.objects.published().filter(accounts__events__in=keys).order_by("pk").distinct()
    return found.values_list("accounts__events", "pk")


def _claim(row: Event, incidents: list[str], report: shapes.Report, to: Addresses) -> shapes.Claim:
    attributions = sorted(row.attributions.all(), key=lambda one: (one.cue_start, one.pk))
    warning = warning_of({one.stance for one in attributions})
    return {
        "id": str(row.pk),
        "url": to.of("press:claim", row.pk),
        "api": to.of("api:claim", row.pk),
        "title": warned(called(row), warning),
        "warning": warning,
        "state": state_of_claim(row),
        "incidents": incidents,
        "report": report,
        "event": row.ref,
        "type": row.type,
        "status": row.status,
        "reviewed": row.review == Review.ACCEPTED,
        "words": row.words,
        "start": row.start,
        "end": row.end,
        "quote": quote_of(row.sentence, row.words).whole,
        "attributions": [
            {
                "speaker": one.speaker,
                "whose": WHOSE[Stance(one.stance)] % {"who": one.speaker or one.cue},
                "kind": one.speaker_kind,
                "actor": one.actor,
                "stance": one.stance,
                "named": one.named,
                "cue": one.cue,
                "start": one.cue_start,
                "end": one.cue_end,
            }
            for one in attributions
        ],
        "parts": [
            {
                "role": one.role,
                "words": one.words,
                "start": one.start,
                "end": one.end,
                "actor": one.actor,
                "name": one.name,
                "kind": one.cls,
                "country": one.country,
            }
            for one in sorted(row.actors.all(), key=lambda one: one.pk)  # in the order of the coding
        ],
        "date": days_of(row),
        "place": place_of(row),
        "killed": range_of(row.killed_min, row.killed_max),
        "injured": range_of(row.injured_min, row.injured_max),
        "confidence": row.confidence,
    }


def _tellings(row: Event, incidents: Iterable[str]) -> Iterator[dict[str, Any]]:
    """What the account tables of its incidents have of an event."""
    bodies = Incident.objects.filter(pk__in=list(incidents)).order_by("pk").values_list("body", flat=True)
    for body in bodies:
        for telling in values_of(unpack(body))["tellings"]:
            if (telling["report"], telling["event"]) == (row.report.key, row.ref):
                yield telling


def _several(values: Iterable[str]) -> str:
    return " | ".join(dict.fromkeys(value for value in values if value))
