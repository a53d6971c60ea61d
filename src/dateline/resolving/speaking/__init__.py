"""Who says so: sources of claims, to persons with their posts, to organisations, to kinds without a name.

name_sources(coding, register, actors) -> dict[Span, Speaker]
"""

from dateline.resolving.speaking.speaking import name_sources

__all__ = ["name_sources"]
