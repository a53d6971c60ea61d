"""The tests of accounts and of the frame use what all tests of pages share."""

from __future__ import annotations

from tests.web.accounts import nobody_has_tried, person, signed_in
from tests.web.visiting import visit

__all__ = ["nobody_has_tried", "person", "signed_in", "visit"]
