"""Sketches as they lie in the rows of accounts."""

from __future__ import annotations

import json
import threading
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import zstandard

from dateline.pipeline.sketched import sketches_from_dict, sketches_to_line
from dateline.web.archive.packing import pack

if TYPE_CHECKING:
    from dateline.linking.sketching import Sketch


def packed(sketch: Sketch) -> tuple[bytes, str]:
    """A sketch, as it is kept, and the digest of that."""
    line = sketches_to_line(sketch.report, (sketch,)).encode("utf-8", "surrogatepass")
    return pack(line), blake2b(line, digest_size=16).hexdigest()


def glance_of(sketch: Sketch) -> list[Any]:
    """The little of a sketch that a first look asks for, as JSON."""
    places = [spot.place for spot in sketch.spots]
    return [sketch.type.value, sketch.said, sketch.first, sketch.last, places]


def sketch_of(body: bytes | memoryview, number: int) -> Sketch:
    """The sketch that `packed` was given, of an account; where other rules made it, the one they make now."""
    if not hasattr(_own, "unpack"):  # it is not for two threads at once, and takes as long to make as to use
        _own.unpack = zstandard.ZstdDecompressor().decompress
    read = sketches_from_dict(json.loads(_own.unpack(bytes(body)).decode("utf-8", "surrogatepass")))
    if read:
        return read[0]
    from dateline.web.archive.linking.telling import sketched_anew  # noqa: PLC0415 -- it reads accounts itself

    return sketched_anew(number)


_own = threading.local()
