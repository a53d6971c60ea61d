"""Bytes to text, in whatever encoding the page is written."""

from __future__ import annotations

import codecs
import re

from dateline.domain.errors import NotText


def decode(body: bytes, *, charset: str | None = None) -> str:
    """The text of `body`.

    In this order: a byte order mark; UTF-8, where the bytes are valid UTF-8 beyond ASCII (other
    encodings hardly ever are by accident); the charset that the site named; the one that the page
    names in its head; UTF-8 with a few broken characters; the best guess of charset-normalizer.

    Raises:
        NotText: Most of the bytes are no text in any encoding.
    """
    text = _decoded(body, charset)
    if _share_of_controls(text) > _MOST_CONTROLS:
        raise NotText("bytes that are no text in any encoding", _REMEDY)
    return text


_MOST_BROKEN = 0.02
"""Share of broken characters up to which a text is broken UTF-8, and above which another encoding.
Overwriting one byte in a hundred of English breaks 1 %; texts in 8-bit encodings read as UTF-8 break
2.9 % (English, by its quotation marks), 3 % (German), 9 % (French), 16 % (Turkish), over 80 % (Russian
and Arabic)."""

_MOST_BROKEN_AT_ALL = 0.1
"""Share of broken characters that is still read where no other encoding fits: every other word stays whole.
Random bytes break more than half."""

_MOST_CONTROLS = 0.01
"""Share of control characters above which "text" is binary: pages have none, programs a third."""

_REMEDY = "Give the page as HTML, text or PDF."
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)|<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]+)""",
    re.IGNORECASE,
)
# The encodings of the web (https://encoding.spec.whatwg.org/#names-and-labels). Python knows more,
# among them some that are no character sets and one (UTF-7) that hides markup.
_OF_THE_WEB = re.compile(
    r"utf-?(?:8|16(?:-?[lb]e)?)|ascii|us-ascii|latin-?1|iso-?8859-?\d+(?:-[ei])?|(?:windows|cp)-?(?:125\d|874|866)"
    r"|koi8-[ru]|mac-?(?:roman|cyrillic)|macintosh|big5(?:-hkscs)?|gb2312|gbk|gb18030|euc-(?:jp|kr)"
    r"|shift[_-]jis|iso-2022-jp|tis-620",
    re.IGNORECASE,
)
# What pages label Latin-1 or ASCII is Windows-1252, by the same standard.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}


def _decoded(body: bytes, charset: str | None) -> str:
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return _with_replacement(body, encoding)
    if wide := _wide_encoding(body):
        return _with_replacement(body, wide)
    if b"\0" in body and body.count(0) > _MOST_CONTROLS * len(body):
        raise NotText("bytes full of zeros", _REMEDY)
    if not body.isascii() and (text := _strictly(body, "utf-8")) is not None:
        return text
    for name in (charset, _declared(body)):
        if name and (text := _strictly(body, _known(name))) is not None:
            return text
    text = body.decode("utf-8", errors="replace")
    if text.count("�") <= _MOST_BROKEN * len(text):
        return text
    return _guessed(body)


def _with_replacement(body: bytes, encoding: str) -> str:
    text = body.decode(encoding, errors="replace").removeprefix("\ufeff")
    if text.count("�") > _MOST_BROKEN * len(text):
        raise NotText(f"bytes marked as {encoding.upper()} that are not", _REMEDY)
    return text


def _strictly(body: bytes, encoding: str | None) -> str | None:
    if encoding is None:
        return None
    try:
        return body.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _known(name: str) -> str | None:
    if not _OF_THE_WEB.fullmatch(name.strip()):
        return None
    try:
        known = codecs.lookup(name.strip()).name
    except LookupError:
        return None
    return _MEANT.get(known, known)


def _declared(body: bytes) -> str | None:
    found = _DECLARED.search(
        body[:4096]
    )  # the standard looks for it in the first 1,024; scripts crowd it out
    if not found:
        return None
    name = (found[1] or found[2]).decode("ascii", errors="ignore")
    # A page whose declaration can be read as ASCII is not in UTF-16, whatever it says (same standard).
    return "utf-8" if name.lower().startswith("utf-16") else name


def _wide_encoding(body: bytes) -> str | None:
    """UTF-16 without its mark: in Latin text every other byte is zero."""
    start = body[:2000]
    even, odd = start[0::2], start[1::2]
    if len(start) < 8 or not odd:  # noqa: PLR2004
        return None
    if odd.count(0) > 0.4 * len(odd) and even.count(0) < 0.05 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.4 * len(even) and odd.count(0) < 0.05 * len(odd):
        return "utf-16-be"
    return None


def _guessed(body: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 (heavy, and rarely needed)

    guesses = from_bytes(body[:_GUESSED_FROM], cp_isolation=list(_GUESSED_AMONG))
    best = min(guesses, key=lambda one: (one.chaos, -one.coherence, _rank(one.encoding)), default=None)
    text = _strictly_or_replaced(body, best.encoding) if best else None
    if text is None:
        text = body.decode("utf-8", errors="replace")
        if text.count("�") > _MOST_BROKEN_AT_ALL * len(text):
            raise NotText("bytes that are no text in any encoding", _REMEDY)
    return text


_GUESSED_FROM = 100_000  # bytes; the guess takes about a second per MB, and does not change beyond


_GUESSED_AMONG = (
    "cp1252",
    "cp1251",
    "cp1256",
    "cp1254",
    "cp1250",
    "cp1253",
    "cp1255",
    "koi8_r",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_jp",
    "euc_kr",
)
"""Old encodings that the web uses, the more usual first: short texts fit several alike. (Left to all that
Python knows, the guess for French is one of the Baltic.)"""


def _rank(encoding: str) -> int:
    return _GUESSED_AMONG.index(encoding) if encoding in _GUESSED_AMONG else len(_GUESSED_AMONG)


def _strictly_or_replaced(body: bytes, encoding: str) -> str | None:
    text = body.decode(encoding, errors="replace")
    return text if text.count("�") <= _MOST_BROKEN * len(text) else None


def _share_of_controls(text: str) -> float:
    controls = len(_CONTROLS.findall(text))
    return controls / len(text) if text else 0.0


_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
