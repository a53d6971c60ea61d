"""The table of the environment is whole: every variable that is read stands in it, and no other."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_VARIABLE = re.compile(r"(?:DATELINE|DJANGO|XDG)_[A-Z_]+|DATABASE_URL|NO_COLOR")
# By which the processes of `dateline serve` know each other: it is set by Dateline, not by people.
_INTERNAL = {"DATELINE_SUPERVISOR"}
# What packages of ours read: rich.
_READ_ELSEWHERE = {"NO_COLOR"}
# What the packages of developers look at is told beside where it is read.
_READ_BY_TESTS = ("tests/web/settings.py", "tests/reading/test_pages.py")


def test_every_variable_that_is_read_is_in_the_table_and_the_other_way_round(repository: Path) -> None:
    read = {name for path in _sources(repository) for name in _named_in(path)}
    assert read >= {"DATELINE_HOME", "DATABASE_URL"}
    told = set(_told(repository / "docs" / "reference" / "environment.md"))
    assert read - _INTERNAL | _READ_ELSEWHERE == told


def test_every_variable_is_told_once_with_what_holds_where_it_is_not_set(repository: Path) -> None:
    page = repository / "docs" / "reference" / "environment.md"
    names = list(_told(page))
    assert len(names) == len(set(names))
    for row in _rows(page):
        assert all(cell.strip() for cell in row), row


def _sources(repository: Path) -> Iterator[Path]:
    yield from (repository / "src").rglob("*.py")
    yield from (repository / name for name in _READ_BY_TESTS)


def _named_in(path: Path) -> Iterator[str]:
    """The variables that a module names by a string of their own."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _VARIABLE.fullmatch(node.value):
            yield node.value


def _told(page: Path) -> Iterator[str]:
    for first, *_ in _rows(page):
        yield from re.findall(r"`([A-Z_]+)`", first)


def _rows(page: Path) -> Iterator[list[str]]:
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("| `"):
            yield line.strip("|").split(" | ")
