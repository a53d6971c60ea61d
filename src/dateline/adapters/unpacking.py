"""The body of a site's answer, unpacked piece by piece and never past a limit."""

from __future__ import annotations

import re
import time
import zlib
from typing import TYPE_CHECKING

from dateline.domain.errors import FetchFailed, FetchTimedOut, PageTooLarge

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

LATER = "Try again later, or open the page in a browser, save it, and read the saved file."


def body_of(response: httpx.Response, address: httpx.URL, deadline: float, limit: int) -> bytes:
    """The body of `response`, unpacked.

    Args:
        response: An answer whose body has not been read.
        address: What was asked for, for errors.
        deadline: When to give up, by the monotonic clock.
        limit: The most bytes, unpacked.

    Raises:
        PageTooLarge: It has more.
        FetchTimedOut: It takes too long.
        FetchFailed: Its packing is damaged, or one that is not read.
    """
    too_large = PageTooLarge(
        str(address), f"The limit is {limit // 1024**2} MB: save the report alone and read that."
    )
    length = response.headers.get("Content-Length", "")
    if re.fullmatch(r"\d{1,18}", length) and int(length) > limit:
        raise too_large
    unpack = _unpacker(response, address)
    body = bytearray()
    # Not httpx's own unpacking: it unpacks a whole piece, as often as the header says, before we can measure.
    for piece in response.iter_raw():
        if time.monotonic() > deadline:
            raise FetchTimedOut(str(address), LATER)
        try:
            body += unpack(piece, limit + 1 - len(body))
        except zlib.error as error:
            raise FetchFailed(f"{address} (damaged in its packing: {error})", LATER) from error
        if len(body) > limit:
            raise too_large
    return bytes(body)


def _unpacker(response: httpx.Response, address: httpx.URL) -> Callable[[bytes, int], bytes]:
    """What unpacks the pieces of a body, each to a given number of bytes at most."""
    packing = response.headers.get("Content-Encoding", "").strip().lower()
    if packing in ("", "identity"):
        return lambda piece, _: piece
    if packing in ("gzip", "x-gzip"):
        return Gunzip()
    if packing == "deflate":
        return _Inflate()
    raise FetchFailed(f"{address} (packed as {packing[:60]})", LATER)


_MAGIC = b"\x1f\x8b"
_MEMBERS = 1000  # of one file; one of millions, each of which holds nothing, would only cost time


class Gunzip:
    """Gzip in pieces: of one member, or of several as they are when files were put behind each other."""

    def __init__(self) -> None:
        """Begin with the first member."""
        self._stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._members = 1

    def __call__(self, piece: bytes, most: int) -> bytes:
        """What a further piece holds, up to `most` bytes; what stands behind those is lost."""
        unpacked = bytearray()
        while piece and len(unpacked) < most:
            if self._stream.eof:
                if self._members >= _MEMBERS or not _MAGIC.startswith(piece[:2]):
                    break  # what fills a file up, as some servers do
                self._stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
                self._members += 1
            unpacked += self._stream.decompress(piece, most - len(unpacked))
            piece = self._stream.unused_data
        return bytes(unpacked)


class _Inflate:
    """Deflate with the header that the standard asks for, or without it, as some servers send it."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj()
        self._begun = False

    def __call__(self, piece: bytes, most: int) -> bytes:
        try:
            unpacked = self._stream.decompress(piece, most)
        except zlib.error:
            if self._begun:
                raise
            self._stream = zlib.decompressobj(-zlib.MAX_WBITS)
            unpacked = self._stream.decompress(piece, most)
        self._begun = True
        return unpacked
