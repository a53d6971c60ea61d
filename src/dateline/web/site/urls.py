"""The addresses of the site, and the pages for what goes wrong."""

from __future__ import annotations

from django.urls import include, path

from dateline.web.site.home import home

urlpatterns = [
    path("", home, name="home"),
    path("", include("dateline.web.site.accounts.urls")),
    path("desk/", include("dateline.web.desk.urls")),
]

handler400 = "dateline.web.site.errors.bad_request"
handler403 = "dateline.web.site.errors.forbidden"
handler404 = "dateline.web.site.errors.missing"
handler429 = "dateline.web.site.errors.too_many"
handler500 = "dateline.web.site.errors.failed"
