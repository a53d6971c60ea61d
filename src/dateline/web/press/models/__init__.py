"""The tables of the press, a module a subject."""

from dateline.web.press.models.briefings import Briefing, BriefingIncident, Revision, Stage, WorkingCopy
from dateline.web.press.models.citations import Citation
from dateline.web.press.models.corrections import Correction, CorrectionKind
from dateline.web.press.models.media import Media, MediaKind
from dateline.web.press.models.series import Cadence, Series
from dateline.web.press.models.subscriptions import Delivery, DeliveryState, Mailing, Subscription

__all__ = [
    "Briefing",
    "BriefingIncident",
    "Cadence",
    "Citation",
    "Correction",
    "CorrectionKind",
    "Delivery",
    "DeliveryState",
    "Mailing",
    "Media",
    "MediaKind",
    "Revision",
    "Series",
    "Stage",
    "Subscription",
    "WorkingCopy",
]
