"""Masking: a text of which readers see no more than the sentences that claims rest on.

What is withheld becomes blanks, with an ellipsis where it begins: every sign that is shown stands where it
stood, so that spans into the text still hold.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.coding.sentences import sentence_spans
from dateline.domain import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.domain import Event

_ELLIPSIS = "…"
_PARTS = ("mentions", "agents", "targets", "places", "times", "means")


def words_of_claim(event: Event) -> list[Span]:
    """The words that a claim rests on; of a speech that is attributed not all, for that may be the page."""
    spans = [span for part in _PARTS for span in getattr(event, part)]
    return spans + [span for harm in event.harm for span in (harm.quantity, harm.victims) if span]


def passages(text: str, rests: Iterable[Span]) -> list[Span]:
    """The sentences in which words stand, each with the one before it, those that touch as one."""
    sentences = [Span(start, end) for start, end in sentence_spans(text)]
    wanted = {nth for span in rests for nth, sentence in enumerate(sentences) if sentence.overlap(span)}
    shown = sorted(wanted | {nth - 1 for nth in wanted if nth})
    found: list[Span] = []
    for nth in shown:
        if found and nth - 1 in shown:
            found[-1] = Span(found[-1].start, sentences[nth].end)
        else:
            found.append(sentences[nth])
    return found


def masked(text: str, shown: Sequence[Span]) -> str:
    """A text of the same length in which all but some stretches is blank."""
    parts, at = [], 0
    for span in (*shown, Span(len(text), len(text) + 1)):
        parts.append(_withheld(text[at : span.start]))
        parts.append(text[span.start : span.end])
        at = span.end
    return "".join(parts)


def _withheld(words: str) -> str:
    """Blanks, but for line ends, with an ellipsis where something is left out."""
    if not words.strip():
        return words
    blank = re.sub(r"[^\n]", " ", words)
    at = next(nth for nth, sign in enumerate(words) if not sign.isspace())
    return f"{blank[:at]}{_ELLIPSIS}{blank[at + 1 :]}"
