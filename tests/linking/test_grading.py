"""How an incident stands, and its grade with the reason in words."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from dateline.domain import Grade, NameClass, Stance
from dateline.linking import examine
from dateline.resolving.acting.calling import called, is_plural, number_words
from tests.fakes import Says
from tests.linking.strike_on_marj import (
    ARMY,
    LEADS,
    LEAGUE,
    MONITOR,
    OFFICIALS,
    RESIDENTS,
    citing,
    graded,
    naming,
    own,
    owning,
)
from tests.linking.two_lands import coded, incident, sources, strike, told

if TYPE_CHECKING:
    from dateline.domain import Coding

GRADES: dict[str, tuple[list[Coding], Grade, str]] = {
    "one outlet": (
        [own("Harbour Dispatch")],
        Grade.WEAK,
        "One origin, Harbour Dispatch, tells of the airstrike.",
    ),
    "one outlet twice": (
        [own("Harbour Dispatch", key="r1"), own("Harbour Dispatch", key="r2")],
        Grade.WEAK,
        "One origin, Harbour Dispatch, tells of the airstrike in two reports.",
    ),
    "two outlets": (
        [own("Harbour Dispatch"), own("Hill Courier")],
        Grade.FAIR,
        "Two independent origins, Harbour Dispatch and Hill Courier, tell of the airstrike.",
    ),
    "a monitor and an outlet": (
        [own("Harbour Dispatch"), citing("Hill Courier", MONITOR)],
        Grade.FAIR,
        "Two independent origins, Harbour Dispatch and the Coast Monitor, tell of the airstrike.",
    ),
    "two papers that cite one monitor": (
        [citing("Harbour Dispatch", MONITOR), citing("Hill Courier", MONITOR)],
        Grade.WEAK,
        "One origin, the Coast Monitor, tells of the airstrike in two reports.",
    ),
    "an outlet's unnamed residents add nothing to it": (
        [citing("Harbour Dispatch", RESIDENTS)],
        Grade.WEAK,
        "One origin, Harbour Dispatch (unnamed sources), tells of the airstrike.",
    ),
    "residents beside a monitor in one report": (
        [citing("Harbour Dispatch", MONITOR, RESIDENTS)],
        Grade.WEAK,
        "One origin, the Coast Monitor, tells of the airstrike.",
    ),
    "residents of two reports count as their outlets": (
        [citing("Harbour Dispatch", RESIDENTS), citing("Hill Courier", RESIDENTS)],
        Grade.FAIR,
        (
            "Two independent origins, Harbour Dispatch (unnamed sources) and Hill Courier (unnamed sources), "
            "tell of the airstrike."
        ),
    ),
    "residents beside a party in one report are another side": (
        [citing("Harbour Dispatch", ARMY, RESIDENTS)],
        Grade.WEAK,
        (
            "One origin, Harbour Dispatch (unnamed sources), tells of the airstrike; beside it only the "
            "Marlandic Army, not an independent source."
        ),
    ),
    "officials without a name": (
        [citing("Harbour Dispatch", OFFICIALS), own("Hill Courier")],
        Grade.WEAK,
        (
            "One origin, Hill Courier, tells of the airstrike; Harbour Dispatch (unnamed sources) passes on "
            "what people without a name say."
        ),
    ),
    "nobody but officials without a name": (
        [citing("Harbour Dispatch", OFFICIALS)],
        Grade.WEAK,
        "Harbour Dispatch (unnamed sources) passes on what people without a name say of the airstrike.",
    ),
    "a person without a body counts as the outlet": (
        [citing("Harbour Dispatch", ("Karim Haddad", True)), own("Hill Courier")],
        Grade.FAIR,
        "Two independent origins, Harbour Dispatch (Karim Haddad) and Hill Courier, tell of the airstrike.",
    ),
    "state media and the army are one side": (
        [own("Port News Agency"), citing("Harbour Dispatch", ARMY)],
        Grade.WEAK,
        "Only the Marlandic Army, not an independent source, tells of the airstrike in two reports.",
    ),
    "two sides": (
        [citing("Harbour Dispatch", ARMY), citing("Hill Courier", LEAGUE)],
        Grade.WEAK,
        "Only the Marlandic Army and the Northern League, not independent sources, tell of the airstrike.",
    ),
    "a side that is told to have done it": (
        [
            naming("Harbour Dispatch", "the Marlandic Army", "The Northern League"),
            citing("Hill Courier", ARMY),
        ],
        Grade.WEAK,
        ("Only the Northern League and the Marlandic Army, not independent sources, tell of the airstrike."),
    ),
    "both sides": (
        [
            naming("Harbour Dispatch", "the Northern League", "The Marlandic Army"),
            naming("Hill Courier", "the Marlandic Army", "The Northern League"),
        ],
        Grade.CONTESTED,
        (
            "Who did it is contested: the Marlandic Army names the Northern League, and the Northern League "
            "names the Marlandic Army."
        ),
    ),
    "the police are many": (
        [citing("Harbour Dispatch", ("Marlandic police", True))],
        Grade.WEAK,
        "Only the Marlandic police, not an independent source, tell of the airstrike.",
    ),
    "an agency printed by two": (
        [
            own("World Wire"),
            own("World Wire", lead=f"PORT MAR (World Wire) - {LEADS['World Wire']}", key="r2"),
        ],
        Grade.WEAK,
        "One origin, World Wire, tells of the airstrike in two reports.",
    ),
    "an accusation alone": (
        [citing("Harbour Dispatch", LEAGUE, stance=Stance.ACCUSES, cue="condemned as a crime that")],
        Grade.WEAK,
        "The airstrike rests on an accusation by the Northern League, and nobody else tells of it.",
    ),
    "an accusation beside a report raises nothing": (
        [
            own("Hill Courier"),
            citing("Harbour Dispatch", MONITOR, stance=Stance.ACCUSES, cue="condemned as a crime that"),
        ],
        Grade.WEAK,
        "One origin, Hill Courier, tells of the airstrike.",
    ),
    "words with reserve alone": (
        [citing("Harbour Dispatch", MONITOR, stance=Stance.HEDGES, cue="could not rule out that")],
        Grade.WEAK,
        "The Coast Monitor speaks of the airstrike with reserve.",
    ),
}


@pytest.mark.parametrize(("reports", "grade", "reason"), GRADES.values(), ids=GRADES)
def test_a_grade_follows_from_who_tells(reports: list[Coding], grade: Grade, reason: str) -> None:
    assert graded(*reports) == (grade, reason)
    assert graded(*reversed(reports))[0] is grade


def test_a_copied_wire_story_counts_once() -> None:
    story = (
        "Five people were killed when aircraft bombed a market square in Marj on Tuesday, rescuers said, and "
        "dozens of families slept in the open, afraid that the planes would come back before the morning."
    )
    copies = [
        coded(text, strike("bombed", killed="Five people"), source=source, day=22)
        for source, text in (
            ("World Wire", story),
            ("Harbour Dispatch", f"Night of fear in Marj. {story}"),
            ("Hill Courier", story.removesuffix(" before the morning.") + "."),
        )
    ]
    assert graded(*copies) == (Grade.WEAK, "One origin, World Wire, tells of the airstrike in three reports.")


def test_who_counts_as_one_is_told_beside_the_incident() -> None:
    reports = [
        own("Port News Agency"),
        citing("Harbour Dispatch", ARMY),
        citing("Hill Courier", RESIDENTS, key="r7"),
    ]
    counted = examine("i1", [told(one) for one in reports], sources()).counted
    assert [(one.key, one.origins, one.credible, one.partisan) for one in counted] == [
        ("outlet:hill courier", ("report:r7",), True, False),
        ("marland-government", ("actor:marland-army", "actor:port-news"), False, True),
    ]


def test_the_order_in_which_reports_come_plays_no_part() -> None:
    reports = [
        own("Harbour Dispatch"),
        citing("Hill Courier", MONITOR, key="r2"),
        citing("Port Gazette", ARMY, RESIDENTS),
        owning(),
    ]
    first = incident(*reports)
    assert all(incident(*some) == first for some in permutations(reports))


@pytest.mark.parametrize(
    ("agent", "grade"), [("the Marlandic Army", Grade.WEAK), ("the Northern League", Grade.FAIR)]
)
def test_an_outlet_that_takes_a_side_is_credible_where_its_side_has_no_part(agent: str, grade: Grade) -> None:
    aligned = coded("Five died in Marj when planes came over.", strike("came over"), source="Marsh Herald")
    assert graded(naming("Hill Courier", agent), aligned)[0] is grade


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Coast Monitor", "the Coast Monitor"),
        ("Harbour Dispatch", "Harbour Dispatch"),
        ("The Guardian", "the Guardian"),
        ("Government of Marland", "the Government of Marland"),
        ("Marj police (old)", "the Marj police"),
        ("military source", "a military source"),
        ("army unit", "the army unit"),
        ("official website", "an official website"),
        ("World Wire", "World Wire"),
        ("Foreign, Trade and Development Office", "the Foreign, Trade and Development Office"),
        ("Security sources", "security sources"),
        ("armed groups", "armed groups"),
        ("Homs governor", "the Homs governor"),
        ("Norland's foreign minister", "Norland's foreign minister"),
        ("Hill People's Forces", "the Hill People's Forces"),
        ("the opposition", "the opposition"),
        ("opposition", "the opposition"),
        ("state media", "state media"),
        ("Another activist in Marj", "another activist in Marj"),
        ("Joint Task Force – Operation Reed", "the Joint Task Force – Operation Reed"),
    ],
)
def test_a_name_stands_in_a_sentence_as_english_has_it(name: str, words: str) -> None:
    assert called(name) == words


@pytest.mark.parametrize(
    ("name", "plural"),
    [
        ("Marlandic police", True),
        ("Hill People's Forces", True),
        ("Security sources close to the army", True),
        ("state media", True),
        ("Marlandic Army", False),
        ("United Nations", False),
        ("Union of Medics", False),
        ("local news", False),
    ],
)
def test_names_of_many_take_a_verb_in_the_plural(name: str, *, plural: bool) -> None:
    assert is_plural(name) is plural


def test_somebody_in_office_whose_body_is_not_known_is_named_and_no_witness() -> None:
    content = "jets hit Marj"
    report = coded(
        f"Prosecutor Karim Haddad said {content}.",
        strike("hit", by=("a1",)),
        says=(Says(id="a1", source="Karim Haddad", cue="said", content=content, named=True),),
        names=(("Karim Haddad", NameClass.PERSON),),
    )
    assert graded(report) == (
        Grade.WEAK,
        "Harbour Dispatch (Karim Haddad) passes on what somebody in office says of the airstrike.",
    )


def test_an_outlet_without_a_capital_letter_stands_in_quotes() -> None:
    assert graded(coded("Jets hit Marj.", strike("hit"), source="news"))[1] == (
        "One origin, the outlet “news”, tells of the airstrike."
    )


def test_numbers_are_written_out_up_to_ten() -> None:
    assert [number_words(number) for number in (0, 2, 10, 11, 1200)] == ["no", "two", "ten", "11", "1,200"]
