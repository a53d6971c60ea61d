"""`dateline code`: a whole corpus in, one coding a line out."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from dateline.cli.engines import engine_option
from dateline.cli.lookups import lookup_options, lookups_loader
from dateline.cli.progress import progress
from dateline.domain.errors import EngineUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.cli.world import World
    from dateline.coding.engine import Engine
    from dateline.domain import Coding
    from dateline.pipeline import Lookups

_INTERRUPTED = 130


@dataclass(slots=True, kw_only=True)
class _Tally:
    """How many lines came out how."""

    coded: int = 0
    before: int = 0
    bad: int = 0

    def __str__(self) -> str:
        parts = [f"{self.coded:,} coded"]
        if self.before:
            parts.append(f"{self.before:,} coded before")
        if self.bad:
            parts.append(f"{self.bad:,} not coded")
        return ", ".join(parts)


@click.command(short_help="Code a corpus of texts, line by line; goes on where it was interrupted.")
@click.option(
    "--jsonl",
    "source",
    required=True,
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
    metavar="IN",
    help='Lines {"id", "text", "date"}, and "source", "url", "title", "author" where they are known; date is '
    '"2018-11-23" or null. "-" reads standard input.',
)
@click.option(
    "-o",
    "--output",
    "out",
    required=True,
    type=click.Path(dir_okay=False, allow_dash=True),
    metavar="OUT",
    help='Where the codings go, one line each. "-" writes to standard output.',
)
@click.option(
    "--resume/--restart",
    default=True,
    show_default="--resume",
    help="Keep the codings that OUT holds and go on, or empty it first.",
)
@engine_option
@lookup_options
@click.pass_obj
def code(
    world: World,
    *,
    source: str,
    out: str,
    resume: bool,
    engine: str,
    register: Path | None,
    no_resolve: bool,
) -> None:
    """Code every text of a corpus. Texts are taken exactly as they stand, so offsets point into them.

    A line that cannot be coded is told with its number and does not stop the rest. Run again after an
    interruption, the same command codes what is left.
    """
    if "-" not in (source, out) and Path(out).exists() and Path(source).samefile(out):
        raise click.UsageError("IN and OUT are the same file.")
    load_lookups = lookups_loader(world, register, no_resolve=no_resolve)
    tally = _Tally()
    try:
        _code(world.loader(engine)(), load_lookups(), source, out, tally, restart=not resume)
    except KeyboardInterrupt:
        click.echo(f"dateline: interrupted: {tally}.{_again(out)}", err=True)
        raise click.exceptions.Exit(_INTERRUPTED) from None
    except EngineUnavailable as error:
        click.echo(f"dateline: {error}", err=True)
        if tally.coded:
            click.echo(f"dateline: stopped: {tally}.{_again(out)}", err=True)
        raise click.exceptions.Exit(1) from None
    click.echo(f"dateline: {tally}." if out == "-" else f"dateline: {tally}; written to {out}.", err=True)
    if tally.bad:
        raise click.exceptions.Exit(1)


def _again(out: str) -> str:
    return "" if out == "-" else " The same command goes on from there."


def _code(engine: Engine, lookups: Lookups, source: str, out: str, tally: _Tally, *, restart: bool) -> None:
    # Loaded when there is work, so that --help stays light.
    from dateline.pipeline import AlreadyCoded, BadLine, code_lines

    with (
        click.open_file(source, "rb") as stream,
        _output(out, engine.name, restart=restart) as output,
        progress(stream) as told,
    ):
        for outcome in code_lines(told.lines(), engine, lookups=lookups, done=output.done):
            match outcome:
                case BadLine():
                    tally.bad += 1
                    told.warn(f"dateline: line {outcome.number}: {outcome.reason}")
                case AlreadyCoded():
                    tally.before += 1
                case _:
                    output.append(outcome.coding)
                    tally.coded += 1
            told.update(str(tally))


class _Output(Protocol):
    """Where codings go."""

    done: dict[str, bytes]

    def append(self, coding: Coding) -> None:
        """Write one coding."""
        ...


class _StandardOutput:
    """Codings as they come; nothing of an earlier run is there to go on from."""

    def __init__(self) -> None:
        self.done: dict[str, bytes] = {}
        self._stream = sys.stdout.buffer

    def append(self, coding: Coding) -> None:
        from dateline.exporting.interchange import to_line

        self._stream.write(to_line(coding).encode() + b"\n")
        self._stream.flush()


@contextmanager
def _output(out: str, engine: str, *, restart: bool) -> Iterator[_Output]:
    from dateline.pipeline import CodedFile

    if out == "-":
        yield _StandardOutput()
    else:
        with CodedFile(Path(out), engine=engine, restart=restart) as file:
            yield file
