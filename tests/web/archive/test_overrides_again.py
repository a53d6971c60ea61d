"""Reports past: an edit is offered for them; they are looked up anew without the engine, corrections kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django_tasks_db.management.commands import db_worker

from dateline.domain import Acting, ActorClass, ResolvedBy, Span, Status
from dateline.web.archive.corrections import correct
from dateline.web.archive.models import (
    Coding,
    Correction,
    Event,
    EventActor,
    Field,
    Report,
    ReportState,
)
from dateline.web.archive.overrides_again import (
    begin,
    is_offered,
    look_up_again,
    progress,
    reports_past,
)
from dateline.web.archive.overrides_editing import save_actor, save_place, token_of, withdraw
from dateline.web.archive.reviewing import accept
from dateline.web.archive.store import coding_of, current_coding
from dateline.web.archive.tasks_worker import ArchiveWorker
from dateline.web.archive.tasks_world import in_world, world
from tests.web.archive.people import somebody
from tests.web.archive.registers_world import MARJ, told, world_of_owls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.fakes import ScriptedEngine

pytestmark = pytest.mark.django_db

OWLS = {"name": "Owl Brigade", "cls": "rebel_group", "country": "SY"}


@pytest.fixture(autouse=True)
def owls(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A world with a gazetteer; a worker in it works in the test's transaction."""
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    with in_world(world_of_owls()):
        yield


def _work() -> None:
    ArchiveWorker(until_empty=True).run()


def _agents() -> set[str]:
    return set(EventActor.objects.filter(role="agent").values_list("actor", flat=True))


def test_reports_past_that_hold_a_name_are_told_and_looked_up_anew_on_a_word() -> None:
    reports = [told(number) for number in (1, 2, 3)]
    told(4, text="Somebody else shelled a town far away, in the year of the flood; report {n}.")
    row, _ = save_actor("", OWLS, by=somebody())
    assert set(reports_past(row)) == set(reports)
    assert is_offered(row)
    assert _agents() == {""}
    begin(row, by=somebody())
    assert not is_offered(row)
    waiting = progress(row)
    assert waiting is not None
    assert (waiting.of, waiting.done, waiting.is_over) == (3, 0, False)
    _work()
    assert _agents() == {row.actor}
    over = progress(row)
    assert over is not None
    assert (over.of, over.done, over.failed, over.is_over) == (3, 3, 0, True)
    assert set(Report.objects.filter(key__startswith="owl").values_list("state", flat=True)[:3]) == {
        ReportState.LINKED
    }


def test_no_engine_is_run_for_it_and_the_coding_keeps_its_version() -> None:
    report = told(1)
    before = current_coding(report)
    engine: ScriptedEngine = world().engine()  # type: ignore[assignment]
    engine.coded.clear()
    save_actor("", OWLS, by=somebody())
    assert look_up_again(report.pk) == "changed"
    after = current_coding(report)
    assert engine.coded == []
    assert before is not None
    assert after is not None
    assert (after.engine, after.engine_version) == (before.engine, before.engine_version)
    assert Coding.objects.filter(report=report).count() == 2


def test_a_report_that_means_the_same_as_before_keeps_its_coding() -> None:
    report = told(1)
    assert look_up_again(report.pk) == "same"
    assert Coding.objects.filter(report=report).count() == 1
    Report.objects.filter(pk=report.pk).update(state=ReportState.CODED)
    assert look_up_again("01a223e0-806e-773f-82fd-5a9fc446f7cf") == "gone"


def test_corrections_and_reviews_stay_when_a_report_is_looked_up_anew() -> None:
    report = told(1)
    event = Event.objects.get(report=report)
    ana = somebody()
    start = report.text.index("an army post")
    words = Span(start, start + len("an army post"))
    correct(event, Field.STATUS, next(iter(Status)), by=ana)
    told_as = Acting(by=ResolvedBy.RULE, reason="said by Ana", cls=ActorClass.STATE_FORCES, country="SY")
    correct(event, Field.ACTOR, told_as, by=ana, words=words)
    event.refresh_from_db()
    accept(event, by=ana)
    status = Event.objects.get(pk=event.pk).status
    save_actor("", OWLS, by=ana)
    assert look_up_again(report.pk) == "changed"
    event.refresh_from_db()
    assert (event.review, event.status, event.corrected) == ("accepted", status, True)
    assert event.recoded  # whoever accepted it sees that it says something else now
    assert Correction.objects.holding().filter(event=event, laid=True).count() == 2
    coding = coding_of(report)
    assert coding is not None
    assert coding.actors[words] == told_as


def test_what_rests_on_an_entry_is_offered_when_it_is_withdrawn() -> None:
    row, _ = save_actor("", OWLS, by=somebody())
    report = told(1)
    assert list(reports_past(row)) == []  # coded after the edit
    withdraw(row, by=somebody(), seen=token_of(row))
    row.refresh_from_db()
    assert list(reports_past(row)) == [report]
    begin(row, by=somebody())
    _work()
    assert _agents() == {""}


def test_an_edit_after_it_is_offered_anew() -> None:
    told(1)
    row, _ = save_actor("", OWLS, by=somebody())
    begin(row, by=somebody())
    _work()
    row, _ = save_actor(row.actor, {"aliases": ["Owls"]}, by=somebody(), seen=token_of(row))
    assert is_offered(row)
    assert progress(row) is None


def test_a_name_of_a_place_is_offered_too() -> None:
    report = told(
        1, text="The Owl Brigade shelled an army post near Marj in Syria on 5 May 2018. Reed Gate, {n}."
    )
    gate = {"name": "Reed Gate", "feature": "crossing", "country": "SY", "lat": 35.7, "lon": 36.4}
    row, _ = save_place("", gate, by=somebody())
    assert list(reports_past(row)) == [report]
    marj, _ = save_place(MARJ.id, {"lat": 35.61, "lon": 36.31}, by=somebody())
    assert list(reports_past(marj)) == [report]
    begin(marj, by=somebody())
    _work()
    assert Event.objects.get(report=report).lat != pytest.approx(35.6)


def test_who_was_overtaken_by_a_new_coding_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.web.archive import ingest_coding, overrides_again  # noqa: PLC0415

    report = told(1)
    save_actor("", OWLS, by=somebody())
    from dateline.pipeline import look_up as plain  # noqa: PLC0415

    def slowly(*asked: object) -> object:
        ingest_coding.code(str(report.pk), again=True, then=lambda _row: None)
        return plain(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(overrides_again, "look_up", slowly)
    assert look_up_again(report.pk) == "overtaken"


def test_many_reports_are_set_on_their_way_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.web.archive import overrides_again  # noqa: PLC0415

    monkeypatch.setattr(overrides_again, "_AT_ONCE", 2)
    for number in range(5):
        told(number)
    row, _ = save_actor("", OWLS, by=somebody())
    begin(row, by=somebody())
    _work()
    over = progress(row)
    assert over is not None
    assert (over.of, over.done, over.is_over) == (5, 5, True)
    assert _agents() == {row.actor}
