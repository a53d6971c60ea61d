"""The addresses of what the map is drawn from."""

from __future__ import annotations

from django.urls import path

from dateline.web.press.atlas.points import points
from dateline.web.press.atlas.towns import towns

urlpatterns = [
    path("map/points.json", points, name="points"),
    path("map/towns.json", towns, name="towns"),
]
