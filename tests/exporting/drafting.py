"""Drafting: what is told of invented incidents, and the prose that is to be made of it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from dateline.domain import (
    Acting,
    Actor,
    ActorClass,
    Count,
    Counted,
    DateRange,
    EventRef,
    EventType,
    Fact,
    Grade,
    Origin,
    Precision,
    ResolvedBy,
    SourceKind,
    Span,
    Stance,
    Status,
)
from dateline.exporting.briefing import Aside, Material, compose
from dateline.exporting.incidents.accounts import tell_incident
from tests.incidents import examined, telling
from tests.resolved import IN_MARJ

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.domain import Telling

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


def made_of(
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


def prose(*materials: Material) -> list[str]:
    """The paragraphs of a draft without headings and markers."""
    draft = compose(materials, first=FIRST, last=LAST)
    plain = re.sub(r"\[\^c\d+\]", "", draft.body).replace("\\", "")
    return [block for block in plain.strip().split("\n\n") if not block.startswith("#")]


SHELLED = "The Army of the Plain shelled a market in Marj on Tuesday, killing six traders and wounding two."


def shelling(origin: Origin = WIRE, *through: str) -> list[Telling]:
    return Voice(origin, SHELLED, *through).all(
        "shelled",
        who=("Army of the Plain", ARMY),
        whom="market",
        day="Tuesday",
        place="Marj",
        killed=("six traders", Count(min=6, max=6)),
        injured=("two", Count(min=2, max=2)),
    )


TABLE: list[tuple[str, Material, str]] = [
    (
        "one voice: deed, place, day and harm in one sentence, and who says so",
        made_of(shelling()),
        (
            "The Army of the Plain shelled a market in Marj on 22 May, killing six traders and wounding "
            "two people, according to World Wire."
        ),
    ),
    (
        "who was told by one source alone is said to be",
        made_of(
            shelling(),
            grade=Grade.WEAK,
            counted=(Counted(key="wire", origins=(WIRE.id,), credible=True, partisan=False),),
        ),
        (
            "The Army of the Plain shelled a market in Marj on 22 May, killing six traders and wounding "
            "two people, according to World Wire alone."
        ),
    ),
    (
        "voices that say the same stand together, each with who passed it on",
        made_of([*shelling(), *shelling(HILLS, "Relay")]),
        (
            "The Army of the Plain shelled a market in Marj on 22 May, killing six traders and wounding "
            "two people, according to World Wire and the Front of the Hills (through Relay)."
        ),
    ),
    (
        "exact figures that differ are put side by side",
        made_of(
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
        made_of(
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
        made_of(
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
        made_of(
            [
                *shelling(),
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
        made_of(
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
        made_of(
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
            "says that it was the Army of the Plain, and the Coast Monitor that it was the Front of the "
            "Hills. Who did it is contested."
        ),
    ),
    (
        "words that mean something else than our verb are quoted",
        made_of(
            Voice(WIRE, "Troops closed the bridge of Marj for two hours.").all("closed", EventType.OTHER),
            EventType.OTHER,
        ),
        "“Troops closed the bridge of Marj for two hours,” World Wire says.",
    ),
    (
        "what is only planned is quoted",
        made_of(
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
        made_of(
            Voice(WIRE, "Jets may have struck a depot.", stance=Stance.HEDGES).all(
                "struck", EventType.AIRSTRIKE, whom="depot"
            ),
            EventType.AIRSTRIKE,
        ),
        "“Jets may have struck a depot,” World Wire says, without vouching for it.",
    ),
    (
        "a bomb is told by what it was and where it lay",
        made_of(
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
        made_of(
            [
                *shelling(),
                *(
                    replace(one, event=EventRef(report="r9", event="e1"), through=("Gulf Ledger",))
                    for one in shelling()
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
