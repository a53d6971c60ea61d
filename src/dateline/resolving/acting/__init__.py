"""Who acts: agents, targets, victims and names of actors, to entries of the register or to a class.

look_round(coding, register) -> Scene      what a report holds for those who act and speak in it
name_actors(coding, register, scene) -> dict[Span, Acting]
home_of(report, register) -> str | None    the country that the report's outlet writes about
"""

from dateline.resolving.acting.acting import name_actors
from dateline.resolving.acting.countries import home_of
from dateline.resolving.acting.scene import look_round

__all__ = ["home_of", "look_round", "name_actors"]
