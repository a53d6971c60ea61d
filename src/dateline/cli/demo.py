"""`dateline demo`: an archive of invented reports in a folder of its own, worked on and served.

What is imported inside the functions is loaded when it is used, so that --help stays light.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import socket
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.domain.errors import ArchiveInUse, PageMissing, ServerFailed

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLES = Path(__file__).resolve().parents[3] / "samples" / "demo"
"""The pages of the demo, in a clone."""

_NOTE = "demo.json"
_LOCAL = "127.0.0.1"
_WORDS = (
    "amber", "birch", "cedar", "delta", "ember", "flint", "grove", "heron", "ivory", "juniper", "kestrel",
    "linen", "maple", "north", "olive", "poplar", "quartz", "raven", "saddle", "thyme", "umber", "velvet",
    "willow", "yarrow",
)  # fmt: skip
_STARTS_WITHIN = 60.0  # seconds; a cold start took 3 on a busy machine


@click.command(short_help="Make an archive of invented reports to try things in, and serve it.")
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out/demo"),
    show_default=True,
    help="The folder to keep it in. One that holds anything else is left alone.",
)
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to listen on."
)
@click.option("--no-serve", is_flag=True, help="Only make the archive.")
@click.option(
    "--samples",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of the pages, where this is no clone of the repository.",
)
def demo(*, home: Path, port: int, no_serve: bool, samples: Path | None) -> None:
    """Fill an archive of its own with invented reports, some of them reviewed, and serve it to this machine.

    The reports go the way of all reports: read, coded and linked by the engine that ships. A demo that is
    there already is served as it stands; remove its folder to have it made anew. Whatever the environment
    says of databases, hosts and mail plays no part.
    """
    home = home.absolute()
    pages = samples or SAMPLES
    if not (pages / "outlets.csv").exists():
        raise PageMissing(
            str(pages), "Run it in a clone of the repository, or name the folder with --samples."
        )
    if not no_serve:
        _check_port(port)
    known = _known(home)
    _settle_environment(home)
    password = known or _make(home, pages)
    if known:
        click.echo(f"The demo in {home} is there already. To have it made anew, remove that folder.")
    _tell_accounts(password)
    if not no_serve:
        _serve(port)


def _known(home: Path) -> str:
    """The password of the demo in a folder; empty where there is none yet.

    Raises:
        ArchiveInUse: The folder holds something else, or a demo that was never finished.
    """
    if not home.exists() or not any(home.iterdir()):
        return ""
    try:
        note = json.loads((home / _NOTE).read_text(encoding="utf-8"))
        return str(note["password"])
    except (OSError, ValueError, KeyError, TypeError):
        raise ArchiveInUse(
            f"{home} holds something else than a demo", "Name another folder with --home, or empty it."
        ) from None


def _settle_environment(home: Path) -> None:
    """Have nothing of an installation that the environment tells of touched, or served."""
    ours = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    kept = {"DATELINE_GAZETTEER", "DATELINE_WORLD"}
    for name in [one for one in os.environ if one in ours or one.startswith("DATELINE_")]:
        if name not in kept:
            del os.environ[name]
    os.environ["DATELINE_HOME"] = str(home)


def _make(home: Path, pages: Path) -> str:
    """Make the demo, whole or not at all; its password."""
    from dateline.cli.serve import set_up_django

    was_there = home.exists()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        set_up_django()
        from dateline.web.site import demo as room

        password = _password()
        filled = room.fill(pages, password=password, tell=click.echo)
        note = home / _NOTE
        note.touch(mode=0o600)
        note.write_text(json.dumps({"password": password}), encoding="utf-8")
    except BaseException:
        _clear(home, itself=not was_there)
        raise
    click.echo(
        f"{filled.reports} reports tell of {filled.events} events, put together into "
        f"{filled.incidents} incidents; refused: {filled.refused}."
    )
    return password


def _clear(home: Path, *, itself: bool) -> None:
    """Take away what was made in a folder that held nothing before."""
    for one in home.iterdir():
        if one.is_dir():
            shutil.rmtree(one, ignore_errors=True)
        else:
            one.unlink(missing_ok=True)
    if itself:
        with contextlib.suppress(OSError):
            home.rmdir()


def _password() -> str:
    return " ".join(secrets.SystemRandom().sample(_WORDS, 5))


def _tell_accounts(password: str) -> None:
    click.echo("\nAccounts, by what they may do:")
    for email, role in _accounts():
        click.echo(f"  {email:<22} {role}")
    click.echo(f"Password of all of them: {password}\n")


def _accounts() -> Iterator[tuple[str, str]]:
    from dateline.cli.serve import set_up_django

    set_up_django()
    from dateline.web.site.demo import PEOPLE

    for one in PEOPLE:
        yield one.email, one.called


def _check_port(port: int) -> None:
    """Look whether a port is free before anything is made.

    Raises:
        ServerFailed: It is not.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((_LOCAL, port))
        except OSError as error:
            raise ServerFailed(
                f"port {port} is taken ({error.strerror})", "Name another one with --port."
            ) from None


def _serve(port: int) -> None:
    from dateline.cli.serve import serve

    if sys.stdout.isatty():
        threading.Thread(target=_open, args=(port,), daemon=True).start()
    assert serve.callback is not None  # noqa: S101 -- for mypy: click keeps the function there
    serve.callback(address=_LOCAL, port=port, workers=1, processes=1, threads=4)


def _open(port: int) -> None:
    """Show the desk in the browser, if there is one, once the site answers."""
    import webbrowser

    until = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection((_LOCAL, port), timeout=1):
            break
        time.sleep(0.1)
    else:
        return
    with contextlib.suppress(webbrowser.Error):
        webbrowser.open(f"http://{_LOCAL}:{port}/desk/")
