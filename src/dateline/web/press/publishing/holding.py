"""Holding: a briefing as it is now, nobody else's until the transaction ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from dateline.domain.errors import (
    BriefingDeleted,
    BriefingStageWrong,
    BriefingWithdrawn,
    EditedMeanwhile,
    EditRefused,
)
from dateline.web.archive.packing import storable
from dateline.web.press.models import Briefing, Revision, Stage, WorkingCopy

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import Model

    from dateline.web.archive.people import User


def held(briefing: Briefing, *, seen: int | None = None, closed: bool = False) -> Briefing:
    """The briefing as it is now, ours until the transaction ends.

    Args:
        briefing: The one that is meant.
        seen: The number of its newest revision as the person has seen it; None takes it as it is.
        closed: Whether it may be one that was withdrawn and is not being reinstated.

    Raises:
        BriefingDeleted: It is gone.
        BriefingWithdrawn: It was withdrawn: nothing is done with it unless it is to be reinstated.
        EditedMeanwhile: Its newest revision is another one.
    """
    # Its revisions are asked for afterwards: PostgreSQL would join the row that it waited for with what was
    # there before it waited, and the newest revision is then not among it.
    row = Briefing.objects.select_for_update().filter(pk=briefing.pk).first()
    if row is None:
        raise BriefingDeleted(f"that of {briefing.day:%d %B %Y}", "Start a new one.")
    if row.is_closed and not closed:
        raise BriefingWithdrawn(
            f"{title(row)}, on {row.withdrawn_at:%d %B %Y}", "Have it reinstated first, or start a new one."
        )
    if seen is not None and row.head is not None and row.head.number != seen:
        raise EditedMeanwhile(
            f"{row.head.by} saved revision {row.head.number} of {title(row)}",
            "Read it as it is now and decide anew.",
        )
    return row


def title(briefing: Briefing) -> str:
    """What a briefing is called in messages."""
    return f"“{briefing.head.headline}”" if briefing.head else str(briefing)


def head_of(row: Briefing) -> Revision:
    """The newest revision of a briefing.

    Raises:
        BriefingStageWrong: It has none.
    """
    if row.head is None:
        raise BriefingStageWrong(f"{row} has no text yet", "Save a revision first.")
    return row.head


def check_stage(row: Briefing, may_be: set[Stage], remedy: str) -> None:
    """Refuse a briefing that is at none of some stages.

    Raises:
        BriefingStageWrong: It is at another one.
    """
    if row.stage not in may_be:
        raise BriefingStageWrong(f"{title(row)} is {row.get_stage_display()}", remedy)


def back_to_draft(row: Briefing) -> None:
    """Have the newest revision be nobody's to approve or to publish. The row is not saved by it."""
    row.stage = Stage.DRAFT
    row.submitted_by = row.submitted_at = None
    row.approved_by = row.approved_at = None
    row.publish_at = None


def changed_beside_its_text(row: Briefing, *, by: User, note: str) -> None:
    """Have something that readers see beside the text go out with the next revision, and not before.

    What was approved is a draft again, since nobody has looked at that. Where the newest revision is the one
    that readers see, the next one says the same, for what changes now is published with it. The row is not
    saved by it.

    Args:
        row: A briefing that is held.
        by: Who has changed something.
        note: What it was, for colleagues.
    """
    if row.live_id is not None and row.live_id == row.head_id:
        head_again(row, by=by, note=note)
    if row.stage != Stage.DRAFT:
        back_to_draft(row)


def head_again(row: Briefing, *, by: User, note: str) -> None:
    """Make the next revision, which says what the newest one does; who writes goes on from it."""
    last = head_of(row)
    row.head = Revision.objects.create(
        briefing=row,
        number=last.number + 1,
        headline=last.headline,
        standfirst=last.standfirst,
        body=last.body,
        authors=last.authors,
        note=note[:300],
        by=by,
    )
    WorkingCopy.objects.filter(briefing=row, base=last).update(base=row.head)


def keep(row: Briefing, shown: Briefing) -> None:
    """Save what became of a briefing, and bring `shown`, which the caller holds, in step with it."""
    row.changed_at = timezone.now()
    row.save()
    shown.refresh_from_db()


def state(row: Briefing) -> dict[str, Any]:
    """Where a briefing stands, as JSON for the history."""
    return {
        "stage": row.stage,
        "head": row.head.number if row.head else None,
        "live": row.live.number if row.live else None,
        **{
            name: moment.isoformat()
            for name in ("publish_at", "embargo_until", "withdrawn_at")
            if (moment := _moment(row, name))
        },
    }


def told(moment: datetime) -> str:
    """A moment in messages."""
    return f"{moment:%d %B %Y, %H:%M %Z}"


def needed(words: str, field: str, remedy: str) -> str:
    """Words that may not be missing, without space around them.

    Raises:
        EditRefused: There are none.
    """
    found = storable(words).strip()
    if not found:
        raise EditRefused("words are missing", remedy, field=field)
    return found


def fitting(words: str, field: str, model: type[Model]) -> str:
    """Words as a column takes them, without space around them.

    Raises:
        EditRefused: They are too long for it.
    """
    found = storable(words).strip()
    most: int | None = getattr(model._meta.get_field(field), "max_length", None)
    if most is not None and len(found) > most:
        raise EditRefused(f"{len(found)} characters", f"Use at most {most}.", field=field)
    return found


def _moment(row: Briefing, name: str) -> datetime | None:
    found: datetime | None = getattr(row, name)
    return found
