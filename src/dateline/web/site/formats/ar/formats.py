"""Arabic: no comma before the year, as elsewhere on our pages."""

from __future__ import annotations

DATE_FORMAT = "j F Y"
YEAR_MONTH_FORMAT = "F Y"
