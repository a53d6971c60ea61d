"""One value of a JSON object, with the path that leads to it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from dateline.domain.errors import BadInterchange

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from enum import StrEnum

    _Code = TypeVar("_Code", bound=StrEnum)
    _Part = TypeVar("_Part")
    _Built = TypeVar("_Built")


def object_on(line: bytes) -> dict[str, Any]:
    """The JSON object on a line.

    Raises:
        BadInterchange: It is no JSON, or none of an object.
    """
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        raise BadInterchange("it is not JSON") from None
    if not isinstance(values, dict):
        raise BadInterchange("it is no JSON object")
    return values


class Node:
    """A value and where it stands ("events[2].agents[0].end"); each method reads it as one kind of value.

    Raises:
        BadInterchange: From every method, where the value is not of the kind that is asked for.
    """

    # A file of incidents has some million values: only one that is wrong has its path put together.
    __slots__ = ("_step", "_value", "_within")

    def __init__(self, value: Any, step: str | int, within: Node | None = None) -> None:  # noqa: ANN401 -- any JSON value
        self._value = value
        self._step = step
        self._within = within

    def key(self, key: str) -> Node:
        """The value under `key`, which must be there."""
        try:
            return Node(self._value[key], key, self)
        except (KeyError, TypeError):
            self._object()
            raise self.wrong(f"has no {key!r}") from None

    def get(self, key: str) -> Node:
        """The value under `key`, or None where it is not there."""
        return Node(self._object().get(key), key, self)

    def items(self) -> Iterator[Node]:
        """The values of a list."""
        if not isinstance(self._value, list | tuple):
            raise self.wrong("is not a list")
        for index, item in enumerate(self._value):
            yield Node(item, index, self)

    def entries(self) -> Iterator[tuple[str, Node]]:
        """The keys of an object and their values; none where it is not there."""
        for key in () if self._value is None else self._object():
            yield key, self.key(key)

    def text(self) -> str:
        """A string."""
        if not isinstance(self._value, str):
            raise self.wrong("is not a string")
        return self._value

    def texts(self, *keys: str) -> list[str]:
        """The strings under some keys, in their order: quicker than to ask for one after the other."""
        value = self._object()
        found = [one for key in keys if isinstance(one := value.get(key), str)]
        return found if len(found) == len(keys) else [self.key(key).text() for key in keys]

    def listed(self) -> tuple[str, ...]:
        """The strings of a list."""
        if isinstance(self._value, list) and all(isinstance(one, str) for one in self._value):
            return tuple(self._value)
        return tuple(one.text() for one in self.items())

    def text_or_none(self) -> str | None:
        """A string or null."""
        return None if self._value is None else self.text()

    def whole(self) -> int:
        """A whole number."""
        if not isinstance(self._value, int) or isinstance(self._value, bool):
            raise self.wrong("is not a whole number")
        return self._value

    def whole_or_none(self) -> int | None:
        """A whole number or null."""
        return None if self._value is None else self.whole()

    def number(self, least: float, most: float) -> float:
        """A number between `least` and `most`."""
        if (
            not isinstance(self._value, int | float)
            or isinstance(self._value, bool)
            or not least <= self._value <= most
        ):
            raise self.wrong(f"is not a number between {least:g} and {most:g}")
        return float(self._value)

    def code(self, codes: type[_Code]) -> _Code:
        """One of `codes`."""
        written = self.text()
        try:
            return codes(written)
        except ValueError:
            raise self.wrong(f"is {written!r}, not one of {', '.join(codes)}") from None

    def truth(self) -> bool:
        """True or false."""
        if not isinstance(self._value, bool):
            raise self.wrong("is neither true nor false")
        return self._value

    def written(self) -> Any:  # noqa: ANN401 -- any JSON value
        """The value as it is, of whatever kind."""
        return self._value

    def is_none(self) -> bool:
        """Whether the value is null."""
        return self._value is None

    def build(self, build: Callable[[_Part], _Built], part: _Part) -> _Built:
        """What `build` makes of `part`, its ValueError told with this value's path."""
        try:
            return build(part)
        except ValueError as error:
            raise self.wrong(f"does not hold: {error}") from None

    def wrong(self, what: str) -> BadInterchange:
        """The error that says `what` is wrong with this value."""
        return BadInterchange(f"{self.path() or 'the whole'} {what}")

    def path(self) -> str:
        """Where the value stands, "" for the whole."""
        outer = self._within.path() if self._within else ""
        if isinstance(self._step, int):
            return f"{outer}[{self._step}]"
        return f"{outer}.{self._step}" if outer else self._step

    def _object(self) -> Mapping[str, Any]:
        if not isinstance(self._value, dict) and not isinstance(self._value, Mapping):
            raise self.wrong("is not an object")
        return self._value
