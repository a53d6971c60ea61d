"""Briefings drafted: incidents in, attributed prose out, every sentence with the claims that it rests on."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from hypothesis import given, settings

from dateline.domain import (
    Acting,
    Actor,
    ActorClass,
    Contradiction,
    Count,
    Counted,
    DateRange,
    EventRef,
    EventType,
    Fact,
    Grade,
    Origin,
    PlacePrecision,
    Position,
    Precision,
    ResolvedBy,
    SourceKind,
    Span,
    Stance,
    Status,
    Weighing,
)
from dateline.exporting.briefing import Aside, Material, cites_of, compose
from dateline.exporting.briefing.nouns import figure, when, where
from dateline.exporting.incidents.accounts import tell_incident
from dateline.linking import examine
from dateline.linking.linking import Archive
from tests.incidents import any_examined, crossing, examined, telling
from tests.resolved import IDLEB, IN_MARJ, MARJ, SYRIA, placing
from tests.web.archive.invented import Invented

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.domain import Examined, Telling
    from dateline.exporting.briefing import Draft

FIRST, LAST = date(2018, 5, 1), date(2018, 5, 31)
DAY = DateRange(start=date(2018, 5, 22), end=date(2018, 5, 22), precision=Precision.DAY)


def _actor(key: str, name: str, cls: ActorClass = ActorClass.STATE_FORCES) -> Acting:
    actor = Actor(id=key, name=name, cls=cls, sector="MIL", country="SY")
    return Acting(by=ResolvedBy.REGISTER, reason="named", actor=actor)


ARMY = _actor("plain", "Army of the Plain")
FRONT = _actor("hills", "Front of the Hills", ActorClass.REBEL_GROUP)

WIRE = Origin(id="actor:wire", name="World Wire", kind=SourceKind.AGENCY, reports=("r1",))
RELAY = Origin(id="actor:relay", name="Relay", kind=SourceKind.MEDIA, reports=("r2",))
MONITOR = Origin(id="actor:monitor", name="Coast Monitor", kind=SourceKind.MONITOR, reports=("r3",))
PLAIN = Origin(
    id="actor:plain", name="Army of the Plain", kind=SourceKind.PARTY, reports=("r2",), alignment="plain"
)
HILLS = Origin(
    id="actor:hills", name="Front of the Hills", kind=SourceKind.PARTY, reports=("r3",), alignment="hills"
)
UNNAMED = Origin(id="report:r2", name="unnamed sources of Relay", kind=SourceKind.WITNESS, reports=("r2",))
_ALL = (WIRE, RELAY, MONITOR, PLAIN, HILLS, UNNAMED)


class Voice:
    """Somebody who says one sentence in one report; what stands in it is told of by the words."""

    def __init__(self, origin: Origin, quote: str, *through: str, stance: Stance = Stance.ASSERTS) -> None:
        self._known: dict[str, Any] = {
            "origin": origin.id,
            "quote": quote,
            "through": through,
            "stance": stance,
            "event": EventRef(report=origin.reports[0], event="e1"),
        }
        self._quote = quote

    def tells(self, fact: Fact, words: str, value: str = "", **others: Any) -> Telling:  # noqa: ANN401
        """A fact by words of the sentence; the value is the words, where nothing else is asked for."""
        start = self._quote.index(words)
        return telling(
            fact, value or words, words=words, at=Span(start, start + len(words)), **{**self._known, **others}
        )

    def all(
        self,
        deed: str,
        kind: EventType = EventType.SHELLING,
        *,
        who: tuple[str, Acting] | None = None,
        whom: str = "",
        day: str = "",
        place: str = "",
        killed: tuple[str, Count] | None = None,
        injured: tuple[str, Count] | None = None,
    ) -> list[Telling]:
        """All that the sentence tells."""
        found = [self.tells(Fact.TYPE, deed, kind.value)]
        if who and who[1].actor:
            found.append(self.tells(Fact.AGENT, who[0], who[1].actor.name, actor=who[1]))
        if whom:
            found.append(self.tells(Fact.TARGET, whom))
        if day:
            found.append(self.tells(Fact.DATE, day, "2018-05-22", date=DAY))
        if place:
            found.append(self.tells(Fact.PLACE, place, "Marj", place=IN_MARJ))
        for fact, harm in ((Fact.KILLED, killed), (Fact.INJURED, injured)):
            if harm:
                found.append(self.tells(fact, harm[0], count=harm[1]))
        return found


def _material(
    tellings: Sequence[Telling],
    kind: EventType = EventType.SHELLING,
    *,
    asides: dict[Telling, Aside] | None = None,
    front: str = "",
    key: int = 1,
    **others: Any,  # noqa: ANN401 -- fields of Incident
) -> Material:
    said = {one.origin for one in tellings}
    known: dict[str, Any] = {
        "type": kind,
        "origins": tuple(one for one in _ALL if one.id in said),
        "grade": Grade.FAIR,
        "place": IN_MARJ,
        "counted": (),
    }
    one = examined(*tellings, **{**known, **others})
    return Material(key=UUID(int=key), told=tell_incident(one), front=front, asides=asides or {})


def _prose(*materials: Material) -> list[str]:
    """The paragraphs of a draft without headings and markers."""
    draft = compose(materials, first=FIRST, last=LAST)
    plain = re.sub(r"\[\^c\d+\]", "", draft.body).replace("\\", "")
    return [block for block in plain.strip().split("\n\n") if not block.startswith("#")]


_SHELLED = "The Army of the Plain shelled a market in Marj on Tuesday, killing six traders and wounding two."


def _shelled(origin: Origin = WIRE, *through: str) -> list[Telling]:
    return Voice(origin, _SHELLED, *through).all(
        "shelled",
        who=("Army of the Plain", ARMY),
        whom="market",
        day="Tuesday",
        place="Marj",
        killed=("six traders", Count(min=6, max=6)),
        injured=("two", Count(min=2, max=2)),
    )


_TABLE: list[tuple[str, Material, str]] = [
    (
        "one voice: deed, place, day and harm in one sentence, and who says so",
        _material(_shelled()),
        (
            "The Army of the Plain shelled a market in Marj on 22 May, killing six traders and wounding "
            "two people, according to World Wire."
        ),
    ),
    (
        "who was told by one source alone is said to be",
        _material(
            _shelled(),
            grade=Grade.WEAK,
            counted=(Counted(key="wire", origins=(WIRE.id,), credible=True, partisan=False),),
        ),
        (
            "The Army of the Plain shelled a market in Marj on 22 May, killing six traders and wounding "
            "two people, according to World Wire. No second, independent source tells of it."
        ),
    ),
    (
        "voices that say the same stand together, each with who passed it on",
        _material([*_shelled(), *_shelled(HILLS, "Relay")]),
        (
            "The Army of the Plain shelled a market in Marj on 22 May, killing six traders and wounding "
            "two people, according to World Wire and the Front of the Hills (through Relay)."
        ),
    ),
    (
        "exact figures that differ are put side by side",
        _material(
            [
                *Voice(MONITOR, "Shells fell on Marj. Three people died in the shelling.").all(
                    "shelling", killed=("Three people", Count(min=3, max=3))
                ),
                *Voice(RELAY, "Five people died in the shelling.").all(
                    "shelling", killed=("Five people", Count(min=5, max=5))
                ),
            ]
        ),
        (
            "“Three people died in the shelling,” the Coast Monitor says. Relay tells of it too. The "
            "Coast Monitor puts the dead at three, and Relay at five."
        ),
    ),
    (
        "a hedge stays a hedge, and people without a name are those of their report",
        _material(
            tellings := Voice(
                UNNAMED, "Up to 10 fighters were killed when rebels attacked a post in Marj", "Relay"
            ).all(
                "attacked",
                EventType.ASSAULT,
                whom="post",
                place="Marj",
                killed=("Up to 10 fighters", Count(max=10)),
            ),
            EventType.ASSAULT,
            asides=dict.fromkeys(tellings, Aside(speaker="Pro-plain sources")),
        ),
        (
            "A post was attacked in Marj, and up to 10 fighters were killed, according to pro-plain "
            "sources cited by Relay."
        ),
    ),
    (
        "an accusation alone is never a fact",
        _material(
            [
                (
                    charge := Voice(
                        PLAIN, "the Front of the Hills of a massacre", "Relay", stance=Stance.ACCUSES
                    )
                ).tells(Fact.AGENT, "Front of the Hills", actor=FRONT),
                charge.tells(Fact.TYPE, "massacre", "attack_on_civilians"),
            ],
            EventType.ATTACK_ON_CIVILIANS,
            grade=Grade.WEAK,
        ),
        (
            "The Army of the Plain (through Relay) accuses the Front of the Hills of “a massacre”. The "
            "reports at hand hold no answer from the Front of the Hills. Nobody tells of it in their own "
            "name."
        ),
    ),
    (
        "a denial stands beside what it denies",
        _material(
            [
                *_shelled(),
                Voice(PLAIN, "there had been any shelling of Marj", "Relay", stance=Stance.DENIES).tells(
                    Fact.TYPE, "shelling", "shelling"
                ),
            ]
        ),
        (
            "The Army of the Plain shelled a market in Marj on 22 May, killing six traders and wounding "
            "two people, according to World Wire. The Army of the Plain (through Relay) has denied that "
            "“there had been any shelling of Marj”."
        ),
    ),
    (
        "who says itself that it did it, of another target, has a sentence of its own",
        _material(
            [
                *Voice(WIRE, "A market in Marj was shelled on Tuesday.").all(
                    "shelled", whom="market", day="Tuesday", place="Marj"
                ),
                *Voice(
                    PLAIN, "The Army of the Plain shelled a rocket store in Marj on Tuesday.", "Relay"
                ).all(
                    "shelled",
                    who=("Army of the Plain", ARMY),
                    whom="rocket store",
                    day="Tuesday",
                    place="Marj",
                ),
            ]
        ),
        (
            "A market was shelled in Marj on 22 May, according to World Wire. The Army of the Plain "
            "(through Relay) says that it shelled a rocket store."
        ),
    ),
    (
        "where they differ on who did it, the first sentence leaves it open",
        _material(
            [
                *Voice(WIRE, "The Army of the Plain shelled the market of Marj.").all(
                    "shelled", who=("Army of the Plain", ARMY), whom="market of Marj", place="Marj"
                ),
                *Voice(MONITOR, "The Front of the Hills shelled the market of Marj.").all(
                    "shelled", who=("Front of the Hills", FRONT), whom="market of Marj", place="Marj"
                ),
            ],
            grade=Grade.CONTESTED,
        ),
        (
            "The market of Marj was shelled, according to World Wire and the Coast Monitor. World Wire "
            "names the Army of the Plain as having done it, and the Coast Monitor names the Front of the "
            "Hills. Who did it is contested."
        ),
    ),
    (
        "words that mean something else than our verb are quoted",
        _material(
            Voice(WIRE, "Troops closed the bridge of Marj for two hours.").all("closed", EventType.OTHER),
            EventType.OTHER,
        ),
        "“Troops closed the bridge of Marj for two hours,” World Wire says.",
    ),
    (
        "what is only planned is quoted",
        _material(
            talks := Voice(WIRE, "The parties will hold talks in Marj.").all(
                "talks", EventType.TALKS, place="Marj"
            ),
            EventType.TALKS,
            asides=dict.fromkeys(talks, Aside(status=Status.PLANNED)),
        ),
        "“The parties will hold talks in Marj,” World Wire says.",
    ),
    (
        "what a voice leaves open is told as such",
        _material(
            Voice(WIRE, "Jets may have struck a depot.", stance=Stance.HEDGES).all(
                "struck", EventType.AIRSTRIKE, whom="depot"
            ),
            EventType.AIRSTRIKE,
        ),
        "“Jets may have struck a depot,” World Wire says, without vouching for it.",
    ),
    (
        "a bomb is told by what it was and where it lay",
        _material(
            [
                *(bomb := Voice(WIRE, "A car bomb exploded near the bakery of Marj on Tuesday.")).all(
                    "exploded", EventType.BOMBING, whom="bakery of Marj", day="Tuesday", place="Marj"
                ),
                bomb.tells(Fact.MEANS, "car bomb"),
            ],
            EventType.BOMBING,
        ),
        "A car bomb exploded near the bakery of Marj on 22 May, according to World Wire.",
    ),
    (
        "a copy adds no origin and is said to be one",
        _material(
            [
                *_shelled(),
                *(
                    replace(one, event=EventRef(report="r9", event="e1"), through=("Gulf Ledger",))
                    for one in _shelled()
                ),
            ]
        ),
        (
            "The Army of the Plain shelled a market in Marj on 22 May, killing six traders and wounding "
            "two people, according to World Wire. Gulf Ledger carries the words of World Wire and adds no"
            " origin of its own."
        ),
    ),
]


@pytest.mark.parametrize(
    ("material", "expected"), [row[1:] for row in _TABLE], ids=[row[0] for row in _TABLE]
)
def test_an_incident_as_prose(material: Material, expected: str) -> None:
    assert _prose(material)[0] == expected


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
    assert _prose(_material(tellings, weighings=(growth,))) == [
        (
            "A market was shelled in Marj, according to World Wire and Relay. World Wire speaks of three "
            "people killed, and Relay of at least five; the higher figures were told later."
        )
    ]
    exact = [
        replace(one, count=Count(min=5, max=5)) if one.words == "at least five" else one for one in tellings
    ]
    assert "World Wire puts the dead at three, and Relay at five." in _prose(_material(exact))[0]


def test_a_figure_that_one_voice_moved_is_told_with_the_one_before() -> None:
    first, then = (
        Voice(MONITOR, f"A market in Marj was shelled, killing {words}.").all(
            "shelled", whom="market", place="Marj", killed=(words, Count(min=number, max=number))
        )
        for words, number in (("three people", 3), ("six people", 6))
    )
    later = [replace(one, event=EventRef(report="r4", event="e1")) for one in then]
    assert _prose(_material([*first, *later])) == [
        (
            "A market was shelled in Marj, according to the Coast Monitor. Six people were killed, "
            "according to the Coast Monitor. The Coast Monitor had first spoken of three people killed."
        )
    ]


def test_sections_are_fronts_as_given_then_places_and_sides_take_turns() -> None:
    def told(who: tuple[str, Acting], dead: int, key: int, front: str = "") -> Material:
        quote = f"{who[0]} shelled a market in Marj, killing {dead} people."
        return _material(
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
        "tell of them."
    )


def test_a_headline_calls_alleged_what_nobody_tells_in_their_own_name() -> None:
    said = Voice(
        PLAIN,
        "The army accuses the Front of the Hills of a massacre in Marj.",
        "Relay",
        stance=Stance.ACCUSES,
    ).all("massacre", EventType.ATTACK_ON_CIVILIANS, place="Marj")
    accused = _material(said, EventType.ATTACK_ON_CIVILIANS, key=1)
    assert compose([accused], first=FIRST, last=LAST).headline.startswith("Alleged ")
    shelled = Voice(WIRE, "Guns shelled Marj.").all("shelled", place="Marj")
    weak = _material(shelled, key=2, grade=Grade.WEAK)
    assert compose([weak], first=FIRST, last=LAST).headline == "Reported shelling in Marj"


def test_it_is_said_where_one_side_alone_speaks() -> None:
    tellings = Voice(PLAIN, "The Front of the Hills shelled a market in Marj.", "Relay").all(
        "shelled", who=("Front of the Hills", FRONT), whom="market", place="Marj"
    )
    assert _prose(_material(tellings))[-1] == (
        "Of the parties named here only the Army of the Plain speaks in these reports; the Front of "
        "the Hills is not heard."
    )
    both = [*tellings, *_shelled(HILLS, "Relay")]
    assert not any("not heard" in block for block in _prose(_material(both)))


_PLACES = [
    (IN_MARJ, "", "in Marj (Idleb)"),
    (IN_MARJ, "Idleb", "in Marj"),
    (placing(MARJ, PlacePrecision.NEAR, 5), "Idleb", "near Marj"),
    (placing(IDLEB, PlacePrecision.ADMIN, 50), "", "in the province of Idleb"),
    (placing(SYRIA, PlacePrecision.COUNTRY), "", "in Syria, at a place not given"),
]


@pytest.mark.parametrize(("place", "heading", "words"), _PLACES)
def test_a_place_is_as_exact_as_it_is_known(place: Any, heading: str, words: str) -> None:  # noqa: ANN401
    assert where(place, heading) == words


_DAYS = [
    (DAY, "on 22 May"),
    (DateRange(start=date(2017, 5, 22), end=date(2017, 5, 22), precision=Precision.DAY), "on 22 May 2017"),
    (
        DateRange(start=date(2018, 11, 1), end=date(2018, 11, 30), precision=Precision.MONTH),
        "on an unknown day in November",
    ),
    (
        DateRange(start=date(2018, 5, 19), end=date(2018, 5, 25), precision=Precision.WEEK),
        "between 19 and 25 May",
    ),
    (
        DateRange(start=date(2014, 1, 1), end=date(2014, 12, 31), precision=Precision.YEAR),
        "at an unknown time in 2014",
    ),
    (
        DateRange(start=date(2014, 1, 1), end=date(2017, 12, 31), precision=Precision.YEAR),
        "between 2014 and 2017",
    ),
]


@pytest.mark.parametrize(("dated", "words"), _DAYS)
def test_a_day_is_as_exact_as_it_is_known(dated: DateRange, words: str) -> None:
    assert when(dated, LAST) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count(min=6, max=6), "six"),
        (Count(max=10), "up to 10"),
        (Count(min=1200), "at least 1,200"),
        (Count(min=6, max=8), "six to eight"),
        (Count(min=0, max=0), "no"),
        (Count(), ""),
    ],
)
def test_numbers_are_written_as_newspapers_do(count: Count, words: str) -> None:
    assert figure(count) == words


# ── what holds of every draft ────────────────────────────────────────────────────────────────────────────

_NUMBERS = {
    name: number
    for number, name in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
        ]
    )
}
_MARK = re.compile(r"\[\^(c\d+)\]")


def _sentences(draft: Draft) -> list[str]:
    """The sentences of a draft: each ends with a full stop, a mark of a quote, and its markers."""
    paragraphs = [block for block in draft.body.strip().split("\n\n") if not block.startswith("#")]
    return [
        sentence.strip()
        for paragraph in paragraphs
        for sentence in re.findall(r".+?[.!?]”?(?:\[\^c\d+\])+(?= |$)|.+$", paragraph)
    ]


def _numbers(words: str) -> set[int]:
    digits = {int(found.replace(",", "")) for found in re.findall(r"\d[\d,]*", words)}
    return digits | {_NUMBERS[word] for word in re.findall(r"[a-z]+", words.lower()) if word in _NUMBERS}


@cache
def _drafts() -> list[tuple[str, list[Material]]]:
    def invented(seed: int) -> list[Material]:
        archive = Archive()
        for coding in Invented(seed).codings(10):
            archive.add(coding)
        found = [examine(one.id, archive.told(one.id)) for one in archive.incidents()]
        return [Material(key=UUID(int=at + 1), told=tell_incident(one)) for at, one in enumerate(found)]

    samples = [Material(key=UUID(int=1), told=tell_incident(crossing()))]
    table = [replace(row[1], key=UUID(int=at + 1)) for at, row in enumerate(_TABLE)]
    return [
        ("samples", samples),
        ("table", table),
        *((f"invented {seed}", invented(seed)) for seed in range(4)),
    ]


@pytest.mark.parametrize(("name", "materials"), _drafts(), ids=[name for name, _ in _drafts()])
def test_every_sentence_is_cited_and_every_figure_stands_in_what_is_cited(
    name: str, materials: list[Material]
) -> None:
    draft = compose(materials, first=FIRST, last=LAST)
    cites = {one.label: one for one in draft.cites}
    told = {
        (one.key, telling.event.report, telling.quote, telling.at): telling
        for one in materials
        for telling in one.told.incident.tellings
    }
    dated = {
        (one.key, telling.event.report, telling.quote): telling.date
        for one in materials
        for telling in one.told.incident.tellings
        if telling.date
    }
    sentences = _sentences(draft)
    assert sentences, name
    for sentence in sentences:
        labels = _MARK.findall(sentence)
        assert labels, sentence
        held: set[int] = set()
        for label in labels:
            one = cites[label]
            assert (one.incident, one.report, one.quote, one.at) in told
            held |= _numbers(f"{one.value} {one.words} {one.quote} {one.who} {one.through}")
            count = told[one.incident, one.report, one.quote, one.at].count
            held |= {bound for bound in (count.min, count.max) if bound is not None} if count else set()
            day = dated.get((one.incident, one.report, one.quote))
            held |= {day.start.day, day.end.day, day.start.year, day.end.year} if day else set()
        plain = _MARK.sub("", sentence)
        assert _numbers(re.sub(r"\bone\b(?! \w+ (?:was|were))", "", plain)) <= held, sentence
    assert set(_MARK.findall(draft.body)) == set(cites)


@pytest.mark.parametrize(("name", "materials"), _drafts(), ids=[name for name, _ in _drafts()])
def test_each_party_that_speaks_is_heard_where_the_other_is(name: str, materials: list[Material]) -> None:
    draft = compose(materials, first=FIRST, last=LAST)
    cited = {(one.incident, one.report, one.at, one.quote) for one in draft.cites}
    for material in materials:
        incident = material.told.incident
        parties = {origin.id for origin in incident.origins if origin.kind is SourceKind.PARTY}
        speaking = {one.origin for one in incident.tellings if one.fact is Fact.TYPE} & parties
        heard = {
            one.origin
            for one in incident.tellings
            if (material.key, one.event.report, one.at, one.quote) in cited
        }
        assert speaking <= heard, (name, incident.reason)


def test_words_in_marks_of_quotation_are_the_reports() -> None:
    for name, materials in _drafts():
        draft = compose(materials, first=FIRST, last=LAST)
        cites = {one.label: one for one in draft.cites}
        for sentence in _sentences(draft):
            quotes = [" ".join(cites[label].quote.split()) for label in _MARK.findall(sentence)]
            for words in re.findall(r"“([^”]+)”", _MARK.sub("", sentence).replace("\\", "")):
                bare = words.rstrip(",.").replace("‘", "“").replace("’", "”")
                assert any(bare in quote.replace("’", "”").replace("‘", "“") for quote in quotes), (
                    name,
                    sentence,
                )


@settings(max_examples=40, deadline=None)
@given(any_examined())
def test_any_incident_can_be_drafted_and_its_markers_are_those_of_its_cites(one: Examined) -> None:
    material = Material(key=UUID(int=1), told=tell_incident(one))
    draft = compose([material], first=FIRST, last=LAST, labels_from=7)
    labels = [cited.label for cited in draft.cites]
    assert labels == [f"c{number}" for number in range(7, 7 + len(labels))]
    unescaped = re.sub(r"\\.", "", draft.body)
    assert set(_MARK.findall(unescaped)) == set(labels)
    assert len(cites_of([material])) == len(one.incident.tellings)


def test_a_draft_of_nothing_says_nothing() -> None:
    draft = compose([], first=FIRST, last=LAST)
    assert (draft.headline, draft.standfirst, draft.body, draft.cites) == ("No incidents", "", "", ())
