"""The verbs that chain the rooms: one report, a few pages, a whole corpus."""

from dateline.pipeline.coded_file import CodedFile
from dateline.pipeline.coding import bare_report, check_language, code
from dateline.pipeline.corpus import AlreadyCoded, BadLine, CodedLine, code_lines
from dateline.pipeline.lookups import Lookups, look_up
from dateline.pipeline.pages import CodedPage, FailedPage, ReadPage, code_pages, read_pages

__all__ = [
    "AlreadyCoded", "BadLine", "CodedFile", "CodedLine", "CodedPage", "FailedPage", "Lookups", "ReadPage",
    "bare_report", "check_language", "code", "code_lines", "code_pages", "look_up", "read_pages",
]  # fmt: skip
