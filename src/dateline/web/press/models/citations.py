"""Citation: the claim that a marker in a briefing leads to, with the words that it rested on when cited."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.utils import timezone

from dateline.domain import Fact, Stance
from dateline.web.archive.models import Coding, Event, Incident
from dateline.web.archive.models.common import Identified, one_of, words_of
from dateline.web.press.models.briefings import Briefing, Revision


class CitationQuerySet(models.QuerySet["Citation"]):
    """Named questions about citations."""

    def out(self) -> Self:
        """Those that readers saw or see: of published briefings, with a marker in a published revision."""
        marker = Concat(Value("[^"), OuterRef("label"), Value("]"))
        marked = Revision.objects.filter(
            briefing=OuterRef("briefing"), live_from__isnull=False, body__contains=marker
        )
        return self.filter(Exists(marked), briefing__live__isnull=False)

    def standing(self) -> Self:
        """Those of them whose briefings were not withdrawn."""
        return self.out().filter(briefing__withdrawn_at=None)


class Citation(Identified):
    """What a voice in a report says of one fact. It never changes: what it rested on stays what it was.

    `label` ("c3") is what Markdown calls it. `start` to `end` are where `words` stand in the text of
    `coding`, `quote` is the sentence or the words attributed. `who` says it, `through` passed it on, in
    words; `value` is what is said ("up to 10", "6 December 2018"). `parts` are the parts of `value`, `who`
    and `through` where these are words of ours, so that they can be said in other languages.
    """

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="citations")
    label = models.CharField(max_length=12)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="citations")
    event = models.ForeignKey(Event, models.PROTECT, related_name="citations")
    coding = models.ForeignKey(Coding, models.PROTECT, related_name="+")
    fact = models.CharField(max_length=9, choices=words_of(Fact))
    value = models.TextField(blank=True)
    who = models.TextField(blank=True)
    through = models.TextField(blank=True)
    parts = models.JSONField(default=dict, blank=True)
    stance = models.CharField(max_length=7, choices=words_of(Stance), default=Stance.ASSERTS.value)
    said = models.DateField(null=True, blank=True)
    words = models.TextField()
    quote = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=timezone.now)

    objects = CitationQuerySet.as_manager()

    class Meta:
        """How it is kept."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["briefing", "label"], name="citation_of_briefing"),
            one_of("fact", Fact, "citation_fact"),
            one_of("stance", Stance, "citation_stance"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="citation_words"),
            models.CheckConstraint(condition=~Q(quote="") & ~Q(label=""), name="citation_is_whole"),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.value}"
