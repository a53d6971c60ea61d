"""Which names in a text are places, and where: `python -m bench.places IN OUT`, for LGL and GeoVirus."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from bench.engines import default_engine
from bench.held_out import hash_share
from bench.lines import IN, OUT, english_report, read_lines, watched, write_lines
from bench.tallies import f1
from dateline.adapters.gazetteer import load_gazetteer
from dateline.domain import NameClass, Placing
from dateline.pipeline import code
from dateline.resolving.geometry import km_between
from dateline.resolving.placing import place_names
from dateline.resolving.placing.lookup import Lookup

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from bench.lines import Line
    from dateline.coding.engine import Engine
    from dateline.domain import Coding
    from dateline.resolving.ports import Gazetteer

Toponym = dict[str, Any]
NEAR_KM, NEARER_KM = 161, 25  # the field's hundred miles, and a stricter measure
FITTED = 0.5  # of the documents, by the hash of their ids: the weights of the ranking were fitted on these


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Toponyms found, in the gold, in both, and of these how many lie within each distance of the gold.

    `inside` counts those that lie within NEAR_KM or are areas that hold the point of the gold: where China is
    pinned is a matter of taste, and two sets differ in it by more than NEAR_KM.
    """

    found: int = 0
    gold: int = 0
    paired: int = 0
    near: int = 0
    nearer: int = 0
    inside: int = 0

    def add(self, gold: Sequence[Toponym], found: Sequence[Toponym]) -> Tally:
        """The tally with one document more. A gold toponym goes with the first found that overlaps it."""
        left = list(found)
        distances: list[tuple[float | None, float]] = []
        for one in gold:
            hit = next((it for it in left if it["start"] < one["end"] and one["start"] < it["end"]), None)
            if hit is not None:
                left.remove(hit)
                distances.append((_distance(one, hit), max(NEAR_KM, hit["radius_km"] or 0.0)))
        return Tally(
            found=self.found + len(found),
            gold=self.gold + len(gold),
            paired=self.paired + len(distances),
            near=self.near + sum(km is not None and km <= NEAR_KM for km, _ in distances),
            nearer=self.nearer + sum(km is not None and km <= NEARER_KM for km, _ in distances),
            inside=self.inside + sum(km is not None and km <= reach for km, reach in distances),
        )

    def __str__(self) -> str:
        rates = [
            f"{name:8} P {_share(right, self.found)}  R {_share(right, self.gold)}"
            f"  F1 {f1(right, self.found, self.gold):5.1f}"
            for name, right in (("found", self.paired), ("whole", self.near))
        ]
        near = f"@{NEAR_KM} km  {_share(self.near, self.paired)} %"
        nearer = f"within {NEARER_KM} km {_share(self.nearer, self.paired)} %"
        inside = f"@{NEAR_KM} km or in the area found {_share(self.inside, self.paired)} %"
        return f"{rates[0]}   (gold {self.gold})\n{near}   {nearer}   {inside}\n{rates[1]}"


def toponyms(coding: Coding, gazetteer: Gazetteer, *, unknown: bool = False) -> list[Toponym]:
    """The names of places in a coding, where the places lie and how far they reach; a country at its middle.

    A name that stays open has no coordinates. One that the gazetteer does not have at all is taken for no
    toponym and left out, unless `unknown` asks for all that the engine marks.
    """
    text = coding.report.text
    known = Lookup(gazetteer).known
    resolved = place_names(coding, gazetteer)
    listed: list[Toponym] = []
    for span in sorted({name.span for name in coding.names if name.cls is NameClass.PLACE}):
        found, words = resolved[span], span.of(text)
        place = found.place if isinstance(found, Placing) else None
        if place or known(words) or (unknown and any(map(str.isupper, words))):
            lat, lon, reach = (place.lat, place.lon, place.radius_km) if place else (None, None, None)
            listed.append({"start": span.start, "end": span.end, "lat": lat, "lon": lon, "radius_km": reach})
    return listed


def key_of(line: Line) -> str:
    """What a document is sorted into a half by: its id, or its text where the set gives no id (GeoVirus)."""
    return str(line["text"] if line["id"] is None else line["id"])


def is_fitted(line: Line) -> bool:
    """Whether a document belongs to the half that the weights were fitted on."""
    return hash_share(key_of(line)) < FITTED


def _distance(gold: Toponym, found: Toponym) -> float | None:
    if found["lat"] is None:
        return None
    return km_between((gold["lat"], gold["lon"]), (found["lat"], found["lon"]))


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole if whole else 0.0:5.1f}"


def _measured(
    lines: Iterable[Line], engine: Engine, gazetteer: Gazetteer, *, unknown: bool
) -> tuple[dict[str, Tally], list[str]]:
    tallies = {"all": Tally(), "held out": Tally()}
    written = []
    for line in lines:
        coding = code(english_report({"date": None, **line, "id": key_of(line)}), engine)
        found = toponyms(coding, gazetteer, unknown=unknown)
        tallies["all"] = tallies["all"].add(line["toponyms"], found)
        if not is_fitted(line):
            tallies["held out"] = tallies["held out"].add(line["toponyms"], found)
        written.append(json.dumps({"id": line["id"], "toponyms": found}))
    return tallies, written


@click.command()
@click.argument("texts", metavar="IN", type=IN)
@click.argument("out", metavar="OUT", type=OUT)
@click.option("--all-names", is_flag=True, help="Count names that the gazetteer does not have as found, too.")
def main(texts: Path, out: Path, *, all_names: bool) -> None:
    """Find the places that the texts of IN name, write them to OUT and print the score.

    IN has one text a line: {"id", "text", "toponyms": [{"start", "end", "lat", "lon"}, ...]}; the toponyms
    are only scored against. OUT gets {"id", "toponyms"}, with a "radius_km" where the gazetteer tells one of
    an area, and without coordinates where a name stays open. The
    score is that of score_places.py, on all texts and on those that the weights were not fitted on. It goes
    by the order of the lines: GeoVirus gives its documents no ids, and who goes by ids sees but the last.
    """
    lines = read_lines(texts, keys=("id", "text", "toponyms"))
    tallies, written = _measured(
        watched(lines, "placing names"), default_engine(), load_gazetteer(), unknown=all_names
    )
    write_lines(out, written)
    click.echo(f"{len(lines)} texts in {out}")
    for name, tally in tallies.items():
        click.echo(f"\n{name}\n{tally}")


if __name__ == "__main__":
    main()
