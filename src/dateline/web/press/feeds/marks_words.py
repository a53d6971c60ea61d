"""Words that all marks share: who publishes, who wrote, when, and no property without a value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.urls import reverse

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


def filled(properties: dict[str, Any]) -> dict[str, Any]:
    """Properties that have a value; 0 is one."""
    return {name: value for name, value in properties.items() if value not in (None, "", [], {})}


def moment(at: datetime | None) -> str | None:
    """A moment to the second; None for none."""
    return at.isoformat(timespec="seconds") if at else None


def publisher(whole: Callable[[str], str]) -> dict[str, Any]:
    """The newsroom."""
    home = whole(reverse("home"))
    return {
        "@type": "NewsMediaOrganization",
        "@id": f"{home}#newsroom",
        "name": "Dateline",
        "url": home,
        "publishingPrinciples": whole(reverse("press:about")),
    }


def who_wrote(line: str, whole: Callable[[str], str]) -> Any:  # noqa: ANN401 -- one, or several
    """The authors of a line: names of people each as a person; where it has none, the newsroom.

    A name in several words that all begin with a capital is a person's; "the desk" is the newsroom.
    """
    names = [name.strip() for name in _BETWEEN.split(line) if name.strip()]
    people = [{"@type": "Person", "name": name} for name in names if _is_a_name(name)]
    if not people or len(people) < len(names):
        return [*people, {"@id": publisher(whole)["@id"]}]
    return people


def _is_a_name(words: str) -> bool:
    return " " in words and all(word[0].isupper() or not word[0].isalpha() for word in words.split())


_BETWEEN = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|،|\bو\b)\s*")
