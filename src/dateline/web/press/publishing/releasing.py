"""Releasing: briefings come before readers, by hand or when they are due.

`stages` has what comes before, `withdrawing` how one is taken back.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from dateline.domain.errors import (
    CorrectionNeeded,
    DatelineError,
    FourEyesNeeded,
    IncidentNotReady,
    UnderEmbargo,
)
from dateline.web.archive.history import record
from dateline.web.archive.showing import taken_down
from dateline.web.press.models import Briefing, CorrectionKind, Stage
from dateline.web.press.publishing import incidents
from dateline.web.press.publishing.finding import index_briefing
from dateline.web.press.publishing.holding import check_stage, head_of, held, keep, state, title, told
from dateline.web.press.publishing.wording import are_worded_otherwise, words_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from dateline.web.archive.models import Incident
    from dateline.web.archive.people import User
    from dateline.web.press.models import Revision

_log = logging.getLogger(__name__)


@transaction.atomic
def publish(briefing: Briefing, *, by: User, seen: int | None = None, now: datetime | None = None) -> None:
    """Show the newest revision to readers, with its incidents and the corrections that wait for it.

    Raises:
        BriefingStageWrong: It is not approved, or was published or withdrawn meanwhile.
        UnderEmbargo: It is under embargo.
        CorrectionNeeded: Readers know something else, and no correction says what has changed.
        IncidentNotReady: An incident that it tells of is not accepted, is gone, or was taken down.
        EditedMeanwhile: Somebody saved another revision since.
        FourEyesNeeded: `by` announced a correction since the approval, which nobody else has looked at.
    """
    row = held(briefing, seen=seen)
    check_stage(row, {Stage.APPROVED, Stage.SCHEDULED}, "Have it approved first.")
    check_four_eyes(row, by)
    _publish(row, by, now or timezone.now())
    briefing.refresh_from_db()


def publish_due(now: datetime | None = None) -> int:
    """Publish what is scheduled and due; how many briefings it was.

    Several workers may do it at once, and one may be killed at it: each briefing is published once. One that
    cannot be published is approved again, and its history says why.
    """
    now = now or timezone.now()
    due = Briefing.objects.filter(stage=Stage.SCHEDULED, publish_at__lte=now).order_by("publish_at", "pk")
    return sum(_publish_one_due(row, now) for row in due.only("pk"))


def check_publishable(row: Briefing, at: datetime, shown: Sequence[Incident]) -> None:
    """Refuse what readers may not see at a time, with the incidents that they would see.

    Raises:
        UnderEmbargo, CorrectionNeeded, IncidentNotReady: As for `publish`.
    """
    if row.embargo_until is not None and at < row.embargo_until:
        raise UnderEmbargo(
            f"{title(row)}, until {told(row.embargo_until)}", "Wait until then, or lift the embargo."
        )
    saying = row.corrections.waiting().exclude(kind=CorrectionKind.REINSTATEMENT)
    if differs_for_readers(row) and not saying.exists():
        raise CorrectionNeeded(
            f"revision {head_of(row).number} of {title(row)} differs from what readers know",
            "Announce a correction that says what has changed.",
        )
    for one in shown:
        incidents.check_ready(one)
    if down := taken_down(shown):
        raise IncidentNotReady(
            f"{down[0]} was taken down", "Publish it again by itself, or take it out of the briefing."
        )


def differs_for_readers(row: Briefing) -> bool:
    """Whether the newest revision would show readers something else than they know: words, or incidents."""
    if row.live is None:
        return False
    head = head_of(row)
    if not _is_same(head, row.live) or are_worded_otherwise(row.live, head.body):
        return True
    return row.told.filter(Q(leaves=True) | Q(shown=False)).exists()


def check_four_eyes(row: Briefing, by: User) -> None:
    """Refuse a correction that comes with a briefing and that nobody but `by` has looked at.

    What somebody else announced, `by` looks at now; what they announced themselves, who submitted or approved
    the revision since has looked at. It is written down and not told by the clock, which may be set back.

    Raises:
        FourEyesNeeded: Nobody else has looked at one that `by` announced.
    """
    if row.four_eyes and row.corrections.waiting().filter(by=by, looked_at=False).exists():
        raise FourEyesNeeded(
            f"you announced a correction of {title(row)} that nobody else has looked at",
            "Ask another editor.",
        )


def look_at_corrections(row: Briefing, by: User) -> None:
    """Write down that `by`, who submits or approves, has looked at what others announced."""
    row.corrections.waiting().exclude(by=by).update(looked_at=True)


def incidents_of(row: Briefing) -> list[Incident]:
    """The incidents that a briefing tells of, as they are now."""
    then = {
        one.incident_id: one.incident
        for one in row.told.staying().select_related("incident").defer("incident__body")
    }
    now = incidents.where_now(then.keys())
    return list({one.pk: one for one in (now[key] or then[key] for key in then)}.values())


def _publish_one_due(due: Briefing, now: datetime) -> bool:
    try:
        with transaction.atomic():
            row = _held_if_due(due, now)
            if row is None:  # somebody was first, or it waits again
                return False
            _publish(row, None, now)
    except DatelineError as error:
        _hold_back(due, error, now)
        return False
    except Exception:  # noqa: BLE001 -- one that cannot be published keeps no other from readers
        _log.exception("%s was not published", due.pk)
        return False
    return True


def _held_if_due(due: Briefing, now: datetime) -> Briefing | None:
    rows = Briefing.objects.select_for_update()
    return rows.filter(pk=due.pk, stage=Stage.SCHEDULED, publish_at__lte=now).first()


@transaction.atomic
def _hold_back(due: Briefing, error: DatelineError, now: datetime) -> None:
    row = _held_if_due(due, now)
    if row is None:
        return
    before = state(row)
    row.stage, row.publish_at = Stage.APPROVED, None
    record("held back", row, by=None, before=before, after=state(row) | {"why": str(error)})
    keep(row, due)
    _log.warning("%s was not published: %s", title(row), error)


def _publish(row: Briefing, by: User | None, now: datetime) -> None:
    """Show the newest revision of a briefing, which is held, to readers."""
    shown = incidents.hold(incidents_of(row))  # so that nobody takes one down after it was looked at
    if any(one.gone_at for one in shown):  # it was merged while it was waited for
        shown = incidents.hold(incidents_of(row))
    check_publishable(row, now, shown)
    before, head, first, again = state(row), head_of(row), row.live is None, row.coming_back
    row.told.filter(leaves=True).delete()
    row.told.update(shown=True)
    incidents.publish(shown, by=by)
    head.live_from, head.pictures = now, words_in(head.body)
    head.save(update_fields=["live_from", "pictures"])
    waiting = list(row.corrections.waiting().select_for_update().order_by("made_at", "pk"))
    for one in waiting:
        one.after, one.published_at = head, now
        one.save(update_fields=["after", "published_at"])
    row.live, row.stage, row.publish_at = head, Stage.LIVE, None
    row.withdrawn_at, row.withdrawn_why, row.coming_back = None, "", False
    if first:
        row.published_at = now
    else:
        row.revised_at = now
    row.changed_at = timezone.now()
    row.save()
    index_briefing(row)
    record(
        "reinstated" if again else "published",
        row,
        by=by,
        before=before,
        after=state(row) | ({"corrections": [str(one.pk) for one in waiting]} if waiting else {}),
    )
    if first:
        from dateline.web.press.newsletter.sending import enqueue_mailing  # noqa: PLC0415 -- it asks for ours

        enqueue_mailing(row)


def _is_same(one: Revision, other: Revision) -> bool:
    return (one.headline, one.standfirst, one.body, one.authors) == (
        other.headline,
        other.standfirst,
        other.body,
        other.authors,
    )
