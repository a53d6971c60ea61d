"""Finding: the briefing at an address, with all that its page is known by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import F, SlugField, UUIDField

from dateline.web.press.claims.told import cited
from dateline.web.press.models import Briefing, Correction, Media
from dateline.web.press.once import once
from dateline.web.press.publishing.incidents import shown_in
from dateline.web.press.ready import Given, Ready

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from uuid import UUID

    from django.http import HttpRequest

    from dateline.web.archive.models import Incident
    from dateline.web.press.models import Citation, Revision
    from dateline.web.press.ready import Rows


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
    row = next(iter(_AT.models(_AT.rows(series=series, slug=slug))), None)
    if row is None or row.live is None:
        return None
    corrections = _CORRECTED.models(_CORRECTED.rows(briefing=row.pk))
    for one in corrections:
        one.briefing = row
    return Found(briefing=row, live=row.live, corrections=corrections)


_AT = Ready(
    lambda: (
        Briefing.objects.out()
        .select_related("series", "live")
        .filter(series__slug=Given("series", SlugField()), slug=Given("slug", SlugField()))
    )
)
_CORRECTED = Ready(
    lambda: (
        Correction.objects.published()
        .newest_first()
        .filter(briefing=Given("briefing", UUIDField()))
        .select_related("before", "after")
        .defer("before__body", "after__body")
    )
)


def known(briefing: Briefing, corrections: Sequence[Correction] = ()) -> str:
    """What the words of a briefing are known by: nothing that tells of a draft that is being written."""
    series = briefing.series
    parts = (
        briefing.pk, briefing.live_id, briefing.published_at, briefing.revised_at, briefing.withdrawn_at,
        series.name, series.about, series.language, series.retired_at, [one.pk for one in corrections],
    )  # fmt: skip
    return repr(parts)


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What a briefing rests on as it stands now: all that is shown of it, as the database has it.

    So whatever changes of it, its `key` does: when an incident is weighed anew, published or taken down; when
    an event that is cited is reviewed, corrected or read anew, or its page fetched anew; when its source is
    called otherwise, or may be shown no longer; and when something else is said of a picture.
    """

    of_claims: Rows
    of_media: Rows
    of_incidents: Rows

    @property
    def key(self) -> str:
        """What it is known by."""
        return repr((self.of_claims, self.of_media, self.of_incidents))

    @cached_property
    def states(self) -> Mapping[str, tuple[Any, ...]]:
        """What its sentences rest on, by the labels, each as the database has it."""
        return dict(zip(_CITED.column("label", self.of_claims), self.of_claims, strict=True))

    def citations(self, labels: Iterable[str]) -> Sequence[Citation]:
        """Some of what its sentences rest on."""
        return _CITED.models(self.states[label] for label in labels)

    @cached_property
    def incidents(self) -> Sequence[Incident]:
        """The incidents that it tells of and readers may see, by day."""
        return _TOLD.models(self.of_incidents)

    @cached_property
    def media(self) -> Mapping[UUID, Media]:
        """Its pictures and videos."""
        return {one.pk: one for one in _MEDIA.models(self.of_media)}


def evidence_of(briefing: UUID, *, out: bool = True) -> Evidence:
    """What a briefing rests on, in three queries; unless it is `out`, with what no reader has seen yet."""
    return Evidence(
        of_claims=(_CITED if out else _TO_BE_CITED).rows(briefing=briefing),
        of_media=_MEDIA.rows(briefing=briefing),
        of_incidents=_TOLD.rows(briefing=briefing),
    )


_OF = Given("briefing", UUIDField())
_CITED = Ready(lambda: cited().out().filter(briefing=_OF).order_by("pk"))
_TO_BE_CITED = Ready(lambda: cited().filter(briefing=_OF).order_by("pk"))
_MEDIA = Ready(lambda: Media.objects.filter(briefings=_OF).select_related("poster").order_by("pk"))
_TOLD = Ready(lambda: shown_in(_OF).light().order_by(F("date_start").asc(nulls_last=True), "date_end", "id"))
