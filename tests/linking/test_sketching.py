"""The little of an account that is compared: what a sketch holds of a report's words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from dateline.domain import Effect, EventType, NameClass
from dateline.linking import Told, roll_up
from dateline.linking.hours import hours_of
from dateline.linking.sketching import key_of, sketch
from dateline.linking.wording import names, weight
from tests.codings import codings
from tests.fakes import Done, Happens
from tests.linking.towns import reported
from tests.linking.two_lands import strike

if TYPE_CHECKING:
    from dateline.domain import Coding
    from dateline.linking.sketching import Sketch

TUESDAY = date(2018, 5, 22).toordinal()  # the day of the reports


def sketched(coding: Coding) -> tuple[Sketch, ...]:
    return sketch([Told(coding=coding, account=one) for one in roll_up(coding)])


def first(text: str, *happens: Happens, **report: Any) -> Sketch:  # noqa: ANN401 -- any part of a report
    return sketched(reported(text, *happens, **report))[0]


def told_at(times: str, day: int | None = 22) -> Sketch:
    """The sketch of a strike at a time, in a report of a day."""
    return first(f"Jets struck Marj {times}.", strike(times=(times,) if times else ()), day=day)


# ── when ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("times", "day", "days", "exact"),
    [
        ("on Tuesday", 22, (0, 0), True),
        ("on Monday", 22, (-1, -1), True),
        ("overnight", 22, (-1, 0), True),
        ("on 3 May", 22, (-19, -19), True),
        ("", 22, (0, 0), True),
        ("in May 2018", 22, (-21, 9), False),
        ("on 3 May 2018", None, (-19, -19), True),
        ("on 3 May", None, None, False),  # of which year nobody knows
        ("on Tuesday", None, None, False),
        ("", None, None, False),
    ],
)
def test_an_account_has_the_days_that_its_words_and_its_report_give(
    times: str, day: int | None, days: tuple[int, int] | None, *, exact: bool
) -> None:
    found = told_at(times, day)
    assert (found.first, found.last) == ((TUESDAY + days[0], TUESDAY + days[1]) if days else (None, None))
    assert found.exact is exact
    assert found.said == (TUESDAY if day else None)


def test_the_news_of_a_report_is_of_its_day_or_the_day_before_where_nothing_says_when() -> None:
    text = "Jets have struck Marj. Rebels have clashed in Tell Nur."
    again = Happens(type=EventType.CLASH, trigger="clashed", places=("Tell Nur",))
    news, rest = sketched(reported(text, strike(), again))
    assert (news.first, news.last, news.exact) == (TUESDAY - 1, TUESDAY, True)
    assert (rest.first, rest.last, rest.exact) == (None, None, False)


@pytest.mark.parametrize(
    ("times", "day", "marks"),
    [
        ("on Friday", None, {"fri"}),
        ("on Friday, 3 May", None, {"fri", "05-03"}),
        ("on Friday, 3 May 2018", None, set()),  # the year stands there: the day is known
        ("on Friday", 22, set()),
    ],
)
def test_marks_of_the_calendar_are_kept_where_no_day_is_known(
    times: str, day: int | None, marks: set[str]
) -> None:
    assert told_at(times, day).calendar == marks


def test_the_hours_are_those_of_all_its_times() -> None:
    assert told_at("at dawn on Tuesday").hours == hours_of(["at dawn"])
    assert told_at("on Tuesday").hours == 0


# ── where ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("places", "spots", "divisions"),
    [
        (("Marj",), ["xa:marj"], {"XA/Coast"}),
        (("Marj", "Tell Nur"), ["xa:marj", "xa:tell nur"], {"XA/Coast", "XA/Hills"}),
        (("Coast province",), [], {"XA/Coast"}),  # no spot: it is wider than a town
        (("Coast province", "Marj"), ["xa:marj"], {"XA/Coast"}),
        (("Zubrowka",), [], set()),
        ((), [], set()),
    ],
)
def test_spots_are_no_wider_than_a_town_and_divisions_are_those_of_all_places(
    places: tuple[str, ...], spots: list[str], divisions: set[str]
) -> None:
    found = first(f"Jets struck {' and '.join(places) or 'again'}.", strike(places=places))
    assert [one.place for one in found.spots] == spots
    assert found.divisions == divisions


def test_the_names_of_places_are_kept_even_where_nobody_could_look_them_up() -> None:
    found = first("Jets struck a market in Zubrowka.", strike(places=("market in Zubrowka",)))
    assert found.grounds == set(names("Zubrowka"))
    assert found.spots == ()


# ── who, and with what harm ─────────────────────────────────────────────────────────────────────────────────


def test_sides_are_actors_with_their_parents_classes_and_countries() -> None:
    text = "Jets of the Marlandic Army struck Marj, killing five civilians."
    found = first(text, strike(agents=("Marlandic Army",), targets=("Marj",), killed="five civilians"))
    assert found.agents == {"marland-army", "marland-government", "=state_forces", "@XA"}
    assert found.targets >= {"=civilians"}  # victims are targets, too
    assert first("Somebody struck Marj.", strike(agents=("Somebody",))).agents == set()


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ("five people", (5, 5)),
        ("at least five people", (5, 10)),
        ("up to ten people", (0, 10)),
        ("between 5 and 8 people", (5, 8)),
        ("people", None),
    ],
)
def test_a_toll_is_least_and_most_and_an_open_end_is_closed_at_nothing_or_twice_as_many(
    words: str, bounds: tuple[int, int] | None
) -> None:
    assert first(f"Jets struck Marj and killed {words}.", strike(killed=words)).killed == bounds


def test_dead_and_injured_are_kept_apart() -> None:
    harm = (Done(effect=Effect.INJURED, quantity="nine people", victims="nine people"),)
    found = first(
        "Jets struck Marj and hurt nine people.",
        Happens(type=EventType.AIRSTRIKE, trigger="struck", harm=harm),
    )
    assert (found.killed, found.injured) == (None, (9, 9))


@pytest.mark.parametrize(("times", "total"), [("in May 2018", True), ("on Tuesday", False)])
def test_a_sum_over_more_than_a_day_is_marked(times: str, *, total: bool) -> None:
    harm = (Done(effect=Effect.KILLED, quantity="A total of 90 people", total=True),)
    text = f"A total of 90 people died in strikes {times}."
    strikes = Happens(type=EventType.AIRSTRIKE, trigger="strikes", times=(times,), harm=harm)
    assert first(text, strikes).total is total


# ── words ───────────────────────────────────────────────────────────────────────────────────────────────────

TEXT = (
    "Jets struck Marj on Tuesday, and Karim Haddad, a baker, lost two sons. "
    "Elsewhere, Nadim Zubrowka opened a school. The harbour stays closed."
)
PERSONS = (("Karim Haddad", NameClass.PERSON), ("Nadim Zubrowka", NameClass.PERSON))


def test_people_and_what_is_told_are_those_of_its_sentences_and_words_those_of_the_report() -> None:
    found = first(TEXT, strike(places=("Marj",)), names=PERSONS)
    assert found.people == set(names("Karim Haddad"))
    assert found.told < found.words
    assert {"bak"} <= found.told
    assert {"harbour", *names("Zubrowka")} <= found.words - found.told
    assert found.weights == (weight(found.told), weight(found.words))


def test_accounts_of_one_report_share_its_words_and_are_told_apart_by_their_keys() -> None:
    raid = Happens(type=EventType.CLASH, trigger="raided", places=("Tell Nur",))
    one, other = sketched(reported(f"{TEXT} Rebels raided Tell Nur.", strike(places=("Marj",)), raid))
    assert one.words == other.words
    assert one.told != other.told
    assert [one.key, other.key] == [key_of(one.events[0]), key_of(other.events[0])]
    assert one.key != other.key


def test_a_report_without_accounts_has_no_sketch() -> None:
    assert sketch([]) == ()


@given(codings())
def test_every_account_has_a_sketch_of_its_own_events(coding: Coding) -> None:
    accounts = roll_up(coding)
    found = sketched(coding)
    assert [[event.event for event in one.events] for one in found] == [
        [event.id for event in account.events] for account in accounts
    ]
    for one in found:
        assert (one.first is None) == (one.last is None)
        assert one.first is None or one.last is None or one.first <= one.last
        assert one.told.isdisjoint({""})
