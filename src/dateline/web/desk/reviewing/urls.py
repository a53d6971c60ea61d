"""The addresses of the screen on which a report and its events are reviewed, and how reviewers agree."""

from __future__ import annotations

from django.urls import path

from dateline.web.desk.reviewing.views import correcting, judging, report, reviewers
from dateline.web.desk.reviewing.views import event as event_views

urlpatterns = [
    path("events/next/", judging.start, name="first_event"),
    path("events/<uuid:pk>/", event_views.event, name="event"),
    path("events/<uuid:pk>/take-over/", event_views.take_over, name="take_over_event"),
    path("events/<uuid:pk>/judge/", judging.judge, name="judge_event"),
    path("events/<uuid:pk>/reopen/", judging.reopen, name="reopen_event"),
    path("events/<uuid:pk>/settle/", judging.settle, name="settle_event"),
    path("events/<uuid:pk>/next/", judging.following, name="next_event"),
    path("events/<uuid:pk>/previous/", judging.previous, name="previous_event"),
    path("events/<uuid:pk>/correct/", correcting.correct, name="correct_event"),
    path("events/<uuid:pk>/meant/", correcting.meant, name="meant"),
    path("events/<uuid:pk>/apart/", correcting.apart, name="keep_event_apart"),
    path("events/<uuid:pk>/corrections/<uuid:correction>/", correcting.decide, name="decide_correction"),
    path("reports/<uuid:pk>/", report.report, name="report"),
    path("reports/<uuid:pk>/events/", correcting.add, name="add_event"),
    path("reports/<uuid:pk>/code/", report.code_again, name="code_again"),
    path("reports/<uuid:pk>/pages/<uuid:page>/", report.page, name="report_page"),
    path("reports/<uuid:pk>/warc/", report.warc, name="report_warc"),
    path("reviewers/", reviewers.agreement, name="agreement"),
    path("reviewers/disagreements/", reviewers.disagreements, name="disagreements"),
]
