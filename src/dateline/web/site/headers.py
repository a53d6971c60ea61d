"""Headers that no package of ours sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

# What no page of ours asks of a browser. Passkeys are the exception that accounts need.
_CLOSED = (
    "accelerometer",
    "camera",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
_POLICY = ", ".join(
    [
        *(f"{feature}=()" for feature in _CLOSED),
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    ]
)


def closed_features(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Tell browsers to refuse camera, microphone, place and the like to every page, whatever gets into it."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", _POLICY)
        return response

    return answer
