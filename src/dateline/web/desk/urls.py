"""The addresses of the desk."""

from __future__ import annotations

from django.urls import include, path

from dateline.web.desk import undoing

urlpatterns = [
    path("undo/", undoing.undo, name="undo"),
    *(
        path("", include(f"dateline.web.desk.{screens}.urls"))
        for screens in ("queue", "reviewing", "incident", "registers", "intake")
    ),
]
