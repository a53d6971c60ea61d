"""The tables of the archive, a module a subject."""

from dateline.web.archive.models.arrivals import Arrival, ArrivalState
from dateline.web.archive.models.codings import Attribution, Coding, Event, EventActor, EventRole
from dateline.web.archive.models.common import Review
from dateline.web.archive.models.corrections import Correction, CorrectionState, Field
from dateline.web.archive.models.history import Change
from dateline.web.archive.models.hosts import Host
from dateline.web.archive.models.incidents import Account, BlockKey, Incident, Likeness, Lock
from dateline.web.archive.models.leases import WorkerLease
from dateline.web.archive.models.opinions import Opinion
from dateline.web.archive.models.overrides import ActorOverride, PlaceOverride
from dateline.web.archive.models.reports import Page, Report, ReportState
from dateline.web.archive.models.rulings import Decision, Ruling, RulingKind
from dateline.web.archive.models.searchable import Searchable, SearchKind
from dateline.web.archive.models.sources import Feed, FeedKind, Source, SourceDomain, SourceName

__all__ = [
    "Account",
    "ActorOverride",
    "Arrival",
    "ArrivalState",
    "Attribution",
    "BlockKey",
    "Change",
    "Coding",
    "Correction",
    "CorrectionState",
    "Decision",
    "Event",
    "EventActor",
    "EventRole",
    "Feed",
    "FeedKind",
    "Field",
    "Host",
    "Incident",
    "Likeness",
    "Lock",
    "Opinion",
    "Page",
    "PlaceOverride",
    "Report",
    "ReportState",
    "Review",
    "Ruling",
    "RulingKind",
    "SearchKind",
    "Searchable",
    "Source",
    "SourceDomain",
    "SourceName",
    "WorkerLease",
]
