"""Once: what is looked up for a request is looked up once, by the key of its page and by the page itself."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

_P = ParamSpec("_P")
_Found = TypeVar("_Found")


def once(
    find: Callable[Concatenate[HttpRequest, _P], _Found],
) -> Callable[Concatenate[HttpRequest, _P], _Found]:
    """Have `find` asked once a request for the same arguments; what it found goes with the request."""
    known: WeakKeyDictionary[HttpRequest, dict[object, _Found]] = WeakKeyDictionary()

    @wraps(find)
    def found(request: HttpRequest, /, *args: _P.args, **kwargs: _P.kwargs) -> _Found:
        here = known.setdefault(request, {})
        asked = (args, tuple(sorted(kwargs.items())))
        if asked not in here:
            here[asked] = find(request, *args, **kwargs)
        return here[asked]

    return found
