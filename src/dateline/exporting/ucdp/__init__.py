"""UCDP's Georeferenced Event Dataset: 49 columns, by its codebook of version 24.1.

Source: Högbladh, "UCDP GED Codebook version 24.1" (Uppsala Conflict Data Program, 2024). UCDP records lethal
violence only: armed force by an organised actor, with at least one death.
"""

from dateline.exporting.ucdp.rows import LAYOUT, ucdp_table

__all__ = ["LAYOUT", "ucdp_table"]
