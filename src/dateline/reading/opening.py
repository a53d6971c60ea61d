"""Opening what `read` was given: an address, a file, a stream, bytes or text."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeVar

from dateline.domain.errors import FetchFailed, PageMissing, PageTooLarge, PageUnreadable
from dateline.reading.ports import MAX_BYTES

if TYPE_CHECKING:
    from datetime import datetime

    from dateline.reading.ports import Fetch

Page = str | Path | bytes | bytearray | memoryview | IO[bytes] | IO[str]
"""What `read` reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A page's bytes (or its text, where it came as text) and what is known of where it came from."""

    body: bytes | str
    url: str | None = None
    charset: str | None = None
    fetched: datetime | None = None


def open_page(page: Page, *, url: str | None = None, fetch: Fetch | None = None) -> Opened:
    """The bytes or the text of `page`.

    A string is told apart in this order: "-" is standard input; a scheme (`https://…`) without
    a blank makes an address; the path of a file that is there, that file; a blank or a line break,
    text; anything else is the path of a file that is not there.

    Raises:
        PageMissing: There is no such file.
        PageTooLarge: The page has more than `MAX_BYTES`.
        PageUnreadable: The file may not be read.
        FetchFailed: The page could not be fetched, or no way to fetch was given.
    """
    match page:
        case str():
            return _from_string(page, url, fetch)
        case Path():
            return Opened(body=_from_file(page), url=url)
        case bytes() | bytearray() | memoryview():
            return Opened(body=_within_limit(bytes(page), "the bytes given"), url=url)
        case _:
            return Opened(body=_from_stream(page, "the stream given"), url=url)


_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://\S+\Z", re.IGNORECASE)
_FILE_NAME = re.compile(r"[^\n]{1,200}\.(?:html?|xhtml|txt|text|md|pdf)\Z", re.IGNORECASE)
_LONGEST_PATH = 4096  # Linux's PATH_MAX


def _from_string(page: str, url: str | None, fetch: Fetch | None) -> Opened:
    if page == "-":
        return Opened(body=_from_stream(sys.stdin.buffer, "standard input"), url=url)
    if _SCHEME.match(page.strip()):
        return _from_address(page.strip(), url, fetch)
    if _is_file(page):
        return Opened(body=_from_file(Path(page)), url=url)
    if page == "" or (re.search(r"\s", page) and not _FILE_NAME.match(page)):
        return Opened(body=_within_limit(page, "the text given"), url=url)
    raise PageMissing(
        _shortened(page),
        "Give the path of a file that is there, an address that begins with https://, or the text itself.",
    )


def _from_address(address: str, url: str | None, fetch: Fetch | None) -> Opened:
    if fetch is None:
        raise FetchFailed(
            address, "Pass a way to fetch, as read(page, fetch=dateline.adapters.network.fetch)."
        )
    fetched = fetch(address)
    return Opened(
        body=_within_limit(fetched.body, address),
        url=url or fetched.url,
        charset=fetched.charset,
        fetched=fetched.at,
    )


def _is_file(page: str) -> bool:
    if len(page) > _LONGEST_PATH or "\n" in page or "\0" in page:
        return False
    try:
        return Path(page).exists()
    except (OSError, ValueError):  # a name too long for the file system, a lone surrogate
        return False


def _from_file(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            body = _from_stream(stream, str(path))
    except (FileNotFoundError, ValueError):
        raise PageMissing(str(path), "Check the path.") from None
    except IsADirectoryError:
        raise PageMissing(str(path), "It is a folder: give the files in it.") from None
    except OSError as error:
        raise PageUnreadable(str(path), f"The system says: {error.strerror}.") from error
    return body if isinstance(body, bytes) else body.encode()


def _from_stream(stream: IO[bytes] | IO[str], name: str) -> bytes | str:
    return _within_limit(stream.read(MAX_BYTES + 1), name)


_Body = TypeVar("_Body", bound="bytes | str")


def _within_limit(body: _Body, name: str) -> _Body:
    if len(body) > MAX_BYTES:
        raise PageTooLarge(
            name, f"The limit is {MAX_BYTES // 1024**2} MB: save the report alone and read that."
        )
    return body


def _shortened(page: str) -> str:
    return page if len(page) <= 80 else page[:77] + "…"  # noqa: PLR2004
