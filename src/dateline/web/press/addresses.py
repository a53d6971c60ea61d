"""Addresses: whole ones, with the host, as other programs need them; and the languages that pages come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest


def absolute(request: HttpRequest, path: str) -> str:
    """The whole address of a path, on the host that was asked; in mails nobody asks: `mailed`."""
    return f"{request.scheme}://{request.get_host()}{path}"


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
