"""What the database itself promises of the press's tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from dateline.web.press.models import Briefing, Stage
from dateline.web.rights import Role
from tests.web.press import published

if TYPE_CHECKING:
    from tests.web.accounts import Person

pytestmark = pytest.mark.django_db


def test_readers_see_what_is_live_and_was_not_withdrawn(person: Person) -> None:
    ada = person(Role.EDITOR)
    series, told = published.series(), published.incidents(3)
    out = published.briefing(series, told[:1], ada)
    published.briefing(series, told[1:2], ada, slug="2018-05-21", out=False)
    assert list(Briefing.objects.published()) == [out]


def test_nobody_approves_what_they_submitted_where_four_eyes_are_asked_for(person: Person) -> None:
    ada = person(Role.EDITOR)
    made = published.briefing(published.series(), [], ada, out=False)
    made.submitted_by = made.approved_by = ada
    made.stage = Stage.APPROVED
    with pytest.raises(IntegrityError, match="briefing_four_eyes"), transaction.atomic():
        made.save()
    made.four_eyes = False
    made.save()
