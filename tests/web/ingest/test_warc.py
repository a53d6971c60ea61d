"""WARC: what other archives read of ours."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from dateline.web.archive.models import Page, Report, Source
from dateline.web.archive.packing import pack
from dateline.web.archive.warc import write_report

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db

STORY = "https://mill.example/story"


@pytest.fixture
def report() -> Report:
    """A report of the Mill without a page."""
    source = Source.objects.create(name="The Mill")
    return Report.objects.create(
        key="r1", text="Words.", title="Shells\nfall", source=source, canonical_url=STORY
    )


def _page(report: Report, body: bytes, *, day: int = 23, **values: Any) -> Page:  # noqa: ANN401
    return Page.objects.create(
        report=report,
        body=pack(body),
        sha256=sha256(body).hexdigest(),
        fetched_at=datetime(2018, 11, day, 10, 0, tzinfo=UTC),
        **values,
    )


def _records(report: Report) -> Iterator[tuple[str, Any, bytes]]:
    out = io.BytesIO()
    write_report(out, report)
    out.seek(0)
    for record in ArchiveIterator(out, check_digests="raise"):
        yield record.rec_type, record, record.content_stream().read()


def test_every_version_of_a_page_is_a_response_with_its_day_and_digest(report: Report) -> None:
    headers = [["Content-Type", "text/html; charset=utf-8"], ["Set-Cookie", "a=1"], ["Set-Cookie", "b=2"]]
    for day, body in ((24, b"<p>Two dead</p>"), (23, b"<p>One dead</p>")):
        _page(report, body, day=day, url=STORY, status=200, headers=headers, media_type="text/html")
    (_, info, about), *versions = _records(report)
    assert info.rec_type == "warcinfo"
    assert b"title: Shells fall\r\n" in about
    assert [(kind, body) for kind, _, body in versions] == [
        ("response", b"<p>One dead</p>"),
        ("response", b"<p>Two dead</p>"),
    ]
    first = versions[0][1]
    assert first.rec_headers.get_header("WARC-Target-URI") == STORY
    assert first.rec_headers.get_header("WARC-Date") == "2018-11-23T10:00:00.000000Z"
    assert (
        first.rec_headers.get_header("WARC-Payload-Digest")
        == f"sha256:{sha256(b'<p>One dead</p>').hexdigest()}"
    )
    assert first.http_headers.get_statuscode() == "200"
    assert [value for name, value in first.http_headers.headers if name == "Set-Cookie"] == ["a=1", "b=2"]


def test_headers_of_a_packing_that_is_gone_do_not_mislead_a_player(report: Report) -> None:
    headers = [["Content-Encoding", "gzip"], ["Transfer-Encoding", "chunked"], ["Content-Length", "9"]]
    _page(report, b"<p>Unpacked</p>", url=STORY, status=200, headers=headers)
    _, (_, record, body) = _records(report)
    assert body == b"<p>Unpacked</p>"
    assert record.http_headers.get_header("Content-Length") == "15"
    assert record.http_headers.get_header("Content-Encoding") is None
    assert record.http_headers.get_header("X-Archive-Orig-Content-Encoding") == "gzip"


def test_what_was_handed_in_is_a_resource_under_its_hash(report: Report) -> None:
    _page(report, b"Only words", media_type="text/plain")
    _, (kind, record, body) = _records(report)
    assert (kind, body) == ("resource", b"Only words")
    assert (
        record.rec_headers.get_header("WARC-Target-URI") == f"urn:sha256:{sha256(b'Only words').hexdigest()}"
    )
    assert record.rec_headers.get_header("Content-Type") == "text/plain"


@pytest.mark.parametrize("value", ["x\r\nEvil: 1", "x\nEvil: 1", "é"])
def test_a_header_cannot_break_out_of_its_line(report: Report, value: str) -> None:
    _page(report, b"Words", url=STORY, status=599, headers=[["X-Said", value]])
    _, (_, record, body) = _records(report)
    assert body == b"Words"
    assert record.http_headers.get_header("Evil") is None
    assert record.http_headers.get_statuscode() == "599"
