"""All measurements in one go: `python -m bench DATA OUT`; `make bench` calls it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import click


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """A program of `bench`, what it reads from the data folder, and what scores the file that it writes.

    `options` go to the program. Without a scorer the program itself prints the figures; one that reads
    nothing makes up what it measures.
    """

    program: str
    reads: str = ""
    writes: str = ""
    scorer: str | None = None
    options: tuple[str, ...] = ()


MEASUREMENTS = {
    "corpus": Measurement(
        program="bench.corpus",
        reads="corpus/dev.jsonl",
        writes="codings.jsonl",
        scorer="bench/score_coding.py",
    ),
    "calibration": Measurement(
        program="bench.calibration", reads="corpus/dev.jsonl", writes="calibration.jsonl"
    ),
    "roles": Measurement(
        program="bench.roles", reads="data/muc4/dev.jsonl", writes="roles.json", scorer="bench/score_roles.py"
    ),
    "attribution": Measurement(
        program="bench.attribution",
        reads="data/polnear/dev.jsonl",
        writes="attributions.jsonl",
        scorer="bench/score_attribution.py",
    ),
    "where": Measurement(
        program="bench.where",
        reads="data/event_location/train.jsonl",
        writes="where.jsonl",
        options=("--held-out",),
    ),
    "incidents": Measurement(
        program="bench.incidents",
        reads="data/airwars_gaza/incidents.jsonl",
        writes="incidents.jsonl",
        scorer="bench/score_incidents.py",
    ),
    "lgl": Measurement(
        program="bench.places", reads="data/geo/lgl.jsonl", writes="lgl.jsonl", scorer="bench/score_places.py"
    ),
    "geovirus": Measurement(program="bench.places", reads="data/geo/geovirus.jsonl", writes="geovirus.jsonl"),
    "actors": Measurement(program="bench.actors", reads="corpus/dev.jsonl", writes="actors.txt"),
    "speed": Measurement(program="bench.speed", reads="corpus/dev.jsonl", writes="speed.json"),
    "press": Measurement(program="bench.press"),
}


@click.command()
@click.argument("data", metavar="DATA", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", metavar="OUT", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--only", type=click.Choice(list(MEASUREMENTS)), multiple=True, help="Take this measurement only."
)
def main(data: Path, out: Path, only: tuple[str, ...]) -> None:
    """Take all measurements with the corpora in DATA; predictions and figures go to the folder OUT."""
    chosen = {name: one for name, one in MEASUREMENTS.items() if not only or name in only}
    for one in chosen.values():
        for needed in (one.reads, one.scorer):
            if needed and not (data / needed).is_file():
                raise click.ClickException(
                    f"{data} holds no {needed}. docs/benchmarks.md says what it should hold."
                )
    out.mkdir(parents=True, exist_ok=True)
    for name, one in chosen.items():
        click.secho(f"\n== {name}", bold=True)
        figures = _figures(one, data, out)
        click.echo(figures)
        (out / f"{name}.txt").write_text(figures, encoding="utf-8")


def _figures(one: Measurement, data: Path, out: Path) -> str:
    """Run the program and its scorer; the figures as the last of them prints them."""
    if not one.reads:
        return _run("-m", one.program, *one.options)
    read, written = str(data / one.reads), str(out / one.writes)
    figures = _run("-m", one.program, read, written, *one.options)
    return _run(str(data / one.scorer), read, written) if one.scorer else figures


def _run(*command: str) -> str:
    done = subprocess.run([sys.executable, *command], stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise click.ClickException(f"python {' '.join(command)} failed.")
    return done.stdout


if __name__ == "__main__":
    main()
