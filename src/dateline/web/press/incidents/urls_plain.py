"""The addresses of incidents as files."""

from __future__ import annotations

from django.urls import path

from dateline.web.press.incidents.data import FORMS, as_data

urlpatterns = [
    path(f"incidents/<uuid:pk>.{form}", as_data, {"form": form}, name=f"incident_{form}") for form in FORMS
]
