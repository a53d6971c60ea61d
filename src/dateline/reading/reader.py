"""`read`: a page in, a report out."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dateline.domain import Report
from dateline.domain.errors import NoArticle, PageEmpty
from dateline.reading.cleaning import clean
from dateline.reading.dating import within
from dateline.reading.decoding import decode
from dateline.reading.html import draft_of_html
from dateline.reading.language import language_of as detected_language
from dateline.reading.metadata import host_of
from dateline.reading.opening import open_page
from dateline.reading.pdf import draft_of_pdf
from dateline.reading.plain import draft_of_text
from dateline.reading.sniffing import Form, form_of, is_pdf, refuse_binary

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from dateline.reading.draft import Draft
    from dateline.reading.opening import Opened, Page
    from dateline.reading.ports import Fetch


def _now() -> datetime:
    return datetime.now(UTC)


def read(
    page: Page,
    *,
    url: str | None = None,
    fetch: Fetch | None = None,
    now: Callable[[], datetime] = _now,
    language_of: Callable[[str], str | None] = detected_language,
) -> Report:
    """Read a page into a report: its text apart from money boxes, comments, menus and captions.

    Args:
        page: An address (`https://…`), the path of an HTML, text or PDF file, "-" for standard
            input, a stream, bytes, or the text itself. How a string is told apart: `open_page`.
        url: Where the page was found, if it is not fetched from there; it gives the outlet and,
            where nothing better does, the day.
        fetch: The way to fetch addresses; `dateline.adapters.network.fetch` is one.
        now: The clock; a page that claims a day in the future is not believed.
        language_of: The language of a text as ISO 639-1 code, None where that cannot be told.

    Raises:
        PageUnreadable: The page is missing, empty, too large, no text, behind a login, or without
            an article: the subclass says which, the message what to do.
        FetchFailed: The page could not be fetched.
    """
    opened = open_page(page, url=url, fetch=fetch)
    today = now().date()
    draft = _draft(opened, today)
    text = draft.text
    about = draft.url or draft.title or ""
    if not re.search(r"\w", text):
        raise NoArticle(
            about, "It holds nothing but menus, money boxes or comments: give the page of one report."
        )
    return Report(
        id=report_id(text),
        text=text,
        url=draft.url,
        source=draft.source or host_of(draft.url),
        title=draft.title,
        author=draft.author,
        published=within(draft.published, today),
        fetched=opened.fetched,
        language=language_of(text) or draft.language,
        set_apart=draft.set_apart,
    )


def report_id(text: str) -> str:
    """The id of a report with this text: the first 16 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _draft(opened: Opened, today: date) -> Draft:
    if isinstance(opened.body, bytes):
        if is_pdf(opened.body):
            return draft_of_pdf(opened.body, url=opened.url, today=today)
        refuse_binary(opened.body)
        text = decode(opened.body, charset=opened.charset)
    else:
        text = opened.body
    if not clean(text):
        raise PageEmpty(opened.url or "", "Save the page again, or give another address.")
    if form_of(text) is Form.HTML:
        return draft_of_html(text, url=opened.url)
    return draft_of_text(text, url=opened.url)
