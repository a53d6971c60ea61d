"""Incidents on the page of a reading: accounts side by side, each with a link to its words."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from dateline.domain import Count, EventRef, Fact, Span, Stance, Weighing
from dateline.exporting.incidents.accounts import tell_incident
from dateline.exporting.page import render
from dateline.exporting.page.beside import Shown
from dateline.exporting.page.lighting import light
from dateline.exporting.telling import tell
from dateline.pipeline import incidents_of
from tests.codings import OIL_FIELD, codings, sample_coding
from tests.incidents import ARMY, WIRE, crossing, crossing_codings, examined, happened, killed, telling

if TYPE_CHECKING:
    from dateline.domain import Coding, Examined, Telling

_HOSTILE = "<script>alert(1)</script> \"'> <img src=x onerror=alert(2)> </style> {{ 7 * 7 }} &amp;"


def test_each_telling_leads_to_its_own_words_in_the_report_that_gives_it() -> None:
    page = _Page(render(crossing_codings(), [crossing()]))
    sheets = {coding.report.id: (f"r{n}", coding) for n, coding in enumerate(crossing_codings(), 1)}
    for one in crossing().incident.tellings:
        sheet, coding = sheets[one.event.report]
        leads = [
            key
            for key in page.told
            if key.startswith(f"{sheet}-w") and page.words_of(key) == one.at.of(coding.report.text)
        ]
        assert leads, one.words
    assert set(page.told) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_both_tolls_stand_under_the_report_that_gives_them() -> None:
    cells = _Page(render(crossing_codings(), [crossing()])).rows["Killed"]
    assert len(cells) == 2
    assert "3 “Three civilians” Syrian police (Assad)" in cells[0]
    assert "at least 11 “At least eleven people” unnamed sources of Levant Ground Monitor" in cells[1]


def test_what_the_accounts_come_to_stands_beside_the_fact() -> None:
    text = _Page(render(crossing_codings(), [crossing()])).text
    assert "(the higher was told later): 3 civilians – Syrian police (Assad); at least 11 people – " in text
    assert "common ground: 6 December 2018" in text
    assert crossing().incident.reason in text


def test_an_accusation_is_called_one_in_its_cell() -> None:
    cells = _Page(render(crossing_codings(), [crossing()])).rows["Who"]
    assert "rebel groups" in cells[1]
    after = cells[1][cells[1].index("rebel groups") :]
    assert "An accusation, not established" in after


def test_the_table_of_contents_leads_to_the_incident_and_its_events_lead_back() -> None:
    html = render([*crossing_codings(), sample_coding(OIL_FIELD)], [crossing()])
    skip, contents = 1, 1
    assert html.count('href="#i1"') == skip + contents + len(crossing().incident.events)
    assert html.count('href="#contents"') == 1 + 3  # from the incident and from each report
    assert "killed: at least 3 · injured: at least 9 · contested" in _Page(html).text
    assert "Told of by 2 of the 3 reports" in html
    assert 'id="i1"' in html


def test_who_says_that_it_happened_stands_over_the_table_with_those_who_count_as_one() -> None:
    text = _Page(render(crossing_codings(), [crossing()])).text
    assert "2 independent origins, 2 reports unnamed sources of Levant Ground Monitor witnesses" in text
    assert "Syrian police (Assad) party to the conflict, on a side" in text


def test_a_report_that_only_passes_on_what_another_has_says_so_over_its_column() -> None:
    harbour, monitor = crossing_codings()
    copy = replace(harbour, report=replace(harbour.report, id="copy", source="Copied News", url=None))
    one, *_ = (found for found in incidents_of([harbour, monitor, copy]) if len(found.incident.reports) == 3)
    html = render([harbour, monitor, copy], [one])
    heads = re.findall(r'<th scope="col">(.*?)</th>', html)
    told = ["adds no origin: passes on" in head for head in heads[:3]]
    assert dict(zip(re.findall(r">([^<]+)</a>", "".join(heads[:3])), told, strict=True)) == {
        "Harbour Dispatch": False,
        "Copied News": True,
        "Levant Ground Monitor": False,
    }


def test_what_somebody_disputes_is_not_folded_away() -> None:
    told = tell_incident(
        examined(
            happened(),
            telling(Fact.MEANS, "rockets"),
            telling(Fact.TARGET, "a market"),
            killed("3", Count(min=3, max=3)),
            weighings=(Weighing(fact=Fact.TYPE, denied_by=(ARMY.id,)), Weighing(fact=Fact.MEANS)),
        )
    )
    shown = Shown(key="i1", title="", told=told, columns=())
    assert [fact.label for fact in shown.leading] == ["killed", "what"]
    assert [fact.label for fact in shown.rest] == ["whom", "by what"]
    assert not shown.folded


def test_the_table_of_an_incident_in_which_nobody_is_harmed_is_folded() -> None:
    html = render(crossing_codings(), [_of_the_crossing(happened())])
    assert "<summary>The accounts side by side</summary>" in html
    assert "<summary>Also: " not in html


def _of_the_crossing(*tellings: Telling) -> Examined:
    """An incident of these tellings, all of the first sample's first event."""
    event = EventRef(report=crossing_codings()[0].report.id, event="e1")
    return examined(*(replace(one, event=event) for one in tellings), events=(event,))


def test_a_page_without_incidents_is_as_it_was() -> None:
    one = render([sample_coding(OIL_FIELD)])
    for trace in ('class="incident', 'class="accounts', "told-by", 'class="bare'):
        assert trace not in one


def test_a_report_that_is_not_on_the_page_has_no_column() -> None:
    harbour, _ = crossing_codings()
    page = _Page(render([harbour, sample_coding(OIL_FIELD)], [crossing()]))
    assert all(len(cells) == 1 for cells in page.rows.values())
    assert set(page.told) <= set(page.ids)


def test_the_same_report_given_twice_is_led_to_once() -> None:
    harbour, monitor = crossing_codings()
    page = _Page(render([harbour, monitor, harbour], [crossing()]))
    assert len(page.ids) == len(set(page.ids))
    assert not [key for key in page.told if key.startswith("r3")]


def test_a_report_that_tells_nothing_of_a_fact_is_said_not_to() -> None:
    harbour, monitor = crossing_codings()
    tellings = (
        replace(happened(), event=EventRef(report=harbour.report.id, event="e1")),
        telling(Fact.MEANS, "rockets", event=EventRef(report=monitor.report.id, event="e1")),
    )
    one = examined(*tellings, events=tuple(each.event for each in tellings))
    rows = _Page(render([harbour, monitor], [one])).rows
    assert "does not say" in rows["By what"][0]
    assert "rockets" in rows["By what"][1]


def test_hostile_words_in_an_incident_are_shown_and_never_obeyed() -> None:
    harbour, _ = crossing_codings()
    event = EventRef(report=harbour.report.id, event="e1")
    hostile = telling(
        Fact.AGENT,
        _HOSTILE,
        event=event,
        words=_HOSTILE,
        quote=_HOSTILE,
        stance=Stance.ACCUSES,
        through=(_HOSTILE,),
    )
    origins = (replace(WIRE, name=_HOSTILE),)
    one = examined(hostile, events=(event,), reason=_HOSTILE, origins=origins, id=_HOSTILE)
    page = _Page(render([harbour], [one]))
    assert page.tags.count("script") == 1
    assert "img" not in page.tags
    assert "{{ 7 * 7 }}" in page.text


@given(codings())
def test_words_that_are_led_to_are_cut_out_and_lose_no_letter(coding: Coding) -> None:
    text = coding.report.text
    middle = Span(len(text) // 2, len(text) // 2 + 1)
    sought = {middle: "w2", Span(0, len(text) + 1): "w1"}
    pieces = [
        piece for paragraph in light(text, tell(coding), sought) for run in paragraph for piece in run.pieces
    ]
    shown = "".join(piece.words for piece in pieces)
    assert "".join(shown.split()) == "".join(text.split())
    assert all("w1" in piece.within for piece in pieces)
    opened = [key for piece in pieces for key in piece.opens]
    assert len(opened) == len(set(opened))
    if middle.of(text).strip():
        assert [piece.words for piece in pieces if "w2" in piece.within] == [middle.of(text)]


def test_overlapping_words_each_keep_their_own_way_in() -> None:
    (paragraph,) = light(
        "Three civilians died.", (), {Span(0, 15): "w1", Span(6, 15): "w2", Span(0, 5): "w3"}
    )
    pieces = [piece for run in paragraph for piece in run.pieces]
    assert [(piece.words, piece.within, piece.opens) for piece in pieces] == [
        ("Three", ("w1", "w3"), ("w1", "w3")),
        (" ", ("w1",), ()),
        ("civilians", ("w1", "w2"), ("w2",)),
        (" died.", (), ()),
    ]


@pytest.mark.parametrize("count", [2, 4])
def test_many_reports_get_a_table_that_scrolls_by_itself(count: int) -> None:
    harbour, monitor = crossing_codings()
    more = [
        replace(harbour, report=replace(harbour.report, id=f"x{n}", source=f"Outlet {n}"))
        for n in range(count - 2)
    ]
    events = tuple(EventRef(report=each.report.id, event="e1") for each in (harbour, monitor, *more))
    incident = replace(crossing().incident, events=events)
    html = render([harbour, monitor, *more], [replace(crossing(), incident=incident)])
    assert ('role="region" tabindex="0"' in html) == (count > 3)


class _Page(HTMLParser):
    """What a page holds: ids, the ids that tellings lead to, the rows of account tables."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.told: list[str] = []
        self.tags: list[str] = []
        self.rows: dict[str, list[str]] = {}
        self._html = html
        self._words: list[str] = []
        self._cell: list[str] | None = None
        self._row: list[str] = []
        self._hidden = False
        self.feed(html)
        self.close()
        self.text = " ".join("".join(self._words).split())

    def words_of(self, key: str) -> str:
        """The words that are marked where `key` is led to."""
        pieces = re.findall(
            rf'class="[^"]*\b{key}(?: [^"]*)?"[^>]*>((?:<span class="lit second[^>]*>)?[^<]*)<', self._html
        )
        return re.sub("<[^>]*>", "", "".join(pieces)).replace("&#34;", '"').replace("&#39;", "'")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.ids += [values["id"]] if "id" in values else []
        if values.get("class") == "told":
            self.told.append(values["href"].removeprefix("#"))
        if tag == "tr":
            self._row = []
        if tag in ("th", "td"):
            self._cell = []
        self._hidden = tag in ("style", "script")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td") and self._cell is not None:
            self._row.append(" ".join("".join(self._cell).split()))
            self._cell = None
        if tag == "tr" and self._row and self._row[0]:
            label = self._row[0].partition(" over ")[0].partition(" accounts ")[0].partition(" common ")[0]
            self.rows[label.partition(" denied ")[0]] = self._row[1:]
        self._hidden = False

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._words.append(data)
        if self._cell is not None:
            self._cell.append(data)
