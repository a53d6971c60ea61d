"""The tests of the API have a small world, people, browsers, and a site to read, made once a module."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from dateline.pipeline import Lookups
from dateline.web.archive.tasks_world import World, in_world
from dateline.web.site.accounts.models import User
from tests.lookups import register
from tests.web.accounts import nobody_has_tried, person, signed_in
from tests.web.api.readable import readable
from tests.web.small_world import small_world
from tests.web.visiting import visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoDbBlocker

    from tests.web.api.readable import Readable

__all__ = ["made", "nobody_has_tried", "person", "signed_in", "site", "small_world", "visit"]


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Readable]:  # noqa: ARG001 -- asked for
    """A site that can be read: in a transaction around those of the tests, whose changes end with them."""
    with (
        django_db_blocker.unblock(),
        in_world(World(lookups=lambda: Lookups(register=register()))),
        transaction.atomic(),
    ):
        yield readable(User.objects.create_user("ada@example.org", name="Ada"))
        transaction.set_rollback(True)


@pytest.fixture
def site(made: Readable, db: None) -> Readable:  # noqa: ARG001 -- asked for, so that a test's changes end with it
    """A site that can be read."""
    return made
