"""An event, or an incident, with all that its words resolve to, put together once for every format."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING

from dateline.coding.sentences import sentence_spans
from dateline.domain import EventType, PlacePrecision, Placing, Stance, Status
from dateline.exporting.sides import sides_of
from dateline.exporting.tellers import tellers_of
from dateline.exporting.telling import Sentences, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dateline.domain import Coding, Count, Effect, Event, Report
    from dateline.exporting.deaths import Estimate
    from dateline.exporting.sides import Side
    from dateline.exporting.tellers import Teller


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where it happened: the words that say it most exactly and their place; None where they have none."""

    words: str = ""
    placing: Placing | None = None

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude; None for a bare country, and wherever no pin is honest."""
        placing = self.placing
        if placing is None or placing.precision is PlacePrecision.COUNTRY:
            return None
        return (placing.lat, placing.lon) if placing.lat is not None and placing.lon is not None else None

    @property
    def country(self) -> str | None:
        """The ISO 3166-1 alpha-2 code of the country, where the place has one."""
        return self.placing.place.country if self.placing else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event of a coding with its sides, its place and those who say so; or an incident, by its main event.

    `passage` are the sentences that hold its mentions, `leading` whether the first of these stands in
    the report's lead: its first paragraph, or the first three sentences of one that goes on and on. `number`
    identifies the event among all reports: up to 15 digits, the same whenever the same report is coded alike.

    `reports` are those that tell of it, `origins` how many independent ones say so, `mentions` how often it
    is named. An incident has the numbers of its whole account table: `dead`, and `counts` of each kind of
    harm that anybody numbers. `lacks` tells what it holds otherwise than told, for the loss note.
    """

    coding: Coding
    event: Event
    number: int
    agents: tuple[Side, ...]
    targets: tuple[Side, ...]
    where: Where
    tellers: tuple[Teller, ...]
    passage: str
    leading: bool
    reports: tuple[Report, ...]
    mentions: int
    origins: int = 1
    dead: Estimate | None = None
    counts: Mapping[Effect, Count] = field(default_factory=dict)
    lacks: tuple[str, ...] = ()

    @property
    def undone(self) -> str | None:
        """Why it is not told as done, or None where it is: planned, hypothetical, denied."""
        stances = {teller.stance for teller in self.tellers}
        if self.event.status is Status.DENIED or stances == {Stance.DENIES}:
            return "denied"
        return _UNDONE.get(self.event.status)

    @property
    def accused(self) -> bool:
        """Whether nobody but accusers says that it happened; the accusing itself is a fact."""
        if self.event.type is EventType.ACCUSATION:
            return False
        stances = {teller.stance for teller in self.tellers}
        return Stance.ACCUSES in stances and Stance.ASSERTS not in stances

    @property
    def doubted(self) -> bool:
        """Whether accounts of it differ, or those who tell of it are not certain themselves."""
        stances = {teller.stance for teller in self.tellers}
        return self.event.status is Status.DISPUTED or stances == {Stance.HEDGES}

    @property
    def means(self) -> str:
        """The words for what it was done with."""
        text = self.coding.report.text
        return "; ".join(dict.fromkeys(words_of(span, text) for span in self.event.means))


def happenings(coding: Coding) -> Iterator[Happening]:
    """Every event of `coding` with what its words resolve to, in the order in which the text names them."""
    sentences = Sentences(coding.report.text)
    lead = _end_of_lead(coding.report.text)
    for event in sorted(coding.events, key=lambda event: event.trigger):
        around = dict.fromkeys(sentences.around(mention) for mention in sorted(event.mentions))
        yield Happening(
            coding=coding,
            event=event,
            number=number_of(coding.report.id, event.id),
            agents=sides_of(event.agents, coding),
            targets=sides_of(event.targets, coding),
            where=where_of(event, coding),
            tellers=tellers_of(event, coding),
            passage=" ".join(around),
            leading=min(event.mentions).start < lead,
            reports=(coding.report,),
            mentions=len(event.mentions),
        )


def where_of(event: Event, coding: Coding) -> Where:
    """Where `event` is told to be, by the words that say it most exactly."""
    text = coding.report.text
    told = [(span, coding.places.get(span)) for span in event.places]
    placed = [(span, found) for span, found in told if isinstance(found, Placing)]
    if not placed:
        return Where(words=words_of(event.places[0], text) if event.places else "")
    span, placing = min(placed, key=lambda one: one[1].exactness)  # the first of equals
    return Where(words=words_of(span, text), placing=placing)


def number_of(*ids: str) -> int:
    """The number that follows from ids: 48 bits, which programs that read numbers as doubles keep exact."""
    key = "\n".join(ids).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(key, digest_size=6).digest())


_UNDONE = {Status.PLANNED: "planned, not yet done", Status.HYPOTHETICAL: "hypothetical"}
_LEAD = 3  # sentences, of a text without paragraphs


def _end_of_lead(text: str) -> int:
    paragraph = len(text) - len(text.lstrip()) + len(text.lstrip().partition("\n")[0])
    return min([paragraph, *(end for _, end in sentence_spans(text)[_LEAD - 1 : _LEAD])])
