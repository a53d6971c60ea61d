"""A briefing's life, whatever people do to it in whatever order: what may never be is never so."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from dateline.domain.errors import DatelineError
from dateline.web.archive.models import Change, Incident, Searchable, SearchKind
from dateline.web.press.models import (
    Briefing,
    BriefingIncident,
    Correction,
    CorrectionKind,
    Mailing,
    Revision,
    Stage,
)
from dateline.web.press.publishing import briefings, correcting, stages, withdrawing, writing
from dateline.web.site.accounts.models import User
from tests.web.press import bare

if TYPE_CHECKING:
    from datetime import datetime

pytestmark = pytest.mark.django_db

_PEOPLE = st.integers(0, 2)
_WORDS = st.sampled_from(["One.", "Two."])
_HOURS = st.integers(0, 5)


class Life(RuleBasedStateMachine):
    """Three editors and a clock at one briefing. The database's own constraints are a judge of it, too.

    What is seen of a revision is what somebody looked at last; so approving often comes too late.
    """

    def __init__(self) -> None:
        """A draft of the first one's."""
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.people = [User.objects.create_user(f"p{at}@example.org", "x", name=f"P{at}") for at in range(3)]
        self.row = bare.draft(self.people[0], incidents=1)
        self.now: datetime = timezone.now()
        self.seen = 1
        self.public: dict[int, datetime] = {}
        self.texts: dict[int, str] = {1: self.row.revisions.get().body}
        self.told: dict[int, int] = {}
        self.withdrawals = self.said = 0

    def teardown(self) -> None:
        """Nothing of it stays."""
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    def _try(self, verb: str, *, of: object = stages, **how: object) -> bool:
        """What is refused changes nothing; only a `DatelineError` may refuse."""
        before = Briefing.objects.filter(pk=self.row.pk).values().first()
        try:
            getattr(of, verb)(self.row, **how)
        except DatelineError:
            assert Briefing.objects.filter(pk=self.row.pk).values().first() == before
            return False
        return True

    def _grown(self) -> None:
        """Revisions that came to be by themselves say what the one before them does."""
        for made in self.row.revisions.filter(number__gt=max(self.texts)).order_by("number"):
            self.texts[made.number] = self.texts[made.number - 1]
            assert made.body == self.texts[made.number]

    @rule()
    def look(self) -> None:
        """Somebody looks at it as it is now."""
        self.seen = self.row.revisions.count()

    @rule(hours=_HOURS)
    def wait(self, hours: int) -> None:
        """Time goes by, and workers see to what is due."""
        self.now += timedelta(hours=hours)
        stages.publish_due(self.now)

    @rule(by=_PEOPLE, words=_WORDS)
    def save(self, by: int, words: str) -> None:
        """Somebody saves, on what they looked at last."""
        before = self.row.revisions.count()
        try:
            made = writing.save(
                self.row,
                by=self.people[by],
                base=self.seen,
                headline="Coast",
                standfirst="",
                body=words,
                authors="",
            )
        except DatelineError:
            assert Revision.objects.filter(briefing=self.row).count() == before
        else:
            self.texts[made.number] = made.body

    @rule(hours=st.none() | _HOURS)
    def bring_out(self, hours: int | None) -> None:
        """The whole way, which is rarely come by step by step, by two who have looked."""
        self.look()
        writer = self.people.index(self.row.head.by) if self.row.head else 0
        self.submit(writer)
        self.approve((writer + 1) % 3)
        if hours is None:
            self.publish(writer)
        else:
            self.schedule(writer, hours)

    @rule(by=_PEOPLE, words=_WORDS)
    def correct(self, by: int, words: str) -> None:
        """What readers have seen is changed, and said to be."""
        if self.row.live_id:
            self.look()
            self.save(by, words)
            self.announce(by)
            self.bring_out(None)

    @rule(by=_PEOPLE)
    def submit(self, by: int) -> None:
        """As its name says."""
        self._try("submit", by=self.people[by], seen=self.seen)

    @rule(by=_PEOPLE)
    def approve(self, by: int) -> None:
        """As its name says."""
        self._try("approve", by=self.people[by], seen=self.seen)

    @rule(by=_PEOPLE)
    def send_back(self, by: int) -> None:
        """As its name says."""
        self._try("send_back", by=self.people[by], why="Not yet.", seen=self.seen)

    @rule(by=_PEOPLE, hours=_HOURS)
    def schedule(self, by: int, hours: int) -> None:
        """As its name says."""
        at = self.now + timedelta(hours=hours)
        self._try("schedule", at=at, by=self.people[by], seen=self.seen, now=self.now)

    @rule(by=_PEOPLE)
    def unschedule(self, by: int) -> None:
        """As its name says."""
        self._try("unschedule", by=self.people[by])

    @rule(by=_PEOPLE, hours=st.none() | _HOURS)
    def set_embargo(self, by: int, hours: int | None) -> None:
        """One is set, or lifted."""
        until = None if hours is None else self.now + timedelta(hours=hours)
        self._try("set_embargo", until=until, by=self.people[by], now=self.now)

    @rule(by=_PEOPLE)
    def publish(self, by: int) -> None:
        """As its name says."""
        self._try("publish", by=self.people[by], seen=self.seen, now=self.now)

    @rule(by=_PEOPLE)
    def announce(self, by: int) -> None:
        """A correction is announced, if readers have seen anything."""
        self.said += 1
        try:
            correcting.announce(
                self.row, kind="correction", was="", now=f"Said {self.said}", by=self.people[by]
            )
        except DatelineError:
            assert self.row.is_closed or not self.row.live_id

    @rule(by=_PEOPLE)
    def take_back(self, by: int) -> None:
        """All corrections are taken back that can be."""
        for one in Correction.objects.filter(briefing=self.row):
            published_at = one.published_at
            try:
                correcting.take_back(one, by=self.people[by])
            except DatelineError:
                assert published_at

    @precondition(lambda self: self.row.live_id and self.row.revisions.count() > 2)
    @rule(by=_PEOPLE)
    def withdraw(self, by: int) -> None:
        """Late in its life, so that there is one before."""
        did = self._try("withdraw", of=withdrawing, why="All wrong.", by=self.people[by], now=self.now)
        self.withdrawals += did

    @precondition(lambda self: self.row.withdrawn_at)
    @rule(by=_PEOPLE, wholly=st.booleans())
    def reinstate(self, by: int, *, wholly: bool) -> None:
        """It is to stand again, and now and then it is brought there at once."""
        self._try("reinstate", of=withdrawing, why="It was right.", by=self.people[by])
        self._grown()
        if wholly:
            self.bring_out(None)

    @rule(by=_PEOPLE, back=st.booleans())
    def change_its_incidents(self, by: int, *, back: bool) -> None:
        """Its one incident is taken out, or kept after all."""
        told = self.row.incidents.first()
        if told is not None:
            of = "keep_incident" if back else "drop_incident"
            self._try(of, of=briefings, incident=told, by=self.people[by])
            self._grown()

    @rule(by=_PEOPLE)
    def delete(self, by: int) -> None:
        """It is deleted, if readers have not seen it; another one is begun then."""
        before = Change.objects.filter(verb="deleted").count()
        number = self.row.pk
        if not self._try("delete", of=withdrawing, by=self.people[by], seen=self.seen):
            return
        assert not self.public, "what readers saw is never deleted"
        assert not Briefing.objects.exists()
        assert not Revision.objects.exists()
        assert Change.objects.filter(verb="deleted").count() == before + 1
        self._try("publish", by=self.people[by])
        assert not Briefing.objects.filter(pk=number).exists()
        self.row = bare.draft(self.people[by], of=self.row.series, incidents=0)
        BriefingIncident.objects.create(briefing=self.row, incident=Incident.objects.get())
        self.texts, self.seen = {1: self.row.revisions.get().body}, 1

    @invariant()
    def every_promise_holds(self) -> None:
        """After each step."""
        self._check_row()
        self._check_corrections()
        self._check_all_else()

    def _check_row(self) -> None:
        self.row.refresh_from_db()
        row, revisions = self.row, list(Revision.objects.order_by("number"))
        self._grown()
        assert row.head == revisions[-1]
        assert {one.number: one.body for one in revisions} == self.texts, "a revision never changes"
        if row.stage in {Stage.APPROVED, Stage.SCHEDULED}:
            assert row.approved_by_id not in {None, row.submitted_by_id, revisions[-1].by_id}
        if row.stage == Stage.LIVE:
            assert row.live == row.head
        public = {one.number: one.live_from for one in revisions if one.live_from}
        assert public.items() >= self.public.items(), "what readers saw stays what they saw"
        for number in public.keys() - self.public.keys():
            self.told[number] = row.told.shown().count()
        self.public = public
        assert (row.live.number if row.live else None) == max(public, default=None)
        if row.embargo_until and public:
            assert min(public.values()) >= row.embargo_until
        assert bool(row.embargo_key) == bool(row.embargo_until)

    def _check_corrections(self) -> None:
        said = Correction.objects.published().exclude(kind__in=("withdrawal", "reinstatement"))
        corrections = list(said)
        told = {one.after.number for one in corrections if one.after}
        for before, after in zip(sorted(self.public), sorted(self.public)[1:], strict=False):
            assert after in told or self.texts[before] == self.texts[after]
            if after not in told:
                assert self.told[before] == self.told[after], "no incident comes or goes unsaid"
        kinds = [one.kind for one in Correction.objects.published().order_by("pk")]
        ends = [kind for kind in kinds if kind in {"withdrawal", "reinstatement"}]
        assert ends.count(CorrectionKind.WITHDRAWAL) == self.withdrawals
        assert ends == (["withdrawal", "reinstatement"] * self.withdrawals)[: len(ends)]
        assert (ends[-1:] == ["withdrawal"]) == bool(self.row.withdrawn_at), "the log says whether it stands"
        waiting = Correction.objects.waiting().filter(kind=CorrectionKind.REINSTATEMENT).count()
        assert waiting == self.row.coming_back

    def _check_all_else(self) -> None:
        found = Searchable.objects.filter(kind=SearchKind.BRIEFING, object=self.row.pk)
        assert found.exists() == self.row.is_out
        assert Mailing.objects.count() == (1 if self.public else 0)
        published = Change.objects.of(self.row).filter(verb__in=("published", "reinstated")).count()
        assert published == len(self.public)
        assert Incident.objects.published().exists() == any(self.told.values())
        if self.public:
            assert self.row.told.shown().count() == self.told[max(self.public)], "as readers saw it last"


def test_no_order_of_what_people_do_breaks_a_promise() -> None:
    run_state_machine_as_test(
        Life,
        settings=settings(
            phases=[Phase.explicit, Phase.generate],  # to shrink takes longer than to read the steps
            max_examples=6,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
