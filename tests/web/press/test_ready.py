"""Questions that are put into SQL once answer as if they were put anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db.models import Count, SlugField, UUIDField
from django.utils import translation

from dateline.web.press.models import Briefing
from dateline.web.press.ready import Given, Ready
from dateline.web.rights import Role
from dateline.web.telling.translating import gettext, pgettext
from tests.web.press import published

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.web.accounts import Person

_AT = Ready(
    lambda: (
        Briefing.objects.out()
        .select_related("series", "live")
        .filter(series__slug=Given("series", SlugField()), pk=Given("pk", UUIDField()))
        .annotate(claims=Count("citations"))
        .defer("live__body")
    )
)
_LABELS: Ready[Briefing] = Ready(
    lambda: (
        Briefing.objects.filter(pk=Given("pk", UUIDField()))
        .order_by("citations__label")
        .values_list("pk", "published_at", "citations__label")
    )
)


@pytest.mark.django_db
def test_a_question_that_is_ready_answers_each_time_for_what_is_given(
    person: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    told, by = published.incidents(6), person(Role.EDITOR)
    made = [published.briefing(published.series(slug), told[:2], by) for slug in ("coast", "hills")]
    for row in made:
        series, live = row.series, row.live
        with django_assert_num_queries(1):
            rows = _AT.rows(series=series.slug, pk=row.pk)
            (one,) = _AT.models(rows)
            assert (one, one.series, one.live) == (row, series, live)
            assert (one.published_at, getattr(one, "claims", 0)) == (row.published_at, 2)
        assert _AT.column("slug", rows) == [row.slug]
        with django_assert_num_queries(1):
            assert one.live is not None
            assert one.live.body
        given = _LABELS.values(_LABELS.rows(pk=row.pk))
        assert given == [(row.pk, row.published_at, label) for label in ("c1", "c2")]
    assert _AT.rows(series="hills", pk=made[0].pk) == []


def test_what_was_said_once_is_said_in_each_language_in_its_own_words() -> None:
    for _ in range(2):
        with translation.override("de"):
            german = gettext("Corrections"), pgettext("fact", "killed")
        with translation.override("en-gb"):
            assert (gettext("Corrections"), pgettext("fact", "killed")) == ("Corrections", "killed")
        assert german[0] != "Corrections"
        assert german[1] != "killed"
