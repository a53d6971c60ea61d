"""How many the words of a quantity speak of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain import Count
from dateline.resolving import read_count

# A row: the words, then what they mean. 6: six. 6..: six or more. ..6: six at most. 5..7: from five to seven.
# A dash: the words do not say.
TABLE = """
    17 = 17
    17 soldiers = 17
    Seventeen fighters = 17
    1,200 = 1200
    1,200 displaced people = 1200
    one = 1
    one soldier was = 1
    two people = 2
    the two positions = 2
    sixty nine = 69
    one hundred and twenty-five = 125
    three hundred thousand = 300000
    1.9 million others = 1900000
    6.5 million = 6500000
    a million = 1000000
    half a million people = 500000
    a quarter of a million = 250000
    a dozen = 12
    half a dozen = 6
    two dozen = 24
    a hundred = 100
    all five = 5
    both = 2
    both children = 2
    both brothers = 2
    a pair of brothers = 2
    killed 14 = 14
    hundred people = 100
    dozen soldiers = 12
    six or seven year old Rima Haddad = 1
    two boys, five or six years old = 2
    with 14 dead = 14
    0 = 0

    at least one = 1..
    At least ten people = 10..
    at least 1,000 = 1000..
    no fewer than 12 = 12..
    no less than 12 = 12..
    not less than 12 = 12..
    a minimum of 12 = 12..
    an estimated at least 50 = 50..
    12 or more = 12..
    12+ = 12..
    20-plus = 20..
    20 plus = 20..
    one officer at least = 1..
    ten, at least = 10..
    least one = 1..
    more than hundred = 101..
    up to 10 = ..10
    as many as 40 = ..40
    as high as 350 = ..350
    at most four = ..4
    four at most = ..4
    no more than 12 = ..12
    not more than 12 = ..12
    a maximum of 12 = ..12
    12 or fewer = ..12
    up to a hundred = ..100
    may reach twelve = ..12
    could reach dozens = -
    more than 10 = 11..
    more than 1,200 = 1201..
    More than two dozen families = 25..
    more than a dozen = 13..
    more than a quarter of a million = 250001..
    over 30 = 31..
    well over 30 = 31..
    perhaps more than 200 = 201..
    upwards of 160,000 = 160001..
    in excess of 90 = 91..
    exceeding 90 = 91..
    above 90 = 91..
    fewer than ten = ..9
    less than 10 = ..9
    under 20 = ..19
    below 20 = ..19
    fewer than one = ..0
    nearly 300 = ..300
    almost 70 = ..70
    close to 70 = ..70
    just under 70 = ..70
    about 20 = 20
    About a hundred = 100
    around 15 = 15
    some 200 families = 200
    approximately 30 = 30
    roughly 30 = 30
    an estimated 170,000 = 170000
    a confirmed 33 = 33
    30-odd men = 30
    A total of 1500 = 1500

    5-7 = 5..7
    5\u20137 = 5..7
    5 - 7 = 5..7
    5 to 7 = 5..7
    five or six = 5..6
    one or two soldiers = 1..2
    50 to 60 people = 50..60
    between 30 and 40 = 30..40
    between eight and more than 30 = 8..
    between five and up to ten = 5..10
    Between seven and 13 civilians = 7..13
    from 10 to 20 = 10..20
    two to three million = 2000000..3000000
    2-2 = 2
    7 to 5 = 7
    dozens to hundreds = 24..
    at least 10 and up to 20 = 10..20

    dozens = 24..
    dozens more = 24..
    Dozens of people = 24..
    dozens of burned-out vehicles = 24..
    scores = 40..
    scores of civilians = 40..
    tens = 20..
    tenths of militants = 20..
    tens of thousands = 20000..
    hundreds = 200..
    hundreds of thousands = 200000..
    thousands of families = 2000..
    millions = 2000000..
    many hundreds = 200..
    hundreds, if not thousands = 200..
    several = 3..
    several others = 3..
    several hundred = 300..
    a few = 3..
    a couple = 2..
    a couple of soldiers = 2..
    a handful of men = 3..
    a number of = 3..
    a number of civilian vehicles = 3..
    a number = 3..
    a number of them = 3..
    number of people = 3..
    at least several = 3..
    at least dozens = 24..
    over a few hundred = 300..
    up to dozens = -
    nearly several = -

    another = 1
    another child = 1
    another one = 1
    another three = 3
    Another 20 people = 20
    an additional 200 = 200
    a further nine = 9
    ten others = 10
    four other civilians = 4
    other three = 3
    six more = 6
    18 more = 18
    fifty more people = 50

    a child = 1
    A woman = 1
    a man = 1
    his wife = 1
    her son = 1
    the driver = 1
    the other bomber = 1
    an elderly woman = 1
    a captured pilot = 1
    a ninth man = 1
    an unidentified fourth person = 1
    a 14-year-old schoolboy = 1
    a 2-year-old child = 1
    a four-year-old = -
    13-year-old child, Nadim Haddad = 1
    twenty-year-old Sami Haddad = 1
    a boy aged 9 = 1
    a boy (9) = 1
    two boys aged 9 and 11 = 2
    a house = 1
    his house = 1
    a civilian house = 1
    a two-storey house = 1
    a Su-24 jet = 1
    an ISIL-held building = 1
    a bus = 1
    the mosque = 1
    a local sheikh = 1
    Farmer = 1
    woman = 1
    one of her children = 1
    three of his brothers = 3
    head of the medical centre = 1
    number two of the group = 1
    a family of five = 5
    family of six = 6
    a seven-member family = 7
    a ten-strong crew = 10
    Nadim Haddad = 1
    Abu Firas = 1
    Karam Abbas = 1
    Karam al-Abbas = 1
    Rima bint Haddad al-Hams = 1
    whose house = 1
    the Traders building = 1
    IS commander Abu Turab = 1
    his brother Nadim Haddad = 1

    a man and a woman = 2
    man and woman = 2
    a man and his wife = 2
    A woman and a child = 2
    a man and his two sons = 3
    a mother and four children = 5
    the father, mother and sister = 3
    three men, two women and a child = 6
    two men & a boy = 3
    five civilians and three soldiers = 8
    five civilians and at least three soldiers = 8..
    five civilians and up to three soldiers = 5..8
    an 11-year-old boy and his 8-year-old sister = 2
    a boy, 11, and his mother = 2
    17 soldiers and officers = 17
    Nadim Haddad, Samir Aziz and Rami Saleh = 3
    civilians and two soldiers = 2..
    dozens of houses and a school = 25..
    14 dead and 30 wounded = 14
    public and private houses = -
    private and public property = -

    two people, including a child = 2
    10 people including 3 children = 10
    six people, 3 of them children = 6
    12 people, two of whom were children = 12
    ten people \u2014 mostly women \u2014 = 10
    10 people at least 3 of them children = 10
    18 of 31 = 18
    at least 18 of 31 = 18..
    including a child = 1

    no casualties = 0
    No civilians = 0
    no one = 0
    none = 0
    none of the 12 = 0
    nobody = 0
    zero = 0
    without casualties = 0
    there were no deaths = 0
    did not kill anyone = 0
    didn't injure any civilians = 0

    no information = -
    no word of casualties = -
    number = -
    every mill = -
    a third of them = -
    two thirds of the town = -
    one fifth of those who fled = -
    millions of pounds worth of damage = -
    more than three kilometres of road = -
    12 hectares of wheat = -
    heavy death toll = -
    an exodus of farmers = -
    a row of houses = -
    the remainder of the dead = -
    mostly schoolchildren = -
    other militiamen = -
    fighters retreating to the coast = -
    civilians = -
    children = -
    people = -
    women and children = -
    residents = -
    houses = -
    houses and cars = -
    many = -
    many others = -
    many civilian = -
    multiple civilian = -
    others = -
    some = -
    most = -
    all = -
    all members = -
    numerous = -
    a large number of = -
    an unknown number of people = -
    large amounts = -
    half = -
    more than half = -
    half of the 12 = -
    most of the 30 = -
    a third of the city = -
    nearly half of a population of about 23 million = -
    over 70% of the population = -
    70 percent = -
    70 per cent = -
    $5 million = -
    5 million dollars = -
    damage = -
    a material damage = -
    heavy losses = -
    casualties = -
    infrastructure = -
    reduced to rubble = -
    windows of a small hotel = -
    houses damaged by shells = -
    vehicles equipped with machineguns = -
    in waves = -
    a family = -
    the crew = -
    mostly children = -
    Jihadists = -
    Foreign fighters = -
    part of the ceiling = -
    ? = -
"""
ROWS = [tuple(part.strip() for part in row.rsplit("=", 1)) for row in TABLE.splitlines() if row.strip()]


def meant(written: str) -> Count | None:
    if written == "-":
        return None
    least, dots, most = written.partition("..")
    return Count(
        min=int(least) if least else None, max=int(most if dots else least) if most or not dots else None
    )


@pytest.mark.parametrize(("words", "written"), ROWS)
def test_a_count_is_as_exact_as_its_words(words: str, written: str) -> None:
    assert read_count(words) == meant(written)


@pytest.mark.parametrize(
    ("before", "words", "written"),
    [
        ("The shells killed at least", "ten", "10.."),
        ("killing up to", "10 soldiers", "..10"),
        ("It held more than", "200", "201.."),
        ("a blast that hurt nearly", "30", "..30"),
        ("killing", "ten", "10"),
        ("at least at the market", "ten", "10"),
        ("at least", "up to ten", "..10"),
        ("no fewer than", "a man and his son", "2"),
        ("killing between", "23 and 27", "23..27"),
        ("on the road between", "two villages", "2"),
    ],
)
def test_a_qualifier_in_front_of_the_words_belongs_to_the_quantity(
    before: str, words: str, written: str
) -> None:
    assert read_count(words, before=before) == meant(written)


def test_no_words_give_no_count() -> None:
    assert read_count("") is None
    assert read_count("  \n") is None


WORDS = (
    "a an the one two ten twenty - hundred thousand million dozen dozens hundreds several few couple "
    "number of half quarter and , & to or between from at least up more than over nearly no fewer less "
    "under plus + % $ 5 17 1,200 1.5 2.5 m k man woman men children others another both each dead "
    "wounded including year old ( ) 's I\u0307 \u00b2 \u0663"
)


@given(st.text() | st.lists(st.sampled_from(WORDS.split()), max_size=12).map(" ".join), st.text(max_size=40))
def test_any_text_is_read_or_left_unread(words: str, before: str) -> None:
    count = read_count(words, before=before)
    if count is not None:
        assert count.min is not None or count.max is not None
        assert count.min is None or count.max is None or 0 <= count.min <= count.max


@given(st.integers(0, 10**9))
def test_a_figure_means_itself_however_it_is_grouped(number: int) -> None:
    assert read_count(str(number)) == read_count(f"{number:,}") == Count(min=number, max=number)


@given(st.integers(1, 10**9))
def test_qualifiers_bound_a_number_on_one_side(number: int) -> None:
    assert read_count(f"at least {number}") == Count(min=number)
    assert read_count(f"more than {number}") == Count(min=number + 1)
    assert read_count(f"up to {number} people") == Count(max=number)
    assert read_count(f"fewer than {number}") == Count(max=number - 1)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_range_runs_from_its_low_to_its_high(first: int, second: int) -> None:
    low, high = sorted((first, second))
    assert read_count(f"between {low} and {high}") == Count(min=low, max=high)
    assert read_count(f"{low} to {high} people") == Count(min=low, max=high)


def test_long_text_is_read_in_no_time() -> None:
    for words in (
        "a hundred and " * 20_000,
        "between " * 50_000,
        "a" * 200_000,
        "5" * 100_000,
        "one, " * 50_000,
    ):
        read_count(words)
