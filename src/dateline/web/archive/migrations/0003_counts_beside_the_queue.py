"""The indices that the counts beside the queue are read from."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two indices more, and the last day in that of days."""

    dependencies: ClassVar = [("archive", "0002_what_django_does_not_make")]

    operations: ClassVar = [
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("coding__isnull", False)),
                fields=["review", "country", "type", "source", "status", "confidence", "coding"],
                name="event_queue_counts",
            ),
        ),
        migrations.RemoveIndex(model_name="event", name="event_queue_day"),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                models.F("review"),
                models.F("date_start"),
                models.F("date_end"),
                condition=models.Q(("coding__isnull", False)),
                name="event_queue_day",
            ),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                condition=models.Q(("gone_at", None)),
                fields=["review", "country", "type"],
                name="incident_queue_counts",
            ),
        ),
    ]
