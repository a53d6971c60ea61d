"""The register of actors: YAML in, look-ups out."""

from dateline.adapters.register.loading import load_register
from dateline.adapters.register.roster import Roster
from dateline.domain.errors import RegisterUnreadable

__all__ = ["RegisterUnreadable", "Roster", "load_register"]
