"""The addresses of pictures and videos."""

from __future__ import annotations

from django.urls import path

from dateline.web.press.reading.media import media

urlpatterns = [
    path("media/<uuid:pk>/<str:name>", media, name="media"),
]
