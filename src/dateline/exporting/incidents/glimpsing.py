"""A glimpse of a line: what it holds and whose it is, without reading it all.

To parse every line of a file of incidents takes many times as long as what is asked of a few of them.
"""

from __future__ import annotations

import json
from typing import Any

from dateline.exporting.incidents.writing import SCHEMA, SKETCHES
from dateline.exporting.interchange import SCHEMA as CODING


def glimpse(line: bytes) -> tuple[str, str] | None:
    """The schema of a line and the id of its incident or report; None where we did not write it so.

    >>> glimpse(b'{"schema": "dateline/incident/1", "id": "5e11", "type": "shelling", "kil')
    ('dateline/incident/1', '5e11')
    >>> glimpse(b'{"id": "5e11", "schema": "dateline/incident/1"}')
    """
    for schema, opening in _OPENINGS.items():
        if line.startswith(opening):
            try:
                # An id is not long: the line of one that is has to be read as a whole.
                words = line[len(opening) : len(opening) + _LONGEST].decode("utf-8", "ignore")
                found, _ = _DECODER.raw_decode(words)
            except ValueError:
                return None
            return (schema, found) if isinstance(found, str) else None
    return None


def first_of(key: str, line: str) -> Any:  # noqa: ANN401 -- any JSON value
    r"""The value of the first key of this name in a line that we wrote.

    Within a string no quotation mark stands bare, so that it is a key.

    Raises:
        ValueError: There is none, or its value does not hold.

    >>> first_of("date", r'{"reason": "a \"date\": 5", "date": {"start": "2018"}}')
    {'start': '2018'}
    """
    opening = f'"{key}": '
    return _DECODER.raw_decode(line, line.index(opening) + len(opening))[0]


_OPENINGS = {
    schema: f'{{"schema": "{schema}", "{key}": '.encode()
    for schema, key in ((SCHEMA, "id"), (CODING, "id"), (SKETCHES, "report"))
}
_LONGEST = 1000
_DECODER = json.JSONDecoder()
