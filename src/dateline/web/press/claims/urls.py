"""The addresses of claims and archived reports."""

from __future__ import annotations

from django.urls import path

from dateline.web.press.claims.archived import report
from dateline.web.press.claims.citation import citation
from dateline.web.press.claims.page import claim

urlpatterns = [
    path("claims/<uuid:pk>/", claim, name="claim"),
    path("citations/<uuid:pk>/", citation, name="citation"),
    path("reports/<uuid:pk>/", report, name="report"),
]
