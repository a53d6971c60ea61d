"""The page that people of the newsroom come to when they have signed in: it leads to where their work is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """Where somebody's work is."""
    return render(request, "home.html")
