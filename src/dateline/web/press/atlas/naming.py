"""Naming: countries and towns on the map that the server draws; without names nobody knows where they look.

named(frame, drawn) -> names     those that find room beside the signs
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from math import hypot
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import get_language

from dateline.adapters.gazetteer.overlaying import WithTowns
from dateline.web.archive.tasks_world import world
from dateline.web.press.atlas.frames import HEIGHT, WIDTH
from dateline.web.telling.labels import Labels

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.web.press.atlas.frames import Frame
    from dateline.web.press.atlas.mapping import Drawn
    from dateline.web.telling.labels import Label

PACKAGES: Final = Path(__file__).resolve().parent.parent / "static" / "packages"
"""What `python -m frontend.fetch` made. Without it maps are drawn without lands, by the server alone."""
_TOWNS = 18
_WIDEST = 24.0  # degrees from south to north; of more only countries are named
_SIZES = ((2.0, 60.0), (3.0, 12.0), (4.0, 3.0), (5.0, 0.5))  # to each zoom the least country, as in map.js


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name on the map. A town has its `dot`, but for one that a sign stands on; a country has none."""

    label: Label
    dot: tuple[float, float] | None = None
    country: bool = False


def named(frame: Frame, drawn: Sequence[Drawn]) -> tuple[Name, ...]:
    """The names of countries and of the greatest towns, the greatest first."""
    labels = Labels(WIDTH, HEIGHT)
    for one in drawn:
        labels.keep_free(one.x - one.r, one.y - one.r, one.x + one.r, one.y + one.r)
    return (*_towns(frame, drawn, labels), *_countries(frame, labels))


def _towns(frame: Frame, drawn: Sequence[Drawn], labels: Labels) -> Iterator[Name]:
    bounds, gazetteer = frame.bounds, _gazetteer()
    if bounds.north - bounds.south > _WIDEST or not isinstance(gazetteer, WithTowns):
        return
    shown = 0
    stretch = (bounds.south, bounds.north, bounds.west, bounds.east)
    for town in gazetteer.greatest_towns(stretch, 3 * _TOWNS):
        x, y = frame.at(town.lat, town.lon)
        over = next((one for one in drawn if hypot(one.x - x, one.y - y) < one.r + 1), None)
        label = labels.beside(town.name, over.x, over.y, r=over.r) if over else labels.beside(town.name, x, y)
        if label and shown < _TOWNS:
            shown += 1
            yield Name(label=label, dot=None if over else (x, y))


def _countries(frame: Frame, labels: Labels) -> Iterator[Name]:
    least = next((size for zoom, size in _SIZES if frame.zoom < zoom), 0.0)
    language = (get_language() or "en").partition("-")[0]
    for names, size, (lon, lat) in _lands():
        x, y = frame.at(lat, lon)
        if size >= least and (label := labels.within(names.get(language) or names["en"], x, y)):
            yield Name(label=label, country=True)


@cache
def _lands() -> tuple[tuple[dict[str, Any], float, tuple[float, float]], ...]:
    """The countries, the greatest first: their names by language, their size and where they are named."""
    file = PACKAGES / "labels.json"
    told = json.loads(file.read_text("utf-8"))["features"] if file.is_file() else []
    lands = [(one["properties"], one["properties"]["size"], one["geometry"]["coordinates"]) for one in told]
    return tuple(sorted(lands, key=lambda one: -one[1]))


def _gazetteer() -> object:
    return world().lookups().gazetteer
