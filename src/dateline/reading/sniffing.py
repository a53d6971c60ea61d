"""What a page is made of, told by its first bytes and not by its name."""

from __future__ import annotations

import re
from enum import StrEnum

from dateline.domain.errors import NotText


class Form(StrEnum):
    """What a page is written in."""

    PDF = "pdf"
    HTML = "html"
    TEXT = "text"


def refuse_binary(body: bytes) -> None:
    """Refuse what is no page at all.

    Raises:
        NotText: The bytes are an archive, a picture, a program or the like.
    """
    for magic, what in _MAGIC.items():
        if body.startswith(magic):
            raise NotText(what, _REMEDY.get(what, "Give the page itself as HTML, text or PDF."))
    if body[4:8] == b"ftyp":
        raise NotText("a film", "Give the page itself as HTML, text or PDF.")


def is_pdf(body: bytes) -> bool:
    """Whether the bytes are a PDF: its mark stands within the first 1,024 bytes (ISO 32000-2, annex I)."""
    return b"%PDF-" in body[:1024]


def form_of(text: str) -> Form:
    """HTML or plain text."""
    start = text[:_LOOKED_AT]
    if _DOCUMENT.match(start) or len(_ELEMENT.findall(start)) >= _ELEMENTS_OF_HTML:
        return Form.HTML
    return Form.TEXT


_LOOKED_AT = 20_000
_ELEMENTS_OF_HTML = 3  # a plain text may quote a tag or two; a fragment of a page has an opening and more
_DOCUMENT = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body|article|main)\b",
    re.IGNORECASE | re.DOTALL,
)
_ELEMENT = re.compile(
    r"</?(?:html|head|body|title|meta|link|script|style|article|section|main|nav|header|footer|div|p|span|a"
    r"|h[1-6]|ul|ol|li|table|tr|td|br|img|form|blockquote|figure)\b[^<>]*>",
    re.IGNORECASE,
)
_MAGIC = {
    b"PK\x03\x04": "a ZIP archive",
    b"PK\x05\x06": "a ZIP archive",
    b"\x1f\x8b": "gzip-packed bytes",
    b"BZh": "bzip2-packed bytes",
    b"\xfd7zXZ\x00": "xz-packed bytes",
    b"\x28\xb5\x2f\xfd": "zstd-packed bytes",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"Rar!\x1a\x07": "a RAR archive",
    b"\x89PNG\r\n\x1a\n": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF87a": "a GIF picture",
    b"GIF89a": "a GIF picture",
    b"RIFF": "a picture, sound or film",
    b"\x7fELF": "a program",
    b"\xcf\xfa\xed\xfe": "a program",
    b"\xca\xfe\xba\xbe": "a program",
    b"MZ\x90\x00": "a program",
    b"\x00asm": "a program",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old office document",
    b"SQLite format 3\x00": "a database",
    b"OggS": "a sound or film",
    b"ID3": "a sound",
    b"\x1aE\xdf\xa3": "a film",
    b"wOFF": "a font",
    b"wOF2": "a font",
}
_UNPACK = "Unpack it and give the page that is in it."
_REMEDY = {
    "a ZIP archive": "Unpack it and give the page that is in it; save an office document as PDF or text.",
    "gzip-packed bytes": _UNPACK,
    "bzip2-packed bytes": _UNPACK,
    "xz-packed bytes": _UNPACK,
    "zstd-packed bytes": _UNPACK,
    "a 7z archive": _UNPACK,
    "a RAR archive": _UNPACK,
    "an old office document": "Save it as PDF or text and give that.",
}
