"""Own words: what the newsroom says of itself, in Markdown files in its home: about.md, privacy.de.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import get_language

from dateline.web.press.markdown import render

if TYPE_CHECKING:
    from pathlib import Path

    from django.utils.safestring import SafeString


def own_words(page: str) -> SafeString | None:
    """What the newsroom says on a page, in the language of the reader if there is that; else None."""
    path = _file(page)
    return render(path.read_text(encoding="utf-8"), cited={}).html if path else None


def known_words(page: str) -> str:
    """What that is known by."""
    path = _file(page)
    return f"{path.name} {path.stat().st_mtime_ns}" if path else ""


def _file(page: str) -> Path | None:
    short = (get_language() or "").partition("-")[0]
    here = (settings.DATELINE_HOME / name for name in (f"{page}.{short}.md", f"{page}.md"))
    return next((path for path in here if path.is_file()), None)
