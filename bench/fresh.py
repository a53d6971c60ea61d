"""What a new process needs: time to its first coding, and memory. Run by `bench.speed`."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMAND_LINE = "from dateline.cli import main; main()"
TIMES = 5  # starts measured: the first one also fills the file cache, and the median passes over it


def seconds_to_first_coding(corpus: Path) -> float:
    """Median seconds from the start of a process to its first coding."""
    return median(_seconds_to_first_coding(corpus) for _ in range(TIMES))


def seconds_of_help() -> float:
    """Median seconds that `dateline --help` takes."""
    return median(_seconds([sys.executable, "-c", _COMMAND_LINE, "--help"]) for _ in range(TIMES))


def megabytes_of_coding(corpus: Path) -> float:
    """The most memory that a process holds that codes the whole corpus, in MiB."""
    return float(_child("memory", corpus)["megabytes"])


def _seconds_to_first_coding(corpus: Path) -> float:
    begun = time.monotonic()  # one clock for all processes of the machine
    return float(_child("first", corpus)["at"]) - begun


def _seconds(command: Sequence[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 (our own programs)
    return time.perf_counter() - begun


def _child(task: str, corpus: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.fresh", task, str(corpus)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=dict(os.environ))  # noqa: S603
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@click.command(hidden=True)
@click.argument("task", type=click.Choice(["first", "memory"]))
@click.argument("corpus", type=click.Path(exists=True, path_type=Path))
def main(task: str, corpus: Path) -> None:
    """Do TASK in this process and print what it took, as JSON."""
    if task == "first":
        _first(corpus)
    else:
        _memory(corpus)


def _first(corpus: Path) -> None:
    import dateline  # noqa: PLC0415 (its import is part of what is measured)
    from dateline.domain import Report  # noqa: PLC0415

    with corpus.open(encoding="utf-8") as lines:
        text = json.loads(next(lines))["text"]
    dateline.code(Report(id="first", text=text, language="en"))
    click.echo(json.dumps({"at": time.monotonic()}))


def _memory(corpus: Path) -> None:
    import dateline  # noqa: PLC0415
    from bench.lines import english_report, read_lines  # noqa: PLC0415

    for line in read_lines(corpus, keys=("id", "text")):
        dateline.code(english_report(line))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux KiB
    click.echo(json.dumps({"megabytes": most / unit}))


if __name__ == "__main__":
    main()
