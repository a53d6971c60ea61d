"""Briefings drafted: incidents in, attributed prose out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from dateline.domain import (
    Contradiction,
    Count,
    Counted,
    EventRef,
    EventType,
    Fact,
    Grade,
    Origin,
    Position,
    SourceKind,
    Stance,
    Weighing,
)
from dateline.exporting.briefing import Material, compose
from dateline.exporting.incidents.accounts import tell_incident
from tests.exporting.drafting import (
    ARMY,
    DAY,
    FIRST,
    FRONT,
    HILLS,
    LAST,
    MONITOR,
    PLAIN,
    RELAY,
    TABLE,
    UNNAMED,
    WIRE,
    Voice,
    made_of,
    prose,
    shelling,
)
from tests.incidents import examined

if TYPE_CHECKING:
    from dateline.domain import Acting, Telling


@pytest.mark.parametrize(("material", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_an_incident_as_prose(material: Material, expected: str) -> None:
    assert prose(material)[0] == expected


def test_figures_that_differ_stand_in_one_sentence_and_growth_is_said() -> None:
    growth = Weighing(
        fact=Fact.KILLED,
        contradiction=Contradiction(positions=(Position(value="3", origins=(WIRE.id,)),), growth=True),
    )
    tellings = [
        *Voice(WIRE, "A market in Marj was shelled, killing three people.").all(
            "shelled", whom="market", place="Marj", killed=("three people", Count(min=3, max=3))
        ),
        *Voice(RELAY, "A market in Marj was shelled, killing at least five.").all(
            "shelled", whom="market", place="Marj", killed=("at least five", Count(min=5))
        ),
    ]
    assert prose(made_of(tellings, weighings=(growth,))) == [
        (
            "A market was shelled in Marj, according to World Wire and Relay. World Wire speaks of three "
            "killed, and Relay of at least five; the higher figures were told later."
        )
    ]
    exact = [
        replace(one, count=Count(min=5, max=5)) if one.words == "at least five" else one for one in tellings
    ]
    assert "World Wire puts the dead at three, and Relay at five." in prose(made_of(exact))[0]


def test_a_figure_that_one_voice_moved_is_told_with_the_one_before() -> None:
    first, then = (
        Voice(MONITOR, f"A market in Marj was shelled, killing {words}.").all(
            "shelled", whom="market", place="Marj", killed=(words, Count(min=number, max=number))
        )
        for words, number in (("three people", 3), ("six people", 6))
    )
    later = [replace(one, event=EventRef(report="r4", event="e1")) for one in then]
    assert prose(made_of([*first, *later])) == [
        (
            "A market was shelled in Marj, according to the Coast Monitor. It says that six people were "
            "killed. It had first spoken of three killed."
        )
    ]


def test_sections_are_fronts_as_given_then_places_and_sides_take_turns() -> None:
    def told(who: tuple[str, Acting], dead: int, key: int, front: str = "") -> Material:
        quote = f"{who[0]} shelled a market in Marj, killing {dead} people."
        return made_of(
            Voice(WIRE, quote).all(
                "shelled",
                who=who,
                whom="market",
                place="Marj",
                killed=(f"{dead} people", Count(min=dead, max=dead)),
            ),
            key=key,
            front=front,
            weighings=(Weighing(fact=Fact.KILLED, best=dead),),
        )

    army, front = ("Army of the Plain", ARMY), ("Front of the Hills", FRONT)
    draft = compose(
        [told(army, 20, 1), told(army, 30, 2), told(front, 11, 3), told(front, 12, 4, "The coast")],
        first=FIRST,
        last=LAST,
    )
    blocks = draft.body.strip().split("\n\n")
    assert [block for block in blocks if block.startswith("#")] == ["## The coast", "## Idleb"]
    dead = [found[1] for block in blocks if (found := re.search(r"killing (\d+) people", block))]
    assert dead == ["12", "30", "11", "20"]
    assert draft.headline == "Shelling in Marj"
    assert draft.standfirst == (
        "Four incidents in The coast and Idleb, between 1 and 31 May 2018, as the reports at hand "
        "tell of them. Most deaths are reported from the shelling in Marj: 30, according to World "
        "Wire."
    )


def _of(origin: Origin, kind: EventType, key: int, place: str = "Marj", **others: Any) -> Material:  # noqa: ANN401
    quote = f"Shells fell on {place} on Tuesday, and the market was shelled."
    tellings = Voice(origin, quote).all("shelled", kind, whom="market", day="Tuesday", place=place)
    return made_of(tellings, kind, key=key, grade=Grade.WEAK, **others)


def _one(origin: Origin, *, partisan: bool) -> tuple[Counted, ...]:
    return (Counted(key="k", origins=(origin.id,), credible=not partisan, partisan=partisan),)


def test_that_a_voice_is_on_a_side_is_said_where_it_first_speaks_alone() -> None:
    one, other = (_of(PLAIN, EventType.SHELLING, key, counted=_one(PLAIN, partisan=True)) for key in (1, 2))
    first, second = prose(one, other)[:2]
    assert first.endswith(
        "according to the Army of the Plain alone. The Army of the Plain is itself a party to the conflict."
    )
    assert second.endswith("the Army of the Plain alone says.")


def test_a_caution_on_several_incidents_is_said_once_and_names_them() -> None:
    def told(deed: str, kind: EventType, key: int) -> Material:
        voices = (
            Voice(origin, f"The market of Marj was {deed} on Tuesday.", *through)
            for origin, through in ((WIRE, ()), (UNNAMED, ("Relay",)))
        )
        tellings = [
            one
            for voice in voices
            for one in voice.all(deed, kind, whom="market", day="Tuesday", place="Marj")
        ]
        return made_of(
            tellings, kind, key=key, grade=Grade.WEAK, counted=_one(WIRE, partisan=False), date=DAY
        )

    blocks = prose(told("shelled", EventType.SHELLING, 1), told("bombed", EventType.AIRSTRIKE, 2))
    assert blocks[-1] == (
        "There is no second independent source for the shelling in Marj on 22 May or the airstrike in Marj "
        "on 22 May."
    )
    assert not any("source" in block for block in blocks[:-1] if "sources cited" not in block)


def _accuse(origin: Origin, key: str, *through: str) -> list[Telling]:
    voice = Voice(
        origin, "The Front of the Hills shelled the market of Marj.", *through, stance=Stance.ACCUSES
    )
    told = voice.all("shelled", who=("Front of the Hills", FRONT), whom="market")
    return [replace(one, event=EventRef(report=key, event="e1")) for one in told]


def test_those_who_accuse_the_same_stand_together_and_the_silence_of_the_accused_is_said_once() -> None:
    one = made_of([*_accuse(PLAIN, "r2", "Relay"), *_accuse(RELAY, "r3")], key=1)
    other = made_of(_accuse(RELAY, "r4"), key=2)
    text = " ".join(prose(one, other))
    assert (
        "The Army of the Plain (through Relay) and Relay accuse the Front of the Hills of shelling." in text
    )
    assert text.count("The reports at hand hold no answer from the Front of the Hills.") == 1


def test_in_fighting_a_side_took_part_and_did_not_do_it() -> None:
    quote = "Clashes went on in Marj."
    tellings = [
        *Voice(WIRE, f"{quote} The Army of the Plain fought.").all(
            "Clashes", EventType.CLASH, who=("Army of the Plain", ARMY), place="Marj"
        ),
        *Voice(MONITOR, f"{quote} The Front of the Hills fought.").all(
            "Clashes", EventType.CLASH, who=("Front of the Hills", FRONT), place="Marj"
        ),
    ]
    assert prose(made_of(tellings, EventType.CLASH))[0] == (
        "There was fighting in Marj, according to World Wire and the Coast Monitor. World Wire says that the "
        "Army of the Plain took part, and the Coast Monitor that the Front of the Hills took part."
    )


def _killed(*told: tuple[Origin, str, Count]) -> str:
    tellings = [
        one
        for origin, words, count in told
        for one in Voice(origin, f"The market of Marj was shelled, killing {words}.").all(
            "shelled", whom="market", place="Marj", killed=(words, count)
        )
    ]
    return prose(made_of(tellings))[0]


def test_civilians_are_not_held_against_fighters() -> None:
    said = _killed(
        (WIRE, "three civilians", Count(min=3, max=3)), (MONITOR, "five fighters", Count(min=5, max=5))
    )
    assert said.endswith(
        "World Wire speaks of three civilians killed, and the Coast Monitor of five fighters."
    )


def test_a_victim_named_is_no_sum_but_against_none() -> None:
    named = (MONITOR, "Sami Haddad", Count(min=1, max=1))
    assert _killed((WIRE, "six traders", Count(min=6, max=6)), named).endswith(
        "It says that six traders were killed."
    ) or "six traders were killed, according to World Wire" in _killed(
        (WIRE, "six traders", Count(min=6, max=6)), named
    ).replace("Six", "six")
    assert "speaks of nobody killed, and the Coast Monitor of one" in _killed(
        (WIRE, "no people", Count(min=0, max=0)), named
    )


def test_one_number_in_other_words_is_no_difference() -> None:
    said = _killed((WIRE, "one pilot", Count(min=1, max=1)), (MONITOR, "one army pilot", Count(min=1, max=1)))
    assert "put the dead" not in said
    assert "killing" in said or "was killed" in said


def test_many_figures_are_told_by_the_least_and_the_most() -> None:
    origins = [
        Origin(id=f"actor:o{at}", name=f"Outlet {chr(65 + at)}", kind=SourceKind.MEDIA, reports=(f"r{at}",))
        for at in range(7)
    ]
    tellings = [
        one
        for at, origin in enumerate(origins)
        for one in Voice(origin, f"The market of Marj was shelled, killing {at + 3} people.").all(
            "shelled", whom="market", place="Marj", killed=(f"{at + 3} people", Count(min=at + 3, max=at + 3))
        )
    ]
    one = examined(*tellings, type=EventType.SHELLING, origins=tuple(origins), grade=Grade.FAIR, counted=())
    material = Material(key=UUID(int=1), told=tell_incident(one))
    assert (
        "Figures for the dead range from three, according to Outlet A, to nine, according to Outlet G;"
        in (prose(material)[0])
    )
    cited = {one.who for one in compose([material], first=FIRST, last=LAST).cites if one.fact is Fact.KILLED}
    assert cited == {origin.name for origin in origins}


def test_words_that_take_a_side_are_the_reports() -> None:
    tellings = Voice(WIRE, "Terrorist groups shelled the market of Marj.").all(
        "shelled", whom="market", place="Marj"
    )
    tellings.append(
        Voice(WIRE, "Terrorist groups shelled the market of Marj.").tells(Fact.AGENT, "Terrorist groups")
    )
    assert prose(made_of(tellings))[0] == (
        "“Terrorist groups” shelled the market in Marj, according to World Wire."
    )


def test_a_quote_stands_once_in_a_draft() -> None:
    one, other = (
        made_of(
            Voice(WIRE, "Troops closed the bridge of Marj for two hours.").all("closed", EventType.OTHER),
            EventType.OTHER,
            key=key,
        )
        for key in (1, 2)
    )
    assert " ".join(prose(one, other)).count("Troops closed the bridge") == 1


def test_a_headline_calls_alleged_what_nobody_tells_in_their_own_name() -> None:
    said = Voice(
        PLAIN,
        "The army accuses the Front of the Hills of a massacre in Marj.",
        "Relay",
        stance=Stance.ACCUSES,
    ).all("massacre", EventType.ATTACK_ON_CIVILIANS, place="Marj")
    accused = made_of(said, EventType.ATTACK_ON_CIVILIANS, key=1)
    assert compose([accused], first=FIRST, last=LAST).headline.startswith("Alleged ")
    shelled = Voice(WIRE, "Guns shelled Marj.").all("shelled", place="Marj")
    weak = made_of(shelled, key=2, grade=Grade.WEAK)
    assert compose([weak], first=FIRST, last=LAST).headline == "Reported shelling in Marj"


def test_it_is_said_where_one_side_alone_speaks() -> None:
    tellings = Voice(PLAIN, "The Front of the Hills shelled a market in Marj.", "Relay").all(
        "shelled", who=("Front of the Hills", FRONT), whom="market", place="Marj"
    )
    assert prose(made_of(tellings))[-1] == (
        "Of the parties only the Army of the Plain speaks in these reports; the Front of "
        "the Hills is not heard."
    )
    both = [*tellings, *shelling(HILLS, "Relay")]
    assert not any("not heard" in block for block in prose(made_of(both)))
