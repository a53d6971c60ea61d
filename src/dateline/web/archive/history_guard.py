"""The triggers that keep the history as it was written: no change of it is updated or deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_TOLD = "the history of changes is only ever added to"

GUARD: dict[str, tuple[str, ...]] = {
    "sqlite": tuple(
        f"CREATE TRIGGER archive_change_no_{deed} BEFORE {deed.upper()} ON archive_change "
        f"BEGIN SELECT RAISE(ABORT, '{_TOLD}'); END"
        for deed in ("update", "delete")
    ),
    "postgresql": (
        (
            "CREATE FUNCTION archive_change_kept() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_TOLD}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        ),
        (
            "CREATE TRIGGER archive_change_kept BEFORE UPDATE OR DELETE ON archive_change "
            "FOR EACH ROW EXECUTE FUNCTION archive_change_kept()"
        ),
    ),
}
UNGUARD: dict[str, tuple[str, ...]] = {
    "sqlite": tuple(f"DROP TRIGGER IF EXISTS archive_change_no_{deed}" for deed in ("update", "delete")),
    "postgresql": (
        "DROP TRIGGER IF EXISTS archive_change_kept ON archive_change",
        "DROP FUNCTION IF EXISTS archive_change_kept()",
    ),
}


def guard(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Set the triggers, in a migration."""
    for statement in GUARD[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unguard(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away, in a migration that is undone."""
    for statement in UNGUARD[schema_editor.connection.vendor]:
        schema_editor.execute(statement)
