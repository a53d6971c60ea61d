"""The addresses of briefings."""

from __future__ import annotations

from django.urls import path

from dateline.web.press.reading import briefing, corrections, embargoed, pages, series, versions

_ONE = "briefings/<slug:series>/<slug:slug>/"

urlpatterns = [
    path("briefings/", series.briefings, name="briefings"),
    path("briefings/<slug:series>/", series.one_series, name="series"),
    path(_ONE, briefing.briefing, name="briefing"),
    path(f"{_ONE}corrections/", corrections.corrections_of, name="corrections_of"),
    path(f"{_ONE}versions/", versions.versions, name="versions"),
    path(f"{_ONE}versions/<number:number>/", versions.version, name="version"),
    path(f"{_ONE}versions/<number:older>-<number:newer>/", versions.changes, name="changes"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/<uuid:pk>/", corrections.correction, name="correction"),
    path("embargoed/<key:key>/", embargoed.embargoed, name="embargoed"),
    path("about/", pages.about, name="about"),
    path("privacy/", pages.privacy, name="privacy"),
]
