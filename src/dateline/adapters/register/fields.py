"""The fields of an item, read as what they should be; what is wrong is said with file, line and remedy."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.adapters.register.items import Item, Value

KEY = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")
SECTOR = re.compile(r"[A-Z]{3}")
COUNTRY = re.compile(r"[A-Z]{2}")
WIKIDATA = re.compile(r"Q[1-9]\d*")
BODY = re.compile(r"[a-z]+(?:_[a-z]+)*")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")

_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both included; None where that side is open."""

    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Fields:
    """Reads the fields of `item`, or of a mapping in it.

    Every method raises RegisterUnreadable where a field is not as it should be.
    """

    item: Item

    def only(self, allowed: Sequence[str]) -> None:
        """Refuse fields that nobody reads: they are mostly misspelt."""
        unknown = next((name for name in self.item.fields if name not in allowed), None)
        if unknown is not None:
            raise self.item.wrong(f"there is no field {unknown!r}", f"The fields are {', '.join(allowed)}")

    def text(self, name: str) -> str:
        """A field that must hold words."""
        value = self.item.fields.get(name)
        if not isinstance(value, str) or not value.strip():
            raise self.item.wrong(f"{name!r} is missing or holds no words", f"Write {name}: and its words")
        return value

    def match(self, name: str, form: re.Pattern[str], meant: str) -> str:
        """A field that must have a form."""
        value = self.text(name)
        if not form.fullmatch(value):
            raise self.item.wrong(f"{name!r} is {value!r}", f"Write {meant}")
        return value

    def maybe(self, name: str, form: re.Pattern[str], meant: str) -> str | None:
        """A field that must have a form where there is one."""
        return None if self.item.fields.get(name) is None else self.match(name, form, meant)

    def choice(self, name: str, choices: type[_Choice]) -> _Choice:
        """A field that must be one of a closed list."""
        value = self.text(name)
        try:
            return choices(value)
        except ValueError:
            raise self.item.wrong(f"{name!r} is {value!r}", f"Write one of {', '.join(choices)}") from None

    def words(self, name: str, *, within: dict[str, Value] | None = None) -> list[str]:
        """A field that lists words; empty where there is none."""
        value = (self.item.fields if within is None else within).get(name)
        values = [] if value is None else value
        if not isinstance(values, list):
            raise self.item.wrong(f"{name!r} is no list", f"Write {name}: [one, another]")
        if not all(isinstance(words, str) and words for words in values):
            raise self.item.wrong(
                f"{name!r} holds something else than words", f"Write {name}: [one, another]"
            )
        return [words for words in values if isinstance(words, str)]

    def mapping(self, name: str) -> dict[str, Value]:
        """A field that holds a mapping; empty where there is none."""
        value = self.item.fields.get(name)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self.item.wrong(f"{name!r} is no mapping", f"Write {name}: {{field: value}}")
        return value

    def mappings(self, name: str, allowed: Sequence[str]) -> list[dict[str, Value]]:
        """A field that lists mappings with the fields `allowed`; empty where there is none."""
        values = self.item.fields.get(name)
        found = []
        for value in [] if values is None else values if isinstance(values, list) else [values]:
            if not isinstance(value, dict) or not set(value) <= set(allowed):
                raise self.item.wrong(
                    f"{name!r} is not as it should be", f"Write a list of {{{', '.join(allowed)}}}"
                )
            found.append(value)
        return found

    def key(self, name: str, mapping: dict[str, Value]) -> str:
        """The field of a mapping that holds the id of an entry."""
        value = mapping.get(name)
        if not isinstance(value, str):
            raise self.item.wrong(f"{name!r} names nobody", f"Write {name}: and the id of an entry")
        return value

    def period(self, mapping: dict[str, Value]) -> Period:
        """The days that the fields "from" and "to" of a mapping give."""
        start, end = self._day(mapping.get("from"), last=False), self._day(mapping.get("to"), last=True)
        if start and end and end < start:
            raise self.item.wrong(f"it ends on {end}, before it starts on {start}", "Set from and to right")
        return Period(start, end)

    def _day(self, value: Value, *, last: bool) -> date | None:
        """The first or last day of "2014", "2014-06" or "2014-06-29"."""
        if value is None:
            return None
        found = _DATE.fullmatch(value) if isinstance(value, str) else None
        try:
            year, month, day = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
            month = month or (12 if last else 1)
            return date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
        except ValueError:
            raise self.item.wrong(
                f"{value!r} is no date", "Write 2014, 2014-06 or 2014-06-29, and nothing where it is open"
            ) from None
