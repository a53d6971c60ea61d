"""`dateline backup` and `dateline restore`: the whole archive as one file, and back.

What is imported inside the functions is loaded when it is used, so that --help stays light.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.archive import open_archive
from dateline.cli.serve import set_up_django

if TYPE_CHECKING:
    from dateline.web.archive.backup import Manifest


@click.command(short_help="Write the whole archive into one file, while it is in use.")
@click.argument("out", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
def backup(*, out: Path) -> None:
    """Write all that the archive holds, as it is at one moment, into FILE; readers and workers may go on.

    Every part of FILE has its hash in it. It holds accounts: keep it as you keep passwords.
    """
    if not out.absolute().parent.is_dir():
        raise click.UsageError(f"There is no folder {out.parent}.")
    open_archive()
    from dateline.web.archive.backup import back_up

    manifest = back_up(out)
    click.echo(f"dateline: {_told(manifest)}; written to {out}.", err=True)


@click.command(short_help="Put a backup in the place of an empty archive, or check it.")
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Let go of what the archive holds.")
@click.option("--check", is_flag=True, help="Only look whether FILE is whole.")
def restore(*, file: Path, replace: bool, check: bool) -> None:
    """Put what FILE holds into the archive, all of it or nothing, after its hashes were looked at.

    An archive that is not empty is left alone, unless --replace says otherwise. Stop the site and its workers
    first.
    """
    if check and replace:
        raise click.UsageError("--check changes nothing, so --replace has no use beside it.")
    set_up_django()  # an archive that is not there yet, or is of another version, is no hindrance
    from dateline.web.archive import backup as archive

    if check:
        click.echo(f"dateline: {_told(archive.check(file))}; {file} is whole.", err=True)
        return
    manifest = archive.restore(file, replace=replace)
    click.echo(f"dateline: {_told(manifest)}; restored.", err=True)


def _told(manifest: Manifest) -> str:
    reports = manifest.rows.get("archive_report", 0)
    noun = "report" if reports == 1 else "reports"
    return f"{reports:,} {noun}, as of {manifest.made_at}, {manifest.size / 1e6:,.1f} MB"
