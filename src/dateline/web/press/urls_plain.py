"""The addresses of what is no page, or the same in every language: feeds, tiles, pictures, files."""

from __future__ import annotations

from django.urls import include, path

app_name = "files"

urlpatterns = [
    path("", include(f"dateline.web.press.{files}.urls_plain"))
    for files in ("reading", "claims", "incidents", "atlas", "feeds", "newsletter")
]
