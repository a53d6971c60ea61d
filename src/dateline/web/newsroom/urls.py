"""The addresses of the newsroom."""

from __future__ import annotations

from django.urls import path

from dateline.web.newsroom import (
    adding,
    claims,
    copies,
    correcting,
    editor,
    going_out,
    incidents,
    lists,
    mailings,
    pictures,
    revisions,
    series,
    starting,
)

urlpatterns = [
    path("briefings/", lists.briefings, name="newsroom"),
    path("briefings/series/", series.all_series, name="newsroom_series"),
    path("briefings/series/<uuid:pk>/", series.one_series, name="newsroom_one_series"),
    path("briefings/new/", starting.new, name="newsroom_new"),
    path("briefings/new/<uuid:series>/<str:day>/", starting.choose, name="newsroom_choose"),
    path("briefings/incidents/", incidents.incidents, name="newsroom_incidents"),
    path("briefings/mailings/", mailings.mailings, name="newsroom_mailings"),
    path("briefings/<uuid:pk>/", editor.briefing, name="newsroom_briefing"),
    path("briefings/<uuid:pk>/preview/", copies.preview, name="newsroom_preview"),
    path("briefings/<uuid:pk>/copy/", copies.copy, name="newsroom_copy"),
    path("briefings/<uuid:pk>/claims/", claims.claims, name="newsroom_claims"),
    path("briefings/<uuid:pk>/incidents/", adding.add, name="newsroom_add"),
    path("briefings/<uuid:pk>/media/", pictures.media, name="newsroom_media"),
    path("briefings/<uuid:pk>/publish/", going_out.publish, name="newsroom_publish"),
    path("briefings/<uuid:pk>/delete/", going_out.delete, name="newsroom_delete"),
    path("briefings/<uuid:pk>/corrections/", correcting.correct, name="newsroom_correct"),
    path("briefings/<uuid:pk>/revisions/", revisions.revisions, name="newsroom_revisions"),
]
