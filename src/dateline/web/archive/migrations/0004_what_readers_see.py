"""What readers see: which sources may be shown whole, briefings in the search, incidents by their days."""

from django.conf import settings
from django.db import migrations, models

from dateline.web.archive.search.set_up import rest, wake


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0003_counts_beside_the_queue"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(rest, wake),
        migrations.RemoveConstraint(
            model_name="searchable",
            name="searchable_kind",
        ),
        migrations.AddField(
            model_name="source",
            name="showable",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="searchable",
            name="kind",
            field=models.CharField(
                choices=[
                    ("report", "report"),
                    ("claim", "claim"),
                    ("incident", "incident"),
                    ("briefing", "briefing"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                condition=models.Q(("gone_at", None), ("published_at__isnull", False)),
                fields=["-date_start", "-id"],
                name="incident_public_days",
            ),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(fields=["changed_at"], name="incident_changed"),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                condition=models.Q(("gone_at__isnull", False)), fields=["gone_at"], name="incident_gone"
            ),
        ),
        migrations.AddConstraint(
            model_name="searchable",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["report", "claim", "incident", "briefing"])),
                name="searchable_kind",
            ),
        ),
        migrations.RunPython(wake, rest),
    ]
