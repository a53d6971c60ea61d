"""Which texts are kept out of training where a set comes without a dev part."""

from __future__ import annotations

import hashlib

HELD_OUT = 0.1


def hash_share(key: str) -> float:
    """A number in 0..1 that hangs on `key` alone."""
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF


def held_out(text: str) -> bool:
    """Whether a sentence of event_location belongs to the tenth that is measured on, not trained on."""
    return hash_share(text) < HELD_OUT
