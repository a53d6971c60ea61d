"""The addresses of the site, and the pages for what goes wrong."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from dateline.web.press.reading.front import front
from dateline.web.site.home import welcome

urlpatterns = [
    path("welcome/", welcome, name="welcome"),
    path("", include("dateline.web.site.accounts.urls")),
    path("desk/", include("dateline.web.newsroom.urls")),
    path("desk/", include("dateline.web.desk.urls")),
    path("", include("dateline.web.api.urls")),
    path("", include("dateline.web.press.urls_plain")),
    # What readers see, in each language under an address of its own: no cookie tells which one it is.
    *i18n_patterns(
        path("", front, name="home"),
        path("", include("dateline.web.press.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "dateline.web.site.errors.bad_request"
handler403 = "dateline.web.site.errors.forbidden"
handler404 = "dateline.web.site.errors.missing"
handler429 = "dateline.web.site.errors.too_many"
handler500 = "dateline.web.site.errors.failed"
