"""Saying: the core's words in the languages of the site."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from dateline.domain import Count, DateRange, EventType, Precision, Stance
from dateline.domain.messages import Capital, Named, Number, Row, Sentence, message, message_of, to_json
from dateline.exporting import wording
from dateline.exporting.incidents import wording as of_incidents
from dateline.exporting.meaning import country_name
from dateline.web.archive.models import Incident
from dateline.web.archive.packing import parts_of, storable
from dateline.web.press.incidents.reasons import reason_of
from dateline.web.telling.saying import kept_said, said


def _days(first: date, last: date, precision: Precision = Precision.RANGE) -> str:
    return wording.date_words(DateRange(start=first, end=last, precision=precision))


@pytest.mark.parametrize(
    ("words", "german"),
    [
        (wording.count_words(Count(min=6)), "mindestens 6"),
        (of_incidents.with_best(Count(min=1200, max=1900), 1500), "1.200 bis 1.900; bester Wert 1.500"),
        (of_incidents.figure_words("8 to 10"), "8 bis 10"),
        (of_incidents.figure_words("at least 9 people"), "mindestens 9 Menschen"),
        (of_incidents.figure_words("Hajin"), "Hajin"),
        (wording.distance_words(2.5), "2,5 km"),
        (_days(date(2018, 5, 19), date(2018, 5, 25)), "19. bis 25. Mai 2018"),
        (_days(date(2018, 5, 1), date(2018, 6, 30)), "Mai bis Juni 2018"),
        (wording.type_words(EventType.DRONE_STRIKE), "Drohnenangriff"),
        (country_name("SY"), "Syrien"),
        (country_name("PS"), "Palästina"),
        (Capital.of(wording.WARNINGS[Stance.DENIES]), "Ein Dementi"),
        (message_of("%(number)s report", "%(number)s reports", 2), "2 Meldungen"),
        (Named.of("three", Number.of(3)), "3"),
        ("Marj", "Marj"),
    ],
)
def test_the_core_s_words_are_said_in_german(words: str, german: str) -> None:
    assert said(words) == words
    with override("de"):
        assert said(words) == german


def test_in_arabic_a_name_runs_its_own_way_and_rows_have_arabic_commas() -> None:
    row = Row.of(["Marj", "Idlib", country_name("SY")])
    with override("ar"):
        assert said(row) == "\u2068Marj\u2069، \u2068Idlib\u2069، سوريا"
        assert [said(message_of("%(number)s report", "%(number)s reports", at)) for at in (1, 2, 3, 11)] == [
            *("خبر واحد", "خبران", "3 أخبار", "11 خبرًا"),
        ]


def test_what_was_kept_is_said_in_the_language_of_the_page_as_far_as_its_parts_are_known() -> None:
    words = message("at least %(number)s", number=Number.of(6))
    with override("de"):
        assert kept_said("at least 6", to_json(words)) == "mindestens 6"
        assert kept_said("at least 6", None) == "at least 6"
        assert kept_said("at least 6", {"of": "another release"}) == "at least 6"
        assert kept_said("at least 7", to_json(words)) == "at least 7"
    assert kept_said("at least 6", to_json(words)) == "at least 6"


def test_a_reason_is_said_as_a_sentence() -> None:
    reason = message(
        "one origin, %(who)s, tells of %(what)s", who=Named.of("the Monitor", "Monitor"), what="it"
    )
    with override("de"):
        assert said(Sentence.of(reason)) == "Eine Ursprungsquelle berichtet davon: Monitor."


def test_what_no_column_holds_is_replaced_in_words_and_in_their_parts_alike() -> None:
    words = Sentence.of(message("one origin, %(who)s, tells of %(what)s", who="Mon\0itor \ud800", what="it"))
    kept, parts = storable(words), parts_of(words)
    assert "\0" not in str(parts)
    assert "\ud800" not in str(parts)
    with override("de"):
        assert kept_said(kept, parts) == "Eine Ursprungsquelle berichtet davon: Mon�itor �."
    assert parts_of("Marj") is None


def test_a_reason_that_has_no_words_in_the_language_of_the_page_says_that_it_is_english() -> None:
    words = Sentence.of(message("nobody but %(who)s tells of it so far", who="the Monitor"))
    row = Incident(reason=words, reason_parts=parts_of(words))
    with override("de"):
        assert (reason_of(row).words, reason_of(row).language) == (words, "en")
    assert reason_of(row).language == ""
