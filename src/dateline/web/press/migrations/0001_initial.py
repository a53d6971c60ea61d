"""The tables of the press."""

import django.db.models.deletion
import django.utils.timezone
import uuid6
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("archive", "0004_what_readers_see"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Media",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(choices=[("picture", "picture"), ("video", "video")], max_length=7),
                ),
                ("file", models.FileField(max_length=200, upload_to="press/%Y/%m")),
                ("media_type", models.CharField(max_length=60)),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("size", models.PositiveBigIntegerField()),
                ("width", models.PositiveIntegerField(blank=True, null=True)),
                ("height", models.PositiveIntegerField(blank=True, null=True)),
                ("alt", models.TextField()),
                ("caption", models.TextField(blank=True)),
                ("credit", models.CharField(max_length=300)),
                ("licence", models.CharField(blank=True, max_length=120)),
                ("source_url", models.URLField(blank=True, max_length=2000)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "poster",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="press.media",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["picture", "video"])), name="media_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("alt", ""), _negated=True), models.Q(("credit", ""), _negated=True)
                        ),
                        name="media_says_what_and_whose",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("about", models.TextField(blank=True)),
                (
                    "cadence",
                    models.CharField(
                        choices=[
                            ("daily", "daily"),
                            ("weekly", "weekly"),
                            ("monthly", "monthly"),
                            ("irregular", "now and then"),
                        ],
                        default="daily",
                        max_length=9,
                    ),
                ),
                ("countries", models.JSONField(blank=True, default=list)),
                ("language", models.CharField(default="en", max_length=12)),
                ("four_eyes", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("cadence__in", ["daily", "weekly", "monthly", "irregular"])),
                        name="series_cadence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True), models.Q(("slug", ""), _negated=True)
                        ),
                        name="series_has_a_name",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Briefing",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("slug", models.SlugField(max_length=80)),
                ("day", models.DateField()),
                ("place", models.CharField(blank=True, max_length=200)),
                ("period_start", models.DateField()),
                ("period_end", models.DateField()),
                ("four_eyes", models.BooleanField(default=True)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "waits for approval"),
                            ("approved", "approved"),
                            ("scheduled", "scheduled"),
                            ("live", "published"),
                        ],
                        default="draft",
                        max_length=9,
                    ),
                ),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("publish_at", models.DateTimeField(blank=True, null=True)),
                ("embargo_until", models.DateTimeField(blank=True, null=True)),
                ("embargo_key", models.CharField(blank=True, max_length=64)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("revised_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_why", models.TextField(blank=True)),
                ("coming_back", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("media", models.ManyToManyField(blank=True, related_name="briefings", to="press.media")),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="briefings",
                        to="press.series",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["series", "-day", "-id"], name="briefing_series_newest"),
                    models.Index(fields=["stage", "publish_at"], name="briefing_due"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("series", "slug"), name="briefing_of_series"),
                    models.CheckConstraint(
                        condition=models.Q(("period_end__gte", models.F("period_start"))),
                        name="briefing_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("four_eyes", False),
                            ("approved_by", None),
                            ("submitted_by", None),
                            models.Q(("approved_by", models.F("submitted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="briefing_four_eyes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage__in", ["approved", "scheduled"]), _negated=True),
                            ("approved_by__isnull", False),
                            _connector="OR",
                        ),
                        name="briefing_approved_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage", "scheduled"), _negated=True),
                            ("publish_at__isnull", False),
                            _connector="OR",
                        ),
                        name="briefing_scheduled_for",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("publish_at", None),
                            ("embargo_until", None),
                            ("publish_at__gte", models.F("embargo_until")),
                            _connector="OR",
                        ),
                        name="briefing_not_before_its_embargo",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("coming_back", False), ("withdrawn_at__isnull", False), _connector="OR"
                        ),
                        name="briefing_comes_back_from_withdrawal",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BriefingIncident",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("front", models.CharField(blank=True, max_length=200)),
                ("position", models.PositiveIntegerField(default=0)),
                ("shown", models.BooleanField(default=False)),
                ("leaves", models.BooleanField(default=False)),
                (
                    "briefing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="told", to="press.briefing"
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="told_in",
                        to="archive.incident",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("briefing", "incident"), name="incident_once_in_a_briefing"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("leaves", False), ("shown", True), _connector="OR"),
                        name="what_leaves_a_briefing_was_shown",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Citation",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("label", models.CharField(max_length=12)),
                (
                    "fact",
                    models.CharField(
                        choices=[
                            ("type", "type"),
                            ("date", "date"),
                            ("place", "place"),
                            ("agent", "agent"),
                            ("target", "target"),
                            ("means", "means"),
                            ("killed", "killed"),
                            ("injured", "injured"),
                            ("captured", "captured"),
                            ("missing", "missing"),
                            ("displaced", "displaced"),
                            ("damaged", "damaged"),
                        ],
                        max_length=9,
                    ),
                ),
                ("value", models.TextField(blank=True)),
                ("who", models.TextField(blank=True)),
                ("through", models.TextField(blank=True)),
                ("parts", models.JSONField(blank=True, default=dict)),
                (
                    "stance",
                    models.CharField(
                        choices=[
                            ("asserts", "asserts"),
                            ("denies", "denies"),
                            ("accuses", "accuses"),
                            ("hedges", "hedges"),
                        ],
                        default="asserts",
                        max_length=7,
                    ),
                ),
                ("said", models.DateField(blank=True, null=True)),
                ("words", models.TextField()),
                ("quote", models.TextField()),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "briefing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="press.briefing",
                    ),
                ),
                (
                    "coding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="archive.coding"
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="citations",
                        to="archive.event",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="citations",
                        to="archive.incident",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("briefing", "label"), name="citation_of_briefing"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "fact__in",
                                [
                                    "type",
                                    "date",
                                    "place",
                                    "agent",
                                    "target",
                                    "means",
                                    "killed",
                                    "injured",
                                    "captured",
                                    "missing",
                                    "displaced",
                                    "damaged",
                                ],
                            )
                        ),
                        name="citation_fact",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stance__in", ["asserts", "denies", "accuses", "hedges"])),
                        name="citation_stance",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("end__gt", models.F("start"))), name="citation_words"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("quote", ""), _negated=True), models.Q(("label", ""), _negated=True)
                        ),
                        name="citation_is_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mailing",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "briefing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mailing",
                        to="press.briefing",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField()),
                ("headline", models.CharField(max_length=300)),
                ("standfirst", models.TextField(blank=True)),
                ("body", models.TextField()),
                ("authors", models.CharField(blank=True, max_length=300)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("live_from", models.DateTimeField(blank=True, null=True)),
                ("pictures", models.JSONField(blank=True, default=dict)),
                (
                    "briefing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="press.briefing",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("briefing", "number"), name="revision_of_briefing"),
                    models.CheckConstraint(
                        condition=models.Q(("headline", ""), _negated=True), name="revision_has_a_headline"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("correction", "correction"),
                            ("clarification", "clarification"),
                            ("update", "update"),
                            ("withdrawal", "withdrawal"),
                            ("reinstatement", "reinstatement"),
                        ],
                        max_length=13,
                    ),
                ),
                ("was", models.TextField(blank=True)),
                ("now", models.TextField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("looked_at", models.BooleanField(default=False)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "briefing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="press.briefing",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "after",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="press.revision",
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="press.revision"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("published_at__isnull", False)),
                        fields=["-published_at", "-id"],
                        name="press_correction_newest",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["correction", "clarification", "update", "withdrawal", "reinstatement"],
                            )
                        ),
                        name="correction_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("now", ""), _negated=True), name="correction_says_what"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_at", None),
                            ("after__isnull", False),
                            ("kind", "withdrawal"),
                            _connector="OR",
                        ),
                        name="published_correction_of_a_revision",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("email", models.EmailField(max_length=254)),
                ("key", models.CharField(max_length=64, unique=True)),
                ("language", models.CharField(default="en-gb", max_length=12)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subscriptions",
                        to="press.series",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("series", "email"), name="one_subscription_of_an_address"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("email", ""), _negated=True), name="subscription_has_an_address"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("sending", "being sent"),
                            ("sent", "sent"),
                            ("failed", "failed"),
                        ],
                        default="waiting",
                        max_length=7,
                    ),
                ),
                ("at", models.DateTimeField(blank=True, null=True)),
                ("error", models.TextField(blank=True)),
                (
                    "mailing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="press.mailing",
                    ),
                ),
                (
                    "subscription",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="press.subscription",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["mailing", "state", "id"], name="delivery_waiting")],
                "constraints": [
                    models.UniqueConstraint(fields=("mailing", "subscription"), name="nobody_mailed_twice"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "sending", "sent", "failed"])),
                        name="delivery_state",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkingCopy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("headline", models.CharField(blank=True, max_length=300)),
                ("standfirst", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("authors", models.CharField(blank=True, max_length=300)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "base",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="press.revision"
                    ),
                ),
                (
                    "briefing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="copies",
                        to="press.briefing",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("briefing", "by"), name="one_working_copy_each")
                ],
            },
        ),
        migrations.AddField(
            model_name="briefing",
            name="incidents",
            field=models.ManyToManyField(
                related_name="briefings", through="press.BriefingIncident", to="archive.incident"
            ),
        ),
        migrations.AddField(
            model_name="briefing",
            name="head",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="press.revision",
            ),
        ),
        migrations.AddField(
            model_name="briefing",
            name="live",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="press.revision",
            ),
        ),
        migrations.AddIndex(
            model_name="briefing",
            index=models.Index(
                condition=models.Q(("live__isnull", False)),
                fields=["-day", "-published_at", "-id"],
                name="briefing_newest",
            ),
        ),
        migrations.AddConstraint(
            model_name="briefing",
            constraint=models.CheckConstraint(
                condition=models.Q(("stage__in", ["draft", "submitted", "approved", "scheduled", "live"])),
                name="briefing_stage",
            ),
        ),
        migrations.AddConstraint(
            model_name="briefing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("live", None), ("published_at", None)),
                    models.Q(("live__isnull", False), ("published_at__isnull", False)),
                    _connector="OR",
                ),
                name="briefing_live_since",
            ),
        ),
        migrations.AddConstraint(
            model_name="briefing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at", None),
                    models.Q(("live__isnull", False), models.Q(("withdrawn_why", ""), _negated=True)),
                    _connector="OR",
                ),
                name="briefing_withdrawn_why",
            ),
        ),
    ]
