"""Incidents written and shown: the JSON "dateline/incident/1", and what tables and accounts make of them.

docs/reference/incident-schema.md explains every key; `schema` gives the same as a JSON Schema.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

from dateline.exporting.incidents.parsing import from_dict
from dateline.exporting.incidents.writing import SCHEMA, SKETCHES, to_dict, to_line

if TYPE_CHECKING:
    from typing import Any

__all__ = ["SCHEMA", "SKETCHES", "from_dict", "schema", "to_dict", "to_line"]


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that every incident we write conforms to."""
    loaded: dict[str, Any] = json.loads(files(__name__).joinpath("incident.schema.json").read_text("utf-8"))
    return loaded
