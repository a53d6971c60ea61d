"""The frame that every page stands in: what it needs to know, and how forms are drawn in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.forms.renderers import TemplatesSetting
from django.urls import reverse
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


# In the order of the masthead: what it is called, where it leads, who is offered it, who finds it elsewhere.
_WAYS: tuple[tuple[StrOrPromise, str, Right, Right | None], ...] = (
    (_("Desk"), "desk", Right.SEE_DESK, None),
    (_("Hand in"), "hand_in", Right.HAND_IN, Right.SEE_DESK),  # a tab of the desk
    (_("People"), "people", Right.MANAGE_ACCOUNTS, None),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the frame's templates ask for; nothing is looked up unless a page shows it."""
    return {"today": timezone.now(), "ways": SimpleLazyObject(lambda: list(_ways(request)))}


def _ways(request: HttpRequest) -> Iterator[Way]:
    for label, name, right, elsewhere in _WAYS:
        if not may(request.user, right) or (elsewhere and may(request.user, elsewhere)):
            continue
        url = reverse(name)
        yield Way(label=label, url=url, here=request.path.startswith(url))
