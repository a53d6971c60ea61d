"""Template tags of the desk: `{% load desk %}`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from dateline.web.desk.undoing import last_act
from dateline.web.rights import Right, may

if TYPE_CHECKING:
    from django.template.context import Context
    from django_stubs_ext import StrOrPromise

register = template.Library()

# In their order: what it is called, where it leads, and who is offered it.
_SCREENS: tuple[tuple[StrOrPromise, str, Right], ...] = (
    (_("Queue"), "desk", Right.SEE_DESK),
    (_("Incidents"), "incidents", Right.SEE_DESK),
    (_("Search"), "search", Right.SEE_DESK),
    (_("Hand in"), "hand_in", Right.HAND_IN),
    (_("Sources"), "sources", Right.SEE_DESK),
    (_("Actors"), "actors", Right.SEE_DESK),
    (_("Places"), "places", Right.SEE_DESK),
    (_("Reviewers"), "agreement", Right.SEE_DESK),
    (_("Failed"), "dead_letters", Right.RETRY_TASKS),
)


@register.simple_tag(takes_context=True)
def desk_screens(context: Context) -> list[dict[str, Any]]:
    """The screens of the desk that somebody is offered, with the one that they are on."""
    request = context["request"]
    here = context.get("screen_name") or getattr(request.resolver_match, "url_name", "")
    found = []
    for label, name, right in _SCREENS:
        if not may(request.user, right):
            continue
        try:
            found.append({"label": label, "url": reverse(name), "here": name == here})
        except NoReverseMatch:
            continue
    return found


@register.simple_tag(takes_context=True)
def what_to_undo(context: Context) -> str:
    """What somebody did last and can take back; empty where they cannot."""
    request = context["request"]
    return last_act(request) if may(request.user, Right.REVIEW) else ""
