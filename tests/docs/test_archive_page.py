"""The reference of the archive names what there is: queries, roles, states and queues."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from dateline.web.archive.models import ArrivalState, Change, Correction, Event, Incident, Report, ReportState
from dateline.web.rights import Role

if TYPE_CHECKING:
    from pathlib import Path

    from django.db.models import Model

_TABLES: dict[str, type[Model]] = {
    "events": Event,
    "incidents": Incident,
    "reports": Report,
    "corrections": Correction,
    "changes": Change,
}


@pytest.fixture
def page(repository: Path) -> str:
    """The reference."""
    return (repository / "docs/reference/archive.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("of", _TABLES)
def test_the_queries_that_are_named_are_there(of: str, page: str) -> None:
    (row,) = re.findall(rf"^\| {of} \| (`.+`) \|$", page, re.MULTILINE)
    named = re.findall(r"`(\w+)\(", row)
    assert named
    there = _TABLES[of]._default_manager.all()  # noqa: SLF001 -- Django's public name
    assert [name for name in named if not callable(getattr(there, name, None))] == []


def test_every_role_is_told(page: str) -> None:
    table = page.partition("| role | may |")[2]
    assert re.findall(r"^\| (\w+) \|", table, re.MULTILINE) == list(Role)


def test_every_state_and_every_queue_is_told(page: str) -> None:
    way = page.partition("## A report's way")[2].partition("\n## ")[0]
    for word in (*ArrivalState.values, *ReportState.values, *settings.TASKS["default"]["QUEUES"]):
        assert re.search(rf"\b{word}\b", way), word
