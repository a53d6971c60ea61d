"""Addresses: whole ones, with the host, as other programs need them; and the languages that pages come in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from dateline.web.press.once import once

if TYPE_CHECKING:
    from django.http import HttpRequest


def by_id(name: str, pk: UUID) -> str:
    """The address of what has an id, as `reverse` has it, but quicker: a page leads to hundreds of things."""
    key = (name, get_language())
    parts = _parts.get(key)
    if parts is None:
        head, tail = reverse(name, args=[_ANY]).split(str(_ANY))
        _parts[key] = parts = (head, tail)
    return f"{parts[0]}{pk}{parts[1]}"


_ANY = UUID(int=0)
_parts: dict[tuple[str, str | None], tuple[str, str]] = {}


@once
def site(request: HttpRequest) -> str:
    """Where the site is: DATELINE_URL, whatever name and port a visitor asked for; else these, at home."""
    if settings.DATELINE_URL.startswith("https://"):
        return str(settings.DATELINE_URL)
    return f"{request.scheme}://{request.get_host().lower()}"


def absolute(request: HttpRequest, path: str) -> str:
    """The whole address of a path of the site that was asked; in mails nobody asks: `mailed`."""
    return f"{site(request)}{path}"


def mailed(path: str) -> str:
    """The whole address of a path, as mails have it."""
    return f"{settings.DATELINE_URL}{path}"


def languages() -> list[str]:
    """The codes of the languages that pages come in, the one without a prefix first."""
    first = settings.LANGUAGE_CODE
    return [first, *(code for code, _ in settings.LANGUAGES if code != first)]


def to_follow(url: str) -> str:
    """The address of a report, if a reader can follow it: "" where it is none of the web."""
    return url if url.startswith(("https://", "http://")) else ""
