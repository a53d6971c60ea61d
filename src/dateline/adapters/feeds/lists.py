"""Lists of pages: an address a line, or a table (CSV) whose first row names its columns."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from dateline.adapters.feeds.addresses import canonical
from dateline.domain.errors import AddressForbidden, ListUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

MOST_ROWS = 100_000
"""Rows of one list; a longer one is to be split."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A page on line `line` of a list (from 1): its address, or its text, or both.

    With a text the page is not fetched; the address then tells where it was found.
    """

    line: int
    url: str | None = None
    text: str | None = None
    title: str | None = None
    source: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """Line `line` of a list holds no page, and why."""

    line: int
    reason: str


def read_list(body: bytes, *, name: str) -> Iterator[Listed | BadRow]:
    """The pages that a list names, in its order; a row that holds none is told and does not stop the rest.

    A table has `url` or `text` among its columns, and `title`, `source` and `published` (2018-11-23) if it
    likes; other columns are passed over. Its cells are parted by commas, semicolons or tabs. Without such a
    first row every line is an address; lines that begin with "#" and empty ones are passed over.

    Args:
        body: The list, in UTF-8 or UTF-16.
        name: What the list is called in errors.

    Raises:
        ListUnreadable: It is no text, its first row does not hold, or it is too long.
    """
    text = _text(body, name)
    table = _table(text, name)
    return _rows(*table, name) if table else _lines(text, name)


_COLUMNS = {
    "url": "url", "address": "url", "link": "url", "uri": "url",
    "text": "text", "body": "text",
    "title": "title", "headline": "title",
    "source": "source", "outlet": "source", "publisher": "source",
    "published": "published", "date": "published", "day": "published",
}  # fmt: skip
_LONGEST_CELL = 5_000_000  # signs; the longest of the reports looked at has 60,000
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def _text(body: bytes, name: str) -> str:
    encoding = next((code for mark, code in _MARKS.items() if body.startswith(mark)), "utf-8")
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        raise ListUnreadable(f"{name} is not UTF-8 (line {line})", "Save it anew as UTF-8.") from None
    if "\0" in text:
        raise ListUnreadable(f"{name} is no text", "Save it as CSV, or as text with an address a line.")
    return text


def _table(text: str, name: str) -> tuple[str, dict[int, str], str] | None:
    """The text, its columns by their numbers, and what parts its cells; None where it is no table."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    for comma in (",", ";", "\t"):
        cells = [cell.strip().strip('"').strip().lower() for cell in first.split(comma)]
        known = {number: _COLUMNS[cell] for number, cell in enumerate(cells) if cell in _COLUMNS}
        if {"url", "text"} & set(known.values()):
            if len(set(known.values())) < len(known):
                raise ListUnreadable(
                    f"{name} has two columns for one thing: {first.strip()[:200]}", _NAME_ONCE
                )
            return text, known, comma
    return None


_NAME_ONCE = "Name url, text, title, source and published once at most."


def _rows(text: str, columns: Mapping[int, str], comma: str, name: str) -> Iterator[Listed | BadRow]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=comma, strict=True)
    line, number, begun = 1, 0, False
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield BadRow(line=line, reason=f"it is no row of a table ({error})")
            line = reader.line_num + 1
            continue
        here, line = line, reader.line_num + 1
        if not any(cell.strip() for cell in cells):
            continue
        if not begun:
            begun = True
            continue
        number += 1
        _check_length(number, name)
        yield _row(here, {what: cells[at].strip() for at, what in columns.items() if at < len(cells)})


def _row(line: int, said: Mapping[str, str]) -> Listed | BadRow:
    url, text = said.get("url") or None, said.get("text") or None
    if not (url or text):
        return BadRow(line=line, reason="it has neither an address nor a text")
    try:
        if url:
            canonical(url)
        published = _day(said.get("published", ""))
    except (AddressForbidden, ValueError) as error:
        return BadRow(line=line, reason=_why(error))
    title, source = said.get("title") or None, said.get("source") or None
    return Listed(line=line, url=url, text=text, title=title, source=source, published=published)


def _lines(text: str, name: str) -> Iterator[Listed | BadRow]:
    number = 0
    for line, words in enumerate(text.splitlines(), 1):
        url = words.strip()
        if not url or url.startswith("#"):
            continue
        number += 1
        _check_length(number, name)
        try:
            canonical(url)
        except AddressForbidden as error:
            yield BadRow(line=line, reason=_why(error))
        else:
            yield Listed(line=line, url=url)


def _day(said: str) -> date | None:
    if not said:
        return None
    try:
        return datetime.fromisoformat(said).date()
    except ValueError:
        raise ValueError(f"{said[:40]!r} is no day; write it as 2018-11-23") from None


def _why(error: Exception) -> str:
    if isinstance(error, AddressForbidden):
        return f"{error.about[:120]!r} is no address of a page"
    return str(error)


def _check_length(number: int, name: str) -> None:
    if number > MOST_ROWS:
        raise ListUnreadable(f"{name} has more than {MOST_ROWS:,} rows", "Split it.")
