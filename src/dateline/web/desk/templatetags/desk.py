"""Template tags of the desk: `{% load desk %}`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from dateline.web.archive.models import Field
from dateline.web.desk.reviewing.saying import in_words
from dateline.web.desk.undoing import last_act
from dateline.web.rights import Right, may

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.template.context import Context
    from django.utils.safestring import SafeString
    from django_stubs_ext import StrOrPromise

    from dateline.web.archive.models import Change

register = template.Library()

# In their order: what it is called, where it leads, and who is offered it.
_SCREENS: tuple[tuple[StrOrPromise, str, Right], ...] = (
    (_("Queue"), "desk", Right.SEE_DESK),
    (_("Incidents"), "incidents", Right.SEE_DESK),
    (_("Reports"), "reports", Right.SEE_DESK),
    (_("Briefings"), "newsroom", Right.WRITE_BRIEFINGS),
    (_("Search"), "search", Right.SEE_DESK),
    (_("Hand in"), "hand_in", Right.HAND_IN),
    (_("Sources"), "sources", Right.SEE_DESK),
    (_("Actors"), "actors", Right.SEE_DESK),
    (_("Places"), "places", Right.SEE_DESK),
    (_("Reviewers"), "agreement", Right.SEE_DESK),
    (_("Changes"), "changes", Right.SEE_DESK),
    (_("Failed"), "dead_letters", Right.RETRY_TASKS),
)


@register.simple_tag(takes_context=True)
def desk_screens(context: Context) -> list[dict[str, Any]]:
    """The screens of the desk that somebody is offered, with the one that they are on."""
    request = context["request"]
    here = context.get("screen_name") or getattr(request.resolver_match, "url_name", "")
    return [
        {"label": label, "url": reverse(name), "here": name == here}
        for label, name, right in _SCREENS
        if may(request.user, right)
    ]


@register.simple_tag(takes_context=True)
def what_to_undo(context: Context) -> str:
    """What somebody did last and can take back; empty where they cannot."""
    request = context["request"]
    return last_act(request) if may(request.user, Right.REVIEW) else ""


@register.simple_tag
def options(choices: Iterable[tuple[StrOrPromise, Any]], chosen: str = "") -> SafeString:
    """The options of a choice: pairs of a value and its words, or of a group's name and its pairs."""
    drawn = []
    for value, words in choices:
        if isinstance(words, list):
            drawn.append(f'<optgroup label="{escape(value)}">{options(words, chosen)}</optgroup>')
        else:
            mark = " selected" if value == chosen else ""
            drawn.append(f'<option value="{escape(value)}"{mark}>{escape(words)}</option>')
    return mark_safe("".join(drawn))  # noqa: S308 -- made of escaped parts alone


@register.filter
def change_words(change: Change) -> str:
    """What a change of an event's field put in the place of what, in words; empty where it was none."""
    after = change.after if isinstance(change.after, dict) else {}
    before = change.before if isinstance(change.before, dict) else {}
    fields = [name for name in after if name in Field.values]
    if change.about != "event" or not fields:
        return ""
    said = (
        f"{Field(name).label}: {in_words(name, before.get(name))} → {in_words(name, after[name])}"
        for name in fields
    )
    return "; ".join(said)
