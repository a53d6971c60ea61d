"""An incident in words: its account table, fact by fact, with what the table comes to.

The terminal and the page both show what stands here, so that they say the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from dateline.domain import HARM, EventType, Fact, Stance
from dateline.domain.messages import Row, message, message_of
from dateline.exporting import wording
from dateline.exporting.incidents.findings import notes_of
from dateline.exporting.incidents.tellers import adding_none, counted_told
from dateline.exporting.incidents.wording import (
    LABELS,
    STANDINGS,
    name_of,
    range_words,
    value_words,
    where_words,
)
from dateline.exporting.meaning import bare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from dateline.domain import Examined, Incident, Origin, Telling
    from dateline.exporting.incidents.findings import Note
    from dateline.exporting.incidents.tellers import CountedTold

_One = TypeVar("_One")


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueTold:
    """What a voice tells of a fact, and the words for it.

    `value` is the fact as it can be compared; `words` are the report's own, "" where they say no more than
    the value, or are the quote. `number` is that of the quote, the same wherever these words stand; `first`
    says that they have not stood before, `first_here` that they have not in this report.
    """

    telling: Telling
    value: str
    words: str
    quote: str
    number: int
    first: bool
    first_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SayingTold:
    """What one voice in one report tells of a fact: one figure, or all places, actors and the like together.

    `through` are those who passed it on, `day` is that of the report, "" where it is not known. `warning`
    tells an accusation, a denial and a doubt from what is asserted, which has none.
    """

    report: str
    who: str
    through: tuple[str, ...]
    day: str
    warning: str
    values: tuple[ValueTold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactTold:
    """One fact: who says what of it, in time order, and what that comes to."""

    fact: Fact
    label: str
    sayings: tuple[SayingTold, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentTold:
    """An incident in words. `where`, `date`, `killed` and `injured` are "" where nobody tells.

    `place` is the name of the place alone, or the words for it where it is not resolved. `counted` are those
    who say that it happened, each independent origin once; `adding_none` says of reports that they only pass
    on whom others had brought. `warning` says what a reader must know before reading on: that nobody but
    accusers tells of it, or nobody in their own name.
    """

    examined: Examined
    what: str
    place: str
    where: str
    date: str
    killed: str
    injured: str
    standing: str
    grade: str
    sources: str
    counted: tuple[CountedTold, ...]
    adding_none: Mapping[str, str]
    warning: str
    facts: tuple[FactTold, ...]

    @property
    def incident(self) -> Incident:
        """The incident itself."""
        return self.examined.incident

    @property
    def reports(self) -> tuple[str, ...]:
        """The ids of the reports that tell of it, in time order."""
        return self.incident.reports


def tell_incident(examined: Examined) -> IncidentTold:
    """An incident in words."""
    incident = examined.incident
    return IncidentTold(
        examined=examined,
        what=wording.type_words(incident.type),
        place=place_of(incident),
        where=_where(incident),
        date=wording.date_words(incident.date) if incident.date else "",
        killed=range_words(examined.weighing(Fact.KILLED)),
        injured=range_words(examined.weighing(Fact.INJURED)),
        standing=STANDINGS[incident.standing],
        grade=incident.grade.value,
        sources=_sources_words(examined),
        counted=counted_told(examined),
        adding_none=adding_none(examined),
        warning=warning_of({one.stance for one in incident.tellings if one.fact is Fact.TYPE}, incident.type),
        facts=tuple(_facts(examined)),
    )


def place_of(incident: Incident) -> str:
    """The name of the place, or the words for it that most origins have, a name before a noun."""
    if incident.place:
        return incident.place.place.name
    by: dict[str, set[str]] = {}
    for one in incident.tellings:
        if one.fact is Fact.PLACE and one.place is None and one.stance is Stance.ASSERTS:
            by.setdefault(one.value, set()).add(one.origin)
    return max(by, key=lambda words: (len(by[words]), words != words.lower()), default="")


def _where(incident: Incident) -> str:
    if incident.place:
        return where_words(incident.place)
    words = place_of(incident)
    return message("%(words)s – not placed", words=words) if words else ""


def warning_of(stances: AbstractSet[Stance], kind: EventType) -> str:
    """What warns of a happening that is told of in these manners.

    Nothing where somebody says that it happened; that somebody accuses is itself a fact.
    """
    if Stance.ASSERTS in stances or kind is EventType.ACCUSATION:
        return ""
    if Stance.ACCUSES in stances:
        return message("Accusation, not established")
    return message("Nobody says in their own name that it happened") if stances else ""


def _sources_words(examined: Examined) -> str:
    count, reports = len(examined.counted), len(examined.incident.reports)
    origins = message_of("%(number)s independent origin", "%(number)s independent origins", count)
    return Row.of(
        [
            origins if count else message("no origin asserts it"),
            message_of("%(number)s report", "%(number)s reports", reports),
        ]
    )


def _facts(examined: Examined) -> Iterator[FactTold]:
    incident = examined.incident
    origins = {origin.id: origin for origin in incident.origins}
    quotes = _Quotes()
    for fact, label in LABELS.items():
        told = [one for one in incident.tellings if one.fact is fact]
        if not told:
            continue
        weighing = examined.weighing(fact)
        yield FactTold(
            fact=fact,
            label=label,
            sayings=tuple(
                _saying(some, quotes, origins) for some in by_voice(told, _voice, apart=fact in HARM)
            ),
            notes=tuple(notes_of(weighing, told, origins)) if weighing else (),
        )


def by_voice(
    told: Iterable[_One], voice: Callable[[_One], tuple[object, ...]], *, apart: bool
) -> Iterator[list[_One]]:
    """What is told of one fact, by who tells it in which report and manner.

    Args:
        told: What is told of it.
        voice: Who tells one of them, in which report and manner.
        apart: Whether each stands by itself, as figures of harm do.
    """
    found: dict[tuple[object, ...], list[_One]] = {}
    for nth, one in enumerate(told):
        found.setdefault((*voice(one), nth if apart else 0), []).append(one)
    yield from found.values()


def _voice(one: Telling) -> tuple[object, ...]:
    return one.event.report, one.origin, one.through, one.stance


class _Quotes:
    """The quotes that have been shown: each under one number, whatever report brings it."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._reports: set[tuple[str, str]] = set()

    def show(self, report: str, quote: str) -> tuple[int, bool, bool]:
        """The number of a quote, and whether it is shown for the first time at all, and of the report."""
        first, first_here = quote not in self._numbers, (report, quote) not in self._reports
        self._reports.add((report, quote))
        return self._numbers.setdefault(quote, len(self._numbers) + 1), first, first_here


def _saying(some: list[Telling], quotes: _Quotes, origins: Mapping[str, Origin]) -> SayingTold:
    first = some[0]
    who = name_of(first.origin, origins)
    return SayingTold(
        report=first.event.report,
        who=who,
        through=tuple(name for name in first.through if name not in who),
        day=wording.day_words(first.said) if first.said else "",
        warning=wording.WARNINGS.get(first.stance, ""),
        values=tuple(_value(one, quotes) for one in some),
    )


def _value(telling: Telling, quotes: _Quotes) -> ValueTold:
    value, words, quote = value_words(telling), _in_line(telling.words), _in_line(telling.quote)
    number, first, first_here = quotes.show(telling.event.report, quote)
    return ValueTold(
        telling=telling,
        value=value,
        words="" if bare(words) in {bare(value), bare(quote)} else words,
        quote=quote,
        number=number,
        first=first,
        first_here=first_here,
    )


def _in_line(words: str) -> str:
    return " ".join(words.split())
