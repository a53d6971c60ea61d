"""How Django asks who somebody is and what they may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import Permission

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from dateline.web.site.accounts.models import User


class Backend(AuthenticationBackend):  # type: ignore[misc] # allauth ships no types
    """allauth's own; rights come from roles alone, which spares every page a query."""

    def _get_user_permissions(self, user_obj: User) -> QuerySet[Permission]:  # noqa: ARG002 -- Django's signature
        return Permission.objects.none()
