"""What was published is taken back and may stand again, both in public; what never was can be deleted."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from dateline.domain.errors import (
    BriefingDeleted,
    BriefingOut,
    BriefingStageWrong,
    BriefingWithdrawn,
    CorrectionNeeded,
    EditedMeanwhile,
    EditRefused,
    FourEyesNeeded,
)
from dateline.web.archive.models import Change, SearchKind
from dateline.web.archive.search import search
from dateline.web.press.models import (
    Briefing,
    BriefingIncident,
    Citation,
    Correction,
    CorrectionKind,
    Mailing,
    Revision,
    Stage,
    WorkingCopy,
)
from dateline.web.press.publishing import correcting, stages, withdrawing, writing
from dateline.web.rights import Role
from tests.web.press import bare, published

if TYPE_CHECKING:
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
    return bare.draft(ada)


def _withdrawn(draft: Briefing, ada: User, ben: User) -> Briefing:
    withdrawing.withdraw(bare.out(draft, ada, ben), why="It was another war.", by=ben)
    return draft


def test_a_withdrawn_briefing_says_why_and_is_closed(draft: Briefing, ada: User, ben: User) -> None:
    with pytest.raises(BriefingStageWrong, match="nothing to withdraw"):
        withdrawing.withdraw(draft, why="All wrong.", by=ben)
    bare.out(draft, ada, ben)
    correcting.announce(draft, kind="update", was="", now="More is known.", by=ada)
    bare.edited(draft, ada)
    with pytest.raises(EditRefused):
        withdrawing.withdraw(draft, why="", by=ben)
    withdrawing.withdraw(draft, why="It was another war.", by=ben)
    assert (draft.is_out, draft.withdrawn_why) == (False, "It was another war.")
    said = Correction.objects.get()
    assert (said.kind, said.now, said.after) == (CorrectionKind.WITHDRAWAL, "It was another war.", None)
    assert said.published_at == draft.withdrawn_at
    assert "More is known." in str(Change.objects.of(draft)[0].before)
    assert list(Briefing.objects.out()) == [draft]
    assert not Briefing.objects.in_work().exists()
    for act in (
        lambda: stages.submit(draft, by=ada),
        lambda: withdrawing.withdraw(draft, why="Again.", by=ben),
        lambda: bare.edited(draft, ada),
        lambda: correcting.announce(draft, kind="update", was="", now="x", by=ada),
    ):
        with pytest.raises(BriefingWithdrawn, match="Have it reinstated first"):
            act()


def test_a_reinstated_briefing_goes_the_way_of_every_revision_and_both_stand_in_the_log(
    draft: Briefing, ada: User, ben: User
) -> None:
    with pytest.raises(BriefingStageWrong, match="nothing to reinstate"):
        withdrawing.reinstate(draft, why="It was this war.", by=ada)
    _withdrawn(draft, ada, ben)
    first = draft.published_at
    with pytest.raises(EditRefused):
        withdrawing.reinstate(draft, why=" ", by=ada)
    withdrawing.reinstate(draft, why="It was this war after all.", by=ada)
    with pytest.raises(BriefingStageWrong, match="being reinstated already"):
        withdrawing.reinstate(draft, why="Indeed.", by=ben)
    assert (draft.is_out, draft.stage, list(Briefing.objects.in_work())) == (False, Stage.DRAFT, [draft])
    assert not Correction.objects.published().filter(kind=CorrectionKind.REINSTATEMENT).exists()

    stages.submit(draft, by=ada)
    with pytest.raises(FourEyesNeeded):
        stages.approve(draft, by=ada)
    stages.approve(draft, by=ben)
    stages.publish(draft, by=ben)
    assert (draft.is_out, draft.withdrawn_why, draft.coming_back) == (True, "", False)
    assert draft.published_at == first
    kinds = list(Correction.objects.published().order_by("published_at").values_list("kind", "now"))
    assert kinds == [
        ("withdrawal", "It was another war."),
        ("reinstatement", "It was this war after all."),
    ]
    again = Correction.objects.get(kind=CorrectionKind.REINSTATEMENT)
    assert (again.before.number, again.after.number if again.after else None) == (1, 2)
    assert bare.last(draft)[0] == "reinstated"
    assert [hit.object for hit in search("front calm", kinds=[SearchKind.BRIEFING])] == [draft.pk]
    assert Mailing.objects.count() == 1, "nobody is mailed twice"
    withdrawing.withdraw(draft, why="It was not.", by=ben)
    assert not draft.is_out


def test_what_is_changed_with_a_reinstatement_needs_a_correction_of_its_own(
    draft: Briefing, ada: User, ben: User
) -> None:
    withdrawing.reinstate(_withdrawn(draft, ada, ben), why="One town was right.", by=ada)
    bare.edited(draft, ada, "One town.")
    bare.approved(draft, ada, ben)
    with pytest.raises(CorrectionNeeded):
        stages.publish(draft, by=ben)
    correcting.announce(draft, kind="correction", was="Two towns.", now="One town.", by=ada)
    stages.publish(draft, by=ben)
    assert Correction.objects.published().count() == 3


def test_a_briefing_stays_withdrawn_where_its_reinstatement_is_taken_back(
    draft: Briefing, ada: User, ben: User
) -> None:
    made = withdrawing.reinstate(_withdrawn(draft, ada, ben), why="It was right.", by=ada)
    correcting.announce(draft, kind="update", was="", now="More.", by=ada)
    stages.schedule(bare.approved(draft, ada, ben), at=timezone.now() + timedelta(hours=1), by=ben)
    with pytest.raises(BriefingWithdrawn, match="Take back that it is to be reinstated"):
        withdrawing.withdraw(draft, why="No.", by=ben)
    correcting.take_back(made, by=ben)
    draft.refresh_from_db()
    assert (draft.is_closed, draft.stage, draft.publish_at) == (True, Stage.DRAFT, None)
    assert not Correction.objects.waiting().exists()
    before = Change.objects.of(draft).get(verb="took back a correction").before or {}
    assert [one["now"] for one in before["waiting"]] == ["More."]
    assert stages.publish_due(timezone.now() + timedelta(hours=2)) == 0
    with pytest.raises(BriefingWithdrawn):
        stages.submit(draft, by=ada)


def test_a_draft_that_readers_never_saw_is_deleted_with_all_that_hangs_on_it(ada: User, ben: User) -> None:
    told = published.incidents(2)[:2]
    row = published.briefing(published.series(), told, ada, out=False)
    stages.set_embargo(row, until=timezone.now() + timedelta(hours=1), by=ada)
    writing.keep(row, by=ben, headline="Mine", standfirst="", body="Mine.", authors="")
    with pytest.raises(EditedMeanwhile):
        withdrawing.delete(row, by=ada, seen=7)
    withdrawing.delete(row, by=ada, seen=1)
    for rows in (Briefing, Revision, WorkingCopy, Citation, BriefingIncident):
        assert not rows.objects.exists()
    gone = Change.objects.get(verb="deleted")
    assert (gone.by, gone.object) == (ada, str(row.pk))
    assert gone.before
    assert gone.before["headline"] == "Coast report: towns shelled"
    for act in (
        lambda: stages.submit(row, by=ada),
        lambda: withdrawing.delete(row, by=ada),
        lambda: writing.keep(row, by=ben, headline="", standfirst="", body="Mine.", authors=""),
    ):
        with pytest.raises(BriefingDeleted):
            act()


def test_nothing_that_was_published_or_is_to_go_out_is_deleted(draft: Briefing, ada: User, ben: User) -> None:
    stages.schedule(bare.approved(draft, ada, ben), at=timezone.now() + timedelta(hours=1), by=ben)
    with pytest.raises(BriefingStageWrong, match="Take it off the schedule first"):
        withdrawing.delete(draft, by=ben)
    stages.publish(draft, by=ben)
    bare.edited(draft, ada)
    with pytest.raises(BriefingOut, match="Withdraw it"):
        withdrawing.delete(draft, by=ben)
    withdrawing.withdraw(draft, why="It was another war.", by=ben)
    with pytest.raises(BriefingOut):
        withdrawing.delete(draft, by=ben)
    assert draft.revisions.count() == 2
