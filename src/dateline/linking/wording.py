"""Words compared: the rare names and words of a text, however spelt, and what two have in common."""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from importlib.resources import files
from math import fsum, log, sqrt
from sys import intern
from typing import TYPE_CHECKING

from dateline.resolving.romanising import folded, normal, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Names first, since of 40 words of any kind most are nobody else's. On the linking set 24 to 48 names are as
# good as each other, and as 150 words.
MOST_WORDS = 40


def telling(text: str, most: int = MOST_WORDS) -> frozenset[str]:
    """The tokens of a text that tell most of what it is about: the rarest names, then the rarest stems."""
    found = sorted(set(tokens(text)), key=lambda token: (token[0] != NAME, -rarity(token), token))
    return frozenset(map(intern, found[:most]))


def tokens(text: str) -> Iterator[str]:
    """The stems of the words of a text, and for each with a capital what the name comes down to ("~kpn").

    >>> list(tokens("shells hit Kobane"))
    ['shell', 'hit', 'kobane', '~kpn']
    """
    for word in _WORD.findall(text):
        yield from stems(word)
        if word[0].isupper() and len(word) >= _SHORTEST:
            yield _name(word)


def names(words: str) -> Iterator[str]:
    """What the words with a capital come down to, however they are spelt.

    >>> list(names("the village of Al-Yaqoubiyah near Kobane")) == list(names("Al-Yaqubiya, Koubani"))
    True
    """
    return (_name(word) for word in _WORD.findall(words) if word[0].isupper() and len(word) >= _SHORTEST)


def stems(words: str) -> Iterator[str]:
    """The stems of the words of three letters or more, and the numbers.

    >>> list(stems("Shelling hit 2 shelled markets"))
    ['shell', 'hit', '2', 'shell', 'market']
    """
    for word in folded(words).split():
        if len(word) >= _SHORTEST or word.isdigit():
            yield _ENDING.sub("", word)


def rarity(token: str) -> float:
    """How rare a token is in reports of war: 0 where each has it, 1 where none of 879 did."""
    return _rarities().get(token, 1.0)


def weight(words: Iterable[str]) -> float:
    """The length of the vector of `words`, which `likeness` divides by."""
    return sqrt(fsum(rarity(word) ** 2 for word in words))


def likeness(
    some: frozenset[str], others: frozenset[str], weights: tuple[float, float] | None = None
) -> float:
    """What two sets of words have in common, 0 to 1, the rare ones counting most; `weights` are theirs."""
    shared = some & others
    if not shared:
        return 0.0
    one, other = weights or (weight(some), weight(others))
    return fsum(rarity(word) ** 2 for word in shared) / (one * other) if one and other else 0.0


NAME = "~"  # opens the token of a name
_WORD = re.compile(r"[\w'’]+")
_SHORTEST = 3
_ENDING = re.compile(r"(?<=[a-z]{3})(?:ings?|ed|ers?|es|s|ly)$")


@lru_cache(maxsize=16384)
def _name(word: str) -> str:
    """The consonants of a name, or the whole of it in one spelling where it has too few to tell it by."""
    form = normal(word)
    bones = skeleton(form)
    return f"{NAME}{bones if len(bones) >= _SHORTEST else form}"


@cache
def _rarities() -> dict[str, float]:
    """The tokens that five reports or more of a corpus share, by how rare they are there."""
    table = json.loads(files(__package__).joinpath("common.json").read_text(encoding="utf-8"))
    scale = log(table["reports"] + 1)
    return {
        token: log((table["reports"] + 1) / (1 + count)) / scale for token, count in table["counts"].items()
    }
