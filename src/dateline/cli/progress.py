"""How far a long run is: a bar where standard error is a terminal, else nothing but what goes wrong."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import click

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

    from rich.progress import Progress as RichProgress


class Progress(Protocol):
    """Follows a run over the lines of a file."""

    def lines(self) -> Iterator[bytes]:
        """The lines of the file, counted as they go by."""
        ...

    def update(self, words: str) -> None:
        """Say how things stand."""
        ...

    def warn(self, line: str) -> None:
        """Say what went wrong, on a line that stays."""
        ...


@contextmanager
def progress(stream: IO[bytes]) -> Iterator[Progress]:
    """The progress over `stream`, told on standard error while the context lasts."""
    if not sys.stderr.isatty():
        yield _Quiet(stream)
        return
    # Only a terminal needs what follows.
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as RichProgress

    words = TextColumn("{task.description}", markup=False)
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    with RichProgress(
        BarColumn(), TaskProgressColumn(), words, TimeRemainingColumn(), console=console
    ) as bar:
        yield _Bar(stream, bar)


class _Quiet:
    """No terminal: nothing but warnings."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def lines(self) -> Iterator[bytes]:
        yield from self._stream

    def update(self, words: str) -> None:
        """Keep still."""

    def warn(self, line: str) -> None:
        click.echo(line, err=True)


class _Bar:
    """A bar by bytes, since lines differ in length and are not counted beforehand."""

    def __init__(self, stream: IO[bytes], bar: RichProgress) -> None:
        self._stream = stream
        self._bar = bar
        self._task = bar.add_task("", total=_size(stream))

    def lines(self) -> Iterator[bytes]:
        for line in self._stream:
            yield line
            self._bar.advance(self._task, len(line))

    def update(self, words: str) -> None:
        self._bar.update(self._task, description=words)

    def warn(self, line: str) -> None:
        self._bar.console.print(line)


def _size(stream: IO[bytes]) -> int | None:
    """The bytes of a file; None for a pipe, whose end is not known."""
    try:
        return os.fstat(stream.fileno()).st_size or None
    except OSError:  # a stream that is no file
        return None
