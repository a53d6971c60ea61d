"""Correcting: what was published is never altered; a dated correction says what is right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from dateline.domain.errors import BriefingStageWrong, CorrectionOut, EditRefused
from dateline.web.archive.history import record
from dateline.web.archive.packing import storable
from dateline.web.press.models import Correction, CorrectionKind, Stage
from dateline.web.press.publishing.holding import held, keep, needed, title
from dateline.web.press.publishing.withdrawing import leave_withdrawn

if TYPE_CHECKING:
    from dateline.web.archive.people import User
    from dateline.web.press.models import Briefing


@transaction.atomic
def announce(briefing: Briefing, *, kind: str, was: str, now: str, by: User) -> Correction:
    """Say what the next revision of a published briefing puts right; it is published with that.

    One that is scheduled, and needs four eyes, waits again: whoever schedules it looks at the correction.

    Args:
        briefing: A published one.
        kind: `CORRECTION`, `CLARIFICATION` or `UPDATE`.
        was: What stood there; may be empty where something is only added.
        now: What is right, in words for readers.
        by: Who says so.

    Raises:
        BriefingStageWrong: Readers have not seen it yet, so there is nothing to correct; or it was withdrawn.
        EditRefused: A field is not right; it says which and why.
    """
    row = held(briefing)
    if row.live is None:
        raise BriefingStageWrong(f"{title(row)} is not published", "Change its text instead.")
    if kind not in _ANNOUNCED:
        raise EditRefused(f"“{kind}” is no kind of correction", "Choose one of the list.", field="kind")
    made = Correction.objects.create(
        briefing=row,
        kind=kind,
        was=storable(was).strip(),
        now=needed(now, "now", "Say what is right."),
        before=row.live,
        by=by,
    )
    if row.four_eyes and row.stage == Stage.SCHEDULED:
        row.stage, row.publish_at = Stage.APPROVED, None
    record("announced a correction", row, by=by, after=_state(made))
    keep(row, briefing)
    return made


@transaction.atomic
def take_back(correction: Correction, *, by: User) -> None:
    """Take back a correction that still waits; without that of its reinstatement a briefing stays withdrawn.

    Raises:
        CorrectionOut: It is published.
    """
    row = held(correction.briefing, closed=True)
    waiting = Correction.objects.select_for_update().filter(pk=correction.pk).first()
    if waiting is None:
        return
    if waiting.published_at is not None:
        raise CorrectionOut(
            f"since {waiting.published_at:%d %B %Y, %H:%M} UTC",
            "Publish another one that says what is right.",
        )
    before: dict[str, Any] = _state(waiting)
    waiting.delete()
    if waiting.kind == CorrectionKind.REINSTATEMENT:
        before |= leave_withdrawn(row)
    record("took back a correction", row, by=by, before=before)
    keep(row, correction.briefing)


_ANNOUNCED = {CorrectionKind.CORRECTION, CorrectionKind.CLARIFICATION, CorrectionKind.UPDATE}
"""The kinds that say what a revision puts right; to withdraw and to reinstate are acts of their own."""


def _state(row: Correction) -> dict[str, str]:
    return {"correction": str(row.pk), "kind": row.kind, "was": row.was, "now": row.now}
