"""`dateline serve`: the site and its workers, in one process group."""

from __future__ import annotations

import os
import socket
import time

import click

SETTINGS = "dateline.web.site.settings"
_STARTS_WITHIN = 60.0  # seconds; a cold start took 3 on a busy machine


@click.command(short_help="Serve the site and work in the background.")
@click.option(
    "--address", default="127.0.0.1", show_default=True, help="Where to listen; 0.0.0.0 is everywhere."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port to listen on."
)
@click.option(
    "--workers",
    type=click.IntRange(0),
    default=2,
    show_default=True,
    help="Processes that work in the background; 0 where they run elsewhere, as `dateline worker`.",
)
@click.option(
    "--processes",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="Processes that answer requests.",
)
@click.option(
    "--threads", type=click.IntRange(1), default=4, show_default=True, help="Threads in each of them."
)
def serve(*, address: str, port: int, workers: int, processes: int, threads: int) -> None:
    """Serve the site, with workers beside it; SIGTERM or Ctrl-C ends all of it in good order.

    It brings its database up to date first. Where that lies, and all else, is set by the environment; see
    docs/how-to/serve.md. With none of it set, all lies in one folder, and only this machine is served.
    """
    set_up_django()
    from dateline.web.site.preparing import prepare
    from dateline.web.site.supervising import Child, Family

    anybody = prepare()
    site = [
        *("-m", "dateline.web.site.server", "--address", address, "--port", str(port)),
        *("--processes", str(processes), "--threads", str(threads)),
    ]
    children = [Child(name="the site", command=site, needed=True)]
    children += [
        Child(name=f"worker {number}", command=["-m", "dateline.cli", "worker"])
        for number in range(1, workers + 1)
    ]
    Family(children=children).run(once_started=lambda: _tell(address, port, anybody=anybody))


def set_up_django() -> None:
    """Have Django ready, on Dateline's settings unless the environment names others, its database open.

    Raises:
        PackageMissing: The extra `web` is not installed.
        SettingsFaulty: The environment says what cannot be.
        DatabaseUnusable: There is no database that can be used where it says.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    try:
        import allauth  # noqa: F401
        import django
        import granian  # noqa: F401
    except ModuleNotFoundError as error:
        from dateline.domain.errors import PackageMissing

        raise PackageMissing(
            error.name or "", "Install the site's packages: pip install dateline[web]"
        ) from None
    from django.core.exceptions import ImproperlyConfigured
    from django.db import Error, connection

    from dateline.domain.errors import DatabaseUnusable, SettingsFaulty

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise SettingsFaulty(str(error), "See docs/reference/environment.md.") from None
    try:
        connection.ensure_connection()
    except Error as error:
        settings = connection.settings_dict
        where = f"{settings['NAME']} at {settings['HOST']}" if settings["HOST"] else str(settings["NAME"])
        why = " ".join(str(error).split()).rstrip(".?")
        raise DatabaseUnusable(
            f"{where}: {why}", "Set DATABASE_URL or DATELINE_HOME; see docs/reference/environment.md."
        ) from None


def _tell(address: str, port: int, *, anybody: bool) -> None:
    """Say where the site is, once it answers."""
    here = "127.0.0.1" if address in {"0.0.0.0", "::"} else address  # noqa: S104 -- looked for, not listened on
    until = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < until:
        try:
            with socket.create_connection((here, port), timeout=1):
                break
        except OSError:
            time.sleep(0.1)
    else:
        return
    click.echo(f"Dateline is at http://{here}:{port}/ and ends with Ctrl-C.", err=True)
    if not anybody:
        click.echo("Nobody has an account yet. In another window: dateline admin YOUR-ADDRESS", err=True)
