"""The addresses of accounts: one's own under account/, everybody's under people/."""

from __future__ import annotations

from django.urls import include, path

from dateline.web.site.accounts.views import invitations, log, own, people

urlpatterns = [
    path("account/", own.overview, name="account"),
    path("account/name/", own.name, name="account_name"),
    path("account/sessions/<int:pk>/end/", own.end_session, name="end_session"),
    path("account/", include("allauth.urls")),
    path("invited/<str:token>/", invitations.invited, name="invited"),
    path("people/", people.people, name="people"),
    path("people/invite/", invitations.invite, name="invite"),
    path("people/invitations/<uuid:pk>/withdraw/", invitations.withdraw, name="withdraw_invitation"),
    path("people/log/", log.sign_ins, name="sign_ins"),
    path("people/log/rights/", log.changed_rights, name="changed_rights"),
    path("people/<uuid:pk>/", people.person, name="person"),
    path("people/<uuid:pk>/in-use/", people.put_in_use, name="put_in_use"),
]
