"""The words of Dateline as frozen records, and its error tree. Standard library only."""

from dateline.domain.codebook import CODES, Codes, Effect, EventType, NameClass, Role, Stance, Status
from dateline.domain.coding import Attribution, Coding, Count, DateRange, Event, Harm, Name, Precision
from dateline.domain.report import ApartKind, Report, SetApart
from dateline.domain.spans import Span

__all__ = [
    "CODES",
    "ApartKind",
    "Attribution",
    "Codes",
    "Coding",
    "Count",
    "DateRange",
    "Effect",
    "Event",
    "EventType",
    "Harm",
    "Name",
    "NameClass",
    "Precision",
    "Report",
    "Role",
    "SetApart",
    "Span",
    "Stance",
    "Status",
]
