"""The addresses of the queue of events and incidents, search, and exports of what is listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from dateline.web.desk.queue import exports, lists, searching, views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("", views.queue, name="desk"),
    path("next/", views.take_next, name="take_next"),
    path("take/", views.take, name="take"),
    path("let-go/", views.let_go, name="let_go"),
    path("incidents/", lists.incidents, name="incidents"),
    path("reports/", lists.reports, name="reports"),
    path("search/", searching.search, name="search"),
    path("export/", exports.export, name="export"),
    path("export/file/", exports.download, name="export_file"),
]
