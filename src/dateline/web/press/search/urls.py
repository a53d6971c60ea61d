"""The address of the search."""

from __future__ import annotations

from django.urls import path

from dateline.web.press.search.page import search

urlpatterns = [
    path("search/", search, name="search"),
]
