"""What `read` takes, and how it tells a text from a path and an address."""

from __future__ import annotations

import io
import os
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dateline.domain.errors import DatelineError, FetchFailed, PageMissing, PageTooLarge, PageUnreadable
from dateline.reading import MAX_BYTES, Fetched, read
from dateline.reading.opening import open_page

WORDS = "Two shells fell on the mill of Sarr on Monday, residents said, and nobody was hurt."


@dataclass
class Library:
    """A way to fetch that has its pages at hand."""

    pages: dict[str, bytes]
    asked: list[str] = field(default_factory=list)
    charset: str | None = None

    def __call__(self, url: str, /) -> Fetched:
        """The page that is at hand."""
        self.asked.append(url)
        if url not in self.pages:
            raise FetchFailed(url)
        return Fetched(
            url=url + "?seen", body=self.pages[url], charset=self.charset, at=datetime(2020, 5, 1, tzinfo=UTC)
        )


def test_a_text_is_read_as_it_is() -> None:
    assert read(WORDS).text == WORDS


def test_a_file_is_read_by_its_path_as_string_or_path(tmp_path: Path) -> None:
    file = tmp_path / "a report.html"
    file.write_text(f"<html><body><p>{WORDS}</p></body></html>", encoding="utf-8")

    assert read(str(file)).text == read(file).text == WORDS


@pytest.mark.parametrize(
    "page", [WORDS.encode(), bytearray(WORDS.encode()), io.BytesIO(WORDS.encode()), io.StringIO(WORDS)]
)
def test_bytes_and_streams_are_read(page: bytes | bytearray | io.BytesIO | io.StringIO) -> None:
    assert read(page).text == WORDS


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WORDS.encode())))

    assert read("-").text == WORDS


def test_an_address_is_fetched_and_gives_the_report_where_and_when_it_was_found() -> None:
    library = Library({"https://mill.example/2020/04/30/shells": WORDS.encode()})

    report = read("https://mill.example/2020/04/30/shells", fetch=library)

    assert library.asked == ["https://mill.example/2020/04/30/shells"]
    assert report.text == WORDS
    assert report.url == "https://mill.example/2020/04/30/shells?seen"
    assert report.source == "mill.example"
    assert str(report.published) == "2020-04-30"
    assert report.fetched == datetime(2020, 5, 1, tzinfo=UTC)


def test_the_charset_that_the_site_names_is_believed() -> None:
    words = "Трое жителей села погибли при обстреле, сообщили в районной больнице."
    library = Library({"https://mill.example/": words.encode("koi8-r")}, charset="koi8-r")

    assert read("https://mill.example/", fetch=library).text == words


def test_an_address_without_a_way_to_fetch_is_refused_with_the_way() -> None:
    with pytest.raises(FetchFailed, match="fetch=") as caught:
        read("https://mill.example/")

    assert "https://mill.example/" in str(caught.value)


@pytest.mark.parametrize(
    "page", ["no-such-page.html", "no such page.html", "/no/such/page", "report", Path("nowhere.txt")]
)
def test_the_path_of_no_file_says_so(page: str | Path) -> None:
    with pytest.raises(PageMissing, match=str(page)):
        read(page)


def test_a_folder_is_no_page(tmp_path: Path) -> None:
    with pytest.raises(PageMissing, match="folder"):
        read(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text(WORDS)
    file.chmod(0)

    with pytest.raises(PageUnreadable, match="Permission"):
        read(file)


@pytest.mark.parametrize("page", ["a\0b", "\udcff\udcfe x", "x" * 5000, "", "  "])
def test_odd_strings_end_in_our_errors_or_a_report(page: str) -> None:
    try:
        read(page)
    except DatelineError as error:
        assert str(error)  # noqa: PT017 (both ends are right)


@dataclass
class Endless(io.RawIOBase):
    """A stream without end that counts what was taken of it."""

    taken: int = 0

    def read(self, size: int = -1, /) -> bytes:
        """As many bytes as are asked for."""
        assert size >= 0, "an endless stream is never to be read to its end"
        self.taken += size
        return b"x " * (size // 2) + b"x" * (size % 2)


def test_a_page_over_the_size_limit_is_refused_without_being_read_to_its_end(tmp_path: Path) -> None:
    endless = Endless()
    with pytest.raises(PageTooLarge, match="20 MB"):
        open_page(endless)  # type: ignore[arg-type]  # a stream, though not of the type that files have
    assert endless.taken <= MAX_BYTES + 1

    big = tmp_path / "big.html"
    with big.open("wb") as file:
        file.truncate(38 * 1024**2)
    with pytest.raises(PageTooLarge, match="20 MB"):
        read(big)
