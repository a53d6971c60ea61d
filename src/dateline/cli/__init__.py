"""The command line: `dateline`, and what `dateline read`, `serve` and the others do."""

from __future__ import annotations

import io
import logging
import sys
from contextlib import contextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.admin import admin
from dateline.cli.backup import backup, restore
from dateline.cli.code import code
from dateline.cli.corpus import corpus
from dateline.cli.demo import demo
from dateline.cli.explain import explain
from dateline.cli.export import export
from dateline.cli.gazetteer import gazetteer
from dateline.cli.ingest import ingest
from dateline.cli.link import link
from dateline.cli.openapi import openapi
from dateline.cli.read import read
from dateline.cli.serve import serve
from dateline.cli.show import show
from dateline.cli.worker import worker
from dateline.cli.world import World
from dateline.domain.errors import DatelineError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["World", "dateline", "main"]

_EPILOG = """\b
Exit status:
  0    everything was done
  1    something was not; what and why stands on standard error, the rest was done
  2    the command line is not right
  130  interrupted; `dateline code` goes on from there when run again
"""


class _OneLineErrors(click.Group):
    """A group that tells an error of ours in one line on standard error, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 -- click's own signature
        """Run the command that `ctx` names."""
        try:
            with _remarks_told():
                return super().invoke(ctx)
        except DatelineError as error:
            self._end(ctx, str(error), 1)
        except BrokenPipeError:
            raise  # click ends quietly where the reader of a pipe has gone
        except OSError as error:
            self._end(ctx, f"{error.filename or 'the system'}: {error.strerror or error}", 1)
        except KeyboardInterrupt:
            self._end(ctx, "interrupted", 130)

    @staticmethod
    def _end(ctx: click.Context, line: str, status: int) -> None:
        click.echo(f"dateline: {line}", err=True)
        ctx.exit(status)


class _Remarks(logging.Handler):
    """What Dateline's own rooms remark: a line on standard error each."""

    def emit(self, record: logging.LogRecord) -> None:
        """Tell one remark, with the traceback of a fault."""
        click.echo(f"dateline: {self.format(record)}", err=True)


@contextmanager
def _remarks_told() -> Iterator[None]:
    """Tell warnings of Dateline's own while the context lasts."""
    handler = _Remarks(logging.WARNING)
    logging.getLogger("dateline").addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger("dateline").removeHandler(handler)


@click.group(cls=_OneLineErrors, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("dateline"), prog_name="dateline", message="%(prog)s %(version)s")
@click.pass_context
def dateline(ctx: click.Context) -> None:
    """War reports you can check: who did what to whom, where, when, with what harm, and who says so."""
    ctx.ensure_object(World)


dateline.add_command(read)
dateline.add_command(code)
dateline.add_command(explain)
dateline.add_command(link)
dateline.add_command(show)
dateline.add_command(export)
dateline.add_command(gazetteer)
dateline.add_command(serve)
dateline.add_command(worker)
dateline.add_command(demo)
dateline.add_command(ingest)
dateline.add_command(admin)
dateline.add_command(backup)
dateline.add_command(restore)
dateline.add_command(corpus)
dateline.add_command(openapi)


def main(args: Sequence[str] | None = None, world: World | None = None) -> None:
    """Run the command line with `args` (those of the process, by default) and end the process.

    `world` gives the page reader and the engine; by default the real ones.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks a letter shows a question mark
            stream.reconfigure(errors="replace")
    # What libraries remark in passing is not for the reader; what matters is told as an error of ours.
    logging.getLogger().addHandler(logging.NullHandler())
    dateline.main(args=args, prog_name="dateline", obj=world or World())
