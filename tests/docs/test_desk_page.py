"""The guide to the desk tells the keys that the screens have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from dateline.web.desk.reviewing import showing

if TYPE_CHECKING:
    from pathlib import Path

# Keys that are told where they are met: in the small windows of a screen, and on a page of their own.
_TOLD_THERE = {"1", "2", "3", "Enter"}


@pytest.fixture
def page(repository: Path) -> str:
    """The guide."""
    return (repository / "docs/how-to/desk.md").read_text(encoding="utf-8")


def test_the_keys_of_the_review_screen_are_those_that_it_has(page: str, repository: Path) -> None:
    table = page.partition("| key | does |")[2].partition("\n\n")[0]
    told = {
        key
        for row in re.findall(r"^\| (`.+?) \|", table, re.MULTILINE)
        for key in re.findall(r"`(\S+?)`", row)
    }
    parts = showing.parts(None, None)
    there = _keys(
        repository, "desk.html", "reviewing/event.html", "reviewing/fields.html", "reviewing/add.html"
    )
    there |= _keys(repository, "reviewing/incident.html") | {part.key for part in parts}
    there |= {part.adds for part in parts}
    assert there <= told, f"of {sorted(there - told)} the guide says nothing"
    lists = {"j", "k", "o", "x", "Enter", "/"} | _keys(repository, "queue/queue.html", "queue/pages.html")
    assert told <= there | lists, f"no screen has {sorted(told - there - lists)}"


@pytest.mark.parametrize("screen", ["incident/reviewing", "incident/doubles", "incident/reports"])
def test_the_keys_of_the_incident_screen_are_told(screen: str, page: str, repository: Path) -> None:
    told = set(re.findall(r"`(\S)`", page.partition("\n## Incidents")[2].partition("\n## ")[0])) | {"n", "/"}
    assert _keys(repository, f"{screen}.html") <= told


@pytest.mark.parametrize(
    "name", ["desk", "incidents", "sources", "actors", "places", "changes", "agreement", "hand_in", "export"]
)
def test_the_screens_that_are_told_are_there(name: str) -> None:
    assert reverse(name).startswith("/desk/")


def _keys(repository: Path, *templates: str) -> set[str]:
    """The keys that templates give out by name."""
    folder = repository / "src/dateline/web/desk/templates/desk"
    found = set()
    for template in templates:
        text = re.sub(
            r"\{% comment %\}.*?\{% endcomment %\}",
            "",
            (folder / template).read_text(encoding="utf-8"),
            flags=re.DOTALL,
        )
        found |= set(re.findall(r'data-key="([^"{]+)"', text))
    return found - _TOLD_THERE
