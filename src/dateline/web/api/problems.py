"""Problems: what cannot be answered, as RFC 9457 has it: what was wrong, with what, and what to do."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from django.http import HttpResponse
from django.urls import reverse

from dateline.web.press.addresses import absolute

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import HttpRequest

MEDIA_TYPE: Final = "application/problem+json"

TITLES: Final[Mapping[str, str]] = {
    "parameter": "A parameter of the address is not right",
    "missing": "There is nothing at this address",
    "method": "This address is only read",
    "form": "There is no such form of this",
    "withdrawn": "It was withdrawn",
    "gone": "It is no longer there",
    "fault": "Something went wrong on our side",
}
"""The kinds of problems, each with what it is called; the docs have an anchor for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with one parameter."""

    parameter: str
    detail: str


def problem(
    request: HttpRequest,
    status: int,
    kind: str,
    *,
    detail: str,
    remedy: str,
    faults: Sequence[Fault] = (),
) -> HttpResponse:
    """The answer that tells a problem.

    Args:
        request: What cannot be answered.
        status: The status of the answer.
        kind: One of `TITLES`.
        detail: What is wrong here, in a sentence.
        remedy: What to do about it.
        faults: The parameters that are not right.
    """
    told: dict[str, object] = {
        "type": f"{absolute(request, reverse('api:docs'))}#problem-{kind}",
        "title": TITLES[kind],
        "status": status,
        "detail": detail,
        "remedy": remedy,
        "instance": request.get_full_path(),
    }
    if faults:
        told["errors"] = [asdict(one) for one in faults]
    response = HttpResponse(json.dumps(told, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = "no-cache"
    return response


def missing(request: HttpRequest) -> HttpResponse:
    """404."""
    return problem(
        request,
        404,
        "missing",
        detail=f"{request.path} leads to nothing that is published.",
        remedy="Ids stay the same for ever: look it up in the list that it belongs to, and mind that what is"
        " not published yet is in none.",
    )


def refused(request: HttpRequest, faults: Sequence[Fault]) -> HttpResponse:
    """400: parameters that are not right."""
    return problem(
        request,
        400,
        "parameter",
        detail="; ".join(f"{one.parameter}: {one.detail}" for one in faults) + ".",
        remedy=f"Mend or leave out what `errors` names. What is understood stands in "
        f"{absolute(request, reverse('api:docs'))}.",
        faults=faults,
    )
