"""Briefings, series and corrections as answers have them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q

from dateline.web.api.told.common import cited_as, moment
from dateline.web.api.told.incidents import briefing_named, incidents_told
from dateline.web.press.claims.told import cited, tell
from dateline.web.press.models import Briefing, Correction
from dateline.web.press.publishing.incidents import shown_in
from dateline.web.press.reading.pictures import shown_in as pictures_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from uuid import UUID

    from dateline.exporting.sheets import Cell
    from dateline.web.api import shapes_of_briefings
    from dateline.web.api.told.addresses import Addresses
    from dateline.web.press.markdown import Shown
    from dateline.web.press.models import Series
    from dateline.web.press.models.briefings import BriefingQuerySet
    from dateline.web.press.models.corrections import BriefingCorrectionQuerySet

COLUMNS = (
    *(
        "id",
        "url",
        "series",
        "day",
        "place",
        "period_start",
        "period_end",
        "headline",
        "standfirst",
        "authors",
    ),
    *("revision", "published_at", "revised_at", "corrections"),
)
CORRECTION_COLUMNS = (
    *("id", "url", "briefing", "headline", "briefing_url", "kind", "was", "now", "published_at"),
    *("before", "after"),
)
CLAIM_COLUMNS = (
    *("briefing", "label", "url", "text", "warning", "state", "since", "incident", "claim", "fact", "value"),
    *("who", "through", "stance", "said", "words", "quote", "start", "end"),
)
SERIES_COLUMNS = ("slug", "name", "url", "about", "cadence", "countries", "language", "running")


def with_corrections() -> BriefingQuerySet:
    """Published briefings as lists show them, each with how many corrections it has."""
    published = Q(corrections__published_at__isnull=False)
    return Briefing.objects.published().to_show().annotate(corrected=Count("corrections", filter=published))


def briefings_told(keys: Sequence[UUID], to: Addresses) -> list[shapes_of_briefings.Briefing]:
    """Briefings by their ids, in the order of these."""
    found = with_corrections().in_bulk(keys)
    return [briefing_of(found[key], to) for key in keys if key in found]


def cells(keys: Sequence[UUID], to: Addresses) -> Iterator[dict[str, Cell]]:
    """Briefings as rows of a table."""
    for told in briefings_told(keys, to):
        yield {
            "id": told["id"],
            "url": told["url"],
            "series": told["series"]["slug"],
            "day": told["day"],
            "place": told["place"],
            "period_start": told["period"]["start"],
            "period_end": told["period"]["end"],
            "headline": told["headline"],
            "standfirst": told["standfirst"],
            "authors": told["authors"],
            "revision": told["revision"],
            "published_at": told["published_at"],
            "revised_at": told["revised_at"],
            "corrections": told["corrections"],
        }


def briefing_of(row: Any, to: Addresses) -> shapes_of_briefings.Briefing:  # noqa: ANN401 -- a briefing with `corrected`
    """A briefing of a list."""
    live = row.live
    return {
        **briefing_named(row, to),
        "series": {"slug": row.series.slug, "name": row.series.name},
        "day": row.day.isoformat(),
        "place": row.place,
        "period": {"start": row.period_start.isoformat(), "end": row.period_end.isoformat()},
        "standfirst": live.standfirst,
        "authors": live.authors,
        "language": row.series.language,
        "revision": live.number,
        "published_at": moment(row.published_at),
        "revised_at": moment(row.revised_at) if row.revised_at else None,
        "corrections": row.corrected,
    }


def whole(row: Any, to: Addresses) -> shapes_of_briefings.BriefingWhole:  # noqa: ANN401 -- a briefing with `corrected`
    """A briefing with all that readers see of it."""
    told = shown_in(row.pk).light().order_by(F("date_start").asc(nulls_last=True), "date_end", "id")
    slug, series = row.slug, row.series.slug
    revisions = row.revisions.filter(live_from__isnull=False).order_by("number").defer("body", "standfirst")
    log = corrections(Correction.objects.published().filter(briefing=row).newest_first(), to)
    return {
        **briefing_of(row, to),
        "text": row.live.body,
        "media": [media_told(pk, one, to) for pk, one in pictures_in(row.live).items()],
        "revisions": [
            {
                "number": one.number,
                "url": to.of("press:version", series, slug, one.number),
                "headline": one.headline,
                "live_from": moment(one.live_from),
            }
            for one in revisions
        ],
        "claims": list(claims_of(row, to)),
        "log": log,
        "incidents": incidents_told(list(told), to),
    }


def media_told(pk: UUID, shown: Shown, to: Addresses) -> shapes_of_briefings.Media:
    """A picture or a video as the briefing words it."""
    return {
        "id": str(pk),
        "kind": shown.kind,
        "url": to.whole(shown.url),
        "media_type": shown.media_type,
        "width": shown.width,
        "height": shown.height,
        "alt": shown.alt,
        "caption": shown.caption,
        "credit": shown.credit,
        "licence": shown.licence,
        "source": shown.source_url,
        "poster": to.whole(shown.poster_url) if shown.poster_url else None,
    }


def claims_of(row: Briefing, to: Addresses) -> Iterator[shapes_of_briefings.BriefingClaim]:
    """The claims that a briefing rests on, as they were cited, each with what has become of it since."""
    citations = list(cited().out().filter(briefing=row).order_by("made_at", "pk"))
    for one, told in zip(citations, tell(citations), strict=True):
        yield {
            **cited_as(one, told, to),
            "api": to.of("api:claim", one.event_id),
            "incident": str(one.incident_id),
            "claim": str(one.event_id),
        }


def claim_cells(row: Briefing, to: Addresses) -> Iterator[dict[str, Cell]]:
    """The same as rows of a table."""
    for told in claims_of(row, to):
        cells: dict[str, Any] = {**told, "briefing": str(row.pk), "since": " ".join(told["since"])}
        yield {name: cells[name] for name in CLAIM_COLUMNS}


def corrections(rows: BriefingCorrectionQuerySet, to: Addresses) -> list[shapes_of_briefings.Correction]:
    """Corrections in a list, in one query."""
    with_all = rows.select_related("briefing__series", "briefing__live", "before", "after")
    bodies = ("briefing__live__body", "before__body", "after__body")
    return [correction_of(row, to) for row in with_all.defer(*bodies)]


def correction_of(row: Correction, to: Addresses) -> shapes_of_briefings.Correction:
    """A correction, with its briefing and the revisions before and after it."""
    return {
        "id": str(row.pk),
        "url": to.of("press:correction", row.pk),
        "api": to.of("api:correction", row.pk),
        "briefing": briefing_named(row.briefing, to),
        "kind": row.kind,
        "was": row.was,
        "now": row.now,
        "published_at": moment(row.published_at or row.made_at),
        "before": row.before.number,
        "after": row.after.number if row.after else None,
    }


def correction_cells(told: Iterable[shapes_of_briefings.Correction]) -> Iterator[dict[str, Cell]]:
    """Corrections as rows of a table."""
    for one in told:
        yield {
            "id": one["id"],
            "url": one["url"],
            "briefing": one["briefing"]["id"],
            "headline": one["briefing"]["headline"],
            "briefing_url": one["briefing"]["url"],
            "kind": one["kind"],
            "was": one["was"],
            "now": one["now"],
            "published_at": one["published_at"],
            "before": one["before"],
            "after": one["after"],
        }


def series_of(row: Series, to: Addresses) -> shapes_of_briefings.Series:
    """A series."""
    return {
        "slug": row.slug,
        "name": row.name,
        "url": to.of("press:series", row.slug),
        "api": to.of("api:one_series", row.slug),
        "about": row.about,
        "cadence": row.cadence,
        "countries": list(row.countries),
        "language": row.language,
        "running": row.retired_at is None,
        "briefings": to.of("api:briefings", series=row.slug),
    }


def series_cells(told: Iterable[shapes_of_briefings.Series]) -> Iterator[dict[str, Cell]]:
    """Series as rows of a table."""
    for one in told:
        row: dict[str, Any] = dict(one)
        yield {
            **{name: row[name] for name in SERIES_COLUMNS},
            "countries": " | ".join(one["countries"]),
            "running": "yes" if one["running"] else "no",
        }
