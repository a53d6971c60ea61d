"""The addresses of the map."""

from __future__ import annotations

from django.urls import path

from dateline.web.press.atlas.page import atlas

urlpatterns = [
    path("map/", atlas, name="map"),
]
