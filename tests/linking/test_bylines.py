"""Bylines: the agency over or under a report, told from agencies that a sentence cites."""

from __future__ import annotations

import pytest

from dateline.domain import Report
from dateline.linking.bylines import agency_over
from tests.linking.two_lands import sources

BODY = "Warplanes struck the market of Marj, killing five people. The governor promised an inquiry."

# source, author, text, the id of whoever wrote it
BYLINES: list[tuple[str | None, str | None, str, str | None]] = [
    ("Harbour Dispatch", None, BODY, None),
    ("World Wire", None, BODY, "world-wire"),
    ("Harbour Dispatch / World Wire", None, BODY, "world-wire"),
    ("Harbour Dispatch", "World Wire", BODY, "world-wire"),
    ("Harbour Dispatch", "By World Wire staff", BODY, "world-wire"),
    ("Harbour Dispatch", "Nadim Sarkis and World Wire", BODY, "world-wire"),
    ("Harbour Dispatch", "Nadim Sarkis", BODY, None),
    ("Harbour Dispatch", None, f"PORT MAR (World Wire) - {BODY}", "world-wire"),
    ("Harbour Dispatch", None, f"Port Mar, May 22 (World Wire) – {BODY}", "world-wire"),
    ("Harbour Dispatch", None, f"World Wire | {BODY}", "world-wire"),
    ("Harbour Dispatch", None, f"World Wire\n{BODY}", "world-wire"),
    ("Harbour Dispatch", None, f"{BODY} (World Wire)", "world-wire"),
    ("Harbour Dispatch", None, f"{BODY} (Source: Port News Agency)", "port-news"),
    ("Harbour Dispatch", None, f"PORT MAR (Port News Agency) - {BODY}", "port-news"),
    # cited, not signing
    ("Harbour Dispatch", None, f"{BODY} A doctor told World Wire so.", None),
    ("Harbour Dispatch", None, "World Wire reported that warplanes struck Marj.", None),
    ("Harbour Dispatch", None, "Fighters of the Reed Front (RF) - a rebel group - took Marj.", None),
    ("Harbour Dispatch", None, f"PORT MAR (May 22) - {BODY}", None),
    # no agency, and no place where only a writer's name can stand
    ("Port News Agency", None, BODY, None),
    (None, None, "", None),
]


@pytest.mark.parametrize(
    ("headline", "writer"),
    [("Night of fear", "world-wire"), ("Fear " * 46, "world-wire"), ("Fear " * 60, None)],
)
def test_an_agency_before_a_day_may_follow_a_long_headline(headline: str, writer: str | None) -> None:
    """Where a page's head has run together with its text."""
    text = f"{headline} WW Friday 10 Oct 2014 {BODY}"
    found = agency_over(Report(id="r", text=text, source="Harbour Dispatch"), sources())
    assert (found.id if found else None) == writer


@pytest.mark.parametrize(("source", "author", "text", "writer"), BYLINES)
def test_a_report_is_whose_byline_it_bears(
    source: str | None, author: str | None, text: str, writer: str | None
) -> None:
    found = agency_over(Report(id="r", text=text, source=source, author=author), sources())
    assert (found.id if found else None) == writer
