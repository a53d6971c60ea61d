"""What has to be done before the site is served: tables brought up to date, static files laid out."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LOCK = 0x64_61_74_65  # any number, the same everywhere: PostgreSQL's lock of whoever migrates


def bring_tables_up_to_date() -> None:
    """Migrate, one process at a time."""
    with alone():
        call_command("migrate", interactive=False, verbosity=0)


def prepare() -> bool:
    """All that serving needs; tells whether anybody has an account yet. No connection is left open."""
    from dateline.web.site.accounts.models import User  # noqa: PLC0415 -- Django is set up by now

    bring_tables_up_to_date()
    call_command("collectstatic", interactive=False, verbosity=0)
    anybody = User.objects.exists()
    connections.close_all()
    return anybody


@contextmanager
def alone() -> Iterator[None]:
    """Let one process at a time look which migrations are wanting, and migrate.

    Each migration is a transaction, but two processes that begin at once would both want the same ones.
    """
    if connection.vendor != "postgresql":
        with _alone_in(settings.DATELINE_HOME):
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


@contextmanager
def _alone_in(home: Path) -> Iterator[None]:
    """Be the one process at a folder; the system takes the lock back from one that is killed."""
    try:
        import fcntl  # noqa: PLC0415 -- there is none on Windows, where nobody serves
    except ModuleNotFoundError:
        yield
        return
    with (home / ".migrating").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
