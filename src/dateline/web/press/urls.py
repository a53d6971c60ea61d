"""The addresses of what readers see, in every language. All names are of the namespace `press`."""

from __future__ import annotations

from django.urls import include, path

app_name = "press"

urlpatterns = [
    path("", include(f"dateline.web.press.{pages}.urls"))
    for pages in ("reading", "claims", "incidents", "atlas", "search", "newsletter")
]
