"""The addresses of the registers of sources, actors and places, and the history of changes."""

from __future__ import annotations

from django.urls import path

from dateline.web.desk.registers import actors, again, changes, options, places, sources

urlpatterns = [
    path("sources/", sources.sources, name="sources"),
    path("sources/<uuid:pk>/", sources.source, name="source"),
    path("sources/<uuid:pk>/merge/", sources.merge, name="merge_source"),
    path("actors/", actors.actors, name="actors"),
    path("actors/options/", options.actor_options, name="actor_options"),
    path("actors/new/", actors.new_actor, name="new_actor"),
    path("actors/<slug:key>/", actors.actor, name="actor"),
    path("places/", places.places, name="places"),
    path("places/options/", options.place_options, name="place_options"),
    path("places/new/", places.new_place, name="new_place"),
    path("places/<str:key>/", places.place, name="place"),
    path("registers/<str:kind>/<uuid:pk>/again/", again.look_up_again, name="look_up_again"),
    path("registers/<str:kind>/<uuid:pk>/withdraw/", again.withdraw_entry, name="withdraw_entry"),
    path("changes/", changes.changes, name="changes"),
]
