"""What pages with forms share: who may change what they show, and errors where they belong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from dateline.web.rights import may

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest

    from dateline.domain.errors import DatelineError
    from dateline.web.rights import Right


def must(request: HttpRequest, right: Right) -> None:
    """Refuse who may look at a page but not change what it shows."""
    if not may(request.user, right):
        raise PermissionDenied


def blame(form: forms.Form, error: DatelineError) -> None:
    """Write what is refused beside the field that it is about, or over the form."""
    field = getattr(error, "field", "")
    form.add_error(field if field in form.fields else None, str(error))
