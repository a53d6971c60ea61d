"""Cards: the picture that stands for a page where its address is passed on, with headline and dateline.

They are drawn on this server, in 1200 by 630 pixels as other sites show them, and kept on disk while there is
room.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from PIL import Image, ImageDraw

from dateline.web.press.feeds.lettering import Lettering, is_rtl

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH, HEIGHT = 1200, 630
MOST = 2000
"""Cards that are kept: some 60 MB."""
_MARGIN = 72
_PAPER, _INK, _SOFT, _RULE, _WARN, _ACCENT = "#fdfdfb", "#1a1c1e", "#595f66", "#8e938e", "#8c2f06", "#0a5468"
_SIZES = (84, 76, 68, 60, 54, 48, 42)  # of the headline: the largest in which it has room
_GAP, _STEP = 18, 46  # above what stands below the headline, and from line to line of it
_DRAWN = "1"  # to be changed with how cards look


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What stands on a card; `foot` is a row of short facts, `warning` is read before the headline."""

    kicker: str
    headline: str
    below: str = ""
    warning: str = ""
    foot: tuple[str, ...] = ()


def png_of(card: Card, folder: Path | None = None) -> bytes:
    """A card as PNG, from the folder of those that are kept if it is there."""
    folder = folder or Path(settings.DATELINE_HOME) / "cache" / "cards"
    name = hashlib.sha256(f"{_DRAWN}{card!r}".encode()).hexdigest()
    path = folder / f"{name}.png"
    with suppress(OSError):
        kept = path.read_bytes()
        os.utime(path)  # what is asked for stays longest
        return kept
    drawn = draw(card)
    with suppress(OSError):  # a full disk keeps nobody from seeing it
        _keep(path, drawn)
    return drawn


def draw(card: Card) -> bytes:
    """A card as PNG."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    pen = ImageDraw.Draw(picture)
    rtl = is_rtl(card.headline)
    _masthead(pen)
    small = Lettering(32)
    _line(pen, small, 136, _short(small, card.kicker), _SOFT, rtl=rtl)
    top = 190.0
    if card.warning:
        loud = Lettering(34, bold=True)
        _line(pen, loud, top, _short(loud, card.warning), _WARN, rtl=rtl)
        top += 58
    bottom = HEIGHT - _MARGIN - (64 if card.foot else 0)
    for lettering, height, words, colour in _fitted(card, bottom - top):
        _line(pen, lettering, top, words, colour, rtl=rtl)
        top += height
    if card.foot:
        pen.line((_MARGIN, HEIGHT - 116, WIDTH - _MARGIN, HEIGHT - 116), fill=_RULE, width=1)
        _line(pen, small, HEIGHT - 96, _short(small, "  ·  ".join(card.foot)), _INK, rtl=rtl)
    out = BytesIO()
    picture.quantize(96, method=Image.Quantize.MEDIANCUT).save(out, "PNG", optimize=True)
    return out.getvalue()


def _masthead(pen: ImageDraw.ImageDraw) -> None:
    Lettering(44, bold=True).write(pen, _MARGIN, 42, "Dateline", _INK)
    pen.rectangle((_MARGIN, 110, WIDTH - _MARGIN, 113), fill=_ACCENT)
    pen.line((_MARGIN, 118, WIDTH - _MARGIN, 118), fill=_ACCENT, width=1)


def _fitted(card: Card, height: float) -> Iterator[tuple[Lettering, float, str, str]]:
    """The lines of the headline in the largest letters that have room, and of what stands below it."""
    width = WIDTH - 2 * _MARGIN
    kept_free = _GAP + 2 * _STEP if card.below else 0
    lettering, step, lines = Lettering(_SIZES[0], bold=True), 0.0, [card.headline]
    for size in _SIZES:
        lettering, step = Lettering(size, bold=True), size * 1.14
        lines = lettering.lines(card.headline, width)
        free = kept_free if size > _SIZES[-1] else 0
        if len(lines) * step <= height - free and all(lettering.width(line) <= width for line in lines):
            break
    room = max(int(height // step), 1)
    for line in _cut(lettering, lines, room):
        yield lettering, step, line, _INK
    small, left = Lettering(34), height - min(len(lines), room) * step - _GAP
    if card.below and left >= _STEP:
        yield small, _GAP, "", _SOFT
        for line in _cut(small, small.lines(card.below, width), int(left // _STEP)):
            yield small, _STEP, line, _SOFT


def _cut(lettering: Lettering, lines: list[str], most: int) -> list[str]:
    """As many lines as there is room for; the last says that there are more."""
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
    return [_short(lettering, line) for line in lines]


def _line(
    pen: ImageDraw.ImageDraw, lettering: Lettering, y: float, words: str, fill: str, *, rtl: bool
) -> None:
    """A line at the side where lines begin in the language of the headline."""
    if is_rtl(words):
        x = WIDTH - _MARGIN if rtl else _MARGIN + lettering.width(words)
    else:
        x = WIDTH - _MARGIN - lettering.width(words) if rtl else _MARGIN
    lettering.write(pen, x, y, words, fill)


def _short(lettering: Lettering, words: str) -> str:
    """Words cut so that they have room in a line."""
    width = WIDTH - 2 * _MARGIN
    if lettering.width(words) <= width:
        return words
    kept = words.removesuffix("…").rstrip()
    while kept and lettering.width(f"{kept} …") > width:
        kept = (kept.rpartition(" ")[0] or kept[:-1]).rstrip()
    return f"{kept} …"


def _keep(path: Path, drawn: bytes) -> None:
    """Keep a card, whole or not at all, and let those go that nobody has asked for longest."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    draft.write_bytes(drawn)
    draft.replace(path)
    kept = list(path.parent.glob("*.png"))
    if len(kept) > MOST:
        kept.sort(key=_last_asked_for)
        for old in kept[: len(kept) - MOST + MOST // 10]:
            old.unlink(missing_ok=True)


def _last_asked_for(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # another process was first
        return 0.0
