"""The addresses of archived copies."""

from __future__ import annotations

from django.urls import path

from dateline.web.press.claims.copies import warc

urlpatterns = [
    path("reports/<uuid:pk>/report.warc.gz", warc, name="warc"),
]
