"""The addresses of handing reports in, and what failed on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from dateline.web.desk.intake import arrivals, failures, feeds, handing_in

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("hand-in/", handing_in.hand_in, name="hand_in"),
    path("arrivals/", arrivals.arrivals, name="arrivals"),
    path("arrivals/<uuid:pk>/", arrivals.arrival, name="arrival"),
    path("arrivals/<uuid:pk>/retry/", arrivals.retry, name="arrival_retry"),
    path("batches/<uuid:batch>/", arrivals.batch, name="batch"),
    path("failed/", failures.dead_letters, name="dead_letters"),
    path("failed/settle/", failures.settle, name="dead_letters_settle"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds/look/", feeds.try_out, name="feed_look"),
    path("feeds/follow/", feeds.follow, name="feed_follow"),
    path("feeds/<uuid:pk>/", feeds.feed, name="feed"),
    path("feeds/<uuid:pk>/settle/", feeds.settle, name="feed_settle"),
]
