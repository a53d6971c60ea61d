"""Mapping: the map as it is drawn on the server, and what the script needs to draw a better one in its place.

map_of(sought) -> map     "press/atlas/map.html" draws it; pages load press/atlas/map.css and map.js with it
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language

from dateline.web.press.atlas import drawing
from dateline.web.press.atlas.answers import Answers
from dateline.web.press.atlas.asking import bbox_of
from dateline.web.press.atlas.frames import EVERYWHERE, HEIGHT, WIDTH, Frame, around
from dateline.web.press.atlas.naming import PACKAGES, named
from dateline.web.press.atlas.signs import signs_of

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from dateline.web.press.atlas.asking import Sought
    from dateline.web.press.atlas.naming import Name
    from dateline.web.press.atlas.signs import Sign

_NEAR = 4.5  # the zoom from which on the lands are drawn closely, which costs a browser ten times as much
_SQUARE = 4096  # units that the drawn world is wide (frontend/basemap.py)
_LEAST, _MOST = 11.0, 22.0  # the radius of a sign with a number


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A sign as it is drawn. `ring` is the radius of the circle that says how exactly the place is known."""

    sign: Sign
    x: float
    y: float
    r: float
    ring: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """The query strings of maps beside this one."""

    closer: str
    farther: str
    north: str
    south: str
    west: str
    east: str
    all: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """A map. `lands` are places of the drawn world (transforms), none where `frontend.fetch` did not run.

    `number` is that of the incidents shown; `told` is what the script is told, by names of its own.
    """

    drawn: tuple[Drawn, ...]
    names: tuple[Name, ...]
    number: int
    lands: tuple[str, ...]
    world: str
    line: float
    ways: Ways
    told: str
    query: str
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def rings(self) -> SafeString:
        """The circles that say how exactly places are known, as SVG."""
        return drawing.rings(self.drawn)

    @property
    def signs(self) -> SafeString:
        """The signs as SVG."""
        return drawing.signs(self.drawn, apart=False)

    @property
    def signs_apart(self) -> SafeString:
        """The signs as SVG, where each opens a page of its own."""
        return drawing.signs(self.drawn, apart=True)


def map_of(sought: Sought, *, script: bool = True) -> Map:
    """The map of what is asked for; of all of it where no stretch of the map is asked for.

    Args:
        sought: What is asked for.
        script: Whether the script may draw it, where it can.
    """
    answers = Answers(sought)
    bounds = sought.bounds or answers.extent() or EVERYWHERE
    frame = Frame.of(bounds) if sought.bounds else around(bounds)
    spots = answers.spots(frame.zoom)
    drawn = tuple(_drawn(sign, frame) for sign in signs_of(spots, sought))
    step = frame.scale / _SQUARE
    left, top = -frame.left * frame.scale, -frame.top * frame.scale
    turns = [turn for turn in (-1, 0, 1) if -frame.scale < left + turn * frame.scale < WIDTH]
    there = fetched()
    return Map(
        drawn=drawn,
        names=named(frame, drawn),
        number=sum(one.sign.number for one in drawn),
        lands=tuple(
            f"matrix({step:.6g} 0 0 {step:.6g} {left + turn * frame.scale:.6g} {top:.6g})" for turn in turns
        )
        if there
        else (),
        world=static(f"packages/world-{'50m' if frame.zoom >= _NEAR else '110m'}.svg") if there else "",
        line=round(0.7 / step, 4),
        ways=_ways(frame, sought),
        told=_told(frame, sought) if script and there else "",
        query=sought.query(),
    )


@cache
def fetched() -> bool:
    """Whether the map's script and lands were fetched."""
    return (PACKAGES / "maplibre-gl.mjs").is_file() and (PACKAGES / "labels.json").is_file()


def _drawn(sign: Sign, frame: Frame) -> Drawn:
    x, y = frame.at(sign.lat, sign.lon)
    digits = len(sign.label)
    return Drawn(
        sign=sign,
        x=x,
        y=y,
        r=min(_MOST, _LEAST + 2.6 * (digits - 1)) if digits else 5.0,
        ring=frame.units(sign.radius, sign.lat) if sign.radius else 0.0,
    )


def _ways(frame: Frame, sought: Sought) -> Ways:
    to = {
        "closer": frame.closer(0.5),
        "farther": frame.closer(2),
        "north": frame.moved(0, -0.5),
        "south": frame.moved(0, 0.5),
        "west": frame.moved(-0.5, 0),
        "east": frame.moved(0.5, 0),
    }
    return Ways(
        **{name: sought.query(bbox=bbox_of(one)) for name, one in to.items()}, all=sought.query(bbox=None)
    )


def _told(frame: Frame, sought: Sought) -> str:
    """What the script needs: where its files and points are, what is asked for, and where the map begins."""
    language = (get_language() or "en").partition("-")[0]
    told: dict[str, Any] = {
        "points": reverse("files:points"),
        "towns": reverse("files:towns"),
        "query": sought.query(bbox=None),
        "bbox": bbox_of(frame.bounds),
        "fixed": sought.bounds is not None,
        "language": language,
        "script": static("packages/maplibre-gl.mjs"),
        "worker": static("packages/maplibre-gl-worker.mjs"),
        "labels": static("packages/labels.json"),
        **{
            f"{what}{scale}": static(f"packages/{what}-{scale}.json")
            for what in ("land", "borders")
            for scale in ("110m", "50m")
        },
    }
    return json.dumps(told)
