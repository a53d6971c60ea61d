"""One's own account: its name, and its sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dateline.web.site.accounts import audit
from dateline.web.site.accounts.forms import NameForm
from dateline.web.site.accounts.roles import rights_in_order

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """The account at a glance, with the ways to each part of it."""
    assert request.user.is_authenticated  # noqa: S101 -- for mypy; login_required saw to it
    return render(request, "accounts/overview.html", {"rights": rights_in_order(request.user.roles)})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def name(request: HttpRequest) -> HttpResponse:
    """Change the name that others see."""
    form = NameForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        assert request.user.is_authenticated  # noqa: S101 -- for mypy; login_required saw to it
        with transaction.atomic():
            # The name and nothing else: an admin may be closing the account at this moment.
            form.instance.save(update_fields=["name"])
            audit.changed(audit.NAMED, request.user, by=request.user)
        messages.success(request, _("Your name is changed."))
        return redirect("account")
    return render(request, "accounts/name.html", {"form": form})


@require_POST
@login_required
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """End one session of one's own; that of somebody else is not found."""
    session = get_object_or_404(UserSession.objects.filter(user=request.user), pk=pk)
    was_this = session.is_current()
    end_sessions(request, [session])
    if was_this:
        return redirect("home")
    messages.success(request, _("The session is ended."))
    return redirect("usersessions_list")
