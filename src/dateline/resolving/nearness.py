"""How close two normal forms of names come: what each difference costs that romanising left.

The costs are those of an edit distance. They were set by hand from how the languages are romanised, then
moved one by one wherever this told pairs of names of one place better from pairs of two places, and rounded;
bench.romanising measures them. 0 is no difference, 1.4 is another consonant altogether.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate


def form_closeness(a: str, b: str, least: float = 0.0) -> float:
    """How close two normal forms come, from 0 to 1; 0 where it is under `least`, which is found sooner.

    >>> form_closeness("luhansk", "lugansk") > 0.9 > form_closeness("luhansk", "dunetsk")
    True
    """
    if a == b:
        return 1.0
    (one, size_a), (other, size_b) = _sounds(a), _sounds(b)
    if not one or not other:
        return 0.0
    size = (size_a + size_b) / 2
    limit = (1 - least) * size
    cost = _distance(one, other, limit)
    return max(0.0, 1 - cost / size) if cost <= limit else 0.0


# ── sounds ───────────────────────────────────────────────────────────────────────────────────────────────

# Two letters that write one consonant are one sign, so that kh for h is an exchange and no addition.
_PAIRS = {"kh": "K", "gh": "G", "sh": "S", "ch": "C", "th": "T", "dh": "D", "zh": "Z", "ts": "Q"}
_PAIR = re.compile("|".join(_PAIRS))
_VOWELS = "aeiou"


@lru_cache(maxsize=1024)
def _sounds(form: str) -> tuple[str, float]:
    """A form with a sign for each sound, and its length, in which a vowel counts less than a consonant."""
    sounds = _PAIR.sub(lambda pair: _PAIRS[pair[0]], form)
    return sounds, len(sounds) - (1 - _VOWEL_SIZE) * sum(map(sounds.count, _VOWELS))


_VOWEL_SIZE = 0.6

# ── costs ────────────────────────────────────────────────────────────────────────────────────────────────

_CONSONANT, _OTHER_CONSONANT = 0.7, 1.4  # one more or less; one for another
_VOWEL, _OTHER_VOWEL = 0.4, 0.5
_VOWEL_FOR_CONSONANT = 0.85
_SWAPPED = 0.5  # two neighbours: Qusayr, Qsuayr
_FIRST = 1.25  # times a cost, at the first consonant: it is hardly ever misheard, and tells names apart

# Exchanges that are usual between spellings, and what they cost.
_USUAL = {
    0.15: "ei Gg",  # short vowels by ear (Idlib, Edlib); Ghouta, Gouta
    0.2: "ae iy uw vw jy Kh Tt",  # Halab, Haleb; Wau, Vau; Dajr, Dayr; Khan, Han; Thawra, Tawra
    0.25: "Kk Ss Dd Dz CS cs cz cQ Sc gh",  # Sheikh, Sheik; Dhi, Zi; Ukrainian Luhansk, Russian Lugansk
    0.3: "eu vb Zz CQ gj kc",  # Beersheva, Beersheba; Gamal, Jamal
    0.35: "bp kg kG KG Gh jZ jC jc sz dz Ts Tz DT kx",  # Arabic hears no p; Qom, Ghom; Zaynab, Saynab
    0.4: "ai au iu ey ay aw SQ Sz SZ Cs sx Ch CK",
    0.5: "dt fv fp Kg Sx",
    0.6: "mn bw Zd",
    0.8: "lr",
}


class _Drops(dict[str, float]):
    """What a sound costs that only one of two names has."""

    def __missing__(self, sound: str) -> float:
        self[sound] = _VOWEL if sound in _VOWELS else _CONSONANT
        return self[sound]


class _Exchanges(dict[str, float]):
    """What two sounds cost that stand for each other."""

    def __missing__(self, pair: str) -> float:
        vowels = sum(sound in _VOWELS for sound in pair)
        self[pair] = (_OTHER_CONSONANT, _VOWEL_FOR_CONSONANT, _OTHER_VOWEL)[vowels]
        return self[pair]


_DROP = _Drops({"e": 0.3, "h": 0.35, "y": 0.3})  # these some spellings leave out
_EXCHANGE = _Exchanges(
    {pair[::way]: cost for cost, pairs in _USUAL.items() for pair in pairs.split() for way in (1, -1)}
)


def _distance(a: str, b: str, limit: float) -> float:  # noqa: C901
    """The least that it costs to turn `a` into `b`; infinity where that is more than `limit`.

    The common beginning and end cost nothing, and what is between is mostly a letter or two. A look-up weighs
    dozens of names, so this is written for speed: by `min` and in smaller pieces it takes half as long again.
    """
    start, end = _common(a, b)
    one, other = a[start : len(a) - end], b[start : len(b) - end]
    at_a = at_b = -1
    if all(sound in _VOWELS for sound in a[:start]):
        at_a, at_b = _first_consonant(one), _first_consonant(other)
    drop_a, drop_b = _drops(one, at_a), _drops(other, at_b)
    above = [0.0, *accumulate(drop_b)]
    before: list[float] = []
    for row, sound in enumerate(one):
        drop = drop_a[row]
        current = [above[0] + drop]
        least = last = current[0]
        for column, against in enumerate(other):
            if sound == against:
                cost = above[column]
            else:
                cost = _EXCHANGE[sound + against]
                if row == at_a or column == at_b:
                    cost *= _FIRST
                cost += above[column]
                if row and column and sound == other[column - 1] and against == one[row - 1]:
                    cost = min(cost, before[column - 1] + _SWAPPED)
            if above[column + 1] + drop < cost:  # noqa: PLR1730
                cost = above[column + 1] + drop
            if last + drop_b[column] < cost:  # noqa: PLR1730
                cost = last + drop_b[column]
            if cost < least:  # noqa: PLR1730
                least = cost
            last = cost
            current.append(cost)
        if least > limit:
            return float("inf")
        before, above = above, current
    return above[-1]


def _common(a: str, b: str) -> tuple[int, int]:
    """How many sounds two names begin and end with in common."""
    shorter = min(len(a), len(b))
    start = 0
    while start < shorter and a[start] == b[start]:
        start += 1
    end = 0
    while end < shorter - start and a[-1 - end] == b[-1 - end]:
        end += 1
    return start, end


def _first_consonant(sounds: str) -> int:
    return next((at for at, one in enumerate(sounds) if one not in _VOWELS), -1)


def _drops(sounds: str, first: int) -> list[float]:
    costs = [_DROP[one] for one in sounds]
    if first >= 0:
        costs[first] *= _FIRST
    return costs
