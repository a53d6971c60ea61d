"""Template tags of the lists: `{% load humane %}`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext

from dateline.web.desk.queue import telling
from dateline.web.desk.queue.narrowing import STATUSES

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from dateline.web.archive.models import Event, Incident

register = template.Library()


@register.filter
def grouped(number: int) -> str:
    """A number with its thousands set apart."""
    return number_format(number, use_l10n=True, force_grouping=True)


@register.filter
def status_words(status: str) -> StrOrPromise:
    """The status of an event."""
    return STATUSES[status]


@register.filter
def harm_words(row: Event | Incident) -> list[str]:
    """The dead and the injured, as exact as they are told."""
    return telling.harm_words(row)


@register.filter
def happened_words(row: Event | Incident) -> str:
    """When and where it was, and with what harm, in one line; what is not known is said or left out."""
    told = telling.Happened.of(row)
    return " · ".join([told.when or gettext("day not known"), *filter(None, [told.where, *told.harm])])
