"""The addresses of one incident, with its account table, and what may be the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from dateline.web.desk.incident import deciding, screen

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("incidents/next/", screen.following, name="incident_next"),
    path("incidents/<uuid:pk>/", screen.incident, name="incident"),
    path("incidents/<uuid:pk>/review/", deciding.review, name="incident_review"),
    path("incidents/<uuid:pk>/merge/", deciding.merge, name="incident_merge"),
    path("incidents/<uuid:pk>/apart/", deciding.keep_apart, name="incident_apart"),
    path("incidents/<uuid:pk>/split/", deciding.split, name="incident_split"),
    path(
        "incidents/<uuid:pk>/rulings/<uuid:ruling>/undo/", deciding.undo_ruling, name="incident_ruling_undo"
    ),
]
