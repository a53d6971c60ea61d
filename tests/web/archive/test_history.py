"""The history: what people did is told once and never altered."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from dateline.web.archive.history import record, within_request
from dateline.web.archive.models import Change, Source
from tests.web.archive.people import somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def change() -> Change:
    """A change of a source."""
    source = Source.objects.create(name="The Mill")
    with within_request("r1"):
        return record("renamed", source, by=somebody(), before={"name": "Mill"}, after={"name": "The Mill"})


def test_a_change_tells_who_did_what_to_what_in_which_request(change: Change) -> None:
    assert (change.by, change.verb, change.about, change.request) == (somebody(), "renamed", "source", "r1")
    assert list(Change.objects.of(Source.objects.get())) == [change]


def test_no_change_is_updated_or_deleted_by_whatever_way(change: Change) -> None:
    change.verb = "never happened"
    ways = (
        change.save,
        change.delete,
        lambda: Change.objects.update(verb="never happened"),
        lambda: Change.objects.all()._raw_delete("default"),  # noqa: SLF001 -- what forbids it is tested
        lambda: _execute("UPDATE archive_change SET verb = 'never happened'"),
        lambda: _execute("DELETE FROM archive_change"),
    )
    for way in ways:
        with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
            way()
    assert Change.objects.get().verb == "renamed"


@pytest.mark.django_db(transaction=True)
def test_what_is_recorded_outside_the_transaction_that_does_it_is_refused() -> None:
    source = Source.objects.create(name="The Mill")
    with pytest.raises(transaction.TransactionManagementError):
        record("renamed", source, by=None)


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
