"""The addresses of incidents as files."""

from __future__ import annotations

from django.urls import path

from dateline.web.press.incidents.data import as_csv, as_geojson, as_json

urlpatterns = [
    path("incidents/<uuid:pk>.json", as_json, name="incident_json"),
    path("incidents/<uuid:pk>.geojson", as_geojson, name="incident_geojson"),
    path("incidents/<uuid:pk>.csv", as_csv, name="incident_csv"),
]
