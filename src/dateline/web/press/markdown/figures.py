"""Figures: a picture or a video in a briefing, with what it shows, whose it is and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from dateline.web.press.markdown.shapes import Shown

VIDEO = "video"


def figure(shown: Shown, *, words: str = "", caption: str = "") -> SafeString:
    """A picture or a video; `words` and `caption` are what the briefing says of it instead of its own."""
    alt, below = words or shown.alt, caption or shown.caption
    size = _attributes(width=shown.width, height=shown.height)
    if shown.kind == VIDEO:
        poster = _attributes(poster=shown.poster_url)
        what = format_html(
            '<video controls preload="none" aria-label="{}"{}{}><source src="{}" type="{}">'
            '<a href="{}">{}</a></video>',
            alt, size, poster, shown.url, shown.media_type, shown.url, _("Open the video"),
        )  # fmt: skip
    else:
        what = format_html('<img src="{}" alt="{}"{} loading="lazy" decoding="async">', shown.url, alt, size)
    told = format_html('<span class="caption" dir="auto">{}</span> ', below) if below else ""
    return format_html(
        '<figure class="{}">{}<figcaption>{}{}</figcaption></figure>\n',
        "video" if shown.kind == VIDEO else "picture", what, told, _credit(shown),
    )  # fmt: skip


def missing(words: str) -> SafeString:
    """What stands where a picture is called for that there is not."""
    text = _("No picture or video here: “%(words)s” is none of this briefing's.") % {"words": words}
    return format_html('<p class="missing">{}</p>\n', text)


def _credit(shown: Shown) -> SafeString:
    whose = _("%(credit)s, %(licence)s") if shown.licence else "%(credit)s"
    credit = whose % {"credit": shown.credit, "licence": shown.licence}
    if not shown.source_url:
        return format_html('<span class="credit">{}</span>', credit)
    return format_html(
        '<span class="credit">{} · <a href="{}" rel="noopener nofollow">{}</a></span>',
        credit, shown.source_url, _("first published here"),
    )  # fmt: skip


def _attributes(**given: object) -> SafeString:
    held = (f' {name}="{escape(value)}"' for name, value in given.items() if value)
    return mark_safe("".join(held))  # noqa: S308 -- each value is escaped
