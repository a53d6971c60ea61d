"""Coding: what an engine made of a report; its events and attributions as rows that can be asked for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Count, F, Q
from django.utils import timezone

from dateline.domain import ActorClass, SpeakerKind, Stance, Status
from dateline.web.archive.models.common import Happening, Identified, Review, one_of, promises, words_of
from dateline.web.archive.models.happenings import OPEN, HappeningQuerySet
from dateline.web.archive.models.reports import Report
from dateline.web.archive.models.sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID


class Coding(Identified):
    """A coding as the engine gave it.

    `body` is its interchange JSON, compressed; corrections are laid over it.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="codings")
    engine = models.TextField(blank=True)
    engine_version = models.CharField(max_length=100, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    body = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    current = models.BooleanField(default=True)

    class Meta:
        """How it is kept."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["report"], condition=Q(current=True), name="one_current_coding_of_a_report"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["report", "-made_at"], name="coding_of_report")]

    def __str__(self) -> str:
        return f"{self.report_id} by {self.engine}"


_TOLD = Q(coding__isnull=False)


class EventQuerySet(HappeningQuerySet["Event"]):
    """Named questions about events."""

    def standing(self) -> Self:
        """Those that the current codings tell of, and nobody has rejected."""
        return self.filter(coding__isnull=False).exclude(review="rejected")

    def told(self) -> Self:
        """Those that the current codings tell of, rejected ones too."""
        return self.filter(coding__isnull=False)

    def lost(self) -> Self:
        """Those that no coding tells of any more, though people have said something of them."""
        return self.filter(coding=None)

    def awaiting_review(self) -> Self:
        """Those that somebody has still to look at."""
        return self.filter(review__in=OPEN, coding__isnull=False)

    def by_actor(self, *actors: str, role: str | None = None) -> Self:
        """Those in which one of some actors plays a part, by their ids in the register."""
        playing = Q(actors__actor__in=actors)
        if role:
            playing &= Q(actors__role=role)
        return self.filter(pk__in=self.model.objects.filter(playing).values("pk"))

    def from_source(self, *sources: UUID) -> Self:
        """Those that one of some sources tells of."""
        return self.filter(source__in=sources)

    def of_report(self, *reports: UUID) -> Self:
        """Those of some reports, in the order of the text."""
        return self.filter(report__in=reports).order_by("report", "start", "id")

    def with_words(self) -> Self:
        """With all that a list shows of each, in a fixed number of queries."""
        return (
            self.select_related("report", "source", "assignee")
            .defer("report__text", "report__set_apart", "anchor")
            .prefetch_related("actors")
        )

    def tallied(self, column: str) -> list[tuple[str, int]]:
        """How many there are for each value of a column, the most first."""
        # By the review first, as the queue's indices are: they are read in their order, and nothing is
        # sorted.
        counted = self.order_by().values_list("review", column).annotate(number=Count("pk"))
        tally: Counter[str] = Counter()
        for _, value, number in counted:
            tally[value] += number
        return sorted(tally.items(), key=lambda one: (-one[1], str(one[0])))

    def of_refs(self, refs: Iterable[tuple[UUID, str]]) -> Self:
        """Those of some reports by their own ids there."""
        wanted = Q(pk__in=[])
        for report, ref in refs:
            wanted |= Q(report=report, ref=ref)
        return self.filter(wanted, coding__isnull=False)


class Event(Happening):
    """An event of a report as it stands, corrections laid over it. The row outlives re-codings.

    `coding` and `ref` say which event of the current coding it is; where no coding tells of it any more,
    `coding` is None and what people said of it is kept. `anchor` is what it is found by in the next coding.
    `words`
    are those of the trigger, at `start` to `end`; `sentence` is what they stand in. `recoded` says that a new
    coding tells it otherwise than it was when somebody accepted it.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="events")
    coding = models.ForeignKey(Coding, models.SET_NULL, null=True, blank=True, related_name="events")
    source = models.ForeignKey(Source, models.SET_NULL, null=True, blank=True, related_name="+")
    ref = models.CharField(max_length=100)
    anchor = models.JSONField(default=dict)
    status = models.CharField(max_length=12, choices=words_of(Status))
    confidence = models.FloatField()
    harm = models.PositiveBigIntegerField(default=0)
    words = models.TextField()
    sentence = models.TextField(blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    corrected = models.BooleanField(default=False)
    recoded = models.BooleanField(default=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        """How it is kept, and the order of the queue."""

        constraints: ClassVar = [
            *promises("event"),
            models.UniqueConstraint(fields=["coding", "ref"], name="event_of_coding"),
            one_of("status", Status, "event_status"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="event_words"),
            models.CheckConstraint(condition=Q(confidence__range=(0, 1)), name="event_confidence"),
        ]
        indexes: ClassVar = [
            # What no coding tells of waits for nobody, so the queue's indices leave it out: then they answer
            # alone.
            *(
                models.Index("review", *of, F("use").desc(), "id", name=f"event_queue{name}", condition=_TOLD)
                for name, of in (
                    ("", ()),
                    ("_type", ("type",)),
                    ("_country", ("country",)),
                    ("_source", ("source",)),
                    ("_place", ("place",)),
                )
            ),
            models.Index("review", "date_start", "date_end", name="event_queue_day", condition=_TOLD),
            # The counts beside the queue read this alone. With the coding in it, SQLite knows that they can.
            models.Index(
                fields=["review", "country", "type", "source", "status", "confidence", "coding"],
                name="event_queue_counts",
                condition=_TOLD,
            ),
            models.Index(fields=["date_start", "date_end"], name="event_days"),
            models.Index(fields=["lat", "lon"], name="event_point"),
            models.Index(
                fields=["assignee", "assigned_until"],
                name="event_assigned",
                condition=Q(assignee__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type}: {self.words}"

    @property
    def is_open(self) -> bool:
        """Whether somebody has still to look at it."""
        return self.review in {Review.NEW, Review.SECOND}


class EventRole(models.TextChoices):
    """The part that an actor plays in an event."""

    AGENT = "agent", "agent"
    TARGET = "target", "target"
    SOURCE = "source", "source"  # says it, by an attribution


class EventActor(models.Model):
    """Words for who acts, suffers or speaks in an event, and the actor that they mean, if one is known."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="actors")
    role = models.CharField(max_length=6, choices=EventRole)
    words = models.TextField()
    actor = models.CharField(max_length=100, blank=True)  # its id in the register
    name = models.CharField(max_length=200, blank=True)
    cls = models.CharField(max_length=20, choices=words_of(ActorClass), blank=True)
    country = models.CharField(max_length=2, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        """How it is kept."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(role__in=EventRole.values), name="event_actor_role"),
            one_of("cls", ActorClass, "event_actor_class", empty=True),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="event_actor_words"),
        ]
        indexes: ClassVar = [models.Index(fields=["actor", "event"], name="event_actor_acts")]

    def __str__(self) -> str:
        return self.name or self.words


class Attribution(models.Model):
    """Who says what in a report: source, cue and content with where they stand, and the events under it."""

    coding = models.ForeignKey(Coding, models.CASCADE, related_name="attributions")
    events = models.ManyToManyField(Event, related_name="attributions")
    ref = models.CharField(max_length=100)
    stance = models.CharField(max_length=7, choices=words_of(Stance))
    named = models.BooleanField(default=False)
    within = models.CharField(max_length=100, blank=True)
    speaker_kind = models.CharField(max_length=13, choices=words_of(SpeakerKind), blank=True)
    speaker = models.TextField(blank=True)  # as it is shown: the person, the organisation, else the words
    actor = models.CharField(max_length=100, blank=True)  # of the organisation that speaks
    cue = models.TextField()
    cue_start = models.PositiveIntegerField()
    cue_end = models.PositiveIntegerField()
    source_start = models.PositiveIntegerField(null=True, blank=True)
    source_end = models.PositiveIntegerField(null=True, blank=True)
    content_start = models.PositiveIntegerField(null=True, blank=True)
    content_end = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        """How it is kept."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["coding", "ref"], name="attribution_of_coding"),
            one_of("stance", Stance, "attribution_stance"),
            one_of("speaker_kind", SpeakerKind, "attribution_speaker_kind", empty=True),
        ]

    def __str__(self) -> str:
        return f"{self.speaker or '?'} {self.cue}"
