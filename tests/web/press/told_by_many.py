"""One happening that many reports tell of, each in its own words and with figures of its own.

told_by_many(8) -> the incident, with a row for each of the twelve facts; the 1st and the 2nd figure differ
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from dateline.domain import (
    Acting,
    Actor,
    ActorClass,
    Attribution,
    Coding,
    Count,
    DateRange,
    Effect,
    Event,
    EventType,
    Feature,
    Harm,
    Place,
    PlacePrecision,
    Placing,
    Precision,
    Report,
    ResolvedBy,
    Span,
    Stance,
)
from dateline.web.archive.models import Event as EventRow
from dateline.web.archive.models import Incident, Page, Review, Source
from dateline.web.archive.packing import pack
from tests.web.archive.invented import stored

if TYPE_CHECKING:
    from collections.abc import Sequence

DAY = date(2018, 5, 9)
_OPENINGS = (
    "Smoke stood over the town since noon, and from the hill one could see it drift towards the river.",
    "The market had just closed when the first of them came down behind the mosque, a grocer told us.",
    "No ambulance came before dark; people carried whom they could to the clinic in the old cinema.",
    "Shops on the ring road stayed shut for a second day, and hardly a car was to be seen there.",
    "A bakery lost its oven, wrote a neighbour who had bought bread there for thirty years.",
    "Two schools sent their pupils home by side streets, the headmistress of one of them recalls.",
    "Where the water main burst, children were standing knee-deep by evening, our reporter saw.",
    "Power failed in the north of the town; the hospital ran on what diesel it had left, for six hours.",
)
_CLOSINGS = (
    "What became of the men is not known.",
    "Nobody has said yet who gave the order, and nobody there expects to hear it.",
    "The road to the coast was open again by the weekend.",
    "By our count it was the third time in as many weeks.",
    "Its mayor asked for tents, blankets and a doctor.",
    "A teacher keeps a list of the names in a school book.",
    "Rain put out what the firemen could not reach.",
    "On the other bank they had heard it all night.",
)
_VERBS = {
    Effect.KILLED: ("killing", "with the loss of", "at the cost of", "which cost"),
    Effect.INJURED: ("wounding", "and left hurt", "injuring", "and harmed"),
    Effect.CAPTURED: ("taking", "and led away", "seizing", "capturing"),
    Effect.MISSING: ("with a loss of contact to", "missing", "and has not found", "without a trace of"),
    Effect.DISPLACED: ("driving out", "and put to flight", "uprooting", "from which fled"),
    Effect.DAMAGED: ("damaging", "and broke", "wrecking", "and hit besides"),
}
_ACTS = ("shelled", "bombarded", "fired rockets at", "hit", "struck", "pounded", "opened fire on", "attacked")
_MEANS = ("howitzers", "rockets", "mortars", "field guns")


class _Writing:
    """A report while it is written."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.text = f"{_OPENINGS[number % len(_OPENINGS)]} "

    def say(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))


def coding(number: int, *, stance: Stance | None = None, url: str = "", precision: str = "town") -> Coding:
    """What the report of a number tells; with a stance, somebody whom it quotes says so."""
    at, figure = _Writing(number), number + 3
    attributions: tuple[Attribution, ...] = ()
    if stance:
        source = at.say("Officials")
        at.say(" ")
        cue = at.say(
            {Stance.ACCUSES: "accuse the army:", Stance.HEDGES: "do not rule out that"}.get(
                stance, "said that"
            )
        )
        attributions = (Attribution(id="a1", cue=cue, source=source, stance=stance),)
        at.say(" ")
    agent = at.say("the army")
    at.say(" ")
    trigger = at.say(_ACTS[number % len(_ACTS)])
    at.say(" ")
    target = at.say("rebels")
    at.say(" in ")
    town = at.say("Marjsalam")
    at.say(" on ")
    when = at.say("Wednesday")
    at.say(" with ")
    means = at.say(_MEANS[number % len(_MEANS)])
    harms: list[Harm] = []
    told = [
        (Effect.KILLED, "people", figure),
        (Effect.INJURED, "others", figure * 2),
        (Effect.CAPTURED, "fighters", 2),
        (Effect.MISSING, "men", 1),
        (Effect.DISPLACED, "families", 40),
        (Effect.DAMAGED, "houses", 7),
    ]
    for effect, victims, count in told[number % 5 :] + told[: number % 5]:
        at.say(f", {_VERBS[effect][(number + len(harms)) % 4]} ")
        quantity = at.say(str(count))
        at.say(" ")
        harms.append(
            Harm(effect=effect, quantity=quantity, victims=at.say(victims), count=Count(min=count, max=count))
        )
    at.say(f". {_CLOSINGS[number % len(_CLOSINGS)]}")
    actor = Actor(
        id="army", name="Army of the Coast", cls=ActorClass.STATE_FORCES, sector="MIL", country="SY"
    )
    place = Place(
        id="dateline:marjsalam",
        name="Marjsalam",
        lat=35.0,
        lon=36.4,
        feature=Feature.TOWN,
        country="SY",
        admin1="Idlib",
    )
    far = precision == "country"
    return Coding(
        report=Report(
            id=f"many{number}",
            text=at.text,
            title=f"Marjsalam under fire ({number})",
            url=url or None,
            published=DAY + timedelta(days=number % 4),
            source=f"Coast Paper {number}",
        ),
        engine="invented/1",
        attributions=attributions,
        events=(
            Event(
                id="e1",
                type=EventType.SHELLING,
                mentions=(trigger,),
                agents=(agent,),
                targets=(target,),
                places=(town,),
                times=(when,),
                means=(means,),
                harm=tuple(harms),
                claims=("a1",) if stance else (),
                date=DateRange(start=DAY, end=DAY, precision=Precision.DAY),
                confidence=0.9,
            ),
        ),
        places={
            town: Placing(
                place=place,
                precision=PlacePrecision(precision),
                radius_km=400.0 if far else 3.0,
                reason="the only one",
                lat=None if far else place.lat,
                lon=None if far else place.lon,
            )
        },
        actors={
            agent: Acting(by=ResolvedBy.REGISTER, reason="named", actor=actor, cls=actor.cls, country="SY"),
            target: Acting(by=ResolvedBy.RULE, reason="rebels", cls=ActorClass.REBEL_GROUP),
        },
    )


def told_by_many(reports: int = 8, *, codings: Sequence[Coding] = (), showable: bool = True) -> Incident:
    """The incident that so many reports tell of, accepted and published, each report with a page."""
    rows = stored(
        codings
        or [coding(number, url=f"https://paper{number}.example/{number}") for number in range(reports)]
    )
    for row in rows:
        body = f"<p>{row.text}</p>".encode()
        Page.objects.create(
            report=row,
            url=row.url,
            status=200,
            media_type="text/html",
            body=pack(body),
            sha256=f"{abs(hash(row.key)):064x}"[-64:],
            fetched_at=datetime(2018, 5, 13, 8, tzinfo=UTC),
        )
    Source.objects.update(showable=showable)
    EventRow.objects.told().update(review=Review.ACCEPTED)
    found = Incident.objects.there()
    found.update(review=Review.ACCEPTED, published_at=timezone.now())
    most = Incident.objects.there().order_by("-number_of_reports", "pk").first()
    assert most is not None
    return most
