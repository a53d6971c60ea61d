"""The addresses of feeds, sitemaps and pictures for other sites."""

from __future__ import annotations

from django.urls import path

from dateline.web.press.feeds import cards_views, sitemaps, views
from dateline.web.press.feeds.opml import opml
from dateline.web.press.feeds.robots import robots

urlpatterns = [
    path("feeds/all.opml", opml, name="opml"),
    path("feeds/briefings.<str:form>", views.briefings_feed, name="briefings_feed"),
    path("feeds/series/<slug:series>.<str:form>", views.series_feed, name="series_feed"),
    path("feeds/corrections.<str:form>", views.corrections_feed, name="corrections_feed"),
    path("feeds/places/<long:key>.<str:form>", views.place_feed, name="place_feed"),
    path("feeds/actors/<long:key>.<str:form>", views.actor_feed, name="actor_feed"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<str:section>-<number:page>.xml", sitemaps.section, name="sitemap_section"),
    path("robots.txt", robots, name="robots"),
    path("cards/briefings/<slug:series>/<slug:slug>.png", cards_views.briefing_card, name="briefing_card"),
    path("cards/incidents/<uuid:pk>.png", cards_views.incident_card, name="incident_card"),
]
