"""Page in, report out: formats, article text, comments and money boxes set apart."""

from dateline.reading.ports import MAX_BYTES, Fetch, Fetched
from dateline.reading.reader import read, report_id

__all__ = ["MAX_BYTES", "Fetch", "Fetched", "read", "report_id"]
