"""What several answers have in common: days, places, moments, reports, what was cited."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from dateline.domain import PlacePrecision
from dateline.web.archive.models import Review
from dateline.web.press.incidents.words import count_words, range_words, warned

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from uuid import UUID

    from dateline.exporting.sheets import Cell
    from dateline.web.api import shapes
    from dateline.web.api.told.addresses import Addresses
    from dateline.web.archive.models import Event, Incident, Page, Report
    from dateline.web.press.claims.told import ClaimTold
    from dateline.web.press.models import Citation


def moment(at: datetime) -> str:
    """A moment in UTC."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def day(of: date | None) -> str | None:
    """A day."""
    return of.isoformat() if of else None


def days_of(row: Incident | Event) -> shapes.Days | None:
    """When it was."""
    if row.date_start is None or row.date_end is None:
        return None
    return {
        "start": row.date_start.isoformat(),
        "end": row.date_end.isoformat(),
        "precision": row.date_precision or "day",
    }


def point_of(row: Incident | Event) -> tuple[float, float] | None:
    """Degrees north and east; None where no more than a country is known: no point would be honest."""
    if row.lat is None or row.lon is None or row.place_precision == PlacePrecision.COUNTRY:
        return None
    return row.lat, row.lon


def place_of(row: Incident | Event) -> shapes.Place | None:
    """Where it was."""
    if not (row.place or row.place_name or row.country):
        return None
    point = point_of(row)
    return {
        "key": row.place,
        "name": row.place_name,
        "country": row.country,
        "admin1": row.admin1,
        "lat": point[0] if point else None,
        "lon": point[1] if point else None,
        "precision": row.place_precision,
        "radius_km": row.radius_km if point else None,
    }


def range_of(least: int | None, most: int | None) -> shapes.Range | None:
    """A number of people as one report tells it."""
    if least is None and most is None:
        return None
    return {"words": count_words(least, most), "min": least, "max": most}


def estimate_of(least: int | None, best: int | None, most: int | None) -> shapes.Estimate | None:
    """A number of people over independent origins."""
    if least is None and best is None and most is None:
        return None
    return {"words": range_words(least, best, most), "min": least, "best": best, "max": most}


def when_and_where(row: Incident | Event) -> dict[str, Cell]:
    """The same as cells of a table."""
    point = point_of(row)
    return {
        "date_start": day(row.date_start),
        "date_end": day(row.date_end),
        "date_precision": row.date_precision,
        "place": row.place_name,
        "place_key": row.place,
        "admin1": row.admin1,
        "country": row.country,
        "lat": point[0] if point else None,
        "lon": point[1] if point else None,
        "place_precision": row.place_precision,
        "radius_km": row.radius_km if point else None,
    }


PLACE_COLUMNS = (
    *("date_start", "date_end", "date_precision", "place", "place_key", "admin1", "country"),
    *("lat", "lon", "place_precision", "radius_km"),
)


def state_of_claim(row: Event) -> str:
    """Whether a claim still counts: "stands", "rejected" by the newsroom, or "lost" with a new reading."""
    if row.review == Review.REJECTED:
        return "rejected"
    return "stands" if row.coding_id else "lost"


def text_of_claim(told: ClaimTold) -> str:
    """What is said, by whom and how, in a line that can stand alone: nobody's word becomes ours by it."""
    said = f"{told.fact}: {told.value}" if told.value else told.fact
    return f"{said}, {told.whose}" if told.who else warned(said, told.warning)


def cited_as(row: Citation, told: ClaimTold, to: Addresses) -> shapes.CitedAs:
    """What a claim said when it was cited, and how that stands."""
    return {
        "id": str(row.pk),
        "url": to.of("press:citation", row.pk),
        "label": row.label,
        "text": text_of_claim(told),
        "warning": told.warning,
        "state": state_of_claim(row.event),
        "since": list(told.since),
        "fact": row.fact,
        "value": row.value,
        "who": row.who,
        "through": row.through,
        "stance": row.stance,
        "said": day(row.said),
        "words": row.words,
        "quote": row.quote,
        "start": row.start,
        "end": row.end,
    }


def report_of(row: Report, pages: Mapping[UUID, Page], to: Addresses) -> shapes.Report:
    """A report, without its text: only a showable source's page is led to, and it is never given here."""
    page = pages.get(row.pk)
    fetched = page.fetched_at if page else row.fetched_at
    return {
        "id": str(row.pk),
        "key": row.key,
        "url": to.of("press:report", row.pk),
        "source": {"id": str(row.source.pk), "name": row.source.name} if row.source else None,
        "title": row.title,
        "original": row.url,
        "published": day(row.published),
        "language": row.language,
        "fetched_at": moment(fetched) if fetched else None,
        "sha256": page.sha256 if page else None,
        "warc": to.of("files:warc", row.pk) if page and row.showable else None,
    }
