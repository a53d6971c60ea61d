"""The addresses of incidents, sources, actors and places."""

from __future__ import annotations

from django.urls import path

from dateline.web.press.incidents.actors import actor, place
from dateline.web.press.incidents.page import incident
from dateline.web.press.incidents.sources import source, sources

urlpatterns = [
    path("incidents/<uuid:pk>/", incident, name="incident"),
    path("sources/", sources, name="sources"),
    path("sources/<uuid:pk>/", source, name="source"),
    path("actors/<long:key>/", actor, name="actor"),
    path("places/<long:key>/", place, name="place"),
]
