"""Subjects: what each feed is of, and its entries: briefings of the site or a series, incidents, corrections.

A subject is asked twice: first for the rows of a page without what they say, by which it is known; then, if
who asks does not have it, for the entries.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Generic, TypeVar

from django.db.models import Model, prefetch_related_objects
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from dateline.web.archive.models import Incident
from dateline.web.press.feeds.content import content_of
from dateline.web.press.feeds.entries import Entry, urn
from dateline.web.press.incidents.glance import glances
from dateline.web.press.incidents.words import country_words, on_day, type_words, warned
from dateline.web.press.models import Briefing, Correction, Revision
from dateline.web.press.reading.pictures import media_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from uuid import UUID

    from django.db.models import QuerySet

    from dateline.web.press.incidents.glance import Glance
    from dateline.web.press.models import Media, Series

_Row = TypeVar("_Row", bound=Model)


class Subject(ABC, Generic[_Row]):
    """What a feed is of.

    Attributes:
        title: What it is called.
        about: What it brings, in a sentence.
        page: The path of the page that it is the feed of.
        language: That of what it brings.
    """

    title: str
    about: str
    page: str
    language: str

    @abstractmethod
    def rows(self) -> QuerySet[_Row]:
        """What it brings, the newest first, without what only entries need."""

    @abstractmethod
    def state(self, row: _Row) -> tuple[object, ...]:
        """By what a row is known: it changes when the row's entry does."""

    @abstractmethod
    def entries(self, rows: Sequence[_Row], whole: Callable[[str], str]) -> list[Entry]:
        """The entries of some rows; `whole` makes the whole address of a path."""


class Briefings(Subject[Briefing]):
    """Briefings, by when they were published: those of a series, or all."""

    def __init__(self, series: Series | None = None) -> None:
        """Those of a series, or all."""
        self._series = series
        self.title = series.name if series else _("Dateline: briefings")
        said = _(
            "Briefings on armed conflict in which every sentence can be followed to the words it rests on."
        )
        self.about = (series.about if series else "") or said
        self.page = reverse("press:series", args=[series.slug]) if series else reverse("home")
        self.language = series.language if series else "en"

    def rows(self) -> QuerySet[Briefing]:
        """Those that readers see."""
        found = Briefing.objects.published()
        if self._series:
            found = found.filter(series=self._series)
        return found.select_related("series").order_by("-published_at", "-id")

    def state(self, row: Briefing) -> tuple[object, ...]:
        """Its revision, and what it is called."""
        of = row.series
        return (row.pk, row.live_id, row.revised_at, row.slug, of.slug, of.name, of.language)

    def entries(self, rows: Sequence[Briefing], whole: Callable[[str], str]) -> list[Entry]:
        """Each with the whole body, in four queries for all of them."""
        revisions = Revision.objects.in_bulk([row.live_id for row in rows if row.live_id])
        media = media_of(revisions.values())
        corrected = set(
            Correction.objects.published().filter(briefing__in=rows).values_list("briefing", flat=True)
        )
        prefetch_related_objects(rows, "citations")
        return [
            self._entry(row, revisions[row.live_id], media, whole, corrected=row.pk in corrected)
            for row in rows
            if row.live_id in revisions
        ]

    def _entry(
        self,
        row: Briefing,
        revision: Revision,
        media: Mapping[UUID, Media],
        whole: Callable[[str], str],
        *,
        corrected: bool,
    ) -> Entry:
        content = content_of(revision, row.citations.all(), whole, media=media)
        names = [row.series.slug, row.slug]
        standfirst = render_to_string(
            "press/feeds/briefing.html",
            {
                "revision": revision,
                "content": content,
                "corrections": whole(reverse("press:corrections_of", args=names)) if corrected else "",
            },
        )
        published = row.published_at or revision.at
        return Entry(
            id=urn(row.pk),
            title=revision.headline,
            url=whole(reverse("press:briefing", args=names)),
            summary=revision.standfirst or Truncator(content.text).chars(300),
            html=standfirst.strip(),
            published=published,
            updated=max(published, row.revised_at or published, revision.live_from or published),
            author=revision.authors,
            categories=tuple(dict.fromkeys(name for name in (row.series.name, row.place) if name)),
            language=row.series.language,
            image=whole(reverse("files:briefing_card", args=names)),
        )


class Incidents(Subject[Incident]):
    """Published incidents of a place or an actor, by when they were published."""

    def __init__(self, found: QuerySet[Incident], *, title: str, page: str) -> None:
        """Those of a place or an actor."""
        self._found = found
        self.title, self.page = title, page
        self.about = _("Incidents, each with who says what of it and how well that is evidenced.")
        self.language = "en"

    def rows(self) -> QuerySet[Incident]:
        """Those that readers see."""
        return self._found.defer("body").order_by("-published_at", "-id")

    def state(self, row: Incident) -> tuple[object, ...]:
        """When it was weighed last, and published."""
        return row.pk, row.changed_at, row.published_at

    def entries(self, rows: Sequence[Incident], whole: Callable[[str], str]) -> list[Entry]:
        """Each at a glance, with the reason of its grade."""
        return [self._entry(row, told, whole) for row, told in zip(rows, glances(rows), strict=True)]

    def _entry(self, row: Incident, told: Glance, whole: Callable[[str], str]) -> Entry:
        published = row.published_at or row.changed_at
        return Entry(
            id=urn(row.pk),
            title=entitled(told),
            url=whole(told.url),
            summary=told.reason.words,
            html=render_to_string("press/feeds/incident.html", {"told": told}).strip(),
            published=published,
            updated=max(published, row.changed_at),
            categories=tuple(
                filter(None, (type_words(row.type), country_words(row.country), told.grade, told.standing))
            ),
            language=self.language,
            image=whole(reverse("files:incident_card", args=[row.pk])),
        )


def entitled(told: Glance) -> str:
    """An incident in a line that can stand alone, so what warns of it stands before it."""
    return warned(on_day(told.title, told.day), told.warning)


class Corrections(Subject[Correction]):
    """The corrections of the site."""

    def __init__(self) -> None:
        """All of them."""
        self.title = _("Dateline: corrections")
        self.about = _("What was wrong in our briefings, what is right, and since when.")
        self.page = reverse("press:corrections")
        self.language = "en"

    def rows(self) -> QuerySet[Correction]:
        """Those that readers see."""
        found = (
            Correction.objects.published().newest_first().select_related("briefing__series", "briefing__live")
        )
        return found.defer("briefing__live__body")

    def state(self, row: Correction) -> tuple[object, ...]:
        """It never changes, but the briefing that it is of may be called otherwise."""
        return (
            row.pk,
            row.briefing.live_id,
            row.briefing.slug,
            row.briefing.series.slug,
            row.briefing.series.name,
        )

    def entries(self, rows: Sequence[Correction], whole: Callable[[str], str]) -> list[Entry]:
        """Each with what stood there and what is right."""
        return [self._entry(row, whole) for row in rows]

    def _entry(self, row: Correction, whole: Callable[[str], str]) -> Entry:
        of, live = row.briefing, row.briefing.live
        headline = live.headline if live else ""
        kind = str(row.get_kind_display())
        published = row.published_at or row.made_at
        context = {
            "correction": row,
            "headline": headline,
            "briefing": whole(reverse("press:briefing", args=[of.series.slug, of.slug])),
        }
        return Entry(
            id=urn(row.pk),
            title=_("%(kind)s: %(headline)s") % {"kind": kind[:1].upper() + kind[1:], "headline": headline},
            url=whole(reverse("press:correction", args=[row.pk])),
            summary=Truncator(row.now).chars(300),
            html=render_to_string("press/feeds/correction.html", context).strip(),
            published=published,
            updated=published,
            categories=(kind, of.series.name),
            language=of.series.language,
        )


@dataclass(frozen=True, slots=True)
class Found(Generic[_Row]):
    """A page of a subject's rows, and whether there are more."""

    subject: Subject[_Row]
    rows: tuple[_Row, ...]
    number: int
    more: bool

    @property
    def known(self) -> str:
        """By what this page of the feed is known."""
        subject = self.subject
        states = [subject.state(row) for row in self.rows]
        return repr(
            (subject.title, subject.about, subject.page, subject.language, self.number, self.more, states)
        )


def updated_of(entries: Sequence[Entry]) -> datetime:
    """When the newest of some entries changed; for none of them the day on which computers begin to count."""
    return max((one.updated for one in entries), default=datetime(1970, 1, 1, tzinfo=UTC))
