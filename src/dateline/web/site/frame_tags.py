"""Template tags of the frame: `{% load frame %}`."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext

if TYPE_CHECKING:
    from datetime import datetime

    from django.forms import BoundField
    from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def drawn(field: BoundField) -> SafeString:
    """The field's own control without a placeholder: its label stands over it, and twice is once too many."""
    return field.as_widget(attrs={"placeholder": False})


@register.filter
def kind(field: BoundField) -> str:
    """What kind of control it is: `checkbox`, `choices` (several boxes or dots) or `line`."""
    widget = field.field.widget
    if getattr(widget, "input_type", "") == "checkbox" and not getattr(
        widget, "allow_multiple_selected", False
    ):
        return "checkbox"
    return "choices" if field.use_fieldset else "line"


@register.filter
def in_fours(secret: str) -> str:
    """A long secret in groups of four, to be typed off; spaces in it do no harm."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


@register.simple_tag
def moment(at: datetime | None) -> str | SafeString:
    """A moment to the minute, in UTC and saying so; a dash where there is none."""
    if at is None:
        return "–"
    utc = at.astimezone(UTC)
    return format_html(
        '<time datetime="{}">{} UTC</time>', utc.isoformat(timespec="seconds"), date_format(utc, "j F Y, H:i")
    )


@register.simple_tag
def day(at: datetime | None) -> str | SafeString:
    """The day of a moment; a dash where there is none."""
    if at is None:
        return "–"
    return format_html('<time datetime="{}">{}</time>', f"{at:%Y-%m-%d}", date_format(at, "j F Y"))


@register.filter
def browser(agent: str) -> str:
    """A browser by the name that people know, and its system: "Firefox on Linux"."""
    name = next((name for sign, name in _BROWSERS if sign in agent), "")
    system = next((name for sign, name in _SYSTEMS if sign in agent), "")
    if name and system:
        return gettext("%(browser)s on %(system)s") % {"browser": name, "system": system}
    return name or agent[:60] or gettext("an unnamed browser")


# In this order: Edge and Opera say Chrome too, Chrome says Safari, Android says Linux, iPhones say Mac OS X.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
