"""Linking over the database and in memory come to the same to the last bit, whatever comes and goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.linking.blocking import Glance
from dateline.linking.clustering import FAINT, Groups
from dateline.linking.scoring import Scorer, load_weights
from dateline.web.archive.linking import glances
from dateline.web.archive.linking.joining import Joining, Moves
from dateline.web.archive.models import Account, Likeness, Report
from tests.linking.made_up import MadeUp

if TYPE_CHECKING:
    from dateline.linking.sketching import Sketch

pytestmark = pytest.mark.django_db

SCORE = Scorer(load_weights())


# Two tables of `Groups`, and what the process keeps, are looked into: that is what is compared.
# ruff: noqa: SLF001


class _Both:
    """The same reports, linked in memory and over the database."""

    def __init__(self) -> None:
        """None yet."""
        self.groups = Groups(score=SCORE)
        self.rows: dict[str, Report] = {}

    def add(self, sketches: list[Sketch]) -> None:
        """Put a report in."""
        key = sketches[0].report
        self.groups.add(key, sketches)
        self.rows[key] = Report.objects.create(key=key, text="")
        Joining(Moves(), score=SCORE).add(self.rows[key], sketches)

    def remove(self, key: str) -> None:
        """Take a report out."""
        self.groups.remove(key)
        Joining(Moves(), score=SCORE).remove(self.rows[key])
        self.rows.pop(key).delete()

    def compare(self) -> None:
        """Look whether all is alike: ids of incidents, homes, chances."""
        rows = Account.objects.values_list("report__key", "ref", "incident__key", "home", "pk")
        keys = {pk: f"{report}\0{ref}" for report, ref, _, _, pk in rows}
        groups = self.groups
        assert {keys[pk]: incident for *_, incident, _, pk in rows} == groups._ids
        assert {keys[pk]: home for *_, home, pk in rows} == groups._homes
        pairs = Likeness.objects.values_list("one", "other", "chance")
        assert {frozenset((keys[one], keys[other])): chance for one, other, chance in pairs} == {
            frozenset((here, there)): chance
            for here, chances in groups._chances.items()
            for there, chance in chances.items()
            if chance >= FAINT
        }


@settings(max_examples=8)
@given(
    seed=st.integers(0, 50),
    days=st.integers(1, 20),
    towns=st.integers(1, 12),
    turns=st.lists(st.integers(0, 5), max_size=30),
)
def test_ids_homes_and_chances_are_the_same(seed: int, days: int, towns: int, turns: list[int]) -> None:
    with transaction.atomic():
        both = _Both()
        for at, sketches in enumerate(MadeUp(seed).reports(14, days=days, towns=towns)):
            both.add(sketches)
            if at < len(turns) and turns[at] == 0:  # one in six goes again, and not always the last
                both.remove(sorted(both.rows)[at % len(both.rows)])
        both.compare()
        transaction.set_rollback(True)


def test_where_more_belongs_together_than_is_put_together_at_once_all_is_the_same() -> None:
    both = _Both()
    for sketches in MadeUp(7).reports(40, days=2, towns=1):
        both.add(sketches)
    both.compare()


@pytest.mark.django_db(transaction=True)
def test_what_is_kept_of_another_archive_is_noticed() -> None:
    glances.forget_glances()
    first, second, *others = MadeUp(3).reports(12, days=2, towns=2)
    both = _Both()
    with transaction.atomic():
        for sketches in (first, second, *others[:-1]):
            both.add(sketches)
    assert glances._memory
    for number in list(glances._memory):  # as if the database had been another until now
        kept = glances._memory[number]
        other = Glance(*kept.glance[:-1], places=frozenset({"elsewhere"}))
        glances._memory[number] = glances.Glanced(other, "of another")
    with transaction.atomic():
        both.add(others[-1])
    both.compare()


@pytest.mark.django_db(transaction=True)
def test_what_a_transaction_read_that_came_to_nothing_is_not_kept() -> None:
    glances.forget_glances()
    one, other = MadeUp(3).reports(12, days=2, towns=2)[:2]
    both = _Both()
    with transaction.atomic():
        both.add(one)
        both.add(other)
        transaction.set_rollback(True)
    assert not glances._memory


def test_a_report_costs_a_score_of_questions_however_many_are_near() -> None:
    both = _Both()
    *known, last = MadeUp(5).reports(30, days=2, towns=2)
    for sketches in known:
        both.add(sketches)
    with CaptureQueriesContext(connection) as queries:
        both.add(last)
    assert len(queries) <= 32
