"""PDF to a draft: text by pypdf, without running heads, with its paragraphs made whole."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dateline.domain import ApartKind
from dateline.domain.errors import PageTooLarge, PdfDamaged, PdfWithoutText
from dateline.reading.blocks import Block
from dateline.reading.cleaning import clean, clean_line
from dateline.reading.dating import stamp_date
from dateline.reading.plain import draft_of_paragraphs
from dateline.reading.wrapping import paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dateline.reading.draft import Draft

MAX_SHEETS = 300
"""Sheets of a PDF. The long reports of commissions of inquiry have 40 to 100."""


def draft_of_pdf(body: bytes, *, url: str | None = None, today: date) -> Draft:
    """The draft of a PDF.

    The day on which the file was made counts only where the text bears none, and not if that is
    `today`: then the file was made by printing a page.

    Raises:
        PdfDamaged: The PDF is damaged or locked with a password.
        PdfWithoutText: The PDF holds pictures of pages only.
        PageTooLarge: The PDF has more than `MAX_SHEETS` sheets.
    """
    sheets, facts = _read(body, url or "")
    if sum(len(word) for sheet in sheets for line in sheet for word in line.split()) < _LEAST_TEXT * len(
        sheets
    ):
        raise PdfWithoutText(url or "", "Run text recognition (OCR) over it first, as with ocrmypdf.")
    sheets, running = _without_running_heads(sheets)
    made = stamp_date(_stamp(facts))
    text = clean("\n".join(line for sheet in sheets for line in sheet))
    draft = draft_of_paragraphs(
        paragraphs(text, hyphenated=True),
        url=url,
        title=_title(facts),
        made=made if made != today else None,
    )
    heads = [Block(text=line, kind=ApartKind.NAVIGATION) for line in running]
    return replace(
        draft,
        blocks=[*heads, *draft.blocks],
        kinds=[*(block.kind for block in heads), *draft.kinds],
        author=draft.author or (clean_line(facts.get("/Author", "")) or None),
    )


_LEAST_TEXT = 20
"""Letters a sheet on average below which a PDF is a scan: stamps and page numbers give up to a dozen."""
_EDGE_LINES = 2  # running heads and feet take one or two lines
_LEAST_SHEETS = 3  # from which a line that comes back is a running head
_COMES_BACK = (
    0.4  # share of the sheets; left and right sheets may have different heads, which come back on half
)
_TITLE_OF_A_FILE = re.compile(
    r"(?:microsoft word|untitled|document\d*|print|slide|\S+\.(?:docx?|pdf|indd|odt|rtf|html?))\b",
    re.IGNORECASE,
)
_STAMP = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


def _read(body: bytes, about: str) -> tuple[list[list[str]], dict[str, str]]:
    """The lines of each sheet and the document's information."""
    from pypdf import PdfReader  # noqa: PLC0415 (heavy: only a PDF needs it)

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every oddity that it mends
    try:
        reader: Any = PdfReader(io.BytesIO(body))
        locked = reader.is_encrypted and not reader.decrypt("")
        count = 0 if locked else len(reader.pages)
        sheets = [_lines(page.extract_text()) for page in reader.pages] if 0 < count <= MAX_SHEETS else []
        facts = {} if locked else {str(name): str(value) for name, value in (reader.metadata or {}).items()}
    except Exception as error:  # pypdf meets broken files with errors of every kind
        raise PdfDamaged(about, "Open it in a PDF viewer and print it to a new PDF.") from error
    if locked:
        raise PdfDamaged(about, "It is locked: save it again without a password.")
    if count > MAX_SHEETS:
        raise PageTooLarge(
            about, f"It has {count} sheets, the limit is {MAX_SHEETS}: give those that report."
        )
    return sheets, facts


def _lines(text: str) -> list[str]:
    return [line for line in clean(text).split("\n") if line]


def _without_running_heads(sheets: Sequence[list[str]]) -> tuple[list[list[str]], list[str]]:
    """The sheets without the lines that come back at their edges, and those lines, each once."""
    if len(sheets) < _LEAST_SHEETS:
        return [_without_number(sheet) for sheet in sheets], []
    edges = Counter(one for sheet in sheets for one in {_likeness(line) for line in _edges(sheet)})
    often = {one for one, times in edges.items() if times > _COMES_BACK * len(sheets)}
    running = dict.fromkeys(line for sheet in sheets for line in _edges(sheet) if _likeness(line) in often)
    kept = [[line for line in sheet if line not in running or line not in _edges(sheet)] for sheet in sheets]
    once = {_likeness(line): line for line in reversed(running)}  # the first of its likes, from the last on
    return [_without_number(sheet) for sheet in kept], list(once.values())[::-1]


def _edges(sheet: Sequence[str]) -> list[str]:
    return [*sheet[:_EDGE_LINES], *sheet[-_EDGE_LINES:]]


def _likeness(line: str) -> str:
    return re.sub(r"\d+", "0", line).casefold()


def _without_number(sheet: list[str]) -> list[str]:
    """The sheet without a page number that stands alone at its top or bottom."""
    return [
        line
        for at, line in enumerate(sheet)
        if at not in (0, len(sheet) - 1)
        or not re.fullmatch(r"\W*(?:page )?\d{1,3}\W*(?:of \d+)?", line, re.IGNORECASE)
    ]


def _title(facts: dict[str, str]) -> str | None:
    title = clean_line(facts.get("/Title", ""))
    return title if len(title.split()) > 1 and not _TITLE_OF_A_FILE.match(title) else None


def _stamp(facts: dict[str, str]) -> str:
    found = _STAMP.match(facts.get("/CreationDate", ""))
    return "-".join(found.groups()) if found else ""
