"""At once: what several editors and workers do in one moment comes out as if one had come after the other."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from django.core.files.base import ContentFile
from django.db import connections
from django.utils import timezone

from dateline.domain.errors import (
    BriefingDeleted,
    BriefingOut,
    BriefingStageWrong,
    DatelineError,
    EditedMeanwhile,
)
from dateline.web.archive.history import record
from dateline.web.archive.models import Change
from dateline.web.press.models import Briefing, Mailing, Media, Revision, Stage, WorkingCopy
from dateline.web.press.publishing import media, releasing, stages, withdrawing, writing
from dateline.web.press.publishing.finding import index_briefing
from dateline.web.site.accounts.models import User
from tests.web.press import bare, published
from tests.web.press.test_publishing_media import picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from concurrent.futures import Future
    from pathlib import Path

    from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db(transaction=True)

_T = TypeVar("_T")
_R = TypeVar("_R")


@pytest.fixture
def people() -> list[User]:
    return [User.objects.create_user(f"p{at}@example.org", "seven owls", name=f"P{at}") for at in range(5)]


def _at_once(do: Callable[[_T], _R], some: Iterable[_T]) -> list[_R | DatelineError]:
    """Do something to many things, several at a time, each thread on a connection of its own."""

    def done(one: _T) -> _R | DatelineError:
        try:
            return do(one)
        except DatelineError as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(done, some))


def _save(row: Briefing, by: User) -> Revision:
    return writing.save(
        row, by=by, base=1, headline=f"By {by}", standfirst="", body=f"Words of {by}.", authors=""
    )


def test_of_many_who_approve_one_does_and_of_many_who_save_one_is_first_and_no_word_is_lost(
    people: list[User],
) -> None:
    ada, *others = people
    draft = bare.draft(ada)
    stages.submit(draft, by=ada)
    found = _at_once(lambda by: stages.approve(Briefing.objects.get(pk=draft.pk), by=by, seen=1), others)
    assert [type(one) for one in found if one] == [BriefingStageWrong] * 3
    assert Change.objects.of(draft).filter(verb="approved").count() == 1

    saved = _at_once(lambda by: _save(Briefing.objects.get(pk=draft.pk), by), others)
    assert sum(isinstance(one, Revision) for one in saved) == 1
    assert sum(isinstance(one, EditedMeanwhile) for one in saved) == 3
    kept = {body for rows in (WorkingCopy, Revision) for body in rows.objects.values_list("body", flat=True)}
    assert kept >= {f"Words of {by}." for by in others}
    draft.refresh_from_db()
    assert (draft.stage, draft.revisions.count()) == (Stage.DRAFT, 2)


@pytest.mark.parametrize("saves_first", [True, False])
def test_what_somebody_saves_meanwhile_is_never_published_unseen(
    people: list[User], monkeypatch: pytest.MonkeyPatch, *, saves_first: bool
) -> None:
    ada, ben = people[:2]
    draft = bare.draft(ada)
    stages.submit(draft, by=ada)
    stages.approve(draft, by=ben)
    with ThreadPoolExecutor(1) as beside:
        begun: list[Future[Any]] = []

        def meanwhile(of: Any, do: Callable[[], Any]) -> Any:  # noqa: ANN401 -- whatever is patched
            def both(*given: Any, **named: Any) -> Any:  # noqa: ANN401
                if not begun:
                    begun.append(beside.submit(_closing, do))
                    wait(begun, timeout=0.4)  # it is done by now, or waits until all is written
                return of(*given, **named)

            return both

        fresh = Briefing.objects.get(pk=draft.pk)
        if saves_first:
            publish = lambda: stages.publish(fresh, by=ben, seen=1)  # noqa: E731
            monkeypatch.setattr(writing, "record", meanwhile(record, publish))
            _save(draft, ada)
            with pytest.raises((EditedMeanwhile, BriefingStageWrong)):
                begun[0].result(timeout=20)
        else:
            save = meanwhile(index_briefing, lambda: _save(fresh, ada))
            monkeypatch.setattr(releasing, "index_briefing", save)
            stages.publish(draft, by=ben, seen=1)
            begun[0].result(timeout=20)
    draft.refresh_from_db()
    assert draft.head
    assert (draft.head.number, draft.stage) == (2, Stage.DRAFT)
    assert (draft.live.number if draft.live else None) == (None if saves_first else 1)


def _closing(do: Callable[[], Any]) -> Any:  # noqa: ANN401
    try:
        return do()
    finally:
        connections.close_all()


def test_a_draft_that_is_deleted_while_another_publishes_it_is_either_out_or_gone(people: list[User]) -> None:
    ada, ben = people[:2]
    series = published.series()
    for number in range(3):
        draft = bare.approved(bare.draft(ada, of=series, slug=f"2018-05-2{number}", incidents=1), ada, ben)

        # Both have seen it before either acts.
        seen = {act: Briefing.objects.get(pk=draft.pk) for act in ("delete", "publish")}

        def do(act: str, seen: Mapping[str, Briefing] = seen) -> str:
            if act == "delete":
                withdrawing.delete(seen[act], by=ben, seen=1)
            else:
                stages.publish(seen[act], by=ben, seen=1)
            return act

        did = _at_once(do, ("delete", "publish")[:: 1 if number else -1])
        refused = [one for one in did if isinstance(one, DatelineError)]
        assert len(refused) == 1
        assert isinstance(refused[0], BriefingOut if "publish" in did else BriefingDeleted)
        assert Briefing.objects.filter(pk=draft.pk).exists() == ("publish" in did)
        verbs = set(Change.objects.of(draft).values_list("verb", flat=True))
        assert len(verbs & {"deleted", "published"}) == 1


def test_of_many_who_reinstate_a_briefing_one_does(people: list[User]) -> None:
    ada, ben = people[:2]
    draft = bare.out(bare.draft(ada, incidents=1), ada, ben)
    withdrawing.withdraw(draft, why="It was another war.", by=ben)

    def reinstate(by: User) -> object:
        return withdrawing.reinstate(Briefing.objects.get(pk=draft.pk), why=f"Says {by}.", by=by)

    found = _at_once(reinstate, people)
    assert sum(isinstance(one, BriefingStageWrong) for one in found) == 4
    assert draft.corrections.waiting().count() == 1
    assert draft.revisions.count() == 2


def test_what_is_due_is_published_once_by_many_workers_and_though_one_is_killed_at_it(
    people: list[User],
) -> None:
    ada, ben = people[:2]
    series, at = published.series(), timezone.now() + timedelta(hours=1)
    drafts = [bare.draft(ada, of=series, slug=f"2018-05-2{number}", incidents=1) for number in range(4)]
    for draft in drafts:
        stages.submit(draft, by=ada)
        stages.approve(draft, by=ben)
        stages.schedule(draft, at=at, by=ben)

    # A worker dies with all of it written and nothing committed.
    connections.close_all()
    child = os.fork()
    if not child:
        die = partial(os.kill, os.getpid(), signal.SIGKILL)
        vars(releasing)["index_briefing"] = lambda _: die()
        stages.publish_due(at)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert not Briefing.objects.published().exists()
    assert not Change.objects.filter(verb="published").exists()

    published_by = _at_once(lambda _: stages.publish_due(at), range(4))
    assert sum(one for one in published_by if isinstance(one, int)) == 4
    for draft in drafts:
        assert Change.objects.of(draft).filter(verb="published").count() == 1
    assert Briefing.objects.published().filter(published_at=at).count() == Mailing.objects.count() == 4


def test_a_picture_that_two_bring_at_once_is_kept_once(
    people: list[User], settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    body = picture()

    def take(by: User) -> Media:
        return media.take(ContentFile(body), by=by, alt="A bridge", credit="Ada")

    found = _at_once(take, people)
    assert {one.pk for one in found if isinstance(one, Media)} == {Media.objects.get().pk}
    assert len(found) == 5
    assert len([one for one in tmp_path.rglob("*") if one.is_file()]) == 1
