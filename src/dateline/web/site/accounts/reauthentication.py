"""Showing once more that it is oneself, before what changes who can get in: allauth's way, with types."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from allauth.account.decorators import reauthentication_required

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponseBase

    _View = TypeVar("_View", bound=Callable[..., HttpResponseBase])


def once_more(view: _View) -> _View:
    """Let a view change something only for who has shown in the last five minutes that it is them.

    What was sent is kept meanwhile and done after it. To look needs no showing.
    """
    return cast("_View", reauthentication_required(view, allow_get=True))
