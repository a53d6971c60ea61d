"""Inviting, and being invited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from dateline.domain.errors import AddressHasAccount, InvitationVoid
from dateline.web.rights import Right, Role, load, needs
from dateline.web.site.accounts import inviting
from dateline.web.site.accounts.forms import AcceptanceForm, InvitationForm
from dateline.web.site.accounts.models import Invitation, User
from dateline.web.site.accounts.reauthentication import once_more
from dateline.web.site.accounts.roles import rights_in_order

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

_INTO_FILES = "django.core.mail.backends.filebased.EmailBackend"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_ACCOUNTS)
@once_more
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody by mail; without a mail server the link is shown, to be handed over."""
    assert isinstance(request.user, User)  # noqa: S101 -- for mypy; `needs` lets nobody else in
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invitation, token = inviting.invite(
                form.cleaned_data["email"], form.cleaned_data["roles"], by=request.user
            )
        except AddressHasAccount as error:
            form.add_error("email", str(error))
        else:
            _hand_over(request, invitation, token)
            return redirect("people")
    rights = [(role, rights_in_order([role])) for role in Role]
    return render(request, "accounts/invite.html", {"form": form, "rights": rights})


@require_POST
@needs(Right.MANAGE_ACCOUNTS)
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Withdraw an invitation that waits."""
    assert isinstance(request.user, User)  # noqa: S101 -- as above
    invitation = load(request.user, Right.MANAGE_ACCOUNTS, Invitation.objects, pk)
    if inviting.withdraw(invitation, by=request.user):
        messages.success(request, _("The invitation of %(whom)s is withdrawn.") % {"whom": invitation})
    else:
        messages.info(request, _("The invitation of %(whom)s waits no longer.") % {"whom": invitation})
    return redirect("people")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("password", "again")
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """The page that an invitation's link opens."""
    invitation = Invitation.objects.open().of_token(token).prefetch_related("roles").first()
    if invitation is None:
        return render(request, "accounts/invitation_void.html", status=410)
    if request.user.is_authenticated:
        return render(request, "accounts/invited_signed_in.html", {"invitation": invitation})
    form = AcceptanceForm(request.POST or None, email=invitation.email)
    if request.method == "POST" and form.is_valid():
        try:
            user = inviting.accept(
                token, name=form.cleaned_data["name"], password=form.cleaned_data["password"]
            )
        except InvitationVoid:  # withdrawn, or accepted in another window, since the page was opened
            return render(request, "accounts/invitation_void.html", status=410)
        response: HttpResponse = perform_login(request, user)
        return response
    return render(request, "accounts/invited.html", {"invitation": invitation, "form": form})


def _hand_over(request: HttpRequest, invitation: Invitation, token: str) -> None:
    """Send the link by mail, or show it once to the one who invited."""
    link = request.build_absolute_uri(reverse("invited", args=[token]))
    if settings.EMAIL_BACKEND == _INTO_FILES:
        words = _("No mail server is set up. Hand this link to %(whom)s; it is shown only now: %(link)s")
        messages.success(request, words % {"whom": invitation, "link": link}, extra_tags="link")
        return
    get_adapter(request).send_mail(
        "accounts/email/invitation",
        invitation.email,
        {"invitation": invitation, "link": link, "inviter": invitation.invited_by},
    )
    messages.success(request, _("An invitation is on its way to %(whom)s.") % {"whom": invitation})
