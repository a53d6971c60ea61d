"""Series are opened, changed and ended; readers' addresses stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from dateline.domain.errors import EditRefused
from dateline.web.archive.models import Change
from dateline.web.press.models import Series
from dateline.web.press.publishing.series import change_series, open_series, resume_series, retire_series
from dateline.web.rights import Role
from tests.web.press import bare, published

if TYPE_CHECKING:
    from dateline.web.site.accounts.models import User
    from tests.web.accounts import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(person: Person) -> User:
    return person(Role.EDITOR, name="Ada")


def test_a_series_is_opened_under_an_address_made_of_its_name(ada: User) -> None:
    made = open_series("Coast Report", by=ada, countries=["sy", "LB", "sy"], four_eyes=False)
    made.refresh_from_db()
    assert (made.slug, made.countries, made.four_eyes) == ("coast-report", ["SY", "LB"], False)
    verb, _, after = bare.last(made)
    assert (verb, after["name"]) == ("opened", "Coast Report")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"slug": "Big Letters"}, "slug"),
        ({"slug": "coast"}, "slug"),
        ({"name": "؟"}, "slug"),
        ({"cadence": "hourly"}, "cadence"),
        ({"countries": ["SYR"]}, "countries"),
    ],
)
def test_what_a_series_cannot_be_is_refused_by_the_name_of_its_field(
    ada: User, said: dict[str, Any], field: str
) -> None:
    published.series()
    with pytest.raises(EditRefused) as refused:
        open_series(**({"name": "Hill report"} | said), by=ada)
    assert refused.value.field == field


def test_what_changes_is_in_the_history_and_nothing_else_is(ada: User) -> None:
    series = published.series()
    change_series(series, by=ada, name="Coast and hills", cadence="weekly")
    change_series(series, by=ada, name="Coast and hills")
    assert series.name == "Coast and hills"
    (change,) = Change.objects.of(series)
    assert change.before == {"cadence": "daily", "name": "Coast report"}
    assert change.after == {"cadence": "weekly", "name": "Coast and hills"}


def test_the_address_stays_once_readers_know_it(ada: User) -> None:
    series = published.series()
    published.briefing(series, [], ada, out=False)
    change_series(series, by=ada, slug="shore")
    published.briefing(series, [], ada, slug="2018-05-21")
    with pytest.raises(EditRefused, match="readers know the series as “shore”"):
        change_series(series, by=ada, slug="coast")


def test_a_series_ends_and_is_taken_up_again(ada: User) -> None:
    series = published.series()
    retire_series(series, by=ada)
    retire_series(series, by=ada)
    assert not Series.objects.running().exists()
    resume_series(series, by=ada)
    assert Series.objects.running().get() == series
    assert [one.verb for one in Change.objects.of(series)] == ["resumed", "retired"]
