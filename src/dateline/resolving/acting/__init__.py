"""Who acts: agents, targets, victims and names of actors, to entries of the register or to a class.

name_actors(coding, register) -> dict[Span, Acting]
"""

from dateline.resolving.acting.acting import name_actors

__all__ = ["name_actors"]
