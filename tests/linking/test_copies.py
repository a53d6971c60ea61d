"""Copies: whole, cut, edited and quoted, told from reports that only speak of the same thing."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain import Report, Span
from dateline.linking.copies import Copies, is_copied, is_copy

if TYPE_CHECKING:
    import random

WIRE = (
    "Warplanes struck the covered market of Marj on Tuesday morning, killing at least nine people, a nurse "
    "at the town hospital said. Rescue workers were still digging through the rubble of two bakeries when a "
    "second raid hit the street behind the mill an hour later. The governor of the province promised an "
    "inquiry and asked the families to stay away from the river until the bridge had been searched for mines."
)
OTHER = (
    "Nine people died when the market of Marj was bombed on Tuesday. A second raid followed in the hour. "
    "Officials in the provincial capital said that they would look into what had happened, and families were "
    "told to keep off the river banks while sappers worked on the bridge and its approaches."
)
OWN = (
    "Our reporter counted eleven coffins at the graveyard on the hill and spoke with two of the widows there."
)


def report(text: str, source: str, key: str | None = None) -> Report:
    return Report(id=key or source, text=text, source=source)


def had(*reports: Report) -> Copies:
    copies = Copies()
    for one in reports:
        copies.add(one)
    return copies


def edited(text: str, every: int) -> str:
    words = text.split()
    return " ".join("editor" if number % every == every - 1 else word for number, word in enumerate(words))


SENTENCES = WIRE.split(". ")
COPIES = {
    "as it was": WIRE,
    "under another headline": f"Market bombed in Marj\n\n{WIRE}",
    "cut to a half": ". ".join(SENTENCES[:2]) + ".",
    "cut to a third": SENTENCES[0] + ".",
    "in another order": ". ".join(reversed(SENTENCES)),
    "with a paragraph of its own": f"{WIRE}\n\n{OWN}",
    "with every tenth word changed": edited(WIRE, 10),
    "in capitals, with other signs": WIRE.upper().replace(",", " –"),
}


@pytest.mark.parametrize("text", COPIES.values(), ids=COPIES)
def test_a_copy_is_known_however_an_editor_dressed_it(text: str) -> None:
    found = had(report(WIRE, "World Wire"), report(OTHER, "Hill Courier")).borrowed(report(text, "Harbour"))
    assert is_copy(found)
    assert found.report == "World Wire"


def test_another_account_of_the_same_event_is_no_copy() -> None:
    found = had(report(WIRE, "World Wire")).borrowed(report(OTHER, "Hill Courier"))
    assert not is_copy(found)
    assert found.share < 0.1


def test_a_report_that_quotes_a_paragraph_borrows_that_paragraph_alone() -> None:
    text = f"{OWN} {SENTENCES[1]}. {OTHER}"
    host = report(text, "Harbour")
    copies = had(report(WIRE, "World Wire"), host)
    quoted = Span(text.index("Rescue workers"), text.index("later.") + 6)
    assert is_copied(copies.borrowed(host, quoted))
    assert not is_copied(copies.borrowed(host, Span(0, len(OWN))))
    assert not is_copy(copies.borrowed(host))


def test_what_an_outlet_printed_before_itself_is_not_borrowed() -> None:
    copies = had(report(WIRE, "World Wire", "morning"))
    again = report(f"{WIRE} {OWN}", "World Wire", "evening")
    assert copies.borrowed(again).share == 0
    assert copies.borrowed(again).report is None


def test_words_belong_to_whoever_had_them_first_so_a_copy_of_a_copy_goes_back_to_the_first() -> None:
    copies = had(report(WIRE, "World Wire"), report(WIRE, "Harbour"), report(WIRE, "Hill Courier"))
    assert copies.borrowed(report(WIRE, "Port Gazette")).report == "World Wire"
    assert copies.borrowed(report(WIRE, "World Wire")).report is None


def test_a_formula_of_a_few_words_is_nobodys() -> None:
    text = "The two were taken to hospital."
    found = had(report(text, "World Wire")).borrowed(report(text, "Harbour"))
    assert found.share == 1
    assert not is_copy(found)
    assert not is_copied(found)


def test_a_text_of_fewer_words_than_a_shingle_borrows_nothing() -> None:
    assert had(report("Shells fell.", "World Wire")).borrowed(report("Shells fell.", "Harbour")).share == 0


def test_a_report_without_a_source_is_published_by_its_site() -> None:
    first = Report(id="1", text=WIRE, url="https://www.wire.example/a")
    same_site = Report(id="2", text=WIRE, url="https://wire.example/b")
    other_site = Report(id="3", text=WIRE, url="https://harbour.example/c")
    copies = had(first)
    assert copies.borrowed(same_site).share == 0
    assert copies.borrowed(other_site).share == 1


def test_an_index_that_keeps_every_eighth_shingle_still_knows_whole_copies() -> None:
    words = [f"word{number}" for number in range(400)]
    copies = Copies(one_in=8)
    copies.add(report(" ".join(words), "World Wire"))
    assert is_copy(copies.borrowed(report(" ".join(words[:200]), "Harbour")))
    assert not is_copy(copies.borrowed(report(" ".join(reversed(words)), "Harbour")))


def test_an_index_is_the_same_kept_or_made_anew() -> None:
    reports = [report(WIRE, "World Wire"), report(OTHER, "Hill Courier"), report(OWN, "Harbour")]
    copies, asked = had(*reports), report(f"{OTHER} {OWN}", "Port Gazette")
    kept = pickle.loads(pickle.dumps(copies))  # noqa: S301 -- our own bytes
    anew = had(*reports, *reports)
    assert copies.borrowed(asked) == kept.borrowed(asked) == anew.borrowed(asked)


@given(st.randoms(use_true_random=False), st.floats(min_value=0, max_value=1))
def test_a_share_is_between_none_and_all_and_what_is_cut_off_never_matters(
    chance: random.Random, cut: float
) -> None:
    words = [f"word{chance.randrange(200)}" for _ in range(120)]
    copies = had(report(" ".join(words), "World Wire"))
    piece = words[: int(cut * len(words))]
    found = copies.borrowed(report(" ".join(piece), "Harbour"))
    assert found.share == (1 if len(piece) >= 4 else 0)
