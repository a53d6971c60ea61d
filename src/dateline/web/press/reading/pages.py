"""Pages that stand by themselves: how to read a briefing, and what of readers is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from dateline.web.press.caching import known_by
from dateline.web.press.incidents.words import GRADES, GRADES_MEAN, PRECISIONS, STANDINGS
from dateline.web.press.reading.own_words import known_words, own_words

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def _known_about(request: HttpRequest) -> str:  # noqa: ARG001 -- as all keys are asked
    return known_words("about")


def _known_privacy(request: HttpRequest) -> str:  # noqa: ARG001 -- as all keys are asked
    return known_words("privacy")


@require_safe
@known_by(_known_about)
def about(request: HttpRequest) -> HttpResponse:
    """What Dateline is, who the newsroom is, and how a briefing is read."""
    context = {
        "own_words": own_words("about"),
        "grades": [(key.value, words, GRADES_MEAN[key]) for key, words in GRADES.items()],
        "standings": list(STANDINGS.values()),
        "precisions": list(PRECISIONS.values()),
    }
    return render(request, "press/reading/about.html", context)


@require_safe
@known_by(_known_privacy)
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of readers, which is next to nothing."""
    return render(request, "press/reading/privacy.html", {"own_words": own_words("privacy")})
