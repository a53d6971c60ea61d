"""Questions that linking asks by the hundred, in plain SQL: what lies between takes longer than the answers.

Numbers in them are of our own making, so they stand in the question itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connections, router

from dateline.web.archive.models import Account

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper

_ASKED = 2000  # numbers in one question
_WORDS = 500  # words: databases take only so many parameters


def of_accounts() -> BaseDatabaseWrapper:
    """The connection to the database that accounts are kept in."""
    return connections[router.db_for_write(Account)]


def asked(question: str, numbers: Iterable[int]) -> list[tuple[Any, ...]]:
    """The answers to a question that has `{}` for some numbers, asked in their order.

    So the disk is read in its order.
    """
    rows: list[tuple[Any, ...]] = []
    with of_accounts().cursor() as cursor:
        for some in portions(numbers, _ASKED):
            cursor.execute(question.format(", ".join(map(str, some))))
            rows += cursor.fetchall()
    return rows


def asked_by_words(question: str, words: Iterable[str]) -> list[tuple[Any, ...]]:
    """The answers to a question that has `{}` for some words."""
    rows: list[tuple[Any, ...]] = []
    with of_accounts().cursor() as cursor:
        for some in portions(words, _WORDS):
            cursor.execute(question.format(", ".join(["%s"] * len(some))), some)
            rows += cursor.fetchall()
    return rows


def portions(numbers: Iterable[Any], most: int) -> Iterator[list[Any]]:
    """So many at a time, in their order."""
    ordered = sorted(numbers)
    for at in range(0, len(ordered), most):
        yield ordered[at : at + most]
