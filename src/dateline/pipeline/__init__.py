"""The verbs that chain the rooms: one report, a few pages, a whole corpus."""

from dateline.pipeline.asides import asides_of
from dateline.pipeline.coded_file import CodedFile
from dateline.pipeline.coding import bare_report, check_language, code
from dateline.pipeline.corpus import AlreadyCoded, BadLine, CodedLine, code_lines
from dateline.pipeline.linked_file import LinkedFile
from dateline.pipeline.linking import Linked, incidents_of, link_into
from dateline.pipeline.lookups import Lookups, look_up
from dateline.pipeline.pages import CodedPage, FailedPage, ReadPage, code_pages, read_pages

__all__ = [
    "AlreadyCoded", "BadLine", "CodedFile", "CodedLine", "CodedPage", "FailedPage", "Linked", "LinkedFile",
    "Lookups", "ReadPage", "asides_of", "bare_report", "check_language", "code", "code_lines", "code_pages",
    "incidents_of", "link_into", "look_up", "read_pages",
]  # fmt: skip
