"""The frame that every page stands in: what it needs to know, and how forms are drawn in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.forms.renderers import TemplatesSetting
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from dateline.web.rights import Right, may

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise


class FormRenderer(TemplatesSetting):
    """Forms drawn by the frame's own templates: label, help and error tied to their field."""

    form_template_name = "frame/form.html"
    field_template_name = "frame/field.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way that the masthead offers."""

    label: StrOrPromise
    url: str
    here: bool


# In the order of the masthead: what it is called, where it leads, and who is offered it.
_WAYS: tuple[tuple[StrOrPromise, str, Right], ...] = (
    (_("Desk"), "desk", Right.SEE_DESK),
    (_("People"), "people", Right.MANAGE_ACCOUNTS),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the frame's templates ask for; nothing is looked up unless a page shows it."""
    return {"today": timezone.now(), "ways": SimpleLazyObject(lambda: list(_ways(request)))}


def _ways(request: HttpRequest) -> Iterator[Way]:
    for label, name, right in _WAYS:
        if not may(request.user, right):
            continue
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        yield Way(label=label, url=url, here=request.path.startswith(url))
