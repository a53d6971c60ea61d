"""Sketches as they lie in the rows of accounts."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.domain import EventType
from dateline.linking.sketching import Spot
from dateline.pipeline.sketched import sketches_from_dict, sketches_to_line
from dateline.web.archive.packing import pack, unpack

if TYPE_CHECKING:
    from dateline.linking.sketching import Sketch
    from dateline.web.archive.linking.accounts import Known


def packed(sketch: Sketch) -> tuple[bytes, str]:
    """A sketch, as it is kept, and the digest of that."""
    line = sketches_to_line(sketch.report, (sketch,)).encode("utf-8", "surrogatepass")
    return pack(line), blake2b(line, digest_size=16).hexdigest()


def glance_of(sketch: Sketch) -> list[Any]:
    """The little of a sketch that a first look asks for, as JSON."""
    places = [spot.place for spot in sketch.spots]
    return [sketch.type.value, sketch.said, sketch.first, sketch.last, places]


class Glimpse(NamedTuple):
    """As much of a sketch as a first look asks for (`dateline.linking.blocking.likeliest`)."""

    key: str
    report: str
    type: EventType
    said: int | None
    first: int | None
    last: int | None
    spots: tuple[Spot, ...]


def glimpsed(known: Known) -> Glimpse:
    """The glimpse of an account."""
    kind, said, first, last, places = known.glance
    spots = tuple(Spot(place=place, lat=0.0, lon=0.0, radius_km=0.0) for place in places)
    return Glimpse(known.key, known.key.rpartition("\0")[0], _TYPES[kind], said, first, last, spots)


_TYPES = {one.value: one for one in EventType}


def sketch_of(body: bytes | memoryview, known: Known) -> Sketch:
    """The sketch that `packed` was given; where other rules made it, the one that they make now."""
    read = sketches_from_dict(json.loads(unpack(body).decode("utf-8", "surrogatepass")))
    if read:
        return read[0]
    from dateline.web.archive.linking.telling import sketched_anew  # noqa: PLC0415 -- it reads accounts itself

    return sketched_anew(known)
