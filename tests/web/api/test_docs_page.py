"""The page that describes the API: whole, without a script, and with nothing that another host would see."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from justhtml import JustHTML

from dateline.cli import dateline
from dateline.web.api.problems import TITLES
from dateline.web.api.schema import description
from tests.web.api.readable import asked, body, told

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.api.readable import Readable

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(db: None) -> str:  # noqa: ARG001 -- asked for
    """The page."""
    return body(asked("/api/docs/"))


def test_the_page_tells_of_every_address_parameter_and_shape(page: str) -> None:
    made = description()
    for path, methods in made["paths"].items():
        assert f"GET {path}" in page
        for parameter in methods["get"]["parameters"]:
            assert f"<code>{parameter['name']}</code>" in page, parameter["name"]
    for name in made["components"]["schemas"]:
        assert f'id="shape-{name}"' in page
    for kind in TITLES:
        assert f'id="problem-{kind}"' in page


def test_every_link_within_the_page_leads_somewhere(page: str) -> None:
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_the_page_needs_no_script_and_asks_no_other_host(page: str) -> None:
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
    assert " style=" not in page


def test_the_page_is_valid_html(page: str) -> None:
    assert JustHTML(page, collect_errors=True).errors == []


def test_who_has_the_page_gets_304(page: str) -> None:
    assert page
    tag = asked("/api/docs/").headers["ETag"]
    asked("/api/docs/", 304, if_none_match=tag)
    asked("openapi.json", 304, if_none_match=asked("openapi.json").headers["ETag"])


def test_the_command_prints_what_the_site_serves() -> None:
    done = CliRunner().invoke(dateline, ["openapi"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.output) == description()


def test_the_reference_names_every_address_and_shows_what_there_is(site: Readable, repository: Path) -> None:
    reference = (repository / "docs/reference/api.md").read_text(encoding="utf-8")
    for path in description()["paths"]:
        assert f"`{path}`" in reference, path
    incident = told(f"incidents/{site.incidents[0].pk}")
    claim = told("claims?limit=1")["items"][0]
    shown = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", reference, re.DOTALL)]
    assert len(shown) >= 3
    for example, real in zip(shown, ({"items": [incident], "next": None}, claim), strict=False):
        first = example["items"][0] if "items" in example else example
        there = real["items"][0] if "items" in real else real
        assert first.keys() <= there.keys()
