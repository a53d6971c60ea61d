"""Who acts: agents, targets, victims and names of actors, to entries of the register or to a class.

name_actors(coding, register) -> dict[Span, Acting]
home_of(report, register) -> str | None    the country that the report's outlet writes about
"""

from dateline.resolving.acting.acting import name_actors
from dateline.resolving.acting.countries import home_of

__all__ = ["home_of", "name_actors"]
