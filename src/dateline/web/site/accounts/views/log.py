"""The logs of accounts: sign-ins, and changed rights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dateline.web.rights import Right, needs
from dateline.web.site.accounts import audit
from dateline.web.site.accounts.models import SignIn
from dateline.web.site.accounts.models.sign_in import KEPT_FOR

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_A_PAGE = 50


@require_safe
@needs(Right.READ_AUDIT)
def sign_ins(request: HttpRequest) -> HttpResponse:
    """Who signed in, out, or tried to."""
    lines = Paginator(SignIn.objects.newest_first(), _A_PAGE)
    return render(
        request,
        "accounts/sign_ins.html",
        {"page": lines.get_page(request.GET.get("page")), "days": KEPT_FOR.days},
    )


@require_safe
@needs(Right.READ_AUDIT)
def changed_rights(request: HttpRequest) -> HttpResponse:
    """Who gave whom which role, invited whom, closed whose account."""
    page = Paginator(audit.changes(), _A_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/changed_rights.html", {"page": page, "lines": audit.in_words(page)})
