"""The tests of the newsroom have a small world, people, browsers."""

from __future__ import annotations

from tests.web.accounts import nobody_has_tried, person, signed_in
from tests.web.small_world import small_world
from tests.web.visiting import visit

__all__ = ["nobody_has_tried", "person", "signed_in", "small_world", "visit"]
