"""Pages as WARC (ISO 28500), the format in which web archives pass pages on and play them back."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from datetime import UTC
from http import HTTPStatus
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Protocol

from dateline.web.archive.packing import unpack

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from typing import IO

    from dateline.web.archive.models import Page, Report


class Kept(Protocol):
    """A version of a page as the archive keeps it."""

    @property
    def url(self) -> str | None:
        """Where it was fetched from; None for what was handed in without an address."""

    @property
    def fetched_at(self) -> datetime:
        """When, an aware time."""

    @property
    def status(self) -> int | None:
        """HTTP's number of the answer; None for what was handed in."""

    @property
    def headers(self) -> Sequence[Sequence[str]]:
        """The headers of the answer, each a name and a value."""

    @property
    def media_type(self) -> str | None:
        """The type of the body."""

    @property
    def content(self) -> bytes:
        """The body, unpacked."""


def write_warc(out: IO[bytes], pages: Iterable[Kept], *, about: Mapping[str, str] | None = None) -> int:
    """Write versions of pages to `out` as a WARC file, packed record by record; how many they were.

    What was fetched becomes a `response`, what was handed in a `resource`. `about` is told in the file's
    `warcinfo`, by name and value.
    """
    from warcio.warcwriter import WARCWriter  # noqa: PLC0415 (only where pages are exported)

    writer: Any = WARCWriter(out, gzip=True, warc_version="1.1")
    info = {"software": f"Dateline/{version('dateline')}", "format": "WARC File Format 1.1", **(about or {})}
    writer.write_record(writer.create_warcinfo_record(None, info))
    written = 0
    for page in pages:
        writer.write_record(_record(writer, page))
        written += 1
    return written


# The body is kept unpacked and whole.
_OF_THE_WIRE = frozenset({"content-encoding", "content-length", "transfer-encoding", "connection"})


def write_report(out: IO[bytes], report: Report) -> int:
    """Write all versions of a report's page to `out` as a WARC file, the oldest first; how many they were."""
    pages = (_Version(row=row) for row in report.pages.order_by("fetched_at").iterator(chunk_size=20))
    about = {
        "report": report.key,
        "title": report.title,
        "isPartOf": report.source.name if report.source else "",
    }
    return write_warc(
        out, pages, about={name: " ".join(words.split()) for name, words in about.items() if words}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Version:
    """Keeps the contract of `Kept` on a row."""

    row: Page

    @property
    def url(self) -> str | None:
        return self.row.url or None

    @property
    def fetched_at(self) -> datetime:
        return self.row.fetched_at

    @property
    def status(self) -> int | None:
        return self.row.status

    @property
    def headers(self) -> Sequence[Sequence[str]]:
        return [(str(name), str(value)) for name, value in self.row.headers]

    @property
    def media_type(self) -> str | None:
        return self.row.media_type or None

    @property
    def content(self) -> bytes:
        return unpack(self.row.body)


def _record(writer: Any, page: Kept) -> Any:  # noqa: ANN401 (warcio ships no types)
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415

    body = page.content
    digest = hashlib.sha256(body).hexdigest()
    said = {
        "WARC-Date": page.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "WARC-Payload-Digest": f"sha256:{digest}",
    }
    if page.url is None or page.status is None:
        said["Content-Type"] = page.media_type or "application/octet-stream"
        target = page.url or f"urn:sha256:{digest}"
        return writer.create_warc_record(
            target,
            "resource",
            payload=io.BytesIO(body),
            length=len(body),
            warc_content_type=said["Content-Type"],
            warc_headers_dict=said,
        )
    answer = StatusAndHeaders(_status_line(page.status), _http_headers(page, len(body)), protocol="HTTP/1.1")
    return writer.create_warc_record(
        page.url,
        "response",
        payload=io.BytesIO(body),
        length=len(body),
        warc_headers_dict=said,
        http_headers=answer,
    )


def _status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Unknown"


def _http_headers(page: Kept, length: int) -> list[tuple[str, str]]:
    """The headers that came, but for those that tell of a packing which the body has no more."""
    headers = [
        (f"X-Archive-Orig-{name}" if name.lower() in _OF_THE_WIRE else name, _one_line(value))
        for name, value in page.headers
    ]
    return [*headers, ("Content-Length", str(length))]


def _one_line(value: str) -> str:
    return " ".join(value.split("\r\n")).replace("\n", " ").replace("\r", " ")
