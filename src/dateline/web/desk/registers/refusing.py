"""What the pages of the registers share: who may change what they show, and errors where they belong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from dateline.web.rights import may

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest

    from dateline.domain.errors import EditRefused
    from dateline.web.rights import Right


def must(request: HttpRequest, right: Right) -> None:
    """Refuse who may look at a page but not change what it shows."""
    if not may(request.user, right):
        raise PermissionDenied


def blame(form: forms.Form, error: EditRefused) -> None:
    """Write what the archive refuses beside the field that it is about."""
    said = str(error)
    form.add_error(error.field if error.field in form.fields else None, said)
