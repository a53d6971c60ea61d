from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from dateline.domain import (
    ApartKind,
    Attribution,
    Coding,
    Effect,
    Event,
    EventType,
    NameClass,
    PlacePrecision,
    Report,
    SetApart,
    Span,
    Unresolved,
)
from dateline.exporting.page import render
from dateline.exporting.page.lighting import light
from dateline.exporting.telling import tell
from tests.codings import HARBOUR, MONITOR, OIL_FIELD, codings, sample_coding
from tests.fakes import Done, Happens, Says
from tests.resolved import ARIHA, CIVILIANS, IDLEB, IN_MARJ, REBELS, SPOKESWOMAN, coded, of_class, placing

if TYPE_CHECKING:
    from pathlib import Path

_HOSTILE = "<script>alert(1)</script> \"'> <img src=x onerror=alert(2)> </style> {{ 7 * 7 }} &amp;"


@given(codings())
def test_the_lit_text_is_the_reports_text_word_for_word(coding: Coding) -> None:
    shown = "".join(
        piece.words
        for paragraph in light(coding.report.text, tell(coding))
        for run in paragraph
        for piece in run.pieces
    )
    assert "".join(shown.split()) == "".join(coding.report.text.split())


@given(codings())
def test_every_event_can_be_reached_from_its_words(coding: Coding) -> None:
    told = tell(coding)
    runs = [run for paragraph in light(coding.report.text, told) for run in paragraph]
    ending = [number for run in runs for number in run.triggers]
    visible = [one.number for one in told if one.event.trigger.of(coding.report.text).strip()]
    assert set(visible) <= set(ending)
    assert len(ending) == len(set(ending))


@given(codings())
def test_any_coding_makes_a_page_whose_ids_are_unique_and_whose_links_lead_somewhere(coding: Coding) -> None:
    page = _Page(render([coding, coding]))
    assert len(page.ids) == len(set(page.ids))
    broken = {link for link in page.links if link.startswith("#")} - {f"#{key}" for key in page.ids}
    # Words that are nothing but white space between paragraphs are not shown, so nothing can lead to them.
    assert {link for link in broken if not link.endswith("-w")} == set()


def test_overlapping_words_keep_all_their_parts() -> None:
    report = Report(id="r", text="Rebels in Hama town fled.")
    event = Event(
        id="e1",
        type=EventType.DISPLACEMENT,
        mentions=(Span(20, 24),),
        agents=(Span(0, 14),),
        places=(Span(10, 19),),
    )
    told = tell(Coding(report=report, engine="scripted/1", events=(event,)))
    pieces = [piece for run in next(light(report.text, told)) for piece in run.pieces]
    assert [(piece.words, piece.lights.get(1, ()), piece.labels.get(1, "")) for piece in pieces] == [
        ("Rebels in ", ("agent",), "who"),
        ("Hama", ("agent", "place"), "where"),
        (" town", ("place",), ""),
        (" ", (), ""),
        ("fled", ("trigger",), "what"),
        (".", (), ""),
    ]


def test_two_events_on_the_same_words_both_keep_their_link() -> None:
    report = Report(id="r", text="They clashed.")
    events = tuple(Event(id=key, type=EventType.CLASH, mentions=(Span(5, 12),)) for key in ("e1", "e2"))
    page = _Page(render([Coding(report=report, engine="scripted/1", events=events)]))
    assert {"r1-e1-w", "r1-e2-w"} <= set(page.ids)


@pytest.mark.parametrize(
    ("confidence", "told"),
    [(0.87, ["chance that the report does tell of this: 87 of 100"]), (1.0, [])],
    ids=["given", "not given"],
)
def test_the_chance_of_an_event_is_shown_where_the_engine_gives_one(
    confidence: float, told: list[str]
) -> None:
    event = Event(id="e1", type=EventType.CLASH, mentions=(Span(5, 12),), confidence=confidence)
    coding = Coding(report=Report(id="r", text="They clashed."), engine="scripted/1", events=(event,))
    assert re.findall(r"chance that [^<]*", render([coding])) == told


def test_hostile_words_are_shown_and_never_obeyed() -> None:
    report = Report(
        id=_HOSTILE,
        text=_HOSTILE,
        title=_HOSTILE,
        source=_HOSTILE,
        author=_HOSTILE,
        url="javascript:alert(3)",
        language='en"><script>',
        set_apart=(SetApart(kind=ApartKind.COMMENTS, text=_HOSTILE),),
    )
    whole = Span(0, len(_HOSTILE))
    coding = Coding(
        report=report,
        engine=_HOSTILE,
        events=(
            Event(id=_HOSTILE, type=EventType.OTHER, mentions=(whole,), agents=(whole,), claims=(_HOSTILE,)),
        ),
        attributions=(Attribution(id=_HOSTILE, cue=whole, source=whole, content=whole),),
    )
    page = _Page(render([coding]))
    assert page.tags.count("script") == 1
    assert "img" not in page.tags
    assert not [name for name in page.attributes if name.startswith("on")]
    assert not [link for link in page.links if not link.startswith("#")]
    assert "alert(1)" in page.text
    assert "{{ 7 * 7 }}" in page.text


def test_the_page_needs_nothing_from_outside() -> None:
    html = render([sample_coding(OIL_FIELD)])
    assert not re.search(r"(?:src|srcset|poster|data)=|@import|url\(", html)
    assert not {"link", "img", "iframe", "object", "embed", "video", "audio", "base", "form"} & set(
        _Page(html).tags
    )


def test_the_policy_allows_this_pages_style_and_script_and_nothing_else() -> None:
    html = render([sample_coding(OIL_FIELD)])
    policy = _Page(html).policy
    for tag in ("style", "script"):
        inline = re.search(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert inline
        digest = base64.b64encode(hashlib.sha256(inline.group(1).encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_a_single_report_gives_the_page_its_heading() -> None:
    page = _Page(render([sample_coding(HARBOUR)]))
    assert page.headings[0] == ("h1", "Armed groups shell ferry crossing, three civilians martyred")
    assert "nav" not in page.tags


def test_several_reports_stand_under_a_table_of_contents() -> None:
    page = _Page(render([sample_coding(path) for path in (HARBOUR, MONITOR, OIL_FIELD)]))
    assert page.headings[0] == ("h1", "3 reports, read")
    assert page.tags.count("nav") == 1
    assert {"#r1", "#r2", "#r3"} <= set(page.links)


@pytest.mark.parametrize("pages", [(OIL_FIELD,), (HARBOUR, MONITOR)])
def test_headings_go_down_step_by_step(pages: tuple[Path, ...]) -> None:
    levels = [int(tag[1]) for tag, _ in _Page(render([sample_coding(path) for path in pages])).headings]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_an_accusation_is_called_one_where_it_is_listed_and_where_it_is_quoted() -> None:
    text = _Page(render([sample_coding(OIL_FIELD)])).text
    assert "Accusation, not established" in text
    assert "An accusation, not established" in text


def test_the_reports_own_voice_is_named() -> None:
    assert "Eastern Line in its own voice" in _Page(render([sample_coding(OIL_FIELD)])).text


def test_what_was_set_apart_stands_closed_at_the_end_and_is_called_no_part_of_the_report() -> None:
    html = render([sample_coding(OIL_FIELD)])
    apart = html[html.index('class="apart"') :]
    assert "not part of the report" in apart
    assert "Old Sapper" in apart
    assert "<details open" not in apart
    assert "Old Sapper" not in html[: html.index('class="apart"')]


def test_words_have_what_they_stand_for_beside_them() -> None:
    text = _resolved_page().text
    for told in (
        "Rebels, that is Front of the Hills",
        "a mill, that is not identified",
        "Marj, that is Marj, Idleb, Syria, within 2 km",
        "Kafr, that is not placed",
        "“three boys”, that is civilians, Syria",
        "“said”, that is spokeswoman, Ministry of Defence",
    ):
        assert told in text, told


def test_a_card_ends_with_how_exactly_and_why_and_that_is_closed() -> None:
    html = render([_resolved()])
    card = html[html.index('id="r1-e1"') : html.index('class="apart lists"')]
    why = _Page(card[card.index('<details class="why">') :]).text
    for told in (
        "What the words stand for, and why",
        "Front of the Hills rebel group, Syria “Rebels”: named so in the register",
        "civilians, Syria “three boys”: by the noun",
        "Lina Haddad spokeswoman, Ministry of Defence",
        "not identified “a mill”: by the noun",
        "Marj, Idleb, Syria somewhere in the town, within 2 km · 35.500, 36.250 “Marj”",
        "“Marj”: the only place of this name. Next best: Ariha, Idleb, Syria",
        "not placed “Kafr”: two towns of this name",
    ):
        assert told in why, told
    assert "<details open" not in html


def test_a_report_ends_with_who_is_who_and_where_is_where_which_lead_to_the_events() -> None:
    html = render([_resolved()])
    lists = _Page(html[html.index('class="apart lists"') : html.index("</main>")])
    assert "Who is who 4" in lists.text
    assert "“Rebels” (1): named so in the register" in lists.text
    assert "Where is where 2" in lists.text
    assert set(lists.links) == {"#r1-e1"}


def test_places_merely_mentioned_stand_apart_from_those_of_events() -> None:
    html = render([_resolved()])
    _, _, mentioned = html[: html.index("</main>")].partition("Places mentioned, where no event is told")
    assert "Damascus" in mentioned
    assert "somewhere in the region, within 60 km" in mentioned
    assert "Marj, Idleb" not in mentioned
    assert html.count("within 60 km") == 1


def test_where_nothing_was_looked_up_there_is_nothing_to_open_or_to_list() -> None:
    html = render([sample_coding(OIL_FIELD)])
    assert 'class="why"' not in html
    assert "apart lists" not in html


def test_no_place_leads_out_of_the_page() -> None:
    links = _resolved_page().links
    assert [link for link in links if not link.startswith("#")] == ["https://monitor.example/1"]


def test_hostile_words_of_a_register_or_gazetteer_are_shown_and_never_obeyed() -> None:
    coding = _resolved()
    hostile = replace(IN_MARJ, reason=_HOSTILE, place=replace(IN_MARJ.place, name=_HOSTILE))
    page = _Page(render([replace(coding, places=dict.fromkeys(coding.places, hostile))]))
    assert page.tags.count("script") == 1
    assert "img" not in page.tags
    assert "alert(1)" in page.text


def test_a_report_without_events_says_so() -> None:
    coding = sample_coding(OIL_FIELD)
    page = _Page(render([replace(coding, events=())]))
    assert "This report tells of no event that Dateline codes." in page.text


def test_a_report_of_which_nothing_is_known_but_its_text_makes_a_page() -> None:
    page = _Page(render([Coding(report=Report(id="r", text="Nothing."), engine="scripted/1")]))
    assert page.headings[0] == ("h1", "Report without a title")
    assert "Source not named" in page.text


def _resolved() -> Coding:
    text = "Rebels shelled a mill in Marj and Kafr, killing three boys, Lina Haddad said in Damascus."
    return coded(
        text,
        Happens(
            type=EventType.SHELLING,
            trigger="shelled",
            agents=("Rebels",),
            targets=("a mill",),
            places=("Marj", "Kafr"),
            harm=(Done(effect=Effect.KILLED, quantity="three", victims="three boys"),),
            by=("a1",),
        ),
        says=(Says(id="a1", cue="said", source="Lina Haddad", named=True),),
        names=(("Marj", NameClass.PLACE), ("Damascus", NameClass.PLACE)),
        places={
            "Marj": replace(IN_MARJ, runner_up=ARIHA),
            "Kafr": Unresolved(reason="two towns of this name"),
            "Damascus": placing(IDLEB, PlacePrecision.ADMIN, 60),
        },
        actors={"Rebels": REBELS, "a mill": of_class(None, None), "three boys": CIVILIANS},
        speakers={"Lina Haddad": SPOKESWOMAN},
    )


def _resolved_page() -> _Page:
    return _Page(render([_resolved()]))


class _Page(HTMLParser):
    """What a page holds."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: list[str] = []
        self.headings: list[tuple[str, str]] = []
        self.policy = ""
        self._words: list[str] = []
        self._heading: str | None = None
        self._hidden = False
        self.feed(html)
        self.close()
        self.text = " ".join("".join(self._words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.attributes += values
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if "href" in values else []
        if values.get("http-equiv") == "Content-Security-Policy":
            self.policy = values["content"]
        if re.fullmatch(r"h\d", tag):
            self._heading = ""
        self._hidden = tag in ("style", "script")

    def handle_endtag(self, tag: str) -> None:
        if re.fullmatch(r"h\d", tag):
            self.headings.append((tag, " ".join((self._heading or "").split())))
            self._heading = None
        self._hidden = False

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._words.append(data)
        if self._heading is not None:
            self._heading += data
