"""A briefing's way to readers: who may send it on, when, with what, and what becomes of it then."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from dateline.domain.errors import (
    BriefingStageWrong,
    CorrectionNeeded,
    CorrectionOut,
    EditedMeanwhile,
    EditRefused,
    FourEyesNeeded,
    IncidentNotReady,
    UnderEmbargo,
)
from dateline.web.archive.models import Change, Incident, Review, SearchKind
from dateline.web.archive.search import search
from dateline.web.archive.tasks_worker import see_to_chores
from dateline.web.press.models import Briefing, Correction, Mailing, Stage
from dateline.web.press.publishing import correcting, incidents, stages, withdrawing, writing
from dateline.web.press.publishing.tasks import publish_due_briefings
from dateline.web.rights import Role
from tests.web.press import bare

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.web.site.accounts.models import User
    from tests.web.accounts import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(person: Person) -> User:
    return person(Role.EDITOR, name="Ada")


@pytest.fixture
def ben(person: Person) -> User:
    return person(Role.EDITOR, name="Ben")


@pytest.fixture
def draft(ada: User) -> Briefing:
    """A draft of Ada's on two incidents that readers do not see yet."""
    return bare.draft(ada)


def test_a_draft_that_another_editor_approved_is_published_with_its_incidents(
    draft: Briefing, ada: User, ben: User
) -> None:
    stages.submit(draft, by=ada, seen=1)
    stages.approve(draft, by=ben, seen=1)
    stages.publish(draft, by=ben, seen=1)
    assert draft.live == draft.head
    assert (draft.stage, draft.is_out, draft.revised_at) == (Stage.LIVE, True, None)
    assert draft.live
    assert draft.live.live_from == draft.published_at
    assert set(Incident.objects.published()) == set(draft.incidents.all())
    assert [one.verb for one in Change.objects.of(draft)] == ["published", "approved", "submitted"]
    told = draft.incidents.first()
    assert told
    assert [(one.verb, one.by) for one in Change.objects.of(told)] == [("published", ben)]


def test_it_is_found_once_it_is_published_by_what_readers_see(draft: Briefing, ada: User, ben: User) -> None:
    def found(words: str) -> list[object]:
        return [hit.object for hit in search(words, kinds=[SearchKind.BRIEFING])]

    bare.approved(draft, ada, ben)
    assert not found("front calm")
    stages.publish(draft, by=ben)
    assert found("front calm") == found("towns shelled") == [draft.pk]
    bare.edited(draft, ada, "The bridge is closed.")
    correcting.announce(draft, kind="update", was="", now="The bridge is closed.", by=ada)
    assert found("front calm")
    stages.publish(bare.approved(draft, ada, ben), by=ben)
    assert not found("front calm")
    assert found("bridge")
    withdrawing.withdraw(draft, why="It was another bridge.", by=ben)
    assert not found("bridge")


def test_nobody_approves_what_they_submitted_or_wrote(
    draft: Briefing, ada: User, ben: User, person: Person
) -> None:
    stages.submit(draft, by=ben)
    with pytest.raises(FourEyesNeeded, match="you wrote revision 1"):
        stages.approve(draft, by=ada)
    with pytest.raises(FourEyesNeeded, match="you submitted revision 1"):
        stages.approve(draft, by=ben)
    stages.approve(draft, by=person(Role.EDITOR))
    assert draft.stage == Stage.APPROVED


def test_where_four_eyes_are_not_asked_for_a_writer_approves_their_own_draft(
    draft: Briefing, ada: User
) -> None:
    Briefing.objects.update(four_eyes=False)
    stages.approve(draft, by=ada)
    stages.publish(draft, by=ada)
    assert draft.is_out


def test_an_approval_is_of_one_revision(draft: Briefing, ada: User, ben: User) -> None:
    bare.approved(draft, ada, ben)
    bare.edited(draft, ada)
    assert (draft.stage, draft.approved_by, draft.submitted_by) == (Stage.DRAFT, None, None)
    with pytest.raises(BriefingStageWrong, match="is draft"):
        stages.publish(draft, by=ben)
    stages.submit(draft, by=ada)
    with pytest.raises(EditedMeanwhile, match="Ada saved revision 2"):
        stages.approve(draft, by=ben, seen=1)


def test_what_is_sent_back_says_why_and_is_a_draft_again(draft: Briefing, ada: User, ben: User) -> None:
    stages.submit(draft, by=ada)
    with pytest.raises(EditRefused, match="words are missing"):
        stages.send_back(draft, by=ben, why=" ")
    stages.send_back(draft, by=ben, why="Name the town.")
    assert draft.stage == Stage.DRAFT
    last = stages.last_sent_back(draft)
    assert last
    assert (last.by, (last.after or {})["why"]) == (ben, "Name the town.")
    stages.submit(draft, by=ada)
    assert stages.last_sent_back(draft) is None


@pytest.mark.parametrize("verb", ["submit", "approve", "send_back", "schedule", "unschedule", "publish"])
def test_what_is_published_goes_no_further_until_it_is_edited(
    draft: Briefing, ada: User, ben: User, verb: str
) -> None:
    bare.out(draft, ada, ben)
    more: dict[str, dict[str, Any]] = {
        "send_back": {"why": "Not yet."},
        "schedule": {"at": timezone.now() + timedelta(hours=1)},
    }
    with pytest.raises(BriefingStageWrong, match="is published"):
        getattr(stages, verb)(draft, by=ben, **more.get(verb, {}))


def test_nothing_is_published_under_embargo(draft: Briefing, ada: User, ben: User) -> None:
    until = timezone.now() + timedelta(hours=3)
    stages.set_embargo(draft, until=until, by=ada)
    assert len(draft.embargo_key) > 30
    key = draft.embargo_key
    stages.set_embargo(draft, until=until + timedelta(hours=1), by=ada)
    assert draft.embargo_key == key
    bare.approved(draft, ada, ben)
    with pytest.raises(UnderEmbargo, match="lift the embargo"):
        stages.publish(draft, by=ben)
    with pytest.raises(UnderEmbargo):
        stages.schedule(draft, at=until, by=ben)
    stages.schedule(draft, at=until + timedelta(hours=1), by=ben)
    with pytest.raises(UnderEmbargo, match="is scheduled for"):
        stages.set_embargo(draft, until=until + timedelta(hours=2), by=ben)
    assert not Incident.objects.published().exists()
    stages.publish(draft, by=ben, now=until + timedelta(hours=1))
    assert draft.is_out
    with pytest.raises(BriefingStageWrong, match="no use"):
        stages.set_embargo(draft, until=None, by=ben)


def test_a_lifted_embargo_closes_the_door_that_its_key_opened(draft: Briefing, ada: User) -> None:
    with pytest.raises(EditRefused, match="past"):
        stages.set_embargo(draft, until=timezone.now(), by=ada)
    stages.set_embargo(draft, until=timezone.now() + timedelta(hours=3), by=ada)
    stages.set_embargo(draft, until=None, by=ada)
    assert (draft.embargo_until, draft.embargo_key) == (None, "")
    assert not any("key" in str(one.after) for one in Change.objects.of(draft))


def test_readers_see_a_change_of_what_they_know_only_with_a_correction(
    draft: Briefing, ada: User, ben: User
) -> None:
    bare.out(draft, ada, ben)
    first = draft.live
    second = bare.edited(draft, ada)
    bare.approved(draft, ada, ben)
    with pytest.raises(CorrectionNeeded, match="revision 2"):
        stages.publish(draft, by=ben)
    with pytest.raises(CorrectionNeeded):
        stages.schedule(draft, at=timezone.now() + timedelta(hours=1), by=ben)
    made = correcting.announce(draft, kind="correction", was="It was Marj.", now="It was Sarr.", by=ada)
    assert draft.live == first
    assert not Correction.objects.published().exists()
    stages.publish(draft, by=ben)
    made.refresh_from_db()
    assert draft.live == second
    assert (made.before, made.after, made.published_at) == (first, second, draft.revised_at)
    assert first
    first.refresh_from_db()
    assert first.live_from == draft.published_at


def test_what_was_restored_to_the_words_that_readers_know_needs_no_correction(
    draft: Briefing, ada: User, ben: User
) -> None:
    bare.out(draft, ada, ben)
    bare.edited(draft, ada)
    writing.restore(draft, 1, by=ada)
    stages.publish(bare.approved(draft, ada, ben), by=ben)
    assert draft.live
    assert draft.live.number == 3


def test_a_correction_waits_and_can_be_taken_back_until_it_is_published(
    draft: Briefing, ada: User, ben: User
) -> None:
    with pytest.raises(BriefingStageWrong, match="Change its text instead"):
        correcting.announce(draft, kind="correction", was="", now="It was Sarr.", by=ada)
    bare.out(draft, ada, ben)
    for kind in ("withdrawal", "joke"):
        with pytest.raises(EditRefused, match="no kind of correction"):
            correcting.announce(draft, kind=kind, was="", now="It was Sarr.", by=ada)
    made = correcting.announce(draft, kind="correction", was="", now="It was Sarr.", by=ada)
    correcting.take_back(made, by=ada)
    assert not Correction.objects.exists()
    assert bare.last(draft)[1]["now"] == "It was Sarr."
    made = correcting.announce(draft, kind="correction", was="", now="It was Marj.", by=ada)
    bare.edited(draft, ada)
    stages.publish(bare.approved(draft, ada, ben), by=ben)
    with pytest.raises(CorrectionOut, match="Publish another one"):
        correcting.take_back(made, by=ada)


@pytest.mark.parametrize("review", [Review.NEW, Review.REJECTED])
def test_no_briefing_publishes_an_incident_that_nobody_accepted(
    draft: Briefing, ada: User, ben: User, review: Review
) -> None:
    bare.approved(draft, ada, ben)
    Incident.objects.filter(pk=draft.told.all()[1].incident_id).update(review=review)
    with pytest.raises(IncidentNotReady, match="Have it accepted"):
        stages.publish(draft, by=ben)
    assert not Incident.objects.published().exists()
    assert not Mailing.objects.exists()


def test_a_briefing_does_not_bring_back_an_incident_that_was_taken_down(
    draft: Briefing, ada: User, ben: User
) -> None:
    bare.out(draft, ada, ben)
    told = draft.incidents.order_by("pk")[0]
    incidents.take_down(told, by=ben, why="A source is in danger.")
    bare.edited(draft, ada)
    correcting.announce(draft, kind="update", was="", now="More is known.", by=ada)
    bare.approved(draft, ada, ben)
    with pytest.raises(IncidentNotReady, match="was taken down"):
        stages.publish(draft, by=ben)
    incidents.publish([told], by=ben)
    stages.publish(draft, by=ben)
    assert draft.live == draft.head


def test_the_newsletter_goes_out_with_the_first_publication_alone(
    draft: Briefing, ada: User, ben: User
) -> None:
    bare.out(draft, ada, ben)
    assert Mailing.objects.get().briefing == draft
    tasks = DBTaskResult.objects.count()
    bare.edited(draft, ada)
    correcting.announce(draft, kind="update", was="", now="More is known.", by=ada)
    stages.publish(bare.approved(draft, ada, ben), by=ben)
    assert (Mailing.objects.count(), DBTaskResult.objects.count()) == (1, tasks)


# ── what is scheduled ───────────────────────────────────────────────────────────────────────────────────────


def test_what_is_scheduled_is_published_when_it_is_due_and_once(
    draft: Briefing, ada: User, ben: User
) -> None:
    bare.approved(draft, ada, ben)
    with pytest.raises(EditRefused, match="past"):
        stages.schedule(draft, at=timezone.now() - timedelta(seconds=1), by=ben)
    at = timezone.now() + timedelta(hours=2)
    stages.schedule(draft, at=at, by=ben)
    assert stages.publish_due(at - timedelta(seconds=1)) == 0
    assert not draft.is_out
    assert [stages.publish_due(at), stages.publish_due(at)] == [1, 0]
    draft.refresh_from_db()
    assert (draft.published_at, draft.publish_at) == (at, None)
    last = Change.objects.of(draft)[0]
    assert (last.verb, last.by) == ("published", None)


@pytest.mark.parametrize("way", [publish_due_briefings.call, partial(see_to_chores, thorough=False)])
def test_a_worker_sees_to_what_is_due(
    draft: Briefing, ada: User, ben: User, way: Callable[[], object]
) -> None:
    bare.approved(draft, ada, ben)
    stages.schedule(draft, at=timezone.now() + timedelta(hours=2), by=ben)
    waiting = DBTaskResult.objects.get(task_path__endswith="publish_due_briefings")
    assert waiting.run_after == draft.publish_at
    Briefing.objects.update(publish_at=timezone.now())
    way()
    draft.refresh_from_db()
    assert draft.is_out


def test_what_is_scheduled_can_be_put_off_and_held(draft: Briefing, ada: User, ben: User) -> None:
    bare.approved(draft, ada, ben)
    at = timezone.now() + timedelta(hours=2)
    stages.schedule(draft, at=at, by=ben)
    stages.schedule(draft, at=at + timedelta(hours=1), by=ben)
    assert stages.publish_due(at) == 0
    stages.unschedule(draft, by=ben)
    assert (draft.stage, draft.publish_at) == (Stage.APPROVED, None)
    assert stages.publish_due(at + timedelta(days=9)) == 0


def test_what_is_due_and_cannot_be_published_waits_and_says_why_and_keeps_nothing_else_back(
    draft: Briefing, ada: User, ben: User
) -> None:
    other = bare.draft(ada, of=draft.series, slug="2018-05-21", incidents=0)
    at = timezone.now() + timedelta(hours=2)
    for row in (draft, other):
        stages.schedule(bare.approved(row, ada, ben), at=at, by=ben)
    Incident.objects.update(review=Review.NEW)
    assert stages.publish_due(at) == 1
    draft.refresh_from_db()
    other.refresh_from_db()
    assert (draft.stage, draft.publish_at, draft.is_out, other.is_out) == (Stage.APPROVED, None, False, True)
    verb, _, after = bare.last(draft)
    assert verb == "held back"
    assert "Have it accepted" in after["why"]


def test_a_late_correction_is_sent_out_by_another(draft: Briefing, ada: User, ben: User) -> None:
    bare.edited(bare.out(draft, ada, ben), ada)
    bare.approved(draft, ada, ben)
    correcting.announce(draft, kind="correction", was="", now="It was Sarr.", by=ada)
    soon = timezone.now() + timedelta(hours=1)
    for act in (partial(stages.publish, draft), partial(stages.schedule, draft, at=soon)):
        with pytest.raises(FourEyesNeeded, match="announced a correction"):
            act(by=ada)
    stages.schedule(draft, at=soon, by=ben)
    correcting.announce(draft, kind="correction", was="", now="It was Marj.", by=ada)
    assert (draft.stage, draft.publish_at, stages.publish_due(soon)) == (Stage.APPROVED, None, 0)
    stages.publish(draft, by=ben)


def test_who_announced_a_correction_has_somebody_else_look_at_it_however_the_clock_goes(
    draft: Briefing, ada: User, ben: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare.out(draft, ada, ben)
    bare.edited(draft, ada)
    bare.approved(draft, ada, ben)
    back = timezone.now() - timedelta(hours=1)
    monkeypatch.setattr(timezone, "now", lambda: back)
    correcting.announce(draft, kind="correction", was="", now="It was Marj.", by=ben)
    with pytest.raises(FourEyesNeeded, match="nobody else has looked at"):
        stages.publish(draft, by=ben)
    stages.send_back(draft, by=ben, why="Look at what I announced.")
    stages.submit(draft, by=ada)
    stages.approve(draft, by=ben)
    stages.publish(draft, by=ben)
    assert draft.stage == Stage.LIVE
