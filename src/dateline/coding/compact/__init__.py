"""The compact engine: MiniLM-L6 with joint heads for names, events, parts, harm and attributions."""

from dateline.coding.compact.engine import CompactEngine, Filler

__all__ = ["CompactEngine", "Filler"]
