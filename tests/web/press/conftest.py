"""The tests of the press have a small world, people, browsers, and things that readers see."""

from __future__ import annotations

from tests.web.accounts import nobody_has_tried, person, signed_in
from tests.web.small_world import small_world
from tests.web.visiting import visit

__all__ = ["nobody_has_tried", "person", "signed_in", "small_world", "visit"]
