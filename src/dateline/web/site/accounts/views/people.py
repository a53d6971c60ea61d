"""Everybody's accounts, for those who keep them: roles, closing and opening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dateline.domain.errors import LastAdmin
from dateline.web.rights import Right, Role, load, needs
from dateline.web.site.accounts import roles
from dateline.web.site.accounts.forms import RolesForm
from dateline.web.site.accounts.models import Invitation, User
from dateline.web.site.accounts.reauthentication import once_more
from dateline.web.site.accounts.roles import rights_in_order

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

_A_PAGE = 50


@require_safe
@needs(Right.MANAGE_ACCOUNTS)
def people(request: HttpRequest) -> HttpResponse:
    """All accounts, and the invitations that wait."""
    accounts = Paginator(User.objects.with_roles_loaded().order_by("-is_active", "email"), _A_PAGE)
    waiting = Invitation.objects.waiting().select_related("invited_by").prefetch_related("roles")
    return render(
        request,
        "accounts/people.html",
        {"page": accounts.get_page(request.GET.get("page")), "waiting": waiting},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_ACCOUNTS)
@once_more
def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One account: its roles, to be given and taken."""
    user = load(request.user, Right.MANAGE_ACCOUNTS, User.objects.with_roles_loaded(), pk)
    form = RolesForm(request.POST or None, initial={"roles": user.roles})
    if request.method == "POST" and form.is_valid():
        try:
            changed = roles.give(user, form.cleaned_data["roles"], by=_me(request))
        except LastAdmin as error:
            form.add_error("roles", str(error))
        else:
            if changed:
                messages.success(request, _("The roles of %(who)s are changed.") % {"who": user})
            return redirect("person", pk=user.pk)
    rights = [(role, rights_in_order([role])) for role in Role]
    return render(request, "accounts/person.html", {"person": user, "form": form, "rights": rights})


@require_POST
@needs(Right.MANAGE_ACCOUNTS)
@once_more
def put_in_use(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Close an account, or open it again."""
    user = load(request.user, Right.MANAGE_ACCOUNTS, User.objects, pk)
    in_use = request.POST.get("in_use") == "yes"
    try:
        roles.put_in_use(user, in_use=in_use, by=_me(request))
    except LastAdmin as error:
        messages.error(request, str(error))
    else:
        said = _("The account of %(who)s is open.") if in_use else _("The account of %(who)s is closed.")
        messages.success(request, said % {"who": user})
    return redirect("person", pk=user.pk)


def _me(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 -- for mypy; `needs` lets nobody else in
    return request.user
