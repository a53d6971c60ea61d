"""The history of what people did: written once, in the transaction of the change itself."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, cast

from django.db import transaction

from dateline.web.archive.models import Change
from dateline.web.archive.models.codings import Event
from dateline.web.archive.models.reports import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.base_user import AbstractBaseUser
    from django.db.models import Model

    from dateline.web.archive.people import User

_request: ContextVar[str] = ContextVar("request", default="")


@contextmanager
def within_request(number: str) -> Iterator[None]:
    """Have all changes made inside keep the number of the request that brings them."""
    token = _request.set(number)
    try:
        yield
    finally:
        _request.reset(token)


def record(
    verb: str,
    row: Model,
    *,
    by: AbstractBaseUser | None,
    before: Any = None,  # noqa: ANN401 -- whatever JSON can hold
    after: Any = None,  # noqa: ANN401
) -> Change:
    """Keep that `by` did `verb` to `row`. It has to stand in the transaction of what was done.

    Args:
        verb: What was done, in one word ("accepted").
        row: What it was done to.
        by: Who did it; None for Dateline itself.
        before: What was there, as JSON.
        after: What is there now, as JSON.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            f"{verb} is recorded outside the transaction that does it"
        )
    return Change.objects.create(
        verb=verb,
        about=row._meta.model_name or "",
        object=str(row.pk),
        report=_report_of(row),
        by=cast("User | None", by),
        before=before,
        after=after,
        request=_request.get(),
    )


def _report_of(row: Model) -> str:
    match row:
        case Report():
            return row.key
        case Event():
            return row.report.key
    return ""
