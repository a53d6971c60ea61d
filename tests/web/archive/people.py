"""Somebody who corrects, reviews and decides."""

from __future__ import annotations

from dateline.web.site.accounts.models import User


def somebody(name: str = "ana") -> User:
    """A person with an account; the same one for the same name."""
    email = f"{name}@example.org"
    return User.objects.filter(email=email).first() or User.objects.create_user(email, "seven owls over Marj")
