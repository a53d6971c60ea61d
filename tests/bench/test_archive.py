"""The cost of linking: the archive that is made up for it, and a small run."""

from __future__ import annotations

from collections import Counter

from click.testing import CliRunner

from bench.archive import DAYS, FIRST_DAY, PER_REPORT, Invention, main, timed
from dateline.linking.clustering import Groups
from dateline.linking.scoring import Scorer, load_weights


def test_an_archive_of_one_seed_is_always_the_same() -> None:
    one, other = Invention(1), Invention(1)
    happened = one.incidents(40)
    assert happened == other.incidents(40)
    assert list(one.reports(happened)) == list(other.reports(happened))
    assert Invention(2).incidents(40) != happened


def test_incidents_lie_in_the_years_that_are_said_and_few_towns_have_most() -> None:
    happened = Invention(1).incidents(500)
    assert [one.day for one in happened] == sorted(one.day for one in happened)
    assert all(FIRST_DAY <= one.day < FIRST_DAY + DAYS for one in happened)
    towns = Counter(one.town for one in happened)
    assert sum(count for _, count in towns.most_common(20)) > 150


def test_reports_tell_of_incidents_in_accounts_with_keys_of_their_own() -> None:
    invention = Invention(1)
    reports = list(invention.reports(invention.incidents(60)))
    keys = [one.key for sketches in reports for one in sketches]
    assert len(keys) == len(set(keys)) > 60
    for sketches in reports:
        assert len({one.report for one in sketches}) == 1
        assert 1 <= len(sketches) <= PER_REPORT


def test_a_new_report_is_of_known_days_and_leaves_the_archive_as_it_was() -> None:
    invention = Invention(1)
    happened = invention.incidents(60)
    groups = Groups(score=Scorer(load_weights()))
    for sketches in invention.reports(happened):
        groups.add(sketches[0].report, sketches)
    before = {key: groups.members(key) for key in groups.ids}
    days = {one.day for one in happened}
    assert all(one.first in days for one in invention.latest("new", happened))
    times = timed(groups, invention, happened, 5)
    assert len(times) == 5
    assert all(time > 0 for time in times)
    assert {key: groups.members(key) for key in groups.ids} == before


def test_the_program_tells_the_cost_for_each_size() -> None:
    ran = CliRunner().invoke(main, ["--incidents", "30", "--incidents", "60", "--reports", "3"])
    assert ran.exit_code == 0, ran.output
    first, second = ran.output.splitlines()
    assert first.split()[:3] == ["30", "made", "up,"]
    assert second.split()[:3] == ["60", "made", "up,"]
    assert "p50" in second
    assert "ms" in second
