"""Videos: MP4 and WebM, known by how they begin; what tells where one was filmed is blotted out.

An MP4 is boxes in boxes (ISO/IEC 14496-12), a WebM elements in elements (RFC 8794). What is blotted out keeps
its length and becomes a box or an element that players pass over, so that nothing else has to move.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain.errors import MediaRefused

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """A video as it is kept; its size in points is None where it does not tell it."""

    body: bytes
    media_type: str
    width: int | None = None
    height: int | None = None


def is_video(start: bytes) -> bool:
    """Whether a file begins as a video does that is read here."""
    return start[4:8] == b"ftyp" or start.startswith(_EBML)


def without_place(body: bytes) -> Film:
    """A video without what tells where and with what it was filmed.

    Raises:
        MediaRefused: It is no MP4 or WebM after all, or it breaks off.
    """
    film = bytearray(body)
    try:
        return _mp4(film) if body[4:8] == b"ftyp" else _webm(film)
    except (IndexError, ValueError) as error:
        raise MediaRefused("the video is damaged, or no MP4 or WebM", "Export it as MP4 (H.264).") from error


# ── MP4 ─────────────────────────────────────────────────────────────────────────────────────────────────────

_QUICKTIME = b"qt  "
_TELLING = {b"udta", b"meta", b"uuid"}  # where, with what, by whom
_FREE = b"free"
_WITHIN = {b"moov", b"trak"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Box:
    """A part of a file: what it is, where it starts, where what is in it starts, and where it ends."""

    kind: bytes
    start: int
    inner: int
    end: int


def _mp4(film: bytearray) -> Film:
    boxes = list(_boxes(film, 0, len(film)))
    kinds = {box.kind for box in boxes}
    if bytes(film[8:12]) == _QUICKTIME or not kinds >= {b"ftyp", b"moov", b"mdat"}:
        raise ValueError("no MP4")
    sizes = list(_blot(film, boxes))
    width, height = max(sizes, default=(0, 0))
    return Film(body=bytes(film), media_type="video/mp4", width=width or None, height=height or None)


def _blot(film: bytearray, boxes: list[_Box]) -> Iterator[tuple[int, int]]:
    """Blot out what tells too much, in boxes and those within; the sizes of tracks."""
    for box in boxes:
        if box.kind in _TELLING:
            film[box.start + 4 : box.start + 8] = _FREE
            film[box.inner : box.end] = bytes(box.end - box.inner)
        elif box.kind in _WITHIN:
            yield from _blot(film, list(_boxes(film, box.inner, box.end)))
        elif box.kind == b"tkhd" and box.end - box.inner >= 84:  # noqa: PLR2004 -- its shortest form
            yield _number(film, box.end - 8, 2), _number(film, box.end - 4, 2)


def _boxes(film: bytearray, start: int, end: int) -> Iterator[_Box]:
    while start + 8 <= end:
        size, inner = _number(film, start, 4), start + 8
        if size == 1:
            size, inner = _number(film, start + 8, 8), start + 16
        stop = end if size == 0 else start + size
        if stop < inner or stop > end:
            raise ValueError("a box runs out of its file")
        yield _Box(kind=bytes(film[start + 4 : start + 8]), start=start, inner=inner, end=stop)
        start = stop


# ── WebM ────────────────────────────────────────────────────────────────────────────────────────────────────

_EBML = b"\x1a\x45\xdf\xa3"
_DOC_TYPE, _SEGMENT, _TAGS, _TRACKS = 0x4282, 0x18538067, 0x1254C367, 0x1654AE6B
_TRACK, _VIDEO, _WIDTH, _HEIGHT = 0xAE, 0xE0, 0xB0, 0xBA
_VOID = 0xEC


@dataclass(frozen=True, slots=True, kw_only=True)
class _Element:
    """As `_Box`; `size` is -1 where its length is not told: it goes on to the end then."""

    kind: int
    start: int
    inner: int
    end: int


def _webm(film: bytearray) -> Film:
    top = list(_elements(film, 0, len(film)))
    head = top[0]
    told = {one.kind: bytes(film[one.inner : one.end]) for one in _elements(film, head.inner, head.end)}
    segment = next((one for one in top if one.kind == _SEGMENT), None)
    if told.get(_DOC_TYPE, b"").rstrip(b"\0") != b"webm" or segment is None:
        raise ValueError("no WebM")
    width = height = None
    for part in _elements(film, segment.inner, segment.end):
        if part.kind == _TAGS:
            _void(film, part)
        elif part.kind == _TRACKS:
            width, height = _webm_size(film, part)
    return Film(body=bytes(film), media_type="video/webm", width=width, height=height)


def _webm_size(film: bytearray, tracks: _Element) -> tuple[int | None, int | None]:
    for track in _elements(film, tracks.inner, tracks.end):
        for part in _elements(film, track.inner, track.end) if track.kind == _TRACK else ():
            if part.kind == _VIDEO:
                told = {
                    one.kind: _number(film, one.inner, one.end - one.inner)
                    for one in _elements(film, part.inner, part.end)
                    if one.kind in {_WIDTH, _HEIGHT}
                }
                return told.get(_WIDTH) or None, told.get(_HEIGHT) or None
    return None, None


def _void(film: bytearray, part: _Element) -> None:
    """Have an element be one that is passed over, of the same length."""
    length = part.end - part.start
    film[part.start : part.end] = bytes(length)
    film[part.start] = _VOID
    # Eight bytes tell how long the rest is, as long as there is room for them; Tags always have it.
    wide = 8 if length >= 9 else 1  # noqa: PLR2004
    film[part.start + 1 : part.start + 1 + wide] = ((1 << (7 * wide)) | (length - 1 - wide)).to_bytes(wide)


def _elements(film: bytearray, start: int, end: int) -> Iterator[_Element]:
    while start < end:
        kind, after = _variable(film, start, keep=True)
        size, inner = _variable(film, after, keep=False)
        stop = end if size < 0 else inner + size
        if stop > end:
            raise ValueError("an element runs out of its file")
        yield _Element(kind=kind, start=start, inner=inner, end=stop)
        start = stop


def _variable(film: bytearray, at: int, *, keep: bool) -> tuple[int, int]:
    """A number of as many bytes as its first one tells, and where it ends; -1 for a length not told."""
    first = film[at]
    wide = 9 - first.bit_length()
    if wide > 8:  # noqa: PLR2004 -- eight bytes at most
        raise ValueError("no number")
    number = _number(film, at, wide)
    if not keep:
        number &= (1 << (7 * wide)) - 1
        if number == (1 << (7 * wide)) - 1:
            number = -1
    return number, at + wide


def _number(film: bytearray, at: int, wide: int) -> int:
    if at + wide > len(film):
        raise ValueError("the file breaks off")
    return int.from_bytes(film[at : at + wide])
