"""docs/reference/formats.md tells of every column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.cli.export import FORMS
from dateline.exporting import acled, gdelt, hxl, polecat, ucdp
from dateline.exporting.incidents import hxl as of_incidents

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.exporting.sheets import Layout


@pytest.mark.parametrize(
    "layout",
    [acled.LAYOUT, ucdp.LAYOUT, polecat.LAYOUT, gdelt.LAYOUT, hxl.LAYOUT, of_incidents.LAYOUT],
    ids=["acled", "ucdp", "polecat", "gdelt", "hxl", "hxl of incidents"],
)
def test_the_reference_page_explains_every_column(repository: Path, layout: Layout) -> None:
    page = _page(repository)
    assert [column for column in layout.columns if f"`{column}`" not in page] == []


def test_the_reference_page_gives_every_hxl_tag(repository: Path) -> None:
    page = _page(repository)
    assert [tag for tag in (*hxl.TAGS.values(), *of_incidents.TAGS.values()) if f"`{tag}`" not in page] == []


def test_the_reference_page_tells_of_every_format(repository: Path) -> None:
    page = _page(repository)
    assert [form for form in FORMS if f"| `{form}` |" not in page] == []


def _page(repository: Path) -> str:
    return (repository / "docs/reference/formats.md").read_text(encoding="utf-8")
