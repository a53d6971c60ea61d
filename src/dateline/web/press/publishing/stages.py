"""Stages: a briefing's way from a draft to readers, and what becomes of it then.

draft --submit--> submitted --approve--> approved --schedule--> scheduled --(due)--> published
  ^                   |                     |                       |
  +---- send_back, or a new revision -------+-----------------------+

An approval is of one revision, and of the corrections that wait for it. Each takes `seen`, the number of the
newest revision as the person has seen it, and refuses where somebody saved another one since; None takes it
as it is.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from dateline.domain.errors import BriefingStageWrong, EditRefused, FourEyesNeeded, UnderEmbargo
from dateline.web.archive.history import record
from dateline.web.archive.models import Change
from dateline.web.press.models import Stage
from dateline.web.press.publishing.holding import (
    back_to_draft,
    check_stage,
    head_of,
    held,
    keep,
    needed,
    state,
    title,
    told,
)
from dateline.web.press.publishing.releasing import (
    check_four_eyes,
    check_publishable,
    incidents_of,
    look_at_corrections,
    publish,
    publish_due,
)

if TYPE_CHECKING:
    from datetime import datetime

    from dateline.web.archive.people import User
    from dateline.web.press.models import Briefing

__all__ = [
    "approve",
    "last_sent_back",
    "publish",
    "publish_due",
    "schedule",
    "send_back",
    "set_embargo",
    "submit",
    "unschedule",
]


@transaction.atomic
def submit(briefing: Briefing, *, by: User, seen: int | None = None) -> None:
    """Ask for approval of the newest revision.

    Raises:
        BriefingStageWrong: It is no draft.
        EditedMeanwhile: Somebody saved another one since.
    """
    row = held(briefing, seen=seen)
    check_stage(row, {Stage.DRAFT}, "Save a new revision first.")
    before = state(row)
    look_at_corrections(row, by)
    row.stage, row.submitted_by, row.submitted_at = Stage.SUBMITTED, by, timezone.now()
    record("submitted", row, by=by, before=before, after=state(row))
    keep(row, briefing)


@transaction.atomic
def send_back(briefing: Briefing, *, by: User, why: str, seen: int | None = None) -> None:
    """Have what was submitted or approved be a draft again, and say why.

    Raises:
        BriefingStageWrong: It is a draft, or published.
        EditRefused: It is not said why.
    """
    row = held(briefing, seen=seen)
    check_stage(row, {Stage.SUBMITTED, Stage.APPROVED, Stage.SCHEDULED}, "Load the page again.")
    said = needed(why, "why", "Say what is missing.")
    before = state(row)
    back_to_draft(row)
    record("sent back", row, by=by, before=before, after=state(row) | {"why": said})
    keep(row, briefing)


@transaction.atomic
def approve(briefing: Briefing, *, by: User, seen: int | None = None) -> None:
    """Say that the newest revision may be published.

    Where four eyes are not asked for, a draft that nobody submitted can be approved, too.

    Raises:
        FourEyesNeeded: `by` submitted or wrote it.
        BriefingStageWrong: It was not submitted, or is approved already.
        EditedMeanwhile: Somebody saved another one since.
    """
    row = held(briefing, seen=seen)
    may_be = {Stage.SUBMITTED} if row.four_eyes else {Stage.SUBMITTED, Stage.DRAFT}
    check_stage(row, may_be, "Submit it first." if row.stage == Stage.DRAFT else "Load the page again.")
    head = head_of(row)
    if row.four_eyes and by.pk in {row.submitted_by_id, head.by_id}:
        did = "wrote" if by.pk == head.by_id else "submitted"
        raise FourEyesNeeded(f"you {did} revision {head.number} of {title(row)}", "Ask another editor.")
    before = state(row)
    look_at_corrections(row, by)
    row.stage, row.approved_by, row.approved_at = Stage.APPROVED, by, timezone.now()
    record("approved", row, by=by, before=before, after=state(row))
    keep(row, briefing)


@transaction.atomic
def schedule(
    briefing: Briefing, *, at: datetime, by: User, seen: int | None = None, now: datetime | None = None
) -> None:
    """Have an approved briefing be published at a time; or at another one than was said before.

    Raises:
        BriefingStageWrong: It is not approved.
        EditRefused: The time is past.
        UnderEmbargo: It is under embargo then.
        CorrectionNeeded, IncidentNotReady, FourEyesNeeded: As for `publish`.
    """
    row = held(briefing, seen=seen)
    check_stage(row, {Stage.APPROVED, Stage.SCHEDULED}, "Have it approved first.")
    if at <= (now or timezone.now()):
        raise EditRefused(f"{told(at)} is past", "Publish it now, or name a later time.", field="at")
    check_four_eyes(row, by)
    check_publishable(row, at, incidents_of(row))
    before = state(row)
    row.stage, row.publish_at = Stage.SCHEDULED, at
    record("scheduled", row, by=by, before=before, after=state(row))
    keep(row, briefing)
    from dateline.web.press.publishing.tasks import publish_due_briefings  # noqa: PLC0415 -- it asks for this

    publish_due_briefings.using(run_after=at).enqueue()


@transaction.atomic
def unschedule(briefing: Briefing, *, by: User, seen: int | None = None) -> None:
    """Have a scheduled briefing wait, approved as it is.

    Raises:
        BriefingStageWrong: It is not scheduled, or was published meanwhile.
    """
    row = held(briefing, seen=seen)
    check_stage(row, {Stage.SCHEDULED}, "Load the page again.")
    before = state(row)
    row.stage, row.publish_at = Stage.APPROVED, None
    record("unscheduled", row, by=by, before=before, after=state(row))
    keep(row, briefing)


@transaction.atomic
def set_embargo(briefing: Briefing, *, until: datetime | None, by: User, now: datetime | None = None) -> None:
    """Keep a briefing from readers until a time; partners see it before by its `embargo_key`.

    Args:
        briefing: One that readers have not seen.
        until: The time; None lifts the embargo, and the key opens nothing any more.
        by: Who does it.
        now: What time it is.

    Raises:
        BriefingStageWrong: Readers see it already.
        EditRefused: The time is past.
        UnderEmbargo: It is scheduled for an earlier time.
    """
    row = held(briefing)
    if row.live is not None:
        raise BriefingStageWrong(f"{title(row)} is published", "An embargo has no use any more.")
    if until is not None and until <= (now or timezone.now()):
        raise EditRefused(f"{told(until)} is past", "Name a later time.", field="until")
    if until is not None and row.publish_at is not None and row.publish_at < until:
        raise UnderEmbargo(
            f"{title(row)} is scheduled for {told(row.publish_at)}, before {told(until)}",
            "Schedule it for a later time first.",
        )
    before = state(row)
    row.embargo_until = until
    row.embargo_key = (row.embargo_key or secrets.token_urlsafe(32)) if until else ""
    record("set an embargo" if until else "lifted the embargo", row, by=by, before=before, after=state(row))
    keep(row, briefing)


def last_sent_back(briefing: Briefing) -> Change | None:
    """The last time that somebody sent a briefing back, with their words in `after["why"]`.

    None where nobody did since it was submitted last.
    """
    last = Change.objects.of(briefing).filter(verb__in=("sent back", "submitted", "approved")).first()
    return last if last and last.verb == "sent back" else None
