"""Names of places to places, for a whole report at once.

place_names(coding, gazetteer, home) -> {span: Placing | Unresolved}
"""

from dateline.resolving.placing.placing import place_names

__all__ = ["place_names"]
