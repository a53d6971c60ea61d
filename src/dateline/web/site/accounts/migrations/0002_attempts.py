"""The table in which attempts are counted and spent codes remembered: Django's cache in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.core.management import call_command
from django.db import migrations

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def _create(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    """Make the table, so that `migrate` alone is enough."""

    dependencies: ClassVar = [("accounts", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(_create, migrations.RunPython.noop)]
