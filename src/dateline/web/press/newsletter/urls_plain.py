"""The address that mail programs end a subscription by."""

from __future__ import annotations

from django.urls import path

from dateline.web.press.newsletter.views import one_click

urlpatterns = [
    path("newsletter/one-click/<key:key>", one_click, name="one_click_end"),
]
