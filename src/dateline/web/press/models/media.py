"""Media: pictures and videos that briefings show, with where they come from."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dateline.web.archive.models.common import Identified


class MediaKind(models.TextChoices):
    """What it is."""

    PICTURE = "picture", _("picture")
    VIDEO = "video", _("video")


class Media(Identified):
    """A picture or a video. `alt` says to who cannot see it what it shows; `credit` whose it is.

    `file` lies under MEDIA_ROOT; a picture is kept as it was drawn anew, without what cameras write in.
    `source_url` is where it was published first. `poster` is the picture that stands for a video.
    """

    kind = models.CharField(max_length=7, choices=MediaKind)
    file = models.FileField(upload_to="press/%Y/%m", max_length=200)
    media_type = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    alt = models.TextField()
    caption = models.TextField(blank=True)
    credit = models.CharField(max_length=300)
    licence = models.CharField(max_length=120, blank=True)
    source_url = models.URLField(max_length=2000, blank=True)
    poster = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """How it is kept."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=MediaKind.values), name="media_kind"),
            models.CheckConstraint(condition=~Q(alt="") & ~Q(credit=""), name="media_says_what_and_whose"),
        ]

    def __str__(self) -> str:
        return self.alt
