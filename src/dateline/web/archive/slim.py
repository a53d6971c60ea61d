"""Tables that Django makes with more than they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def slim_block_keys(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Keep block keys in their primary key alone, on SQLite.

    There are a hundred rows for each account; so each takes 20 bytes and not 70.
    """
    if schema_editor.connection.vendor != "sqlite":
        return
    schema_editor.execute("DROP TABLE archive_blockkey")
    schema_editor.execute(
        'CREATE TABLE archive_blockkey ("key" bigint NOT NULL, "account" bigint NOT NULL, '
        'PRIMARY KEY ("key", "account")) WITHOUT ROWID'
    )
