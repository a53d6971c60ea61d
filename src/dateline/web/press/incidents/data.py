"""Data: the files of an incident, which are the API's answers: one machine-readable form of each thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.http import HttpResponsePermanentRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

FORMS: Final = ("json", "geojson", "csv")


@require_safe
def as_data(request: HttpRequest, pk: UUID, form: str) -> HttpResponse:  # noqa: ARG001 -- the same for everybody
    """The way from the address of a page with an ending to the same in the API."""
    return HttpResponsePermanentRedirect(data_of(pk, form), preserve_request=True)


def data_of(pk: UUID, form: str) -> str:
    """Where the API has an incident in one of the forms."""
    return f"{reverse('api:incident', args=[pk])}.{form}"
