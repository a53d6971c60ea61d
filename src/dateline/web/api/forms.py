"""Forms: an answer as JSON, GeoJSON or CSV, by `format=`, by the ending of the address, or by `Accept`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from django.http import HttpRequest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Form(StrEnum):
    """A form that answers come in."""

    JSON = "json"
    GEOJSON = "geojson"
    CSV = "csv"


MEDIA_TYPES: Final[Mapping[Form, str]] = {
    Form.JSON: "application/json",
    Form.GEOJSON: "application/geo+json",
    Form.CSV: "text/csv",
}
ENDINGS: Final = "|".join(Form)
"""The endings of addresses, as an expression that finds them."""


class Asking(HttpRequest):
    """A request of the API, once it is known in which form it is answered."""

    form: Form
    ending: Form


def form_of(request: HttpRequest, among: Sequence[Form]) -> Form | None:
    """The form that is asked for; None where it is not among those that there are.

    The address comes before the header, and `format=` before the ending: whoever writes it means it.
    """
    named = request.GET.get("format") or getattr(request, "ending", None)
    if named:
        return next((one for one in among if one == named), None)
    preferred = request.get_preferred_type([MEDIA_TYPES[one] for one in among])
    return next((one for one in among if MEDIA_TYPES[one] == preferred), None)
