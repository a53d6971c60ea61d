"""Incident: one happening made of what reports say of it; and what linking goes on from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from dateline.domain import Grade, Standing
from dateline.web.archive.models.codings import Event
from dateline.web.archive.models.common import Happening, one_of, promises, words_of
from dateline.web.archive.models.happenings import OPEN, HappeningQuerySet
from dateline.web.archive.models.reports import Report

if TYPE_CHECKING:
    from uuid import UUID


class IncidentQuerySet(HappeningQuerySet["Incident"]):
    """Named questions about incidents."""

    def there(self) -> Self:
        """Those that are made of accounts.

        The others became part of one, or nobody tells of them any more.
        """
        return self.filter(gone_at=None)

    def published(self) -> Self:
        """Those that readers see."""
        return self.filter(published_at__isnull=False, gone_at=None)

    def awaiting_review(self) -> Self:
        """Those that somebody has still to look at."""
        return self.filter(review__in=OPEN, gone_at=None)

    def by_actor(self, *actors: str, role: str | None = None) -> Self:
        """Those in whose events one of some actors plays a part, by their ids in the register."""
        playing = Q(accounts__events__actors__actor__in=actors)
        if role:
            playing &= Q(accounts__events__actors__role=role)
        return self.filter(pk__in=self.model.objects.filter(playing).values("pk"))

    def told_by(self, *sources: UUID) -> Self:
        """Those that reports of one of some sources tell of."""
        return self.filter(
            pk__in=self.model.objects.filter(accounts__report__source__in=sources).values("pk")
        )

    def light(self) -> Self:
        """Without what only the incident's own page shows."""
        return self.defer("body")

    def with_reports(self) -> Self:
        """With the reports that tell of each, in a fixed number of queries."""
        return self.select_related("assignee").prefetch_related(
            "accounts__report__source", "accounts__events"
        )


class Incident(Happening):
    """An incident. `key` is its id in linking and in exports; `body` its JSON, compressed.

    `reason` says in English why it is graded as it is; by its parts it is said in other languages.

    One that became part of another keeps its row, its history and its address, and says where it went
    (`into`).
    """

    key = models.CharField(max_length=64, unique=True)
    grade = models.CharField(max_length=10, choices=words_of(Grade))
    standing = models.CharField(max_length=12, choices=words_of(Standing))
    reason = models.TextField(blank=True)
    reason_parts = models.JSONField(null=True, blank=True)
    killed_best = models.PositiveBigIntegerField(null=True, blank=True)
    injured_best = models.PositiveBigIntegerField(null=True, blank=True)
    number_of_sources = models.PositiveIntegerField(default=0)
    number_of_reports = models.PositiveIntegerField(default=0)
    body = models.BinaryField()
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now)
    outgrown = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)
    into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="swallowed")

    objects = IncidentQuerySet.as_manager()

    class Meta:
        """How it is kept, and the order of the queue."""

        constraints: ClassVar = [
            *promises("incident"),
            one_of("grade", Grade, "incident_grade"),
            one_of("standing", Standing, "incident_standing"),
            models.CheckConstraint(condition=~Q(into=F("id")), name="incident_not_into_itself"),
            models.CheckConstraint(
                condition=Q(into=None) | Q(gone_at__isnull=False), name="incident_into_where_gone"
            ),
        ]
        indexes: ClassVar = [
            models.Index("review", F("use").desc(), "id", name="incident_queue", condition=Q(gone_at=None)),
            models.Index(
                fields=["review", "country", "type"],
                name="incident_queue_counts",
                condition=Q(gone_at=None),
            ),
            models.Index(fields=["date_start", "date_end"], name="incident_days"),
            models.Index(fields=["lat", "lon"], name="incident_point"),
            models.Index(
                fields=["place"],
                name="incident_place",
                condition=Q(published_at__isnull=False, gone_at=None),
            ),
            models.Index(fields=["type", "date_start"], name="incident_type"),
            models.Index(fields=["country", "date_start"], name="incident_country"),
            models.Index(
                fields=["-published_at"], name="incident_published", condition=Q(published_at__isnull=False)
            ),
            # What is kept of incidents elsewhere is brought up to date by these two and by publishing.
            models.Index(fields=["changed_at"], name="incident_changed"),
            models.Index(fields=["gone_at"], name="incident_gone", condition=Q(gone_at__isnull=False)),
            models.Index(
                fields=["-date_start", "-id"],
                name="incident_public_days",
                condition=Q(published_at__isnull=False, gone_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.date_start or ''} {self.place_name}".strip()


class AccountQuerySet(models.QuerySet["Account"]):
    """Named questions about accounts."""

    def published(self) -> Self:
        """Those of incidents that readers see."""
        return self.filter(incident__published_at__isnull=False, incident__gone_at=None)


class Account(models.Model):
    """What one report says of one happening: events of it, the main one's `ref` being the account's own.

    A row never changes but for its incident and its home: a report that is linked anew gets new ones.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="accounts")
    ref = models.CharField(max_length=100)
    incident = models.ForeignKey(Incident, models.PROTECT, null=True, blank=True, related_name="accounts")
    home = models.CharField(max_length=64, blank=True)  # the key of the incident that it first came into
    events = models.ManyToManyField(Event, related_name="accounts")
    sketch = models.BinaryField()
    digest = models.CharField(max_length=32)  # of the sketch: what was read of it once need not be read again
    glance = models.JSONField(default=list)  # the little of the sketch that a first look asks for

    objects = AccountQuerySet.as_manager()

    class Meta:
        """How it is kept."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "ref"], name="account_of_report"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.ref}"


class BlockKey(models.Model):
    """What an account is looked up by when another may be of its incident: a key as a number.

    There are a hundred of them for each account, so the table is nothing but its primary key. They follow
    from the account's sketch, by which they are also taken out (archive.linking.blocks); so no foreign key
    guards
    them.
    """

    pk = models.CompositePrimaryKey("key", "account")
    key = models.BigIntegerField()
    account = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.key} {self.account}"


class Likeness(models.Model):
    """The chance that two accounts are of one incident, kept once for each pair, the older account first."""

    pk = models.CompositePrimaryKey("one_id", "other_id")
    one = models.ForeignKey(Account, models.CASCADE, related_name="+", db_index=False)
    other = models.ForeignKey(Account, models.CASCADE, related_name="+")
    chance = models.FloatField()

    class Meta:
        """How it is kept."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="likeness_older_first"),
            models.CheckConstraint(condition=Q(chance__range=(0, 1)), name="likeness_is_a_chance"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id}: {self.chance:.2f}"


class Lock(models.Model):
    """A row that is locked by who works on what two may not work on at once."""

    name = models.CharField(max_length=40, primary_key=True)

    def __str__(self) -> str:
        return self.name
