"""The public JSON of a coding, "dateline/coding/1": written by `to_dict`, read back by `from_dict`.

docs/reference/coding-schema.md explains every key; `schema` gives the same as a JSON Schema.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

from dateline.exporting.interchange.parsing import from_dict
from dateline.exporting.interchange.writing import SCHEMA, to_dict, to_line

if TYPE_CHECKING:
    from typing import Any

__all__ = ["SCHEMA", "from_dict", "schema", "to_dict", "to_line"]


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that every coding we write conforms to."""
    loaded: dict[str, Any] = json.loads(files(__name__).joinpath("coding.schema.json").read_text("utf-8"))
    return loaded
