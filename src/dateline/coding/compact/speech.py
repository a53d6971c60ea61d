"""From the network's answers to attributions, and to the events that stand under them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from dateline.coding.compact.answers import trimmed_spans
from dateline.coding.compact.features import inside_contents
from dateline.coding.compact.labels import STANCES

if TYPE_CHECKING:
    from dateline.coding.compact.answers import Answers
    from dateline.coding.compact.events import EventDraft, Mention
    from dateline.coding.compact.pairs import Floats, Ints
    from dateline.coding.compact.thresholds import Thresholds
    from dateline.domain import Stance

WordRange = tuple[int, int]
# A content lies within these sentences around its cue: over 99 % of the training part's do.
SENTENCES_BEFORE, SENTENCES_AFTER = 2, 5
# A second speaker of one cue counts when it is nearly as likely as the first.
SECOND_SPEAKER = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidDraft:
    """An attribution as word ranges; `within` is the number of the attribution that encloses it."""

    cue: WordRange
    source: WordRange | None
    content: WordRange | None
    named: bool
    stance: Stance
    within: int | None


def draft_attributions(answers: Answers, limits: Thresholds) -> list[SaidDraft]:
    """Attributions in the order of their cues."""
    cues = answers.spans("cue", limits.cue_lean)
    if not cues:
        return []
    firsts = np.array([cue[0] for cue in cues])
    sources = trimmed_spans(answers, "source", limits.source_lean)
    speakers = _speakers(answers, firsts, sources, limits.said)
    contents = _contents(answers, firsts, limits.content)
    drafts = [
        SaidDraft(
            cue=cue,
            source=source,
            content=contents[a],
            named=bool(source and answers.tag("named")[source[0] : source[1] + 1].mean() > 0),
            stance=STANCES[int(answers.tag("stance")[cue[0] : cue[1] + 1].sum(axis=0).argmax())],
            within=None,
        )
        for a, cue in enumerate(cues)
        for source in speakers[a]
    ]
    return [_enclosed(draft, drafts) for draft in drafts]


def stands_under(
    answers: Answers, drafts: list[EventDraft], mentions: list[Mention], said: list[SaidDraft], least: float
) -> list[list[int]]:
    """For each event the numbers of the attributions that it stands under."""
    chances = under_chances(answers, drafts, mentions, said)
    return [[int(a) for a in np.flatnonzero(row > least)] for row in chances]


def under_chances(
    answers: Answers, drafts: list[EventDraft], mentions: list[Mention], said: list[SaidDraft]
) -> Floats:
    """How likely each event stands under each attribution (events, attributions), by its surest mention."""
    if not said or not drafts:
        return np.zeros((len(drafts), len(said)), dtype=np.float32)
    firsts = np.array([m.words[0] for m in mentions])
    cues = np.array([one.cue[0] for one in said])
    inside = inside_contents(firsts, [one.content for one in said])
    scores = answers.table("by", firsts, cues, answers.layout.by(firsts, cues, inside))[:, :, 0]
    return np.stack([scores[list(draft.members)].max(axis=0) for draft in drafts])


def _speakers(
    answers: Answers, cues: Ints, sources: list[WordRange], least: float
) -> list[list[WordRange | None]]:
    if not sources:
        return [[None] for _ in cues]
    starts, ends = np.array(sources).T
    scores = answers.table("said", cues, starts, answers.layout.said(cues, starts), ends)[:, :, 0]
    found: list[list[WordRange | None]] = []
    for row in scores:
        best = float(row.max())
        enough = max(least, SECOND_SPEAKER * best)
        found.append([sources[int(s)] for s in np.flatnonzero(row >= enough)] or [None])
    return found


def _contents(answers: Answers, cues: Ints, least: float) -> list[WordRange | None]:
    """The likeliest content of each cue; None where first and last word together fall under `least`."""
    near = [nearby_words(answers.layout.sentences, int(cue)) for cue in cues]
    lefts = np.repeat(cues, [len(words) for words in near])
    rights = np.concatenate(near)
    features = answers.layout.pointer(lefts, rights)
    weighed = [answers.weigh(relation, lefts, rights, features)[:, 0] for relation in ("opens", "closes")]
    contents: list[WordRange | None] = []
    at = 0
    for words in near:
        opens, closes = (_log_softmax(logits[at : at + len(words)]) for logits in weighed)
        at += len(words)
        # The best opening up to each word, joined with a closing at it.
        so_far = np.maximum.accumulate(opens)
        last = int((so_far + closes).argmax())
        first = int(opens[: last + 1].argmax())
        sure = float(np.exp(opens[first] + closes[last]))
        contents.append((int(words[first]), int(words[last])) if sure >= least else None)
    return contents


def nearby_words(sentences: Ints, cue: int) -> Ints:
    """The words that may belong to the content of a cue: those of the sentences around it, as one run."""
    first, last = sentences[cue] - SENTENCES_BEFORE, sentences[cue] + SENTENCES_AFTER
    return np.arange(np.searchsorted(sentences, first), np.searchsorted(sentences, last, side="right"))


def _log_softmax(logits: Floats) -> Floats:
    shifted = logits - logits.max()
    out: Floats = shifted - np.log(np.exp(shifted).sum())
    return out


def _enclosed(draft: SaidDraft, drafts: list[SaidDraft]) -> SaidDraft:
    """The draft, told which other attribution's content holds its cue most closely."""
    holders = [
        (one.content[1] - one.content[0], number)
        for number, one in enumerate(drafts)
        if one.content
        and one.cue != draft.cue
        and one.content[0] <= draft.cue[0]
        and draft.cue[1] <= one.content[1]
        and not (draft.content and draft.content[0] <= one.cue[0] <= draft.content[1])
    ]
    within = min(holders)[1] if holders else None
    return replace(draft, within=within)
