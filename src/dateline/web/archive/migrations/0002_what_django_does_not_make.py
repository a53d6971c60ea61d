"""Triggers, the search index, slim tables, and the rows that are always there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import migrations

from dateline.web.archive.history_guard import guard, unguard
from dateline.web.archive.search.set_up import set_up, take_down
from dateline.web.archive.slim import slim_block_keys

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make_locks(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The rows that are locked by who works on what two may not work on at once."""
    lock = apps.get_model("archive", "Lock")
    lock.objects.using(schema_editor.connection.alias).get_or_create(name="linking")


class Migration(migrations.Migration):
    """What has no word in Django's models."""

    dependencies: ClassVar = [("archive", "0001_initial")]

    operations: ClassVar = [
        migrations.RunPython(guard, unguard),
        migrations.RunPython(set_up, take_down),
        migrations.RunPython(slim_block_keys, migrations.RunPython.noop),
        migrations.RunPython(make_locks, migrations.RunPython.noop),
    ]
