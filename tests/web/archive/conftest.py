"""The tests of the archive have a small world."""

from __future__ import annotations

from tests.web.small_world import small_world

__all__ = ["small_world"]
