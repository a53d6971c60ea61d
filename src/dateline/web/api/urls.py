"""The addresses of the API, of cards in other people's pages, and of oEmbed."""

from __future__ import annotations

from django.urls import path, re_path

from dateline.web.api import docs, serving
from dateline.web.api.embedding import cards
from dateline.web.api.embedding.oembed import oembed
from dateline.web.api.schema import PREFIX

app_name = "api"

urlpatterns = [
    path(f"{PREFIX}openapi.json", docs.openapi, name="openapi"),
    path("api/docs/", docs.docs, name="docs"),
    *serving.patterns(PREFIX),
    re_path(r"^api/[\s\S]*\Z", serving.nothing),
    path("embed/map/", cards.the_map, name="embed_map"),
    path("embed/incidents/<uuid:pk>/", cards.incident, name="embed_incident"),
    path("embed/briefings/<slug:series>/<slug:slug>/", cards.briefing, name="embed_briefing"),
    path("oembed", oembed, name="oembed"),
]
