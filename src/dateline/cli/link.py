"""`dateline link`: codings in, incidents out; run again, new reports join what is known.

What is imported inside the functions is loaded when it is used, so that --help stays light.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.lines import Lines, NothingRead, end_without_codings
from dateline.cli.whole import whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.cli.world import World
    from dateline.linking import Sources
    from dateline.pipeline import Linked, LinkedFile


@click.command(short_help="Put the events of many reports together into incidents.")
@click.argument(
    "sources",
    nargs=-1,
    metavar="CODINGS...",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
)
@click.option(
    "-o",
    "--output",
    "out",
    required=True,
    type=click.Path(dir_okay=False, allow_dash=True),
    metavar="INCIDENTS",
    help='What is known, if it is there, and where the result goes. "-" writes to standard output.',
)
@click.option(
    "--decisions",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help="Your own word on pairs of events that are together or apart; INCIDENTS keeps it.",
)
@click.option(
    "--register",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Actors and sources of your own (YAML), laid over the register that ships.",
)
@click.pass_obj
def link(
    world: World, *, sources: tuple[str, ...], out: str, decisions: str | None, register: Path | None
) -> None:
    """Link the reports in CODINGS, as `dateline code` or `dateline read --json` made them, into INCIDENTS.

    Where INCIDENTS is there, its incidents are known: new reports join them or open others, and what they do
    not touch stays as it is. It holds the codings of its reports too, so it is all that is gone on from, and
    may be among the CODINGS of another file, into which its decisions go, too. It is replaced whole, or not
    at all. A line that is no coding is told with its number and does not stop the rest.
    """
    if out != "-" and any(
        Path(out).exists() and name != "-" and Path(out).samefile(name) for name in sources
    ):
        raise click.UsageError(f"{out} is among CODINGS: it is known already. Give the new ones alone.")
    if not (sources or decisions):
        raise click.UsageError("Give CODINGS to link, or --decisions on what is linked.")
    if out != "-" and not Path(out).parent.is_dir():
        raise click.UsageError(f"There is no folder {Path(out).parent}.")
    from dateline.pipeline import link_into

    lines = Lines()
    with _known(out) as file:
        given = lines.decisions(decisions) if decisions else ()
        try:
            codings = tuple(lines.codings(sources)) if sources else ()
        except NothingRead:
            end_without_codings()
        decided = (*lines.decided, *given)
        linked = link_into(file, codings, decisions=decided, sources=_sources(world, register))
        if linked.any or out == "-":
            _write(file, out)
    for line in _told(linked, file, out):
        click.echo(f"dateline: {line}", err=True)
    if lines.bad or linked.other:
        raise click.exceptions.Exit(1)


def _sources(world: World, register: Path | None) -> Sources:
    """Who is what kind of source."""
    from dateline.linking import RegisterSources

    return RegisterSources(register=world.load_register(register))


@contextmanager
def _known(out: str) -> Iterator[LinkedFile]:
    """What INCIDENTS holds; no other run may write it meanwhile."""
    from dateline.pipeline import LinkedFile
    from dateline.pipeline.locking import locked

    path = Path(out)
    if out == "-" or (path.exists() and not path.is_file()):
        yield LinkedFile()
        return
    with locked(path) as stream:
        yield LinkedFile.read(stream, out)


def _write(file: LinkedFile, out: str) -> None:
    if out == "-":
        with click.open_file(out, "wb") as stream:
            stream.writelines(file.lines())
        return
    with whole(Path(out)) as unfinished, unfinished.open("wb") as stream:
        stream.writelines(file.lines())


def _told(linked: Linked, file: LinkedFile, out: str) -> Iterator[str]:
    yield from (f"report {key} was linked before with another text or day; left out" for key in linked.other)
    if linked.waiting:
        named = ", ".join(f"{one.event} of {one.report}" for one in linked.waiting)
        yield f"decided on, but not there, and kept until it comes: {named}"
    copies = (
        f", {linked.copies:,} of them {'a copy' if linked.copies == 1 else 'copies'}" if linked.copies else ""
    )
    again = f"; {_many(linked.again, 'report')} linked before" if linked.again else ""
    decided = f"; {_many(linked.decisions, 'decision')} kept" if linked.decisions else ""
    yield f"{_many(linked.reports, 'report')} linked{copies}{again}{decided}"
    came = [f"{linked.opened:,} new", f"{linked.changed:,} changed"]
    came += [f"{linked.gone:,} gone into others"] if linked.gone else []
    where = "" if out == "-" else f"; written to {out}" if linked.any else f"; {out} stays as it was"
    yield f"{_many(len(file.incidents), 'incident')}: {', '.join(came)}{where}."


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
