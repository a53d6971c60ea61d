"""The language of a text, by Compact Language Detector 2."""

from __future__ import annotations

import re

from dateline.reading.cleaning import clean


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language that most of `text` is in. None: too little text to tell.

    >>> language_of("Local sources said that the shelling of the village killed two people.")
    'en'
    """
    import pycld2  # noqa: PLC0415 (a compiled library: only a page that is read needs it)

    sample = re.sub(r"\s+", " ", clean(text))[:_LOOKED_AT]
    try:
        reliable, _, languages = pycld2.detect(sample, bestEffort=False)
    except pycld2.error:  # a character that it takes for broken UTF-8
        return None
    code = str(languages[0][1])
    if not reliable or code == "un":
        return None
    return _NEWER_CODES.get(code, code.partition("-")[0])


_LOOKED_AT = 20_000  # characters; a report's language shows in the first hundred
_NEWER_CODES = {"iw": "he", "in": "id", "ji": "yi"}
