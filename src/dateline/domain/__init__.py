"""The words of Dateline as frozen records, and its error tree. Standard library only."""

from dateline.domain.actors import Acting, Actor, ActorClass, ResolvedBy, Speaker, SpeakerKind
from dateline.domain.codebook import CODES, Codes, Effect, EventType, NameClass, Role, Stance, Status
from dateline.domain.coding import Attribution, Coding, Count, DateRange, Event, Harm, Name, Precision
from dateline.domain.incidents import (
    HARM,
    Decision,
    EventRef,
    Fact,
    Grade,
    Incident,
    Origin,
    SourceKind,
    Standing,
    Telling,
    Verdict,
)
from dateline.domain.places import Feature, Place, PlacePrecision, Placing, Unresolved
from dateline.domain.report import ApartKind, Report, SetApart
from dateline.domain.spans import Span
from dateline.domain.weighing import Contradiction, Counted, Examined, Move, Position, Weighing

__all__ = [
    "CODES",
    "HARM",
    "Acting",
    "Actor",
    "ActorClass",
    "ApartKind",
    "Attribution",
    "Codes",
    "Coding",
    "Contradiction",
    "Count",
    "Counted",
    "DateRange",
    "Decision",
    "Effect",
    "Event",
    "EventRef",
    "EventType",
    "Examined",
    "Fact",
    "Feature",
    "Grade",
    "Harm",
    "Incident",
    "Move",
    "Name",
    "NameClass",
    "Origin",
    "Place",
    "PlacePrecision",
    "Placing",
    "Position",
    "Precision",
    "Report",
    "ResolvedBy",
    "Role",
    "SetApart",
    "SourceKind",
    "Span",
    "Speaker",
    "SpeakerKind",
    "Stance",
    "Standing",
    "Status",
    "Telling",
    "Unresolved",
    "Verdict",
    "Weighing",
]
