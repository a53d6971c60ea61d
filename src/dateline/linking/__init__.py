"""Codings to incidents: agreement, contradiction and copies. So far: what one report says of one happening.

roll_up(coding) -> accounts   the events of one report that tell of one happening, put together
"""

from dateline.linking.rollup import Account, roll_up
from dateline.resolving.tolls import Figure, Toll

__all__ = ["Account", "Figure", "Toll", "roll_up"]
