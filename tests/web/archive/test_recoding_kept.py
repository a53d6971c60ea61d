"""Coding anew keeps what people said: the benchmark's reports and checks, on a few reports of any kind."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.recoding import Outcome, check, made_up
from bench.retelling import edited, retold
from bench.saying import review
from dateline.domain import Event, EventType, Span
from dateline.web.archive.corrections import correct
from dateline.web.archive.models import Correction, Field
from dateline.web.archive.models import Event as EventRow
from dateline.web.archive.reviewing import accept
from dateline.web.archive.store import coding_of, store_coding
from tests.codings import OIL_FIELD, sample_coding
from tests.web.archive.people import somebody

if TYPE_CHECKING:
    from bench.retelling import Edit
    from dateline.domain import Coding

pytestmark = pytest.mark.django_db

_turns = count()  # each try is a report of its own


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000), codings=st.integers(1, 3))
def test_every_correction_is_kept_and_laid_where_its_words_stand(seed: int, codings: int) -> None:
    draw, outcome = random.Random(seed), Outcome()
    coding = next(iter(made_up(1)))
    coding = replace(coding, report=replace(coding.report, id=f"kept {next(_turns)}"))
    told = review(coding, draw, somebody(), said=(2, 4))
    edits: list[Edit] = []
    for turn in range(codings):
        coding, edit = retold(coding, draw, engine=f"other/{turn}")
        edits.append(edit)
        store_coding(coding)
    check(told, edits, outcome)
    assert not outcome.wrong
    assert outcome.counts["corrections kept"] == outcome.counts["corrections made"]


@given(st.text(alphabet="ab. \n", min_size=1, max_size=60), st.integers(0, 99), st.data())
def test_an_edit_tells_where_words_went(text: str, seed: int, data: st.DataObject) -> None:
    edit = edited(text, random.Random(seed))
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    there = edit.moved(span)
    assert there is None or there.of(edit.text) == span.of(text)


def test_like_words_are_told_apart_by_which_of_them_they_were() -> None:
    text = "Smoke rose. Shells fell. Smoke rose. Rain came. Smoke rose."
    coding = replace(sample_coding(OIL_FIELD), events=(), names=(), attributions=(), places={}, actors={})
    shelled = Event(id="e1", type=EventType.SHELLING, mentions=(Span(12, 23),))
    coding = replace(coding, report=replace(coding.report, text=text), events=(shelled,))
    row = EventRow.objects.get(coding=store_coding(coding))
    second = Span(text.index("Smoke", 5), text.index("Smoke", 5) + 10)
    correct(row, Field.TIMES, (second,), by=somebody())
    new = (
        "Smoke rose. Now read this. Shells fell. An advertisement. Smoke rose. A map. Rain came. Smoke rose."
    )
    at = new.index("Shells")
    moved = replace(shelled, id="n1", mentions=(Span(at, at + 11),))
    store_coding(replace(coding, report=replace(coding.report, text=new), events=(moved,), engine="other/2"))
    (event,) = _standing(row).events
    assert event.times == (Span(new.index("Smoke", 5), new.index("Smoke", 5) + 10),)


def test_an_event_some_of_whose_words_are_gone_is_carried_over_with_the_others() -> None:
    coding = sample_coding(OIL_FIELD)
    event = next(one for one in coding.events if one.agents or one.places)
    text = f"{coding.report.text} Later, on Tuesday."
    later = Span(text.index("Later"), text.index("Later") + 5)
    with_time = replace(event, times=(*event.times, later))
    coding = replace(coding, report=replace(coding.report, text=text), events=(with_time,))
    row = EventRow.objects.get(coding=store_coding(coding))
    accept(row, by=somebody())
    without = replace(sample_coding(OIL_FIELD), events=(), engine="other/2")
    store_coding(replace(without, report=replace(without.report, text=coding.report.text[: later.start])))
    (stood,) = _standing(row).events
    assert stood.mentions == event.mentions
    assert stood.times == event.times
    row.refresh_from_db()
    assert row.recoded
    store_coding(replace(without, report=replace(without.report, text="All is gone."), engine="other/3"))
    row.refresh_from_db()
    assert row.coding is None
    assert Correction.objects.lost().filter(event=row).exists()


def _standing(row: EventRow) -> Coding:
    stood = coding_of(row.report)
    assert stood is not None
    return stood
