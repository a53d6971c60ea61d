"""The addresses of the newsletter."""

from __future__ import annotations

from django.urls import path

from dateline.web.press.newsletter import views

urlpatterns = [
    path("newsletter/<slug:series>/", views.subscribe, name="subscribe"),
    path("newsletter/<slug:series>/asked/", views.asked, name="subscription_asked"),
    path("newsletter/confirm/<key:key>/", views.confirm, name="confirm_subscription"),
    path("newsletter/end/<key:key>/", views.end, name="end_subscription"),
]
