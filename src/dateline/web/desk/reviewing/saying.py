"""Saying: what a correction puts in the place of what, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from dateline.domain import Count, EventType, Status
from dateline.exporting import wording
from dateline.exporting.meaning import actor_meaning, place_meaning
from dateline.web.archive.anchored_events import actor_from_json, date_from_json, place_from_json
from dateline.web.archive.models import Field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.web.archive.models import Correction


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A correction in words. `of` are the words that it is said of, where it is of some."""

    row: Correction
    of: str
    before: str
    after: str

    @property
    def open(self) -> bool:
        """Whether it can still be withdrawn."""
        return self.row.state != "withdrawn"

    @property
    def lost(self) -> bool:
        """Whether it holds and cannot be laid over the coding."""
        return self.row.state == "confirmed" and not self.row.laid


def said(row: Correction) -> Said:
    """A correction in words."""
    of = _quoted([row.words]) if row.words else ""
    return Said(row=row, of=of, before=in_words(row.field, row.before), after=in_words(row.field, row.after))


def in_words(field: str, value: Any) -> str:  # noqa: ANN401, PLR0911 -- JSON, and a field each
    """What a field says, as it is kept in a correction."""
    if value is None or value == []:
        return _("nothing")
    match field:
        case Field.TYPE:
            return wording.type_words(EventType(value))
        case Field.STATUS:
            return wording.STATUSES[Status(value)]
        case Field.DATE:
            dated = date_from_json(value)
            return wording.date_words(dated) if dated else _("nothing")
        case Field.HARM:
            return "; ".join(map(_harm, value))
        case Field.CLAIMS:
            return "; ".join(map(_claim, value))
        case Field.ACTOR:
            meant = actor_meaning(actor_from_json(value), "", {})
            return meant.name if meant else _("nothing")
        case Field.PLACE:
            placed = place_meaning(place_from_json(value), "")
            return placed.name if placed else _("nothing")
        case Field.EVENT:
            return f"{wording.type_words(EventType(value['type']))}: {_quoted(value['mentions'][:1])}"
    return _quoted(value)


def _quoted(anchors: Sequence[Mapping[str, Any]]) -> str:
    return ", ".join(f"“{' '.join(one['quote'].split())}”" for one in anchors)


def _harm(one: Mapping[str, Any]) -> str:
    words = " ".join(f"“{part['quote']}”" for part in (one["quantity"], one["victims"]) if part)
    count = wording.count_words(Count(min=one["min"], max=one["max"]))
    return f"{one['effect']}: {words}" + (f" ({count})" if count else "")


def _claim(one: Mapping[str, Any]) -> str:
    source = one["source"]["quote"] if one["source"] else _("somebody unnamed")
    return f"{source} “{one['cue']['quote']}”"
