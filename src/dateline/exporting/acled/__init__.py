"""ACLED's table of events: 31 columns, by the codebook of 2023.

Source: Armed Conflict Location & Event Data Project, "ACLED Codebook" (2023). The columns `inter1`, `inter2`
and `interaction` hold numbers, as they did until 2023; later releases write them out in words.
"""

from dateline.exporting.acled.rows import LAYOUT, acled_table

__all__ = ["LAYOUT", "acled_table"]
