"""Codings in, incidents out: which reports tell of one happening, and what their accounts come to.

link(codings) -> incidents        reports at once; an incident that is known keeps its id
Archive(codings)                  kept linked as reports come, go and are decided on
roll_up(coding) -> accounts       the events of one report that tell of one happening, put together
told_by(coding)                   the same, each with its report, and with what that denies: what is linked
incident_of(key, told)            accounts of one happening, each `Told` by a report, as an incident
examine(key, told)                the same, with each fact weighed and who counts as one origin
Copies, is_copy                   whose words a report's words were before
Sources, RegisterSources          what kind of source an outlet or a speaker is, by the register of actors
"""

from dateline.linking.copies import Copies, is_copy
from dateline.linking.incidents import examine, incident_of
from dateline.linking.linking import Archive, link, told_by
from dateline.linking.ports import Source, Sources
from dateline.linking.rollup import Account, roll_up
from dateline.linking.sourcing import RegisterSources
from dateline.linking.told import Told

__all__ = [
    "Account", "Archive", "Copies", "RegisterSources", "Source", "Sources", "Told", "examine", "incident_of",
    "is_copy", "link", "roll_up", "told_by",
]  # fmt: skip
