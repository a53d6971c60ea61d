"""Withdrawing: a published briefing is taken back, and may be reinstated; both stand in the public log.

withdraw     readers see that it was taken back, and why
reinstate    it is to stand again, and why: a draft once more, that goes the way of every revision to readers
delete       a draft that readers never saw, for good

`releasing.publish` brings a reinstated one back, and `correcting.take_back` leaves it withdrawn after all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from dateline.domain.errors import BriefingOut, BriefingStageWrong, BriefingWithdrawn
from dateline.web.archive.history import record
from dateline.web.press.models import Correction, CorrectionKind, Stage
from dateline.web.press.publishing.finding import forget_briefing
from dateline.web.press.publishing.holding import (
    back_to_draft,
    changed_beside_its_text,
    head_of,
    held,
    keep,
    needed,
    state,
    title,
    told,
)

if TYPE_CHECKING:
    from datetime import datetime

    from dateline.web.archive.people import User
    from dateline.web.press.models import Briefing


@transaction.atomic
def withdraw(briefing: Briefing, *, why: str, by: User, now: datetime | None = None) -> Correction:
    """Take a published briefing back: readers see that it was withdrawn, and why.

    Its incidents stay as they are; corrections that wait go with it.

    Raises:
        BriefingStageWrong: Readers have not seen it, or it was withdrawn already.
        EditRefused: It is not said why.
    """
    row = held(briefing)
    if row.live is None:
        raise BriefingStageWrong(f"{title(row)} is not published", "There is nothing to withdraw.")
    if row.withdrawn_at is not None:
        raise BriefingWithdrawn(
            f"{title(row)}, on {row.withdrawn_at:%d %B %Y}", "Take back that it is to be reinstated instead."
        )
    said = needed(why, "why", "Say why, in words for readers.")
    before, moment = state(row), now or timezone.now()
    dropped = _drop_waiting(row)
    made = Correction.objects.create(
        briefing=row,
        kind=CorrectionKind.WITHDRAWAL,
        now=said,
        before=row.live,
        by=by,
        published_at=moment,
    )
    if row.stage != Stage.LIVE:
        back_to_draft(row)
    row.withdrawn_at, row.withdrawn_why = moment, said
    forget_briefing(row)
    record("withdrew", row, by=by, before=before | dropped, after=state(row) | {"why": said})
    keep(row, briefing)
    return made


@transaction.atomic
def reinstate(briefing: Briefing, *, why: str, by: User) -> Correction:
    """Have a withdrawn briefing stand again, once its next revision is approved and published.

    That revision says the same unless somebody changes it. Until then readers see that it was withdrawn; the
    log keeps both, with their days.

    Raises:
        BriefingStageWrong: It was not withdrawn, or is being reinstated already.
        EditRefused: It is not said why.
    """
    row = held(briefing, closed=True)
    if row.live is None or row.withdrawn_at is None:
        raise BriefingStageWrong(f"{title(row)} is not withdrawn", "There is nothing to reinstate.")
    if row.coming_back:
        raise BriefingStageWrong(f"{title(row)} is being reinstated already", "Load the page again.")
    said = needed(why, "why", "Say why, in words for readers.")
    before = state(row)
    made = Correction.objects.create(
        briefing=row, kind=CorrectionKind.REINSTATEMENT, now=said, before=row.live, by=by
    )
    row.coming_back = True
    changed_beside_its_text(row, by=by, note="to be reinstated")
    record("set out to reinstate", row, by=by, before=before, after=state(row) | {"why": said})
    keep(row, briefing)
    return made


def leave_withdrawn(row: Briefing) -> dict[str, list[dict[str, str]]]:
    """Have a briefing, which is held, stay withdrawn after all; it is not saved by it.

    Corrections that wait go with it: what they said, for the history.
    """
    row.coming_back = False
    back_to_draft(row)
    return _drop_waiting(row)


@transaction.atomic
def delete(briefing: Briefing, *, by: User, seen: int | None = None) -> None:
    """Delete a draft with its revisions, working copies and citations. Nothing brings it back.

    Pictures and videos stay, for other briefings; an address for partners opens nothing any more.

    Raises:
        BriefingOut: Readers have seen it.
        BriefingStageWrong: It is scheduled.
        EditedMeanwhile: Somebody saved another revision since.
    """
    row = held(briefing, seen=seen, closed=True)
    if row.live is not None:
        raise BriefingOut(title(row), "Withdraw it, with a reason, if none of it stands.")
    if row.stage == Stage.SCHEDULED:
        at = f", for {told(row.publish_at)}" if row.publish_at else ""
        raise BriefingStageWrong(f"{title(row)} is scheduled{at}", "Take it off the schedule first.")
    record(
        "deleted",
        row,
        by=by,
        before=state(row)
        | {
            "series": row.series.slug,
            "slug": row.slug,
            "headline": head_of(row).headline,
            "incidents": [str(key) for key in row.told.values_list("incident", flat=True)],
        },
    )
    row.head = None
    row.save(update_fields=["head"])
    row.delete()


def _drop_waiting(row: Briefing) -> dict[str, list[dict[str, str]]]:
    """Drop the corrections that wait; what they said, for the history."""
    waiting = row.corrections.waiting()
    dropped = [{"kind": one.kind, "was": one.was, "now": one.now} for one in waiting]
    waiting.delete()
    return {"waiting": dropped} if dropped else {}
