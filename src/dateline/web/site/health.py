"""Whether the site is well, for who watches over it: a load balancer, systemd, a container."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

PATH = "/health"


def asked_from_within(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer to `PATH` by whatever name the site is called: who watches over it calls it by its number."""

    def answer(request: HttpRequest) -> HttpResponse:
        return health(request) if request.path_info == PATH else get_response(request)

    return answer


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """200 and `ok` where the database answers, else 503. It tells a stranger nothing else."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"database": "unreachable"}, status=503)
    return JsonResponse({"database": "ok"})
