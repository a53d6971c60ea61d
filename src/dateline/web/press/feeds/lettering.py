"""Lettering: words on a picture, in fonts of our own, each run of letters in the first that has them.

The fonts come in files by script, as pages take them (`frontend/fetch.py`). Without them Pillow's own font is
used, which lacks letters beyond those of western Europe.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import ImageFont

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.ImageDraw import ImageDraw

    Font = ImageFont.FreeTypeFont

FONTS = Path(__file__).resolve().parents[1] / "static" / "packages"
_FILES = (
    "source-serif-4-latin-{}.woff2",
    "source-serif-4-latin-ext-{}.woff2",
    "source-serif-4-cyrillic-{}.woff2",
    "noto-naskh-arabic-{}.woff2",
)
_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LATIN_WORDS = re.compile(r"((?:\S*[^\W\d_\u0590-\u08ff]\S*)(?:\s+\S*[^\W\d_\u0590-\u08ff]\S*)*)")


@dataclass(frozen=True, slots=True)
class Run:
    """Letters in a row that one font has."""

    words: str
    font: Font
    rtl: bool


class Lettering:
    """Words in one size and weight."""

    def __init__(self, size: int, *, bold: bool = False) -> None:
        """Of a size in pixels."""
        self._fonts = _fonts(700 if bold else 400, size)
        self.size = size

    def width(self, words: str) -> float:
        """How wide words are."""
        return sum(_length(run) for run in self._runs(words))

    def lines(self, words: str, width: float) -> list[str]:
        """Words in lines that are no wider; a word that is, has a line to itself."""
        lines: list[str] = []
        for word in words.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def write(self, draw: ImageDraw, x: float, y: float, words: str, fill: str) -> None:
        """Words from x on; those of a line that runs from right to left end there."""
        rtl = is_rtl(words)
        for run in self._runs(words):
            length = _length(run)
            if rtl:
                x -= length
            draw.text(
                (x, y + self.size),
                run.words,
                font=run.font,
                fill=fill,
                anchor="ls",
                direction=_direction(run),
            )
            if not rtl:
                x += length

    def _runs(self, words: str) -> Iterator[Run]:
        """The runs of a line, in the order in which they stand in it."""
        if not is_rtl(words):
            for font, some in groupby(words, key=self._font_of):
                run = "".join(some)
                yield Run(run, font, bool(_ARABIC.search(run)))
            return
        # In a line from right to left words of other scripts run as they do, at their place in the line.
        for nth, run in enumerate(_LATIN_WORDS.split(words)):
            latin = nth % 2 == 1
            inner = [Run("".join(each), font, not latin) for font, each in groupby(run, key=self._font_of)]
            yield from reversed(inner) if latin else inner

    def _font_of(self, sign: str) -> Font:
        if sign.isspace():
            return self._fonts[0]
        return next((font for font in self._fonts if _has(font, sign)), self._fonts[0])


def is_rtl(words: str) -> bool:
    """Whether a line runs from right to left: its first letter says so."""
    letter = next((sign for sign in words if sign.isalpha()), "")
    return bool(_ARABIC.match(letter))


def _length(run: Run) -> float:
    return float(run.font.getlength(run.words, direction=_direction(run)))


def _direction(run: Run) -> str | None:
    """For fonts that are shaped (Arabic letters joined); those that are not take no direction."""
    if run.font.layout_engine != ImageFont.Layout.RAQM:
        return None
    return "rtl" if run.rtl else "ltr"


@cache
def _fonts(weight: int, size: int) -> tuple[Font, ...]:
    found: list[Font] = []
    for name in _FILES:
        try:
            found.append(ImageFont.truetype(FONTS / name.format(weight), size))
        except OSError:  # it was not fetched, or this Pillow reads no such file
            continue
    default = ImageFont.load_default(size)
    # Without FreeType Pillow has but one font of one size, which nothing here could measure.
    return (*found, default) if isinstance(default, ImageFont.FreeTypeFont) else tuple(found)


@cache
def _has(font: Font, sign: str) -> bool:
    """Whether a font has a sign: it would draw another than for one that no font has."""
    return bytes(font.getmask(sign)) != bytes(font.getmask("\U0010fffe"))
