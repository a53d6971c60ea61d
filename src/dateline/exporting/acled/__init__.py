"""ACLED's table of events: 31 columns, by its codebook as it has stood since 2024.

Source: Armed Conflict Location & Event Data, "ACLED Codebook" (2024). The columns `inter1`, `inter2` and
`interaction` hold words, where releases before had numbers.
"""

from dateline.exporting.acled.rows import LAYOUT, acled_table

__all__ = ["LAYOUT", "acled_table"]
