"""Report in, Coding out: the port that every engine keeps, and the compact engine."""

from dateline.coding.engine import Engine

__all__ = ["Engine"]
