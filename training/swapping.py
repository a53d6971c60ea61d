"""Other names in the place of a text's own: who and where change, what is told does not.

A report names few actors, persons and places, and the corpus the same ones again and again. A network that
reads each report with other names in each pass has less to learn by heart.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING, overload

from dateline.domain import NameClass

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

    from training.gold import Gold, GoldAttribution, GoldEvent, Range

_Kind = tuple[str, bool, bool]

# Words that all begin with a capital, but for the Arabic article: "al-Tanak", "Maria Zakharova", "ISIS".
_PROPER = re.compile(r"(?:[aA][a-z]{1,2}-)?[A-Z][\w'’-]*(?: (?:[aA][a-z]{1,2}-)?[A-Z][\w'’-]*)*")
_OFTEN = 5  # texts that a well-known name stands in
_SWAPPED = 0.7  # share of a text's names that change


class Swapper:
    """A stock of names, out of which a text's own names are replaced."""

    def __init__(self, golds: Iterable[Gold]) -> None:
        """The stock is made of the proper names of `golds`, by class, by length and by how well known.

        Weapons keep their names: a Shahed makes another event than a Grad.
        """
        seen: Counter[tuple[str, str]] = Counter()
        for gold in golds:
            seen.update({(kind, gold.text[s:e]) for kind, s, e in gold.names})
        self._often = {name for name, texts in seen.items() if texts >= _OFTEN}
        self._stock: dict[_Kind, list[str]] = {}
        for kind, name in sorted(seen):
            if kind != NameClass.WEAPON and _PROPER.fullmatch(name):
                self._stock.setdefault(self._kind(kind, name), []).append(name)

    def swapped(self, gold: Gold, rng: random.Random) -> Gold:
        """The text with most of its proper names replaced, each by one name throughout."""
        chosen: dict[str, str] = {}
        kinds = {gold.text[s:e]: kind for kind, s, e in gold.names}
        for name in sorted(kinds, key=lambda name: (-len(name), name)):
            whole = next((long for long in chosen if long.endswith(f" {name}")), None)
            if whole:
                # The surname of one who is named in full elsewhere.
                chosen[name] = " ".join(chosen[whole].split()[-len(name.split()) :])
            elif (stock := self._stock.get(self._kind(kinds[name], name))) and _PROPER.fullmatch(name):
                chosen[name] = rng.choice(stock) if rng.random() < _SWAPPED else name
        changes: dict[Range, str] = {}
        for _, start, end in sorted(gold.names, key=lambda name: name[1] - name[2]):
            new = chosen.get(gold.text[start:end])
            if new and not any(s < end and start < e for s, e in changes):
                changes[start, end] = new
        return changed(gold, changes)

    def _kind(self, kind: str, name: str) -> _Kind:
        return kind, " " in name, (kind, name) in self._often


def changed(gold: Gold, changes: dict[Range, str]) -> Gold:
    """The text with other words at `changes`, which do not overlap, and every range moved along.

    A range that begins or ends inside of a change takes the whole of the new words in.
    """
    if not changes:
        return gold
    moves = _Moves(gold.text, changes)
    at = moves.moved
    return replace(
        gold,
        text=moves.text,
        names=tuple((kind, *at((s, e))) for kind, s, e in gold.names),
        events=tuple(_event(event, moves) for event in gold.events),
        attributions=tuple(_attribution(one, moves) for one in gold.attributions),
        incident=tuple((role, *at((s, e))) for role, s, e in gold.incident),
    )


class _Moves:
    """A text with changes, and where each place of the old text lies in the new."""

    def __init__(self, text: str, changes: dict[Range, str]) -> None:
        spans = sorted(changes)
        self.starts, self.ends = [s for s, _ in spans], [e for _, e in spans]
        news = [changes[span] for span in spans]
        grown = [len(new) - (e - s) for new, (s, e) in zip(news, spans, strict=True)]
        self.shift = [0, *accumulate(grown)]
        kept = (text[e:s] for e, s in zip([0, *self.ends], [*self.starts, len(text)], strict=True))
        self.text = "".join(part for pair in zip(kept, [*news, ""], strict=True) for part in pair)

    @overload
    def moved(self, at: Range) -> Range: ...
    @overload
    def moved(self, at: None) -> None: ...
    def moved(self, at: Range | None) -> Range | None:
        """Where a range of the old text lies in the new."""
        if at is None:
            return None
        start, end = at
        before = bisect_right(self.starts, start)  # changes that begin at or before the range's start
        if before and start < self.ends[before - 1]:
            before -= 1
            start = self.starts[before]
        past = bisect_right(self.starts, end - 1)
        if past and end < self.ends[past - 1]:
            end = self.ends[past - 1]
        return start + self.shift[before], end + self.shift[past]


def _event(event: GoldEvent, moves: _Moves) -> GoldEvent:
    at = moves.moved
    return replace(
        event,
        mentions=tuple(map(at, event.mentions)),
        fillers={role: tuple(map(at, spans)) for role, spans in event.fillers.items()},
        harm=tuple((effect, at(many), at(who), total) for effect, many, who, total in event.harm),
    )


def _attribution(one: GoldAttribution, moves: _Moves) -> GoldAttribution:
    at = moves.moved
    return replace(one, cue=at(one.cue), source=at(one.source), content=at(one.content))
