"""The page of a reading: one HTML file that shows each report with its events lit and who says so.

It needs nothing from outside and no script to be read; its policy forbids any request.
"""

from dateline.exporting.page.rendering import render

__all__ = ["render"]
