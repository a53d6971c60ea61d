"""Template tags of the screens of handing in: `{% load intake %}`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from dateline.web.archive.models import Arrival, Feed, Report
from dateline.web.desk.intake import failures

if TYPE_CHECKING:
    from dateline.web.archive.tasks_dead import DeadLetter

register = template.Library()


@register.filter
def called(arrival: Arrival) -> str:
    """What an arrival is called: by its report, else by what is known of it."""
    if arrival.report is not None and arrival.report.title:
        return arrival.report.title
    if arrival.title:
        return arrival.title
    if arrival.url:
        return short(arrival.url)
    if arrival.name:
        return (
            _("%(list)s, line %(line)s") % {"list": arrival.name, "line": arrival.line}
            if _of_list(arrival)
            else arrival.name
        )
    return _("Pasted text")


@register.filter
def short(url: str) -> str:
    """An address as people read it: without what every address has."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}{query}" or url


@register.filter
def rest(letter: DeadLetter) -> str:
    """An error without the reason that stands over it."""
    return failures.rest_of(letter)


@register.filter
def name_of(about: Arrival | Report | Feed | None) -> str:
    """What a letter is about, by its name."""
    if about is None:
        return _("it is there no more")
    return called(about) if isinstance(about, Arrival) else str(about)


@register.filter
def screen_of(about: Arrival | Report | Feed | None) -> str:
    """The address of the screen that shows what a letter is about; empty where there is none."""
    name = next((name for kind, name in _SCREENS.items() if isinstance(about, kind)), "")
    return reverse(name, kwargs={"pk": about.pk}) if about is not None and name else ""


_SCREENS: dict[type[Arrival | Report | Feed], str] = {Arrival: "arrival", Report: "report", Feed: "feed"}


def _of_list(arrival: Arrival) -> bool:
    return arrival.line is not None and arrival.name.lower().endswith((".csv", ".tsv"))
