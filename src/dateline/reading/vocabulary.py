"""The word lists of this room: patterns kept as text, one a line, so that one more is easy to add."""

from __future__ import annotations

import re
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def word_lists(name: str, names: Mapping[str, str] = MappingProxyType({})) -> dict[str, list[str]]:
    """The sections of `words/<name>.txt`, in their order, each with its patterns.

    Args:
        name: The list's file name, without its ending.
        names: What the patterns write in braces ("{unit}"), and the pattern that it stands for.
    """
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in files(__package__).joinpath("words", f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if heading := re.fullmatch(r"\[(.+)\]", line):
            current = sections.setdefault(heading[1], [])
        else:
            current.append(_NAMED.sub(lambda found: f"(?:{names[found[1]]})", line))
    return sections


def any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """One pattern for any of `patterns`, whatever the letters' case."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_NAMED = re.compile(r"\{([a-z]+)\}")
