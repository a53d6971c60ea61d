"""Every bad page that may come gets its own clear line or result at the command line."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfWriter

from tests.codings import HARBOUR

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Dateline

_ARABIC = (
    "قالت مصادر محلية إن قصفا مدفعيا استهدف سوقا شعبيا في المدينة وأسفر عن مقتل شخصين وإصابة آخرين. " * 4
)
_LOGIN = """<html><head><title>Sign in</title></head><body><h1>Log in to continue</h1>
<p>To read this article, log in or subscribe.</p><form action="/login" method="post">
<input type="email" name="email"><input type="password" name="password"><button>Log in</button>
</form></body></html>"""
_MENU = """<html><head><title>Coast Courier</title></head><body><nav><ul><li><a href="/">Home</a></li>
<li><a href="/a">World</a></li></ul></nav><footer>© 2018</footer></body></html>"""


def _zip_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("page.html", b"0" * 5_000_000)
    return packed.getvalue()


def _pdf_without_text() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


_PAGES = [
    ("empty.html", b"", "The page is empty"),
    ("blank.html", b" \n\n\t ", "The page is empty"),
    ("menu.html", _MENU.encode(), "The page holds no article text"),
    ("login.html", _LOGIN.encode(), "The page asks for a login"),
    ("bomb.html", _zip_bomb(), "The page is not text, HTML or PDF"),
    ("binary.html", bytes(range(256)) * 40, "The page is not text, HTML or PDF"),
    ("scan.pdf", _pdf_without_text(), "The PDF holds pictures of pages but no text"),
    ("arabic.txt", _ARABIC.encode(), "The model does not read this language"),
]


@pytest.mark.parametrize(("name", "content", "told"), _PAGES, ids=[name for name, _, _ in _PAGES])
def test_a_page_that_cannot_be_read_is_told_in_one_line(
    dateline: Dateline, tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(content)
    ran = dateline("read", tmp_path / name)
    assert ran.status == 1
    assert ran.out == ""
    assert ran.err.startswith("dateline: ")
    assert told in ran.err
    assert ran.err.count("\n") == 1


def test_a_page_of_38_megabytes_is_told_in_one_line(dateline: Dateline, tmp_path: Path) -> None:
    page = tmp_path / "large.html"
    with page.open("wb") as file:
        file.truncate(38 * 1024 * 1024)
    ran = dateline("read", page)
    assert ran.status == 1
    assert "The page is larger than a report can be" in ran.err
    assert ran.err.count("\n") == 1


def test_a_page_in_broken_utf_8_is_read(dateline: Dateline, tmp_path: Path) -> None:
    page = tmp_path / "broken.html"
    page.write_bytes(HARBOUR.read_bytes().replace(b"Traffic is", b"Traffic\xff is", 1))
    ran = dateline("read", page)
    assert ran.status == 0
    assert "Shelling" in ran.out


def test_a_page_that_is_not_there_is_told_with_what_to_do(dateline: Dateline) -> None:
    ran = dateline("read", "nowhere.html")
    assert ran.status == 1
    assert "nowhere.html" in ran.err


@pytest.mark.loopback
@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9/", "http://10.1.2.3/", "http://[::1]/", "http://192.168.0.1/", "file:///etc/passwd"],
)
def test_a_private_address_is_not_fetched_from(dateline: Dateline, address: str) -> None:
    ran = dateline("read", address)
    assert ran.status == 1
    assert ran.out == ""
    assert "The address is not one that Dateline fetches from" in ran.err


@pytest.mark.loopback
def test_a_refused_connection_is_told_in_one_line(dateline: Dateline) -> None:
    with _site() as address:
        pass  # its port is closed now
    ran = dateline("read", "--allow-private", f"{address}/report")
    assert ran.status == 1
    assert ran.err.startswith("dateline: ")
    assert ran.err.count("\n") == 1
    assert address.removeprefix("http://") in ran.err


@pytest.mark.loopback
def test_a_redirect_loop_is_told_in_one_line(dateline: Dateline) -> None:
    with _site() as address:
        ran = dateline("read", "--allow-private", f"{address}/loop")
    assert ran.status == 1
    assert "The page redirects too often" in ran.err


@pytest.mark.loopback
def test_a_page_of_a_site_is_read(dateline: Dateline) -> None:
    with _site() as address:
        ran = dateline("read", "--allow-private", f"{address}/report")
    assert (ran.status, ran.err) == (0, "")
    assert re.match("Harbour Dispatch · 6 December 2018\n", ran.out)


class _Site(BaseHTTPRequestHandler):
    """A site with one report and one loop."""

    def do_GET(self) -> None:
        if self.path == "/loop":
            self.send_response(302)
            self.send_header("Location", "/loop")
            self.end_headers()
        elif self.path == "/report":
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(HARBOUR.read_bytes())
        else:
            self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Keep still."""


@contextmanager
def _site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("form", [[], ["--json"], ["--csv"], ["--text-only"]])
def test_a_file_keeps_what_it_holds_when_no_page_could_be_read(
    dateline: Dateline, tmp_path: Path, form: list[str]
) -> None:
    kept = tmp_path / "kept"
    kept.write_text("an earlier result", encoding="utf-8")
    assert dateline("read", tmp_path / "missing.html", *form, "-o", kept).status == 1
    assert kept.read_text(encoding="utf-8") == "an earlier result"


@pytest.mark.parametrize("option", ["-o", "--html"])
def test_no_result_is_written_over_a_page_that_is_to_be_read(
    dateline: Dateline, tmp_path: Path, option: str
) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(HARBOUR.read_bytes())
    ran = dateline("read", page, option, page)
    assert ran.status == 2
    assert "write to another file" in ran.err
    assert page.read_bytes() == HARBOUR.read_bytes()


def test_two_results_are_not_written_to_one_file(dateline: Dateline, tmp_path: Path) -> None:
    ran = dateline("read", HARBOUR, "-o", tmp_path / "a", "--html", tmp_path / "a")
    assert ran.status == 2
    assert "each its own file" in ran.err
