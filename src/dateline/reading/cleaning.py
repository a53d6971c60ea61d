"""A text's one cleaning: Unicode NFC, plain blanks, no invisible characters."""

from __future__ import annotations

import re
import unicodedata


def clean(text: str) -> str:
    r"""`text` in NFC, with one kind of line break and of blank, without invisible characters.

    Line breaks stay; blanks at the ends of lines go, and so do more than two line breaks in a row.

    >>> clean("Aleppo\u00a0\u2013  six\u200b killed\r\n\r\n\r\nHo\u00adms")
    'Aleppo – six killed\n\nHoms'
    """
    text = text.encode("utf-8", errors="replace").decode("utf-8") if _SURROGATE.search(text) else text
    text = _BREAK.sub("\n", text)
    text = _JOINER.sub("", _INVISIBLE.sub("", text))
    text = _BLANKS.sub(" ", text)
    text = unicodedata.normalize("NFC", text)
    return _MANY_BREAKS.sub("\n\n", _ROUND_BREAK.sub("\n", text)).strip()


def clean_line(text: str) -> str:
    """`text` cleaned, on one line."""
    return " ".join(clean(text).split())


_SURROGATE = re.compile(r"[\ud800-\udfff]")
_BREAK = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# Soft hyphen, zero-width space, word joiner and no-break, marks of writing direction, controls,
# interlinear marks, tags and noncharacters.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    r"\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
# Persian, Arabic and Indic scripts spell with joiners; next to ASCII they are leftovers.
_JOINER = re.compile(r"(?<![\u0600-\u0dff])[\u200c\u200d]|[\u200c\u200d](?![\u0600-\u0dff])")
_BLANKS = re.compile(r"[^\S\n]+")
_ROUND_BREAK = re.compile(r" ?\n ?")
_MANY_BREAKS = re.compile(r"\n{3,}")
