"""The archive, for the commands that work on it: set up at its first use; the others know no Django."""

from __future__ import annotations

from dateline.cli.serve import set_up_django
from dateline.domain.errors import ArchiveOutdated


def open_archive() -> None:
    """Set up the archive that the environment names (docs/how-to/serve.md).

    In SQLite its tables are made, or brought up to this version, where they are not. In PostgreSQL, which
    others may be at work on, that is for `dateline serve` to do, or for Django's own `migrate`.

    Raises:
        PackageMissing: The web's packages are not installed.
        ArchiveOutdated: The tables are not those of this version.
    """
    set_up_django()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from dateline.web.site.preparing import alone

    with alone():
        executor = MigrationExecutor(connection)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return
        if connection.vendor != "sqlite":
            raise ArchiveOutdated("", "Run: python -m dateline.web.site migrate")
        call_command("migrate", verbosity=0, interactive=False)
