"""Finding: the briefing of an address, and what all its screens show of it: its name, state and tabs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dateline.web.press.models import Briefing, Stage
from dateline.web.rights import Right, load, may

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A screen of a briefing."""

    key: str
    label: StrOrPromise
    url: str
    keys: str = ""


_ROOMS: tuple[tuple[str, StrOrPromise, str, str], ...] = (
    ("write", _("Write"), "newsroom_briefing", "w"),
    ("add", _("Incidents"), "newsroom_add", "i"),
    ("media", _("Pictures and videos"), "newsroom_media", "m"),
    ("revisions", _("Revisions"), "newsroom_revisions", "v"),
    ("publish", _("Check and publish"), "newsroom_publish", "g"),
)


def found(request: HttpRequest, pk: UUID) -> Briefing:
    """The briefing, with its revisions at both ends and who did what, in one query."""
    rows = Briefing.objects.select_related(
        "series", "head", "head__by", "live", "submitted_by", "approved_by", "created_by"
    ).defer("live__body")
    return load(request.user, Right.WRITE_BRIEFINGS, rows, pk)


def page_of_one(request: HttpRequest, row: Briefing, here: str) -> dict[str, Any]:
    """What every screen of a briefing shows."""
    return {
        "briefing": row,
        "state": state_words(row),
        "changed": row.live_id is not None and row.live_id != row.head_id,
        "rooms": [
            Room(key=key, label=label, url=reverse(name, kwargs={"pk": row.pk}), keys=keys)
            for key, label, name, keys in _ROOMS
        ],
        "here": here,
        "may_publish": may(request.user, Right.PUBLISH),
        "screen_name": "newsroom",
    }


def state_words(row: Briefing) -> StrOrPromise:
    """How far a briefing has got, in words."""
    if row.is_closed:
        return _("withdrawn")
    return Stage(row.stage).label
