"""The items of a YAML file, each with the line it starts on; all values as they are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import yaml

from dateline.domain.errors import RegisterUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# A country "NO" is Norway and not False, and 2014-06 no number: what a value is, its field knows.
Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"

# PyYAML's wheels bring libyaml, which is some ten times as fast; without it all works, but slower.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOTHING = frozenset({"", "~", "null"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of the list that a file holds: its fields, its file and the line it starts on."""

    fields: dict[str, Value]
    file: str
    line: int

    def wrong(self, what: str, remedy: str) -> RegisterUnreadable:
        """The error to raise where the item is not as it should be."""
        key = self.fields.get("id")
        item = f"entry {key!r}" if isinstance(key, str) else "an entry"
        return RegisterUnreadable(f"{self.file}, line {self.line}, {item}: {what}", remedy)


def read_items(path: Path) -> list[Item]:
    """The items of the YAML file `path`, which holds a list of mappings.

    The events of the parser are taken as they come: to build a tree of nodes and to guess the type of each
    value takes PyYAML three times as long, and without libyaml (`safe_load`) 21 times.

    Raises:
        RegisterUnreadable: The file cannot be read, is no YAML, or holds something else than such a list.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RegisterUnreadable(f"{path} ({error})", "Give a file of UTF-8 text that may be read") from error
    try:
        return list(_items(yaml.parse(text, _LOADER), path.name))
    except yaml.YAMLError as error:
        where = getattr(error, "problem_mark", None)
        line = f", line {where.line + 1}" if where else ""
        problem = getattr(error, "problem", None) or error
        raise RegisterUnreadable(
            f"{path.name}{line} is no YAML ({problem})", "Mend that line; words with a colon need quotes"
        ) from error


def _items(events: Iterator[yaml.Event], file: str) -> Iterator[Item]:
    next(events)  # the stream starts
    if isinstance(next(events), yaml.StreamEndEvent):
        return  # nothing but comments
    if not isinstance(next(events), yaml.SequenceStartEvent):
        raise RegisterUnreadable(f"{file} holds no list of entries", 'Start each entry with "- id: ..."')
    for event in events:
        if isinstance(event, yaml.SequenceEndEvent):
            return
        line = _line(event)
        fields = _value(event, events)
        if not isinstance(fields, dict):
            raise RegisterUnreadable(
                f"{file}, line {line}: an entry is a mapping of fields", 'Start each entry with "- id: ..."'
            )
        yield Item(fields=fields, file=file, line=line)


def _value(event: yaml.Event, events: Iterator[yaml.Event]) -> Value:
    if isinstance(event, yaml.ScalarEvent):
        return None if event.implicit[0] and event.value in _NOTHING else event.value
    if isinstance(event, yaml.SequenceStartEvent):
        values: list[Value] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            values.append(_value(event, events))
        return values
    if isinstance(event, yaml.MappingStartEvent):
        fields: dict[str, Value] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            fields[str(_value(event, events))] = _value(next(events), events)
        return fields
    raise RegisterUnreadable(f"line {_line(event)} refers to another place", "Write it out in full")


def _line(event: yaml.Event) -> int:
    mark = event.start_mark
    assert mark is not None, "the parser marks every event"  # noqa: S101 - its types allow for other makers
    return int(mark.line) + 1
