"""Finding: the briefing at an address, with all that its page is known by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, OuterRef, Subquery

from dateline.web.archive.models import Page
from dateline.web.press.models import Briefing, Citation, Media
from dateline.web.press.once import once
from dateline.web.press.publishing.incidents import shown_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from django.http import HttpRequest

    from dateline.web.archive.models import Incident
    from dateline.web.press.models import Correction, Revision


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A briefing that was published at some time, and its corrections, the newest first."""

    briefing: Briefing
    live: Revision
    corrections: Sequence[Correction]

    @property
    def withdrawn(self) -> bool:
        """Whether it does not stand any more."""
        return self.briefing.withdrawn_at is not None


@once
def found(request: HttpRequest, series: str, slug: str) -> Found | None:  # noqa: ARG001 -- kept with it
    """The briefing of an address, in two queries; None where readers have none there."""
    row = (
        Briefing.objects.out().select_related("series", "live").filter(series__slug=series, slug=slug).first()
    )
    if row is None or row.live is None:
        return None
    corrections = row.corrections.published().newest_first().select_related("before", "after")
    light = corrections.defer("before__body", "after__body")
    return Found(briefing=row, live=row.live, corrections=list(light))


def known(briefing: Briefing, corrections: Sequence[Correction] = ()) -> str:
    """What the words of a briefing are known by: nothing that tells of a draft that is being written."""
    series = briefing.series
    parts = (
        briefing.pk, briefing.live_id, briefing.published_at, briefing.revised_at, briefing.withdrawn_at,
        series.name, series.about, series.retired_at, [one.pk for one in corrections],
    )  # fmt: skip
    return repr(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a briefing rests on as it stands now: the incidents that readers may see, by day; and its media.

    `key` changes when an incident is weighed anew, published or taken down; when an event that is cited is
    reviewed, corrected or read anew, or its page fetched anew; when its source is called otherwise, or may be
    shown no longer; and when something else is said of a picture.
    """

    key: str
    incidents: Sequence[Incident]
    media: Mapping[UUID, Media]


def evidence_of(briefing: UUID) -> Evidence:
    """What a briefing rests on, in three queries."""
    fetched = Page.objects.filter(report=OuterRef("event__report")).order_by("-fetched_at", "-pk")
    cited = Citation.objects.out().filter(briefing=briefing).values_list(
        "pk", "event__review", "event__corrected", "event__recoded", "event__coding", "incident__changed_at",
        "incident__published_at", "incident__gone_at", "event__report__source__showable",
        "event__report__source__name", "event__report__title", "event__report__url",
        Subquery(fetched.values("pk")[:1]),
    )  # fmt: skip
    media = list(Media.objects.filter(briefings=briefing).select_related("poster").order_by("pk"))
    words = [
        (one.pk, one.alt, one.caption, one.credit, one.licence, one.source_url, one.poster_id)
        for one in media
    ]
    told = shown_in(briefing).light()
    rows = list(told.order_by(F("date_start").asc(nulls_last=True), "date_end", "id"))
    states = [(row.pk, row.changed_at) for row in rows]
    return Evidence(
        key=repr((list(cited.order_by("pk")), words, states)),
        incidents=rows,
        media={one.pk: one for one in media},
    )
