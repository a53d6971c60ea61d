"""The store: what goes in comes out as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from dateline.web.archive.models import Coding as CodingRow
from dateline.web.archive.models import Event, Report
from dateline.web.archive.store import coding_of, store_coding, store_report
from tests.codings import OIL_FIELD, codings, sample_coding

if TYPE_CHECKING:
    from dateline.domain import Coding

pytestmark = pytest.mark.django_db


@given(codings())
def test_any_coding_comes_out_as_it_went_in(coding: Coding) -> None:
    row = store_coding(coding)
    assert coding_of(row.report) == coding


def test_a_coding_that_comes_twice_is_kept_once() -> None:
    coding = sample_coding(OIL_FIELD)
    assert store_coding(coding) == store_coding(coding)
    assert CodingRow.objects.count() == 1
    assert Event.objects.count() == len(coding.events)


def test_a_report_that_comes_twice_is_one_report() -> None:
    report = sample_coding(OIL_FIELD).report
    assert store_report(report) == store_report(report)
    assert Report.objects.count() == 1
